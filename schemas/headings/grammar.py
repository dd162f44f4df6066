"""Which quantity of a form a heading names, under the merged headings above it.

Arrives: a form; a heading's text and the texts of the merged headings above it.
Leaves:  the field it names, or why it names none: doubtful (with candidates), personal data, unknown.
Not here: where the heading row is (`flows.steps.read`). Nothing is positional and nothing is fuzzy:
         a heading is cut into known phrases, and names a field only when every phrase fits that field.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from schemas.form.form import Form
from schemas.headings.heading import (
    COLUMN_NUMBER,
    LIST_NUMBER,
    PERSONAL,
    Heading,
    Kind,
    in_thousands,
    remark_with,
)
from schemas.headings.patterns import kinds, own_phrases, patterns_of
from schemas.phrases import Vocabulary, fold_words
from schemas.vietnamese.text import clean

BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
AMBIGUOUS = frozenset({"so dt", "dt", "so", "tong so", "so luong", "tong", "dv", "tong so luong"})
TELLING = frozenset({"SMART", "INSTALL", "INSTALLED", "TOLD", "REACHED", "LAUNCH", "APP"})
OF_OTHERS = frozenset({"YOUTH", "CADRE", "OTHER_APP"})
"""Other people, and other apps and matters of the same weeks: what is counted of them is none of ours."""
OF_NOTHING = frozenset({"TOTAL", "QUANTITY", "AMOUNT", "PHONE", "PERSON", "AMONG"})
IN_DOUBT_OF_PEOPLE = (("members", "MEMBER"), ("workforce", "WORKER"))


class Grammar:
    """The headings of one form. It is asked through `grammar_of`, so that what a text says is found out once."""

    def __init__(self, form: Form) -> None:
        quantities = form.quantities.values()
        own_names = {"APP": [fold_words(name) for name in form.subject.names]}
        of_letter = [(regex, own_names["APP"][0]) for regex in form.subject.spelled]
        common = Vocabulary(own_names, of_letter)
        own = own_phrases(quantities, common)
        self.form = form
        self.vocabulary = Vocabulary({**own_names, **own}, of_letter)
        self.patterns = patterns_of(quantities, form.sets, self.vocabulary)
        self.telling = TELLING | own.keys()
        self.of_lead = kinds(form.table.leads_under, form.sets)
        self.people_phrases = kinds("PEOPLE", form.sets) | {"AMONG", "DONE", "PART"}
        self.remark = remark_with(each.unit for each in quantities if each.unit)
        self.keeping_remarks = frozenset(form.names(lambda each: each.ignores_remarks))
        self.keeps_under = {
            over: frozenset(form.names(lambda each, over=over: over in each.counted_under))  # type: ignore[misc]
            for over in form.quantities
        }
        self.doubtful_alone = {
            name: kinds(each.doubtful_alone, form.sets)
            for name, each in form.quantities.items()
            if each.doubtful_alone
        }
        self.match_alone = lru_cache(maxsize=4096)(self._match_alone)

    def phrases(self, text: str) -> frozenset[str]:
        """The kinds of phrase in a heading as it is typed."""
        return self.vocabulary.phrases_of(self.vocabulary.words_of(text))

    def match(self, text: str, *above: str) -> Heading:
        """The field a heading names under the merged headings `above` it, the nearest first.

        A heading above decides when it names an action and this one only counts people ("Số lượng" or
        "Đoàn viên" under "Đã cài đặt"), and helps when this one is doubtful alone.
        """
        own, so_far = self.match_alone(text), text
        for over_text in above:
            if fold_words(over_text) not in ("", fold_words(so_far)):
                own = self._under(own, so_far, over_text)
                so_far = f"{over_text} {so_far}"
        alone = self.doubtful_alone.get(own.field or "")
        if alone is not None and so_far == text and self.phrases(text) <= alone:
            return Heading(own.text, Kind.DOUBTFUL, None, (own.field or "",))
        return own

    def _under(self, own: Heading, text: str, over_text: str) -> Heading:
        """What a heading means under one level above it."""
        form = self.form
        over, over_phrases = self.match_alone(over_text), self.phrases(over_text)
        if over.field in form.actions and self.phrases(text) <= self.people_phrases:
            return Heading(own.text, Kind.FIELD, over.field)
        is_counted = own.field in form.counted_people or own.field in form.percents
        if is_counted and over_phrases & OF_OTHERS:
            return Heading(own.text, Kind.UNKNOWN)
        if own.field is not None and self._is_in_thousands(own.field, over_text):
            return Heading(own.text, Kind.DOUBTFUL, None, (own.field,))
        is_part_of_rate = over.field in form.percents and own.field in form.counted_people
        if own.kind in (Kind.DOUBTFUL, Kind.UNKNOWN) or is_part_of_rate:
            plain = re.sub(r"\A\W*trong đó\W*", "", clean(over_text), flags=re.IGNORECASE)
            measure = [f"{plain} so với {text}"] if over.field in form.percents else []
            for joined in (*measure, f"{text} {plain}", f"{plain} {text}"):
                together = self.match_alone(joined)
                if together.kind is Kind.FIELD:
                    return Heading(own.text, Kind.FIELD, together.field)
        if is_part_of_rate or self._is_of_another(own.field, over.field):
            return Heading(own.text, Kind.DOUBTFUL, None, tuple(filter(None, (own.field, over.field))))
        return own

    def _is_of_another(self, own: str | None, over: str | None) -> bool:
        """Whether a count, or a typed rate, stands under a heading that counts something else."""
        form = self.form
        if over not in form.actions:
            return False
        keeps = {over, *self.keeps_under.get(over, ())}
        return own in form.counted_people - keeps or (own in form.percents and over not in form.shares_of)

    def _match_alone(self, text: str) -> Heading:
        """The field a heading names without regard to what stands above it."""
        label = clean(text)
        if not label:
            return Heading("", Kind.BLANK)
        if COLUMN_NUMBER.fullmatch(label):
            return Heading(label, Kind.COLUMN_NUMBER)
        plain = LIST_NUMBER.sub("", label)
        words_of = self.vocabulary.words_of
        for words in (words_of(self.remark.sub(" ", plain)), words_of(plain)):
            field = self._field(words)
            if field is not None and self._is_in_thousands(field, label):
                return Heading(label, Kind.DOUBTFUL, None, (field,))
            if field is not None and not self._is_quotient(plain):
                return Heading(label, Kind.FIELD, field, (), self._is_loose(words))
        without = self._field(words_of(BRACKETS.sub(" ", plain)))
        if without in self.keeping_remarks:
            return Heading(label, Kind.FIELD, without)
        words = words_of(self.remark.sub(" ", plain))
        if PERSONAL.search(words):
            return Heading(label, Kind.PERSONAL)
        candidates = self._candidates(words)
        return Heading(label, Kind.DOUBTFUL if candidates else Kind.UNKNOWN, None, candidates)

    def _is_in_thousands(self, field: str, label: str) -> bool:
        """Whether the figures below stand for thousands of what the form counts; of an amount of money, by its own unit."""
        each = self.form[field]
        if each.kind == "money":
            return in_thousands(label) and each.unit.casefold() not in clean(label).casefold()
        return field in self.form.counted_people and in_thousands(label)

    def _field(self, words: str) -> str | None:
        """The one field that fits all phrases of a heading."""
        phrases = self.vocabulary.phrases_of(words)
        if "?" in phrases:
            return None
        fields = {pattern.field for pattern in self.patterns if pattern.fits(phrases)}
        return fields.pop() if len(fields) == 1 and words not in AMBIGUOUS else None

    def _is_loose(self, words: str) -> bool:
        phrases = self.vocabulary.phrases_of(words)
        return "PART" in phrases or phrases <= {"UNIT", "NAME", "UNDER", "AMONG"}

    def _is_quotient(self, text: str) -> bool:
        """Whether a heading divides one count by another ("Đã cài/Số ĐTTM"), so that its cells are neither."""
        words_of = self.vocabulary.words_of
        first, _, second = (words_of(part) for part in text.partition("/"))
        is_count = bool(second) and "RATE" not in self.phrases(text)
        wholes = self.form.counted_people - {self._field(first)}
        is_whole = second in AMBIGUOUS or self._field(second) in wholes
        return is_count and is_whole and self._field(first) in self.form.actions

    def _candidates(self, words: str) -> tuple[str, ...]:
        """The fields a heading might mean: those whose pattern needs one of its telling phrases.

        An amount of nothing named ("Số lượng") may be any of those that matter most.
        """
        form = self.form
        if words == "dv":
            return tuple(name for name in ("branch_name", "members") if name in form.quantities)
        phrases = self.vocabulary.phrases_of(words)
        if phrases <= OF_NOTHING:
            return form.bare
        if phrases & (OF_OTHERS | {"RATE"}):
            return ()
        of_phrases = phrases & self.telling
        found = [
            pattern.field
            for pattern in self.patterns
            if (pattern.needs | pattern.one_of) & of_phrases and pattern.field not in form.percents
        ]
        found = found or [
            name for name, kind in IN_DOUBT_OF_PEOPLE if kind in phrases and name in form.quantities
        ]
        return tuple(dict.fromkeys(found))


@cache
def grammar_of(form: Form) -> Grammar:
    """The grammar of a form's headings, one in a process."""
    return Grammar(form)

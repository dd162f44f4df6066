"""Which phrases name which quantity, as a form says it: by kinds of phrase, or by headings as clerks write them.

Arrives: the quantities of a form.
Leaves:  the patterns that a heading is held against, and the phrases that are a form's own.
Not here: how a heading is cut into phrases (`schemas.phrases`), headings above others (`grammar`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import dropwhile

from schemas.form.quantity import Pattern, Quantity
from schemas.phrases import Vocabulary

ALLOWED_BESIDE = {
    "count": "PEOPLE DONE AMONG PART RESULT",
    "money": "COUNTED DONE AMONG PART RESULT",
    "percent": "PEOPLE RATE DONE AMONG RESULT VERSUS ON OVER_TOTAL OVER_PERSON OVER_MEMBER OVER_WORKER",
}
"""What may stand beside a form's own words; beside those of the other kinds nothing but `AMONG`."""
OF_A_SHARE = "DONE AMONG RESULT DEPLOY VERSUS"


@dataclass(frozen=True, slots=True)
class FieldPattern:
    """A field is named when all of `needs` are there, one of `one_of` if any, and nothing outside `allows`."""

    field: str
    needs: frozenset[str]
    allows: frozenset[str] = frozenset()
    one_of: frozenset[str] = frozenset()

    def fits(self, phrases: frozenset[str]) -> bool:
        return (
            self.needs <= phrases
            and phrases <= self.needs | self.allows | self.one_of
            and (not self.one_of or bool(phrases & self.one_of))
        )


def kinds(words: str, sets: Mapping[str, str]) -> frozenset[str]:
    """The kinds of phrase of a pattern's words, each set in place of its name."""
    found: set[str] = set()
    for word in words.split():
        found |= kinds(sets[word], sets) if word in sets else {word}
    return frozenset(found)


def patterns_of(
    quantities: Iterable[Quantity], sets: Mapping[str, str], vocabulary: Vocabulary
) -> tuple[FieldPattern, ...]:
    """The patterns of all quantities, in their order; `vocabulary` is the form's, with its own phrases."""
    return tuple(
        FieldPattern(each.name, kinds(p.needs, sets), kinds(p.allows, sets), kinds(p.one_of, sets))
        for each in quantities
        for p in _patterns(each, vocabulary)
    )


def _patterns(each: Quantity, vocabulary: Vocabulary) -> Iterator[Pattern]:
    beside = ALLOWED_BESIDE.get(each.kind, "AMONG")
    for heading in each.headings:
        if isinstance(heading, Pattern):
            yield heading
            continue
        phrases = vocabulary.phrases_of(vocabulary.words_of(heading))
        if own_kind(each) not in phrases:
            yield Pattern(needs=" ".join(sorted(phrases)), allows=beside)
    if any(isinstance(heading, str) for heading in each.headings):
        yield Pattern(needs=own_kind(each), allows=beside)
    if each.kind == "percent" and each.share_of and not any(isinstance(h, Pattern) for h in each.headings):
        yield Pattern(needs="RATE", allows=OF_A_SHARE)
        yield Pattern(needs=f"RATE {each.share_of.part}", allows=f"PEOPLE {OF_A_SHARE} {beside}")


def own_kind(each: Quantity) -> str:
    """The kind of the phrases that a form says of one quantity; those of all letters are in capitals."""
    return each.name


def own_phrases(quantities: Iterable[Quantity], common: Vocabulary) -> dict[str, list[str]]:
    """By their kind the phrases that headings as clerks write them say of one quantity alone.

    Of "Số người đã tiêm mũi 1" it is "tiem mui 1": what is left between the words that every letter knows.
    """
    written = [
        (each, common.words_of(heading))
        for each in quantities
        for heading in each.headings
        if isinstance(heading, str)
    ]
    cores = [(each.name, core) for each, words in written if (core := _core(words, common))]
    owners = Counter(core for _, core in dict.fromkeys(cores))
    own: dict[str, list[str]] = {}
    for each, words in written:
        core = _core(words, common)
        if core is None:
            continue
        said = [words, core] if owners[core] == 1 and each.kind != "percent" else [words]
        own.setdefault(own_kind(each), []).extend(said)
    return own


def _core(words: str, common: Vocabulary) -> str | None:
    """The words from the first to the last that no common phrase covers; None where all are covered."""
    cut = list(common.cut(words))
    for _ in range(2):
        cut = list(dropwhile(lambda phrase: phrase[0] != "?", cut))[::-1]
    return " ".join(text for _, text in cut) or None

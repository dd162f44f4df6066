"""Which quantity a column holds, from its heading as people type it.

Arrives: a heading's text and the texts of the merged headings above it.
Leaves:  the field it names, or why it names none: doubtful (with candidates), personal data, unknown.
Not here: where the heading row is (`flows.steps.read`). Nothing is positional and nothing is fuzzy:
         a heading is cut into known phrases, and names a field only when every phrase fits that field.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from schemas.headings.patterns import (
    ACTIONS,
    COUNTED_AMONG,
    OF_OTHERS,
    PATTERNS,
    PEOPLE_PHRASES,
    QUANTITIES,
    RATES,
    REMARKS_DO_NOT_MATTER,
    TELLING,
)
from schemas.headings.phrases import fold_words, phrases_of, words_of
from schemas.vietnamese.text import clean

PERSONAL = re.compile(
    r"\b(cmnd|cmt|cmtnd|cccd|chung minh|can cuoc|ngay sinh|nam sinh|thang sinh|sinh ngay|que quan|ho chieu"
    r"|ho va ten|ho ten|dia chi|bhxh|bao hiem|so tai khoan|thuong tru)\b"
)
COLUMN_NUMBER = re.compile(r"\(?\s*([0-9]{1,2}|[A-Za-z])\s*\)?(\s*=\s*[()0-9A-Za-z+\-*/:x.,%\s]+)?")
LIST_NUMBER = re.compile(r"\A(?:\(?[0-9]{1,2}[.)]|[IVX]{1,4}\.)\s*(?=\D)")
REMARK = re.compile(
    r"[(\[]\s*(?:(?:đvt|đơn vị(?: tính)?)\s*:?\s*|số\s+|tính\s+bằng\s+)?"
    r"(?:người|máy|chiếc|cái|buổi|cuộc|lần|đợt|lượt|ng|đv|đơn vị|thiết bị|đ/c|đồng chí)\s*[)\]]"
    r"|[,;–-]?\s*(?:đvt|đơn vị tính)\s*:?\s*(?:người|máy|buổi|%)(?!\w)"
    r"|\(\s*(?:nếu có|có\s*[/,]\s*không|có hoặc không|đánh dấu x|x|ghi rõ[^()]*|theo mẫu|bắt buộc)\s*\)"
    r"|\(\s*[a-z]\s*\)|\([0-9\s=+\-*/:x.,()]*\)(?:\s*[=:]\s*[(0-9)\s+\-*/:x.,%]+)?"
    r"|[(,]?\s*(?:(?:lũy|luỹ) kế\s*)?(?:tính\s*)?đến\s*(?:hết\s*)?(?:ngày\s*)?[0-9]{1,2}\s*[/.-]\s*[0-9]{1,2}"
    r"(?:\s*[/.-]\s*[0-9]{2,4})?\s*\)?"
    r"|\b(?:(?:trong|qua)\s+(?:các|từng)|theo(?:\s+(?:các|từng))?)\s+(?:tuần|đợt|hệ điều hành|giới tính)\b",
    re.IGNORECASE,
)
"""What a heading says beside its quantity: the unit of measure, the column's number, the day of the figures."""
BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
AMBIGUOUS = frozenset({"so dt", "dt", "so", "tong so", "so luong", "tong", "dv", "tong so luong"})


_THOUSANDS = re.compile(
    r"(?<![^\W_])(?:(?<!phần )(?:nghìn|ngàn|trăm|chục|vạn|triệu)(?![^\W_])|(?:nghin|ngan) (?:nguoi|may)|1[., ]?000\s*(?:người|máy|nguoi|may)"
    r"|[x×*]\s*1[., ]?000(?![0-9]))",
    re.IGNORECASE,
)


def in_thousands(text: str) -> bool:
    """Whether a heading or a note says that the figures stand for hundreds or thousands of what they count."""
    return bool(_THOUSANDS.search(clean(text)))


class Kind(StrEnum):
    """What a heading turned out to be."""

    FIELD = "field"
    DOUBTFUL = "doubtful"
    PERSONAL = "personal"
    COLUMN_NUMBER = "column_number"
    BLANK = "blank"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Heading:
    """What one column's heading says. `candidates` are the fields a doubtful one might mean.

    A loose heading names its field less exactly than another may: "Đơn vị" beside "Tên CĐCS".
    """

    text: str
    kind: Kind
    field: str | None = None
    candidates: tuple[str, ...] = ()
    is_loose: bool = False


def match(text: str, *above: str) -> Heading:
    """The field a heading names under the merged headings `above` it, the nearest first.

    A heading above decides when it names an action and this one only counts people ("Số lượng" or
    "Đoàn viên" under "Đã cài đặt"), and helps when this one is doubtful alone.
    """
    own, so_far = match_alone(text), text
    for over_text in above:
        if fold_words(over_text) not in ("", fold_words(so_far)):
            own = _under(own, so_far, over_text)
            so_far = f"{over_text} {so_far}"
    if (
        own.field == "reached"
        and so_far == text
        and phrases_of(words_of(text)) <= {"REACHED", "APP", "AMONG", "DONE"}
    ):
        return Heading(own.text, Kind.DOUBTFUL, None, ("reached",))
    return own


def _under(own: Heading, text: str, over_text: str) -> Heading:
    """What a heading means under one level above it."""
    over = match_alone(over_text)
    over_phrases = phrases_of(words_of(over_text))
    if over.field in ACTIONS and phrases_of(words_of(text)) <= PEOPLE_PHRASES:
        return Heading(own.text, Kind.FIELD, over.field)
    if own.field in QUANTITIES | RATES and over_phrases & OF_OTHERS:
        return Heading(own.text, Kind.UNKNOWN)
    if own.field in QUANTITIES and in_thousands(over_text):
        return Heading(own.text, Kind.DOUBTFUL, None, (own.field,))
    is_part_of_rate = over.field in RATES and own.field in QUANTITIES
    if own.kind in (Kind.DOUBTFUL, Kind.UNKNOWN) or is_part_of_rate:
        plain = re.sub(r"\A\W*trong đó\W*", "", clean(over_text), flags=re.IGNORECASE)
        measure = [f"{plain} so với {text}"] if over.field in RATES else []
        for joined in (*measure, f"{text} {plain}", f"{plain} {text}"):
            together = match_alone(joined)
            if together.kind is Kind.FIELD:
                return Heading(own.text, Kind.FIELD, together.field)
    keeps = {over.field, *COUNTED_AMONG.get(over.field or "", ())}
    is_count_of_another = over.field in ACTIONS and own.field in QUANTITIES - keeps
    is_rate_of_another = own.field in RATES and over.field in ACTIONS - {"installed"}
    if is_part_of_rate or is_count_of_another or is_rate_of_another:
        return Heading(own.text, Kind.DOUBTFUL, None, tuple(filter(None, (own.field, over.field))))
    return own


@lru_cache(maxsize=4096)
def is_column_number(text: str) -> bool:
    """Whether a heading is a column's number, as (3) or (4)=(3)/(2), and nothing else."""
    return COLUMN_NUMBER.fullmatch(clean(text)) is not None


@lru_cache(maxsize=4096)
def match_alone(text: str) -> Heading:
    """The field a heading names without regard to what stands above it."""
    label = clean(text)
    if not label:
        return Heading("", Kind.BLANK)
    if COLUMN_NUMBER.fullmatch(label):
        return Heading(label, Kind.COLUMN_NUMBER)
    plain = LIST_NUMBER.sub("", label)
    for words in (words_of(REMARK.sub(" ", plain)), words_of(plain)):
        field = _field(words)
        if field in QUANTITIES and in_thousands(label):
            return Heading(label, Kind.DOUBTFUL, None, (field,))
        if field is not None and not _is_quotient(plain):
            return Heading(label, Kind.FIELD, field, (), _is_loose(words))
    without = _field(words_of(BRACKETS.sub(" ", plain)))
    if without in REMARKS_DO_NOT_MATTER:
        return Heading(label, Kind.FIELD, without)
    words = words_of(REMARK.sub(" ", plain))
    if PERSONAL.search(words):
        return Heading(label, Kind.PERSONAL)
    candidates = _candidates(words)
    return Heading(label, Kind.DOUBTFUL if candidates else Kind.UNKNOWN, None, candidates)


def _field(words: str) -> str | None:
    """The one field that fits all phrases of a heading."""
    phrases = phrases_of(words)
    if "?" in phrases:
        return None
    fields = {pattern.field for pattern in PATTERNS if pattern.fits(phrases)}
    return fields.pop() if len(fields) == 1 and words not in AMBIGUOUS else None


def _is_loose(words: str) -> bool:
    phrases = phrases_of(words)
    return "PART" in phrases or phrases <= {"UNIT", "NAME", "UNDER", "AMONG"}


def _is_quotient(text: str) -> bool:
    """Whether a heading divides one count by another ("Đã cài/Số ĐTTM"), so that its cells are neither."""
    first, _, second = (words_of(part) for part in text.partition("/"))
    is_count = bool(second) and "RATE" not in phrases_of(words_of(text))
    is_whole = second in AMBIGUOUS or _field(second) in QUANTITIES - {_field(first)}
    return is_count and is_whole and _field(first) in ACTIONS


def _candidates(words: str) -> tuple[str, ...]:
    """The fields a heading might mean: those whose pattern needs one of its telling phrases.

    An amount of nothing named ("Số lượng") may be any of the four counts.
    """
    if words == "dv":
        return ("branch_name", "members")
    phrases = phrases_of(words)
    if phrases <= {"TOTAL", "QUANTITY", "AMOUNT", "PHONE", "PERSON", "AMONG"}:
        return ("workforce", "members", "smartphone_users", "installed")
    if phrases & (OF_OTHERS | {"RATE"}):
        return ()
    found = [p.field for p in PATTERNS if (p.needs | p.one_of) & phrases & TELLING and p.field not in RATES]
    found = found or [
        field for field, phrase in (("members", "MEMBER"), ("workforce", "WORKER")) if phrase in phrases
    ]
    return tuple(dict.fromkeys(found))

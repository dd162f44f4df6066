"""Which quantity a column holds, from its heading as people type it.

Arrives: a heading's text and the texts of the merged headings above it.
Leaves:  the field it names, or why it names none: doubtful (with candidates), personal data, unknown.
Not here: where the heading row is (`flows.steps.reading`). Nothing is positional and nothing is fuzzy:
         a heading is cut into known phrases, and names a field only when every phrase fits that field.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from schemas.vietnamese.text import clean

PHRASES: dict[str, tuple[str, ...]] = {
    "AMOUNT": ("tong so luong", "tong so", "so luong", "tong", "so", "luong"),
    "YOUTH": ("doan vien thanh nien", "thanh nien", "doan thanh nien", "doan vien doan thanh nien"),
    "MEMBER": ("doan vien cong doan", "cong doan vien", "doan vien", "cdv", "dvcd"),
    "WORKER": (
        "can bo cong chuc vien chuc", "can bo cong nhan vien", "cong nhan vien chuc lao dong",
        "cong nhan vien chuc", "cong chuc vien chuc", "cong nhan lao dong", "nguoi lao dong", "can bo",
        "cong chuc", "vien chuc", "cong nhan", "nhan vien", "giao vien", "lao dong", "cnvcld", "cnvc ld",
        "cnvc", "cnld", "cbccvcld", "cbccvc", "cbcnvc", "cbcnv", "cbcc", "cbvc", "cbgvnv", "ccvc", "nld",
        "nv", "gv", "cb", "cc", "vc", "cn", "cnv", "ld", "cb nv", "quan so", "bien che",
    ),
    "PERSON": ("so nguoi", "nguoi", "ca nhan"),
    "WOMEN": ("nu", "phu nu", "nu gioi"),
    "SMART": (
        "dien thoai di dong thong minh", "dien thoai thong minh", "thiet bi thong minh", "may thong minh",
        "di dong thong minh", "smartphone", "smart phone", "smartphones", "dttm", "dtdd thong minh",
        "thong minh",
    ),
    "PHONE": ("so dien thoai", "dien thoai di dong", "dien thoai", "di dong", "dtdd", "sdt", "dt"),
    "DEVICE": ("may", "chiec", "thiet bi"),
    "INSTALL": (
        "tai va cai dat", "tai cai dat", "cai dat", "cai", "tai ve", "da tai", "tai app", "tai ung dung",
        "tai bluezone", "kich hoat",
    ),
    "DONE": ("da duoc", "da", "duoc", "thanh cong", "hoan thanh", "xong", "dat"),
    "NOT": ("chua duoc", "chua", "khong"),
    "APP": ("ung dung", "phan mem", "app", "bluezone"),
    "HAVE": ("co su dung", "dang su dung", "su dung", "so huu", "co", "dung"),
    "RATE": ("ty le phan tram", "ty le", "ti le", "phan tram", "%"),
    "AMONG": ("trong do", "so voi", "tinh tren", "tren", "trong", "cua", "va", "gom", "cac", "hien co", "chung"),
    "TOLD": ("tuyen truyen van dong", "tuyen truyen", "pho bien", "van dong", "tiep can", "quan triet"),
    "TIMES": ("so luot", "luot"),
    "METHOD": ("hinh thuc", "cach thuc", "bien phap", "phuong thuc", "kenh"),
    "DEPLOY": ("trien khai", "thuc hien", "to chuc"),
    "SESSION": ("so buoi", "so cuoc", "so dot", "buoi", "cuoc", "dot", "lan"),
    "LAUNCH": ("tuan le ra quan", "le ra quan", "ra quan", "phat dong"),
    "NOTE": ("ghi chu", "chu thich"),
    "DIFFICULTY": ("kho khan", "vuong mac", "kien nghi", "de xuat", "thuan loi"),
    "ORDINAL": ("so thu tu", "thu tu", "so tt", "stt", "s t t", "tt"),
    "NAME": ("ten goi", "ten"),
    "BRANCH": ("cong doan co so thanh vien", "cong doan co so", "cdcs", "cdcstv", "co so"),
    "UNIT": ("don vi", "co quan", "doanh nghiep", "cong doan", "truong hoc", "truong", "cong ty"),
    "UNDER": ("truc thuoc", "thuoc", "nam trong"),
    "ZONE": ("khu cong nghiep", "cum cong nghiep", "khu cum cong nghiep", "kcn", "ccn", "kccn"),
    "DATE": ("ngay thang nam", "ngay thang", "ngay", "thoi gian", "thoi diem"),
    "FILE": ("bao cao", "lap bieu", "gui", "lap", "nop", "cap nhat", "phu trach", "lien he", "lien lac", "dau moi"),
    "RESULT": ("ket qua",),
    "TIMESTAMP": ("dau thoi gian", "timestamp"),
    "EMAIL": ("dia chi email", "dia chi thu dien tu", "email", "e mail", "thu dien tu"),
}  # fmt: skip

ABBREVIATIONS = {
    "dv": "doan vien",
    "ts": "tong so",
    "sl": "so luong",
    "tl": "ty le",
    "cd": "cong doan",
    "ht": "hinh thuc",
    "ng": "nguoi",
    "gc": "ghi chu",
}

PERSONAL = re.compile(
    r"\b(cmnd|cmt|cmtnd|cccd|chung minh|can cuoc|ngay sinh|nam sinh|thang sinh|sinh ngay|que quan|ho chieu"
    r"|ho va ten|ho ten|dia chi|bhxh|bao hiem|so tai khoan|thuong tru)\b"
)
COLUMN_NUMBER = re.compile(r"\(?\s*([0-9]{1,2}|[A-Za-z])\s*\)?(\s*=\s*[()0-9A-Za-z+\-*/:x.,%\s]+)?")
STACKED = re.compile(r"[a-z]( [a-z])+")
APP_NAME = re.compile(r"\bbl?u?e? ?z[oa]n[eo]?s?\b|\bblu\w*z\w*n\w*\b")
UNIT_OF_MEASURE = re.compile(
    r"\(\s*(đvt\s*:?\s*)?(người|máy|chiếc|buổi|cuộc|lượt|ng|đv|đơn vị)\s*\)", re.IGNORECASE
)
AMBIGUOUS = frozenset({"so dt", "dt", "so", "tong so", "so luong", "tong"})


class Kind(StrEnum):
    """What a heading turned out to be."""

    FIELD = "field"
    DOUBTFUL = "doubtful"
    PERSONAL = "personal"
    COLUMN_NUMBER = "column_number"
    BLANK = "blank"
    UNKNOWN = "unknown"


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


def _pattern(field: str, needs: str, allows: str = "", one_of: str = "") -> FieldPattern:
    return FieldPattern(field, frozenset(needs.split()), frozenset(allows.split()), frozenset(one_of.split()))


PEOPLE = "AMOUNT MEMBER WORKER PERSON"
PATTERNS = (
    _pattern("ordinal", "ORDINAL"),
    _pattern("branch_name", "BRANCH", "NAME UNIT UNDER AMONG"),
    _pattern("branch_name", "UNIT", "NAME UNDER AMONG"),
    _pattern("members", "MEMBER", "AMOUNT AMONG"),
    _pattern("workforce", "WORKER", f"{PEOPLE} AMONG UNIT"),
    _pattern("workforce", "AMOUNT PERSON"),
    _pattern("smartphone_users", "SMART", f"{PEOPLE} HAVE AMONG PHONE DEVICE"),
    _pattern("installed", "INSTALL", f"{PEOPLE} DONE APP HAVE AMONG SMART PHONE DEVICE"),
    _pattern("installed", "HAVE APP", f"{PEOPLE} DONE AMONG"),
    _pattern("not_installed", "NOT INSTALL", f"{PEOPLE} DONE APP HAVE AMONG SMART PHONE DEVICE"),
    _pattern("typed_pct_of_smartphones", "RATE SMART", f"{PEOPLE} DONE INSTALL APP HAVE AMONG PHONE DEVICE"),
    _pattern("typed_pct_of_workforce", "RATE", "DONE INSTALL APP AMONG HAVE", PEOPLE),
    _pattern("typed_pct", "RATE", "DONE INSTALL APP AMONG RESULT DEPLOY"),
    _pattern("reached", "TOLD", "DONE APP AMONG INSTALL", f"{PEOPLE} TIMES"),
    _pattern("launch_sessions", "LAUNCH", "DEPLOY DONE", "AMOUNT SESSION"),
    _pattern("publicity", "METHOD", "TOLD DEPLOY APP INSTALL AMONG DONE"),
    _pattern("note", "NOTE", "AMONG"),
    _pattern("difficulties", "DIFFICULTY", "AMONG"),
    _pattern("in_industrial_zone", "ZONE", "UNDER AMONG UNIT"),
    _pattern("reported_on", "DATE FILE"),
    _pattern("contact_name", "FILE", "NAME", "PERSON WORKER"),
    _pattern("contact_phone", "PHONE", "FILE PERSON AMOUNT WORKER AMONG UNIT"),
    _pattern("women", "WOMEN", f"{PEOPLE} AMONG"),
    _pattern("submitted_at", "TIMESTAMP"),
    _pattern("email", "EMAIL", "AMONG"),
)
QUANTITIES = frozenset({"workforce", "members", "smartphone_users", "installed", "not_installed", "reached"})
RATES = frozenset({"typed_pct", "typed_pct_of_workforce", "typed_pct_of_smartphones"})
ACTIONS = frozenset({"smartphone_users", "installed", "not_installed", "reached"})
TELLING = frozenset({"MEMBER", "WORKER", "SMART", "INSTALL", "TOLD", "LAUNCH"})
PEOPLE_PHRASES = frozenset(PEOPLE.split()) | {"AMONG", "DONE"}


@dataclass(frozen=True, slots=True)
class Heading:
    """What one column's heading says. `candidates` are the fields a doubtful one might mean."""

    text: str
    kind: Kind
    field: str | None = None
    candidates: tuple[str, ...] = ()


def match(text: str, above: str = "") -> Heading:
    """The field a heading names; `above` is the merged heading over it, "" when there is none.

    The heading above decides when it names an action and this one only counts people ("Số lượng" or
    "Đoàn viên" under "Đã cài đặt"), and helps when this one is doubtful alone.
    """
    own = match_alone(text)
    if not above.strip():
        return own
    over = match_alone(above)
    if own.kind is Kind.BLANK:
        return Heading(above.strip(), over.kind, over.field, over.candidates)
    if over.field in ACTIONS and _phrases(_words(text)) <= PEOPLE_PHRASES:
        return Heading(text, Kind.FIELD, over.field)
    is_part_of_rate = over.field in RATES and own.field in QUANTITIES
    if own.kind in (Kind.DOUBTFUL, Kind.UNKNOWN) or is_part_of_rate:
        for joined in (f"{text} {above}", f"{above} {text}"):
            together = match_alone(joined)
            if together.kind is Kind.FIELD:
                return Heading(text, Kind.FIELD, together.field)
    return own


@lru_cache(maxsize=4096)
def match_alone(text: str) -> Heading:
    """The field a heading names without regard to what stands above it."""
    shown = clean(text)
    if not shown:
        return Heading("", Kind.BLANK)
    if COLUMN_NUMBER.fullmatch(shown):
        return Heading(shown, Kind.COLUMN_NUMBER)
    words = _words(text)
    if PERSONAL.search(words) and "email" not in words:
        return Heading(shown, Kind.PERSONAL)
    phrases = _phrases(words)
    fields = {pattern.field for pattern in PATTERNS if pattern.fits(phrases)}
    if len(fields) == 1 and words not in AMBIGUOUS:
        return Heading(shown, Kind.FIELD, fields.pop())
    candidates = _candidates(phrases)
    if candidates and "YOUTH" not in phrases:
        return Heading(shown, Kind.DOUBTFUL, None, candidates)
    return Heading(shown, Kind.UNKNOWN)


def _candidates(phrases: frozenset[str]) -> tuple[str, ...]:
    """The fields a heading might mean: those whose pattern needs one of its telling phrases.

    An amount of nothing named ("Số lượng") may be any of the four counts.
    """
    if "?" not in phrases and phrases <= {"AMOUNT", "PHONE"}:
        return ("workforce", "members", "smartphone_users", "installed")
    found = [p.field for p in PATTERNS if (p.needs | p.one_of) & phrases & TELLING and "RATE" not in phrases]
    return tuple(dict.fromkeys(found))


def _words(text: str) -> str:
    """The heading in folded words with single spaces: no case, diacritics or punctuation but %."""
    plain = UNIT_OF_MEASURE.sub(" ", clean(text)).casefold()
    words = re.sub(r"[^a-z0-9%]+", " ", _without_diacritics(plain)).strip()
    words = re.sub(r"%", " % ", words).strip()
    if STACKED.fullmatch(words):
        words = words.replace(" ", "")
    words = APP_NAME.sub("bluezone", words)
    return " ".join(ABBREVIATIONS.get(word, word) for word in words.split())


def _without_diacritics(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text.replace("đ", "d"))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


_PHRASE_OF = {phrase: name for name, phrases in PHRASES.items() for phrase in phrases}
_PHRASE = re.compile(
    "|".join(rf"{re.escape(phrase)}(?= |$)" for phrase in sorted(_PHRASE_OF, key=len, reverse=True))
)


def _phrases(words: str) -> frozenset[str]:
    """The kinds of phrase in a heading; "?" stands for a word that no phrase covers."""
    found: set[str] = set()
    position = 0
    while position < len(words):
        phrase = _PHRASE.match(words, position)
        if phrase:
            found.add(_PHRASE_OF[phrase.group()])
            position = phrase.end() + 1
        else:
            found.add("?")
            end = words.find(" ", position)
            position = len(words) if end < 0 else end + 1
    return frozenset(found)

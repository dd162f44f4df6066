"""Which quantity a column holds, from its heading as people type it.

Arrives: a heading's text and the texts of the merged headings above it.
Leaves:  the field it names, or why it names none: doubtful (with candidates), personal data, unknown.
Not here: where the heading row is (`flows.steps.reading`). Nothing is positional and nothing is fuzzy:
         a heading is cut into known phrases, and names a field only when every phrase fits that field.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from schemas.vietnamese.text import clean, unaccented

PHRASES: dict[str, tuple[str, ...]] = {
    "TOTAL": ("tong so luong", "tong so", "tong cong", "tong"),
    "QUANTITY": ("so luong", "luong"),
    "AMOUNT": ("so",),
    "YOUTH": (
        "doan vien doan thanh nien", "doan vien thanh nien", "doan thanh nien", "thanh nien", "doan vien tn", "dvtn",
        "dv tn", "doan tn",
    ),
    "CADRE": ("can bo cong doan", "cb cong doan", "uy vien ban chap hanh", "uy vien bch"),
    "MEMBER": ("doan vien cong doan", "cong doan vien", "doan vien", "cdv", "dvcd"),
    "WORKER": (
        "can bo cong chuc vien chuc", "can bo cong nhan vien", "cong nhan vien chuc lao dong",
        "cong nhan vien chuc", "cong chuc vien chuc", "cong nhan lao dong", "nguoi lao dong", "can bo",
        "cong chuc", "vien chuc", "cong nhan", "nhan vien", "giao vien", "lao dong", "quan so", "bien che",
    ),
    "PERSON": ("so nguoi", "nguoi", "ca nhan"),
    "WOMEN": ("lao dong nu", "nu", "phu nu", "nu gioi"),
    "SMART": (
        "dien thoai di dong thong minh", "dien thoai thong minh", "thiet bi thong minh", "may thong minh",
        "di dong thong minh", "dien thoai cam ung", "smartphone", "dttm", "dt tm", "dien thoai tm",
        "dtdd thong minh", "thong minh",
    ),
    "PHONE": ("so dien thoai", "dien thoai di dong", "dien thoai", "di dong", "dtdd", "sdt", "dt"),
    "DEVICE": ("may", "chiec", "thiet bi"),
    "INSTALL": ("tai va cai dat", "tai cai dat", "cai dat", "cai", "tai ve", "tai", "kich hoat"),
    "DONE": ("da thuc hien", "da duoc", "da", "duoc", "thanh cong", "hoan thanh", "xong", "dat", "roi"),
    "NOT": ("chua duoc", "chua the", "chua", "khong the", "khong"),
    "APP": ("khau trang dien tu", "ung dung", "phan mem", "app", "ud", "bluezone"),
    "HAVE": ("co su dung", "dang su dung", "su dung", "so huu", "co", "dung"),
    "RATE": ("ty le phan tram", "ty le", "ti le", "phan tram", "%"),
    "PART": ("trong do",),
    "VERSUS": ("tinh tren", "so voi", "chia cho"),
    "ON": ("tren",),
    "AMONG": ("trong", "cua", "va", "gom", "bao gom", "cac", "hien co", "chung", "toan", "con lai", "tai cac"),
    "TOLD": (
        "tuyen truyen van dong", "tuyen truyen huong dan", "tuyen truyen pho bien", "tuyen truyen",
        "pho bien", "van dong", "quan triet",
    ),
    "REACHED": ("tiep can", "tuyen truyen den", "tuyen truyen toi", "tuyen truyen cho", "nghe tuyen truyen"),
    "TIMES": ("so luot", "luot"),
    "METHOD": ("hinh thuc tt", "hinh thuc", "cach thuc", "bien phap", "phuong thuc", "kenh"),
    "DEPLOY": ("trien khai", "thuc hien", "to chuc"),
    "SESSION": ("so buoi", "so cuoc", "so dot", "so lan", "buoi", "cuoc", "dot", "lan"),
    "LAUNCH": ("tuan le ra quan", "le ra quan", "ra quan", "phat dong"),
    "NOTE": ("ghi chu", "chu thich"),
    "DIFFICULTY": ("kho khan", "vuong mac", "kien nghi", "de xuat", "thuan loi", "y kien"),
    "ORDINAL": ("so thu tu", "thu tu", "so tt", "stt", "tt"),
    "NAME": ("ten goi", "ten", "danh sach"),
    "FULL_NAME": ("ho va ten", "ho ten"),
    "BRANCH": ("cong doan co so thanh vien", "cong doan co so", "cong doan cs", "cdcs", "cdcstv", "co so", "nghiep doan"),
    "UNIT": ("don vi", "co quan", "doanh nghiep", "cong doan", "truong hoc", "truong", "cong ty"),
    "UNDER": ("truc thuoc", "thuoc", "nam trong"),
    "ZONE": ("khu cong nghiep", "cum cong nghiep", "khu cum cong nghiep", "kcn", "ccn", "kccn"),
    "DATE": ("ngay thang nam", "ngay thang", "ngay", "thoi gian", "thoi diem"),
    "FILE": ("bao cao", "lap bieu", "gui", "lap", "nop", "cap nhat", "phu trach", "lien he", "lien lac", "dau moi"),
    "RESULT": ("ket qua",),
    "TIMESTAMP": ("dau thoi gian", "timestamp"),
    "EMAIL": ("dia chi email", "dia chi thu dien tu", "email", "e mail", "thu dien tu"),
}  # fmt: skip
"""What clerks call things, folded. A phrase after `VERSUS` or `ON` is what is measured against: OVER_SMART."""

ABBREVIATIONS = {
    "dv": "doan vien",
    "ts": "tong so",
    "sl": "so luong",
    "tl": "ty le",
    "kq": "ket qua",
    "cd": "cong doan",
    "ht": "hinh thuc",
    "ng": "nguoi",
    "gc": "ghi chu",
    "bc": "bao cao",
    "lh": "lien he",
}
REWRITTEN = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        (r"\bbl?u?e? ?z[oa]n[eo]?s?\b|\bblu\w*z\w*n\w*\b", "bluezone"),
        (r"\bsma?r?t? ?(?:ph|f)one?s?\b", "smartphone"),
        (r"\b(?:ten|danh sach|cac) dv\b", "ten don vi"),
        (r"\b(?:trong|tren|trong so|chia) tong so\b|\btrong so\b", "so voi tong so"),
        (r"\b(?!ldld\b)(?:cb|cc|cn|gv|nv|vc|nld|ld|v)*(?:cb|cc|cn|gv|nv|vc|nld|ld)v?\b", "nguoi lao dong"),
    )
)
"""Misspellings and acronyms that are built from parts: cbccvcnld, cnvcld and their like are all workers."""

PERSONAL = re.compile(
    r"\b(cmnd|cmt|cmtnd|cccd|chung minh|can cuoc|ngay sinh|nam sinh|thang sinh|sinh ngay|que quan|ho chieu"
    r"|ho va ten|ho ten|dia chi|bhxh|bao hiem|so tai khoan|thuong tru)\b"
)
COLUMN_NUMBER = re.compile(r"\(?\s*([0-9]{1,2}|[A-Za-z])\s*\)?(\s*=\s*[()0-9A-Za-z+\-*/:x.,%\s]+)?")
STACKED = re.compile(r"[a-z]( [a-z])+")
LIST_NUMBER = re.compile(r"\A(?:\(?[0-9]{1,2}[.)]|[IVX]{1,4}\.)\s*(?=\D)")
REMARK = re.compile(
    r"[(\[]\s*(?:đvt\s*:?\s*|số\s+)?(?:người|máy|chiếc|cái|buổi|cuộc|lần|đợt|lượt|ng|đv|đơn vị|thiết bị|đ/c|đồng chí)"
    r"\s*[)\]]|[,;]?\s*đvt\s*:\s*(?:người|máy|buổi|%)"
    r"|\(\s*(?:nếu có|có\s*[/,]\s*không|có hoặc không|đánh dấu x|x|ghi rõ[^()]*|theo mẫu|bắt buộc)\s*\)"
    r"|\(\s*[a-z]\s*\)|\([0-9\s=+\-*/:x.,()]*\)(?:\s*[=:]\s*[(0-9)\s+\-*/:x.,%]+)?"
    r"|[(,]?\s*(?:(?:lũy|luỹ) kế\s*)?(?:tính\s*)?đến\s*(?:hết\s*)?(?:ngày\s*)?[0-9]{1,2}\s*[/.-]\s*[0-9]{1,2}"
    r"(?:\s*[/.-]\s*[0-9]{2,4})?\s*\)?",
    re.IGNORECASE,
)
"""What a heading says beside its quantity: the unit of measure, the column's number, the day of the figures."""
BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
AMBIGUOUS = frozenset({"so dt", "dt", "so", "tong so", "so luong", "tong", "dv", "tong so luong"})


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


COUNTED = "TOTAL QUANTITY AMOUNT"
PEOPLE = f"{COUNTED} MEMBER WORKER PERSON"
PHONES = "SMART PHONE DEVICE ON OVER_SMART OVER_PHONE OVER_DEVICE"
WITH_APP = f"{PEOPLE} DONE APP HAVE AMONG PART {PHONES}"
MEASURED = (
    f"{PEOPLE} DONE APP HAVE AMONG INSTALL INSTALLED RESULT DEPLOY VERSUS ON UNIT OVER_AMOUNT OVER_QUANTITY"
)
PATTERNS = (
    _pattern("ordinal", "ORDINAL"),
    _pattern("branch_name", "BRANCH", "NAME UNIT UNDER AMONG"),
    _pattern("branch_name", "", "NAME UNDER AMONG", "NAME UNIT"),
    _pattern("members", "MEMBER", f"{COUNTED} AMONG PART UNIT BRANCH"),
    _pattern("workforce", "WORKER", f"{PEOPLE} AMONG PART UNIT BRANCH"),
    _pattern("workforce", "TOTAL PERSON"),
    _pattern("smartphone_users", "SMART", f"{PEOPLE} HAVE AMONG PART PHONE DEVICE"),
    _pattern("without_smartphone", "NOT SMART", f"{PEOPLE} HAVE AMONG PART PHONE DEVICE"),
    _pattern("installed", "", WITH_APP, "INSTALL INSTALLED"),
    _pattern("installed", "RESULT INSTALLED", WITH_APP),
    _pattern("installed", "RESULT INSTALL", WITH_APP, PEOPLE),
    _pattern("installed", "HAVE APP", f"{PEOPLE} DONE AMONG PART"),
    _pattern("not_installed", "NOT INSTALL", WITH_APP),
    _pattern("not_installed", "NOT INSTALLED", WITH_APP),
    _pattern("not_installed", "NOT HAVE APP", f"{PEOPLE} AMONG PART"),
    _pattern(
        "typed_pct_of_smartphones",
        "RATE OVER_SMART",
        f"{MEASURED} OVER_PERSON OVER_MEMBER OVER_WORKER OVER_TOTAL",
    ),
    _pattern("typed_pct_of_smartphones", "RATE SMART", f"{PEOPLE} DONE APP HAVE AMONG", "INSTALL INSTALLED"),
    _pattern("typed_pct_of_workforce", "RATE", MEASURED, "OVER_TOTAL OVER_MEMBER OVER_WORKER OVER_PERSON"),
    _pattern("typed_pct", "RATE", "DONE INSTALL INSTALLED APP AMONG RESULT DEPLOY VERSUS"),
    _pattern("typed_pct", "RATE", f"{PEOPLE} DONE APP HAVE AMONG", "INSTALL INSTALLED"),
    _pattern("typed_pct", "RATE HAVE APP", f"{PEOPLE} AMONG"),
    _pattern("reached", "REACHED", f"{PEOPLE} TIMES DONE APP AMONG INSTALL"),
    _pattern("reached", "TOLD TIMES", f"{PEOPLE} APP AMONG INSTALL"),
    _pattern("launch_sessions", "LAUNCH", f"{COUNTED} DEPLOY DONE AMONG", f"{COUNTED} SESSION"),
    _pattern("publicity", "METHOD", "TOLD REACHED DEPLOY APP INSTALL AMONG DONE"),
    _pattern("note", "NOTE", "AMONG"),
    _pattern("difficulties", "DIFFICULTY", "AMONG"),
    _pattern("in_industrial_zone", "ZONE", "NAME UNDER AMONG UNIT"),
    _pattern("reported_on", "DATE FILE"),
    _pattern("contact_name", "FILE", "NAME FULL_NAME", "PERSON WORKER"),
    _pattern("contact_phone", "PHONE", "FILE PERSON AMOUNT WORKER AMONG UNIT NAME"),
    _pattern("women", "WOMEN", f"{PEOPLE} AMONG PART"),
    _pattern("submitted_at", "TIMESTAMP"),
    _pattern("email", "EMAIL", "AMONG"),
)
QUANTITIES = frozenset({"workforce", "members", "smartphone_users", "installed", "not_installed", "reached"})
RATES = frozenset({"typed_pct", "typed_pct_of_workforce", "typed_pct_of_smartphones"})
ACTIONS = frozenset(
    {"smartphone_users", "without_smartphone", "installed", "not_installed", "reached", "women"}
)
"""What is said of people: under such a heading, "Đoàn viên" and "Số lượng" count only those of whom it is true."""
COUNTED_AMONG = {
    "smartphone_users": frozenset({"installed", "not_installed"}),
    "reached": frozenset({"installed"}),
}
"""The quantities that keep their own meaning under an action."""
REMARKS_DO_NOT_MATTER = frozenset(
    {"branch_name", "publicity", "note", "difficulties", "in_industrial_zone", "reported_on", "contact_name"}
)
TELLING = frozenset({"SMART", "INSTALL", "INSTALLED", "TOLD", "REACHED", "LAUNCH", "APP"})
OF_OTHERS = frozenset({"YOUTH", "CADRE"})
PEOPLE_PHRASES = frozenset(PEOPLE.split()) | {"AMONG", "DONE", "PART"}
CONTRACTED = {
    "DONE INSTALL": "INSTALLED",
    "INSTALL DONE": "INSTALLED",
    "DONE TOLD": "REACHED",
    "TOLD DONE": "REACHED",
}


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
        and _phrases(_words(text)) <= {"REACHED", "APP", "AMONG", "DONE"}
    ):
        return Heading(own.text, Kind.DOUBTFUL, None, ("reached",))
    return own


def _under(own: Heading, text: str, over_text: str) -> Heading:
    """What a heading means under one level above it."""
    over = match_alone(over_text)
    over_phrases = _phrases(_words(over_text))
    if over.field in ACTIONS and _phrases(_words(text)) <= PEOPLE_PHRASES:
        return Heading(own.text, Kind.FIELD, over.field)
    if own.field in QUANTITIES and over_phrases & OF_OTHERS:
        return Heading(own.text, Kind.UNKNOWN)
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
def match_alone(text: str) -> Heading:
    """The field a heading names without regard to what stands above it."""
    shown = clean(text)
    if not shown:
        return Heading("", Kind.BLANK)
    if COLUMN_NUMBER.fullmatch(shown):
        return Heading(shown, Kind.COLUMN_NUMBER)
    plain = LIST_NUMBER.sub("", shown)
    for words in (_words(REMARK.sub(" ", plain)), _words(plain)):
        field = _field(words)
        if field is not None and not _is_quotient(plain):
            return Heading(shown, Kind.FIELD, field, (), _is_loose(words))
    without = _field(_words(BRACKETS.sub(" ", plain)))
    if without in REMARKS_DO_NOT_MATTER:
        return Heading(shown, Kind.FIELD, without)
    words = _words(REMARK.sub(" ", plain))
    if PERSONAL.search(words):
        return Heading(shown, Kind.PERSONAL)
    candidates = _candidates(words)
    return Heading(shown, Kind.DOUBTFUL if candidates else Kind.UNKNOWN, None, candidates)


def _field(words: str) -> str | None:
    """The one field that fits all phrases of a heading."""
    phrases = _phrases(words)
    if "?" in phrases:
        return None
    fields = {pattern.field for pattern in PATTERNS if pattern.fits(phrases)}
    return fields.pop() if len(fields) == 1 and words not in AMBIGUOUS else None


def _is_loose(words: str) -> bool:
    phrases = _phrases(words)
    return "PART" in phrases or phrases <= {"UNIT", "NAME", "UNDER", "AMONG"}


def _is_quotient(text: str) -> bool:
    """Whether a heading divides one count by another ("Đã cài/Số ĐTTM"), so that its cells are neither."""
    first, _, second = (fold_words(part) for part in text.partition("/"))
    is_count = bool(second) and "RATE" not in _phrases(_words(text))
    return is_count and _field(first) in ACTIONS and _field(second) in QUANTITIES - {_field(first)}


def _candidates(words: str) -> tuple[str, ...]:
    """The fields a heading might mean: those whose pattern needs one of its telling phrases.

    An amount of nothing named ("Số lượng") may be any of the four counts.
    """
    if words == "dv":
        return ("branch_name", "members")
    phrases = _phrases(words)
    if phrases <= {"TOTAL", "QUANTITY", "AMOUNT", "PHONE", "PERSON", "AMONG"}:
        return ("workforce", "members", "smartphone_users", "installed")
    if phrases & (OF_OTHERS | {"RATE"}):
        return ()
    found = [p.field for p in PATTERNS if (p.needs | p.one_of) & phrases & TELLING and p.field not in RATES]
    found = found or [
        field for field, phrase in (("members", "MEMBER"), ("workforce", "WORKER")) if phrase in phrases
    ]
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=4096)
def _words(text: str) -> str:
    """The heading in folded words with single spaces: no case, diacritics or punctuation but %."""
    words = fold_words(text)
    if STACKED.fullmatch(words):
        words = words.replace(" ", "")
    if "/" in text and re.search(r"\b(?:ty le|ti le|tl|phan tram)\b|%", words):
        words = fold_words(text.replace("/", " so voi "))
    for pattern, to in REWRITTEN:
        words = pattern.sub(to, words)
    return words if words == "dv" else " ".join(ABBREVIATIONS.get(word, word) for word in words.split())


@lru_cache(maxsize=4096)
def fold_words(text: str) -> str:
    """The words of a text without case, diacritics or punctuation; % is a word."""
    words = re.sub(r"[^a-z0-9%]+", " ", unaccented(clean(text)))
    return " ".join(words.replace("%", " % ").split())


_PHRASE_OF = {phrase: name for name, phrases in PHRASES.items() for phrase in phrases}
_PHRASE = re.compile(
    "|".join(rf"{re.escape(phrase)}(?= |$)" for phrase in sorted(_PHRASE_OF, key=len, reverse=True))
)


@lru_cache(maxsize=4096)
def _phrases(words: str) -> frozenset[str]:
    """The kinds of phrase in a heading; "?" stands for a word that no phrase covers."""
    found: list[str] = []
    position = 0
    while position < len(words):
        phrase = _PHRASE.match(words, position)
        end = phrase.end() if phrase else words.find(" ", position)
        found.append(_PHRASE_OF[phrase.group()] if phrase else "?")
        position = len(words) if end < 0 else end + 1
    return frozenset(_in_context(found))


def _in_context(phrases: list[str]) -> Iterator[str]:
    """Phrases as their neighbours make them: "đã" and "cài" are INSTALLED, what follows "so với" is OVER_…."""
    is_over = False
    place = 0
    while place < len(phrases):
        contracted = CONTRACTED.get(" ".join(phrases[place : place + 2]))
        place += 2 if contracted else 1
        phrase = contracted or phrases[place - 1]
        if phrase == "PART" and place > 1:
            phrase = "?"
        is_measure = is_over and (phrase in PEOPLE.split() or phrase in ("SMART", "PHONE", "DEVICE"))
        yield f"OVER_{phrase}" if is_measure else phrase
        is_over = is_over or phrase in ("VERSUS", "ON")

"""What clerks call things: a heading cut into known phrases.

Arrives: a heading's text; what a letter calls its own matter.
Leaves:  `Vocabulary`: a heading's words, and the kinds of phrase they make.
Not here: which quantity the phrases name (`schemas.headings.patterns`).

| module | what it is |
| --- | --- |
| `english` | what English headings call them |
| `questions` | a heading that is a question, said as a heading says it |
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from schemas.phrases.english import ENGLISH
from schemas.phrases.questions import as_statement
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
        "can bo cong chuc vien chuc lao dong", "can bo cong nhan vien chuc lao dong", "can bo cong nhan vien chuc",
        "can bo cong chuc vien chuc", "can bo cong nhan vien", "cong nhan vien chuc lao dong",
        "cong nhan vien chuc", "cong chuc vien chuc", "cong nhan lao dong", "nguoi lao dong", "can bo",
        "cong chuc", "vien chuc", "cong nhan", "nhan vien", "giao vien", "lao dong", "quan so", "bien che",
    ),
    "PERSON": ("so nguoi", "nguoi", "ca nhan", "dong chi"),
    "WOMEN": ("lao dong nu", "nu", "phu nu", "nu gioi"),
    "SMART": (
        "dien thoai di dong thong minh", "dien thoai thong minh", "thiet bi thong minh", "may thong minh",
        "di dong thong minh", "dien thoai cam ung", "smartphone", "dttm", "dt tm", "dien thoai tm",
        "dtdd thong minh", "thong minh",
    ),
    "OTHER_APP": (
        "ncovi", "vssid", "vneid", "vnid", "pc covid", "pccovid", "hue s", "zalo", "facebook", "viber", "messenger",
        "suc khoe dien tu", "so suc khoe dien tu", "so suc khoe", "suc khoe viet nam", "vietnam health declaration",
        "khai bao y te", "to khai y te", "an toan covid", "vnedu", "etax mobile", "etax", "dich vu cong", "momo", "vnpt pay",
        "khau trang", "nuoc rua tay", "nuoc sat khuan", "gel rua tay",
    ),
    "PHONE": ("so dien thoai", "dien thoai di dong", "dien thoai", "di dong", "dtdd", "sdt", "dt"),
    "DEVICE": ("may", "chiec", "thiet bi"),
    "INSTALL": ("tai va cai dat", "tai cai dat", "cai dat", "cai", "tai ve", "tai", "kich hoat"),
    "DONE": ("da thuc hien", "da duoc", "da", "duoc", "thanh cong", "hoan thanh", "xong", "dat", "roi"),
    "NOT": ("chua duoc", "chua the", "chua", "khong the", "khong"),
    "APP": ("ung dung", "phan mem", "app", "ud"),
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
        (r"\bsma?r?t? ?(?:ph|f)one?s?\b", "smartphone"),
        (r"\b(?:ten|danh sach|cac) dv\b", "ten don vi"),
        (r"\b(?:trong|tren|trong so|chia) tong so\b|\btrong so\b", "so voi tong so"),
        (r"\b(?!ldld\b)(?:cb|cc|cn|gv|nv|vc|nld|ld|v)*(?:cb|cc|cn|gv|nv|vc|nld|ld)v?\b", "nguoi lao dong"),
    )
)
"""Misspellings and acronyms that are built from parts: cbccvcnld, cnvcld and their like are all workers."""

STACKED = re.compile(r"[a-z]( [a-z])+")
COUNTED = "TOTAL QUANTITY AMOUNT"
PEOPLE = f"{COUNTED} MEMBER WORKER PERSON"
CONTRACTED = {
    "DONE INSTALL": "INSTALLED",
    "INSTALL DONE": "INSTALLED",
    "DONE TOLD": "REACHED",
    "TOLD DONE": "REACHED",
}


KINDS = frozenset({*PHRASES, *CONTRACTED.values()})
"""Every kind of phrase that a pattern may ask for."""
_MARK = r"[¹²³⁰⁴-⁹*†‡]+|\[\s*[0-9]{1,2}\s*\]"
MARKED = re.compile(_MARK)
FOOTNOTE = re.compile(rf"{_MARK}|(?<=[^\s(=+*/:.,0-9-])\s*[0-9]{{1,2}}\)\s*\Z")
"""The mark of a footnote: ¹, [1], (*), and a last "1)" where no bracket opens."""


@lru_cache(maxsize=4096)
def fold_words(text: str) -> str:
    """The words of a text without case, diacritics or punctuation; % is a word."""
    label = (
        FOOTNOTE.sub(" ", clean(text)) if text.count("(") < text.count(")") else MARKED.sub(" ", clean(text))
    )
    words = re.sub(r"[^a-z0-9%]+", " ", unaccented(label))
    return " ".join(words.replace("%", " % ").split())


class Vocabulary:
    """The common phrases, and a letter's own on top of them: an own one stands for what it says there alone.

    `own` has folded phrases by their kind; `spelled` has regular expressions of misspelt folded words, each with the
    phrase that it stands for.
    """

    def __init__(self, own: Mapping[str, Sequence[str]], spelled: Sequence[tuple[str, str]] = ()) -> None:
        said = (*ENGLISH.items(), *PHRASES.items())
        common = {phrase: kind for kind, phrases in said for phrase in phrases}
        self._kind_of = {**common, **{phrase: kind for kind, phrases in own.items() for phrase in phrases}}
        longest_first = sorted(self._kind_of, key=len, reverse=True)
        self._phrase = re.compile("|".join(rf"{re.escape(phrase)}(?= |$)" for phrase in longest_first))
        self._rewritten = (*((re.compile(pattern), to) for pattern, to in spelled), *REWRITTEN)
        self.words_of = lru_cache(maxsize=4096)(self._words_of)
        self.phrases_of = lru_cache(maxsize=4096)(self._phrases_of)

    def _words_of(self, text: str) -> str:
        """The heading in folded words with single spaces: no case, diacritics or punctuation but %. A question says what it asks."""
        words = as_statement(fold_words(text), is_question="?" in text)
        if STACKED.fullmatch(words):
            words = words.replace(" ", "")
        if "/" in text and re.search(r"\b(?:ty le|ti le|tl|phan tram)\b|%", words):
            words = fold_words(text.replace("/", " so voi "))
        for pattern, to in self._rewritten:
            words = pattern.sub(to, words)
        return words if words == "dv" else " ".join(ABBREVIATIONS.get(word, word) for word in words.split())

    def _phrases_of(self, words: str) -> frozenset[str]:
        """The kinds of phrase in a heading; "?" stands for a word that no phrase covers."""
        return frozenset(_in_context([kind for kind, _ in self.cut(words)]))

    def cut(self, words: str) -> Iterator[tuple[str, str]]:
        """The phrases of a heading, each with its kind, in their order."""
        position = 0
        while position < len(words):
            phrase = self._phrase.match(words, position)
            end = phrase.end() if phrase else words.find(" ", position)
            end = end if end >= 0 else len(words)
            yield (self._kind_of[phrase.group()] if phrase else "?"), words[position:end]
            position = end + 1


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

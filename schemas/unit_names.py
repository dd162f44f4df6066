"""A unit's name among the words that files, tabs and letterheads put around it.

Arrives: a title, such as "Báo cáo kết quả cài đặt Bluezone - LĐLĐ TX Buôn Hồ (lần 2)".
Leaves:  the words between those that are no name, folded, and the numbers that were left out.
Not here: whose name it is (`schemas.roster`). Only a closed list goes, and only from the ends: what is left is compared
         letter by letter, so that a school in Ea Kar, "gửi LĐLĐ huyện Ea Kar" and two units together name nobody.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from schemas.vietnamese.text import clean, unaccented

_OPENING = (
    "bao cao|bc|ket qua|kq|so lieu|sl|bang so lieu|bang tong hop|tong hop|bang|bieu|bieu mau|mau|mau bao cao|phu luc|danh sach"
    "|tinh hinh|tien do|thong ke|cai dat|cai|trien khai|thuc hien|tuyen truyen|van dong|ung dung|phan mem|app|bluezone|blue zone"
    "|khau trang dien tu|phong chong|phong chong dich|phong chong dich covid|covid|dich|ve|viec|cua|don vi|ten don vi|don vi bao cao"
    "|file|sheet|trang|copy of|copy|ban sao cua|ban sao|ban chinh|ban cuoi|final|nop|de nghi|theo cong van|cong van|cv|so|ngay|thang|nam"
    "|tuan|tuan le|tuan le ra quan|ra quan|dot|lan|lan thu|version|ver|v|t|q|tu|den|den ngay|tinh den|tinh den ngay|den het ngay|luc|gio|h"
)
_CLOSING = (
    "cuoi|cuoi cung|lan cuoi|chot|hoan chinh|hoan thien|chinh thuc|moi|moi nhat|sua|da sua|sua lai|chinh sua|da chinh sua|dieu chinh"
    "|da dieu chinh|bo sung|cap nhat|da cap nhat|update|updated|edit|edited|new|ok|xong|ban goc|day du|bao cao lan|gui|da gui|da ky"
    "|tinh dak lak|dak lak|daklak|tinh daklak|t dak lak|dac lac|tinh dac lac|vn|viet nam"
)
_FRONT = "ldld tinh dak lak|lien doan lao dong tinh dak lak|ldld tinh|lien doan lao dong tinh|tinh dak lak|daklak|dak lak"
_NUMBER = re.compile(r"[0-9]+|[0-9]{1,2}[hg][0-9]{0,2}p?|[tqvl][0-9]{1,2}|lan[0-9]{1,2}")
_APOSTROPHE = re.compile("['’‘ʼ`´′ʹ]")
_WORD = re.compile("[a-z0-9]+")


def _phrases(*lists: str) -> tuple[tuple[str, ...], ...]:
    phrases = {tuple(phrase.split()) for words in lists for phrase in words.split("|")}
    return tuple(sorted(phrases, key=lambda phrase: (-len(phrase), phrase)))


_BEFORE = _phrases(_OPENING, _FRONT)
_AFTER = _phrases(_OPENING, _CLOSING)


@dataclass(frozen=True, slots=True)
class Core:
    """What may be a name, folded, and the numbers beside it."""

    key: str
    numbers: frozenset[str]


def core(title: str) -> Core:
    """The title without the words at its ends that are no name."""
    words = _WORD.findall(unaccented(_APOSTROPHE.sub("", clean(title))))
    numbers: set[str] = set()
    while words:
        if _NUMBER.fullmatch(words[0]):
            numbers.add(words.pop(0))
        elif _NUMBER.fullmatch(words[-1]):
            numbers.add(words.pop())
        elif front := next((p for p in _BEFORE if tuple(words[: len(p)]) == p), None):
            words = words[len(front) :]
        elif back := next((p for p in _AFTER if tuple(words[-len(p) :]) == p), None):
            words = words[: -len(back)]
        else:
            break
    return Core("".join(words), frozenset(numbers))

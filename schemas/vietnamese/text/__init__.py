"""Text as a clerk typed it: cleaned, without its marks, or folded to a matching key.

Arrives: any text of a sheet.
Leaves:  the text in NFC with single spaces, or its matching key.
Not here: what it means (`notes`, `marks`, and the readers beside this room); the tables of old encodings (`encodings`). Tone placement
         (hoà, hòa) is kept as typed: both are correct Vietnamese.
"""

from __future__ import annotations

import html
import re
import unicodedata

from schemas.vietnamese.text.encodings import decode
from schemas.vietnamese.text.syllables import VIETNAMESE

ETH = {0xD0: "Đ", 0xF0: "đ", 0x189: "Đ", 0x256: "đ"}
"""Icelandic eth and African đ, which look the same as Đ and đ and are other letters."""

# Overriding direction marks (U+202D, U+202E) stay: they show digits in another order than they are stored.
_NOISE: dict[int, str | None] = dict.fromkeys(
    [
        *(*range(0x09), *range(0x0E, 0x1C), *range(0x7F, 0x85), *range(0x86, 0xA0), 0xAD, 0x34F, 0x180E),
        *(*range(0x200B, 0x2010), *range(0x202A, 0x202D), *range(0x2060, 0x2065), *range(0x2066, 0x206A)),
        *(*range(0xFE00, 0xFE10), 0xFEFF),
    ]
)
_FULL_WIDTH = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_TABLE = {**_NOISE, **_FULL_WIDTH, **ETH}


_LETTERS = "".join(sorted(VIETNAMESE - {chr(code) for code in ETH}))
_UNICODE = re.compile(f"[ -~{_LETTERS}]*[{''.join(c for c in _LETTERS if c > chr(0xFF))}][ -~{_LETTERS}]*")
"""Ordinary text with a letter that no old encoding has: there is nothing to decode and nothing to drop."""


_CODE = re.compile(
    "&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});|_x[0-9A-Fa-f]{4}_|<br ?/?>",
    re.IGNORECASE,
)
_CODES_IN_CODES = 3


def _sign_of(code: re.Match[str]) -> str:
    """The sign a code stands for; one that stands for none, or for half of one, stays as it is."""
    if code[0].startswith("<"):
        return "\n"
    if code[0].startswith("&"):
        return html.unescape(code[0])
    sign = chr(int(code[0][2:6], 16))
    return code[0] if "\ud800" <= sign <= "\udfff" else sign


def without_codes(text: str) -> str:
    """The text with web pages' and Excel's codes as what they stand for: GD&amp;ĐT is GD&ĐT, _x000D_ a line break."""
    for _ in range(_CODES_IN_CODES):
        if not ("&" in text or "_x" in text or "_X" in text or "<" in text) or not _CODE.search(text):
            break
        text = _CODE.sub(_sign_of, text)
    return text


def _clean_once(text: str) -> str:
    # Decoding comes before the noise goes: TCVN3's ư is the soft hyphen, mojibake's à holds U+00A0.
    decoded = decode(unicodedata.normalize("NFC", text))
    return unicodedata.normalize("NFC", " ".join(decoded.translate(_TABLE).split()))


def clean(text: str) -> str:
    """The text as a reader sees it: NFC, Đ for eth, nothing invisible, single spaces, codes and old encodings decoded."""
    text = without_codes(text)
    if (text.isascii() and text.isprintable()) or _UNICODE.fullmatch(text):
        return " ".join(text.split())
    # What one pass uncovers (a space inside a code) the next may decode; a decoded text is never longer.
    for _ in range(4):
        cleaned = _clean_once(text)
        if cleaned == text:
            break
        text = cleaned
    return text


def unaccented(text: str) -> str:
    """The text in small letters without diacritics, as one who cannot type them writes it."""
    if text.isascii():
        return text.lower()
    letters = unicodedata.normalize("NFKD", text.translate(ETH).casefold()).casefold()
    return "".join(c for c in letters if not unicodedata.combining(c)).replace("đ", "d")


class _Keys(dict[int, str]):
    """What each letter leaves of itself in a matching key, found out when it is first met."""

    def __missing__(self, code: int) -> str:
        # a modifier letter such as the apostrophe U+02BC counts as a letter to Unicode, not to us
        self[code] = letters = "".join(
            char
            for char in unaccented(chr(code))
            if char.isalnum() and (char.isascii() or unicodedata.category(char) != "Lm")
        )
        return letters


_KEYS = _Keys()


def fold(text: str) -> str:
    """The matching key of a text: letters and digits only; no case, diacritics, spaces or punctuation."""
    return text.translate(_KEYS)


def capital(words: str) -> str:
    """Words as a sentence, or a heading, begins with them; letters behind the first stay as they are."""
    return words[:1].upper() + words[1:]

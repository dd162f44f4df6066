"""Text as a clerk typed it: cleaned, folded to a matching key, or read as a note.

Arrives: one cell of free text (a note, a publicity channel, a person's name) or any label to be matched.
Leaves:  the text in NFC with single spaces, its matching key, or a `Reading` of the cell.
Not here: what a number, a date or a heading means; the tables of old encodings (`encodings`); personal names
(`names`). Tone placement (hoà, hòa) is kept as typed: both are correct Vietnamese.
"""

# ruff: noqa: SIM905 - word lists are easier to read as words

from __future__ import annotations

import html
import re
import unicodedata

from schemas.sheet import Cell, CellError, DateCell, FormattedNumber
from schemas.vietnamese import names
from schemas.vietnamese.encodings import decode, is_doubtful
from schemas.vietnamese.reading import Reading
from schemas.vietnamese.syllables import VIETNAMESE

DITTO = "@ditto"
"""The value of a ditto mark: the same as the row above. Text columns only."""

EXACT = 10**15
"""From here on a spreadsheet has rounded the number it shows."""

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
        self[code] = kept = "".join(
            char
            for char in unaccented(chr(code))
            if char.isalnum() and (char.isascii() or unicodedata.category(char) != "Lm")
        )
        return kept


_KEYS = _Keys()


def fold(text: str) -> str:
    """The matching key of a text: letters and digits only; no case, diacritics, spaces or punctuation."""
    return text.translate(_KEYS)


NULL_WORDS = frozenset({"na", "nan", "null", "none", "trong", "detrong", "botrong", "blank"})
_FIGURES = "(?:solieu|sl|thongtin|baocao|bc|thongke|tonghop|capnhat|namduoc|nhanduoc)(?:duoc|xong|cuthe)?"
NO_FIGURE = re.compile(
    f"(?:chua|khong|ko)(?:co)?{_FIGURES}|(?:dang|cho)(?:cho)?{_FIGURES}|(?:se)?(?:bosung|baocao|capnhat)sau|sebosung"
)
"""Folded words that say plainly that the figure is not there."""
EMPTY_FORM = re.compile("[.…·_ ]+")
"""The dotted line of a form that nobody filled in."""
ONE_SIGN = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-") | dict.fromkeys(map(ord, "⁄∕"), "/")
"""Dashes and slashes that phones and word processors put in place of those on the keyboard."""
DASHES = re.compile("[-–—‐‑‒―−─ ]+")
NONE_WORDS = frozenset({"khong", "khongco", "ko", "koco", "kco"})
TICKS = frozenset("xXvV✓✔√☑☒✗✘✅")

_DITTO_MARKS = re.compile('[-–—_ ]*(?:/ ?/[/ ]*|[\\\\]{2,}|["″〃”“‟„˝]["″〃”“‟„˝ ]*|[\'‘’′´`]{2,})[-–—_ ]*')
_DITTO_WORDS = frozenset(
    "nt nhutren nhudongtren nhuhangtren nhuotren tuongtutren tuongtunhutren giongtren ditto".split()
)
_FORMULA = re.compile(
    r"=(?![=> ]*>).*|[+\-@][A-Za-z]+ ?\(.*|[+\-@]\$?[A-Z]{1,3}\$?[0-9]+(?:[+\-*/:].*)?", re.DOTALL
)
_FORMULA_ERROR = re.compile(r"#[^\s#]{1,14}[!?]|#N/A|Err:[0-9]{3}|Loading\.\.\.", re.IGNORECASE)


def is_missing(text: str) -> bool:
    """Whether a cleaned text says that nothing was entered. A dash is not among them: it may mean zero."""
    if "?" in text or text.startswith("#"):
        return False
    key = fold(text)
    return bool(EMPTY_FORM.fullmatch(text)) or key in NULL_WORDS or bool(NO_FIGURE.fullmatch(key))


def is_ditto(text: str) -> bool:
    """Whether a cleaned text stands for the cell above."""
    return _is_ditto(text, fold(text))


def _is_ditto(text: str, key: str) -> bool:
    return key in _DITTO_WORDS or bool(_DITTO_MARKS.fullmatch(text))


def trouble(text: str) -> str | None:
    """The ending of the refusal for a text no column can take: a formula, its error, a column too narrow."""
    if len(text) > 1 and not text.strip("#"):
        return "column_too_narrow"
    if _FORMULA_ERROR.fullmatch(text):
        return "formula_error"
    return "formula_text" if _FORMULA.fullmatch(text) or text == DITTO else None


def without_apostrophe(text: str) -> str:
    """The text without the apostrophe (' or ` or ´) that forces a spreadsheet to keep it as text."""
    return text[1:].lstrip() if text[:1] in tuple("'’‘`´") and text[1:2].isalnum() else text


_LOST = re.compile(r"\ufffd|(?<=[^\W\d_])\?+(?=[^\W\d_])|(?<!\S)\?+(?=[^\W\d_])")
_FAR = re.compile("[^\x00-\u024f\u1e00-\u1eff]")
_OLD_CODES = re.compile("[A-Za-z][¡¢£¤¥¦§¨©ª«¬®µ¶¸¹»¼½¾][a-z]|Ã[\u0080-\u00bf]|áº|á»[^\\s]|Ä‘|Æ[°¡]|â€")
# "ơng" and "ơc" are no Vietnamese rimes: they are ô after a second, wrong conversion, as is "đồn" for đoàn.
# Lơng, Pơng, Drơng are none of them: names of the M'Nông and Ê Đê, as Nơ Trang Lơng, Pơng Drang, Cư Pơng.
_WRONG_LETTERS = re.compile(
    r"(?<!ư)(?<!\b[lp])(?<!\b[bdk]r)(?<!\b[bkm]l)[ơờớởỡợ](?:ng|c)\b|\b(?:công|liên) đồn\b|\bđồn viên\b|\bđồn thể\b",
    re.IGNORECASE,
)


_MAY_BE_WRONG = re.compile("[ơờớởỡợƠỜỚỞỠỢ](?:[nN][gG]|[cC])|[đĐ][ồỒ][nN]")


def _has_foreign_letter(text: str) -> bool:
    return any(c.isalpha() and "LATIN" not in unicodedata.name(c, "LATIN") for c in _FAR.findall(text))


def _refusal(text: str, key: str) -> str | None:
    """Why a note is sent back: letters lost or foreign, a label of the table, or a mark without words."""
    if problem := trouble(text):
        return f"text_{problem}"
    if text.strip("? ") == "":
        return "text_unclear"
    if ("?" in text or "\ufffd" in text) and _LOST.search(text):
        return "text_letters_lost"
    if _has_foreign_letter(text):
        return "text_foreign_letter"
    if (_MAY_BE_WRONG.search(text) and _WRONG_LETTERS.search(text)) or _OLD_CODES.search(text):
        return "text_wrong_letters"
    if text in TICKS:
        return "text_tick"
    return names.is_not_data(text) or (None if key else "text_unclear")


def _read_string(raw: str) -> Reading[str]:
    text = clean(raw)
    if not text:
        return Reading()
    folded = fold(text)
    if _is_ditto(text, folded):
        return Reading(DITTO)
    key = "" if text.startswith("#") else folded
    if EMPTY_FORM.fullmatch(text) or DASHES.fullmatch(text) or text in ("'", "0"):
        return Reading()
    if (key in NONE_WORDS or key in NULL_WORDS or key == "khongcogi") and "?" not in text:
        return Reading()
    if code := _refusal(text, folded):
        return Reading(refusal=code)
    if not text.isascii() and is_doubtful(unicodedata.normalize("NFC", without_codes(raw))):
        return Reading(refusal="text_wrong_letters")
    return Reading(names.tidy(names.tidy_apostrophes(without_apostrophe(text))))


def read_text(cell: Cell) -> Reading[str]:
    """A note or a name: "không" and a dash are no note, ditto marks give `DITTO`, broken letters go back."""
    if cell is None:
        return Reading()
    if isinstance(cell, str):
        return _read_string(cell)
    if isinstance(cell, bool):
        return Reading(refusal="text_tick")
    if isinstance(cell, DateCell):
        return Reading(refusal="text_date")
    if isinstance(cell, FormattedNumber):
        shown = cell.shown
        return Reading(refusal="text_date") if shown.shows == "time" else _read_string(shown.text)
    if isinstance(cell, CellError) or cell != cell:
        return Reading(refusal="text_formula_error")
    if cell == 0:
        return Reading()
    if abs(cell) >= EXACT:
        return Reading(refusal="text_unclear")
    return Reading(str(int(cell) if cell == int(cell) else cell))

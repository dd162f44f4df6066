"""A note, a publicity channel or a name, as a clerk typed it.

Arrives: one cell of free text.
Leaves:  a `Reading` of the text in NFC with single spaces, of "nothing entered", of `DITTO`, or of the refusal.
Not here: what cleaning is (`text`), how a name is tidied (`names`).
"""

from __future__ import annotations

import re
import unicodedata

from schemas.sheet import Cell, CellError, DateCell, FormattedNumber
from schemas.vietnamese.reading import Reading
from schemas.vietnamese.text import clean, fold, marks, names, without_codes
from schemas.vietnamese.text.encodings import is_doubtful

EXACT = 10**15
"""From here on a spreadsheet has rounded the number it shows."""

_LOST = re.compile(r"\ufffd|(?<=[^\W\d_])\?+(?=[^\W\d_])|(?<!\S)\?+(?=[^\W\d_])")
_FAR = re.compile("[^\x00-\u024f\u1e00-\u1eff]")
_OLD_CODES = re.compile("[A-Za-z][¡¢£¤¥¦§¨©ª«¬®µ¶¸¹»¼½¾][a-z]|Ã[\u0080-\u00bf]|áº|á»[^\\s]|Ä‘|Æ[°¡]|â€")
# "ơng" and "ơc" are no Vietnamese rimes: they are ô after a second, wrong conversion, as is "đồn" for đoàn.
# Lơng, Pơng, Drơng are none of them: names of the M'Nông and Ê Đê, as Nơ Trang Lơng, Pơng Drang, Cư Pơng.
_WRONG_LETTERS = re.compile(
    r"[ơờớởỡợƠỜỚỞỠỢ](?i:(?<!ư.)(?<!\b[lp].)(?<!\b[bdk]r.)(?<!\b[bkm]l.)(?:ng|c)\b)"
    r"|[đĐ](?i:ồn\b(?:(?<=\bcông đồn)|(?<=\bliên đồn)|(?<=\bđồn)(?= (?:viên|thể)\b)))"
)
"""Each begins with its letter, so that only there anything is asked."""


def has_wrong_letters(text: str) -> bool:
    """Whether a text has letters that only a second, wrong conversion leaves: "Cơng đồn"."""
    return _WRONG_LETTERS.search(text) is not None


def _has_foreign_letter(text: str) -> bool:
    return any(c.isalpha() and "LATIN" not in unicodedata.name(c, "LATIN") for c in _FAR.findall(text))


def _refusal(text: str, key: str) -> str | None:
    """Why a note is sent back: letters lost or foreign, a label of the table, or a mark without words."""
    if problem := marks.trouble(text):
        return f"text_{problem}"
    if text.strip("? ") == "":
        return "text_unclear"
    if ("?" in text or "\ufffd" in text) and _LOST.search(text):
        return "text_letters_lost"
    if _has_foreign_letter(text):
        return "text_foreign_letter"
    if has_wrong_letters(text) or _OLD_CODES.search(text):
        return "text_wrong_letters"
    if text in marks.TICKS:
        return "text_tick"
    return names.is_not_data(text) or (None if key else "text_unclear")


def _read_string(raw: str) -> Reading[str]:
    text = clean(raw)
    if not text:
        return Reading()
    folded = fold(text)
    if marks.is_ditto(text):
        return Reading(marks.DITTO)
    key = "" if text.startswith("#") else folded
    if marks.EMPTY_FORM.fullmatch(text) or marks.DASHES.fullmatch(text) or text in ("'", "0"):
        return Reading()
    if (key in marks.NONE_WORDS or key in marks.NULL_WORDS or key == "khongcogi") and "?" not in text:
        return Reading()
    if code := _refusal(text, folded):
        return Reading(refusal=code)
    if not text.isascii() and is_doubtful(unicodedata.normalize("NFC", without_codes(raw))):
        return Reading(refusal="text_wrong_letters")
    return Reading(names.tidy(names.tidy_apostrophes(marks.without_apostrophe(text))))


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
        display = cell.display
        return Reading(refusal="text_date") if display.shows == "time" else _read_string(display.text)
    if isinstance(cell, CellError) or cell != cell:
        return Reading(refusal="text_formula_error")
    if cell == 0:
        return Reading()
    if abs(cell) >= EXACT:
        return Reading(refusal="text_unclear")
    return Reading(str(int(cell) if cell == int(cell) else cell))

"""One Vietnamese telephone number, as national digits.

Arrives: one cell of an optional contact column.
Leaves:  a `Reading` of the digits (0901234567, 02623852123), of "none", or of the refusal.
Not here: whether the number answers, and whose it is.

Only what is certain is restored: the zero a number cell lost, the area 0262 of a seven-digit landline (every unit
is in Đắk Lắk), and the codes changed in 2017 and 2018 (Bộ TT&TT's plans: 01xx to 03/05/07/08, 0500 to 0262).
"""

# ruff: noqa: SIM905 - word lists are easier to read as words

from __future__ import annotations

import re

from schemas.sheet import Cell, CellError, DateCell, FormattedNumber
from schemas.vietnamese import names
from schemas.vietnamese import text as texts
from schemas.vietnamese.numbers import LIKE_DIGITS, either_spelling
from schemas.vietnamese.reading import Reading

TIDIED = "signs and words removed"
ZERO_RESTORED = "leading zero restored"
COUNTRY_CODE = "country code replaced by 0"
NEW_PREFIX = "prefix changed in 2018"
NEW_AREA = "area code changed in 2017"
AREA_ADDED = "area code 0262 added"

LONGEST = 200
OWN_AREA = "0262"
NEW_PREFIXES = {
    "0162": "032", "0163": "033", "0164": "034", "0165": "035",  # Viettel
    "0166": "036", "0167": "037", "0168": "038", "0169": "039",
    "0120": "070", "0121": "079", "0122": "077", "0126": "076", "0128": "078",  # MobiFone
    "0123": "083", "0124": "084", "0125": "085", "0127": "081", "0129": "082",  # Vinaphone
    "0186": "056", "0188": "058",  # Vietnamobile
    "0199": "059",  # Gmobile
}  # fmt: skip
"""Eleven-digit mobiles became ten-digit ones on 15/9/2018."""
NEW_AREAS = {"0500": "0262", "0501": "0261", "060": "0260", "063": "0263"}
"""The highlands' area codes of 17/6/2017. Gia Lai's 059 is left out: it is a mobile prefix today."""
AREAS = (
    "203 204 205 206 207 208 209 210 211 212 213 214 215 216 218 219 220 221 222 225 226 227 228 229 232 233 234 235"
    " 236 237 238 239 251 252 254 255 256 257 258 259 260 261 262 263 269 270 271 272 273 274 275 276 277 290 291 292"
    " 293 294 296 297 299"
).split()

_MOBILE = re.compile("0(?:3[2-9]|5[25689]|7[06-9]|8[1-9]|9[0-9])[0-9]{7}")
_LANDLINE = re.compile(f"0(?:2[48][2-9][0-9]{{7}}|(?:{'|'.join(AREAS)})[2-9][0-9]{{6}})")
_OLD_MOBILE = re.compile("(01[0-9]{2})([0-9]{7})")
_OLD_LANDLINE = re.compile("(0500|0501|060|063)([2-9][0-9]{6})")
_SERVICE = re.compile("1[0-9]{2}|1[89]00[0-9]{4,6}|0?80[01][0-9]{4,6}")
_RUNS = ("01234567890", "09876543210", "1234567890")

_DOCUMENTED = re.compile("0[0-9]{9,10}")
_LABEL = re.compile(
    either_spelling(
        "sđt|số đt|số điện thoại|điện thoại|đt|đtdđ|dđ|di động|đtcq|cq|cơ quan|cố định|máy bàn|tel|mobile|phone|zalo|hotline|liên hệ|lh|số"
    )
    + r" ?[:.]? ?(?=[+(0-9])"
)
_PURPOSE = re.compile(
    rf" ?\(? ?{either_spelling('zalo|sđt|di động|dđ|cơ quan|cq|nhà riêng|viettel|vina|mobi|máy bàn|cố định')} ?\)?"
)
_SIGNS = re.compile(r"(?:\+|\(\+)?[0-9 .,()+-]+")
_SHARED_LINE = re.compile(
    r".*[0-9]{7}.* ?[-,] ?[0-9]{2,4}(?<=.{13})|[2-9][0-9]{6}[^0-9]+[0-9]{1,4}|[2-9](?:[ .]?[0-9]){6} ?[-,] ?[0-9]{1,4}"
)
"""A number and the end of a second one, "3852123-124"; the second must not be read as the first one's tail."""
_CALLABLE = re.compile(r"\+?[(+0-9][0-9 .,()+/-]{5,28}[0-9]")
_SCIENTIFIC = re.compile("([0-9])[.,]?([0-9]*)[eE]\\+?([0-9]{1,2})")
_REFUSALS = tuple(
    (re.compile(pattern), code)
    for pattern, code in (
        (r"\S@\S", "phone_email"),
        (r"\b(?:máy lẻ|may le|ext|số lẻ|nội bộ|nhánh)\b|[0-9] ?[x#] ?[0-9]{1,4}\Z", "phone_extension"),
        (r"[0-9][ .-]?(?:[*#_•]{2,}|x{2,}|…|\.{2,})|[*•]{2,}", "phone_masked"),
        (
            r"[0-9]{4}.*[^0-9 ].*[0-9]{6}|(?:[0-9][ .-]?){8,}(?:/|,|;|-|và|hoặc| )(?:[ .-]?[0-9]){3,}",
            "phone_two_numbers",
        ),
        (r"[0-9]", "phone_extra_words"),
    )
)
"""Why a text is no telephone number, in this order: the first pattern found in the text in small letters."""


def _national(digits: str) -> Reading[str] | None:
    """Digits that begin with 0, as today's number; None where no plan has such a number."""
    if _MOBILE.fullmatch(digits) or _LANDLINE.fullmatch(digits):
        return Reading(digits)
    if (old := _OLD_MOBILE.fullmatch(digits)) and old[1] in NEW_PREFIXES:
        return Reading(NEW_PREFIXES[old[1]] + old[2], NEW_PREFIX)
    if old := _OLD_LANDLINE.fullmatch(digits):
        return Reading(NEW_AREAS[old[1]] + old[2], NEW_AREA)
    return None


def _is_placeholder(digits: str) -> bool:
    """One digit repeated or digits in a row: possible as a number, more likely typed to fill the cell."""
    bare = digits.removeprefix("0")
    in_a_row = len(set(bare)) == 1 or any(bare in run or digits in run for run in _RUNS)
    return not digits.strip("0") or (len(bare) > 5 and in_a_row)


def _restored(digits: str) -> Reading[str] | None:
    """Digits without the leading 0: a zero lost, the country code, or a landline of the own area."""
    if found := _national("0" + digits):
        return Reading(found.value, found.normalised or ZERO_RESTORED)
    if digits.startswith("84") and (found := _national("0" + digits[2:].removeprefix("0"))):
        return Reading(found.value, found.normalised or COUNTRY_CODE)
    if len(digits) == 7 and digits[0] in "23456789":
        return Reading(OWN_AREA + digits, AREA_ADDED)
    return None


def _read_digits(digits: str, foreign: bool = False) -> Reading[str]:
    """The number that digits stand for; `foreign` where a + led them, so that only 84 may follow."""
    if _SERVICE.fullmatch(digits):
        return Reading(refusal="phone_service_number")
    if _is_placeholder(digits):
        return Reading(refusal="phone_placeholder")
    if digits.startswith("00"):
        digits, foreign = digits.removeprefix("00"), True
    if foreign and not digits.startswith("84"):
        return Reading(refusal="phone_foreign")
    found = _national(digits) if digits.startswith("0") else _restored(digits)
    if found and (not foreign or found.normalised not in (ZERO_RESTORED, AREA_ADDED)):
        return found
    if len(digits) > 12:
        return Reading(refusal="phone_two_numbers")
    length_fits = re.fullmatch("0[35-9][0-9]{8}|0[12][0-9]{9}", digits)
    return Reading(refusal="phone_unknown_prefix" if length_fits else "phone_wrong_length")


def _refused(text: str) -> Reading[str]:
    low = text.casefold()
    if match := _SCIENTIFIC.fullmatch(text):
        missing = int(match[3]) - len(match[2])
        found = _read_digits(match[1] + match[2]) if missing == 0 else None
        return Reading(refusal="phone_scientific", suggestion=found.value if found else None)
    likely = text.translate(LIKE_DIGITS)
    if likely != text and _SIGNS.fullmatch(likely) and any(c.isdigit() for c in text):
        found = _read_digits("".join(filter(str.isdigit, likely)))
        return Reading(refusal="phone_lookalike_letter", suggestion=found.value)
    code = next((code for pattern, code in _REFUSALS if pattern.search(low)), "phone_not_a_number")
    return Reading(refusal=code)


def _without_words(text: str) -> str:
    """The number without its label, the line it belongs to, or the plain name of its owner."""
    label = _LABEL.match(text.casefold())
    text = text[label.end() :] if label else text
    numbers = list(_CALLABLE.finditer(text))
    if len(numbers) != 1:
        return text
    before, after = text[: numbers[0].start()].strip(" :-–,("), text[numbers[0].end() :].strip(" -–,.()")
    rest = " ".join(part for part in (before, after) if part)
    return numbers[0][0] if names.is_person(rest) or _PURPOSE.fullmatch(rest.casefold()) else text


def _read_number_text(text: str) -> Reading[str]:
    plain = re.sub("(?<=[0-9])[.,]0\\Z", "", text) if re.fullmatch("[0-9]{7,12}[.,]0", text) else text
    plain = _without_words(plain).rstrip(" .;")
    # An area code may stand before a slash; two numbers may not.
    plain = re.sub(r"\A(\(?0(?:262|500)\)?) ?/ ?", r"\1 ", plain)
    if not _SIGNS.fullmatch(plain) or ".." in plain or plain.count("+") > 1:
        return _refused(text)
    if _SHARED_LINE.fullmatch(plain):
        return Reading(refusal="phone_two_numbers")
    digits = "".join(filter(str.isdigit, plain.replace("(0)", "")))
    return _read_digits(digits, "+" in plain) if digits else Reading(refusal="phone_not_a_number")


def _read_string(raw: str) -> Reading[str]:
    if len(raw) > LONGEST and len(raw := raw.strip()) > LONGEST:
        return Reading(refusal="phone_not_a_number")
    text = texts.without_apostrophe(texts.clean(raw)).translate(texts.ONE_SIGN)
    if text in ("", "'"):
        return Reading(normalised=texts.BLANK)
    if problem := texts.trouble(text):
        return Reading(refusal=f"phone_{problem}")
    if texts.is_ditto(text):
        return Reading(refusal="phone_ditto")
    none = texts.is_missing(text) or bool(texts.DASHES.fullmatch(text)) or text == "0"
    if none or ("?" not in text and texts.fold(text) in texts.NONE_WORDS | {"chuaco"}):
        return Reading(normalised=texts.MISSING)
    reading = _read_number_text(text)
    if reading.value and not reading.normalised and not _DOCUMENTED.fullmatch(raw):
        return Reading(reading.value, TIDIED)
    return reading


def read_phone(cell: Cell) -> Reading[str]:
    """National digits of one number; two numbers, masks, placeholders and service numbers are asked about."""
    if cell is None:
        return Reading()
    if isinstance(cell, str):
        return _read_string(cell)
    if isinstance(cell, bool | DateCell):
        return Reading(refusal="phone_not_a_number")
    if isinstance(cell, FormattedNumber):
        return _read_string(cell.shown.text)
    if isinstance(cell, CellError) or cell != cell:
        return Reading(refusal="phone_formula_error")
    if cell == 0:
        return Reading(normalised=texts.MISSING)
    if not 0 < cell < 10**15 or cell != int(cell):
        return Reading(refusal="phone_not_a_number")
    return _read_digits(str(int(cell)))

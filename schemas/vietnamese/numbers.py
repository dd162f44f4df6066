"""One whole number of people, phones or meetings, as a clerk typed it.

Arrives: one cell of a count column.
Leaves:  a `Reading` of the whole number, of "nothing entered" (None, not zero), or of the refusal.
Not here: percentages (`percents`), whether a count is plausible for its unit, and sums.

Whole groups of three are thousands (12.000 is 12000); any other decimal part but zeros is refused. Words around
the number are read only where they name what is counted (người, đoàn viên, máy) or say that it is the total.
"""

from __future__ import annotations

import math
import re

from schemas.sheet import Cell, CellError, DateCell, FormattedNumber
from schemas.vietnamese import text as texts
from schemas.vietnamese.number_words import are_number_words, read_words
from schemas.vietnamese.reading import Reading

LARGEST = 1_000_000_000
LONGEST = 200
"""A longer text is no count."""

NOISE, MOST_NOISE = 1e-9, 1e-6
"""A double computed by a formula misses its whole number by less than this, of itself and in all: 19.999999999999996."""


_COMMON = tuple(Reading(count) for count in range(4096))
"""The counts nearly every cell holds, made once: readings cannot change."""


def either_spelling(words: str) -> str:
    """A pattern of the listed words, each with its diacritics or wholly without; longest first."""
    spellings = {spelling for word in words.split("|") for spelling in (word, texts.unaccented(word))}
    return "(?:" + "|".join(re.escape(word) for word in sorted(spellings, key=len, reverse=True)) + ")"


_UNIT = either_spelling(
    "người|người lao động|đoàn viên|công đoàn viên|lao động|công nhân|công nhân viên|công chức|viên chức|cán bộ|"
    "giáo viên|nhân viên|thành viên|hội viên|đồng chí|anh em|chị em|em|máy|cái|chiếc|điện thoại|máy điện thoại|"
    "điện thoại thông minh|smartphone|thiết bị|lượt|lượt người|buổi|cuộc|lần|đợt|trường hợp|tài khoản|đ/c|đc|đ.c|"
    "ng|đv|đ/v|cđv|đvcđ|hv|đttm|đt"
)
_WORKERS = "(?:cb|cc|cn|gv|nv|vc|nlđ|nld|lđ|ld)(?:cb|cc|cn|gv|nv|vc|nlđ|nld|lđ|ld|v)*"
"""Acronyms of workers are built from parts: CBCNV, CNVCLĐ, NV."""
UNITS = rf"(?:{_UNIT}|{_WORKERS})(?:(?: ?[,/&-] ?| và | va | có | co | ?\. ?| )(?:{_UNIT}|{_WORKERS})){{0,3}}(?!\w)"
_LABEL = either_spelling(
    "tổng|tổng số|tổng cộng|cộng|ts|tc|số lượng|sl|có|gồm|là|tất cả|tất cả là|đã cài|đã cài đặt|kết quả|"
    "được|đạt|hiện có|đã có"
)
_INSTALLED = f"(?:{either_spelling('đã cài đặt bluezone|đã cài bluezone|đã cài đặt|đã cài|cài đặt|cài')}(?: {either_spelling('xong|thành công|đủ')})?)"
NUMERAL = "[0-9](?:[0-9.,' ]*[0-9])?"
_SENTENCE = re.compile(
    rf"(?:{_LABEL}(?: {UNITS})?(?: ?[:=] ?| )|{UNITS} ?[:=] ?)?\+?(?P<numeral>{NUMERAL}) ?(?:{UNITS})?(?: ?{_INSTALLED})?"
    r"(?: ?[(\[](?P<note>[^()\[\]]*)[)\]]|[,;]? ?\b(?P<aside>trong đó [^()]*)|[,;] ?(?P<beside>(?:[^\W\d_]|(?<= )[0-9])[^()\[\]]*))? ?\.?"
)
_MARKS_BEFORE = re.compile(r"\A(?:[*•●▪✓✔√:\"“”]|\(\*+\)| )+(?=[^ ])")
_MARKS_AFTER = re.compile(
    r"(?<=[^ ])(?: ?(?:[;,:/\\_*†‡✓✔√'`´\"“”]|\(\*+\)|\*+\)|\[(?:[1-9]|\*+)\]|\([a-e]\)))+ ?\.?\Z"
)
"""Footnotes, ticks and signs left by the keyboard beside a number: they count nothing. A dash may be a minus, "(1)" a count."""
_DOTTED = re.compile(r"(?:…|\.\.\.|__)[.…_ ]*([0-9][^.…_]*)(?:…|\.\.\.|__)[.…_ ]*")
_WORDS = re.compile(
    rf"(?P<words>[^\W\d_][^\W\d_ ,]*(?:[ ,]+[^\W\d_ ,]+)*?)(?: {UNITS})?(?: ?\((?P<numeral>{NUMERAL})(?: ?{UNITS})?\))? ?\.?"
)
_NOBODY = re.compile("(?:khong|ko)(?:co)?(?:ai|(?:nguoi|may|doanvien|dongchi|truonghop)(?:nao)?)")

_BY_DOT, _BY_COMMA, _BY_GAP = (f"[1-9][0-9]{{0,2}}(?:{sign}[0-9]{{3}})+" for sign in ("\\.", ",", "[ ']"))
_GROUPS = re.compile(f"{_BY_DOT}|{_BY_COMMA}|[1-9][0-9]{{0,2}}(?:(?: [0-9]{{3}})+|(?:'[0-9]{{3}})+)")
# Three zeros after a number that cannot be a group ("1234.000") may be decimals or thousands: not read.
_ZERO_DECIMALS = re.compile(
    f"[0-9]+[.,](?:00?|0{{4,}})|0[.,]000|{_BY_DOT},00?|{_BY_COMMA}\\.00?|{_BY_GAP}[.,]00?"
)
_DECIMAL = re.compile(f"[0-9]+[.,][0-9]+|{_BY_DOT},[0-9]{{1,2}}|{_BY_COMMA}\\.[0-9]{{1,2}}")
_LONG_DECIMAL = re.compile("[0-9]{1,10}[.,][0-9]{9,40}")
"""Nobody types so many decimals: a formula's result, written out as a text."""
_DAY, _MONTH = "(?:0?[1-9]|[12][0-9]|3[01])", "(?:0?[1-9]|1[0-2])"
DATE = re.compile(
    rf"(?<![0-9.,]){_DAY} ?([/.-]) ?{_MONTH} ?\1 ?(?:20)?[0-9]{{2}}(?![0-9.,])|(?<![0-9])20[0-9]{{2}}([/.-]){_MONTH}\2{_DAY}"
    "|\\b(?:ngày|tháng|thg|năm) ?[0-9]"
)
ESTIMATE = re.compile(
    "[~≈≃≅∼±<>≥≤]|[0-9] ?\\+ ?$|\\b(?:khoảng|khoang|xấp xỉ|xap xi|ước|uoc|chừng|tầm|cỡ|độ|gần|gan|hơn|hon|trên|tren"
    "|dưới|duoi|quá|ít nhất|it nhat|tối thiểu|toi thieu|tối đa|toi da|nhiều|ít|hàng|vài|vai|mấy|dăm|hầu hết|đa số"
    "|một số|phần lớn|dự kiến|tạm tính|tạm|trở lên|tro len|trở xuống|đổ lại|đổ lên|có lẻ|chưa đến|chưa tới|không đến"
    "|không tới|mươi người)\\b"
)
"""Signs and words that make a number a bound or a guess."""
RANGE = re.compile("[0-9](?:%| ?người)? ?(?:[-–—−]|\\.\\.+|…|đến|den|tới|toi) ?[0-9]")
LOOKALIKE = re.compile("\\A[Oo]\\Z|(?<![\\w|])(?=[lIiOo|]*[0-9])[0-9]*[lIiOo|][0-9lIiOo|.,]*(?![\\w|])")
LIKE_DIGITS = str.maketrans("lIi|Oo", "111100")
_PHONE = re.compile("0[35789][0-9]{8}|02[0-9]{9}|01[0-9]{9}")
_REFUSALS = tuple(
    (re.compile(pattern), code)
    for pattern, code in (
        (r"\?|\b(?:không|chưa|ko) (?:rõ|biết)\b|\b(?:khong|chua) (?:ro|biet)\b", "count_unknown"),
        (r"\A(?:chưa|chua)\b[^0-9]*\Z", "count_zero_or_missing"),
        (r"\A(?:có|co|rồi|roi|đủ|du|hết|het|đầy đủ|tất cả|toàn bộ|tat ca|toan bo)[ .]*\Z", "count_yes"),
        (r"[%‰]|phần trăm|phan tram", "count_percent"),
        (ESTIMATE.pattern, "count_estimate"),
        (DATE.pattern, "count_date"),
        (r"\A[-–—−] ?[0-9][0-9.,' ]*\Z", "count_negative"),
        (RANGE.pattern, "count_range"),
        (r"[0-9] ?(?:k|tr|nghìn|nghin|ngàn|ngan|trăm|triệu|vạn|chục|tá)\b|[0-9]e[+]?[0-9]", "count_rounded"),
        (r"\b(?:rưỡi|chục|vạn|tá)\b", "count_rounded"),
        (r"\A[(\[] ?[0-9][0-9.,' ]* ?[)\]]\Z", "count_brackets"),
        (r"\A[.,][0-9]+\Z", "count_not_whole"),
        (r"[0-9].*[^0-9].*[0-9]", "count_two_numbers"),
        (r"[0-9]", "count_extra_words"),
    )
)
"""Why a text is no count, in this order: the first pattern found in the text in small letters."""
_TWO_LINES = re.compile("[0-9][ \xa0]*[\t\n\r\v\f\x85\u2028\u2029]\\s*[0-9]")


def whole_number(numeral: str) -> tuple[int | None, str | None]:
    """The whole number a numeral stands for, or None and the code of why it has none."""
    if (numeral.isascii() and numeral.isdigit()) or _GROUPS.fullmatch(numeral):
        number = numeral
    elif _ZERO_DECIMALS.fullmatch(numeral):
        number = numeral[: max(numeral.rfind("."), numeral.rfind(","))]
    elif DATE.fullmatch(numeral):
        return None, "count_date"
    elif _DECIMAL.fullmatch(numeral):
        exact = without_noise(float(numeral.replace(",", "."))) if _LONG_DECIMAL.fullmatch(numeral) else 0.5
        if not exact.is_integer():
            return None, "count_not_whole"
        number = f"{exact:.0f}"
    else:
        return None, "count_two_numbers" if " " in numeral else "count_grouping"
    digits = "".join(filter(str.isdigit, number)).lstrip("0") or "0"
    if len(digits) > 10 or int(digits) > LARGEST:
        return None, "count_too_large"
    return int(digits), None


def _note_refusal(note: str, count: int) -> str | None:
    """Why a remark beside a number contradicts it or stays unclear; None where it only explains it."""
    note = re.sub(r"\A(?:(?:viết )?bằng chữ|trong đó)? ?(?:có)? ?:? ?", "", note.strip(" .;"))
    if re.fullmatch(UNITS, note) or _SHARE_OF_ALL.fullmatch(note):
        return None
    words = 0 if texts.fold(note) in texts.NONE_WORDS else read_words(re.sub(rf" {UNITS}\Z", "", note))
    if words is not None:
        return None if words == count else "count_words_disagree"
    plain = texts.unaccented(note)
    if _COMMENT.fullmatch(plain):
        return None
    by_sex = _BREAKDOWN.fullmatch(note)
    if not by_sex and not _PARTS.fullmatch(plain):
        return "count_two_numbers" if re.search("[0-9]", note) else "count_extra_words"
    shares = [whole_number(share)[0] or 0 for share in re.findall(_SHARE_NUMERAL, note)]
    whole = sum(shares) == count if by_sex and len(shares) == 2 else max(shares) <= count
    return None if whole else "count_breakdown_disagrees"


_SHARE_OF_ALL = re.compile(
    r"(?:(?:đạt|chiếm|dat|chiem|=) ?)?(?:(?:tỷ|tỉ|ty|ti) (?:lệ|le) ?)?:? ?[0-9]{1,3}(?:[.,][0-9]+)? ?%"
)
"""What a count is in percent, beside it: "80%", "đạt 80%", "đạt tỷ lệ: 80,5%"."""
_COMMENT = re.compile(
    "(?:da )?(?:du|dat|xong|hoan thanh|toan bo|tat ca|ca don vi|dieu chinh|chinh sua|sua|sua lai|cap nhat|kiem tra|ra soat"
    "|so moi|chinh thuc|chinh xac|dung|ok)|(?:da )?(?:ke|tinh|gom|bao gom)? ?ca (?:nghi thai san|thai san|hop dong|hd|tap su|thu viec)"
    "|theo danh sach"
)
"""Remarks without a number that leave no doubt about the one before them, without diacritics."""
_SHARE_NUMERAL = r"[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]{1,6}"
_SHARE = f"(?:(?:nữ|nam|nu) ?:? ?(?:{_SHARE_NUMERAL})(?: ?{UNITS})?|(?:{_SHARE_NUMERAL})(?: {UNITS})? (?:nữ|nam|nu))"
_BREAKDOWN = re.compile(f"{_SHARE}(?: ?[,;] ?{_SHARE})?")
_OF_THEM = (
    "(?:(?:dang |xin |tam )?nghi (?:thai san|ho san|sinh(?: con)?|om|benh|phep|che do|hop dong|khong luong|dich|ts|viec rieng|mat suc)"
    "|thai san|ho san|om|benh|(?:dang )?(?:di hoc|di cong tac|cong tac|biet phai|tang cuong|cach ly|tap su|thu viec)"
    "|(?:lao dong )?(?:hop dong|hd)(?: 68| ngan han| thoi vu)?|hdld|bien che|dang vien|dan toc|dtts|nguoi dan toc(?: thieu so)?"
    "|(?:la )?(?:doan vien(?: cong doan)?|cong doan vien|dv|dvcd|cdv|cong nhan|cong chuc|vien chuc|giao vien|nhan vien|can bo"
    "|lao dong|quan ly|cbql|gv|nv|cb|cc|vc|cn|ld|nld)|nu|nam gioi|android|ios|iphone|bao ve|tap vu|ke toan|bac si|dieu duong)"
)
"""Some of those counted, without diacritics; not "người" or "máy", which may be another count of the same."""
_PEOPLE = "(?: ?(?:nguoi|ng|d/c|dc|dong chi|truong hop|chi|co))?"
_PART = rf"(?:{_SHARE_NUMERAL}){_PEOPLE}(?: dang)? ?{_OF_THEM}|{_OF_THEM} ?:? ?(?:{_SHARE_NUMERAL}){_PEOPLE}"
_PARTS = re.compile(
    rf"(?:(?:da )?(?:bao gom|gom|ke|tinh)(?: ca)? ?:? ?|ca )?(?:{_PART})(?:(?: ?[,;+] ?| va )(?:{_PART})){{0,4}}"
)


def _read_sentence(low: str) -> Reading[int] | None:
    """A number with a label, a unit word or a remark; None when the text has another shape."""
    match = _SENTENCE.fullmatch(low)
    if not match:
        return None
    count, code = whole_number(match["numeral"])
    if count is None:
        return None if ESTIMATE.search(low) else Reading(refusal=code)
    remark = match["note"] or match["aside"] or match["beside"]
    if remark is not None and (code := _note_refusal(remark, count)):
        return None if ESTIMATE.search(low) else Reading(refusal=code)
    return Reading(count)


def _read_misspelt(low: str) -> Reading[int] | None:
    """As a sentence, whatever the marks over its letters: "905 ngưòi". Signs stay what they are: 20¹ is not 201."""
    is_plain = all(char.isascii() or char.isalpha() for char in low) and not ESTIMATE.search(low)
    return _read_sentence(texts.unaccented(low)) if is_plain and not low.isascii() else None


def _read_in_words(low: str) -> Reading[int] | None:
    """Number words, with their numeral in brackets or without; "không" and "không có ai" are zero."""
    match = _WORDS.fullmatch(low)
    if not match:
        return None
    key = texts.fold(match["words"])
    none = "?" not in low and (key in texts.NONE_WORDS or bool(_NOBODY.fullmatch(key)))
    value = 0 if none else read_words(match["words"])
    if value is None:
        return None
    if match["numeral"] and whole_number(match["numeral"])[0] != value:
        return Reading(refusal="count_words_disagree")
    return Reading(value)


def _refused(text: str) -> Reading[int]:
    """The first reason in the table; a letter that looks like a digit is told with the number it may mean."""
    low = text.casefold()
    for pattern, code in _REFUSALS[:6]:
        if pattern.search(low):
            return Reading(refusal=code)
    if LOOKALIKE.search(text):
        count = whole_number(text.translate(LIKE_DIGITS))[0] if LOOKALIKE.fullmatch(text) else None
        return Reading(refusal="count_lookalike_letter", suggestion=None if count is None else str(count))
    other = "count_words_unclear" if are_number_words(low) else "count_not_a_number"
    code = next((code for pattern, code in _REFUSALS[6:] if pattern.search(low)), other)
    return Reading(refusal=code)


def _mark_refusal(text: str) -> str | None:
    """The refusal of a mark that stands where a number should: ditto, dash, tick, a telephone number."""
    if texts.is_ditto(text):
        return "count_ditto"
    if texts.DASHES.fullmatch(text) or text in "/\\":
        return "count_zero_or_missing"
    if text in texts.TICKS:
        return "count_tick"
    return "count_phone" if _PHONE.fullmatch(text) else None


def _read_string(raw: str) -> Reading[int]:
    if len(raw) > LONGEST and len(raw := raw.strip()) > LONGEST:
        return Reading(refusal="count_not_a_number")
    raw = texts.without_codes(raw)
    text = texts.without_apostrophe(texts.clean(raw))
    if text in ("", "'"):
        return Reading()
    if problem := texts.trouble(text):
        number = whole_number(text[1:])[0] if problem == "formula_text" and text[1:].isdecimal() else None
        return Reading(refusal=f"count_{problem}", suggestion=None if number is None else str(number))
    if texts.is_missing(text):
        return Reading()
    if code := _mark_refusal(text) or ("count_two_numbers" if _TWO_LINES.search(raw) else None):
        return Reading(refusal=code)
    low = text.casefold().replace("’", "'")
    if dotted := _DOTTED.fullmatch(low):
        low = dotted[1].strip()
    bare = _MARKS_AFTER.sub("", _MARKS_BEFORE.sub("", low))
    return _read_sentence(bare) or _read_misspelt(bare) or _read_in_words(low) or _refused(text)


def without_noise(number: float) -> float:
    """The whole number that a formula's result missed by the noise of its arithmetic; any other number as it is."""
    whole = float(round(number))
    is_noise = abs(number - whole) <= min(NOISE * max(1.0, abs(number)), MOST_NOISE)
    return whole if is_noise else number


def _read_number(number: float) -> Reading[int]:
    """A typed number is that number: 1.234 is not 1234, the sheet's locale made it so."""
    if isinstance(number, float) and not math.isfinite(number):
        return Reading(refusal="count_formula_error")
    if number > LARGEST:
        return Reading(refusal="count_too_large")
    exact = without_noise(number)
    if exact < 0:
        return Reading(refusal="count_negative")
    if exact != int(exact):
        thousands = number * 1000
        likely = (
            str(int(thousands)) if thousands == int(thousands) and number * 100 != int(number * 100) else None
        )
        return Reading(refusal="count_decimal_typed", suggestion=likely)
    return Reading(int(exact))


_SHOWN_AS = {
    "percent": "count_percent",
    "date": "count_date",
    "time": "count_time",
    "currency": "count_currency",
    "multiple": "count_multiple",
    "scientific": "count_rounded",
}
"""Why a number is no count when its cell shows it as another thing."""


def _read_formatted(cell: FormattedNumber) -> Reading[int]:
    """A number among words of its format's own is read as those words would be; what shows another number goes back."""
    shown = cell.shown
    if shown.shows in _SHOWN_AS:
        return Reading(refusal=_SHOWN_AS[shown.shows])
    reading: Reading[int] = _read_string(shown.text) if shown.text.strip() else Reading()
    if reading.value == cell.value or (shown.shows == "words" and reading.refusal):
        return reading
    return Reading(refusal="count_hidden")


def _read_other(cell: bool | float | str | DateCell | FormattedNumber | CellError) -> Reading[int]:
    if isinstance(cell, bool):
        return Reading(refusal="count_tick")
    if isinstance(cell, DateCell):
        return Reading(refusal="count_date")
    if isinstance(cell, FormattedNumber):
        return _read_formatted(cell)
    if isinstance(cell, CellError):
        return Reading(refusal="count_formula_error")
    return _read_string(cell) if isinstance(cell, str) else _read_number(cell)


def read_count(cell: Cell) -> Reading[int]:
    """A whole number of at least 0; blank is missing and never zero, "không" is zero, a dash is asked about."""
    if type(cell) is int:
        if 0 <= cell <= LARGEST:
            return _COMMON[cell] if cell < len(_COMMON) else Reading(cell)
    elif type(cell) is str:
        if cell.isascii() and cell.isdigit() and len(cell) < 10:
            count = int(cell)
            return _COMMON[count] if count < len(_COMMON) else Reading(count)
        return _read_string(cell)
    if cell is None:
        return Reading()
    return _read_other(cell)

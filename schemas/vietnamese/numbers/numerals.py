"""A numeral by itself: the whole number it stands for, and what makes a number no exact one.

Arrives: digits with their signs; or any text, to be asked whether it holds a date, an estimate or a range.
Leaves:  the whole number or the code of a refusal; patterns of the signs.
Not here: the words around a numeral (`numbers`, `remarks`).
"""

from __future__ import annotations

import re

LARGEST = 100_000_000
"""More than all the people of the country is no count of them. A telephone number that lost its 0 is three times as large."""
NOISE, MOST_NOISE = 1e-9, 1e-6
"""A double computed by a formula misses its whole number by less than this, of itself and in all: 19.999999999999996."""

NUMERAL = "[0-9](?:[0-9.,' ]*[0-9])?"
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
    if len(digits) > 9 or int(digits) > LARGEST:
        return None, "count_too_large"
    return int(digits), None


def without_noise(number: float) -> float:
    """The whole number that a formula's result missed by the noise of its arithmetic; any other number as it is."""
    whole = float(round(number))
    is_noise = abs(number - whole) <= min(NOISE * max(1.0, abs(number)), MOST_NOISE)
    return whole if is_noise else number

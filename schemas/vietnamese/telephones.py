"""A person's number in a text, however people write it: telephones, and the identity cards and accounts among long numbers.

Arrives: any text.
Leaves:  the text with … for each number and e-mail address in it.
Not here: people named in words (`persons`); columns of numbers, which are never stored (of a form, those that stand aside).

Told by its digits: what begins with 0 and is as long as a telephone is one, unless it is a day, a time or a decimal.
Where a spreadsheet ate the 0, the groups decide. Hotlines (1800, 1900), tax codes that are called so and sums that name
their unit are nobody's. `tests/spec/telephones.txt` is the whole of it as a table.

`NUMBERS` is written in what Python's and Postgres' expressions have in common: `report.without_phones` is made of it
(`python -m tests.sql.test_masks`), so that the rule lives here alone.
"""

from __future__ import annotations

import re

SHOWN = "…"
"""What stands for a person in a text that others read."""

LETTERS = "A-Za-zÀ-ÖØ-öø-ƿǍ-ʯḀ-ỿ"
ZEROS = "٠۰०০๐໐០၀０"
"""The zero of each other script a keyboard or a telephone may write; its nine follow it."""
OTHER_DIGITS = "".join(chr(ord(zero) + value) for zero in ZEROS for value in range(10))
DIGITS = "0123456789" * len(ZEROS)

_D = "[0-9OoОоlI|]"
"""A digit, or a letter that looks like one."""
_SIGN = "[\\u0020\\t\\u00a0\\u00ad\\u2000-\\u200f\\u202f\\u2060\\u20e3\\u3000\\ufe0f\\ufeff|._/()\\[\\]\\\\*~:'’·•‧–—‐‑‒−-]"
_GAP = f"(?:{_SIGN}{{0,3}}|,)"
"""What stands between two digits of one number; a comma with a space after it stands between two numbers."""


def not_after(letters: str, width: int) -> str:
    """Said once the first signs of a number, so many, are there: Postgres looks back only where that can matter."""
    return f"(?<!{letters}{'.' * width})"


def _more(count: int) -> str:
    return f"(?:{_GAP}{_D}){{{count}}}"


_LETTER_OR_DIGIT = f"[{LETTERS}0-9]"
# A day, a month, a time of day, a decimal: what goes on so after its first digit is no number of a person's.
_NO_DAY = (
    "(?![0-9]?[/.-][0-9]{1,2}[/.-](?:19|20)[0-9]{2}(?![0-9])"
    "|[0-9]?[/.-](?:19|20)[0-9]{2}(?![0-9])"
    "|[0-9]?/[0-9]{1,2}(?:/[0-9]{2})?(?![0-9/])"
    "|[0-9]?:[0-5][0-9](?![0-9])"
    "|[0-9]?\\.[0-5][0-9] ?[–-] ?[012]?[0-9]\\.[0-5][0-9](?![0-9])"
    "|[.,][0-9]{5})"
)
_NO_SUM = (
    "(?![.,]?[0-9]| ?(?:đồng|dong|[Vv][Nn][dđDĐ]|[đ₫]|nghìn|ngàn|triệu|tỷ|tỉ|người|lượt|đoàn viên|suất|USD)"
    f"(?![{LETTERS}]))"
)


def _no_tax_code(width: int) -> str:
    called = ("(?:MST|mst)", "(?:[Mm]ã số thuế|MÃ SỐ THUẾ)")
    return "".join(not_after(f"{each}{sign}", width) for each in called for sign in ("", "[ :]", ": "))


# After the 0: an old code of the highlands, such as 0500; a mobile; a landline, or a mobile before 2018; landlines before 2017.
_NATIONAL = (
    f"{_GAP}(?:5{_GAP}{_D}{_GAP}{_D}{_GAP}3{_more(6)}|[35789]{_more(8)}|[12]{_more(9)}|[46]{_more(8)}{_D}?)"
)
_FROM_ZERO = (
    f"(?:0{not_after('[0-9]', 1)}|[OoОо]{not_after(_LETTER_OR_DIGIT, 1)}){_NO_DAY}{_no_tax_code(1)}"
    f"(?:{_NATIONAL}|{_D}{{2,3}}, {_D}{{3}}, {_D}{{3,4}})"
)
_FROM_COUNTRY = f"(?:\\+{not_after(_LETTER_OR_DIGIT, 1)}|0{not_after(_LETTER_OR_DIGIT, 1)}{_GAP}0){_GAP}84{_GAP}{_D}?{_NATIONAL}"
_FROM_ABROAD = f"\\+{not_after(_LETTER_OR_DIGIT, 1)} ?(?!84)[1-9](?:[ .-]?[0-9]){{8,13}}"

_ALONE = f"{not_after(_LETTER_OR_DIGIT, 2)}{not_after('[0-9][.,]', 2)}{_no_tax_code(2)}"
_MOBILE = "(?:3[2-9]|5[25689]|7[06-9]|8[1-9]|9[0-46-9])"
_BETWEEN = "[ ._,\\u00a0–-]"
# The 0 lost, in the groups that telephones are written in; 84 may stand before it.
_LOST_ZERO = (
    f"(?:84{_ALONE}{_BETWEEN}?{_MOBILE}|{_MOBILE}{_ALONE})"
    f"(?:{_D}{_BETWEEN}?(?!{_D}00[.,]000){_D}{{3}}{_BETWEEN}?{_D}{{3}}|{_BETWEEN}{_D}{{3}}{_BETWEEN}{_D}{{4}}"
    f"|{_D}[ .]{_D}{{2}}[ .]{_D}{{2}}[ .]{_D}{{2}})"
    f"|2[0-9]{_ALONE}[0-9]{_BETWEEN}?{_D}{{3,4}}{_BETWEEN}?{_D}{{3,4}}"
)
# Nine digits and more without a sign between them count nobody: an identity card, an account. Not so the instant in a
# file's name, nor a hotline.
_LONG = (
    "(?:2(?!0[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01]))|1(?![89]00)|[03-9])[0-9]"
    f"{_ALONE}[0-9]{{7,}}"
)
_CALLED_SO = (
    "(?:[ĐđDd][Tt]|[Đđ]iện thoại|ĐIỆN THOẠI|[Dd]ien thoai|[Tt]el|TEL|[Pp]hone|[Zz]alo|ZALO|[Ff]ax|FAX)"
    f"[ .:]{{1,3}}(?:số )?[2-8](?:[ .-]?[0-9]){{6,7}}(?!{_GAP}[0-9])"
)
# Whatever the groups are, where it is said to be a person's card or account.
_CARD = (
    "[0-9](?:"
    + "|".join(
        f"(?<={word}{sign}.)"
        for word in ("(?:CCCD|CMND|cccd|cmnd)", "(?:CMT|STK|cmt|stk)", "khoản", "cước")
        for sign in (" ", ":", ": ", " số ", " số: ")
    )
    + ")(?:[ .-]?[0-9]){8,18}(?![0-9])"
)
_MAIL = f"[{LETTERS}0-9._%+-]+@[{LETTERS}0-9-]+(?:\\.[{LETTERS}0-9-]+)+"

NUMBERS = (
    f"(?:{_FROM_COUNTRY}|{_FROM_ABROAD}|{_FROM_ZERO}|{_CALLED_SO})(?![0-9])"
    f"|(?:{_LOST_ZERO}|{_LONG}){_NO_SUM}"
    f"|{_CARD}"
    f"|{_MAIL}"
)
"""A number or an e-mail address of a person's. Where several alternatives fit at one place, any of them will do."""
_ANY = "0-9" + "".join(f"{zero}-{chr(ord(zero) + 9)}" for zero in ZEROS)
LIKE_DIGITS = "OolI|"
FEWEST, APART = 7, 3
"""Digits, or what looks like one, with which a number begins at the least, and signs between two of them at the most."""
_TOGETHER = f"[{_ANY}](?:[^A-Za-z{_ANY}]{{0,{APART}}}[{_ANY}{LIKE_DIGITS}]){{{FEWEST - 1}}}"
MAY_HOLD = f"{_TOGETHER}|@"
"""Where fewer digits stand together there is no number: a quick look at the most texts."""
_NUMBERS, _DIGITS_TOGETHER = re.compile(NUMBERS), re.compile(_TOGETHER)
_TO_DIGITS = str.maketrans(OTHER_DIGITS, DIGITS)


def may_hold(text: str) -> bool:
    """What `MAY_HOLD` asks, in two looks, each faster than one for either."""
    return "@" in text or bool(_DIGITS_TOGETHER.search(text))


def without_phones(text: str) -> str:
    """The text with … for each person's number and e-mail address; digits of other scripts in it are shown as 0 to 9."""
    return _NUMBERS.sub(SHOWN, text.translate(_TO_DIGITS)) if may_hold(text) else text

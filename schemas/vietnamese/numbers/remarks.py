"""A remark beside a count: whether it explains the number, contradicts it or leaves it unclear.

Arrives: the text in brackets or after a comma, and the number before it.
Leaves:  the code of a refusal, or None.
Not here: where a remark begins (`numbers`).
"""

from __future__ import annotations

import re

from schemas.vietnamese.numbers.counted import UNITS
from schemas.vietnamese.numbers.numerals import whole_number
from schemas.vietnamese.numbers.words import read_words
from schemas.vietnamese.text import fold, unaccented
from schemas.vietnamese.text.marks import NONE_WORDS

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


def remark_refusal(remark: str, count: int) -> str | None:
    """Why a remark beside a number contradicts it or stays unclear; None where it only explains it."""
    remark = re.sub(r"\A(?:(?:viết )?bằng chữ|trong đó)? ?(?:có)? ?:? ?", "", remark.strip(" .;"))
    if re.fullmatch(UNITS, remark) or _SHARE_OF_ALL.fullmatch(remark):
        return None
    words = 0 if fold(remark) in NONE_WORDS else read_words(re.sub(rf" {UNITS}\Z", "", remark))
    if words is not None:
        return None if words == count else "count_words_disagree"
    plain = unaccented(remark)
    if _COMMENT.fullmatch(plain):
        return None
    by_sex = _BREAKDOWN.fullmatch(remark)
    if not by_sex and not _PARTS.fullmatch(plain):
        return "count_two_numbers" if re.search("[0-9]", remark) else "count_extra_words"
    shares = [whole_number(share)[0] or 0 for share in re.findall(_SHARE_NUMERAL, remark)]
    whole = sum(shares) == count if by_sex and len(shares) == 2 else max(shares) <= count
    return None if whole else "count_breakdown_disagrees"

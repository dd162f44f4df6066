"""A heading that is a question, as a form writes it: what it asks, said as a heading says it.

Arrives: a heading's folded words.
Leaves:  its words as a statement: "đơn vị đồng chí có bao nhiêu người đã cài" is "số người đã cài".
Not here: what the statement names (`patterns`). Only the words of asking go; a word that says what is counted stays.
"""

from __future__ import annotations

import re

_YOU = "(?:quy (?:dong chi|don vi|vi|anh chi|ban|co quan)|cac dong chi|dong chi|d c|anh chi|thay co)"
_PLEASE = f"(?:xin|vui long|de nghi|moi|kinh mong|kinh de nghi|hay|{_YOU}|don vi)"
_OURS = "(?:don vi|co quan|cong doan co so|cong doan|cdcs|doanh nghiep|truong|cong ty)"
_ASKING = re.compile(
    r"\b(?:bao nhieu|cho biet|vui long|de nghi|xin|hay|la gi|gi khong|nao|co may nguoi)\b|\bcua (?:quy|dong chi|anh chi|ban)\b"
    rf"|\b{_OURS} (?:quy|dong chi|anh chi|ban)\b|\bda .*\bchua\Z"
)
_STEPS = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        (r"\A(?:cau (?:hoi )?(?:so )?)?[0-9]{1,2} (?=[a-z])", ""),
        (
            rf"\A(?:{_PLEASE} )*(?:cho biet|nhap|dien|ghi ro|ghi|khai bao|khai|cung cap|chon)(?: (?:ro|vao|giup))? ",
            "",
        ),
        (
            rf"\b(?:{_YOU} )?(?:dang )?(?:cong tac|sinh hoat|lam viec|thuoc|o)(?: (?:tai|o|thuoc))? ({_OURS}) nao\b",
            r"ten \1",
        ),
        (rf"\A({_OURS}) nao\b", r"ten \1"),
        (rf"\A({_OURS})(?: {_YOU})? dang (?:cong tac|sinh hoat|lam viec)\Z", r"ten \1"),
        (rf"\b({_OURS}) (?:{_YOU}|ban|minh)\b", r"\1"),
        (r"\A(?:da co|con) (?=bao nhieu)", ""),
        (
            r"\b(?:la|dat|duoc|co) (?:bao nhieu|may)(?: (?:nguoi|may|%|phan tram|d c|dong chi|buoi|cuoc|lan))?\Z",
            "",
        ),
        (rf"\A({_OURS}) cua {_YOU} la\Z", r"ten \1"),
        (rf"\bcua (?:{_OURS} )?{_YOU}\b", ""),
        (
            rf"\A(?:(?:hien nay|hien tai|hien) )?(?:(?:tai|o|trong) )?{_OURS}(?: cua)?(?: {_YOU})?(?: (?:hien nay|hien tai|hien|dang))? co (?=(?:tong (?:so|cong) )?(?:bao nhieu|may))",
            "",
        ),
        (
            rf"\A(?:(?:tai|o|trong) )?{_OURS}(?: cua)?(?: {_YOU})? (?=da |(?:duoc )?to chuc |.*\bbao nhieu\b)",
            "",
        ),
        (rf"\A{_OURS} (?=tuyen truyen\b)", ""),
        (rf"\A{_YOU} (?=co |da )", ""),
        (r"\A((?:trong do )?)(?:hien )?co (?:tong so |tong cong |tat ca )?(?=bao nhieu)", r"\1"),
        (r"\b(?:co )?may (?=nguoi|doan vien|cong nhan|can bo|buoi|cuoc|lan)", "so "),
        (r"\btong (?:so |cong )?bao nhieu\b", "tong so"),
        (r"\bbao nhieu (?:%|phan tram)", "ty le"),
        (r"\bbao nhieu\b", "so"),
        (r"\bco ((?:thuoc|nam trong)\b.*) (?:hay )?khong\Z", r"\1"),
        (r"\A(?:co )?(.*) gi(?: khac)? khong\Z", r"\1"),
        (r"\b(?:da|co) .*\b(?:chua|khong)\Z", "hay khong"),
        (r"\b(?:bang|theo|qua)(?: nhung| cac)? (?=hinh thuc|cach thuc|bien phap|kenh)", ""),
        (r"\bla (?:gi|ai|nhung gi)\Z|\b(?:nao|a|nhi)\Z|\bnhung (?=hinh thuc|kenh)", ""),
        (rf"\b{_YOU}\Z", ""),
        (r"\b(hinh thuc|ket qua|kho khan)(.*) cua don vi\b", r"\1\2"),
        (r"\btuyen truyen ve\b", "tuyen truyen"),
    )
)
"""From the words of asking to those of a heading, one after another. Who asks each one for a yes or no counts nobody."""


def as_statement(words: str, *, is_question: bool) -> str:
    """What a question asks, as a heading would say it; other words as they are."""
    if not is_question and not _ASKING.search(words):
        return words
    for pattern, to in _STEPS:
        words = " ".join(pattern.sub(to, words).split())
    return words

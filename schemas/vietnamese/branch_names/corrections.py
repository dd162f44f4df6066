"""Remarks of a correction and footnotes in a branch's name: "(điều chỉnh)", "lần 2", "*".

Arrives: a name folded, its signs each in one form.
Leaves:  the name without them.
Not here: how names are folded (`schemas.vietnamese.branch_names`).
"""

from __future__ import annotations

import re

CORRECTIONS = (
    "dieu chinh", "hieu chinh", "dinh chinh", "chinh sua", "chinh lai", "da chinh", "da sua", "sua doi", "sua lai",
    "sua so lieu", "cap nhat", "bo sung", "thay the", "bao cao lai", "nop lai", "gui lai", "nhap lai", "lam lai",
    "tinh lai", "ra soat lai", "kiem tra lai",
)  # fmt: skip
"""Words of a correction, which no name of a branch ends with."""
_CHANGED = f"(?:{'|'.join(CORRECTIONS)})"
_PERHAPS_CHANGED = (
    "(?:sua|chinh|moi nhat|moi|cu|dc|d/c|bs|dung|chinh thuc|chinh xac|cuoi cung|cuoi|so cu|so moi|so dung|nhap trung|trung"
    "|final|updated?|new|old|revised|rev|edited|edit|copy|ban sao)"
)
"""Words that say so only in brackets or after a dash: there is a "xã Tân Mới"."""
_BEFORE = r"(?:(?:da|duoc|ban|so lieu|sl|so|bao cao|bc|xin|lan cuoi) )*"
_TIMES = (
    r"(?:lan (?:thu )?(?:[0-9]{1,2}|nhat|hai|ba|cuoi)|l ?[0-9]|lai|so lieu|sl|bao cao|bc"
    r"|(?:den )?(?:ngay )?[0-9]{1,2} ?[/.-] ?[0-9]{1,2}(?: ?[/.-] ?[0-9]{2,4})?)"
)
_SURE = rf"{_BEFORE}(?:{_CHANGED}(?: {_TIMES})*|lan (?:thu )?[0-9]{{1,2}})"
_ASIDE = rf"{_BEFORE}(?:(?:{_CHANGED}|{_PERHAPS_CHANGED})(?:[ ,]+(?:{_CHANGED}|{_PERHAPS_CHANGED}|{_TIMES}))*|lan (?:thu )?[0-9]{{1,2}})"
_IN_BRACKETS = rf"[(\[] *{_ASIDE}[ .:;]*[)\]]"
_FOOTNOTE = r"[(\[] *(?:\*+|[1-9]) *[)\]]|\*+"
_AT_END = re.compile(
    rf"(?:\s*(?:{_IN_BRACKETS}|{_FOOTNOTE})|\s*(?:\s-|-\s|[,;:/])\s*{_ASIDE}|[\s-]+{_SURE})[\s.,;:]*\Z"
)
_AT_START = re.compile(rf"\A\s*(?:(?:{_IN_BRACKETS}|{_FOOTNOTE})[\s:-]*|{_SURE}\s*[:-]\s*)")
_LAST_OF_REMARKS = tuple(
    f" {last}" for last in {*(words.split()[-1] for words in CORRECTIONS), "lai", "lieu", "sl", "bc", "cao"}
)
"""The last words of a remark without a sign before it."""
_REMARKS = 4
"""More remarks than these stand after no name."""


def without_remarks(signed: str) -> str:
    """The name without footnotes and remarks of a correction, unless no name would be left."""
    for _ in range(_REMARKS):
        bare = _AT_START.sub("", _AT_END.sub("", signed))
        if bare == signed or not any(map(str.isalpha, bare)):
            break
        signed = bare
    return signed


def may_have_remark(signed: str) -> bool:
    """Whether a name without signs may end in the words of a correction all the same."""
    return signed.endswith(_LAST_OF_REMARKS) or " lan " in signed

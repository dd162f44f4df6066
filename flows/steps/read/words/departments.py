"""Whether a label is a department's: a part of a branch, by its name or by the bullet before it.

Arrives: the text of a label, as `labels.label` cleans it.
Leaves:  plain answers.
Not here: which rows are parts of which branch (`flows.steps.read.rows.parts`).

The accented text is asked: without its marks tổ, tờ and tô are one word.
"""

from __future__ import annotations

import re

_STRONG_PART = re.compile(
    r"(?:tổ(?!\s+(?:hợp|chức|dân))|cđbp|cdbp|cđ\s+bộ\s+phận|công\s+đoàn\s+bộ\s+phận|bộ\s+phận|khoa|phân\s+xưởng|ca|chuyền|to\s+cong\s+doan"
    r"|cong\s+doan\s+bo\s+phan|bo\s+phan)\b"
)
_WEAK_PART = re.compile(
    r"(?:phòng|ban|đội|xưởng|văn\s+phòng|nhóm|bếp|kho(?!\s+bạc)|cửa\s+hàng|điểm\s+trường|phân\s+hiệu|phong|doi)\b"
)
_MARKED_PART = re.compile(r"(?:trạm|chi\s+nhánh|cơ\s+sở|nam|nữ|khối|đơn\s+vị|trung\s+tâm|nông\s+trường)\b")
BULLET = re.compile(
    r"\s*(?:[-+*•–—·→>]+\s*(?=\S)|[0-9]{1,3}(?:\.[0-9]{1,3})+[.)]?\s+|(?<!\S)[a-hđ][.)]\s*(?=\S))"
)


def unbulleted(text: str) -> str:
    """A label without the bullet or number of a list before it."""
    return BULLET.sub("", text, count=1).strip()


def is_strong_part(text: str) -> bool:
    """Whether a label can be little else than a department of a branch: "Tổ Toán", "CĐBP Khối hành chính"."""
    return _STRONG_PART.match(unbulleted(text).casefold()) is not None


def is_weak_part(text: str) -> bool:
    """Whether a label may be a department's, if it stands as one: "Phòng Kế toán" is, "Phòng Y tế huyện" is a branch."""
    return _WEAK_PART.match(unbulleted(text).casefold()) is not None


def is_part_if_marked(text: str) -> bool:
    """Whether a label may be a department's, if a bullet or a number puts it below a branch: "- Trạm 2"."""
    return _MARKED_PART.match(unbulleted(text).casefold()) is not None

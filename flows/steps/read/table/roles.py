"""What a column is to the heading over it: its total, what stands so far, what was done or aimed at, a part.

Arrives: the texts of the columns under one heading, and which count that heading names.
Leaves:  a `Role` for each, and which of them is the count itself.
Not here: what becomes of the other columns (`groups`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from flows.steps.read.table.grid import Stack
from schemas.form.form import Form
from schemas.headings.grammar import grammar_of
from schemas.headings.heading import Heading, Kind
from schemas.phrases import fold_words

WHOLE = re.compile(
    r"(?:tong|tong so|tong cong|cong|cong chung|ts|tc|chung|toan bo|tat ca|ca hai|total|sum|tong hop)"
    r"(?: (?:cong|chung|so|cac|ca|hai|nguoi|dv|may|tuan|dot|ky|luot|nam nu|lai|\d+))*"
)
STANDING = re.compile(
    r"(?:so |tong )?(?:luy ke|cong don|tich luy)\b.*|(?:tinh |ke )?(?:den nay|den thoi diem|den het|den ngay)\b.*"
)
DONE = re.compile(
    r"(?:so |ket qua )?(?:(?:da )?thuc hien(?: duoc)?|da lam(?: duoc)?|(?:da )?dat(?: duoc)?|thuc te|th|ket qua(?: dat duoc)?)"
    r"(?: (?:so luong|nguoi|so nguoi|den nay|trong ky))?"
)
TARGET = re.compile(
    r"(?:so )?(?:chi tieu|ke hoach|kh|muc tieu|phan dau|dang ky|duoc giao|giao|nhiem vu|yeu cau|can cai|can dat|du kien)\b.*"
)


class Role(StrEnum):
    """What a column is to the heading over it."""

    WHOLE = "whole"
    STANDING = "standing"
    DONE = "done"
    TARGET = "target"
    SHARE = "share"
    OTHER = "other"


def role_of(text: str, heading: Heading, counted: str | None, form: Form) -> Role:
    """What a column with this text is to the heading over it."""
    if (said := role_said(text)) is not None:
        return said
    of_some = (None, counted, *form.says_of_some)
    is_share = heading.field in of_some and heading.kind is not Kind.PERSONAL
    return Role.SHARE if is_share else Role.OTHER


def role_said(text: str) -> Role | None:
    """What a text says that its columns are, by itself."""
    words = fold_words(text)
    patterns = {Role.STANDING: STANDING, Role.TARGET: TARGET, Role.DONE: DONE, Role.WHOLE: WHOLE}
    return next((role for role, pattern in patterns.items() if pattern.fullmatch(words)), None)


def column_of_count(
    members: Sequence[Stack], roles: list[Role], counted: str | None, form: Form
) -> int | None:
    """Which column of a group is the count itself: the one that names it, else what stands, is the total, was done."""
    if counted is None:
        return None
    by_name = [
        place
        for place, stack in enumerate(members)
        if grammar_of(form).match_alone(stack.column.heading).field == counted
    ]
    # "Biên chế" beside "Tổng số" names some of the workers; "Đã cài" beside "Tổng số" is what is asked for
    is_of_people = counted in form.people and Role.WHOLE in roles
    if by_name and not is_of_people:
        return by_name[0] if len(by_name) == 1 else None
    for role in (Role.STANDING, Role.WHOLE, Role.DONE):
        if role in roles:
            is_clear = roles.count(role) == 1 and not (role is Role.STANDING and Role.WHOLE in roles)
            return roles.index(role) if is_clear else None
    return None

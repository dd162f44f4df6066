"""The quantities of a branch's row: what each is called, how it is read, whether it is stored.

Arrives: nothing; this is a table.
Leaves:  `FIELDS`, by name, and the names of those of a kind.
Not here: the rules of a row (`schemas.submission`), the headings that name a field (`schemas.headings`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

FieldKind = Literal["name", "count", "percent", "text", "yes_no", "date", "aside"]


@dataclass(frozen=True, slots=True)
class Field:
    """One quantity of a row. A refused cell of a field that `refuses_row` refuses the whole row."""

    name: str
    kind: FieldKind
    label_vi: str
    is_stored: bool = True
    refuses_row: bool = False


FIELDS: dict[str, Field] = {
    field.name: field
    for field in (
        Field("branch_name", "name", "tên CĐCS", refuses_row=True),
        Field("workforce", "count", "tổng số đoàn viên, CNVCLĐ", refuses_row=True),
        Field("members", "count", "số đoàn viên", refuses_row=True),
        Field("smartphone_users", "count", "số người có điện thoại thông minh", refuses_row=True),
        Field("reached", "count", "số người được tuyên truyền", refuses_row=True),
        Field("launch_sessions", "count", "số buổi ra quân", refuses_row=True),
        Field("installed", "count", "số đã cài đặt", refuses_row=True),
        Field("not_installed", "count", "số chưa cài đặt", is_stored=False),
        Field("in_industrial_zone", "yes_no", "thuộc KCN/CCN"),
        Field("typed_pct", "percent", "tỷ lệ (%)"),
        Field("typed_pct_of_workforce", "percent", "tỷ lệ trên tổng số (%)", is_stored=False),
        Field(
            "typed_pct_of_smartphones", "percent", "tỷ lệ trên số điện thoại thông minh (%)", is_stored=False
        ),
        Field("publicity", "text", "hình thức tuyên truyền"),
        Field("note", "text", "ghi chú"),
        Field("reported_on", "date", "ngày báo cáo", is_stored=False),
        Field("ordinal", "aside", "số thứ tự", is_stored=False),
        Field("difficulties", "aside", "khó khăn, vướng mắc", is_stored=False),
        Field("contact_name", "aside", "người báo cáo", is_stored=False),
        Field("contact_phone", "aside", "số điện thoại liên hệ", is_stored=False),
        Field("women", "aside", "trong đó nữ", is_stored=False),
        Field("without_smartphone", "aside", "số người không có điện thoại thông minh", is_stored=False),
        Field("submitted_at", "aside", "dấu thời gian", is_stored=False),
        Field("email", "aside", "địa chỉ email", is_stored=False),
    )
}
COUNTS = tuple(name for name, field in FIELDS.items() if field.kind == "count")
STORED_COUNTS = tuple(name for name in COUNTS if FIELDS[name].is_stored)
PERCENTS = tuple(name for name, field in FIELDS.items() if field.kind == "percent")
TEXTS = ("publicity", "note")
STORED = tuple(name for name, field in FIELDS.items() if field.is_stored)
READ = tuple(name for name, field in FIELDS.items() if field.kind != "aside")

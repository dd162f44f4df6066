"""What people decide about a unit, by kind: the codes of `report.decision`, and what the desk calls them."""

from __future__ import annotations

from typing import Literal

Kind = Literal["extension", "exemption", "ruling", "answer"]
Ruled = Literal["on_time", "late"]

KIND_VI: dict[Kind, str] = {
    "extension": "gia hạn",
    "exemption": "miễn báo cáo",
    "ruling": "xác minh",
    "answer": "trả lời",
}

KIND_OF: dict[str, Kind] = {name: kind for kind, name in KIND_VI.items()}
RULED_OF: dict[str, Ruled] = {"đúng hạn": "on_time", "trễ hạn": "late"}
"""What may be ruled, by the names of `schemas.standing`."""

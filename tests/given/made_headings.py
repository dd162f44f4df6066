"""Headings of one, two and three rows, as clerks word them."""

from __future__ import annotations

from schemas.sheet import Cell
from tests.given.made_case import Case, Line

HEADINGS: dict[str, tuple[str, ...]] = {
    "ordinal": ("STT", "TT", "Số TT", "S\nT\nT", "Stt"),
    "branch_name": (
        "Tên CĐCS", "Tên công đoàn cơ sở", "Công đoàn cơ sở", "CĐCS", "Đơn vị", "Tên đơn vị", "Tên CĐCS trực thuộc",
        "TÊN CÔNG ĐOÀN CƠ SỞ", "Ten CDCS", "Tên cơ quan, đơn vị", "CĐCS trực thuộc", "Tên đơn vị (CĐCS)",
    ),
    "workforce": (
        "Tổng số đoàn viên, CNVCLĐ", "Tổng số CNVCLĐ", "TS CNVCLĐ", "Tổng số lao động", "Số CNVC-LĐ", "Tổng số CBCCVC-LĐ",
        "Tổng số ĐV,\nCNVCLĐ", "Tổng số cán bộ, công chức, viên chức, người lao động", "Tong so CNVCLD",
    ),
    "members": ("Tổng số đoàn viên", "Số đoàn viên", "TS ĐV", "Số ĐV công đoàn", "Tổng số đoàn viên công đoàn", "Đoàn viên"),
    "smartphone_users": (
        "Số có điện thoại thông minh", "Số ĐTTM", "Số người có ĐTTM", "Số đoàn viên sử dụng smartphone", "Có ĐT thông minh",
        "Số điện thoại thông minh", "Số người dùng smart phone", "Số CNVCLĐ có ĐTTM",
    ),
    "installed": (
        "Số đã cài đặt Bluezone", "Đã cài đặt", "Số người đã cài", "SL cài Bluzone", "Số lượng đã cài đặt", "Đã cài Blue Zone",
        "Số đoàn viên đã cài đặt ứng dụng Bluezone", "SỐ ĐÃ CÀI", "Số người cài đặt thành công",
    ),
    "not_installed": ("Số chưa cài", "Chưa cài đặt", "Số người chưa cài đặt"),
    "reached": ("Số người được tuyên truyền", "Số CNVCLĐ được tuyên truyền", "Số đoàn viên đã được tuyên truyền"),
    "launch_sessions": ("Số buổi ra quân", "Số cuộc ra quân", "Ra quân (số buổi)"),
    "in_industrial_zone": ("Thuộc KCN/CCN", "KCN, CCN", "Thuộc khu công nghiệp"),
    "typed_pct": ("Tỷ lệ (%)", "Tỉ lệ %", "TL %", "%", "Đạt tỷ lệ"),
    "publicity": ("Hình thức tuyên truyền", "Hình thức triển khai", "Hình thức"),
    "note": ("Ghi chú", "GHI CHÚ", "Ghi chu"),
    "reported_on": ("Ngày báo cáo", "Ngày gửi"),
    "contact_name": ("Người báo cáo", "Người lập"),
    "contact_phone": ("SĐT", "Số điện thoại", "Số điện thoại liên hệ"),
    "women": ("Trong đó: Nữ", "Nữ"),
    "?": ("Khu vực", "Mã số", "Đảng viên", "Ý kiến khác"),
}  # fmt: skip
UNITS = {
    "workforce": "(người)", "members": "(người)", "smartphone_users": "(máy)", "installed": "(người)", "typed_pct": "(%)",
}  # fmt: skip


def one_row_heading(case: Case) -> list[Line]:
    cells: list[Cell] = []
    for name in case.fields:
        text = case.pick.choice(HEADINGS[name])
        if name in UNITS and case.pick.random() < 0.15 and "%" not in text:
            text += case.pick.choice((" ", "\n")) + UNITS[name]
        cells.append(text)
    case.groups = [(index, index) for index in range(len(cells))]
    return [Line(cells)]


def two_row_heading(case: Case) -> list[Line]:
    """Phones and installs stand side by side under one merged heading."""
    [lower] = one_row_heading(case)
    upper = list(lower.cells)
    left, right = case.column("smartphone_users"), case.column("installed")
    upper[left], upper[right] = case.pick.choice(("Trong đó", "Kết quả", "Kết quả cài đặt Bluezone")), None
    cells = [cell if left <= index <= right else None for index, cell in enumerate(lower.cells)]
    case.groups = (
        [(i, i) for i in range(left)] + [(left, right)] + [(i, i) for i in range(right + 1, len(cells))]
    )
    return [Line(upper), Line(cells)]


def three_row_heading(case: Case) -> list[Line]:
    """Groups over groups: the lowest row says only "Số lượng" and "Tỷ lệ"."""
    case.fields = [name for name in case.fields if name not in ("typed_pct", "members", "workforce")]
    at = case.column("branch_name") + 1
    case.fields[at:at] = ["members", "workforce"]
    case.fields.insert(case.column("installed") + 1, "typed_pct")
    rows: list[list[Cell]] = [[case.pick.choice(HEADINGS[name]) for name in case.fields]]
    rows += [[None] * len(case.fields), [None] * len(case.fields)]
    texts = {
        "members": ("Tổng số", "Đoàn viên", None), "workforce": (None, "CNVCLĐ", None),
        "smartphone_users": ("Kết quả triển khai", "Điện thoại thông minh", "Số lượng"),
        "installed": (None, "Đã cài đặt Bluezone", case.pick.choice(("Số lượng", "Số người", "Tổng số"))),
        "typed_pct": (None, None, case.pick.choice(("Tỷ lệ", "Tỷ lệ %", "%"))),
    }  # fmt: skip
    for name, column in texts.items():
        for depth, text in enumerate(column):
            rows[depth][case.column(name)] = text
    first, last = case.column("members"), case.column("typed_pct")
    case.groups = [(i, i) for i in range(first)] + [(first, first + 1), (first + 2, last)]
    case.groups += [(i, i) for i in range(last + 1, len(case.fields))]
    return [Line(row) for row in rows]

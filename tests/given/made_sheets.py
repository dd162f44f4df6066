"""Sheets made from a known truth: branches with known figures, in one of several layouts."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date

from schemas.sheet import Cell, Sheet, Tab, trim

OPENS = date(2020, 8, 18)
COUNTS = ("workforce", "members", "smartphone_users", "reached", "launch_sessions", "installed")


@dataclass
class Line:
    """One row on its way: its cells, and which branch it is of."""

    cells: list[Cell]
    branch: int | None = None
    is_of_table: bool = True


@dataclass
class Case:
    """A sheet in the making, with the figures that are true of it."""

    pick: random.Random
    truth: list[dict[str, Cell]]
    fields: list[str] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    heading: tuple[int, int] = (0, 0)
    groups: list[tuple[int, int]] = field(default_factory=list)
    more_tabs: list[Tab] = field(default_factory=list)
    hidden: tuple[int, ...] = ()
    is_harmless: bool = True
    done: list[str] = field(default_factory=list)

    def body(self) -> range:
        return range(self.heading[1] + 1, len(self.lines))

    def column(self, name: str) -> int:
        return self.fields.index(name)

    def sheet(self) -> Sheet:
        tab = Tab("Báo cáo", trim([line.cells for line in self.lines]), hidden_rows=self.hidden)
        tabs = [*self.more_tabs, tab]
        self.pick.shuffle(tabs)
        return Sheet(tuple(tabs))


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
PLACES = (
    "Ea Tam", "Phú Xuân", "Ea Hồ", "Tam Giang", "Dliê Ya", "Ea Tóh", "Cư Klông", "Phú Lộc", "Ea Púk", "Hòa Bình", "Ea H'leo",
    "Buôn Hồ", "M'Đrắk", "Krông Búk", "Nguyễn Du", "Lê Lợi", "Nơ Trang Lơng", "Quảng Điền", "Thống Nhất",
)  # fmt: skip
KINDS = (
    "CĐCS xã", "CĐCS UBND xã", "CĐCS Trường THCS", "CĐCS Trường Tiểu học", "CĐCS Trường Mầm non", "CĐCS Trạm Y tế xã",
    "CĐCS Công ty TNHH", "CĐ cơ quan",
)  # fmt: skip
BARE_KINDS = (
    "xã",
    "UBND xã",
    "Trường THCS",
    "Trường Tiểu học",
    "Trạm Y tế xã",
    "Công ty TNHH",
    "Công ty Cổ phần",
    "HTX",
)
TOTALS = (
    "TỔNG CỘNG", "Tổng cộng:", "Cộng", "Tổng", "Tổng số", "Toàn huyện", "Cộng (I+II)", "T.Cộng", "tong cong", "Tổng chung",
    "Cộng toàn huyện", "Tổng cộng toàn ngành", "TỔNG SỐ CĐCS", "Cả huyện", "Lũy kế", None,
)  # fmt: skip
SECTIONS = (
    "Khối cơ quan HCSN",
    "Khối trường học",
    "Các xã, thị trấn",
    "Trường học",
    "Khối doanh nghiệp",
    "Cơ quan, đơn vị",
)


def truth(pick: random.Random) -> list[dict[str, Cell]]:
    """Branches whose figures keep every rule."""
    kinds = pick.choice((KINDS, KINDS, BARE_KINDS))
    names = [f"{kind} {place}" for kind in kinds for place in PLACES]
    rows: list[dict[str, Cell]] = []
    for name in pick.sample(names, pick.randint(4, 14)):
        workforce = pick.randint(12, 95) if pick.random() < 0.9 else pick.randint(1000, 2900)
        members = workforce - pick.randint(0, 3)
        phones = members - pick.randint(0, 6)
        installed = phones - pick.randint(0, min(9, phones))
        rows.append({
            "branch_name": name, "workforce": workforce, "members": members, "smartphone_users": phones,
            "installed": installed, "not_installed": phones - installed, "reached": members - pick.randint(0, 2),
            "launch_sessions": pick.randint(0, 4), "in_industrial_zone": pick.choice(("x", None)),
            "publicity": pick.choice(("Zalo", "Zalo, Facebook", "họp công đoàn", "loa truyền thanh")),
            "note": pick.choice((None, None, "Chưa có sóng 3G", "-")), "reported_on": "27/8/2020",
            "contact_name": "Nguyễn Văn An", "contact_phone": "0905123456", "women": members // 2,
            "typed_pct": None, "?": pick.choice(("abc", "khác", None)),
        })  # fmt: skip
    return rows


def chosen_fields(pick: random.Random) -> list[str]:
    """The columns of a sheet: the needed ones, and some of the others."""
    total = pick.choice((["workforce"], ["members"], ["workforce", "members"], ["members", "workforce"]))
    some = [
        name
        for name in (
            "reached",
            "launch_sessions",
            "in_industrial_zone",
            "not_installed",
            "typed_pct",
            "women",
        )
        if pick.random() < 0.3
    ]
    last = [
        name
        for name in ("publicity", "note", "reported_on", "contact_name", "contact_phone", "?")
        if pick.random() < 0.35
    ]
    ordinal = ["ordinal"] if pick.random() < 0.85 else []
    return [*ordinal, "branch_name", *total, "smartphone_users", "installed", *some, *last]


def values(case: Case, branch: dict[str, Cell], number: int) -> list[Cell]:
    cells: list[Cell] = []
    for name in case.fields:
        if name == "ordinal":
            cells.append(number)
        elif name == "typed_pct":
            whole = branch["smartphone_users"]
            ratio = 100 * branch["installed"] / whole if whole else None  # type: ignore[operator]
            cells.append(None if ratio is None else f"{ratio:.1f}%".replace(".", ","))
        else:
            cells.append(branch[name])
    return cells


def sums(
    case: Case, branches: list[dict[str, Cell]], label: str | None, place: str = "branch_name"
) -> list[Cell]:
    """A row that sums branches up."""
    cells: list[Cell] = [None] * len(case.fields)
    for index, name in enumerate(case.fields):
        if name in COUNTS or name == "not_installed":
            cells[index] = sum(branch[name] for branch in branches)  # type: ignore[misc]
    if place in case.fields:
        cells[case.column(place)] = label
    return cells


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


def build(pick: random.Random) -> Case:
    """A good sheet in one of the layouts."""
    case = Case(pick, truth(pick))
    case.fields = chosen_fields(pick)
    above: list[Line] = []
    if pick.random() < 0.7:
        above = [
            Line(["TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM", None, None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]),
            Line(["LĐLĐ HUYỆN KRÔNG NĂNG", None, None, None, "Độc lập - Tự do - Hạnh phúc"]), Line([]),
            Line([None, pick.choice(("KẾT QUẢ CÀI ĐẶT ỨNG DỤNG BLUEZONE", "BÁO CÁO TUYÊN TRUYỀN, CÀI ĐẶT BLUEZONE", "Số đoàn viên đã cài đặt Bluezone"))]),
            Line(["(Kèm theo Báo cáo số 25/BC-LĐLĐ ngày 27/8/2020)"]),
        ]  # fmt: skip
    heading = pick.choice((one_row_heading, one_row_heading, two_row_heading, three_row_heading))(case)
    case.heading = (len(above), len(above) + len(heading) - 1)
    case.lines = above + heading
    if pick.random() < 0.4:
        style = pick.choice(("({})", "{}"))
        numbers: list[Cell] = [style.format(index + 1) for index in range(len(case.fields))]
        case.lines.append(
            Line(numbers if style != "{}" or pick.random() < 0.5 else [*range(1, len(case.fields) + 1)])
        )
    _fill(case)
    if pick.random() < 0.5:
        half = len(case.fields) // 2
        case.lines += [
            Line(cells, is_of_table=False) for cells in (
                [], ["Ghi chú: ĐTTM là điện thoại thông minh"], [None] * half + ["Krông Năng, ngày 27 tháng 8 năm 2020"],
                ["NGƯỜI LẬP BIỂU", *[None] * half, "TM. BAN THƯỜNG VỤ"], [None] * half + ["(Đã ký)"],
                [None, "Trần Thị Hoa", *[None] * half, "CHỦ TỊCH"], [None] * 3 + ["SĐT: 0905 123 456"],
            )
        ]  # fmt: skip
    return case


def _fill(case: Case) -> None:
    """The branches, in sections or not, with subtotals and a total in some wording."""
    pick = case.pick
    parts = [list(range(len(case.truth)))]
    style = pick.choice(("plain", "plain", "headed", "subtotals", "sums in headings"))
    if style != "plain":
        cut = pick.randint(2, len(case.truth) - 2)
        parts = [parts[0][:cut], parts[0][cut:]]
    titles = pick.sample(SECTIONS, 2)
    restarts = pick.random() < 0.5
    number = 0
    for place, part in enumerate(parts):
        branches = [case.truth[index] for index in part]
        numeral = ("I", "II")[place]
        if style != "plain":
            cells = (
                sums(case, branches, titles[place])
                if style == "sums in headings"
                else [None] * len(case.fields)
            )
            cells[case.column("branch_name")] = titles[place]
            if "ordinal" in case.fields:
                cells[case.column("ordinal")] = numeral
            else:
                cells[case.column("branch_name")] = f"{numeral}. {titles[place]}"
            case.lines.append(Line(cells))
        number = 0 if restarts else number
        for index in part:
            number += 1
            case.lines.append(Line(values(case, case.truth[index], number), index))
        if style == "subtotals":
            case.lines.append(
                Line(sums(case, branches, pick.choice((f"Cộng {numeral}", f"Cộng mục {numeral}", "Cộng"))))
            )
    if pick.random() < 0.7:
        place = pick.choice(("branch_name", "ordinal")) if "ordinal" in case.fields else "branch_name"
        total = Line(sums(case, case.truth, pick.choice(TOTALS), place))
        if pick.random() < 0.15:
            case.lines.insert(
                case.heading[1]
                + 1
                + (case.lines[case.heading[1] + 1 :][0].branch is None and style == "plain"),
                total,
            )
        else:
            case.lines.append(total)

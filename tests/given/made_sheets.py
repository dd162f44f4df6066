"""Sheets made from a known truth: branches with known figures, in one of several layouts."""

from __future__ import annotations

import random

from schemas.sheet import Cell
from tests.given.made_case import COUNTS, Case, Line
from tests.given.made_headings import one_row_heading, three_row_heading, two_row_heading

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

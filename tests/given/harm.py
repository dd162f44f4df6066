"""What clerks do to a sheet that may make rows unreadable."""

from __future__ import annotations

from schemas.sheet import CellError, DateCell, Tab, trim
from tests.given.made_case import COUNTS, Case, Line
from tests.given.made_sheets import SECTIONS, sums


def _some_row(case: Case) -> Line:
    return case.pick.choice([line for line in case.lines if line.branch is not None])


def spoil_count(case: Case) -> None:
    line = _some_row(case)
    names = [name for name in COUNTS if name in case.fields]
    line.cells[case.column(case.pick.choice(names))] = case.pick.choice((
        "hơn 20", "1,5", 12.5, 1.234, "?", "-", "45/50", "~30", CellError("#REF!"), DateCell(44071.0), True, "nt", "85%", None,
        "=SUM(C1:C4)", "12 - 15", -3, "chưa có", "l5", "Zalo", 44055,
    ))  # fmt: skip


def spoil_name(case: Case) -> None:
    if "repeat_branch" in case.done:
        return
    _some_row(case).cells[case.column("branch_name")] = case.pick.choice(
        (None, "nt", "//", "...", 7, "C?CS xã", "TỔNG CỘNG")
    )


def lose_number(case: Case) -> None:
    if "ordinal" in case.fields:
        _some_row(case).cells[case.column("ordinal")] = None


def repeat_branch(case: Case) -> None:
    line = _some_row(case)
    if "spoil_name" in case.done:
        return
    twin = Line(list(line.cells), line.branch)
    if case.pick.random() < 0.7:
        twin.cells[case.column("installed")] = 1
    case.lines.insert(case.lines.index(line) + 1, twin)


def strange_heading(case: Case) -> None:
    at = case.column(case.pick.choice([name for name in (*COUNTS, "branch_name") if name in case.fields]))
    case.lines[case.heading[1]].cells[at] = case.pick.choice((
        "Số lượng", "Tổng số", "Kết quả", None, "Số ĐT", "Số đã cài/số ĐTTM", "Chỉ tiêu cài đặt", "Đoàn viên thanh niên", "ĐV",
        "Chưa cài", "Số người chưa có ĐTTM", "Số nữ đã cài", "abc", "Số điện thoại",
    ))  # fmt: skip


def second_table(case: Case) -> None:
    other = [
        Line([]),
        Line(["STT", "Số ĐTTM", "Đã cài đặt", "Tên CĐCS", "Tổng số CNVCLĐ"]),
        Line([1, 22, 20, "CĐCS xã B", 24]),
    ]
    case.lines += [Line(line.cells, is_of_table=False) for line in other]


def second_tab(case: Case) -> None:
    case.more_tabs.append(
        Tab("Tuần 1", trim([["Tên CĐCS", "Tổng số CNVCLĐ", "Đã cài đặt"], ["CĐCS xã B", 24, 20]]))
    )


def unknown_total(case: Case) -> None:
    label = case.pick.choice(
        (
            "Huyện Krông Năng",
            "Kết quả chung",
            "LĐLĐ huyện",
            "Toàn bộ",
            "Số liệu chung",
            None,
            "II",
            "Khối chung",
        )
    )
    total = sums(case, case.truth, label)
    if case.pick.random() < 0.4:
        total[case.column("installed")] = int(str(total[case.column("installed")])) + 1
    last = max(index for index, line in enumerate(case.lines) if line.branch is not None)
    case.lines.insert(last + 1, Line(total))


def sections_without_numbers(case: Case) -> None:
    """A group's sums in a row like any other."""
    first = min(index for index, line in enumerate(case.lines) if line.branch is not None)
    part = []
    for line in case.lines[first:]:
        if line.branch is None or len(part) >= 3:
            break
        part.append(case.truth[line.branch])
    if len(part) > 1:
        case.lines.insert(first, Line(sums(case, part, case.pick.choice(SECTIONS))))


HARMFUL = (
    spoil_count, spoil_count, spoil_name, lose_number, repeat_branch, strange_heading, second_table, second_tab,
    unknown_total, sections_without_numbers,
)  # fmt: skip

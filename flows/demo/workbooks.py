"""How the demonstration's workbooks are laid out and written: the layouts clerks use, byte for byte the same each time.

The names are those of real communes and schools, the figures are invented. What each unit hands in, and when, is
told by `story`.
"""

from __future__ import annotations

import random
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.styles import Alignment, Font

from flows.desk.template.archive import saved

FOLDER = Path(__file__).parent / "workbooks"
INSTANTS = {
    "24-08-1700": "2020-08-24T17:00+07:00",
    "28-08-2355": "2020-08-28T23:55+07:00",
    "29-08-0005": "2020-08-29T00:05+07:00",
    "31-08-0900": "2020-08-31T09:00+07:00",
    "03-09-1700": "2020-09-03T17:00+07:00",
}
EARLY, EVENING, MIDNIGHT, MONDAY, _ = INSTANTS
WRITTEN = datetime(2020, 8, 24)  # noqa: DTZ001 - a workbook's own properties carry no time zone

Rows = list[list[Any]]
PLACES = (
    "Ea Tam",
    "Phú Xuân",
    "Ea Hồ",
    "Tam Giang",
    "Dliê Ya",
    "Ea Tóh",
    "Cư Klông",
    "Phú Lộc",
    "Ea Púk",
    "Ea Dăh",
)
WORDS = ("Zalo", "Zalo, Facebook", "họp công đoàn", "loa truyền thanh", "tờ rơi", "nt", "//")


def branches(code: str, count: int) -> Rows:
    """Branches with figures that keep every rule: name, workforce, smartphone users, installed, publicity."""
    pick = random.Random(code)  # noqa: S311 - figures of a story, not secrets
    rows: Rows = []
    for n in range(count):
        place = PLACES[n % len(PLACES)]
        kind = pick.choice(("UBND xã", "Trường THCS", "Trường Tiểu học", "Trường Mầm non", "Trạm Y tế xã"))
        workforce = pick.randint(18, 95)
        smartphones = workforce - pick.randint(0, 6)
        installed = smartphones - pick.randint(0, 9)
        word = WORDS[0] if n == 0 else pick.choice(WORDS)
        rows.append([f"CĐCS {kind} {place}", workforce, smartphones, installed, word])
    names = {row[0]: row for row in rows}
    return list(names.values())


def simple(rows: Rows, unit: str) -> Rows:
    """The template: one heading row, a totals row."""
    heading = [
        "STT", "Tên CĐCS", "Tổng số đoàn viên, CNVCLĐ", "Số có điện thoại thông minh",
        "Số đã cài đặt Bluezone", "Tỷ lệ (%)", "Hình thức tuyên truyền", "Ghi chú",
    ]  # fmt: skip
    body = [
        [n + 1, row[0], row[1], row[2], row[3], _ratio(row[3], row[2]), row[4], *row[5:]]
        for n, row in enumerate(rows)
    ]
    return [[f"Đơn vị: {unit}"], [], heading, *body, [None, "TỔNG CỘNG", *_sums(rows)]]


def official(rows: Rows, unit: str) -> Rows:
    """An annex to a report: letterhead, merged heading in two rows, column numbers, sections, signatures."""
    half = len(rows) // 2
    body: Rows = []
    for numeral, title, part in (
        ("I", "Khối cơ quan HCSN", rows[:half]),
        ("II", "Khối trường học", rows[half:]),
    ):
        body.append([numeral, title])
        start = len([row for row in body if isinstance(row[0], int)])
        body += [
            [start + n + 1, r[0], r[1], r[2], r[3], _ratio(r[3], r[1]), r[4], *r[5:]]
            for n, r in enumerate(part)
        ]
        body.append([None, f"Cộng {numeral}", *_sums(part)])
    return annex(unit, [*body, [None, "TỔNG CỘNG", *_sums(rows)]], "Đắk Lắk")


def annex(unit: str, body: Rows, place: str, remark: str | None = None) -> Rows:
    """What stands around the rows of an annex: letterhead, merged heading in two rows, column numbers, signatures."""
    return [
        ["TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM", None, None, None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        [unit.upper(), None, None, None, None, "Độc lập - Tự do - Hạnh phúc"],
        [],
        ["KẾT QUẢ CÀI ĐẶT ỨNG DỤNG BLUEZONE"],
        *([[remark]] if remark else []),
        [],
        ["STT", "Tên CĐCS", "Tổng số ĐV", "Trong đó", None, "Tỷ lệ (%)", "Hình thức tuyên truyền", "Ghi chú"],
        [None, None, None, "Số ĐTTM", "Đã cài đặt"],
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)=(5)/(3)", "(7)", "(8)"],
        *body,
        [],
        ["Ghi chú: ĐTTM là điện thoại thông minh"],
        [None, None, None, None, None, f"{place}, ngày 27 tháng 8 năm 2020"],
        ["NGƯỜI LẬP BIỂU", None, None, None, None, "TM. BAN THƯỜNG VỤ"],
    ]


def zones(rows: Rows, unit: str) -> Rows:
    """The long form: people told, launch sessions, industrial zone."""
    heading = (
        "TT", "Tên công đoàn cơ sở", "Tổng số CNVCLĐ", "Tổng số đoàn viên", "Thuộc KCN/CCN",
        "Số người được tuyên truyền", "Số buổi ra quân", "Số người có điện thoại thông minh",
        "Số người đã cài đặt", "TL %", "Ghi chú",
    )  # fmt: skip
    body = [
        [
            n + 1,
            r[0],
            r[1],
            r[1] - 2,
            "x" if n % 2 == 0 else None,
            r[1] - 1,
            1 + n % 3,
            r[2],
            r[3],
            _ratio(r[3], r[2]),
        ]
        for n, r in enumerate(rows)
    ]
    return [[f"BÁO CÁO KẾT QUẢ – {unit}"], [], list(heading), *body]


def _sums(rows: Rows) -> list[int]:
    return [sum(row[i] for row in rows if isinstance(row[i], int)) for i in (1, 2, 3)]


def _ratio(part: Any, whole: Any) -> Any:
    """The typed percentage, as clerks type it: rounded, with a comma."""
    if not (isinstance(part, int) and isinstance(whole, int) and whole):
        return None
    return f"{100 * part / whole:.1f}%".replace(".", ",")


def with_cells(rows: Rows, *changes: tuple[int, int, Any]) -> Rows:
    """A copy of the rows with single cells replaced: row, column, value."""
    changed = [list(row) for row in rows]
    for row, column, value in changes:
        changed[row] += [None] * (column + 1 - len(changed[row]))
        changed[row][column] = value
    return changed


def xlsx(rows: Rows) -> bytes:
    """A workbook of one tab, byte for byte the same each time it is made."""
    book = openpyxl.Workbook()
    tab = book.active
    assert tab is not None  # noqa: S101 - a new workbook has one tab; for the type checker
    tab.title = "Báo cáo"
    for row in rows:
        tab.append(row)
    tab.column_dimensions["B"].width = 44
    for cells in tab.iter_rows():
        for cell in cells:
            if isinstance(cell.value, str) and cell.value.isupper():
                cell.font, cell.alignment = Font(bold=True), Alignment(horizontal="center")
    return saved(book, WRITTEN)


def csv_lines(rows: Rows) -> bytes:
    """A text file as a Vietnamese Excel writes it."""
    lines = [";".join("" if cell is None else str(cell) for cell in row) for row in rows]
    return "\r\n".join(lines).encode("cp1258")

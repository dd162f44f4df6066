"""What each row of a sheet is: a branch's row, or recognised as something else and named.

Arrives: a tab's rows and the table found in it.
Leaves:  one `RowKind` per row of the tab.
Not here: what the cells say (`columns`), whether it is right (`checking`).
"""

from __future__ import annotations

import re
from functools import lru_cache

from flows.steps.reading.tables import fields_of, is_heading_of
from schemas.headings import Kind, match_alone
from schemas.sheet import Cell, DateCell, Row
from schemas.submission import COUNTS
from schemas.unit_return import RowKind, Table
from schemas.vietnamese.numbers import read_count
from schemas.vietnamese.text import clean

ARABIC = re.compile(r"0*[0-9]{1,5}(\.0)?\s*[.)/]?")
ROMAN_OR_LETTER = re.compile(r"([IVXLC]{1,6}|[A-HĐa-h])\s*[.)\-:/]?")
SECTION_NUMBER = r"(?:mục|phần|khối|nhóm|cụm)?\s*(?:[ivxlc]+|[a-hđ]|[0-9]{1,2})"
TOTAL = re.compile(
    r"(?:\*\s*)?(?:tổng\s*cộng|t\s*\.?\s*cộng|tổng\s*số|tổng|cộng|toàn\s+(?:huyện|thị xã|thành phố|ngành|tỉnh|đơn vị)"
    r"|tong\s*cong|tong\s*so|tong|cong|total|sum)"
    r"\s*[:.\-]*\s*(?:\(.*\)|chung|số|cộng|toàn\s.*|các\s.*|khối\s.*|nhóm\s.*|cụm\s.*|lđlđ\s.*|cđcs|của\s.*|hợp"
    rf"|{SECTION_NUMBER}(?:\s*[+,&]\s*{SECTION_NUMBER})*)?\s*[:.]*",
)
SECTION = re.compile(
    r"(?:khối|cụm|nhóm|phần|mục|các|lĩnh vực|loại hình|khu vực|hành chính|sự nghiệp|doanh nghiệp|trường học"
    r"|cơ quan|đơn vị|khoi|cum|nhom|cac)\b"
)
NUMBER_OF_SECTION = re.compile(r"(?:[IVXLC]{1,6}|[A-H])\s*[.)\-:/]\s+(?=\S)")
BREAKDOWN = re.compile(r"[-+*\s]*(?:trong đó|trong do)\b")
BRANCH = re.compile(
    r"(?:cđcs|cđ|công đoàn|trường|ubnd|xã|phường|thị trấn|công ty|cty|trạm|bệnh viện|chi cục|phòng|ban|trung tâm"
    r"|hợp tác xã|htx|ngân hàng|tòa án|viện|hội|đài|kho bạc|bảo hiểm|nhà máy|xí nghiệp|doanh nghiệp tư nhân|mầm non)\b"
)
SIGNATURE = re.compile(
    r"(?:người lập|lập biểu|người báo cáo|người tổng hợp|kế toán|thủ trưởng|chủ tịch|phó chủ tịch|t\s*/?\s*m\s*[.\s]"
    r"|k\s*/?\s*t\s*[.]|tl\s*[.]|ban thường vụ|ban chấp hành|nơi nhận|\(?ký|\(?đã ký|xác nhận|ghi chú\s*:|lưu ý\s*:"
    r"|\(?\*+\)?\s*ghi chú|chú thích|nguoi lap|chu tich|\S.*ngày.*tháng.*năm|ngày.*tháng.*năm|noi nhan|ghi chu\s*:)"
)


def classify(rows: tuple[Row, ...], table: Table) -> list[RowKind]:
    """One kind per row; the rows above the heading are the letterhead."""
    kinds = [RowKind.LETTERHEAD if _has_content(row) else RowKind.BLANK for row in rows[: table.first_row]]
    kinds += [RowKind.HEADING] * (table.last_row - table.first_row + 1)
    reader = _RowReader(table, rows[table.last_row + 1 :])
    doubtful = []
    for place in range(table.last_row + 1, len(rows)):
        kind = reader.kind(place - table.last_row - 1, rows[place])
        if kind is None:
            doubtful.append(place)
        kinds.append(kind or RowKind.DATA)
    for place in doubtful:
        if reader.sums_up(rows, kinds, place):
            kinds[place] = RowKind.TOTAL
    return kinds


class _RowReader:
    """Reads the body's rows in order; knows whether the signatures have begun."""

    def __init__(self, table: Table, body: tuple[Row, ...]) -> None:
        self.table = table
        self.name = table.columns["branch_name"].index if "branch_name" in table.columns else -1
        self.ordinal = table.columns["ordinal"].index if "ordinal" in table.columns else -1
        self.counts = [column.index for name, column in table.columns.items() if name in COUNTS]
        self.last_counted = max((i for i, row in enumerate(body) if self.has_number(row)), default=-1)
        self.has_numbered = any(
            ARABIC.fullmatch(_label(_at(row, self.ordinal))) and self.has_number(row) for row in body
        )
        self.is_signed = False
        self.is_another_table = False

    def kind(self, place: int, row: Row) -> RowKind | None:
        """The row's kind; None for a row that is a branch or sums up others, which only arithmetic tells."""
        name, ordinal = _at(row, self.name), _at(row, self.ordinal)
        if self.is_another_table and _has_content(row):
            return RowKind.ANOTHER_TABLE
        if (
            type(name) is str
            and type(ordinal) in (int, float)
            and self.has_number(row)
            and not _is_total(name)
        ):
            return RowKind.DATA
        if not _has_content(row):
            return RowKind.BLANK
        if _is_column_numbers(row):
            return RowKind.COLUMN_NUMBERS
        if not self.has_number(row) and (heading := self.heading(row)) is not None:
            return heading
        return self.labelled(place, row, _label(name), _label(ordinal))

    def heading(self, row: Row) -> RowKind | None:
        """A heading repeated on a new page, or the heading of another table."""
        if is_heading_of(self.table, row):
            return RowKind.HEADING
        found = fields_of(row)
        if "branch_name" in found and found.keys() & set(COUNTS):
            self.is_another_table = True
            return RowKind.ANOTHER_TABLE
        return None

    def labelled(self, place: int, row: Row, name: str, ordinal: str) -> RowKind | None:
        """A row that is no plain branch's row, by its name, its ordinal and its figures."""
        is_numbered = bool(ARABIC.fullmatch(ordinal))
        counted, filled = self.has_number(row), self.is_filled(row)
        if _is_total(name or ("" if is_numbered else ordinal) or _first_text(row)):
            return RowKind.TOTAL
        if not counted and not is_numbered and (self.is_signed or _is_signed(row)):
            self.is_signed = True
            return RowKind.NOTE
        if name:
            return self.named(place, name, ordinal, filled, is_numbered)
        if counted:
            return RowKind.DATA if is_numbered or self.ordinal < 0 else None
        if is_numbered:
            return RowKind.DATA if filled else RowKind.BLANK
        return RowKind.NOTE

    def named(self, place: int, name: str, ordinal: str, filled: bool, is_numbered: bool) -> RowKind | None:
        lower = name.casefold()
        if BREAKDOWN.match(lower):
            return RowKind.BREAKDOWN
        if is_numbered:
            return RowKind.DATA
        is_section = bool(SECTION.match(NUMBER_OF_SECTION.sub("", name).casefold()))
        if ROMAN_OR_LETTER.fullmatch(ordinal) or NUMBER_OF_SECTION.match(name):
            if not filled:
                return RowKind.SECTION
            return RowKind.TOTAL if is_section and self.has_numbered else None
        if filled:
            return None if self.has_numbered else RowKind.DATA
        if is_section or not BRANCH.match(lower):
            return RowKind.NOTE if place > self.last_counted else RowKind.SECTION
        return RowKind.DATA

    def sums_up(self, rows: tuple[Row, ...], kinds: list[RowKind], place: int) -> bool:
        """Whether the row's counts are the sums of the branches' rows before it, or after it, in its section."""
        own = self.counted(rows[place])
        before = [p for p in range(place - 1, self.table.last_row, -1) if kinds[p] is RowKind.DATA]
        section: list[int] = []
        for p in range(place + 1, len(rows)):
            if kinds[p] in (RowKind.SECTION, RowKind.TOTAL) or ROMAN_OR_LETTER.fullmatch(
                _label(_at(rows[p], self.ordinal))
            ):
                break
            section += [p] if kinds[p] is RowKind.DATA else []
        return any(
            len(others) > 1
            and any(own)
            and own == [sum(column) for column in zip(*(self.counted(rows[p]) for p in others), strict=True)]
            for others in (before, section)
        )

    def counted(self, row: Row) -> list[int]:
        """The row's counts, 0 where nothing can be read: good enough to recognise a sum."""
        return [read_count(_at(row, index)).value or 0 for index in self.counts]

    def has_number(self, row: Row) -> bool:
        """Whether a count column holds something that counts: a number, or text with a digit and no date line."""
        for index in self.counts:
            if index < len(row):
                cell = row[index]
                if type(cell) in (int, float):
                    return True
                if type(cell) is str and _has_digit(cell):
                    return True
        return False

    def is_filled(self, row: Row) -> bool:
        """Whether a count column holds anything at all."""
        return any(_has_text(_at(row, index)) for index in self.counts)


def _at(row: Row, index: int) -> Cell:
    return row[index] if 0 <= index < len(row) else None


def _has_text(cell: Cell) -> bool:
    return cell is not None and not (type(cell) is str and not cell.strip("   \t\r\n\u200b\ufeff"))


def _has_content(row: Row) -> bool:
    return any(_has_text(cell) for cell in row)


def _label(cell: Cell) -> str:
    if type(cell) is str:
        return clean(cell[:300])
    return str(cell) if type(cell) in (int, float) else ""


def _first_text(row: Row) -> str:
    return next((clean(cell[:300]) for cell in row if type(cell) is str and cell.strip()), "")


def _has_digit(text: str) -> bool:
    if len(text) > 60 or not any(char.isdigit() for char in text):
        return False
    return not ("ngày" in (folded := clean(text).casefold()) and "tháng" in folded)


def _is_total(label: str) -> bool:
    lower = label.casefold()
    return lower[:1] in ("t", "c", "s", "*") and TOTAL.fullmatch(lower) is not None


def _is_signed(row: Row) -> bool:
    return any(
        type(cell) is str and len(cell) < 300 and SIGNATURE.match(clean(cell).casefold()) for cell in row
    )


def _is_column_numbers(row: Row) -> bool:
    """A row such as (1) (2) (3)=(2)/(1) under the heading: only column numbers, at least three, all different."""
    seen: list[str] = []
    for cell in row:
        if cell is None or cell == "":
            continue
        if type(cell) in (bool, DateCell):
            return False
        text = str(int(cell)) if type(cell) is float and cell.is_integer() else str(cell).strip()
        if not _is_column_number(text):
            return False
        seen.append(text)
    numbers = [int(n) for text in seen if (n := re.sub("[()]", "", text.split("=")[0]).strip()).isdecimal()]
    is_counting = not numbers or numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    return len(seen) >= 3 and is_counting and (not numbers or numbers[0] <= 2)


@lru_cache(maxsize=1024)
def _is_column_number(text: str) -> bool:
    return len(text) <= 40 and match_alone(text).kind is Kind.COLUMN_NUMBER

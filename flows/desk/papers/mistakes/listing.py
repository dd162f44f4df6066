"""The last tab, «Cần sửa»: each finding by its cell, and what to type.

Arrives: findings with their places, the titles of the copy's tabs.
Leaves:  the tab in the workbook.
Not here: the sentences (`schemas.rules`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import openpyxl
from openpyxl.worksheet.hyperlink import Hyperlink

from flows.desk.papers.mistakes import marks
from flows.desk.papers.mistakes.cells import Cells, Look
from flows.desk.papers.mistakes.places import Placed
from flows.steps.publish.words import number
from schemas.finding import SEVERITY_VI
from schemas.report import OpenFinding
from schemas.sheet import in_tab

HEADINGS = ("STT", "Ô", "Cột", "Mức", "Cần làm gì")
WIDTHS = (6, 16, 28, 12, 90)
BOLD = Look(is_bold=True)
MOST_LINKS = 60_000
"""Of a tab: Excel takes 65,530."""
HOW_TO_SEND = (
    "Cách sửa: mở bảng Google Trang tính của đơn vị, hoặc tệp đơn vị đã gửi, và sửa ở đó; ô cần sửa có cùng địa chỉ. Không sửa "
    "trong tệp này: tệp này chỉ để xem."
)
AFTER = (
    "Sửa xong không phải báo lại nếu đơn vị dùng Google Trang tính; nếu gửi tệp thì gửi lại cả tệp đã sửa."
)
QUESTIONS = "Câu hỏi: trả lời cho văn phòng (đúng hay không), hoặc sửa ô theo hướng dẫn."
PRUNED = (
    "Nội dung bảng đã được xóa theo thời hạn lưu, nên bản này chỉ có danh sách, không có các ô của đơn vị."
)
WITHOUT_PERSONS = "Số điện thoại, giấy tờ và tên người trong bảng được thay bằng … trong bản này."
WITHOUT_COMMENTS = f"Mỗi trang chỉ {number(marks.MOST_COMMENTS)} ô đầu có lời ghi chú; các ô khác chỉ được tô màu, xem ở danh sách này."


def write(
    book: openpyxl.Workbook,
    title: str,
    head: Sequence[str],
    found: Sequence[Placed | OpenFinding],
    titles: Sequence[str],
) -> None:
    """The tab behind all others; `found` without places where no cells are left. It is the one that opens first."""
    made: Any = book.create_sheet(title)
    _set_looks(made, len(head) + 1)
    cells = Cells(made)
    for place, line in enumerate(head):
        made.append([cells.told(line, Look(is_bold=not place, wraps=False))])
    made.append([cells.told(heading, BOLD) for heading in HEADINGS])
    for place, each in enumerate(found, 1):
        made.append(_line(cells, place, each, titles))
    book.active = len(book.worksheets) - 1


def counted(findings: Sequence[OpenFinding]) -> str:
    """How many of each severity: 2 lỗi, 1 câu hỏi."""
    counts = Counter(each.severity for each in findings)
    return ", ".join(f"{counts[each]} {SEVERITY_VI[each]}" for each in marks.SEVERITIES if counts[each])


def _line(cells: Cells, place: int, each: Placed | OpenFinding, titles: Sequence[str]) -> list[Any]:
    finding = each.finding if isinstance(each, Placed) else each
    is_link = isinstance(each, Placed) and place <= MOST_LINKS
    where = cells.told(finding.cell or "cả bảng", Look(is_link=is_link))
    if isinstance(each, Placed) and is_link:
        where.hyperlink = Hyperlink(ref="", location=in_tab(titles[each.place.tab], each.place.cell))
    return [
        place,
        where,
        cells.told(finding.heading or ""),
        cells.told(marks.word(finding.severity), BOLD, finding.severity),
        cells.told(finding.message_vi),
    ]


def _set_looks(made: Any, heading: int) -> None:
    for letter, width in zip("ABCDE", WIDTHS, strict=True):
        made.column_dimensions[letter].width = width
    made.freeze_panes = f"A{heading + 1}"
    made.print_title_rows = f"{heading}:{heading}"
    made.page_setup.orientation, made.page_setup.paperSize = "landscape", "9"
    made.page_setup.fitToWidth, made.page_setup.fitToHeight = 1, 0
    made.page_setup.fitToPage = True

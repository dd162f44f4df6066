"""Phiếu tiếp nhận: to one unit, what of its return was seen, counted, refused and left aside, and what it is to mend.

Arrives: a book of figures, the unit's findings open at its instant.
Leaves:  the receipt of a unit that has sent anything.
Not here: the workbook that shows each cell (`mistakes`), the kept content beside it (`folder`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flows.desk.papers.figures.book import Book
from flows.desk.papers.figures.figure import Given, Text
from flows.desk.papers.kinds import sentences
from flows.desk.papers.kinds.letterhead import Letterhead
from flows.desk.papers.paper import Block, Column, Paper, Paragraph, Table
from flows.desk.papers.paper import Row as TableRow
from flows.desk.verifying import in_groups
from flows.store.relations import Row
from schemas.finding import SEVERITY_VI
from schemas.report import OpenFinding
from schemas.vietnamese.text import capital

KIND = "receipt"
TO_TELL = "Có điểm nào trong phiếu chưa đúng, đề nghị đơn vị báo lại văn phòng"
LISTED = 60
"""So many findings stand in a receipt; all are in the unit's workbook."""
OUTCOMES = (
    ("accepted", "", "được tính"),
    ("refused", "_refused", "bị từ chối vì có lỗi"),
    ("waiting", "_waiting", "chờ đơn vị trả lời"),
    ("not_data", "_not_data", "không phải dòng số liệu (tiêu đề, dòng trống, dòng cộng, ghi chú)"),
)


def receipt(book: Book, head: Letterhead, unit: Row, findings: Sequence[OpenFinding]) -> Paper:
    """The receipt of a unit: `unit` is its row of `report.receipt_at`."""
    standing = book.row("unit_standing_at", unit["unit_code"])
    return head.paper(
        kind_vi="PHIẾU TIẾP NHẬN",
        about=("Báo cáo kết quả ", sentences.subject(book.campaign)),
        addressees=((Given(unit["unit_name"]),),),
        blocks=tuple(_blocks(book, head, unit, standing, findings)),
        unit_code=unit["unit_code"],
    )


def _blocks(
    book: Book, head: Letterhead, unit: Row, standing: Row | None, findings: Sequence[OpenFinding]
) -> Iterator[Block]:
    def moment(column: str) -> Text:
        return (book.figure("receipt_at", unit, column, "moment"),)

    yield Paragraph(
        (
            Given(head.issuer.name.short), " đã nhận nội dung báo cáo hiện nay của đơn vị, thấy lần đầu lúc ",
            *moment("first_seen_local"), ", lần gần nhất lúc ", *moment("last_seen_local"), ".",
        )
    )  # fmt: skip
    if standing is not None:
        due = sentences.deadline(book, "unit_standing_at", standing)
        accepted = book.figure("unit_standing_at", standing, "accepted_local", "moment")
        first: Text = (", báo cáo hợp lệ lần đầu lúc ", accepted) if accepted.value is not None else ()
        yield Paragraph(
            (
                "Tình trạng của đơn vị đến ", sentences.as_of(book), ": ", Given(standing["standing_vi"]), *first,
                ". Hạn báo cáo: ", due, ".",
            )
        )  # fmt: skip
    yield Paragraph(("Nội dung đã ghi nhận",), "part")
    yield Paragraph(
        (
            "Mã băm SHA-", Given("256"), " của nội dung: ", Given(in_groups(unit["content_sha256"])),
            ". Văn phòng giữ nguyên nội dung này trong tệp ", Given(f"{unit['unit_code']}.json"),
            "; ai có tệp ấy thì tự kiểm tra được bằng lệnh: sha", Given("256"),
            "sum ", Given(f"{unit['unit_code']}.json"), ".",
        )
    )  # fmt: skip
    yield _rows(book, unit)
    yield Paragraph(("Việc đơn vị cần làm",), "part")
    yield from _to_mend(book, standing, findings)


def _rows(book: Book, unit: Row) -> Table:
    """How many rows had which outcome, and what they come to."""
    form = book.campaign.form
    suffixes = [suffix for _, suffix, _ in OUTCOMES]
    summed = [
        name
        for name in form.stored_amounts
        if not form[name].is_private and any(unit.get(f"{name}{each}") is not None for each in suffixes)
    ]
    columns = (
        Column("Dòng trong bảng", 3.2),
        Column("Số dòng", 0.8, is_amount=True),
        *(
            Column(
                sentences.heading_of(form[name].label, sentences.unit_of(form[name])),
                1.2,
                is_amount=True,
            )
            for name in summed
        ),
    )
    rows = []
    for outcome, suffix, words in OUTCOMES:
        if outcome == "waiting" and not unit["rows_waiting"]:
            continue
        amounts = [(book.figure("receipt_at", unit, f"{name}{suffix}"),) for name in summed]
        number = book.figure("receipt_at", unit, f"rows_{outcome}")
        rows.append(TableRow(((capital(words),), (number,), *amounts)))
    whole = book.figure("receipt_at", unit, "rows_in_sheet")
    rows.append(TableRow((("Tất cả các dòng",), (whole,), *((),) * len(summed)), is_bold=True))
    return Table(columns, tuple(rows))


OPEN = (
    ("open_errors", " lỗi phải sửa"),
    ("open_questions", " câu phải trả lời"),
    ("open_warnings", " chỗ nên xem lại"),
)


def _open(book: Book, standing: Row) -> Iterator[Text]:
    for column, words in OPEN:
        if standing[column]:
            yield (book.figure("unit_standing_at", standing, column), words)


def _to_mend(book: Book, standing: Row | None, findings: Sequence[OpenFinding]) -> Iterator[Block]:
    if not findings:
        yield Paragraph(("Không có chỗ nào phải sửa hay phải trả lời. ", TO_TELL))
        return
    if standing is not None and any(standing[column] for column, _ in OPEN):
        yield Paragraph(
            (
                "Đơn vị còn ", *sentences.joined(list(_open(book, standing))),
                "; sửa ngay trong bảng của đơn vị, lần đọc sau văn phòng tự nhận.",
            )
        )  # fmt: skip
    columns = (Column("Ô", 0.7), Column("Cột", 1.5), Column("Mức", 0.8), Column("Cần làm gì", 4.5))
    rows = [
        TableRow(
            (
                (Given(each.cell or ""),),
                (Given(each.heading or ""),),
                (Given(SEVERITY_VI[each.severity]),),
                (Given(each.message_vi),),
            )
        )
        for each in findings[:LISTED]
    ]
    yield Table(columns, tuple(rows))
    if len(findings) > LISTED:
        yield Paragraph(("Các chỗ còn lại ở bảng lỗi gửi kèm.",))
    yield Paragraph((TO_TELL,))

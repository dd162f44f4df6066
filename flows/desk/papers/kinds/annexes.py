"""The annexes of a report: by unit, by branch, and who has not reported.

Arrives: a book of figures.
Leaves:  annexes, their tables with sums by kind and in all.
Not here: the report's own words (`results`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from flows.desk.papers.figures.book import Book
from flows.desk.papers.figures.figure import NOTHING, Figure, Given, Text
from flows.desk.papers.kinds import sentences
from flows.desk.papers.kinds.rows import NUMBER, Cells, heading, numbered, under_kinds
from flows.desk.papers.paper import Annex, Block, Column, Paragraph, Table
from flows.desk.papers.paper import Row as TableRow
from flows.store.relations import Row
from schemas.form.form import Form

ZONE = "in_industrial_zone"


def of_results(book: Book, chain: str) -> tuple[Annex, ...]:
    """By unit; by branch where any has figures; who has not reported where somebody has not."""
    found = [Annex(("Kết quả theo đơn vị",), tuple(_by_unit(book, chain)), is_landscape=True)]
    if book.rows("submission_at"):
        found.append(Annex(("Kết quả theo công đoàn cơ sở",), (_by_branch(book),), is_landscape=True))
    lacking = [
        row for row in book.rows("unit_standing_at") if row["standing"] not in (*sentences.REPORTED, "exempt")
    ]
    if lacking:
        found.append(Annex(("Đơn vị chưa có báo cáo hợp lệ",), (_lacking(book, lacking),)))
    return tuple(found)


def _by_unit(book: Book, chain: str) -> Iterator[Block]:
    yield Table(_columns_of_units(book), tuple(_rows_of_units(book)))
    if chain:
        yield Paragraph(("Mã đối chiếu của sổ ghi nhận số liệu: ", Given(chain), "."))


def _columns_of_units(book: Book) -> tuple[Column, ...]:
    gain = (
        (Column(f"{_what_gained(book)} từ {sentences.day_before(book).words}", is_amount=True),)
        if _tells_gain(book)
        else ()
    )
    expected = (Column("CĐCS phải báo cáo", 0.8, is_amount=True),) if _knows_branches(book) else ()
    return (
        NUMBER,
        Column("Đơn vị", 3),
        *expected,
        Column("CĐCS có số liệu", 0.8, is_amount=True),
        *_amounts(book),
        *gain,
        Column("Ghi chú", 1.6),
    )


def _what_gained(book: Book) -> str:
    return "CĐCS tăng" if book.campaign.form.lead is None else "Tăng"


def _amounts(book: Book) -> Iterator[Column]:
    for _, label, unit in sentences.amount_columns(book.campaign):
        yield Column(sentences.heading_of(label, unit), 1.1, is_amount=True)
    for rate in book.campaign.form.lead_rates:
        yield Column(f"Tỷ lệ trên {rate.label}", 0.9, is_amount=True)


def _rows_of_units(book: Book) -> Iterator[TableRow]:
    """Each kind with its sums, its units under it; last the whole."""
    owing = [
        row
        for row in book.rows("unit_standing_at")
        if row["standing"] != "exempt" or row["branches_accepted"]  # what it gave is in the sums
    ]
    yield from numbered((_sums(book, of), _of_units(book, of)) for _, of in sentences.kinds(book, owing))
    whole = _cells_of(book, sentences.everything(book))
    yield TableRow(((), ("TỔNG CỘNG",), *whole, ()), is_bold=True)


def _sums(book: Book, units: list[Row]) -> Iterator[TableRow]:
    kind = book.row("figures_at", "kind", units[0]["unit_kind"])
    if kind is not None:
        yield TableRow(((), (Given(kind["scope_name"]),), *_cells_of(book, kind), ()), is_bold=True)


def _of_units(book: Book, units: list[Row]) -> Iterator[Cells]:
    for unit in units:
        row = book.row("figures_at", "unit", unit["unit_code"])
        if row is not None:
            yield ((Given(unit["unit_name"]),), *_cells_of(book, row), (Given(_note(unit)),))


def _cells_of(book: Book, row: Row) -> Iterator[Text]:
    """What a scope came to, column by column."""
    if _knows_branches(book):
        yield (book.figure("figures_at", row, "branches_expected"),)
    yield (book.figure("figures_at", row, "branches"),)
    yield from ((each,) for each in _amount_figures(book, "figures_at", row))
    if _tells_gain(book):
        lead = book.campaign.form.lead
        gained = book.row("gain_at", row["scope"], row["scope_code"])
        column = "branches_gain" if lead is None else f"{lead.name}_gain"
        yield (book.figure("gain_at", gained, column, with_sign=True) if gained else NOTHING,)


def _amount_figures(book: Book, relation: str, row: Row) -> Iterator[Figure]:
    for name, _, _ in sentences.amount_columns(book.campaign):
        yield book.figure(relation, row, name)
    for rate in book.campaign.form.lead_rates:
        yield book.figure(relation, row, rate.name, "percent")


def _knows_branches(book: Book) -> bool:
    """Whether the roster says of any unit how many branches it has."""
    return any(row["branches_expected"] is not None for row in book.rows("figures_at"))


def _tells_gain(book: Book) -> bool:
    return book.since is not None and bool(book.rows("gain_at"))


def _note(unit: Row) -> str:
    """Where the unit stands, and that its figures are not final where they are not."""
    notes = [unit["standing_vi"]]
    if unit["stale_branches"] or sentences.is_counted_early(unit):
        notes.append("số liệu tạm tính")
    if unit["unreadable_since"]:
        notes.append("không mở được bảng")
    return "; ".join(notes)


def _by_branch(book: Book) -> Table:
    """Those of industrial zones first, of which the letter asks first; each part by unit."""
    columns = (NUMBER, Column("Công đoàn cơ sở", 3), *_amounts(book), Column("Ghi chú", 1.4))
    order = {row["unit_code"]: row["unit_position"] for row in book.rows("unit_standing_at")}
    branches = sorted(
        book.rows("submission_at"), key=lambda row: (order[row["unit_code"]], row["branch_sort"])
    )
    groups = (
        (_headings(part, place, unit, len(columns)), (_of_branch(book, branch) for branch in of))
        for part, within in _parts(book.campaign.form, branches)
        for place, (unit, of) in enumerate(groupby(within, key=lambda row: row["unit_name"]))
    )
    return Table(columns, tuple(numbered(groups)))


def _headings(part: str, place: int, unit: str, columns: int) -> Iterator[TableRow]:
    if part and not place:
        yield heading((part,), columns)
    yield heading((Given(unit),), columns)


def _of_branch(book: Book, branch: Row) -> Cells:
    note: Text = ("số liệu lần trước",) if branch["stale_since"] else ()
    figures = ((each,) for each in _amount_figures(book, "submission_at", branch))
    return ((Given(branch["branch_name"]),), *figures, note)


def _parts(form: Form, branches: Sequence[Row]) -> list[tuple[str, list[Row]]]:
    """Where the form asks for it, the branches of industrial zones and the others apart."""
    if ZONE not in form.marks or not any(branch[ZONE] for branch in branches):
        return [("", list(branches))]
    within = [branch for branch in branches if branch[ZONE]]
    others = [branch for branch in branches if not branch[ZONE]]
    return [("TRONG KHU, CỤM CÔNG NGHIỆP", within), ("NGOÀI KHU, CỤM CÔNG NGHIỆP", others)]


def _lacking(book: Book, units: list[Row]) -> Table:
    columns = (NUMBER, Column("Đơn vị", 3), Column("Tình trạng", 1.5), Column("Hạn", 2))
    kinds = sentences.kinds(book, units)
    return Table(columns, tuple(under_kinds(kinds, len(columns), lambda unit: _of_lacking(book, unit))))


def _of_lacking(book: Book, unit: Row) -> Cells:
    due = sentences.deadline(book, "unit_standing_at", unit)
    return ((Given(unit["unit_name"]),), (Given(unit["standing_vi"]),), (due,))

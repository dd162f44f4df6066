"""Tables: as wide as the text whatever stands in them; headings again on each page, no row on two pages.

Arrives: a table, whether its section lies across.
Leaves:  XML, row by row from one pattern: python-docx looks each cell of a row up anew, and slower with every row.
Not here: what the columns are (the kinds of papers).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flows.desk.papers.figures.figure import printed
from flows.desk.papers.layout.letters import LEAST, SMALL
from flows.desk.papers.layout.lines import width
from flows.desk.papers.layout.marks import BOLD, run
from flows.desk.papers.layout.sheet import text_width
from flows.desk.papers.paper import Row, Table

FEW_COLUMNS = 6
"""So many columns leave room for letters of 12 points; more are printed in 11."""
MOST_LINES = 25
"""So many lines a row may have that stays on one page: one that is higher than a page would be cut off."""
LONGEST_AMOUNT = 20
"""Letters; what is longer is no number, and may break."""
MARGIN = 57
"""1 mm on both sides of a cell's words."""
_SPARE = 40
"""Another typeface of the same name may be a little wider."""
_EDGES = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_PROPERTIES = (
    '<w:tblPr><w:tblW w:w="{width}" w:type="dxa"/><w:jc w:val="center"/>'
    f"<w:tblBorders>{_EDGES}</w:tblBorders>"
    '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="{margin}" w:type="dxa"/>'
    '<w:right w:w="{margin}" w:type="dxa"/></w:tblCellMar></w:tblPr>'
)


def table(given: Table, *, is_landscape: bool = False) -> str:
    """A table; every row has as many cells as there are columns."""
    room = text_width(is_landscape=is_landscape)
    size = SMALL if len(given.columns) <= FEW_COLUMNS else LEAST
    widths = _widths(given, size, room)
    heads = [_opened(wide, f"Heading{size}") for wide in widths]
    cells = [
        _opened(wide, f"{'Amount' if column.is_amount else 'Cell'}{size}")
        for wide, column in zip(widths, given.columns, strict=True)
    ]
    grid = "".join(f'<w:gridCol w:w="{wide}"/>' for wide in widths)
    headings = "".join(
        f"{opened}{run(column.heading)}</w:p></w:tc>"
        for opened, column in zip(heads, given.columns, strict=True)
    )
    heading = f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{headings}</w:tr>"
    letters = tuple(int((wide - 2 * MARGIN) * MOST_LINES / size / 10) for wide in widths)
    rows = "".join(_row(row, cells, letters) for row in given.rows)
    return f"<w:tbl>{_PROPERTIES.format(width=room, margin=MARGIN)}<w:tblGrid>{grid}</w:tblGrid>{heading}{rows}</w:tbl>"


def side_by_side(left: int, rows: tuple[tuple[str, str], ...]) -> str:
    """What stands level with each other, without edges: the left so wide, the right as wide as is left."""
    widths = (left, text_width() - left)
    columns = "".join(f'<w:gridCol w:w="{wide}"/>' for wide in widths)
    cells = "".join(
        "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
        + "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{wide}" w:type="dxa"/></w:tcPr>{inner}</w:tc>'
            for wide, inner in zip(widths, row, strict=True)
        )
        + "</w:tr>"
        for row in rows
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{text_width()}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{cells}</w:tbl>"
    )


def _opened(wide: int, style: str) -> str:
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{wide}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
    )


def _row(row: Row, cells: list[str], most: tuple[int, ...]) -> str:
    """`most`: how many letters of a cell stay on one page; a letter is about half as wide as it is high."""
    words = [printed(cell) for cell in row.cells]
    weight = BOLD if row.is_bold else ""
    is_short = all(len(each) <= letters for each, letters in zip(words, most, strict=True))
    whole = "<w:trPr><w:cantSplit/></w:trPr>" if is_short else ""
    filled = "".join(
        f"{opened}{run(each, weight)}</w:p></w:tc>" for opened, each in zip(cells, words, strict=True)
    )
    if row.is_bold and sum(map(bool, words)) == 1:
        # what only names the rows below it stands on their page
        filled = filled.replace("</w:pPr>", "<w:keepNext/></w:pPr>")
    return f"<w:tr>{whole}{filled}</w:tr>"


def _widths(given: Table, size: int, room: int) -> tuple[int, ...]:
    """The columns' shares of the room, but none so narrow that a number or a heading's word would break in the middle."""
    least = [_least(given, place, size) for place in range(len(given.columns))]
    shares = [column.width for column in given.columns]
    if sum(least) > room:
        return tuple(_shared(room, least))
    held: set[int] = set()
    while True:
        left = room - sum(least[place] for place in held)
        whole = sum(share for place, share in enumerate(shares) if place not in held)
        widths = [
            least[place] if place in held else left * share / whole for place, share in enumerate(shares)
        ]
        narrow = {place for place, wide in enumerate(widths) if wide < least[place]} - held
        if not narrow:
            return tuple(_shared(room, widths))
        held |= narrow


def _least(given: Table, place: int, size: int) -> float:
    """How wide a column has to be for its heading's longest word, and for its amounts."""
    column = given.columns[place]
    words = column.heading.split()
    if column.is_amount:
        # several in one cell may stand below each other
        amounts = (amount for row in given.rows for amount in printed(row.cells[place]).split("; "))
        words += [amount for amount in amounts if len(amount) <= LONGEST_AMOUNT]
    return max((width(word, size) for word in set(words)), default=0.0) + 2 * MARGIN + _SPARE


def _shared(room: int, shares: Sequence[float]) -> Iterator[int]:
    """The room in these shares, to the last twentieth of a point."""
    whole, done, begun = sum(shares), 0.0, 0
    for share in shares:
        done += share
        end = round(room * done / whole)
        yield end - begun
        begun = end

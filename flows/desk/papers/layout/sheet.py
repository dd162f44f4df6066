"""The sheet of paper: its size and margins, what stands in its upper margin, sections with pages of their own.

Arrives: whether a section lies across.
Leaves:  sections and headers as XML.
Not here: letters (`letters`).
"""

from __future__ import annotations

from flows.desk.papers.layout.marks import paragraph

SHORT, LONG = 11906, 16838
"""A4, in twentieths of a point."""
TOP = BOTTOM = 1134
"""20 mm."""
LEFT, RIGHT = 1701, 850
"""30 mm and 15 mm: the widest text that the form allows."""
UPPER_LINE = 454
"""8 mm from the edge: room for the draft's mark and the page's number."""
EMU = 635
"""Of pictures' units in a twentieth of a point."""

PAGE_NUMBER = '<w:p><w:pPr><w:pStyle w:val="PageNumber"/></w:pPr><w:fldSimple w:instr=" PAGE "/></w:p>'


def text_width(*, is_landscape: bool = False) -> int:
    """How wide the text is."""
    return (LONG if is_landscape else SHORT) - LEFT - RIGHT


def text_height(*, is_landscape: bool) -> int:
    """How high."""
    return (SHORT if is_landscape else LONG) - TOP - BOTTOM


def section(headers: str = "", *, is_landscape: bool = False, starts_again: bool = False) -> str:
    """A section. Its first page shows no number; `headers` left out are those of the section before."""
    wide, high = (LONG, SHORT) if is_landscape else (SHORT, LONG)
    lies = ' w:orient="landscape"' if is_landscape else ""
    pages = '<w:pgNumType w:start="1"/>' if starts_again else ""
    return (
        f'<w:sectPr>{headers}<w:type w:val="nextPage"/><w:pgSz w:w="{wide}" w:h="{high}"{lies}/>'
        f'<w:pgMar w:top="{TOP}" w:right="{RIGHT}" w:bottom="{BOTTOM}" w:left="{LEFT}" w:header="{UPPER_LINE}" w:footer="{UPPER_LINE}" w:gutter="0"/>'
        f"{pages}<w:titlePg/></w:sectPr>"
    )


def upper_lines(draft: str, *, is_first: bool) -> tuple[str, ...]:
    """What stands above the text: that it is a draft, on every page; the page's number, on all but a first one."""
    mark = paragraph("Draft", draft)
    return (mark,) if is_first else (mark, PAGE_NUMBER)

"""Rows of an .ods that are read at once say what they say element by element, and what is no XML stays refused."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from flows.steps.pull.workbooks.files import NotAWorkbook, read_workbook
from flows.steps.pull.workbooks.ods.rows import RowReader
from tests.given.disturbances import disturbed
from tests.given.made_workbooks import WRITERS
from tests.given.made_xlsx import changed
from tests.given.tries import tries

KEPT = Path(__file__).parents[2] / "fixtures" / "workbooks" / "kinds" / "from_1900.ods"
SPELLINGS = (
    b"<text:p/>", b"<text:p></text:p>", b"<text:s/>", b'<text:s text:c="3"/>', b"<text:tab/>", b"<text:line-break/>", b"&amp;",
    b"&#10;", b"&bad;", b"<text:span>a</text:span>", b"<!-- -->", b"<![CDATA[x]]>", b"\n", b"  ", b'"', b"<", b">",
    b' office:value="5"', b' office:value="x"', b' table:formula="of:=1&quot;"', b' office:value-type="string"',
    b' table:number-columns-repeated="2"', b' table:number-rows-repeated="3"', b' calcext:value-type="error"',
    b"<table:table-row/>", b"<table:table-row>", b"</table:table-row>", b"<table:table-cell/>", b"</table:table>",
    b"<office:annotation><text:p>x</text:p></office:annotation>", b' office:date-value="2020-08-12"',
)  # fmt: skip
PLACES = (b"<table:table-cell", b"<table:table-row", b"<text:p>", b"</text:p>", b"/>", b"</table:table-cell>")


def element_by_element(content: bytes) -> bytes:
    """The same with a comment before its tables, so that expat reads them all."""
    return changed(
        content,
        lambda _, data: data.replace(b"<office:spreadsheet>", b"<office:spreadsheet><!-- -->", 1),
    )


def told(content: bytes) -> str:
    try:
        return repr(read_workbook(content, ".ods"))
    except NotAWorkbook as refused:
        return str(refused)


def respelled(content: bytes, pick: random.Random) -> bytes:
    """The same with a piece put in somewhere, well-formed or not."""

    def change(name: str, data: bytes) -> bytes:
        if name != "content.xml":
            return data
        place = pick.choice(PLACES)
        at = data.find(place, pick.randrange(data.find(b"<table:table "), len(data)))
        at += len(place) if pick.random() < 0.8 else 0
        return data[:at] + pick.choice(SPELLINGS) + data[at:]

    return changed(content, change)


def test_however_its_rows_are_spelled_an_ods_is_read_as_element_by_element() -> None:
    for seed in range(tries(300)):
        pick = random.Random(seed)
        made = WRITERS[".ods"](disturbed(seed % 20).sheet())
        content = respelled(pick.choice([KEPT.read_bytes(), made]), pick)
        assert told(content) == told(element_by_element(content)), seed


def test_rows_that_libreoffice_wrote_are_read_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []
    next_row = RowReader.next_row

    def counted(*given: object) -> int:
        end = next_row(*given)  # type: ignore[arg-type] # handed on as they come
        read.append(end > given[3])  # type: ignore[operator] # the place where it begins
        return end

    monkeypatch.setattr(RowReader, "next_row", counted)
    tabs = read_workbook(KEPT.read_bytes(), ".ods").tabs
    assert sum(read) >= sum(len(tab.rows) for tab in tabs) - 4

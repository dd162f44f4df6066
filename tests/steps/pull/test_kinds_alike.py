"""The same content gives the same cells, rows and findings, in whichever kind of workbook it comes."""

from __future__ import annotations

import io
import random
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from flows.steps.pull.workbooks import kinds, room
from flows.steps.pull.workbooks.files import DAMAGED, READERS, TOO_LARGE, NotAWorkbook, read_workbook
from flows.steps.pull.workbooks.markup import TooLarge
from schemas.sheet import Cell, CellError, DateCell, FormattedNumber, Row, Sheet, Tab
from tests.given.checked import checked
from tests.given.disturbances import disturbed
from tests.given.made_workbooks import ERRORS, WRITERS
from tests.given.tries import tries

KEPT = Path(__file__).parents[2] / "fixtures" / "workbooks" / "kinds"
OTHERS = [kind for kind in WRITERS if kind != ".xlsx"]


def shown(sheet: Sheet) -> list[object]:
    """All that a sheet says: .ods has no codes of formats, so a number under one is what it shows."""

    def cell_shown(cell: Cell) -> object:
        return (cell.value, cell.display.shows) if isinstance(cell, FormattedNumber) else (type(cell), cell)

    return [
        (
            tab.title,
            tab.merges,
            tab.hidden_rows,
            tab.is_hidden,
            [list(map(cell_shown, row)) for row in tab.rows],
        )
        for tab in sheet.tabs
    ]


@pytest.mark.parametrize("path", sorted(KEPT.glob("from_*")), ids=lambda path: path.name)
def test_a_workbook_that_another_program_converted_says_the_same(path: Path) -> None:
    """.ods and .xls by LibreOffice 7.4.7, .xlsb by SheetJS 0.18.5, of days counted from 1900 and from 1904."""
    original = read_workbook((KEPT / "from_1900.xlsx").read_bytes(), ".xlsx")
    assert {type(cell) for row in original.tabs[0].rows for cell in row} == {
        type(None), bool, int, float, str, DateCell, FormattedNumber, CellError,
    }  # fmt: skip
    assert shown(read_workbook(path.read_bytes(), path.suffix)) == shown(original)


def typed(sheet: Sheet, pick: random.Random) -> Sheet:
    """The sheet with cells of every type among its own, ranges merged, and a tab that is not shown."""
    tabs: list[Tab] = []
    for tab in sheet.tabs:
        rows: list[Row] = []
        for row in tab.rows:
            of_types: list[Cell] = [
                FormattedNumber(pick.randint(1, 99) / 100, "0%"), DateCell(float(pick.randint(44000, 44100))), pick.random() < 0.5,
                CellError(pick.choice(list(ERRORS))), 12.5, -3, "hai\ndòng", " cách  hai ",
            ]  # fmt: skip
            rows.append(tuple(pick.choice(of_types) if pick.random() < 0.04 else cell for cell in row))
        filled = [number for number, row in enumerate(rows) if row]
        merges = tuple((number, 0, number, 1) for number in filled if pick.random() < 0.05)
        tabs.append(replace(tab, title=f"Bảng {len(tabs) + 1}", rows=tuple(rows), merges=merges))
    return Sheet((*tabs, Tab("Ẩn", (("riêng",),), is_hidden=True)))


def test_made_up_returns_are_read_alike_in_every_kind() -> None:
    for seed in range(tries(120)):
        sheet = typed(disturbed(seed).sheet(), random.Random(seed))
        original = read_workbook(WRITERS[".xlsx"](sheet), ".xlsx")
        for kind in OTHERS:
            # reading and checking are pure: what is the same to the type gives the same rows and findings
            assert repr(read_workbook(WRITERS[kind](sheet), kind)) == repr(original), (seed, kind)
        if seed % 20 == 0:
            result, same = checked(original), checked(read_workbook(WRITERS[".ods"](sheet), ".ods"))
            assert result.accepted.frame().equals(same.accepted.frame())
            assert result.findings == same.findings


@pytest.mark.parametrize("kind", WRITERS)
def test_a_return_in_an_old_font_is_read_in_every_kind(kind: str) -> None:
    tcvn3 = Tab(
        "Sheet1",
        (("STT", "Tªn C§CS", "Tæng sè CNVCL§", "Sè §TTM", "§· cµi ®Æt"), (1, "C§CS x· Ea Tam", 24, 22, 20)),
    )
    result = checked(read_workbook(WRITERS[kind](Sheet((tcvn3,))), kind))
    assert result.accepted["branch_name"].tolist() == ["CĐCS xã Ea Tam"]


@pytest.mark.parametrize("kind", OTHERS)
def test_a_broken_workbook_of_any_kind_is_read_or_refused(kind: str) -> None:
    good = WRITERS[kind](disturbed(3).sheet())
    pick = random.Random(kind)
    for _ in range(tries(150)):
        broken = bytearray(good)
        for _ in range(pick.randint(1, 30)):
            broken[pick.randrange(len(broken))] = pick.randrange(256)
        cut = broken[: pick.randrange(len(broken))] if pick.random() < 0.3 else broken
        try:
            read_workbook(bytes(cut), kind)
        except NotAWorkbook as refused:
            assert "đề nghị" in str(refused)


@pytest.mark.parametrize("kind", WRITERS)
def test_more_cells_than_a_return_has_are_refused_in_every_kind(kind: str) -> None:
    """Counted over all tabs, with the blank cells before a filled one."""
    two = Sheet(tuple(Tab(title, ((*(None,) * 49, 1),) * 60) for title in "ab"))
    assert len(READERS[kind](WRITERS[kind](two), 6_000)) == 2
    with pytest.raises(TooLarge):
        READERS[kind](WRITERS[kind](two), 5_999)


def test_an_ods_cannot_grow_in_memory_by_saying_how_often_a_cell_comes() -> None:
    small = WRITERS[".ods"](Sheet((Tab("Sheet1", ((1, 2),)),)))
    for much in ('table:number-columns-repeated="16384"', 'table:number-rows-repeated="1048576"'):
        element = "table-cell" if "columns" in much else "table-row"
        with pytest.raises(NotAWorkbook, match=re.escape(TOO_LARGE)):
            read_workbook(_with(small, f"<table:{element}", f"<table:{element} {much}"), ".ods")


def test_an_ods_is_read_without_the_copy_it_keeps_of_another_file() -> None:
    """LibreOffice writes one for each tab that formulas refer to, as a table that is not shown."""
    two = Sheet((Tab("Bảng", (("CĐCS xã Ea Tam", 24),)), Tab("Cũ", (("CĐCS xã Ea Tam", 20),))))
    copied = _with(WRITERS[".ods"](two), '"Cũ"', "\"'file:///C:/b%C3%A1o%20c%C3%A1o.ods'#$Cũ\"")
    assert read_workbook(copied, ".ods") == Sheet(two.tabs[:1])


@pytest.mark.parametrize(
    "written",
    [
        "<text:h>CĐCS</text:h>",
        "<text:list><text:list-item><text:p>CĐCS</text:p></text:list-item></text:list>",
    ],
)
def test_a_text_in_an_ods_is_read_in_whatever_it_stands(written: str) -> None:
    small = WRITERS[".ods"](Sheet((Tab("Sheet1", (("CĐCS", 24),)),)))
    changed = _with(small, "<text:p>CĐCS</text:p>", written)
    assert changed != small
    assert read_workbook(changed, ".ods").tabs[0].rows == (("CĐCS", 24),)


def test_an_ods_cannot_grow_in_memory_by_saying_how_many_blanks_were_typed() -> None:
    """One element stands for as many as Excel's longest cell; what is bounded is what all of them stand for."""
    small = WRITERS[".ods"](Sheet((Tab("Sheet1", (("CĐCS xã Ea Tam",),)),)))
    blanks = '<text:s text:c="32768"/>'
    [[cell]] = read_workbook(_with(small, "CĐCS", f"CĐCS{blanks}"), ".ods").tabs[0].rows
    assert str(cell).count(" ") == 32768 + 3
    with pytest.raises(NotAWorkbook, match=re.escape(TOO_LARGE)):
        read_workbook(_with(small, "CĐCS", f"CĐCS{blanks * 200}"), ".ods")


@pytest.mark.parametrize("kind", WRITERS)
def test_tabs_cannot_grow_in_memory_by_what_stands_at_the_foot_of_each(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    foot = Sheet(tuple(Tab(title, (*((),) * 99, (1,))) for title in "ab"))
    monkeypatch.setattr(room, "MOST_ROWS", 200)
    assert len(READERS[kind](WRITERS[kind](foot), 6_000)) == 2
    monkeypatch.setattr(room, "MOST_ROWS", 199)
    with pytest.raises(TooLarge):
        READERS[kind](WRITERS[kind](foot), 6_000)


def test_an_ods_that_is_locked_or_declares_a_type_is_told() -> None:
    ods = WRITERS[".ods"](Sheet((Tab("Sheet1", ((1, 2),)),)))
    with pytest.raises(NotAWorkbook, match="DOCTYPE"):
        read_workbook(_with(ods, "<office:document-content", "<!DOCTYPE x><office:document-content"), ".ods")
    with pytest.raises(NotAWorkbook, match=re.escape(kinds.LOCKED)):
        read_workbook(_with(ods, "", "", ("META-INF/manifest.xml", "<manifest:encryption-data/>")), ".ods")
    with pytest.raises(NotAWorkbook, match=re.escape(DAMAGED.replace(".xlsx", ".ods"))):
        read_workbook(_with(ods, "xmlns:table=", "xmlns:tabelle="), ".ods")


def _with(content: bytes, old: str, new: str, *more: tuple[str, str]) -> bytes:
    """The .ods with its content changed in one place, and more parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(made, "w") as after:
        for name in [name for name in before.namelist() if name not in dict(more)]:
            data = before.read(name).decode()
            after.writestr(name, data.replace(old, new, 1) if old and name == "content.xml" else data)
        for name, data in more:
            after.writestr(name, data)
    return made.getvalue()

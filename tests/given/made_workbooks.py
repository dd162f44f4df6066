"""One sheet written as a workbook of every kind, as the programs of that kind write it."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from xml.sax.saxutils import escape, quoteattr

import openpyxl
import xlwt

from schemas.sheet import Cell, CellError, DateCell, FormattedNumber, Sheet, Tab
from tests.given.made_xlsx import OFFICE, PACKAGE

ERRORS = {"#NULL!": 0, "#DIV/0!": 7, "#VALUE!": 15, "#REF!": 23, "#NAME?": 29, "#NUM!": 36, "#N/A": 42}
DAY = "dd/mm/yyyy"
ODS = "application/vnd.oasis.opendocument.spreadsheet"


def code_of(cell: Cell) -> str:
    return (
        DAY if isinstance(cell, DateCell) else cell.format if isinstance(cell, FormattedNumber) else "General"
    )


def plain(cell: Cell) -> Cell:
    """What stands in the cell beneath its format."""
    return (
        cell.serial
        if isinstance(cell, DateCell)
        else cell.value
        if isinstance(cell, FormattedNumber)
        else cell
    )


def xlsx(sheet: Sheet) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for tab in sheet.tabs:
        made = book.create_sheet(tab.title)
        made.sheet_state = "hidden" if tab.is_hidden else "visible"
        for row, cells in enumerate(tab.rows, 1):
            for column, cell in enumerate(cells, 1):
                if cell is not None:
                    at = made.cell(row, column)
                    at.value = cell.code if isinstance(cell, CellError) else plain(cell)
                    at.number_format = code_of(cell)
                    at.data_type = (
                        "e" if isinstance(cell, CellError) else "s" if isinstance(cell, str) else at.data_type
                    )
        for row in tab.hidden_rows:
            made.row_dimensions[row + 1].hidden = True
        for top, left, bottom, right in tab.merges:
            made.merged_cells.add(
                f"{openpyxl.utils.get_column_letter(left + 1)}{top + 1}:{openpyxl.utils.get_column_letter(right + 1)}{bottom + 1}"
            )
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def xls(sheet: Sheet) -> bytes:
    book = xlwt.Workbook(encoding="utf-8")
    styles: dict[str, xlwt.XFStyle] = {}
    for tab in sheet.tabs:
        made = book.add_sheet(tab.title)
        made.visibility = int(tab.is_hidden)
        for row, cells in enumerate(tab.rows):
            for column, cell in enumerate(cells):
                if isinstance(cell, CellError):
                    made.row(row).set_cell_error(column, ERRORS[cell.code])
                elif cell is not None:
                    code = code_of(cell)
                    if code not in styles:
                        styles[code] = xlwt.XFStyle()
                        styles[code].num_format_str = code
                    made.write(row, column, plain(cell), styles[code])
        for row in tab.hidden_rows:
            made.row(row).hidden = True
        for top, left, bottom, right in tab.merges:
            made.merged_ranges.append((top, bottom, left, right))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def ods(sheet: Sheet) -> bytes:
    names = ("office", "table", "text", "style")
    spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in names)
    tables = "".join(_ods_table(tab) for tab in sheet.tabs)
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces} xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"'
        ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"><office:automatic-styles>'
        '<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>'
        '<number:percentage-style style:name="N1"><number:number number:decimal-places="0" number:min-integer-digits="1"/><number:text>%</number:text>'
        '</number:percentage-style><style:style style:name="ce1" style:family="table-cell" style:data-style-name="N1"/></office:automatic-styles>'
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    entries = "".join(
        f'<m:file-entry m:full-path="{path}" m:media-type="{kind}"/>'
        for path, kind in (("/", ODS), ("content.xml", "text/xml"))
    )
    manifest = (
        f'<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">{entries}</m:manifest>'
    )
    return _zipped({"mimetype": ODS, "META-INF/manifest.xml": manifest, "content.xml": content})


def _ods_table(tab: Tab) -> str:
    spans = {(top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in tab.merges}
    rows = ""
    for number, row in enumerate(tab.rows):
        cells = "".join(_ods_cell(cell, spans.get((number, column))) for column, cell in enumerate(row))
        hidden = ' table:visibility="collapse"' if number in tab.hidden_rows else ""
        rows += f'<table:table-row{hidden}>{cells}<table:table-cell table:number-columns-repeated="200"/></table:table-row>'
    style = "ta2" if tab.is_hidden else "ta1"
    return f'<table:table table:name={quoteattr(tab.title)} table:style-name="{style}">{rows}<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row></table:table>'


def _ods_cell(cell: Cell, span: tuple[int, int] | None) -> str:
    spanned = (
        f' table:number-rows-spanned="{span[0]}" table:number-columns-spanned="{span[1]}"' if span else ""
    )
    begin = f"<table:table-cell{spanned} office:value-type="
    match cell:
        case None:
            return f"<table:table-cell{spanned}/>"
        case bool():
            return f'{begin}"boolean" office:boolean-value="{str(cell).lower()}"/>'
        case CellError():
            return f'{begin}"string" table:formula="of:=1/0" office:string-value="" calcext:value-type="error"><text:p>{cell.code}</text:p></table:table-cell>'
        case DateCell():
            day = openpyxl.utils.datetime.from_excel(cell.serial).isoformat()
            return f'{begin}"date" office:date-value="{day}"/>'
        case FormattedNumber():
            return f'{begin}"percentage" table:style-name="ce1" office:value="{cell.value!r}"/>'
        case str():
            lines = "".join(f"<text:p>{_ods_text(line)}</text:p>" for line in cell.split("\n"))
            return f'{begin}"string">{lines}</table:table-cell>'
        case _:
            return f'{begin}"float" office:value="{cell!r}"/>'


def _ods_text(line: str) -> str:
    return escape(line).replace(" ", "<text:s/>").replace("\t", "<text:tab/>")


def xlsb(sheet: Sheet) -> bytes:
    """Records as [MS-XLSB] names them; texts stand in their cells."""
    codes = sorted({code_of(cell) for tab in sheet.tabs for row in tab.rows for cell in row} | {"General"})
    formats = b"".join(
        _record(44, struct.pack("<H", 164 + at) + _wide(code)) for at, code in enumerate(codes)
    )
    styles = b"".join(_record(47, struct.pack("<HH", 0, 164 + at) + bytes(12)) for at in range(len(codes)))
    book = _record(153, bytes(8) + _wide(""))
    links = ""
    parts: dict[str, str | bytes] = {}
    for at, tab in enumerate(sheet.tabs, 1):
        book += _record(
            156, struct.pack("<II", int(tab.is_hidden), at) + _wide(f"rId{at}") + _wide(tab.title)
        )
        links += f'<Relationship Id="rId{at}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{at}.bin"/>'
        parts[f"xl/worksheets/sheet{at}.bin"] = _xlsb_sheet(tab, codes)
    links += f'<Relationship Id="rId99" Type="{OFFICE}/styles" Target="styles.bin"/>'
    to_book = f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.bin"/>'
    return _zipped({
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}">{to_book}</Relationships>',
        "xl/_rels/workbook.bin.rels": f'<Relationships xmlns="{PACKAGE}">{links}</Relationships>',
        "xl/workbook.bin": book,
        "xl/styles.bin": formats + _record(617, struct.pack("<I", len(codes))) + styles + _record(618),
        **parts,
    })  # fmt: skip


def _xlsb_sheet(tab: Tab, codes: list[str]) -> bytes:
    data = _record(145)
    for number, row in enumerate(tab.rows):
        hidden = 0x10 if number in tab.hidden_rows else 0
        data += _record(0, struct.pack("<IIHBB", number, 0, 300, 0, hidden) + bytes(5))
        for column, cell in enumerate(row):
            if cell is not None:
                kind, value = _xlsb_value(plain(cell))
                data += _record(kind, struct.pack("<II", column, codes.index(code_of(cell))) + value)
    data += _record(146)
    for top, left, bottom, right in tab.merges:
        data += _record(176, struct.pack("<IIII", top, bottom, left, right))
    return data + _record(130)


def _xlsb_value(cell: Cell) -> tuple[int, bytes]:
    match cell:
        case bool():
            return 4, bytes([cell])
        case CellError():
            return 3, bytes([ERRORS[cell.code]])
        case str():
            return 6, _wide(cell)
        case int() if abs(cell) < 2**29:
            return 2, struct.pack("<i", cell << 2 | 2)
        case _:
            return 5, struct.pack("<d", cell)


def _record(kind: int, data: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    length = len(data)
    while True:
        head += bytes([length & 0x7F | (0x80 if length > 127 else 0)])
        length >>= 7
        if not length:
            return head + data


def _wide(text: str) -> bytes:
    written = text.encode("utf-16-le")
    return struct.pack("<I", len(written) // 2) + written


def _zipped(parts: dict[str, str | bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return made.getvalue()


WRITERS: dict[str, Callable[[Sheet], bytes]] = {".xlsx": xlsx, ".xls": xls, ".ods": ods, ".xlsb": xlsb}

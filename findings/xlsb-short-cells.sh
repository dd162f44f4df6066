#!/usr/bin/env bash
# What:      An .xlsb may write a cell that stands right of another one without its column (BrtShortRk, BrtShortIsst and five
#            more, [MS-XLSB] 2.4), and SheetJS 0.18.5 writes all its rows so. calamine and pyxlsb, and pandas with either, pass
#            such cells over without a word: of each row the first cell is left, of a return of units their numbers in order.
# With:      python-calamine 0.9.1, pyxlsb 1.0.10, pandas 3.1.1; CPython 3.11.7
# Heeded by: flows/steps/pull/workbooks/xlsb/document.py (records 12 to 18 are cells); tests/steps/pull/test_kinds_alike.py
#            (from_1900.xlsb is SheetJS's)
# Seen:
# | columns said [[1, 24, 20], [2, 27, 25]]
# | calamine [[1, 24, 20], [2, 27, 25]]
# | pyxlsb [[1.0, 24.0, 20.0], [2.0, 27.0, 25.0]]
# | columns left out [[1, 24, 20], [2, 27, 25]]
# | calamine [[1], [2]]
# | pyxlsb [[1.0, None, None], [2.0, None, None]]
# | pandas, calamine [[1], [2]]
# | pandas, pyxlsb [[1], [2]]
set -euo pipefail
script=$(realpath "$0") python=$(command -v "${PYTHON:-python3}") folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
"$python" -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --no-compile --target packages \
  numpy==2.4.6 pandas==3.1.1 pyxlsb==1.0.10 python-calamine==0.9.1
PYTHONPATH="$folder/packages" "$python" -W ignore - > seen <<'END'
import struct, zipfile
import pandas as pd
from pyxlsb import open_workbook
from python_calamine import CalamineWorkbook
ROWS = [[1, 24, 20], [2, 27, 25]]
LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
def record(kind, data=b""):
    head = bytes([kind]) if kind < 128 else bytes([kind & 127 | 128, kind >> 7])
    return head + bytes([len(data)]) + data
def wide(text):
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")
def link(kind, to):
    return f'<Relationships xmlns="{LINKS}"><Relationship Id="rId1" Type="{OFFICE}/{kind}" Target="{to}"/></Relationships>'
def book(name, *, short):
    data = record(129) + record(148, struct.pack("<IIII", 0, 1, 0, 2)) + record(145)
    for number, row in enumerate(ROWS):
        data += record(0, struct.pack("<IIHHBIII", number, 0, 300, 0, 0, 1, 0, 2))
        for column, value in enumerate(row):
            rk = struct.pack("<i", value << 2 | 2)
            cell = struct.pack("<II", column, 0) + rk
            data += record(13, bytes(4) + rk) if short and column else record(2, cell)
    data += record(146) + record(130)
    types = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/><Override PartName="/xl/worksheets/sheet1.bin" ContentType="application/vnd.ms-excel.worksheet"/></Types>'
    with zipfile.ZipFile(name, "w") as archive:
        archive.writestr("[Content_Types].xml", types)
        archive.writestr("_rels/.rels", link("officeDocument", "xl/workbook.bin"))
        archive.writestr("xl/_rels/workbook.bin.rels", link("worksheet", "worksheets/sheet1.bin"))
        sheet = struct.pack("<II", 0, 1) + wide("rId1") + wide("T")
        archive.writestr("xl/workbook.bin", record(131) + record(143) + record(156, sheet) + record(144) + record(132))
        archive.writestr("xl/worksheets/sheet1.bin", data)
for name, said, short in (("long.xlsb", "columns said", False), ("short.xlsb", "columns left out", True)):
    book(name, short=short)
    print(said, ROWS)
    print("calamine", [[int(cell) for cell in row if cell != ""] for row in CalamineWorkbook.from_path(name).get_sheet_by_index(0).to_python()])
    with open_workbook(name) as opened, opened.get_sheet(1) as sheet:
        print("pyxlsb", [[cell.v for cell in row] for row in sheet.rows()])
for engine in ("calamine", "pyxlsb"):
    print(f"pandas, {engine}", pd.read_excel("short.xlsb", header=None, engine=engine).values.tolist())
END
cat seen
diff <(sed -n 's/^# | //p' "$script") seen

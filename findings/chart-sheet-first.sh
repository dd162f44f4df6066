#!/usr/bin/env bash
# What:      A workbook that opens on a chart of its own: both engines of pandas name the one sheet of figures, but sheet 0 is that
#            sheet to one of them and the chart, read as an empty table, to the other, which pandas means to make its default.
# With:      pandas 3.1.1 with openpyxl 3.1.5 and python-calamine 0.9.1; CPython 3.11.7
# Heeded by: flows/steps/pull/workbooks/xlsx/package.py (only worksheets are sheets); answers.py of Google, `_tabs` (only grids are tabs)
# Seen:
# | openpyxl ['Số liệu'] sheet 0: [[5], [6]]
# | calamine ['Số liệu'] sheet 0: []
# | openpyxl's active sheet: Chartsheet
set -euo pipefail
script=$(realpath "$0") python=$(command -v "${PYTHON:-python3}") folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
"$python" -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --no-compile --target packages \
  numpy==2.4.6 pandas==3.1.1 openpyxl==3.1.5 XlsxWriter==3.3.1 python-calamine==0.9.1
PYTHONPATH="$folder/packages" "$python" -W ignore - > seen <<'END'
import openpyxl
import pandas as pd
import xlsxwriter
with xlsxwriter.Workbook("book.xlsx") as book:
    chart, figures = book.add_chartsheet("Biểu đồ"), book.add_worksheet("Số liệu")
    figures.write_column(0, 0, (5, 6))
    column = book.add_chart({"type": "column"})
    column.add_series({"values": "='Số liệu'!$A$1:$A$2"})
    chart.set_chart(column)
for engine in ("openpyxl", "calamine"):
    book = pd.ExcelFile("book.xlsx", engine=engine)
    print(engine, book.sheet_names, "sheet 0:", book.parse(0, header=None).values.tolist())
print("openpyxl's active sheet:", type(openpyxl.load_workbook("book.xlsx").active).__name__)
END
cat seen
diff <(sed -n 's/^# | //p' "$script") seen

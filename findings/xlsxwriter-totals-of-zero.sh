#!/usr/bin/env bash
# What:      Where a writer and a reader meet: a total by formula that nobody has opened in a spreadsheet program yet is 0 when
#            XlsxWriter wrote it and nothing when openpyxl did. Every reader tells it as that, so one file's total is a wrong figure
#            and the other's is missing.
# With:      XlsxWriter 3.3.1, openpyxl 3.1.5, python-calamine 0.9.1, pandas 3.1.1; CPython 3.11.7
# Heeded by: flows/steps/pull/workbooks/xlsx/tabs.py (a formula without a stored result is kept as its text and sent back);
#            tests/steps/pull/test_workbooks.py
# Seen:
# | xlsxwriter.xlsx 0 [[10.0, 20.0, 0.0]] [[10, 20, 0]]
# | openpyxl.xlsx None [[10.0, 20.0]] [[10, 20]]
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
from python_calamine import CalamineWorkbook
with xlsxwriter.Workbook("xlsxwriter.xlsx") as book:
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, (10, 20))
    sheet.write_formula("C1", "=A1+B1")
book = openpyxl.Workbook()
book.active.append((10, 20, "=A1+B1"))
book.save("openpyxl.xlsx")
for name in ("xlsxwriter.xlsx", "openpyxl.xlsx"):
    by_openpyxl = openpyxl.load_workbook(name, data_only=True).active["C1"].value
    by_calamine = CalamineWorkbook.from_path(name).get_sheet_by_index(0).to_python()
    by_pandas = pd.read_excel(name, header=None)
    print(name, by_openpyxl, by_calamine, by_pandas.values.tolist())
END
cat seen
diff <(sed -n 's/^# | //p' "$script") seen

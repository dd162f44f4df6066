#!/usr/bin/env bash
# What:      A figure that is NaN, infinite or pandas' NaT is written as a cell of numbers without a value: no error, and whoever
#            opens the workbook sees a blank. pandas' own NA is refused in words.
# With:      openpyxl 3.1.5, pandas 3.1.1; CPython 3.11.7
# Heeded by: flows/steps/pull/workbooks/xlsx/tabs.py (a number without a value is a blank); flows/steps/load/rows.py (missing is None before
#            it leaves)
# Seen:
# | nan <c r="A1" t="n"><v /></c> read again: None
# | inf <c r="A1" t="n"><v /></c> read again: None
# | NaT <c r="A1" s="1" t="n" /> read again: None
# | <NA> refused: Cannot convert <NA> to Excel
set -euo pipefail
script=$(realpath "$0") python=$(command -v "${PYTHON:-python3}") folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
"$python" -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --no-compile --target packages \
  numpy==2.4.6 pandas==3.1.1 openpyxl==3.1.5
PYTHONPATH="$folder/packages" "$python" -W ignore - > seen <<'END'
import zipfile
import openpyxl
import pandas as pd
for value in (float("nan"), float("inf"), pd.NaT, pd.NA):
    book = openpyxl.Workbook()
    try:
        book.active.append([value])
    except ValueError as error:
        print(value, "refused:", error)
        continue
    book.save("book.xlsx")
    written = zipfile.ZipFile("book.xlsx").read("xl/worksheets/sheet1.xml").decode()
    cell = written.partition("<row")[2].partition(">")[2].partition("</row>")[0]
    print(value, cell, "read again:", openpyxl.load_workbook("book.xlsx").active["A1"].value)
END
cat seen
diff <(sed -n 's/^# | //p' "$script") seen

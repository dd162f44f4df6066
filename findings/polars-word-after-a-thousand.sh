#!/usr/bin/env bash
# What:      read_excel decides a column's type from its first thousand rows: "chưa có" in row 1,201 of a column of numbers becomes
#            null, and where the column is alone its whole row is dropped, as one with an error in it is. No error, no warning.
# With:      polars 2.1.0, fastexcel 0.21.0; CPython 3.11.7
# Heeded by: flows/steps/read/columns.py (each cell is read by itself); flows/steps/check/rows.py (accepted and refused rows are
#            counted, and their sum is every row that went in)
# Seen:
# | text in row 1,201: [('Ea Kar', None)]
# | text in row 3: [('Ea Kar', 'chưa có')]
# | one column, 5, #N/A, 7: [(5,), (7,)]
set -euo pipefail
script=$(realpath "$0") python=$(command -v "${PYTHON:-python3}") folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
"$python" -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --no-compile --target packages \
  polars==2.1.0 fastexcel==0.21.0 openpyxl==3.1.5
PYTHONPATH="$folder/packages" "$python" -W ignore - > seen <<'END'
import openpyxl
import polars as pl
def read(rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save("book.xlsx")
    return pl.read_excel("book.xlsx")
figures = [(f"CĐCS {i}", i) for i in range(1_200)]
print("text in row 1,201:", read([("CĐCS", "đã cài"), *figures, ("Ea Kar", "chưa có")]).tail(1).rows())
print("text in row 3:", read([("CĐCS", "đã cài"), ("A", 1), ("Ea Kar", "chưa có")]).tail(1).rows())
print("one column, 5, #N/A, 7:", read([("đã cài",), (5,), ("#N/A",), (7,)]).rows())
END
cat seen
diff <(sed -n 's/^# | //p' "$script") seen

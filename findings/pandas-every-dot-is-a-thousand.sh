#!/usr/bin/env bash
# What:      thousands="." takes every dot away wherever it stands: 12.5 people are 125, a date is a number of millions, a
#            telephone number a count. A number typed as a number keeps its point in the same column, so that 12.5 and "12.5" differ
#            tenfold.
# With:      pandas 3.1.1, openpyxl 3.1.5; CPython 3.11.7
# Heeded by: schemas/vietnamese/numbers/numerals.py (whole groups of three, or it is sent back); tests/spec/messy_cells.csv
# Seen:
# | 1.234 -> [1234]
# | 12.5 -> [125]
# | 29.8.2020 -> [2982020]
# | 0905.123.506 -> [905123506]
# | typed 12.5 and text 12.5 -> [12.5, 125.0]
set -euo pipefail
script=$(realpath "$0") python=$(command -v "${PYTHON:-python3}") folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
"$python" -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --no-compile --target packages \
  numpy==2.4.6 pandas==3.1.1 openpyxl==3.1.5
PYTHONPATH="$folder/packages" "$python" -W ignore - > seen <<'END'
import io
import openpyxl
import pandas as pd
for text in ("1.234", "12.5", "29.8.2020", "0905.123.506"):
    print(text, "->", pd.read_csv(io.StringIO(f"people\n{text}\n"), thousands=".", decimal=",")["people"].tolist())
book = openpyxl.Workbook()
for value in ("people", 12.5, "12.5"):
    book.active.append([value])
book.save("book.xlsx")
print("typed 12.5 and text 12.5 ->", pd.read_excel("book.xlsx", thousands=".", decimal=",")["people"].tolist())
END
cat seen
diff <(sed -n 's/^# | //p' "$script") seen

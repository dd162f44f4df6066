#!/usr/bin/env bash
# What:      A number whose format ends in a quoted word that holds a letter of dates (VND, h, d, m, s) is written as a broken
#            date: the figure is gone from the CSV. Words without such letters do no harm. Months are named in English.
# With:      xlsx2csv 0.8.6; CPython 3.11.7
# Heeded by: schemas/sheet/format_codes.py and number_formats.py (a format is taken apart, quoted words are words);
#            tests/spec/number_formats.txt
# Seen:
# | 1500 #,##0 "đ" -> 1500
# | 1500 #,##0 "VND" -> "#,##0 ""vn08"""
# | 12 0 "h" -> "0 ""12"""
# | 2020-08-28 00:00:00 [$-42A]dd mmmm yyyy -> 28 August 2020
set -euo pipefail
script=$(realpath "$0") python=$(command -v "${PYTHON:-python3}") folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
"$python" -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --no-compile --target packages \
  xlsx2csv==0.8.6 openpyxl==3.1.5
PYTHONPATH="$folder/packages" "$python" -W ignore - > seen <<'END'
import datetime
import io
import openpyxl
from xlsx2csv import Xlsx2csv
cases = ((1500, '#,##0 "đ"'), (1500, '#,##0 "VND"'), (12, '0 "h"'), (datetime.datetime(2020, 8, 28), "[$-42A]dd mmmm yyyy"))
for value, form in cases:
    book = openpyxl.Workbook()
    book.active["A1"] = value
    book.active["A1"].number_format = form
    book.save("book.xlsx")
    out = io.StringIO()
    Xlsx2csv("book.xlsx").convert(out)
    print(value, form, "->", out.getvalue().strip())
END
cat seen
diff <(sed -n 's/^# | //p' "$script") seen

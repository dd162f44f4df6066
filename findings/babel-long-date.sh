#!/usr/bin/env bash
# What:      The long Vietnamese date is "3 tháng 9, 2020", not "ngày 03 tháng 9 năm 2020" as Vietnamese papers are dated; the
#            short one has two digits of the year. parse_date reads 8/28/2020 as 28 August without a word.
# With:      Babel 2.19.0 (CLDR's Vietnamese); CPython 3.11.7
# Heeded by: flows/desk/reminders/letter.py (its own words for a date); schemas/vietnamese/dates/ (flags month first)
# Seen:
# | short 3/9/20
# | long 3 tháng 9, 2020
# | full Thứ Năm, 3 tháng 9, 2020
# | 8/28/2020 -> 2020-08-28
set -euo pipefail
script=$(realpath "$0") python=$(command -v "${PYTHON:-python3}") folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
"$python" -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --no-compile --target packages \
  babel==2.19.0
PYTHONPATH="$folder/packages" "$python" -W ignore - > seen <<'END'
from datetime import date
from babel.dates import format_date, parse_date
for form in ("short", "long", "full"):
    print(form, format_date(date(2020, 9, 3), form, locale="vi"))
print("8/28/2020 ->", parse_date("8/28/2020", locale="vi"))
END
cat seen
diff <(sed -n 's/^# | //p' "$script") seen

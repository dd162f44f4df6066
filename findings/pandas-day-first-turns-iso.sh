#!/usr/bin/env bash
# What:      With dayfirst=True, which every Vietnamese column needs, an ISO date has its day and month swapped without a
#            warning; a day without a year is a day of the year 1; and the first row decides how the rest are read, so that one
#            American date on top turns 9/8 into 8 September.
# With:      pandas 3.1.1; CPython 3.11.7
# Heeded by: schemas/vietnamese/dates/ (its own grammar, day first, ISO as ISO, the campaign's year);
#            tests/schemas/vietnamese/test_dates.py
# Seen:
# | ['2020-08-09'] ['2020-09-08']
# | ['28/8'] ['year 1']
# | ['8/28/2020', '9/8/2020'] ['2020-08-28', '2020-09-08']
# | ['9/8/2020', '28/8/2020'] ['2020-08-09', '2020-08-28']
set -euo pipefail
script=$(realpath "$0") python=$(command -v "${PYTHON:-python3}") folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
"$python" -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --no-compile --target packages \
  numpy==2.4.6 pandas==3.1.1 openpyxl==3.1.5
PYTHONPATH="$folder/packages" "$python" -W ignore - > seen <<'END'
import warnings
import pandas as pd
warnings.simplefilter("ignore")
for texts in (["2020-08-09"], ["28/8"], ["8/28/2020", "9/8/2020"], ["9/8/2020", "28/8/2020"]):
    print(texts, [f"{day:%Y-%m-%d}" if day.year > 1000 else f"year {day.year}" for day in pd.to_datetime(texts, dayfirst=True)])
END
cat seen
diff <(sed -n 's/^# | //p' "$script") seen

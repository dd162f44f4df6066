#!/usr/bin/env bash
# What:      get_all_records, the method of every introduction, makes numbers of texts the American way: 1,5 is 15, 1.234 is 1.234,
#            1.234,5 is 1.2345, a telephone number loses its 0; and "nan" and "infinity" are numbers.
# With:      gspread 6.2.1; CPython 3.11.7
# Heeded by: flows/steps/pull/google/answers.py (typed cells of spreadsheets.get); tests/steps/pull/test_google_answers.py
# Seen:
# | '1,5' -> 15
# | '1.234' -> 1.234
# | '1.234,5' -> 1.2345
# | '12,34,5' -> 12345
# | '0905123506' -> 905123506
# | '1e3' -> 1000.0
# | 'nan' -> nan
# | 'infinity' -> inf
# | '1 234' -> '1 234'
# | '12%' -> '12%'
set -euo pipefail
script=$(realpath "$0") python=$(command -v "${PYTHON:-python3}") folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
"$python" -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --no-compile --target packages \
  gspread==6.2.1
PYTHONPATH="$folder/packages" "$python" -W ignore - > seen <<'END'
from gspread.utils import numericise
for text in ("1,5", "1.234", "1.234,5", "12,34,5", "0905123506", "1e3", "nan", "infinity", "1 234", "12%"):
    print(repr(text), "->", repr(numericise(text)))
END
cat seen
diff <(sed -n 's/^# | //p' "$script") seen

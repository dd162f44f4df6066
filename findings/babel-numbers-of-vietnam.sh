#!/usr/bin/env bash
# What:      parse_decimal and parse_number in Vietnamese drop dots wherever they stand unless strict=True is said: 12.5 is 125
#            and 1.2.3 is 123. A blank between thousands, as clerks type it, is refused. A percentage is rounded to whole points.
# With:      Babel 2.19.0 (CLDR's Vietnamese); CPython 3.11.7
# Heeded by: schemas/vietnamese/numbers/ and percents.py; tests/spec/messy_cells.csv
# Seen:
# | '1.234' lenient 1234
# | '1.234' strict 1234
# | '12.5' lenient 125
# | '12.5' strict refused
# | '1.2.3' lenient 123
# | '1.2.3' strict refused
# | '1 234' lenient refused
# | '1 234' strict refused
# | parse_number 1.2.3: 123
# | 0.855 as a percentage: 86%
set -euo pipefail
script=$(realpath "$0") python=$(command -v "${PYTHON:-python3}") folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
"$python" -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --no-compile --target packages \
  babel==2.19.0
PYTHONPATH="$folder/packages" "$python" -W ignore - > seen <<'END'
from babel.numbers import NumberFormatError, format_percent, parse_decimal, parse_number
for text in ("1.234", "12.5", "1.2.3", "1 234"):
    for strict in (False, True):
        try:
            print(repr(text), "strict" if strict else "lenient", parse_decimal(text, locale="vi", strict=strict))
        except NumberFormatError:
            print(repr(text), "strict" if strict else "lenient", "refused")
print("parse_number 1.2.3:", parse_number("1.2.3", locale="vi"))
print("0.855 as a percentage:", format_percent(0.855, locale="vi"))
END
cat seen
diff <(sed -n 's/^# | //p' "$script") seen

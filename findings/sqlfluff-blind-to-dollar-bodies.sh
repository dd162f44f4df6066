#!/usr/bin/env bash
# What:      Of a function whose body stands between $$ nothing is linted, not even whether it is SQL; of the same body written as
#            BEGIN ATOMIC or RETURN all is.
# With:      sqlfluff 4.5.0, dialect postgres; CPython 3.11.7
# Heeded by: sql/functions/ (bodies are RETURN or BEGIN ATOMIC; between $$ stands only what must be PL/pgSQL)
# Seen:
# | between $$ []
# | no SQL between $$ []
# | BEGIN ATOMIC ['CP01', 'LT01']
set -euo pipefail
script=$(realpath "$0") python=$(command -v "${PYTHON:-python3}") folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
"$python" -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --no-compile --target packages \
  sqlfluff==4.5.0
PYTHONPATH="$folder/packages" "$python" -W ignore - > seen <<'END'
import sqlfluff
BODIES = {
    "between $$": "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ select   1 $$;",
    "no SQL between $$": "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELEKT 1 $$;",
    "BEGIN ATOMIC": "CREATE FUNCTION f() RETURNS int LANGUAGE sql BEGIN ATOMIC select   1; END;",
}
for name, statement in BODIES.items():
    found = sqlfluff.lint(statement + "\n", dialect="postgres", rules=["CP01", "LT01"])
    print(name, sorted({each["code"] for each in found}))
END
cat seen
diff <(sed -n 's/^# | //p' "$script") seen

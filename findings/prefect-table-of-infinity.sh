#!/usr/bin/env bash
# What:      A table artifact makes null of NaN, but writes Infinity, which is no JSON and which a browser's JSON.parse refuses;
#            a date or a Decimal is refused at once.
# With:      Prefect 3.9.1; CPython 3.11.7
# Heeded by: flows/serving/pages/artifacts.py, `_make_table` (what is no JSON does not leave); tests/serving/test_artifacts.py
# Seen:
# | nan [{"rate": null}]
# | inf [{"rate": Infinity}]
# | datetime.date(2020, 8, 28) refused: Object of type date is not JSON serializable
# | Decimal('85.5') refused: Object of type Decimal is not JSON serializable
set -euo pipefail
script=$(realpath "$0") python=$(command -v "${PYTHON:-python3}") folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
"$python" -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --no-compile --target packages \
  prefect==3.9.1 fastapi==0.150.0 sqlalchemy==2.1.9 whenever==0.11.0
PYTHONPATH="$folder/packages" "$python" -W ignore - > seen <<'END'
import asyncio
import datetime
import decimal
from prefect.artifacts import TableArtifact
for value in (float("nan"), float("inf"), datetime.date(2020, 8, 28), decimal.Decimal("85.5")):
    try:
        print(repr(value), asyncio.run(TableArtifact(key="standings", table=[{"rate": value}]).aformat()))
    except TypeError as error:
        print(repr(value), "refused:", error)
END
cat seen
diff <(sed -n 's/^# | //p' "$script") seen

#!/usr/bin/env bash
# What:      coerce=True is no check: 12.7 people are 12, TRUE is 1, and "không" in a column of yes and no is True. Only the
#            nullable Int64 refuses 12.7.
# With:      pandera 0.35.0, pandas 3.1.1; CPython 3.11.7
# Heeded by: schemas/submission.py and flows/steps/check/rows.py (nothing is coerced: cells are read first, and typed columns
#            checked); tests/steps/check/test_checking.py
# Seen:
# | int [12.7] [12]
# | int [True] [1]
# | int ['1_000'] [1000]
# | bool ['không'] [True]
# | Int64 [12.7] refused
set -euo pipefail
script=$(realpath "$0") python=$(command -v "${PYTHON:-python3}") folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
"$python" -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --no-compile --target packages \
  numpy==2.4.6 pandas==3.1.1 'pandera[pandas]==0.35.0'
PYTHONPATH="$folder/packages" "$python" -W ignore - > seen <<'END'
import pandas as pd
import pandera.pandas as pa
for kind, values in ((int, [12.7]), (int, [True]), (int, ["1_000"]), (bool, ["không"]), ("Int64", [12.7])):
    schema = pa.DataFrameSchema({"people": pa.Column(kind, coerce=True)})
    try:
        read = schema.validate(pd.DataFrame({"people": pd.Series(values, dtype=object)}))["people"].tolist()
    except (pa.errors.SchemaError, pa.errors.SchemaErrors):
        read = "refused"
    print(getattr(kind, "__name__", kind), values, read)
END
cat seen
diff <(sed -n 's/^# | //p' "$script") seen

#!/usr/bin/env bash
# What:      drop_invalid_rows drops the wrong values of a column of the wrong type and hands the rest back as valid, still of that
#            type: numbers as text pass a contract of integers. With any check on the column the same frame is refused instead.
# With:      pandera 0.35.0, pandas 3.1.1; CPython 3.11.7
# Heeded by: flows/steps/check/rows.py (the rules of the schema's checks give masks; the kept rows pass a check of all of them as a gate);
#            tests/steps/check/test_checking.py
# Seen:
# | no check ['chưa có', '12'] valid: ['12'] str
# | no check [5, 'chưa có', 7] valid: [5, 7] object
# | check ['chưa có', '12'] refused
# | check [5, 'chưa có', 7] refused
set -euo pipefail
script=$(realpath "$0") python=$(command -v "${PYTHON:-python3}") folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
"$python" -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --no-compile --target packages \
  numpy==2.4.6 pandas==3.1.1 'pandera[pandas]==0.35.0'
PYTHONPATH="$folder/packages" "$python" -W ignore - > seen <<'END'
import pandas as pd
import pandera.pandas as pa
for checks in (None, pa.Check.gt(0)):
    schema = pa.DataFrameSchema({"people": pa.Column(int, checks)}, drop_invalid_rows=True)
    for values in (["chưa có", "12"], [5, "chưa có", 7]):
        try:
            valid = schema.validate(pd.DataFrame({"people": values}), lazy=True)["people"]
            print("check" if checks else "no check", values, "valid:", valid.tolist(), valid.dtype)
        except pa.errors.SchemaErrors:
            print("check" if checks else "no check", values, "refused")
END
cat seen
diff <(sed -n 's/^# | //p' "$script") seen

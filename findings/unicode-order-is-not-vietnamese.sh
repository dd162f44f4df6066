#!/usr/bin/env bash
# What:      Unicode's own collation takes Ă, Â, Đ, Ơ for A, D, O with a mark: Đa stands between Da and Dz, Ăn before Ao, and the
#            tones come in another order than the dictionary's (ngang, huyền, hỏi, ngã, sắc, nặng). "Unicode-aware" sorting is not
#            Vietnamese sorting.
# With:      pyuca 1.2 (Unicode's default order, DUCET); CPython 3.11.7
# Heeded by: sql/views/unit_standing.sql, `unit_position` (the roster's order); to be heeded by the sort key of issue 21
# Seen:
# | ['Da', 'Đa', 'Dz']
# | ['An', 'Ăn', 'Ao']
# | ['Oanh', 'On', 'Ơn']
# | ['Ma', 'Má', 'Mà', 'Mã', 'Mả', 'Mạ']
set -euo pipefail
script=$(realpath "$0") python=$(command -v "${PYTHON:-python3}") folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
"$python" -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --no-compile --target packages \
  pyuca==1.2
PYTHONPATH="$folder/packages" "$python" -W ignore - > seen <<'END'
import pyuca
order = pyuca.Collator().sort_key
for names in (["Dz", "Đa", "Da"], ["Ao", "Ăn", "An"], ["Oanh", "Ơn", "On"], ["Mạ", "Má", "Mã", "Mả", "Mà", "Ma"]):
    print(sorted(names, key=order))
END
cat seen
diff <(sed -n 's/^# | //p' "$script") seen

#!/usr/bin/env bash
# What:      A heading of two rows and an index column: when the first branch has no figures yet, its row is taken for the names
#            of the index levels, and the branch is gone; nothing is said. With figures in it, it is there.
# With:      pandas 3.1.1, openpyxl 3.1.5; CPython 3.11.7
# Heeded by: flows/steps/read/table/grid.py and place.py (where a heading ends is told by its words and by figures, and every
#            row below it is a row); tests/spec/layouts/headings.txt
# Seen:
# | first branch (None, None) branches read: ['Ea Tíh']
# | first branch (12, 7) branches read: ['Ea Kar', 'Ea Tíh']
set -euo pipefail
script=$(realpath "$0") python=$(command -v "${PYTHON:-python3}") folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
"$python" -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --no-compile --target packages \
  numpy==2.4.6 pandas==3.1.1 openpyxl==3.1.5
PYTHONPATH="$folder/packages" "$python" -W ignore - > seen <<'END'
import openpyxl
import pandas as pd
for figures in ((None, None), (12, 7)):
    book = openpyxl.Workbook()
    for row in (("CĐCS", "Số người", None), (None, "có máy", "đã cài"), ("Ea Kar", *figures), ("Ea Tíh", 5, 3)):
        book.active.append(row)
    book.active.merge_cells("B1:C1")
    book.save("book.xlsx")
    frame = pd.read_excel("book.xlsx", header=[0, 1], index_col=0)
    print("first branch", figures, "branches read:", list(frame.index))
END
cat seen
diff <(sed -n 's/^# | //p' "$script") seen

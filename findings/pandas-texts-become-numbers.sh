#!/usr/bin/env bash
# What:      read_excel makes numbers of cells that the workbook itself keeps as text, with either engine: a telephone number
#            loses its 0, a branch called 1E3 becomes 1000.0, and "inf" becomes infinite. One other text in the column, and all of
#            them stay as they are.
# With:      pandas 3.1.1, openpyxl 3.1.5, python-calamine 0.9.1; CPython 3.11.7
# Heeded by: flows/steps/pull/workbooks/xlsx/tabs.py (a cell is what its type says); tests/steps/pull/test_workbooks.py
# Seen:
# | ['0905123506'] in the workbook: ['s'] read as: [905123506] [905123506]
# | ['1E3'] in the workbook: ['s'] read as: [1000.0] [1000.0]
# | ['inf'] in the workbook: ['s'] read as: [inf] [inf]
# | ['TRUE'] in the workbook: ['s'] read as: [True] [True]
# | ['0905123506', 'chưa có'] in the workbook: ['s', 's'] read as: ['0905123506', 'chưa có'] ['0905123506', 'chưa có']
set -euo pipefail
script=$(realpath "$0") python=$(command -v "${PYTHON:-python3}") folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
"$python" -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --no-compile --target packages \
  numpy==2.4.6 pandas==3.1.1 openpyxl==3.1.5 python-calamine==0.9.1
PYTHONPATH="$folder/packages" "$python" -W ignore - > seen <<'END'
import openpyxl
import pandas as pd
for texts in (["0905123506"], ["1E3"], ["inf"], ["TRUE"], ["0905123506", "chưa có"]):
    book = openpyxl.Workbook()
    for text in ["heading", *texts]:
        book.active.append([text])
    book.save("book.xlsx")
    kinds = [cell.data_type for cell in openpyxl.load_workbook("book.xlsx").active["A"]][1:]
    read = [pd.read_excel("book.xlsx", engine=engine)["heading"].tolist() for engine in ("openpyxl", "calamine")]
    print(texts, "in the workbook:", kinds, "read as:", *read)
END
cat seen
diff <(sed -n 's/^# | //p' "$script") seen

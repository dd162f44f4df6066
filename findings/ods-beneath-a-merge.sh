#!/usr/bin/env bash
# What:      Cells that a merge covers keep what they held, and no office program shows it: calamine gives it as a cell like any
#            other, pandas' odf engine leaves it out. A figure beneath a merged cell is counted by one reader and not
#            by the other.
# With:      python-calamine 0.9.1, pandas 3.1.1 with odfpy 1.4.1; CPython 3.11.7
# Heeded by: flows/steps/read/table/merged.py (a merge over several filled columns is not guessed);
#            flows/steps/pull/workbooks/ods/document.py (a covered cell is a cell, as in an .xlsx)
# Seen:
# | calamine [['Tổng', '12', 'Ea Kar']]
# | pandas [['Tổng', nan, 'Ea Kar']]
set -euo pipefail
script=$(realpath "$0") python=$(command -v "${PYTHON:-python3}") folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
"$python" -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --no-compile --target packages \
  numpy==2.4.6 pandas==3.1.1 odfpy==1.4.1 python-calamine==0.9.1
PYTHONPATH="$folder/packages" "$python" -W ignore - > seen <<'END'
import zipfile
import pandas as pd
from python_calamine import CalamineWorkbook
NAMES = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text"))
def cell(text, kind="table-cell", about=""):
    return f'<table:{kind} {about} office:value-type="string"><text:p>{text}</text:p></table:{kind}>'
row = cell("Tổng", about='table:number-columns-spanned="2"') + cell("12", "covered-table-cell") + cell("Ea Kar")
content = f"""<office:document-content {NAMES} office:version="1.3"><office:body><office:spreadsheet>
<table:table table:name="T"><table:table-row>{row}</table:table-row></table:table>
</office:spreadsheet></office:body></office:document-content>"""
kind = "application/vnd.oasis.opendocument.spreadsheet"
manifest = f"""<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">
<m:file-entry m:full-path="/" m:media-type="{kind}"/><m:file-entry m:full-path="content.xml" m:media-type="text/xml"/></m:manifest>"""
with zipfile.ZipFile("book.ods", "w") as book:
    for name, text in (("mimetype", kind), ("META-INF/manifest.xml", manifest), ("content.xml", content)):
        book.writestr(name, text)
print("calamine", CalamineWorkbook.from_path("book.ods").get_sheet_by_index(0).to_python())
print("pandas", pd.read_excel("book.ods", header=None, engine="odf").values.tolist())
END
cat seen
diff <(sed -n 's/^# | //p' "$script") seen

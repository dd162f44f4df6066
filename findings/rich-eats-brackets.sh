#!/usr/bin/env bash
# What:      What stands in square brackets is a style if it begins with a small letter from a to z: "[cơ sở 2]" vanishes from a
#            name, in print and in the cells of a table, while "[Cơ sở 2]", "[đã sửa]" and "[650]" stay. A text with "[/]" raises.
# With:      rich 15.0.0; CPython 3.11.7
# Heeded by: flows/steps/publish/tables.py and flows/desk/doctor.py (Text, never markup); flows/cli/output.py (markup=False)
# Seen:
# | 'THCS Lê Lợi [cơ sở 2]' 'THCS Lê Lợi'
# | 'THCS Lê Lợi [Cơ sở 2]' 'THCS Lê Lợi [Cơ sở 2]'
# | 'Số 5 [đã sửa]' 'Số 5 [đã sửa]'
# | '[650] Krông Năng' '[650] Krông Năng'
# | 'Tổ 1 [/]' "refused: closing tag '[/]' at position 5 has nothing to close"
# | ['THCS Lê Lợi', 'THCS Lê Lợi [cơ sở 2]']
set -euo pipefail
script=$(realpath "$0") python=$(command -v "${PYTHON:-python3}") folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
"$python" -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --no-compile --target packages \
  rich==15.0.0
PYTHONPATH="$folder/packages" "$python" -W ignore - > seen <<'END'
import io
from rich.console import Console
from rich.errors import MarkupError
from rich.table import Table
from rich.text import Text
def shown(thing):
    out = io.StringIO()
    try:
        Console(file=out, width=60).print(thing)
    except MarkupError as error:
        return f"refused: {error}"
    return out.getvalue().rstrip()
for name in ("THCS Lê Lợi [cơ sở 2]", "THCS Lê Lợi [Cơ sở 2]", "Số 5 [đã sửa]", "[650] Krông Năng", "Tổ 1 [/]"):
    print(repr(name), repr(shown(name)))
table = Table(box=None, show_header=False)
table.add_row("THCS Lê Lợi [cơ sở 2]")
table.add_row(Text("THCS Lê Lợi [cơ sở 2]"))
print([line.strip() for line in shown(table).splitlines()])
END
cat seen
diff <(sed -n 's/^# | //p' "$script") seen

#!/usr/bin/env bash
# What:      update, append_row and batch_update send values as they are (RAW); update_acell and update_cell, of the same sheet,
#            send them as typed in (USER_ENTERED): "0905…" loses its 0 and a text that begins with = is computed. A NaN leaves as a
#            NaN in the body.
# With:      gspread 6.2.1; CPython 3.11.7
# Heeded by: flows/steps/pull/google/feedback.py (cells leave as `stringValue`, never as typed in);
#            tests/steps/pull/test_google_feedback.py
# Seen:
# | update RAW
# | append_row RAW
# | batch_update RAW
# | update_acell USER_ENTERED
# | update_cell USER_ENTERED
# | update of NaN RAW [[nan]]
set -euo pipefail
script=$(realpath "$0") python=$(command -v "${PYTHON:-python3}") folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
"$python" -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --no-compile --target packages \
  gspread==6.2.1
PYTHONPATH="$folder/packages" "$python" -W ignore - > seen <<'END'
import json
import requests
class Answering(requests.Session):
    """Google's answers from memory; what was asked is kept."""
    def __init__(self, *bodies):
        super().__init__()
        self.bodies, self.asked = list(bodies), []
    def request(self, method, url, **about):
        self.asked.append((method, url, about))
        answer = requests.Response()
        answer.status_code, answer.url = 200, url
        answer._content = json.dumps(self.bodies.pop(0) if self.bodies else {}).encode()
        return answer

import gspread
ABOUT = {"properties": {"title": "T"}, "sheets": [{"properties": {"sheetId": 0, "title": "T", "index": 0, "sheetType": "GRID", "gridProperties": {"rowCount": 5, "columnCount": 3}}}]}
ways = {
    "update": lambda sheet: sheet.update([["0905123506"]], "A1"),
    "append_row": lambda sheet: sheet.append_row(["0905123506"]),
    "batch_update": lambda sheet: sheet.batch_update([{"range": "A1", "values": [["0905123506"]]}]),
    "update_acell": lambda sheet: sheet.update_acell("A1", "0905123506"),
    "update_cell": lambda sheet: sheet.update_cell(1, 1, "0905123506"),
    "update of NaN": lambda sheet: sheet.update([[float("nan")]], "A1"),
}
for name, write in ways.items():
    session = Answering(ABOUT, ABOUT)
    write(gspread.Client(None, session=session).open_by_key("key").sheet1)
    about = session.asked[-1][2]
    body = about.get("json") or {}
    option = (about.get("params") or {}).get("valueInputOption") or body.get("valueInputOption")
    print(name, str(getattr(option, "value", option)), *([body.get("values")] if "NaN" in name else []))
END
cat seen
diff <(sed -n 's/^# | //p' "$script") seen

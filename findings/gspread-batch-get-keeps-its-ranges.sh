#!/usr/bin/env bash
# What:      values_batch_get writes the ranges into the caller's own dictionary of parameters. One dictionary for several sheets,
#            or for several threads, and a request can leave with another's ranges.
# With:      gspread 6.2.1; CPython 3.11.7
# Heeded by: flows/steps/pull/google/sheets.py (a copy for each request: dict(params)); tests/steps/pull/test_google_sheets.py
# Seen:
# | after asking for ["'Tổng hợp'"] {'valueRenderOption': 'UNFORMATTED_VALUE', 'ranges': ["'Tổng hợp'"]}
# | after asking for ["'Phụ lục'"] {'valueRenderOption': 'UNFORMATTED_VALUE', 'ranges': ["'Phụ lục'"]}
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

from gspread.http_client import HTTPClient
params = {"valueRenderOption": "UNFORMATTED_VALUE"}
client = HTTPClient(None, session=Answering())
for ranges in (["'Tổng hợp'"], ["'Phụ lục'"]):
    client.values_batch_get("key", ranges, params)
    print("after asking for", ranges, params)
END
cat seen
diff <(sed -n 's/^# | //p' "$script") seen

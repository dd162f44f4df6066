"""Our Google is one to gspread as its authors left it, in a process that knows it by environment alone."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.google import masks
from tests.google.plugin import Google

PROGRAM = """
import os
import gspread
client = gspread.service_account(filename=os.environ["GOOGLE_APPLICATION_CREDENTIALS"])
sheet = client.open_by_key("a")
print([file["id"] for file in client.list_spreadsheet_files(folder_id=None)])
print(sheet.title, [tab.title for tab in sheet.worksheets()])
print(sheet.values_batch_get(["'Trang tính1'"])["valueRanges"][0]["values"])
"""


def test_unmodified_gspread_reads_by_environment_alone(google: Google) -> None:
    """HTTPS_PROXY, REQUESTS_CA_BUNDLE and the key file are all it is told."""
    rows: list[list[object]] = [["Tên", 25, None], [], ["x"]]
    google.add_sheet("a", "643 BMT", rows)
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env={**os.environ, **google.environment, "PYTHONIOENCODING": "utf-8"},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=True,
    )
    assert run.stdout.splitlines() == ["['a']", "643 BMT ['Trang tính1']", "[['Tên', 25], [], ['x']]"]


def test_a_mask_keeps_what_it_names() -> None:
    """Through lists and nested parentheses; what is left empty is left out."""
    value = {"a": 1, "b": [{"c": {"d": 1, "e": 2}, "f": 3}, {"c": {"e": 2}}], "g": 4}
    assert masks.keep(value, "a,b(c(d),f)") == {"a": 1, "b": [{"c": {"d": 1}, "f": 3}, {}]}
    assert masks.keep(value, "b.c.e") == {"b": [{"c": {"e": 2}}, {"c": {"e": 2}}]}
    assert masks.names("x,b(c(d),f)", "b.c")
    assert not masks.names("x,b.f", "b.c")

"""`make bench`: every benchmark of this folder in turn, each printing ratios to a yardstick run beside it."""

from __future__ import annotations

import runpy
from pathlib import Path

for script in sorted(Path(__file__).parent.glob("[a-z]*.py")):
    print(f"\n== {script.stem}")
    runpy.run_path(str(script), run_name="__main__")

"""`make bench`: every benchmark in turn, each printing ratios to a yardstick run beside it. Takes half an hour."""

from __future__ import annotations

import runpy

BENCHES = (
    "starting",
    "opening",
    "returns",
    "reading",
    "loading",
    "end_to_end",
    "as_of",
    "nations",
    "rebuilding",
    "daily",
    "collecting",
    "quota",
    "papers",
    "all_papers",
)

for name in BENCHES:
    print(f"\n== {name}", flush=True)
    runpy.run_module(f"tests.bench.{name}", run_name="__main__")

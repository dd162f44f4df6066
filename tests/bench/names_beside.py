"""Every name that tests, specs and rosters hold, resolved by this checkout and by another one beside: what differs is told.

Arrives: the path of another checkout; more files or folders of texts whose lines and cells are names too.
Leaves:  how many names were asked and each one that means another unit, alone and dressed as titles dress it; 1 when there is any.
"""

from __future__ import annotations

import argparse
import ast
import csv
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

OURS = Path(__file__).parents[2]
LONGEST = 200
DRESSES = (
    "Bluezone {}",
    "{} - tỉnh Đắk Lắk",
    "BC {} 28.8.2020 final",
    "LĐLĐ tỉnh Đắk Lắk - {} (lần 2)",
    "Trường THPT {}",
)
ASK = """
import json, sys
from pathlib import Path
from flows.steps.pull.claims import claims
from schemas.campaign import load_campaign
roster = load_campaign(Path("flows/campaigns/bluezone-2020")).units
code = lambda unit: unit.code if unit else None
claimed = lambda name: next(iter(claims({name: name}, roster, {}).by_unit), None)
print(json.dumps([(code(roster.match(name)), claimed(name)) for name in json.load(sys.stdin)]))
"""


def names(paths: list[Path]) -> Iterator[str]:
    """Every text of a program, every line of a text, every cell and alias of a table."""
    for path in paths:
        text = path.read_text(encoding="utf-8-sig", errors="replace")
        if path.suffix == ".py":
            yield from (
                node.value
                for node in ast.walk(ast.parse(text))
                if isinstance(node, ast.Constant) and isinstance(node.value, str)
            )
        cells = (
            [cell for row in csv.reader(text.splitlines()) for cell in row] if path.suffix == ".csv" else []
        )
        for line in (*text.splitlines(), *cells):
            yield from (line, *re.split(r"[|,;│]", line))


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--beside", type=Path, required=True, help="another checkout")
    parser.add_argument("more", type=Path, nargs="*", help="files or folders of more names")
    asked = parser.parse_args()
    roots = (OURS / "tests", OURS / "flows", OURS / "schemas", *asked.more)
    paths = [path for root in roots for path in ([root] if root.is_file() else sorted(root.rglob("*")))]
    told = [path for path in paths if path.suffix in {".py", ".txt", ".md", ".csv"}]
    plain = sorted({name.strip() for name in names(told) if 0 < len(name.strip()) < LONGEST})
    every = [*plain, *(dress.format(name) for name in plain for dress in DRESSES)]
    ours, theirs = (_ask(checkout, every) for checkout in (OURS, asked.beside.resolve()))
    differing = [each for each in zip(every, theirs, ours, strict=True) if each[1] != each[2]]
    for name, before, now in differing:
        print(f"{name}: {before} → {now}")
    print(f"{len(plain)} names, {len(every)} with those that are dressed: {len(differing)} differ")
    return int(bool(differing))


def _ask(checkout: Path, every: list[str]) -> list[list[str | None]]:
    done = subprocess.run(
        [sys.executable, "-c", ASK],
        cwd=checkout,
        input=json.dumps(every),
        capture_output=True,
        text=True,
        check=True,
    )
    answer: list[list[str | None]] = json.loads(done.stdout)
    return answer


if __name__ == "__main__":
    sys.exit(main())

"""Reading and checking a million rows of twelve columns, cells in memory to accepted rows and findings.

python -m tests.bench.reading [rows] [--beside PATH]: with the path of an earlier build's checkout, that one's beside ours. The
yardstick of checking is the rules in bare numpy over the same columns; of what it does beside them see `parts_of_check`. Seconds
of the processor.
"""

from __future__ import annotations

import json
import random
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from schemas.sheet import Cell, Row, Sheet, Tab
from tests.bench import build
from tests.bench.bare_masks import COUNTS, bare_masks
from tests.bench.parts_of_check import parts_of_check
from tests.bench.returns import BAD, HEADING, columns_of
from tests.bench.timing import by, checkouts

ROWS = 1_000_000


def rows(count: int, bad: float) -> Iterator[Row]:
    """Rows as clerks type them: distinct names, figures that keep every rule, but for the share that is bad."""
    pick = random.Random(1)
    for number in range(1, count + 1):
        workforce = pick.randint(20, 95)
        phones = workforce - pick.randint(0, 6)
        installed = phones - pick.randint(0, 9)
        row: list[Cell] = [
            number, f"CĐCS Trường THCS số {number}", workforce, workforce - 1 if phones < workforce else workforce, phones,
            phones, number % 5, installed, f"{100 * installed / phones:.1f}%".replace(".", ","),
            "x" if number % 3 else None, "Zalo, Facebook" if number % 4 else "Zalo", None,
        ]  # fmt: skip
        if pick.random() < bad:
            row[pick.choice((2, 7))] = pick.choice(BAD)
        yield tuple(row)


def measure(count: int, bad: float) -> None:
    """One line of JSON: seconds of the processor, the highest memory beyond the sheet's, and what came out."""
    sheet = Sheet((Tab("Báo cáo", (HEADING, *rows(count, bad))),))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    read = build.read(sheet)
    half = time.process_time()
    result = build.check(read)
    end = time.process_time()
    memory = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024
    columns = columns_of(read)
    bare = min(_seconds(partial(bare_masks, columns)) for _ in range(3))
    rules = min(_seconds(partial(_ask, columns)) for _ in range(3)) if build.HAS_FORMS else None
    broken = [int(mask.sum()) for mask in bare_masks(columns)]
    if build.HAS_FORMS and _ask(columns) != broken:
        sys.exit("bare masks and rules differ")
    told = Counter(each.rule for each in result.findings)
    out = {"accepted": result.rows_accepted, "refused": result.rows_refused, "findings": dict(sorted(told.items())),
           "broken": broken, "values": int(np.nansum([np.nansum(columns[name]) for name in COUNTS]))}  # fmt: skip
    took: dict[str, Any] = {"read": half - start, "check": end - half, "bare": bare, "rules": rules}
    took["parts"] = parts_of_check(read, columns, result.findings) if build.HAS_FORMS else {}
    print(json.dumps({**took, "memory": memory, "out": out}))


def _ask(columns: dict[str, Any]) -> list[int]:
    """How many rows break each rule of figures, as the contract's own functions tell; an earlier build has others."""
    from schemas.rules.rows import figure_rules
    from schemas.submission import breaking
    from schemas.typed_rows import TypedRows
    from tests.given.forms import FORM

    return list(map(len, breaking(TypedRows(columns), [rule.holds for rule in figure_rules(FORM)])))


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def asked(checkout: Path, count: str, bad: str) -> dict[str, Any]:
    """The measurement by the packages of one checkout, in a process of its own: one tells only its highest memory."""
    done = subprocess.run(
        by(checkout, "tests.bench.reading", "--work", count, bad), capture_output=True, text=True, check=True
    )
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def told(name: str, count: int, of: dict[str, Any]) -> str:
    both = of["read"] + of["check"]
    rules = f", the rules alone {of['rules'] / of['bare']:.2f}" if of["rules"] else ""
    return (
        f"  {name:<8} read {of['read']:5.2f} s, check {of['check']:5.2f} s: {count / both:>8,.0f} rows a second of the processor; "
        f"bare masks {of['bare']:.2f} s, check {of['check'] / of['bare']:.1f} of them{rules}; {of['memory'] / count:5,.0f} bytes a row"
    )


def told_of_parts(of: dict[str, Any]) -> str:
    """Each part of checking beside its yardstick, all of it beside all of these."""
    parts = ", ".join(f"{part} {ours:.2f} s to {bare:.2f}" for part, (ours, bare) in of["parts"].items())
    together = of["bare"] + sum(bare for _, bare in of["parts"].values())
    return f"           {parts}; check {of['check'] / together:.1f} times bare masks and these together ({together:.2f} s)"


def main() -> None:
    count = next((word for word in sys.argv[1:] if word.isdecimal()), str(ROWS))
    for bad in ("0", "0.2"):
        print(f"{int(count):,} rows, {float(bad):.0%} bad")
        ours, *others = (asked(checkout, count, bad) for checkout in checkouts())
        print(told("ours", int(count), ours))
        print(told_of_parts(ours))
        for before in others:
            if before["out"] != ours["out"]:
                sys.exit(f"the two builds differ: {before['out']} and {ours['out']}")
            print(told("before", int(count), before))
            ratios = {part: ours[part] / before[part] for part in ("read", "check", "memory")}
            print(
                "  the same values; of before "
                + ", ".join(f"{part} {ratio:.2f}" for part, ratio in ratios.items())
            )


if __name__ == "__main__" and "--work" in sys.argv:
    build.check(build.read(Sheet((Tab("", (HEADING, *rows(100, 0.2))),))))
    measure(int(sys.argv[2]), float(sys.argv[3]))
elif __name__ == "__main__":
    main()

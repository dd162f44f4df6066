"""Reading and checking a million rows of twelve columns, cells in memory to accepted rows and findings.

The yardstick is one plain pass over the same cells in Python; on a shared machine judge by CPU seconds. Run alone: python -m tests.bench.reading [rows]
"""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date

from flows.steps.check import check_return
from flows.steps.read import read_sheet
from schemas.sheet import Row, Sheet, Tab

ROWS = 1_000_000
OPENS = date(2020, 8, 18)
TARGET, TARGET_BAD, MOST_BYTES = 100_000, 50_000, 1_500
HEADING: Row = (
    "STT", "Tên CĐCS", "Tổng số CNVCLĐ", "Tổng số đoàn viên", "Số ĐTTM", "Số người được tuyên truyền", "Số buổi ra quân",
    "Đã cài", "Tỷ lệ (%)", "Thuộc KCN/CCN", "Hình thức tuyên truyền", "Ghi chú",
)  # fmt: skip
BAD = ("hơn 20", "1,5", None, 9_999)


def rows(count: int, bad: float) -> Iterator[Row]:
    """Rows as clerks type them: distinct names, figures that keep every rule, but for the share that is bad."""
    pick = random.Random(1)
    for number in range(1, count + 1):
        workforce = pick.randint(20, 95)
        phones = workforce - pick.randint(0, 6)
        installed = phones - pick.randint(0, 9)
        row = [
            number, f"CĐCS Trường THCS số {number}", workforce, workforce - 1 if phones < workforce else workforce, phones,
            phones, number % 5, installed, f"{100 * installed / phones:.1f}%".replace(".", ","),
            "x" if number % 3 else None, "Zalo, Facebook" if number % 4 else "Zalo", None,
        ]  # fmt: skip
        if pick.random() < bad:
            row[pick.choice((2, 7))] = pick.choice(BAD)
        yield tuple(row)


def pass_over(sheet: Sheet) -> int:
    return sum(1 for row in sheet.tabs[0].rows for cell in row if cell is not None)


def measure(count: int, bad: float, target: int) -> None:
    sheet = Sheet((Tab("Báo cáo", (HEADING, *rows(count, bad))),))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    pass_over(sheet)
    plain = time.perf_counter() - start
    start, cpu_start = time.perf_counter(), time.process_time()
    result = check_return(read_sheet(sheet, OPENS), OPENS)
    took, cpu = time.perf_counter() - start, time.process_time() - cpu_start
    memory = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024 / count
    print(
        f"{count:>9,} rows, {bad:4.0%} bad: {count / took:>8,.0f} rows/s (target {target:,}), {count / cpu:>8,.0f} rows per CPU second, "
        f"{took / plain:5.1f} plain passes, "
        f"{memory:5.0f} bytes a row (at most {MOST_BYTES:,}); {result.rows_accepted:,} accepted, "
        f"{result.rows_refused:,} refused, {len(result.findings):,} findings"
    )


def main() -> None:
    """Each measurement in a process of its own, since a process tells only its highest memory."""
    count = sys.argv[1] if len(sys.argv) > 1 else str(ROWS)
    for bad in ("0", "0.2"):
        subprocess.run([sys.executable, "-m", "tests.bench.reading", count, bad], check=True)


if __name__ == "__main__" and len(sys.argv) > 2:
    check_return(read_sheet(Sheet((Tab("", (HEADING, *rows(100, 0.2))),)), OPENS), OPENS)
    measure(int(sys.argv[1]), float(sys.argv[2]), TARGET if sys.argv[2] == "0" else TARGET_BAD)
elif __name__ == "__main__":
    main()

"""Returns of 60, 200 and 2,000 rows, one after the other, no two alike: read and checked, beside another checkout.

python -m tests.bench.returns [returns] [--beside PATH]: with the path of an earlier build's checkout, both work on the same returns in
turn, each in a process of its own, and every value of what comes out is compared before a time counts. Beside them a floor: the
least that any reader in Python does with the same cells (`bare_reading`), and the rules in bare numpy. Processor time, medians: a
machine that others share tells no other. Last, what holding a load to the contract takes.
"""

from __future__ import annotations

import hashlib
import json
import random
import statistics
import subprocess
import sys
import time
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np

from schemas.sheet import Cell, Row, Sheet, Tab
from tests.bench import build
from tests.bench.bare_masks import bare_masks
from tests.bench.bare_reading import bare_columns
from tests.bench.timing import by, checkouts
from tests.given.made_sheets import KINDS, PLACES

RETURNS = 2_500
SIZES = {60: 1, 200: 3, 2_000: 25}
"""Rows of a return, and of how many returns one has so many."""
AT_ONCE = {60: 50, 200: 25, 2_000: 5}
"""How many of them are timed together."""
TARGET = 10
TITLE: tuple[Row, ...] = (
    ("LĐLĐ HUYỆN KRÔNG NĂNG", None, None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    (None, None, None, None, "Độc lập - Tự do - Hạnh phúc"), (),
    (None, "KẾT QUẢ CÀI ĐẶT ỨNG DỤNG BLUEZONE"),
)  # fmt: skip
HEADING: Row = (
    "STT", "Tên CĐCS", "Tổng số CNVCLĐ", "Tổng số đoàn viên", "Số ĐTTM", "Số người được tuyên truyền", "Số buổi ra quân",
    "Đã cài", "Tỷ lệ (%)", "Thuộc KCN/CCN", "Hình thức tuyên truyền", "Ghi chú",
)  # fmt: skip
SIGNATURES: tuple[Row, ...] = (
    (),
    ("NGƯỜI LẬP BIỂU", *[None] * 5, "TM. BAN THƯỜNG VỤ"),
    (*[None] * 6, "CHỦ TỊCH"),
)
BAD = ("hơn 20", "1,5", None, 9_999)
FIGURES = ("workforce", "members", "smartphone_users", "reached", "launch_sessions", "installed", "typed_pct")


def made(size: int, number: int) -> Sheet:
    """A return by its number, with names that no other return has; one row in fifty is bad."""
    pick = random.Random(size * 1_000_003 + number)
    body = [_row(pick, place, number * size + place) for place in range(1, size + 1)]
    sums = (sum(n for row in body if isinstance(n := row[index], int)) for index in range(2, 8))
    total: Row = (None, "Tổng cộng", *sums)
    return Sheet((Tab("Báo cáo", (*TITLE, HEADING, *body, total, *SIGNATURES)),))


def _row(pick: random.Random, place: int, of_all: int) -> Row:
    workforce = pick.randint(20, 95)
    phones = workforce - pick.randint(0, 6)
    installed = phones - pick.randint(0, 9)
    rate = f"{100 * installed / phones:.1f}%".replace(".", ",")
    name = f"{pick.choice(KINDS)} {pick.choice(PLACES)} số {of_all}"
    said = pick.choice(("Zalo", "Zalo, Facebook", "họp công đoàn"))
    row: list[Cell] = [
        place,
        name,
        workforce,
        workforce,
        phones,
        phones,
        place % 5,
        installed,
        rate,
        None,
        said,
        None,
    ]
    if pick.random() < 0.02:
        row[pick.choice((2, 7))] = pick.choice(BAD)
    return tuple(row)


def columns_of(read: Any) -> dict[str, Any]:
    """The columns of typed values, as this build and earlier ones pass them on."""
    rows = read.rows
    names = list(rows.columns)
    return {
        name: rows[name] if isinstance(rows[name], np.ndarray) else rows[name].to_numpy() for name in names
    }


def results(read: Any, checked: Any) -> str:
    """All that came out, in words that two builds share."""
    accepted = checked.accepted
    said = {
        "accepted": {name: list(map(str, accepted[name].tolist())) for name in sorted(accepted.columns)},
        "bad": sorted(checked.bad_keys),
        "findings": list(map(str, checked.findings)),
        "read": list(map(str, read.findings)),
        "kinds": read.row_kinds.tolist(),
        "totals": str(read.totals),
        "counts": [checked.rows_in_sheet, checked.rows_refused, checked.rows_waiting, checked.rows_not_data],
        "is": [checked.is_submitted, checked.keeps_vanished, checked.is_valid, checked.is_waiting],
    }
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def floor(sheet: Sheet, size: int) -> dict[str, Any]:
    """The branches' columns by the least that a reader does, the rules asked of them."""
    columns = bare_columns(sheet.tabs[0].rows[len(TITLE) + 1 :][:size])
    bare_masks(columns)
    return columns


def work() -> None:
    """For each line "size first count": seconds of reading, of checking and of the floor, and what came out of these returns."""
    for line in sys.stdin:
        size, first, count = map(int, line.split())
        sheets = [made(size, number) for number in range(first, first + count)]
        start = time.process_time()
        read = [build.read(sheet) for sheet in sheets]
        half = time.process_time()
        checked = [build.check(each) for each in read]
        end = time.process_time()
        bare = [floor(sheet, size) for sheet in sheets]
        took = (half - start, end - half, time.process_time() - end)
        for columns, each in zip(bare, read, strict=True):
            typed = columns_of(each)
            if not all(
                np.array_equal(columns[name], typed[name].astype(float), equal_nan=True) for name in FIGURES
            ):
                sys.exit("the floor reads other figures")
        print(*took, *map(results, read, checked), flush=True)


class Worker:
    """A process that works on returns with the packages of one checkout."""

    def __init__(self, checkout: Path) -> None:
        self.process = subprocess.Popen(
            by(checkout, "tests.bench.returns", "--work"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def asked(self, size: int, first: int, count: int) -> tuple[list[float], list[str]]:
        assert self.process.stdin and self.process.stdout
        print(size, first, count, file=self.process.stdin, flush=True)
        words = self.process.stdout.readline().split()
        return [float(each) / count for each in words[:3]], words[3:]


def measure(size: int, count: int, workers: list[Worker]) -> None:
    took: list[list[list[float]]] = [[] for _ in workers]
    for first in range(0, count, AT_ONCE[size]):
        answers = [worker.asked(size, first, AT_ONCE[size]) for worker in workers]
        if any(results != answers[0][1] for _, results in answers):
            sys.exit(f"{size} rows, returns from {first}: the two builds differ")
        for of, (seconds, _) in zip(took, answers, strict=True):
            of.append(seconds)
    medians = [[1000 * statistics.median(part) for part in zip(*of, strict=True)] for of in took]
    print(f"{size:>5,} rows, {count:>5,} returns: {' beside '.join(_in_words(each) for each in medians)}")
    read, check, least = medians[0]
    print(f"{'':>28} the floor {least:.2f} ms, ours {(read + check) / least:.1f} times that")
    if len(took) > 1:
        ratios = (sum(before[:2]) / sum(ours[:2]) for ours, before in zip(*took, strict=True))
        print(f"{'':>28} the same values; {statistics.median(ratios):.1f} times as fast (target {TARGET})")


def held(size: int, returns: int) -> None:
    """What a load of so many returns takes to be held to the contract of what is stored."""
    # an earlier build, whose packages a worker has, knows nothing of it
    from flows.steps.load.contract import hold_accepted
    from tests.given.forms import FORM

    accepted = [build.check(build.read(made(size, n))).accepted for n in range(returns)]
    hold_accepted(FORM, accepted)
    took = []
    for _ in range(AT_ONCE[size]):
        start = time.process_time()
        hold_accepted(FORM, accepted)
        took.append(1000 * (time.process_time() - start))
    print(
        f"{size:>5,} rows, {returns:>5,} returns loaded together: {statistics.median(took):.2f} ms to hold them"
    )


def _in_words(medians: list[float]) -> str:
    read, check, _ = medians
    return f"read {read:.2f} + check {check:.2f} = {read + check:.2f} ms"


def main() -> None:
    workers = [Worker(checkout) for checkout in checkouts()]
    for worker in workers:
        worker.asked(60, 1_000_000, 5)
    count = next((int(word) for word in sys.argv[1:] if word.isdecimal()), RETURNS)
    for size, share in SIZES.items():
        measure(size, count // share, workers)
    for worker in workers:
        worker.process.kill()
    for size, returns in product(SIZES, (1, 21)):
        held(size, returns)


if __name__ == "__main__":
    work() if "--work" in sys.argv else main()

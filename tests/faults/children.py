"""Runs in processes of their own, which a test may kill, made cheap: they begin with every package loaded and used once.

`start` copies a process that has read and checked a sheet already, so that a kill a tenth of a second later
meets the run at its work, and not at its imports.
"""

from __future__ import annotations

import multiprocessing
from datetime import date
from multiprocessing.context import ForkServerProcess
from typing import Any

import psycopg  # noqa: F401 - loaded here so that no child needs to
import sqlalchemy.dialects.postgresql.psycopg  # noqa: F401 - likewise

from flows.demo.workbooks import EARLY, FOLDER
from flows.sources.workbook_files import read_workbook
from flows.steps import checking, reading

WARM = multiprocessing.get_context("forkserver")
WARM.set_forkserver_preload(["tests.faults.children", "tests.desk"])


def start(target: Any, *args: Any) -> ForkServerProcess:
    """A started process that runs `target`."""
    child = WARM.Process(target=target, args=args)
    child.start()
    return child


def _use_everything_once() -> None:
    for path in sorted((FOLDER / EARLY).glob("*"))[:2]:
        checking.check(
            reading.read(read_workbook(path.read_bytes(), path.suffix), date(2020, 8, 18)), date(2020, 8, 18)
        )


_use_everything_once()

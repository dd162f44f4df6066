"""Looks at sheets of our own Google, as a run makes them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

from flows.steps.pull import Source
from flows.steps.pull.google.retrying import Patience
from flows.steps.pull.google.sheets import GoogleSheets
from schemas.observation import LastRead, Observation
from schemas.roster import Roster, Unit
from tests.google.plugin import Google

NOW = datetime(2020, 8, 28, 16, 55, tzinfo=UTC)
BMT = Unit("643", "LĐLĐ thành phố Buôn Ma Thuột", "district", ("Buôn Ma Thuột",))
EA_SUP = Unit("646", "LĐLĐ huyện Ea Súp", "district", ("Ea Súp",))
ROWS: list[list[Any]] = [["Tên CĐCS", "Số LĐ", "Đã cài"], ["Trường Kim Đồng", 25, "25 máy"]]


def look_at(
    google: Google,
    *units: Unit,
    folder: str | None = None,
    known: dict[str, LastRead] | None = None,
    now: datetime = NOW,
    pace: Callable[[], None] = lambda: None,
    slept: list[float] | None = None,
    timeouts: tuple[float, float] = (5.0, 5.0),
) -> GoogleSheets:
    return GoogleSheets(
        roster=Roster(units or (BMT, EA_SUP)),
        folder=google.folder if folder is None else folder,
        credentials_path=google.credentials,
        known=known or {},
        clock=lambda: now,
        pace=pace,
        patience=Patience(sleep=(slept if slept is not None else []).append),
        timeouts=timeouts,
    )


def known_by(seen: Observation, **more: Any) -> LastRead:
    return LastRead(seen.unit_code, seen.origin, seen.version, seen.observed_at, **more)


def many(google: Google, count: int) -> list[Unit]:
    units = [Unit(f"u{number:03}", f"Đơn vị {number}", "affiliated") for number in range(count)]
    for unit in units:
        google.add_sheet(f"sheet-{unit.code}", f"{unit.code} báo cáo", [["Tên"], [unit.name]])
    return units


def observe_all(source: Source, units: Sequence[Unit], threads: int = 4) -> list[Observation]:
    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(source.observe, units))

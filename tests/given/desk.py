"""The desk as a test drives it: looks at sheets recorded and folded by the product's own steps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from flows.demo.workbooks import FOLDER, INSTANTS
from flows.desk import answers
from flows.desk.changes import Change
from flows.desk.collection.looks import collect_here
from flows.desk.decisions import Case, Effect
from flows.desk.editions import Taking, taken_in
from flows.desk.grounds import Grounds
from flows.desk.rebuild import rebuild_units
from flows.desk.request import read_request, read_unit, read_units
from flows.settings import Settings
from flows.steps import keep, stand
from flows.steps.fold import fold
from flows.steps.load import LoadableReturn
from flows.store.database import Database
from flows.store.recorded import rosters, runs
from flows.store.recorded.rosters import NewEdition
from schemas.answer import Answer
from schemas.campaign import Campaign, load_campaign
from schemas.observation import Observation, Outcome
from schemas.roster import Roster, Unit
from schemas.sheet import Cell, Sheet, Tab, trim
from schemas.unit_return import CheckedReturn

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
SUBMISSION = "core.submission INNER JOIN (SELECT unit_id, unit_code FROM core.unit) AS u USING (unit_id)"
WAITING = "chờ trả lời"
"""How a unit is called that only an open question keeps from a standing: said by SQL alone (`core.standing_vi`)."""
HEADING = ("STT", "Tên CĐCS", "Tổng số CNVCLĐ", "Số ĐTTM", "Đã cài đặt", "Ghi chú")


def moment(text: str) -> datetime:
    """ "28/8 23:55" of 2020, Viet Nam time; seconds may follow."""
    shape = "%d/%m %H:%M:%S" if text.count(":") == 2 else "%d/%m %H:%M"
    return datetime.strptime(f"2020 {text.strip()}", f"%Y {shape}").replace(tzinfo=ZONE)


def sheet(*rows: Sequence[Cell], heading: Sequence[Cell] = HEADING) -> Sheet:
    """A plain sheet: one heading row, then these rows."""
    return Sheet((Tab("Trang tính1", trim([list(heading), *map(list, rows)])),))


def branches(*figures: tuple[str, int, int, int]) -> Sheet:
    """A sheet of branches: name, workforce, smartphone users, installed."""
    return sheet(*([n + 1, *row] for n, row in enumerate(figures)))


GOOD = branches(("CĐCS xã Ea Tam", 24, 22, 20), ("CĐCS xã Phú Xuân", 28, 25, 25))
BAD = sheet((1, "CĐCS xã Ea Tam", 24, 22, "hơn 20"))
EMPTY = sheet()
DOUBTFUL = (None, "Huyện Krông Năng", 60, 47, 36)
"""A row that may be a branch's or a total; nobody but the unit can tell."""
ASKED = sheet(
    (1, "CĐCS xã Ea Tam", 24, 17, 11),
    (2, "CĐCS xã Phú Xuân", 22, 17, 12),
    (3, "CĐCS xã Ea Hồ", 23, 18, 13),
    DOUBTFUL,
)
"""A good return but for that row, at B5."""


@cache
def campaign_of(folder: Path) -> Campaign:
    """A campaign of the repository, which no test changes: read once."""
    return load_campaign(folder)


def collected(settings: Settings, folder: str) -> None:
    """A whole run over one of the demonstration's folders, declared for its instant."""
    collect_here(
        settings, read_request(settings, "bluezone-2020", str(FOLDER / folder), (), INSTANTS[folder])
    )


def start_anew(desk: Desk) -> None:
    """Empty what looks, folds and decisions wrote; the campaign, its units and the desk's own run stay."""
    tables = (
        "raw.observation, raw.snapshot, core.unit_return, core.submission, core.finding, core.flag, "
        "core.decision, core.answer, core.closing, core.paper, core.issue, core.link"
    )
    with desk.database.begin(None) as connection:
        connection.execute(sa.text(f"TRUNCATE {tables} CASCADE"))


class Desk:
    """Records looks at units' sheets and folds them, as a run does."""

    def __init__(self, database: Database, campaign_folder: Path) -> None:
        self.database = database
        self.campaign = campaign_of(campaign_folder)
        self.run_id = uuid4()
        with database.begin() as connection:
            rosters.put(connection, self.campaign)
            runs.start(connection, self.run_id, self.campaign.code, "test", moment("18/8 08:00"), 21)

    def look(
        self,
        unit: str,
        at: str | datetime,
        seen: Sheet | Outcome,
        *,
        modified: str | None = None,
        declared_by: str | None = None,
        folds: bool = True,
    ) -> CheckedReturn | None:
        """One look: a sheet that was read, or the outcome of a look that showed none."""
        is_sheet = isinstance(seen, Sheet)
        observation = Observation(
            unit,
            moment(at) if isinstance(at, str) else at,
            Outcome.READ if is_sheet else seen,
            "test",
            sheet=seen if is_sheet else None,
            modified_at=moment(modified) if modified else None,
            declared_by=declared_by,
        )
        with self.database.begin() as connection:
            keep.keep(connection, self.run_id, self.campaign.code, observation)
        if not folds:
            return None
        with self.database.begin() as connection:
            return fold(connection, self.campaign, unit)

    def loadable(self, unit: str, at: datetime, checked: CheckedReturn) -> LoadableReturn:
        """A checked return as of a look of its own, kept and not folded; its instant in UTC, as a fold reads it."""
        self.look(unit, at, Sheet((Tab("T", ((at.isoformat(),),)),)), folds=False)
        [kept] = self.query(
            "SELECT observation_id, observed_at, content_sha256 FROM raw.observation "
            "WHERE unit_code = :unit AND observed_at = :at",
            unit=unit,
            at=at,
        )
        return LoadableReturn(unit, **kept, checked=checked)

    def standing(self, unit: str, at: str | datetime) -> dict[str, Any]:
        """`report.unit_standing_at` of one unit."""
        as_of = moment(at) if isinstance(at, str) else at
        with self.database.begin() as connection:
            units = stand.standings(connection, self.campaign.code, as_of)
        return next(asdict(each) for each in units if each.unit_code == unit)

    def query(self, sql: str, role: str | None = "bluezone_pipeline", **facts: Any) -> list[dict[str, Any]]:
        """Rows of a query, as dictionaries."""
        with self.database.begin(role) as connection:
            return [dict(row) for row in connection.execute(sa.text(sql), facts).mappings()]

    def answer(
        self,
        unit: str,
        at: str | datetime,
        answered: Answer,
        cell: str | None = None,
        *,
        since: str | None = None,
    ) -> Effect:
        """Somebody answers what is asked, as an operator does."""
        now = moment(at) if isinstance(at, str) else at
        grounds = Grounds("Ban Tuyên giáo", "gọi điện hỏi đơn vị", "", moment(since) if since else None)
        return answers.answer(self.case(unit, grounds, now), cell, answered)

    def take_back(self, unit: str, at: str | datetime, cell: str | None = None) -> Effect:
        """The answer is revoked."""
        now = moment(at) if isinstance(at, str) else at
        grounds = Grounds("Ban Tuyên giáo", "trả lời nhầm")
        return answers.revoke_answer(self.case(unit, grounds, now), cell)

    def take(self, at: str | datetime, otherwise: Mapping[str, Mapping[str, Any]], *more: Unit) -> Taking:
        """The roster as the test's own file says from then on: units otherwise, or `None` for one that is named no more."""
        units = [
            replace(unit, **otherwise.get(unit.code, {}))
            for unit in self.campaign.units.units
            if otherwise.get(unit.code, {}) is not None
        ]
        roster = Roster(tuple(replace(unit, position=n) for n, unit in enumerate((*units, *more), start=1)))
        self.campaign = self.campaign.model_copy(update={"units": roster})
        now = moment(at) if isinstance(at, str) else at
        return taken_in(self.database, self.campaign, NewEdition(now, "có công văn", "Ban Tổ chức", ""))

    def rebuild(self, *codes: str, at: str = "3/9 17:00", is_dry_run: bool = False) -> list[Change]:
        """Some units are derived again, or all; what that changes."""
        units = read_units(self.campaign, codes)
        return rebuild_units(self.database, self.campaign, units, moment(at), is_dry_run=is_dry_run)

    def case(self, unit: str, grounds: Grounds, now: datetime) -> Case:
        """What a decision is about, as an operator's command reads it."""
        return Case(self.database, self.campaign, read_unit(self.campaign, unit), grounds, now)

    def dump(self) -> list[dict[str, Any]]:
        """Everything derived, in one order: what a rerun must not change."""
        return [
            row
            for table, order in (
                ("core.unit_return", "observation_id, event_id"),
                (SUBMISSION, "unit_code, branch_key, observation_id"),
                ("core.finding", "unit_code, finding_key, observation_id"),
                ("core.flag", "unit_code, flagged_at"),
            )
            for row in self.query(f"SELECT * FROM {table} ORDER BY {order}")
        ]

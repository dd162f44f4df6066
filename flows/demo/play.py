"""Play the Bluezone campaign of August 2020 through the real pipeline: 21 units, five instants.

Arrives: settings; the workbooks beside this file, made by `workbooks`, told by `story`.
Leaves:  a loaded database, and what the desk would have read at each instant.
Not here: a second pipeline. Every line comes from `flows.collect` under Prefect and from `report`.
"""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from rich.console import Console

from flows.demo.workbooks import FOLDER, INSTANTS
from flows.desk import decisions
from flows.desk.decisions import Case
from flows.desk.grounds import Grounds
from flows.desk.request import read_campaign, read_forms, read_unit
from flows.errors import ConfigurationError
from flows.serving.deploying import make_home
from flows.serving.server import local_prefect
from flows.settings import Settings
from flows.steps import stand
from flows.steps.publish import tables
from flows.steps.publish.words import local
from flows.store.database import Database, open_database
from flows.store.embedded import postgres
from flows.store.migration import migrate
from flows.store.recorded import kept_looks
from schemas.campaign import Campaign

CAMPAIGN = "bluezone-2020"
ZONE = "Asia/Ho_Chi_Minh"
QUESTION = "SELECT unit_code, standing_vi, days_late FROM report.unit_standing"
TELLING = 12
"""How many findings the demonstration prints."""
QUIET = {
    "PREFECT_LOGGING_LEVEL": "CRITICAL",
    "PREFECT_SERVER_LOGGING_LEVEL": "CRITICAL",
    # its pages keep what a run says of each unit; a person reads the story
    "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "CRITICAL",
}
PLAIN: dict[str, Any] = {"markup": False, "highlight": False, "soft_wrap": True}
"""How a path or a command is printed: as it is, to be copied."""


def play(settings: Settings, console: Console) -> None:
    """Migrate, collect each instant's folder, decide what people decided, show what came of it."""
    campaign = read_campaign(settings, CAMPAIGN)
    database = open_database(settings)
    migrate(database, read_forms(settings))
    _refuse_real_data(database)
    console.print(f"Diễn riêng trong {settings.home}; hệ thống thật không bị đụng tới.", **PLAIN)
    console.print("Khởi động Prefect (lần đầu có thể mất nửa phút) …")
    local_prefect.prepare(settings, **QUIET)
    # with a database elsewhere nothing has made it yet
    make_home(os.environ)
    from flows.collect import collect

    for folder, instant in INSTANTS.items():
        at = datetime.fromisoformat(instant)
        decide(database, campaign, at)
        state: Any = collect(CAMPAIGN, str(FOLDER / folder), observed_at=instant, return_state=True)
        run: Any = state.result(raise_on_failure=False)
        with database.begin() as connection:
            standings = stand.standings(connection, CAMPAIGN, at)
            summary = stand.summary(connection, CAMPAIGN, at)
        console.print()
        console.print(tables.standings_table(standings, f"Tình trạng lúc {local(at, ZONE)}", ZONE))
        console.print(f"Prefect: {state.name}. {run.message}", markup=False, highlight=False)
        if run.flagged:
            console.print(f"Đánh dấu quá hạn: {', '.join(run.flagged)}.", style="red", highlight=False)
        if run.cleared:
            console.print(f"Bỏ đánh dấu: {', '.join(run.cleared)}.", style="green", highlight=False)
        if summary is not None:
            console.print(tables.summary_lines(campaign.form, summary), highlight=False)
    _show_what_to_do(settings, database, console)


def _refuse_real_data(database: Database) -> None:
    if kept_looks.of(database, list(INSTANTS)).looks:
        raise ConfigurationError(
            f"Cơ sở dữ liệu {database.shown_url} đã có số liệu thật; bản diễn không ghi vào đó. Hãy chuyển số liệu ấy "
            "đi nơi khác (pg_dump), hoặc đặt BLUEZONE_HOME tới thư mục khác."
        )


def decide(database: Database, campaign: Campaign, at: datetime) -> None:
    """What people decided before an instant; what is recorded already is left alone."""
    by = "Ban Thường vụ"
    merged = Grounds(by, "sáp nhập, không còn đoàn viên trực tiếp", "31/LĐLĐ")
    quarantined = Grounds(by, "cách ly y tế trụ sở", "33/LĐLĐ")
    mailed = Grounds(by, "thư điện tử đến hộp thư chung 28/8 lúc 23:41")
    cutoff_at = datetime.fromisoformat("2020-09-01T00:00+07:00")
    planned: dict[str, tuple[str, Grounds, Callable[[Case], object]]] = {
        "2020-08-26T08:00+07:00": ("CN-NN", merged, decisions.exempt),
        "2020-08-28T15:00+07:00": ("CN-GT", quarantined, lambda case: decisions.extend(case, cutoff_at)),
        "2020-09-03T10:00+07:00": ("645", mailed, lambda case: decisions.rule(case, "on_time")),
    }
    for instant, (code, grounds, record) in planned.items():
        if (then := datetime.fromisoformat(instant)) <= at:
            record(Case(database, campaign, read_unit(campaign, code), grounds, then))


def _show_what_to_do(settings: Settings, database: Database, console: Console) -> None:
    with database.begin() as connection:
        open_findings = stand.findings(connection, CAMPAIGN)
    errors = [each for each in open_findings if each.severity == "error"]
    questions = [each for each in open_findings if each.is_question]
    warnings = [each for each in open_findings if each.severity == "warning"]
    first = (errors + questions + warnings)[:TELLING]
    title = f"Cần sửa: {len(errors)} lỗi, {len(questions)} câu hỏi, {len(warnings)} cảnh báo đang mở; {len(first)} dòng đầu"
    console.print()
    console.print(tables.findings_table(first, title))
    _show_where(settings, database, console)


def _show_where(settings: Settings, database: Database, console: Console) -> None:
    url, psql = database.shown_url, shlex.quote(str(postgres.psql()))
    bluezone = shlex.quote(str(Path(sys.executable).with_name("bluezone")))
    for line in (
        f"\nBản diễn nằm riêng trong {settings.home}: cơ sở dữ liệu và Prefect của chính nó.",
        f"Cơ sở dữ liệu: {url}",
        f'Đi tiếp:       {psql} "{url}" -c "{QUESTION}"',
        f"Xem các trang: {bluezone} demo --pages",
        f"Dừng, rồi xóa: make down; {bluezone} demo --remove",
    ):
        console.print(line, **PLAIN)

"""`bluezone …`: the desk's commands. Heavy packages are imported where they are used, so that --help answers at once.

Arrives: arguments.
Leaves:  tables for people or JSON for machines, and an exit code: 0 all well, 1 the run failed, 2 a wrong
         argument or file, 3 no database, 4 Google refuses the account.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from flows.errors import ConfigurationError, PipelineError
from flows.settings import read_settings

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from flows.asking import Request
    from flows.run_summary import RunSummary
    from schemas.campaign import Campaign

DEFAULT_CAMPAIGN = "bluezone-2020"
as_json = click.option("--json", "as_json", is_flag=True, help="In JSON cho máy đọc.")
of_campaign = click.option(
    "--campaign", default=DEFAULT_CAMPAIGN, show_default=True, help="Đợt báo cáo: tên thư mục hoặc đường dẫn."
)
of_units = click.option(
    "--unit", "units", multiple=True, metavar="MÃ", help="Chỉ đơn vị này; dùng được nhiều lần."
)


def main() -> None:
    """Run a command; a failure of ours is one line on stderr, never a traceback."""
    try:
        bluezone(standalone_mode=False)
    except click.exceptions.Abort:
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except PipelineError as error:
        click.echo(f"Lỗi: {error}", err=True)
        sys.exit(error.exit_code)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def bluezone() -> None:
    """Thu thập báo cáo của các công đoàn, kiểm tra, ghi vào Postgres và theo dõi hạn báo cáo."""


@bluezone.command()
def migrate() -> None:
    """Tạo hoặc nâng cấp bảng, hàm, khung nhìn và vai trò trong cơ sở dữ liệu."""
    from flows.steps.database import open_database

    database = open_database(read_settings())
    database.migrate()
    click.echo(f"Cơ sở dữ liệu đã sẵn sàng: {database.shown_url}")


@bluezone.command()
@of_campaign
@click.option("--source", metavar="google|THƯ_MỤC", help="Nguồn; mặc định theo đợt báo cáo.")
@of_units
@click.option(
    "--observed-at",
    metavar="THỜI_ĐIỂM",
    help="Lúc các tệp đã đến văn phòng, ví dụ 2020-08-28T23:55+07:00; chỉ cho thư mục tệp.",
)
@as_json
def collect(
    campaign: str, source: str | None, units: tuple[str, ...], observed_at: str | None, as_json: bool
) -> None:
    """Đọc bảng của các đơn vị, kiểm tra, ghi lại và đánh dấu đơn vị quá hạn."""
    from flows.asking import Request, read_campaign

    settings = read_settings()
    zone = read_campaign(settings, campaign).time_zone
    at = _instant(observed_at, zone) if observed_at is not None else None
    summary = _run(Request(campaign, source, units, at))
    if as_json:
        _print_json({**asdict(summary), "unreadable": [unit.unit_code for unit in summary.unreadable]})
    else:
        _show_run(summary, zone)
    sys.exit(1 if summary.outcome == "failed" else 0)


@bluezone.command()
@of_campaign
@click.option("--at", metavar="THỜI_ĐIỂM", help="Tình trạng tại thời điểm này; mặc định bây giờ.")
@as_json
def standings(campaign: str, at: str | None, as_json: bool) -> None:
    """Tình trạng báo cáo của từng đơn vị và tổng hợp của đợt."""
    from flows.asking import now, read_campaign
    from flows.steps import standings
    from flows.steps.database import open_database

    settings = read_settings()
    read = read_campaign(settings, campaign)
    as_of = _instant(at, read.time_zone) if at is not None else now()
    with open_database(settings).begin() as connection:
        units = standings.units(connection, read.code, as_of)
        summary = standings.summary(connection, read.code, as_of)
    if summary is None:
        raise ConfigurationError(f"Đợt {read.code} chưa được thu thập lần nào; hãy chạy: bluezone collect")
    if as_json:
        _print_json({"as_of": as_of, "units": units, "summary": summary})
        return
    from flows.steps import publishing

    _print(
        publishing.standings_table(units, f"Tình trạng lúc {_shown(as_of, read)}", read.time_zone),
        publishing.summary_lines(summary),
    )


@bluezone.command()
@of_campaign
@of_units
@as_json
def findings(campaign: str, units: tuple[str, ...], as_json: bool) -> None:
    """Những chỗ các đơn vị cần sửa: ô nào, vì sao, nhập lại thế nào."""
    from flows.asking import asked_units, read_campaign
    from flows.steps import standings
    from flows.steps.database import open_database

    settings = read_settings()
    read = read_campaign(settings, campaign)
    codes = [unit.code for unit in asked_units(read, units)] if units else None
    with open_database(settings).begin() as connection:
        found = standings.findings(connection, read.code, codes)
    if as_json:
        _print_json(found)
        return
    from flows.steps import publishing

    _print(publishing.findings_table(found, f"{len(found)} lỗi và cảnh báo đang mở"))


@bluezone.command()
@of_campaign
@click.option("--source", metavar="google|THƯ_MỤC", help="Nguồn; mặc định theo đợt báo cáo.")
@as_json
def doctor(campaign: str, source: str | None, as_json: bool) -> None:
    """Khám trước mỗi đợt: khóa, đồng hồ, cơ sở dữ liệu, bảng của từng đơn vị. Không ghi gì."""
    from flows.asking import read_campaign
    from flows.doctor import examine, shown

    settings = read_settings()
    zone = read_campaign(settings, campaign).time_zone
    with _progress("Đang xem bảng của các đơn vị") as advance:
        diagnosis = examine(settings, campaign, source, on_unit=advance)
    if as_json:
        _print_json(asdict(diagnosis))
    else:
        _print(*shown(diagnosis, zone))
    sys.exit(0 if diagnosis.is_well else 1)


@bluezone.command()
@of_campaign
@of_units
@click.option("--dry-run", is_flag=True, help="Chỉ xem sẽ đổi những gì, không ghi.")
@as_json
def rebuild(campaign: str, units: tuple[str, ...], dry_run: bool, as_json: bool) -> None:
    """Tính lại mọi số liệu từ các bản chụp đã lưu, theo quy tắc hiện nay."""
    from flows.asking import asked_units, now, read_campaign
    from flows.rebuild import rebuild
    from flows.steps.database import open_database

    settings = read_settings()
    read = read_campaign(settings, campaign)
    codes = [unit.code for unit in asked_units(read, units)]
    changes = rebuild(open_database(settings), read, codes, now(), is_dry_run=dry_run)
    if as_json:
        _print_json([asdict(change) for change in changes])
        return
    from flows.steps import publishing

    done = "sẽ đổi (chưa ghi)" if dry_run else "đã đổi"
    _print(publishing.changes_table(changes, f"{len(changes)} đơn vị {done}"))


@bluezone.command()
def demo() -> None:
    """Diễn lại đợt Bluezone 8/2020 với 21 đơn vị mẫu, qua đúng quy trình thật."""
    from flows.demo import play

    play(read_settings(), console())


@bluezone.command()
def stop() -> None:
    """Dừng máy chủ PostgreSQL nhúng, nếu đang chạy."""
    from flows.steps import embedded_postgres

    embedded_postgres.stop(read_settings().home)


def _run(request: Request) -> RunSummary:
    """Under the Prefect server of PREFECT_API_URL when there is one, else in this process."""
    settings = read_settings()
    if settings.prefect_api_url is None:
        from flows.collecting import collect_here

        return collect_here(settings, request)
    from flows.collect import collect

    state: Any = collect(
        request.campaign, request.source, list(request.units), request.observed_at, return_state=True
    )
    return state.result(raise_on_failure=False)  # type: ignore[no-any-return]


def _instant(text: str, zone: str) -> datetime:
    """An instant as typed: ISO 8601, or "28/8/2020 23:55"; without an offset it is the campaign's local time."""
    from zoneinfo import ZoneInfo

    typed = text.strip()
    if local := re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4}) (\d{1,2}:\d{2})", typed, re.ASCII):
        day, month, year, time = local.groups()
        typed = f"{year}-{month:0>2}-{day:0>2}T{time:0>5}"
    try:
        moment = datetime.fromisoformat(typed)
    except ValueError as error:
        raise ConfigurationError(
            f"'{text}' không phải thời điểm; hãy ghi như 2020-08-28T23:55+07:00."
        ) from error
    return moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone))


@contextmanager
def _progress(title: str) -> Iterator[Callable[[int], None]]:
    """A bar on stderr while a person watches; called after each step with the number of all."""
    from rich.console import Console
    from rich.progress import Progress

    watched = Console(stderr=True)
    with Progress(console=watched, disable=not watched.is_terminal, transient=True) as bar:
        task = bar.add_task(title, total=None)
        yield lambda total: bar.update(task, total=total, advance=1)


def _show_run(summary: RunSummary, zone: str) -> None:
    from flows.steps import publishing

    outcome = {"completed": "xong", "completed_with_findings": "xong, có chỗ cần sửa", "failed": "CHƯA ĐỦ"}
    title = f"Lần thu thập lúc {publishing.local(summary.as_of, zone)}: {outcome[summary.outcome]}"
    lines = [summary.message, *summary.strays]
    if summary.flagged:
        lines.append(f"Đánh dấu quá hạn: {', '.join(summary.flagged)}.")
    if summary.cleared:
        lines.append(f"Bỏ đánh dấu: {', '.join(summary.cleared)}.")
    _print(publishing.run_table(summary.units, title), *lines)


def _shown(instant: datetime, campaign: Campaign) -> str:
    from flows.steps.publishing import local

    return f"{local(instant, campaign.time_zone)} ({campaign.time_zone})"


def _print_json(value: Any) -> None:
    from flows.steps.publishing import to_json

    click.echo(to_json(value))


def _print(*parts: RenderableType) -> None:
    console().print(*parts, sep="\n", markup=False, highlight=False)


def console() -> Console:
    """A terminal as wide as it is, and wide enough for a table where there is none."""
    from rich.console import Console

    made = Console()
    return made if made.is_terminal else Console(width=160)

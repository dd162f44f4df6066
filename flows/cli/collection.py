"""Commands that move data: prepare the database, collect, derive again, examine."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from flows.cli.options import as_json, of_campaign, of_units
from flows.cli.output import print_json, print_parts, progress
from flows.errors import PipelineError
from flows.settings import Settings, read_settings

if TYPE_CHECKING:
    from flows.desk.changes import Change
    from flows.desk.checkup import Check
    from flows.desk.collection.dry_run import TriedOut
    from flows.desk.collection.summary import RunSummary


@click.command()
def migrate() -> None:
    """Tạo hoặc nâng cấp bảng, hàm, khung nhìn và vai trò trong cơ sở dữ liệu."""
    from flows.desk.request import read_forms
    from flows.store import migration
    from flows.store.database import open_database

    settings = read_settings()
    forms = read_forms(settings)
    database = open_database(settings)
    migration.migrate(database, forms)
    click.echo(f"Cơ sở dữ liệu đã sẵn sàng: {database.shown_url}")


@click.command()
@of_campaign
@click.option("--source", metavar="google|THƯ_MỤC", help="Nguồn; mặc định theo đợt báo cáo.")
@of_units
@click.option(
    "--observed-at",
    metavar="THỜI_ĐIỂM",
    help="Lúc các tệp đã đến văn phòng, 'ngày/tháng/năm giờ:phút', giờ của đợt; chỉ cho thư mục tệp.",
)
@click.option("--again", is_flag=True, help="Đọc lại cả các bảng mà Google báo là không đổi.")
@click.option("--nothing-sent", is_flag=True, help="Xác nhận đúng chỗ, chỉ là chưa đơn vị nào gửi bảng.")
@click.option("--dry-run", is_flag=True, help="Chỉ xem sẽ đổi những gì, không ghi.")
@as_json
def collect(
    campaign_name: str,
    source: str | None,
    unit_codes: tuple[str, ...],
    observed_at: str | None,
    again: bool,
    nothing_sent: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Đọc bảng của các đơn vị, kiểm tra, ghi lại và đánh dấu đơn vị quá hạn."""
    from flows.cli import recording
    from flows.desk.request import read_request

    settings = read_settings()
    request = read_request(
        settings,
        campaign_name,
        source,
        unit_codes,
        observed_at,
        reads_again=again,
        nothing_was_sent=nothing_sent,
    )
    look = recording.try_out if dry_run else recording.collect
    result: RunSummary | TriedOut = look(settings, request)
    if as_json:
        record = {**asdict(result), "unreadable": [unit.unit_code for unit in result.unreadable]}
        if "questions" in record:
            # the key that scripts know since 0.1.0
            record["asked"] = record.pop("questions")
        print_json(record)
    else:
        _show_run(result, request.campaign.time_zone)
    sys.exit(result.exit_code)


def _show_run(result: RunSummary | TriedOut, zone: str) -> None:
    from flows.desk.collection.dry_run import TriedOut
    from flows.desk.collection.summary import OUTCOME_VI
    from flows.steps.publish import tables
    from flows.steps.publish.words import local

    at = local(result.as_of, zone)
    if isinstance(result, TriedOut):
        parts = [tables.run_table(result.units, f"Chạy thử lúc {at}")]
        if result.changes:
            parts.append(tables.changes_table(result.changes, f"{len(result.changes)} đơn vị sẽ đổi"))
        print_parts(*parts, result.message)
        return
    title = f"Lần thu thập lúc {at}: {OUTCOME_VI[result.outcome]}"
    lines = [result.message, *result.strays]
    if result.flagged:
        lines.append(f"Đánh dấu quá hạn: {', '.join(result.flagged)}.")
    if result.cleared:
        lines.append(f"Bỏ đánh dấu: {', '.join(result.cleared)}.")
    print_parts(tables.run_table(result.units, title), *lines)


@click.command()
@of_campaign
@of_units
@click.option("--write", is_flag=True, help="Ghi lại số liệu đã tính; không có thì chỉ xem sẽ đổi những gì.")
@as_json
def rebuild(campaign_name: str, unit_codes: tuple[str, ...], write: bool, as_json: bool) -> None:
    """Tính lại mọi số liệu từ các bản chụp đã lưu, theo quy tắc hiện nay; chỉ xem thử nếu không có --write."""
    from flows.cli import recording
    from flows.desk.rebuild import message_of, read_rebuild, rebuild_units
    from flows.desk.request import now

    settings = read_settings()
    database, campaign, units = read_rebuild(settings, campaign_name, unit_codes)

    def here() -> list[Change]:
        return rebuild_units(database, campaign, units, now(), is_dry_run=not write)

    changes = recording.rebuild(settings, campaign_name, unit_codes, here, writes=write)
    if as_json:
        print_json(changes)
        return
    from flows.steps.publish import tables

    title = message_of(changes, len(units), is_dry_run=not write)
    parts = [] if write else ["Muốn ghi, hãy chạy lại với --write."]
    print_parts(tables.changes_table(changes, title), *parts)


@click.command()
@of_campaign
@click.option("--source", metavar="google|THƯ_MỤC", help="Nguồn; mặc định theo đợt báo cáo.")
@as_json
def doctor(campaign_name: str, source: str | None, as_json: bool) -> None:
    """Khám trước mỗi đợt: khóa, đồng hồ, cơ sở dữ liệu, bảng của từng đơn vị. Không ghi gì."""
    from flows.desk.doctor import examine, report
    from flows.desk.request import read_request

    settings = read_settings()
    request = read_request(settings, campaign_name, source)
    server = _prefect_check(settings)
    with progress("Đang xem bảng của các đơn vị") as advance:
        diagnosis = examine(settings, request, server, on_unit=advance)
    if as_json:
        print_json(diagnosis)
    else:
        print_parts(*report(diagnosis, request.campaign.time_zone))
    sys.exit(diagnosis.exit_code)


def _prefect_check(settings: Settings) -> tuple[Check, ...]:
    """The server that collections are recorded by, where there is one: without it they do not begin."""
    if settings.prefect_api_url is None:
        return ()
    from flows.desk.checkup import Check
    from flows.serving.deploying import enter

    name = "Máy chủ Prefect"
    try:
        enter(settings)
        from flows.serving.server.prefect_server import greet

        greet()
    except PipelineError as error:
        return (Check.failing(name, error),)
    return (Check(name, True, "Máy chủ của PREFECT_API_URL trả lời."),)

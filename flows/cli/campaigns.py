"""Commands of a campaign's own files."""

from __future__ import annotations

import click

from flows.cli.letters import new
from flows.cli.options import of_campaign
from flows.settings import read_settings


@click.group()
def campaign() -> None:
    """Đợt báo cáo: ngày nghỉ, hạn, bắt đầu, đóng."""


campaign.add_command(new)


@campaign.command()
@of_campaign
def check(campaign_name: str) -> None:
    """So ngày nghỉ ghi trong campaign.toml với ngày nghỉ mà thư viện biết; chỉ nêu chỗ khác, không sửa gì."""
    from flows.desk import days_off
    from flows.desk.request import read_campaign

    chosen = read_campaign(read_settings(), campaign_name)
    differences = days_off.differences(chosen)
    for difference in differences or ("Ngày nghỉ trong campaign.toml khớp với thư viện.",):
        click.echo(difference)
    if differences:
        click.echo(days_off.weight(chosen))


@campaign.command()
@of_campaign
def deadlines(campaign_name: str) -> None:
    """Hạn của đợt theo từng cách hiểu công văn, đơn vị nào có hạn riêng, các lần chạy sắp tới."""
    from flows.cli.output import print_parts
    from flows.desk.deadlines import deadlines
    from flows.desk.request import now, read_campaign
    from flows.desk.timetable import lines, read
    from flows.steps.publish.tables import table_of
    from flows.steps.publish.words import deadline_in_words
    from flows.store.database import open_database

    settings, as_of = read_settings(), now()
    chosen = read_campaign(settings, campaign_name)
    found = deadlines(database := open_database(settings), chosen, as_of)
    of_campaign = table_of(f"Hạn của đợt {chosen.code}", "Cách hiểu…|Báo cáo phải có|Ghi chú")
    for each in found.cutoffs:
        at = deadline_in_words(each.cutoff_at, chosen.time_zone)
        of_campaign.add_row(each.reading_vi, at, "hạn của đợt" if each.is_own else "")
    of_units = table_of(f"{len(found.extended)} đơn vị có hạn riêng", "Mã|Đơn vị…|Báo cáo phải có")
    for unit in found.extended:
        of_units.add_row(unit.unit_code, unit.unit_name, deadline_in_words(unit.cutoff_at, chosen.time_zone))
    to_come = table_of("Sắp chạy, khi bluezone up", "Lúc|Việc…")
    for when, what, _kind in lines(read(database, chosen, as_of), as_of):
        to_come.add_row(when, what)
    parts = (of_campaign, *([of_units] if found.extended else []))
    print_parts(*parts, to_come if to_come.rows else "Không có lần chạy nào sắp tới.")


@campaign.command()
@of_campaign
@click.option("--anyway", is_flag=True, help="Vẫn bắt đầu khi chưa sẵn sàng.")
def begin(campaign_name: str, anyway: bool) -> None:
    """Khám mọi thứ; sẵn sàng thì bật lịch của đợt trên máy chủ Prefect."""
    from flows.cli.recording import begin_recorded

    click.echo(begin_recorded(read_settings(), campaign_name, is_begun=True, anyway=anyway))


@campaign.command()
@of_campaign
@click.option("--anyway", is_flag=True, help="Vẫn đóng khi chưa hết hạn.")
def close(campaign_name: str, anyway: bool) -> None:
    """Cho lịch của đợt trên máy chủ Prefect nghỉ khi mọi hạn đã qua; không xóa gì."""
    from flows.cli.recording import begin_recorded

    click.echo(begin_recorded(read_settings(), campaign_name, is_begun=False, anyway=anyway))

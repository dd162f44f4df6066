"""Commands of the roster: what its file would change, taking it as it is now, every edition that was taken."""

from __future__ import annotations

import click

from flows.cli.decisions import by_letter, by_whom, of_past
from flows.cli.options import as_json, of_campaign
from flows.cli.output import print_json, print_parts, show_recorded
from flows.settings import read_settings


@click.group()
def roster() -> None:
    """Danh sách đơn vị: xem tệp roster.csv sẽ đổi gì, nhận bản mới, các bản đã nhận."""


@roster.command()
@of_campaign
@as_json
def diff(campaign_name: str, as_json: bool) -> None:
    """Tệp roster.csv khác bản đã nhận ở đâu, và nhận thì tỷ lệ báo cáo đổi thế nào. Không ghi gì."""
    from flows.desk.editions import preview
    from flows.desk.request import now, read_campaign
    from flows.steps.publish.recorded import differences_table
    from flows.store.database import open_database

    settings = read_settings()
    campaign = read_campaign(settings, campaign_name)
    found = preview(open_database(settings), campaign, now())
    if as_json:
        print_json(found)
        return
    if not found.differences:
        print_parts(found.would)
        return
    print_parts(
        differences_table(found.differences),
        found.would,
        f'Muốn nhận: bluezone roster take --campaign {campaign_name} --by "AI" --reason "VÌ SAO"',
    )


@roster.command()
@of_campaign
@by_whom
@click.option("--reason", "--why", "reason", required=True, metavar="LÝ_DO", help="Vì sao.")
@by_letter
@of_past
def take(
    campaign_name: str, decided_by: str, reason: str, letter_number: str, *, is_past_meant: bool
) -> None:
    """Nhận roster.csv như tệp ghi bây giờ: từ lúc này mọi câu trả lời theo bản mới, câu trả lời cũ giữ nguyên."""
    from flows.cli import recording
    from flows.desk import editions

    settings = read_settings()
    taken = editions.take(
        settings, campaign_name, decided_by, reason, letter_number, is_past_meant=is_past_meant
    )
    click.echo(taken.did)
    if taken.is_new:
        recording.show_decided(settings, campaign_name, "nhận danh sách", taken.did)


@roster.command(name="list")
@of_campaign
@as_json
def listed(campaign_name: str, as_json: bool) -> None:
    """Các bản danh sách đã nhận: từ lúc nào, ai nhận, vì sao."""
    from flows.steps.publish.recorded import editions_table
    from flows.store.recorded.rosters import editions

    show_recorded(campaign_name, editions, editions_table, "bản danh sách đơn vị", as_json=as_json)

"""The command that plays a campaign before its letter goes out."""

from __future__ import annotations

import click

from flows.cli.options import as_json
from flows.cli.output import print_json, print_parts, progress
from flows.settings import read_settings


@click.command()
@click.argument("campaign_name", metavar="ĐỢT")
@as_json
def rehearse(campaign_name: str, *, as_json: bool) -> None:
    """Diễn thử một đợt trước khi gửi công văn: lịch chạy, tình trạng, thư nhắc. Không gửi gì, không đụng số liệu thật."""
    from flows.desk.playing.play import play
    from flows.desk.playing.told import parts
    from flows.desk.request import read_campaign

    campaign = read_campaign(read_settings(), campaign_name)
    with progress(f"Đang diễn thử đợt {campaign.code}") as advance:
        played = play(campaign, advance)
    if as_json:
        print_json(played)
    else:
        print_parts(*parts(played, campaign.time_zone))

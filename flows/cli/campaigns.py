"""Commands of a campaign's own files."""

from __future__ import annotations

import click

from flows.cli.options import of_campaign
from flows.settings import read_settings


@click.group()
def campaign() -> None:
    """Tệp của đợt báo cáo."""


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

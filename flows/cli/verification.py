"""The command that proves the records: every hash computed again, the first broken link named."""

from __future__ import annotations

import sys
from dataclasses import asdict

import click

from flows.cli.options import as_json, of_campaign
from flows.cli.output import print_json
from flows.settings import read_settings


@click.command()
@of_campaign
@click.option(
    "--printed", metavar="MÃ", help="Mã cuối đã in trong một văn bản: xem nó còn trong chuỗi không."
)
@as_json
def verify(campaign_name: str, printed: str | None, as_json: bool) -> None:
    """Chứng minh mọi lần ghi nhận, quyết định, thay đổi còn nguyên; nêu mắt xích đứt đầu tiên hoặc mã cuối để in."""
    from flows.desk import verifying
    from flows.desk.request import read_campaign
    from flows.store.database import open_database

    settings = read_settings()
    campaign = read_campaign(settings, campaign_name)
    proof = verifying.verify(open_database(settings), campaign, printed)
    if as_json:
        print_json({**asdict(proof), "is_whole": proof.is_whole})
    else:
        for line in verifying.sentences(proof, campaign):
            click.echo(line)
    if not proof.is_whole:
        sys.exit(1)

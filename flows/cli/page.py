"""The command that writes the page of a campaign."""

from __future__ import annotations

from pathlib import Path

import click

from flows.cli.options import of_campaign
from flows.settings import read_settings


@click.command()
@of_campaign
@click.option("--at", metavar="THỜI_ĐIỂM", help="Đúng như biết được lúc này; mặc định bây giờ.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="TỆP",
    help="Nơi ghi trang; không nêu thì là nơi máy chủ Prefect của máy này cho xem.",
)
@click.option("--public", "is_public", is_flag=True, help="Bản công khai: chỉ số tổng, không nêu đơn vị nào.")
def page(campaign_name: str, at: str | None, out: Path | None, *, is_public: bool) -> None:
    """Ghi trang tình hình của đợt, một tệp index.html mở được ở bất kỳ đâu, in được khổ A4."""
    from flows.desk.instants import instant
    from flows.desk.page import writing
    from flows.desk.page.facts import read_facts
    from flows.desk.page.places import place_of
    from flows.desk.request import now, read_campaign
    from flows.store.database import open_database
    from flows.store.files.folders import make_folder

    settings = read_settings()
    campaign = read_campaign(settings, campaign_name)
    as_of = instant(at, campaign.time_zone) if at is not None else now()
    facts = read_facts(open_database(settings), campaign, as_of)
    file = out.expanduser().resolve() if out else place_of(settings.home, campaign.code, is_public=is_public)
    if out is None:
        make_folder(file.parent)
    writing.write(file, writing.text_of(facts, is_public=is_public))
    click.echo(f"Đã ghi trang của đợt {campaign.code}: {file}")

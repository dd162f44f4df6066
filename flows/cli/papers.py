"""The command that drafts papers, and the one that tells which issued ones no longer hold."""

from __future__ import annotations

from pathlib import Path

import click

from flows.cli.options import of_campaign
from flows.settings import read_settings


@click.command()
@of_campaign
@click.option(
    "--at",
    metavar="THỜI_ĐIỂM",
    help="Đúng như biết được lúc này; mặc định lúc đã chốt số liệu, chưa chốt thì bây giờ.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="THƯ_MỤC",
    help="Nơi ghi; không nêu thì là thư mục papers của máy này.",
)
@click.option(
    "--changed",
    "wants_changed",
    is_flag=True,
    help="Văn bản đã ban hành nào không còn đúng, câu nào; lập dự thảo đính chính.",
)
def papers(campaign_name: str, at: str | None, out: Path | None, *, wants_changed: bool) -> None:
    """Lập dự thảo các văn bản của một thời điểm: đôn đốc, báo cáo, xếp hạng, phiếu tiếp nhận, bảng lỗi từng đơn vị."""
    from flows.desk.instants import instant
    from flows.desk.papers import telling
    from flows.desk.papers.drafting import correct, draft, wanted
    from flows.desk.request import now, read_campaign
    from flows.store.database import open_database

    settings = read_settings()
    campaign, database = read_campaign(settings, campaign_name), open_database(settings)
    as_of = instant(at, campaign.time_zone) if at is not None else now() if wants_changed else None
    folder = out.expanduser().resolve() if out else None
    asked = wanted(database, campaign, settings.home, now(), as_of, folder)
    if wants_changed:
        found, written = correct(database, asked)
        told = telling.of_changes(found, written, campaign)
    else:
        told = telling.of_drafts(draft(database, asked), asked)
    for line in told:
        click.echo(line)

"""The command that hands out the templates of a campaign."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from flows.cli.options import of_campaign, of_units
from flows.settings import read_settings


@click.command()
@of_campaign
@of_units
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="THƯ_MỤC",
    help="Nơi ghi các mẫu; không nêu thì là mau-ĐỢT ở thư mục đang đứng.",
)
@click.option(
    "--google",
    "is_google",
    is_flag=True,
    help="Không ghi tệp mà đặt tiêu đề của mẫu vào bảng Google của đơn vị, chỉ khi bảng còn trống.",
)
def template(campaign_name: str, unit_codes: tuple[str, ...], out: Path | None, *, is_google: bool) -> None:
    """Lập mẫu báo cáo cho từng đơn vị, một tệp .xlsx mỗi đơn vị; không ghi đè tệp nào."""
    from flows.desk.request import read_campaign, read_units

    settings = read_settings()
    campaign = read_campaign(settings, campaign_name)
    units = read_units(campaign, unit_codes)
    if is_google:
        if out is not None:
            raise click.UsageError("--out là nơi ghi tệp, không đi cùng --google.")
        from flows.desk.template import shared_sheets

        is_failed = False
        for laid in shared_sheets.lay(settings, campaign, units):
            click.echo(laid.line)
            is_failed |= laid.is_failed
        if is_failed:
            sys.exit(1)
        return
    from flows.desk.template import files

    folder = (out or Path(f"mau-{campaign.code}")).expanduser().resolve()
    written = files.write(campaign, units, folder)
    for each in written:
        click.echo(
            f"{each.unit.code} {each.unit.name}: {each.path.name}{'' if each.is_new else ' (đã có sẵn)'}"
        )
    new = sum(each.is_new for each in written)
    there = f"; {len(written) - new} mẫu đã có sẵn, giống hệt" if new < len(written) else ""
    click.echo(f"Đã ghi {new} mẫu của đợt {campaign.code} vào {folder}{there}.")

"""The options that commands share."""

from __future__ import annotations

import click

DEFAULT_CAMPAIGN = "bluezone-2020"
as_json = click.option("--json", "as_json", is_flag=True, help="In JSON cho máy đọc.")
of_campaign = click.option(
    "--campaign",
    "campaign_name",
    default=DEFAULT_CAMPAIGN,
    show_default=True,
    metavar="ĐỢT",
    help="Đợt báo cáo: tên thư mục hoặc đường dẫn.",
)
of_units = click.option(
    "--unit", "unit_codes", multiple=True, metavar="MÃ", help="Chỉ đơn vị này; dùng được nhiều lần."
)

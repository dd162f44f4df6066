"""What commands are asked: the options they share, and an instant as people type it."""

from __future__ import annotations

import re
from datetime import datetime

import click

from flows.errors import ConfigurationError

DEFAULT_CAMPAIGN = "bluezone-2020"
as_json = click.option("--json", "as_json", is_flag=True, help="In JSON cho máy đọc.")
of_campaign = click.option(
    "--campaign", default=DEFAULT_CAMPAIGN, show_default=True, help="Đợt báo cáo: tên thư mục hoặc đường dẫn."
)
of_units = click.option(
    "--unit", "units", multiple=True, metavar="MÃ", help="Chỉ đơn vị này; dùng được nhiều lần."
)


def instant(text: str, zone: str) -> datetime:
    """An instant as typed: ISO 8601, or "28/8/2020 23:55"; without an offset it is the campaign's local time."""
    from zoneinfo import ZoneInfo

    typed = text.strip()
    if local := re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4}) (\d{1,2}:\d{2})", typed, re.ASCII):
        day, month, year, time = local.groups()
        typed = f"{year}-{month:0>2}-{day:0>2}T{time:0>5}"
    try:
        moment = datetime.fromisoformat(typed)
    except ValueError as error:
        raise ConfigurationError(
            f"'{text}' không phải thời điểm; hãy ghi như 2020-08-28T23:55+07:00."
        ) from error
    return moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone))

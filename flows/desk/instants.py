"""An instant as people type it, in a command or a form.

A form's picker of dates is not offered: Prefect's begins in UTC whatever the browser's zone is, and a deadline would
move by seven hours unseen.
"""

from __future__ import annotations

import re
from datetime import datetime

from flows.errors import ConfigurationError


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
        raise ConfigurationError(f"'{text}' không phải thời điểm; hãy ghi như 28/8/2020 23:55.") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone))

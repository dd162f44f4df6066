"""The options that commands share."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Any

import click

from flows.settings import read_settings


def _meant(context: click.Context, _parameter: click.Parameter, typed: str | None) -> str | None:
    """The campaign that runs, where none is named."""
    if context.resilient_parsing:
        return typed
    from flows.desk.campaigns import meant
    from flows.desk.request import now

    return meant(read_settings(), typed, now())


as_json = click.option("--json", "as_json", is_flag=True, help="In JSON cho máy đọc.")
of_campaign = click.option(
    "--campaign",
    "campaign_name",
    callback=_meant,
    metavar="ĐỢT",
    help="Đợt báo cáo: tên thư mục hoặc đường dẫn. Không ghi: đợt đang chạy.",
)
of_units = click.option(
    "--unit", "unit_codes", multiple=True, metavar="MÃ", help="Chỉ đơn vị này; dùng được nhiều lần."
)


class Words(click.Choice[str]):
    """One of some words and what it means, in capitals or not, however its letters are typed: "đúng-hạn", "on_time"."""

    def __init__(self, meanings: Mapping[str, str]) -> None:
        super().__init__(list(meanings), case_sensitive=False)
        self._meanings = meanings

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        typed = unicodedata.normalize("NFC", value.strip())
        word = typed.casefold().replace(" ", "-")
        return self._meanings[super().convert(word if word in self._meanings else typed, param, ctx)]

"""What commands answer: tables for people, JSON for machines, a bar while a person watches."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import click

from flows.settings import read_settings

if TYPE_CHECKING:
    from datetime import datetime

    from rich.console import Console, RenderableType
    from rich.table import Table

    from flows.store.database import Connection
    from schemas.campaign import Campaign

Row = TypeVar("Row")


def print_json(value: Any) -> None:
    """Instants in ISO 8601 with their offset, exact numbers as numbers."""
    import json

    click.echo(json.dumps(value, default=_plain, ensure_ascii=False, indent=2))


def _plain(value: Any) -> Any:
    from dataclasses import asdict, is_dataclass
    from datetime import date, datetime
    from decimal import Decimal
    from enum import Enum
    from uuid import UUID

    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    raise TypeError(f"no JSON for {type(value).__name__}")


def print_parts(*parts: RenderableType) -> None:
    console().print(*parts, sep="\n", markup=False, highlight=False)


def console() -> Console:
    """A terminal as wide as it is, and wide enough for a table where there is none."""
    from rich.console import Console

    made = Console()
    return made if made.is_terminal else Console(width=160)


@contextmanager
def progress(title: str) -> Iterator[Callable[[int], None]]:
    """A bar on stderr while a person watches; called after each step with the number of all."""
    from rich.console import Console
    from rich.progress import Progress

    watched = Console(stderr=True)
    with Progress(console=watched, disable=not watched.is_terminal, transient=True) as bar:
        task = bar.add_task(title, total=None)
        yield lambda total: bar.update(task, total=total, advance=1)


def show_recorded(
    campaign_name: str,
    read: Callable[[Connection, str], list[Row]],
    table: Callable[[list[Row], str, str], Table],
    what: str,
    *,
    as_json: bool,
) -> None:
    """All that is recorded of a campaign and of one kind. `what` stands behind its number in the table's title."""
    from flows.desk.request import read_campaign
    from flows.store.database import open_database

    settings = read_settings()
    campaign = read_campaign(settings, campaign_name)
    with open_database(settings).begin() as connection:
        found = read(connection, campaign.code)
    if as_json:
        print_json(found)
    else:
        print_parts(table(found, f"{len(found)} {what}", campaign.time_zone))


def shown_instant(instant: datetime, campaign: Campaign) -> str:
    from flows.steps.publish.words import dated

    return f"{dated(instant, campaign.time_zone)} ({campaign.time_zone})"

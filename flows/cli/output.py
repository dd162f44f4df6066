"""What commands answer: tables for people, JSON for machines, a bar while a person watches."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from schemas.campaign import Campaign


def print_json(value: Any) -> None:
    from flows.steps.publish.tables import to_json

    click.echo(to_json(value))


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


def shown_instant(instant: datetime, campaign: Campaign) -> str:
    from flows.steps.publish.tables import dated

    return f"{dated(instant, campaign.time_zone)} ({campaign.time_zone})"

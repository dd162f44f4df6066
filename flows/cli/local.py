"""Commands of this machine: the demonstration, and the embedded database server."""

from __future__ import annotations

import click

from flows.cli.output import console
from flows.settings import read_settings


@click.command()
def demo() -> None:
    """Diễn lại đợt Bluezone 8/2020 với 21 đơn vị mẫu, qua đúng quy trình thật."""
    from flows.demo import play

    play(read_settings(), console())


@click.command()
def stop() -> None:
    """Dừng máy chủ PostgreSQL nhúng, nếu đang chạy."""
    from flows.store.embedded import postgres

    postgres.stop(read_settings().home)

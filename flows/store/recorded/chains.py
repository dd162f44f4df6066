"""The chain of a campaign: every look, decision and change with the hash of the one before it.

Arrives: a campaign; a hash that was printed.
Leaves:  values: how long the chain is, where it is broken, whether a hash is one of its links'.
Not here: the linking. Triggers of the tables' owner do that (`sql/functions/append_link.sql`), so that whoever writes
         with the pipeline's role can neither leave it out nor choose what it says.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import Connection

from flows.store import records

Reason = Literal["number", "previous", "gone", "altered", "words", "content", "unlinked", "roster"]


@dataclass(frozen=True, slots=True)
class Chain:
    """`last_sha256` is what a letter prints; None while nothing was recorded."""

    links: int
    first_at: datetime | None
    last_at: datetime | None
    last_sha256: str | None
    erased: int
    simulated_since: datetime | None


@dataclass(frozen=True, slots=True)
class BrokenLink:
    """Where the chain is broken and how (`sql/functions/broken_link.sql`); `link` is None for what hangs on none."""

    link: int | None
    kind: str
    about: int | None
    unit_code: str | None
    linked_at: datetime | None
    reason: Reason


@dataclass(frozen=True, slots=True)
class PrintedLink:
    """The link whose hash was printed."""

    link: int
    linked_at: datetime


def server_clock(connection: Connection) -> datetime | None:
    """What the server holds instants against now; None where they are simulated."""
    found: datetime | None = records.value(connection, "server_clock")
    return found


def chain(connection: Connection, campaign_code: str) -> Chain:
    """How long the chain is, and how it ends."""
    [found] = records.read(connection, Chain, "chain", campaign=campaign_code)
    return found


def broken_links(connection: Connection, campaign_code: str) -> list[BrokenLink]:
    """Where it is broken, the first place first; nothing when it is whole."""
    return records.read(connection, BrokenLink, "broken_links", campaign=campaign_code)


def links_of_hash(connection: Connection, campaign_code: str, beginning: str) -> list[PrintedLink]:
    """The links whose hash begins so; of enough digits there is one at most."""
    return records.read(connection, PrintedLink, "printed_link", campaign=campaign_code, printed=beginning)

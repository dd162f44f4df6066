"""Remove what units typed once it is old enough; hashes, instants and figures stay.

Arrives: a campaign, the instant before which nothing is needed any more.
Leaves:  contents without cells, findings with their rule's general sentence, texts with … for people, no drafts that
         nobody issued; what was removed and what is left, as counts.
Not here: the policy's whole order, locks and folding (`flows.desk.pruning`).

The roles of the pipeline cannot do this: whoever connects must own the tables.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from flows.errors import ConfigurationError, DatabaseUnavailable
from flows.store import dictionaries, records
from flows.store.database import Database, statement
from schemas.finding import general_sentence
from schemas.form.form import Form
from schemas.rules import catalogue

CELL = "{cell}"


@dataclass(frozen=True, slots=True)
class PrunedContent:
    """One content whose cells were removed: whose sheets held it, how many bytes it took."""

    unit_codes: Sequence[str]
    bytes: int


@dataclass(frozen=True, slots=True)
class Left:
    """What a campaign still keeps of people: contents with cells, rows that name somebody, reasons of decisions that do."""

    contents: int
    contacts: int
    decisions: int


def require_owner(connection: Connection) -> None:
    """Raises ConfigurationError when whoever connects does not own the tables that are pruned."""
    if not records.value(connection, "owns_snapshots"):
        raise ConfigurationError(
            "Tài khoản của DATABASE_URL không sở hữu các bảng nên không được xóa; "
            "hãy dùng tài khoản đã chạy bluezone migrate."
        )


def seen_units(connection: Connection, campaign_code: str) -> list[str]:
    """Every unit the campaign ever looked at, those that left the roster too."""
    return records.values(connection, "seen_units", campaign=campaign_code)


def prune_snapshots(
    connection: Connection, campaign_code: str, before: datetime, now: datetime
) -> list[PrunedContent]:
    """Remove the cells of contents last seen before an instant. `statements/prune_snapshots.sql` says which stay."""
    records.write(connection, "lock_snapshots")
    facts = {"campaign": campaign_code, "before": before, "now": now}
    return records.read(connection, PrunedContent, "prune_snapshots", **facts)


def pruned_contents(connection: Connection, hashes: Collection[str]) -> list[str]:
    """Which of some contents have no cells any more."""
    return records.values(connection, "pruned_contents", hashes=list(hashes))


def prune_findings(connection: Connection, campaign_code: str, form: Form, now: datetime) -> list[str]:
    """Remove what findings and answers quote once no kept content shows it. Returns each finding's unit."""
    records.write(connection, "prune_answers", campaign=campaign_code)
    sentences = {rule: general_sentence(form, rule, CELL) for rule in catalogue(form)}
    facts = {"rules": list(sentences), "sentences": list(sentences.values())}
    return records.values(connection, "prune_findings", campaign=campaign_code, now=now, **facts)


def prune_contacts(connection: Connection, campaign_code: str, before: datetime) -> int:
    """Remove people and their addresses before an instant, wherever cells do not hold them. Returns of how many rows."""
    facts = {"campaign": campaign_code, "before": before}
    names = ("prune_looks", "prune_runs", "prune_reminders")
    # also of what the form asked for once
    texts = statement("prune_texts", dictionaries.read(connection))
    return sum(connection.execute(each, facts).rowcount for each in (*map(statement, names), texts))


def prune_drafts(connection: Connection, campaign_code: str, before: datetime) -> int:
    """Remove the papers drafted before an instant that nobody issued. Returns how many."""
    return records.write(connection, "prune_drafts", campaign=campaign_code, before=before)


def left(connection: Connection, campaign_code: str) -> Left:
    """What is still kept of people."""
    found = records.read_one(
        connection, Left, "left_by_prune", dictionaries.read(connection), campaign=campaign_code
    )
    return found or Left(0, 0, 0)


def rewrite(database: Database) -> None:
    """Write the pruned tables anew, so that what was removed is in their files no more.

    Readers and runs wait for it, it waits for them. Raises DatabaseUnavailable when the tables are in use for too
    long: then everything is removed for whoever asks, and the command is to be run again for the files.
    """
    try:
        # VACUUM runs in no transaction
        with database.session() as connection:
            records.write(connection, "rewrite_pruned")
    except DatabaseUnavailable as error:
        raise DatabaseUnavailable(
            "Đã xóa nội dung, nhưng chưa dọn được khỏi tệp của cơ sở dữ liệu vì bảng đang được dùng; "
            "hãy chạy lại lệnh này sau."
        ) from error

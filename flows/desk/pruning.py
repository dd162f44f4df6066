"""Prune: remove what the units typed, by policy; every figure, hash, instant and standing stays.

    fold what waits → contents' cells → findings' words → people → drafts      one campaign, in one transaction
    write the tables anew                                     so that the database's files hold it no more
    papers of the home                                        whose instants, or whose contents, are gone

What goes, by three clocks (`[retention]` of campaign.toml):
- people, first: whoever is named, and whatever number or address stands, in files' names, runs' words and branches' texts,
  and the addresses that reminders went to;
- what was typed, later: the cells of each content that was last seen before an instant, and what findings quoted of it.
  Until then a rapporteur's name and telephone are in the cells, where the sheet has them: a content is kept whole, under
  its hash, or not at all.
- papers that were drafted and that nobody issued, after they were first drafted. What was issued is kept, with its figures:
  the law on archives wants it.
- with what was typed, the files of papers in the home: those of earlier instants, and of later ones what was made of a content
  that went (`flows.desk.papers.expiry`).
What stays: the accepted figures with their branches' names and notes, each content's hash and every look at it,
each finding's rule, cell and instants, and who of the desk's staff declared or decided something, and why.

- The content that a unit's sheet is last known to hold stays until the unit's own cutoff, extensions included, has
  passed by that instant: until then the unit may still have to correct it.
- A finding's words go with the last kept content that showed them. So an open finding keeps its words while the unit
  must act on them, a closed one loses them with its content, and nothing is hidden that the cells would still show.
- A look that no run has folded yet is folded first, so that nothing goes unread.

Afterwards a unit with a pruned content cannot be folded again from its first return: `rebuild` leaves it as it is,
and `collect` refuses a look that arrived out of order. A sheet that holds a pruned content again is kept anew.
Backups, replicas and archived logs of the database are not touched: they go by their own terms.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from flows.desk.papers import expiry
from flows.errors import ConfigurationError
from flows.steps.fold import UNITS_FOLDED_AT_ONCE, fold_units
from flows.steps.load import lock
from flows.store.database import Database
from flows.store.recorded import retention
from flows.store.recorded.retention import Left, PrunedContent
from schemas.campaign import Campaign


@dataclass(frozen=True, slots=True)
class UnitRemoval:
    """What was removed of one unit. A content that several units held counts for each of them."""

    unit_code: str
    contents: int
    findings: int
    bytes: int


@dataclass(frozen=True, slots=True)
class Removal:
    """What was removed: each content once; `bytes` of cells as they were kept, compressed."""

    before: datetime
    contacts_before: datetime
    is_dry_run: bool
    contacts: int
    """Rows whose text named people, or that had an address."""
    contents: int
    findings: int
    bytes: int
    drafts: int
    """Papers that nobody issued."""
    paper_files: int
    """Files of papers in the home."""
    units: tuple[UnitRemoval, ...]
    left: Left


def prune(
    database: Database,
    campaign: Campaign,
    before: datetime | None,
    now: datetime,
    *,
    is_dry_run: bool,
    home: Path | None = None,
) -> Removal:
    """Remove what was last seen before an instant; a dry run says the same numbers and leaves everything.

    Without an instant the campaign's own periods decide. People go by the shorter of the first two, drafts by their own,
    whatever the instant. `home`: where papers lie; None where none do.

    Done again, it removes nothing more, and finishes what a table in use kept from being finished.
    Raises ConfigurationError for an instant in the future or an account that does not own the tables.
    """
    before = before or now - timedelta(days=campaign.retention.typed_days)
    if before > now:
        raise ConfigurationError("Thời điểm --before ở tương lai; chỉ xóa được những gì đã thấy trước đây.")
    with database.begin(role=None) as connection:
        retention.require_owner(connection)
        lock(connection, campaign.code)
        work = connection.begin_nested()
        units = retention.seen_units(connection, campaign.code)
        for start in range(0, len(units), UNITS_FOLDED_AT_ONCE):
            fold_units(connection, campaign, units[start : start + UNITS_FOLDED_AT_ONCE])
        contents = retention.prune_snapshots(connection, campaign.code, before, now)
        findings = retention.prune_findings(connection, campaign.code, campaign.form, now)
        contacts_before = max(before, now - timedelta(days=campaign.retention.contacts_days))
        contacts = retention.prune_contacts(connection, campaign.code, contacts_before)
        drafts_before = now - timedelta(days=campaign.retention.drafts_days)
        drafts = retention.prune_drafts(connection, campaign.code, drafts_before)
        left = retention.left(connection, campaign.code)
        pruned = partial(retention.pruned_contents, connection)
        files = [] if home is None else expiry.expired(home, campaign, before, pruned)
        if is_dry_run:
            work.rollback()
    if not is_dry_run:
        expiry.remove(files)
        retention.rewrite(database)
    return Removal(
        before,
        contacts_before,
        is_dry_run,
        contacts,
        len(contents),
        len(findings),
        sum(content.bytes for content in contents),
        drafts,
        len(files),
        _by_unit(contents, findings),
        left,
    )


def _by_unit(contents: list[PrunedContent], findings: list[str]) -> tuple[UnitRemoval, ...]:
    held = Counter(unit for content in contents for unit in content.unit_codes)
    quoted = Counter(findings)
    size: Counter[str] = Counter()
    for content in contents:
        size.update(dict.fromkeys(content.unit_codes, content.bytes))
    return tuple(
        UnitRemoval(unit, held[unit], quoted[unit], size[unit])
        for unit in sorted(held.keys() | quoted.keys())
    )

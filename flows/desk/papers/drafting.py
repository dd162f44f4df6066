"""Drafting: the papers of one instant are composed, proven, numbered and written.

    compose   words and figures, from `report.*` as of the instant       `composing`
    prove     every figure found again, in a transaction of its own      `proof`
    record    what each draft says, under a number                       `flows.store.recorded.papers`
    write     files, each marked DỰ THẢO with that number                `layout`, `folder`

Arrives: a database, a campaign, an instant, a folder.
Leaves:  what was written where. A draft may be drafted again: the same figures are the same draft, under one number.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from flows.desk.papers import folder as places
from flows.desk.papers import recording
from flows.desk.papers.changed import ChangedPaper, changed
from flows.desk.papers.composing import compose
from flows.desk.papers.kinds import correction, results
from flows.desk.papers.kinds.letterhead import letterheads
from flows.desk.papers.layout.writing import docx_of
from flows.desk.papers.mistakes.workbook import workbook_of
from flows.desk.papers.paper import Paper
from flows.desk.papers.proof import prove
from flows.errors import ConfigurationError
from flows.steps import keep
from flows.store.database import Connection, Database
from flows.store.recorded import closings, papers
from flows.store.relations import rows_of
from schemas.campaign import Campaign


@dataclass(frozen=True, slots=True)
class Drafted:
    """A file that was written; `paper_id` is the number of its draft, None of what only goes with one."""

    file: Path
    kind: str
    unit_code: str | None = None
    paper_id: int | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """Of which instant papers are wanted, counted from which earlier one, and where they are to lie."""

    campaign: Campaign
    as_of: datetime
    since: datetime | None
    folder: Path
    looked_at: datetime | None = None
    """When anybody looked last at or before the instant: what came after it no paper knows."""


def wanted(
    database: Database, campaign: Campaign, home: Path, now: datetime, at: datetime | None, out: Path | None
) -> Wanted:
    """No instant means the one that was closed last, or now; gains are counted from the last report that was issued.

    Raises ConfigurationError for an instant that is still to come.
    """
    if at is not None and at > now:
        raise ConfigurationError("Thời điểm ấy chưa đến, nên chưa có số liệu; hãy nêu một lúc đã qua (--at).")
    with database.begin() as connection:
        closing = closings.closing_in_force(connection, campaign.code, now) if at is None else None
        as_of = campaign.in_its_zone(at or (closing.as_of if closing else now))
        since = _last_reported(connection, campaign.code, as_of)
        looked_at = keep.last_look(connection, campaign.code, as_of)
    folder = out or places.folder_of(home, campaign.code, as_of)
    return Wanted(campaign, as_of, since, folder, looked_at)


def _last_reported(connection: Connection, campaign_code: str, as_of: datetime) -> datetime | None:
    """The instant of the last report that was issued, of those before."""
    issued = (each for each in papers.issues(connection, campaign_code) if each.is_in_force)
    return max(
        (each.as_of for each in issued if each.kind == results.KIND and each.as_of < as_of), default=None
    )


def draft(database: Database, asked: Wanted) -> list[Drafted]:
    """Every paper of the instant, and what goes with it. Raises PaperUnproven, ConfigurationError."""
    composed = database.run(lambda connection: compose(connection, asked.campaign, asked.as_of, asked.since))
    written = write_papers(database, asked.campaign.code, composed, asked.folder)
    with database.begin() as connection:
        return written + list(write_beside(connection, asked))


def correct(database: Database, asked: Wanted) -> tuple[list[ChangedPaper], list[Drafted]]:
    """Which issued papers no longer hold at the instant, and a draft for each that corrects it. Raises likewise."""
    found = database.run(lambda connection: changed(connection, asked.campaign, asked.as_of))
    heads = letterheads(asked.campaign, [correction.KIND], asked.as_of) if found else []
    composed = [correction.correction(asked.campaign, head, each) for head in heads for each in found]
    return found, write_papers(database, asked.campaign.code, composed, asked.folder)


def write_papers(
    database: Database, campaign_code: str, composed: list[Paper], folder: Path
) -> list[Drafted]:
    """Prove papers, record them as drafts, write them."""

    def record(connection: Connection) -> list[Paper]:
        prove(connection, composed)
        return [
            replace(paper, paper_id=recording.draft(connection, campaign_code, paper)) for paper in composed
        ]

    written = []
    for paper in database.run(record):
        file = places.place_of(folder, paper)
        places.write(file, docx_of(paper))
        written.append(Drafted(file, paper.kind, paper.unit_code, paper.paper_id))
    return written


def write_beside(connection: Connection, asked: Wanted) -> Iterator[Drafted]:
    """What goes with the receipts: each unit's workbook of findings, and the content whose hash its receipt names."""
    campaign, as_of = asked.campaign, asked.as_of
    for row in rows_of(connection, "receipt_at", campaign.code, as_of, None):
        unit_code = row["unit_code"]
        made = {
            places.TO_MEND: (".xlsx", workbook_of(connection, campaign, unit_code, as_of)),
            places.KEPT: (".json", keep.cells_of(connection, row["content_sha256"])),
        }
        for kind, (suffix, content) in made.items():
            if content is not None:
                file = asked.folder / kind / f"{unit_code}{suffix}"
                places.write(file, content)
                yield Drafted(file, kind, unit_code)

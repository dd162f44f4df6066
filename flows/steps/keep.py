"""Keep what was seen: each distinct content once, by its hash, and every look at a sheet.

Arrives: observations, as the sources give them.
Leaves:  rows of `raw`, append-only but for cells removed by policy (`retention`), and the returns that `core` does not reflect yet.
Not here: what a content means.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection

from flows.errors import SnapshotAltered, SnapshotPruned
from flows.store import records
from flows.store.database import statement
from schemas.observation import LastRead, Observation, Outcome
from schemas.sheet import Sheet, from_json, to_json


@dataclass(frozen=True, slots=True)
class PendingReturn:
    """A kept content that changed what a unit's sheet says, not folded into `core` yet."""

    unit_code: str
    observation_id: int
    observed_at: datetime
    content_sha256: str
    must_refold: bool
    """A look arrived out of order, or before an answer: the unit is folded again from its first return."""
    is_first: bool
    """Nothing of the unit is folded before this one."""
    is_pruned: bool
    """The content's cells were removed by policy, so that it cannot be folded."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a unit's content was found: a spreadsheet's id, or a workbook's file name."""

    unit_code: str
    origin: str
    is_google: bool


def keep(connection: Connection, run_id: UUID, campaign_code: str, seen: Observation) -> Outcome:
    """Record one look, as `keep_all` does. Returns the outcome as recorded."""
    return keep_all(connection, run_id, campaign_code, [seen])[seen.unit_code]


def keep_all(
    connection: Connection, run_id: UUID, campaign_code: str, looks: Sequence[Observation]
) -> dict[str, Outcome]:
    """Record looks, at most one of a unit, with the contents that are new. Returns each unit's outcome as recorded.

    A content equal to the last one is `unchanged`; a sheet that held content and is gone is `missing`. The same
    look kept twice by one run is recorded once, and answers the second time as it did the first.
    """
    where = {
        "campaign": campaign_code,
        "unit_codes": [each.unit_code for each in looks],
        "instants": [each.observed_at for each in looks],
    }
    found = connection.execute(statement("last_contents"), where)
    last: dict[str, str] = {each.unit_code: each.content_sha256 for each in found}
    read = _keep_contents(connection, looks)
    said = [_said(each, read.get(each.unit_code), last.get(each.unit_code)) for each in looks]
    recorded = connection.execute(
        statement("record_observations"),
        {
            **where,
            "run_id": run_id,
            "outcomes": [outcome.value for outcome, _ in said],
            "origins": [each.origin for each in looks],
            "hashes": [content_sha256 for _, content_sha256 in said],
            "modified": [each.modified_at for each in looks],
            "versions": [each.version for each in looks],
            "were_read": [each.sheet is not None for each in looks],
            "declarers": [each.declared_by for each in looks],
            "details": [each.detail for each in looks],
        },
    )
    return {unit_code: Outcome(outcome) for unit_code, outcome in recorded}


def _said(seen: Observation, content_sha256: str | None, last: str | None) -> tuple[Outcome, str | None]:
    """What a look says beside the content before it: its outcome, and the content that the sheet holds."""
    if content_sha256 is not None:
        return (Outcome.UNCHANGED if last == content_sha256 else Outcome.READ), content_sha256
    if seen.outcome is Outcome.UNCHANGED and last is not None:
        return seen.outcome, last
    if seen.outcome is Outcome.ABSENT and last is not None:
        return Outcome.MISSING, None
    return seen.outcome, None


def _keep_contents(connection: Connection, looks: Sequence[Observation]) -> dict[str, str]:
    """Keep the cells, unless they are there. Returns by unit the hash they are found by."""
    sheets = {each.unit_code: each.sheet for each in looks if each.sheet is not None}
    if not sheets:
        return {}
    cells = {unit_code: to_json(sheet) for unit_code, sheet in sheets.items()}
    hashes = {unit_code: hashlib.sha256(written).hexdigest() for unit_code, written in cells.items()}
    longest = [max((len(tab.rows) for tab in sheet.tabs), default=0) for sheet in sheets.values()]
    records.write(
        connection,
        "keep_snapshots",
        hashes=list(hashes.values()),
        longest_tabs=longest,
        cells=list(cells.values()),
    )
    return hashes


def pending(connection: Connection, campaign_code: str, unit_codes: Sequence[str]) -> list[PendingReturn]:
    """The units' kept contents that `core` does not reflect yet, each unit's in the order they were observed."""
    facts = {"campaign": campaign_code, "unit_codes": list(unit_codes)}
    return records.read(connection, PendingReturn, "pending_returns", **facts)


def pruned_units(connection: Connection, campaign_code: str, unit_codes: Sequence[str]) -> set[str]:
    """Those of the units that cannot be folded again from their first return: a content of theirs was pruned."""
    facts = {"campaign": campaign_code, "unit_codes": list(unit_codes)}
    return set(records.values(connection, "pruned_units", **facts))


def last_reads(connection: Connection, campaign_code: str, as_of: datetime) -> dict[str, LastRead]:
    """By unit, the last read of its Google Sheet, so that an unchanged one need not be read again."""
    found = records.read(connection, LastRead, "last_reads", campaign=campaign_code, as_of=as_of)
    return {each.unit_code: each for each in found}


def last_look(connection: Connection, campaign_code: str, as_of: datetime) -> datetime | None:
    """When any unit of a campaign was looked at last, at or before an instant."""
    found: datetime | None = records.value(connection, "last_look", campaign=campaign_code, as_of=as_of)
    return found


def origins(connection: Connection, campaign_code: str, as_of: datetime) -> dict[str, Origin]:
    """By unit, where its latest content was found."""
    found = records.read(connection, Origin, "origins", campaign=campaign_code, as_of=as_of)
    return {each.unit_code: each for each in found}


def last_content(connection: Connection, campaign_code: str, unit_code: str, as_of: datetime) -> str | None:
    """The hash of what a unit's sheet held at or before an instant; None when nothing was seen in it by then."""
    facts = {"campaign": campaign_code, "unit_code": unit_code, "observed_at": as_of}
    found: str | None = records.value(connection, "last_content", **facts)
    return found


def content(connection: Connection, content_sha256: str) -> Sheet:
    """The cells of a kept content. Raises SnapshotPruned when they were removed by policy, SnapshotAltered when they are
    not those that it is named for.
    """
    cells = cells_of(connection, content_sha256)
    if cells is None:
        raise SnapshotPruned("Nội dung của bản chụp đã được xóa theo thời hạn lưu.")
    return from_json(cells)


def cells_of(connection: Connection, content_sha256: str) -> bytes | None:
    """The very bytes whose SHA-256 a kept content is named by; None when they were
    removed by policy, or never kept. Raises SnapshotAltered.
    """
    cells: bytes | None = records.value(connection, "snapshot", content_sha256=content_sha256)
    if cells is not None and hashlib.sha256(cells).hexdigest() != content_sha256:
        raise SnapshotAltered(
            f"Bản chụp {content_sha256[:12]}… trong cơ sở dữ liệu không còn đúng với mã băm của nó: đã hỏng hoặc bị sửa; "
            "không dùng nó. Hãy chạy bluezone verify và lấy lại nó từ bản sao lưu."
        )
    return cells

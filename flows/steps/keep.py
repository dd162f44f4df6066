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
    """Record one look, with its content if it is new. Returns the outcome as recorded.

    A content equal to the last one is `unchanged`; a sheet that held content and is gone is `missing`. The same
    look kept twice by one run is recorded once, and answers the second time as it did the first.
    """
    where = {"campaign": campaign_code, "unit_code": seen.unit_code, "observed_at": seen.observed_at}
    last = connection.execute(statement("last_content"), where).scalar_one_or_none()
    content_sha256, outcome = None, seen.outcome
    if seen.sheet is not None:
        content_sha256 = _keep_content(connection, seen.sheet)
        outcome = Outcome.UNCHANGED if last == content_sha256 else Outcome.READ
    elif seen.outcome is Outcome.UNCHANGED and last is not None:
        content_sha256 = last
    elif seen.outcome is Outcome.ABSENT and last is not None:
        outcome = Outcome.MISSING
    recorded = connection.execute(
        statement("record_observation"),
        {
            **where,
            "run_id": run_id,
            "outcome": outcome.value,
            "origin": seen.origin,
            "content_sha256": content_sha256,
            "modified_at": seen.modified_at,
            "version": seen.version,
            "was_read": seen.sheet is not None,
            "declared_by": seen.declared_by,
            "detail": seen.detail,
        },
    )
    return Outcome(recorded.scalar_one())


def _keep_content(connection: Connection, sheet: Sheet) -> str:
    """Keep the cells, unless they are there. Returns the hash they are found by."""
    cells = to_json(sheet)
    content_sha256 = hashlib.sha256(cells).hexdigest()
    longest_tab = max((len(tab.rows) for tab in sheet.tabs), default=0)
    connection.execute(
        statement("keep_snapshot"),
        {"content_sha256": content_sha256, "longest_tab": longest_tab, "cells": cells},
    )
    return content_sha256


def pending(connection: Connection, campaign_code: str, unit_code: str) -> list[PendingReturn]:
    """The unit's kept contents that `core` does not reflect yet, in the order they were observed."""
    facts = {"campaign": campaign_code, "unit_code": unit_code}
    return records.read(connection, PendingReturn, "pending_returns", **facts)


def pruned_units(connection: Connection, campaign_code: str, unit_codes: Sequence[str]) -> set[str]:
    """Those of the units that cannot be folded again from their first return: a content of theirs was pruned."""
    facts = {"campaign": campaign_code, "unit_codes": list(unit_codes)}
    return set(connection.execute(statement("pruned_units"), facts).scalars())


def last_reads(connection: Connection, campaign_code: str, as_of: datetime) -> dict[str, LastRead]:
    """By unit, the last read of its Google Sheet, so that an unchanged one need not be read again."""
    found = records.read(connection, LastRead, "last_reads", campaign=campaign_code, as_of=as_of)
    return {each.unit_code: each for each in found}


def origins(connection: Connection, campaign_code: str, as_of: datetime) -> dict[str, Origin]:
    """By unit, where its latest content was found."""
    found = records.read(connection, Origin, "origins", campaign=campaign_code, as_of=as_of)
    return {each.unit_code: each for each in found}


def content(connection: Connection, content_sha256: str) -> Sheet:
    """The cells of a kept content. Raises SnapshotPruned when they were removed by policy, SnapshotAltered when they are
    not those that it is named for.
    """
    cells = connection.execute(statement("snapshot"), {"content_sha256": content_sha256}).scalar_one()
    if cells is None:
        raise SnapshotPruned("Nội dung của bản chụp đã được xóa theo thời hạn lưu.")
    if hashlib.sha256(cells).hexdigest() != content_sha256:
        raise SnapshotAltered(
            f"Bản chụp {content_sha256[:12]}… trong cơ sở dữ liệu không còn đúng với mã băm của nó: đã hỏng hoặc bị sửa; "
            "không dùng nó. Hãy chạy bluezone verify và lấy lại nó từ bản sao lưu."
        )
    return from_json(cells)

"""The close of a run: standings asked, flags raised and closed, its end recorded, the units' sheets written back to.

Arrives: a collection and what became of each unit.
Leaves:  flags, the run's record, and a `RunSummary`.
Not here: the looks themselves (`looks`), people (`flows.steps.publish`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from flows.desk.collection.place import place_messages
from flows.desk.collection.run import Collection
from flows.desk.collection.summary import RunSummary, UnitResult, refusal_apart
from flows.errors import PipelineError, untold
from flows.steps import stand
from flows.steps.load import lock
from flows.store.database import Connection
from flows.store.recorded import runs
from schemas.observation import Outcome


def close_collection(collection: Collection, results: Sequence[UnitResult]) -> RunSummary:
    """Ask the standings, raise and close flags, record how the run ended."""
    as_of = collection.instant()
    summary = collection.database.run(lambda connection: _close(connection, collection, results, as_of))
    notes = (*summary.notes, *_give_feedback(collection, summary), *_write_page(collection, summary))
    return replace(summary, notes=notes)


def _close(
    connection: Connection, collection: Collection, results: Sequence[UnitResult], as_of: datetime
) -> RunSummary:
    code = collection.campaign.code
    lock(connection, code)
    flagged, cleared = stand.flag(connection, code, collection.run_id, as_of)
    open_findings = stand.findings(connection, code)
    outcome = "completed_with_findings" if open_findings else "completed"
    if any(not each.outcome.is_successful for each in results):
        outcome = "failed"
    units, account_refusal = refusal_apart(results)
    summary = RunSummary(
        run_id=collection.run_id,
        campaign=code,
        outcome=outcome,
        as_of=as_of,
        units=units,
        account_refusal=account_refusal,
        flagged=tuple(flagged),
        cleared=tuple(cleared),
        strays=(*place_messages(collection.source), *collection.source.strays),
        questions=tuple(
            f"{each.unit_code} {each.cell or 'cả bảng'}" for each in open_findings if each.is_question
        ),
        notes=(collection.roster_warning,) if collection.roster_warning else (),
    )
    detail = " ".join([summary.message, *summary.strays])
    runs.finish(connection, collection.run_id, collection.clock(), outcome, detail, _counts(summary))
    return summary


def _give_feedback(collection: Collection, summary: RunSummary) -> tuple[str, ...]:
    """Write back to the sheets that were read, once all is kept: what fails here costs no data."""
    settings, is_google = collection.settings, collection.source_name == "google"
    if not is_google or not collection.campaign.source.feedback or settings.google_credentials is None:
        return ()
    from flows.desk.feedback import give

    codes = [unit.unit_code for unit in summary.units if unit.outcome.is_successful]
    try:
        return give(
            settings.google_credentials,
            collection.database,
            collection.campaign,
            codes,
            summary.as_of,
            collection.clock,
        )
    except PipelineError as error:
        return (f"Không ghi được trang «Kiểm tra» vào bảng của các đơn vị: {error}",)


def _write_page(collection: Collection, summary: RunSummary) -> tuple[str, ...]:
    """Write the campaign's page anew, once all of its units were asked for: what fails here costs no data."""
    if not collection.request.covers_roster:
        return ()
    from flows.desk.page import writing

    try:
        with untold():
            writing.keep(collection.settings, collection.database, collection.campaign, summary.as_of)
    except PipelineError as error:
        return (f"Không ghi được trang của đợt: {error}",)
    return ()


def _counts(summary: RunSummary) -> dict[str, int]:
    outcomes = Counter(unit.outcome for unit in summary.units)
    return {
        "units_read": outcomes[Outcome.READ],
        "units_unchanged": outcomes[Outcome.UNCHANGED],
        "units_absent": outcomes[Outcome.ABSENT],
        "units_unreadable": len(summary.unreadable),
        "rows_accepted": sum(unit.rows_accepted for unit in summary.units),
        "rows_refused": sum(unit.rows_refused for unit in summary.units),
    }

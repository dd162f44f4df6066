"""Everything a database says, as ordered lines to compare byte for byte: what was kept, what was derived, what analysts see.

Left out, and nothing else:

| what | why |
| --- | --- |
| edition_id, observation_id, event_id, closed_by_observation_id, opened_by, closed_by | an identity: a try that was rolled back leaves a gap in its numbers |
| run_id, closed_by_run_id | made anew for each run; a disturbed history has more of them |
| unit_id | likewise; `report` says the unit of each version |
| recorded_at, recorded_local, first_kept_at | our clock when a row was written; it decides nothing |
| collection_run | one row per run: every run that was killed or tried again adds its own |
| link, linked_record, campaign_change | the order in which things were recorded, with salts; `bluezone verify` proves them |
| the views as of now | `days_late` grows by itself; their functions are asked for fixed instants instead |
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

import sqlalchemy as sa

from flows.demo.workbooks import INSTANTS
from flows.store.database import Database

Dump = dict[str, list[str]]

LEFT_OUT_COLUMNS = [
    "unit_id", "observation_id", "event_id", "closed_by_observation_id", "opened_by", "closed_by", "run_id", "closed_by_run_id",
    "recorded_at", "recorded_local", "first_kept_at", "edition_id",
]  # fmt: skip
LEFT_OUT_RELATIONS = {
    "core.link",
    "core.linked_record",
    "core.campaign_change",
    "core.simulated_clock",
    "raw.collection_run",
    "report.collection_run",
    "report.unit_standing",
    "report.campaign_summary",
}
ASKED_AT_INSTANTS = ("report.unit_standing_at", "report.campaign_summary_at", "report.submission_at")
RELATIONS = """
SELECT table_schema || '.' || table_name FROM information_schema.tables
WHERE table_schema IN ('raw', 'core', 'report') ORDER BY 1
"""

TABLES = """
SELECT string_agg(table_schema || '.' || table_name, ', ') FROM information_schema.tables
WHERE table_schema IN ('raw', 'core') AND table_type = 'BASE TABLE'
    AND table_name NOT IN ('alembic_version', 'quantity', 'rate', 'report_column', 'rule', 'simulated_clock')
"""


def dump(database: Database, instants: Collection[str] = INSTANTS.values()) -> Dump:
    """The lines of every table, view and instant, each in order."""
    with database.begin(None) as connection:
        relations = set(connection.execute(sa.text(RELATIONS)).scalars()) - LEFT_OUT_RELATIONS
        questions = sorted(relations) + [
            f"{function}('{instant}')" for function in ASKED_AT_INSTANTS for instant in instants
        ]
        return {question: sorted(_lines(connection, question)) for question in questions}


def _lines(connection: sa.Connection, question: str) -> sa.ScalarResult[str]:
    lines = sa.text(f"SELECT (to_jsonb(t) - cast(:left_out AS text []))::text FROM {question} AS t")
    return connection.execute(lines, {"left_out": LEFT_OUT_COLUMNS}).scalars()


def empty(database: Database) -> None:
    """Forget what runs wrote, so that the next begins with nothing."""
    with database.begin(None) as connection:
        tables = connection.execute(sa.text(TABLES)).scalar_one()
        connection.execute(sa.text(f"TRUNCATE {tables} RESTART IDENTITY"))


def assert_same(database: Database, expected: Dump, instants: Collection[str] = INSTANTS.values()) -> None:
    """Fail with the lines that are missing (-) and too many (+)."""
    found = dump(database, instants)
    differences = [
        f"{sign} {question}: {line}"
        for question in expected.keys() | found.keys()
        for sign, one, other in (("-", expected, found), ("+", found, expected))
        for line in sorted((Counter(one.get(question, ())) - Counter(other.get(question, ()))).elements())
    ]
    assert not differences, "\n".join(differences[:20])
    assert found == expected

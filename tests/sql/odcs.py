"""`report` as a data contract that others' tools check: docs/report-contract.odcs.yaml, in the Open Data Contract Standard.

Arrives: a migrated database; what a view's header says of its grain; the codes that `schemas` knows.
Leaves:  the contract. `python -m tests.sql.odcs` writes it anew; a test fails while it differs.
Not here: what never changes in it (docs/report.md), and that it does not (`test_odcs`).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, get_args

import sqlalchemy as sa
import yaml

from flows.store.database import SQL, Database
from flows.store.migration import replayed
from flows.store.recorded.reminders import State
from schemas.answer import Answer
from schemas.campaign.file import Policy
from schemas.decision import Kind, Ruled
from schemas.rules.rule import Severity
from schemas.standing import STANDING_VI
from tests.given.own_server import fresh_database
from tests.sql.test_dictionary import COLUMNS, SAME_COLUMNS, header

CONTRACT = SQL.parent / "docs" / "report-contract.odcs.yaml"
VERSION = "2.0.0"
"""The first number rises when something goes or changes its meaning, the second when something is added (docs/report.md)."""

KEYS = {
    "unit_standing": ("campaign", "unit_code"),
    "submission": ("campaign", "unit_code", "branch_key"),
    "progress_daily": ("campaign", "unit_code", "day"),
    "campaign_summary": ("campaign",),
    "figures": ("campaign", "scope", "scope_code"),
    "ranking": ("campaign", "unit_code", "rate"),
    "rule": ("rule",),
    "collection_run": ("run_id",),
    "decision": ("kind", "decision_id"),
    "closing": ("closing_id",),
    "issued_paper": ("issue_id",),
    "issued_figure": ("paper_id", "position"),
}
"""The columns that tell an object's rows apart. Histories and open findings have no key: see their grain."""

SEVERITIES = get_args(Severity)
CODES: dict[tuple[str, str], tuple[str, ...]] = {
    ("unit_standing", "standing"): tuple(STANDING_VI),
    ("unit_standing", "original_standing"): tuple(STANDING_VI),
    ("campaign_summary", "policy"): tuple(policy.value for policy in Policy),
    ("figures", "scope"): ("all", "kind", "unit"),
    ("reading", "policy"): tuple(policy.value for policy in Policy),
    ("reading", "standing"): tuple(STANDING_VI),
    ("reading", "other_standing"): tuple(STANDING_VI),
    ("rule", "severity"): SEVERITIES,
    ("finding", "severity"): SEVERITIES,
    ("finding_history", "severity"): SEVERITIES,
    ("decision", "kind"): get_args(Kind),
    ("decision", "standing"): get_args(Ruled),
    ("decision", "answer"): get_args(Answer),
    ("collection_run", "outcome"): ("running", "completed", "completed_with_findings", "failed"),
    ("reminder", "outcome"): get_args(State),
}
"""The columns that hold one of a few codes, and which."""

LOGICAL = {
    "boolean": "boolean",
    "date": "date",
    "integer": "integer",
    "bigint": "integer",
    "numeric": "number",
    "double precision": "number",
    "text": "string",
    "uuid": "string",
    "jsonb": "object",
    "timestamp with time zone": "timestamp",
    "timestamp without time zone": "timestamp",
}
SORT_KEY = "core.sort_key"
"""A text that sorts by its bytes: for who reads it, text."""
OBJECTS = """
SELECT c.relname AS name, obj_description(c.oid) AS comment
FROM pg_class AS c WHERE c.relnamespace = 'report'::regnamespace AND c.relkind = 'v'
"""
FUNCTIONS = """
SELECT p.oid::regprocedure::text AS signature, obj_description(p.oid) AS comment
FROM pg_proc AS p WHERE p.pronamespace = 'report'::regnamespace ORDER BY p.oid::regprocedure::text
"""
ABOUT = {
    "purpose": "How the units of a campaign reported, whether in time, and with which figures.",
    "usage": (
        "As a member of the role bluezone_analyst, which reads the schema report alone. A view answers as of now, a "
        "function whose name ends in _at as if asked at its instant. Worked questions: sql/cookbook/."
    ),
    "limitations": (
        "Columns and objects may be added; what never changes, and how a change is announced, is said in docs/report.md. "
        "Instants are timestamps with time zone: the zone of the session says how they are shown. The policy of a "
        "campaign is today's, also for a question about an earlier instant; the roster is what was said of it by then."
    ),
}


def contract(database: Database) -> dict[str, Any]:
    """The whole contract, its objects in the order in which they are best read."""
    with database.begin(None) as connection:
        comments = {row.name: row.comment for row in connection.execute(sa.text(OBJECTS))}
        columns = {name: connection.execute(sa.text(COLUMNS), {"name": name}).all() for name in comments}
        functions = {row.signature: row.comment for row in connection.execute(sa.text(FUNCTIONS))}
    views = [path for path in replayed() if path.parent.name == "views" and path.stem in comments]
    return {
        "apiVersion": "v3.1.0",
        "kind": "DataContract",
        "id": "bluezone-report",
        "name": "report",
        "version": VERSION,
        "status": "active",
        "description": ABOUT,
        "servers": [
            {
                "server": "database",
                "type": "postgres",
                "host": "localhost",
                "port": 5432,
                "database": "bluezone",
                "schema": "report",
            }
        ],
        "roles": [{"role": "bluezone_analyst", "access": "read"}],
        "schema": [_object(path, comments[path.stem], columns[path.stem]) for path in views],
        "customProperties": [
            {
                "property": "functions",
                "value": [{"signature": of, "description": functions[of]} for of in functions],
            }
        ],
    }


def _object(path: Path, comment: str, columns: Any) -> dict[str, Any]:
    name = path.stem
    as_of = [function for function, view in SAME_COLUMNS.items() if view == name]
    return {
        "name": name,
        "physicalName": name,
        "physicalType": "view",
        "logicalType": "object",
        "description": f"{comment}.",
        "dataGranularityDescription": header(path, "Grain"),
        "properties": [_property(name, column) for column in columns],
        **(
            {"customProperties": [{"property": "as_of", "value": f"report.{as_of[0]}(timestamptz)"}]}
            if as_of
            else {}
        ),
    }


def _property(of: str, column: Any) -> dict[str, Any]:
    key = KEYS.get(of, ())
    of_type = "text" if column.type == SORT_KEY else column.type
    told: dict[str, Any] = {
        "name": column.name,
        "logicalType": LOGICAL[of_type],
        "physicalType": of_type,
        "description": column.comment,
    }
    if column.name in key:
        told |= {"required": True, "primaryKey": True, "primaryKeyPosition": key.index(column.name) + 1}
    if codes := CODES.get((of, column.name)):
        told["quality"] = [
            {
                "type": "library",
                "metric": "invalidValues",
                "arguments": {"validValues": list(codes)},
                "mustBe": 0,
                "description": "A code that this contract knows",
            }
        ]
    return told


def written(database: Database) -> str:
    """The contract as its file has it."""
    head = "# Written by `python -m tests.sql.odcs`; what of it never changes: docs/report.md.\n"
    return head + yaml.safe_dump(contract(database), sort_keys=False, allow_unicode=True, width=120)


if __name__ == "__main__":
    with fresh_database() as fresh:
        CONTRACT.write_text(written(fresh), encoding="utf-8")

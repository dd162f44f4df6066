"""A desk whose old contents are pruned, and everything that is still to be seen of them."""

from __future__ import annotations

from datetime import datetime

from flows.desk.pruning import Removal, prune
from flows.steps import keep
from tests.given.desk import GOOD, HEADING, Desk, branches, moment, sheet

NAME, PHONE, BIRTHDAY = "Đặng Thị Mật", "0912345678", "sinh năm 1984"
PERSONAL = sheet(
    (1, "CĐCS xã Ea Tam", 24, 22, f"hỏi {NAME} {PHONE}", None, BIRTHDAY),
    heading=(*HEADING, f"Người kê khai: {NAME}"),
)
BETTER = branches(("CĐCS xã Ea Tam", 24, 22, 21), ("CĐCS xã Phú Xuân", 28, 25, 25))
NOW = moment("30/9 08:00")
VIEWS = (
    "report.unit_standing_at('2020-09-03T17:00+07:00')",
    "report.unit_standing_at('2020-08-28T17:00+07:00')",
    "report.campaign_summary_at('2020-09-03T17:00+07:00')",
    "report.submission_at('2020-08-28T17:00+07:00')",
    "report.submission",
    "report.submission_history",
    "report.progress_daily",
    "report.collection_run",
    "report.decision",
    "report.rule",
    "report.finding",
    "core.unit_return",
    "core.flag",
    "core.submission",
    "raw.observation",
)


def pruned(desk: Desk, before: str | datetime, *, is_dry_run: bool = False) -> Removal:
    at = moment(before) if isinstance(before, str) else before
    return prune(desk.database, desk.campaign, at, NOW, is_dry_run=is_dry_run)


def counts(done: Removal) -> tuple[int, int]:
    return done.contents, done.findings


def seen(desk: Desk, *, quoted: bool = True) -> dict[str, list[str]]:
    """What can be read of everything that stays, row by row as text; without what findings quote, if asked so."""
    without = "" if quoted else "- 'message_vi' - 'heading'"
    found = {
        view: [
            row["one"]
            for row in desk.query(
                f"SELECT (to_jsonb(t) {without})::text AS one FROM {view} AS t ORDER BY 1", role=None
            )
        ]
        for view in VIEWS
    }
    hashes = "SELECT content_sha256 || first_kept_at || longest_tab AS one FROM raw.snapshot ORDER BY 1"
    keys = (
        "SELECT finding_key || rule || cell || first_seen_at || closed_at AS one FROM core.finding ORDER BY 1"
    )
    return {
        **found,
        "hashes": [row["one"] for row in desk.query(hashes)],
        "keys": [row["one"] for row in desk.query(keys)],
    }


def whole(desk: Desk) -> str:
    """Every row of every table as text, cells as the text they hold."""
    tables = desk.query(
        "SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables "
        "WHERE schemaname IN ('raw', 'core', 'report', 'public') ORDER BY 1"
    )
    rows = [
        row["one"]
        for table in tables
        for row in desk.query(f"SELECT to_jsonb(t)::text AS one FROM {table['name']} AS t", role=None)
    ]
    kept = "SELECT content_sha256 FROM raw.snapshot WHERE cells IS NOT NULL"
    with desk.database.begin() as connection:
        cells = [repr(keep.content(connection, row["content_sha256"])) for row in desk.query(kept)]
    return "\n".join([*rows, *cells])


def kept_cells(desk: Desk) -> int:
    return len(desk.query("SELECT 1 AS one FROM raw.snapshot WHERE cells IS NOT NULL"))


def personal_then_good(desk: Desk) -> None:
    """A unit that typed personal data, corrected it, and went on."""
    desk.look("650", "24/8 17:00", PERSONAL)
    desk.look("650", "26/8 17:00", GOOD)
    desk.look("650", "28/8 17:00", BETTER)

"""Names that a form's quantities and rates cannot have: columns that every campaign has, and words of SQL.

Arrives: nothing.
Leaves:  `RESERVED`; `tests/sql/test_rendered.py` holds it against the database.
Not here: names that another form has taken (`dictionary`).
"""

from __future__ import annotations

_OF_ROWS = """
unit_id branch_name branch_key branch_sort branch_name_shown shown_branch_name shown_branch_key source_cell observation_id
closed_by_observation_id valid_from valid_from_local valid_to valid_to_local stale_since stale_since_local first_seen_at
first_seen_local time_zone people row shows_person stands_apart asked
"""
_OF_RETURNS = """
event_id observed_at known_at superseded_at content_sha256 rows_in_sheet rows_accepted rows_refused rows_waiting rows_not_data
errors questions warnings is_submitted is_valid is_waiting keeps_vanished is_first figures_key row_sums branches changes stale_branches
stale_people
"""
_OF_ANSWERS = """
campaign title policy cutoff_at cutoff_local units expected on_time late missing needs_fix unverified not_due exempt flagged
reporting_rate on_time_rate moved_by_before_date moved_by_through_date moved_by_through_date_roll sensitivity_vi unit_code
unit_name unit_position unit_sort day as_of scope scope_code scope_name scope_position reported unreadable
branches_expected is_provisional branches_gain people_gain
"""
_OF_SENTENCES = "cell raw others field candidates rows unit sum base recomputed suggestion branch where why"
_OF_STATEMENTS = "quantity rate part whole also_named base_named known opened"
_OF_SQL = """
all analyse analyze and any array as asc asymmetric authorization binary both case cast check collate collation column
concurrently constraint create cross current_catalog current_date current_role current_schema current_time current_timestamp
current_user default deferrable desc distinct do else end except false fetch for foreign freeze from full grant group having
ilike in initially inner intersect into is isnull join lateral leading left like limit localtime localtimestamp natural not
notnull null offset on only or order outer overlaps placing primary references returning right select session_user similar
some symmetric system_user table tablesample then to trailing true union unique user using variadic verbose when where window
with ctid oid tableoid xmin xmax cmin cmax
"""
RESERVED = frozenset(
    f"{_OF_ROWS} {_OF_RETURNS} {_OF_ANSWERS} {_OF_SENTENCES} {_OF_STATEMENTS} {_OF_SQL}".split()
)

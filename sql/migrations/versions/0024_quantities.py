"""core: what a campaign asks for is data: a dictionary of quantities and rates, which form asks for which, the places of columns."""

from alembic import op

revision = "0024"
down_revision = "0023"

TABLES = """
CREATE TABLE core.quantity (
    name text PRIMARY KEY,
    kind text NOT NULL,
    unit text NOT NULL,
    label_vi text NOT NULL,
    meaning text NOT NULL,
    position integer NOT NULL UNIQUE,
    is_stored boolean NOT NULL,
    is_private boolean NOT NULL,
    is_summed boolean NOT NULL,
    is_lead boolean NOT NULL,
    names_people boolean NOT NULL,
    people_position integer UNIQUE
);
COMMENT ON TABLE core.quantity IS
    'What each name means, once for all campaigns: migrate adds what a form adds, and nothing is ever dropped';
COMMENT ON COLUMN core.quantity.is_private IS 'Whether it stays out of report';
COMMENT ON COLUMN core.quantity.is_summed IS 'Whether core.unit_return has its sum';
COMMENT ON COLUMN core.quantity.is_lead IS 'Whether it is what some letter is after';
COMMENT ON COLUMN core.quantity.names_people IS 'Whether totals show the people under this name too';
COMMENT ON COLUMN core.quantity.people_position IS
    'A row''s people are the first that it gives of these, in this order; NULL for what is none of them';

CREATE TABLE core.rate (
    name text PRIMARY KEY,
    part text NOT NULL,
    whole text NOT NULL,
    label_vi text NOT NULL,
    meaning text NOT NULL,
    also_named text NOT NULL,
    base_named text NOT NULL,
    position integer NOT NULL UNIQUE
);
COMMENT ON TABLE core.rate IS 'The rates that are shown: of which part and of which whole, once for all campaigns';

CREATE TABLE core.form (
    campaign text PRIMARY KEY REFERENCES core.campaign,
    asked text[] NOT NULL,
    lead text
);
COMMENT ON TABLE core.form IS
    'The quantities and rates that each campaign asks for, people among them where it asks for any; lead: what it is after';

CREATE TABLE core.report_column (
    object text NOT NULL,
    name text NOT NULL,
    position integer,
    PRIMARY KEY (object, name)
);
COMMENT ON TABLE core.report_column IS
    'The place that a column has in an object of report, for ever: what comes later stands behind it. NULL: not shown there';
"""

# The dictionary as it was before it could grow.
QUANTITIES = """
INSERT INTO core.quantity VALUES
('workforce', 'count', 'người', 'tổng số đoàn viên, CNVCLĐ', 'People employed (đoàn viên, CNVCLĐ); NULL when the sheet gives only members: a sum of it leaves those out, see people', 1, TRUE, FALSE, FALSE, FALSE, TRUE, 0),
('members', 'count', 'người', 'số đoàn viên', 'Union members (đoàn viên); NULL when the sheet gives only the workforce', 2, TRUE, FALSE, FALSE, FALSE, FALSE, 1),
('smartphone_users', 'count', 'người', 'số người có điện thoại thông minh', 'People with a smartphone; NULL when not given', 3, TRUE, FALSE, TRUE, FALSE, FALSE, NULL),
('reached', 'count', 'người', 'số người được tuyên truyền', 'People told about the app; NULL when not given', 4, TRUE, FALSE, TRUE, FALSE, FALSE, NULL),
('launch_sessions', 'count', 'buổi', 'số buổi ra quân', 'Launch-week sessions held; NULL when not given', 5, TRUE, FALSE, TRUE, FALSE, FALSE, NULL),
('installed', 'count', 'người', 'số đã cài đặt', 'People who installed the app', 6, TRUE, FALSE, TRUE, TRUE, FALSE, NULL),
('not_installed', 'count', 'người', 'số chưa cài đặt', '', 7, FALSE, FALSE, FALSE, FALSE, FALSE, NULL),
('in_industrial_zone', 'yes_no', '', 'thuộc KCN/CCN', 'Whether the branch is in an industrial zone or cluster (KCN/CCN); NULL when not given. See in_industrial_zone_assumed', 8, TRUE, FALSE, FALSE, FALSE, FALSE, NULL),
('typed_pct', 'percent', '', 'tỷ lệ (%)', 'The percentage typed in the sheet, in points; a check only', 9, TRUE, FALSE, FALSE, FALSE, FALSE, NULL),
('publicity', 'text', '', 'hình thức tuyên truyền', 'How people were told (hình thức tuyên truyền); … for a person named in it, and for a person''s number', 10, TRUE, FALSE, FALSE, FALSE, FALSE, NULL),
('note', 'text', '', 'ghi chú', 'The branch''s note (ghi chú); … for a person named in it, and for a person''s number', 11, TRUE, FALSE, FALSE, FALSE, FALSE, NULL);

INSERT INTO core.rate VALUES
('installed_of_people_pct', 'installed', 'people', 'tổng số', 'installed in percent of people', 'installed_of_workforce_pct', '', 1),
('installed_of_smartphones_pct', 'installed', 'smartphone_users', 'người có điện thoại thông minh', 'installed in percent of smartphone_users; NULL when not given or zero', '', '', 2),
('reached_pct', 'reached', 'people', 'người được tuyên truyền', 'reached in percent of reached_base', '', 'reached_base', 3);

INSERT INTO core.form
SELECT
    c.campaign,
    array(SELECT q.name FROM core.quantity AS q) || array(SELECT r.name FROM core.rate AS r) || ARRAY['people'],
    'installed'
FROM core.campaign AS c;
"""

# Objects in the order of their columns; behind the bar what they do not show.
PLACES = {
    "submission": """
        campaign unit_code unit_name branch_name branch_key workforce members smartphone_users reached launch_sessions
        installed in_industrial_zone installed_of_workforce_pct installed_of_smartphones_pct typed_pct publicity note
        valid_from stale_since source_cell people installed_of_people_pct first_seen_at first_seen_local
        valid_from_local stale_since_local unit_sort branch_sort in_industrial_zone_assumed | reached_pct""",
    "submission_history": """
        campaign unit_code unit_name branch_name branch_key workforce members smartphone_users reached launch_sessions
        installed in_industrial_zone installed_of_workforce_pct installed_of_smartphones_pct typed_pct publicity note
        valid_from valid_to stale_since source_cell people installed_of_people_pct first_seen_at first_seen_local
        valid_from_local valid_to_local stale_since_local unit_sort branch_sort in_industrial_zone_assumed
        | reached_pct""",
    "progress_daily": """
        campaign unit_code unit_name unit_position day branches workforce smartphone_users reached launch_sessions
        installed people reached_base stale_branches stale_people stale_installed unit_sort
        | installed_of_people_pct installed_of_smartphones_pct reached_pct""",
    "campaign_summary": """
        campaign title policy cutoff_at units expected on_time late missing needs_fix unverified not_due exempt flagged
        reporting_rate on_time_rate branches workforce smartphone_users reached launch_sessions installed
        installed_of_workforce_pct installed_of_smartphones_pct moved_by_before_date moved_by_through_date
        moved_by_through_date_roll sensitivity_vi people installed_of_people_pct reached_base reached_pct stale_branches
        stale_people stale_installed cutoff_local""",
}
A_PLACE = "INSERT INTO core.report_column VALUES ('{object}', '{name}', {position})"

# Each rate has two sums, and no row is refused for what another campaign asks for.
COLUMNS = """
ALTER TABLE core.submission
    DROP CONSTRAINT submission_of_how_many,
    ALTER COLUMN installed DROP NOT NULL,
    ALTER COLUMN in_industrial_zone_assumed DROP NOT NULL,
    ALTER COLUMN in_industrial_zone_assumed DROP DEFAULT;

ALTER TABLE core.unit_return RENAME COLUMN reached_base TO reached_pct_whole;
ALTER TABLE core.unit_return RENAME COLUMN installed_where_smartphones TO installed_of_smartphones_pct_part;
ALTER TABLE core.unit_return
    ADD COLUMN installed_of_people_pct_part bigint,
    ADD COLUMN installed_of_people_pct_whole bigint,
    ADD COLUMN installed_of_smartphones_pct_whole bigint,
    ADD COLUMN reached_pct_part bigint;
COMMENT ON COLUMN core.unit_return.people IS
    'Totals of the branches that had figures after this return, stale ones included; NULL where none gives the quantity';

-- until now every row gave its people and what was installed
UPDATE core.unit_return
SET
    installed_of_people_pct_part = installed,
    installed_of_people_pct_whole = people,
    installed_of_smartphones_pct_whole = smartphone_users,
    reached_pct_part = reached;
"""

# The order of its columns is nobody's but ours; outgrown.sql drops it.
VIEW = "ALTER VIEW IF EXISTS core.counted_submission RENAME TO before_quantities"


def upgrade() -> None:
    op.execute(TABLES)
    op.execute(QUANTITIES)
    for each, names in PLACES.items():
        shown, _, hidden = names.partition("|")
        for position, name in enumerate(shown.split(), start=1):
            op.execute(A_PLACE.format(object=each, name=name, position=position))
        for name in hidden.split():
            op.execute(A_PLACE.format(object=each, name=name, position="NULL"))
    op.execute(COLUMNS)
    op.execute(VIEW)

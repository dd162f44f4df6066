"""core: looks, decisions and changes of a campaign hang together by their hashes, link by link."""

from alembic import op

revision = "0015"
down_revision = "0014"

TABLES = """
CREATE TABLE core.campaign_change (
    change_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    campaign text NOT NULL,
    about text NOT NULL CHECK (about IN ('campaign', 'roster')),
    changed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    account text NOT NULL,
    person text,
    before jsonb NOT NULL,
    after jsonb NOT NULL
);
CREATE INDEX campaign_change_in_order ON core.campaign_change (campaign, about, change_id);
COMMENT ON TABLE core.campaign_change IS
    'Every change of a campaign''s row or of its roster, written by triggers: who, when, from what to what';
COMMENT ON COLUMN core.campaign_change.account IS 'The account of the server that wrote it';
COMMENT ON COLUMN core.campaign_change.person IS
    'The account of the machine whose command wrote it, as that machine says; NULL where none is said';
COMMENT ON COLUMN core.campaign_change.before IS
    'What is no longer so: of a roster, by unit; empty where there was nothing';

CREATE TABLE core.link (
    campaign text NOT NULL,
    link bigint NOT NULL,
    kind text NOT NULL,
    about bigint NOT NULL,
    linked_at timestamptz NOT NULL,
    salt uuid,
    words_sha256 bytea NOT NULL,
    previous_sha256 bytea NOT NULL,
    sha256 bytea NOT NULL,
    PRIMARY KEY (campaign, link),
    UNIQUE (kind, about)
);
COMMENT ON TABLE core.link IS
    'The chain of a campaign: one row for each record of core.linked_record, with the hash of the one before it';
COMMENT ON COLUMN core.link.salt IS
    'Without it nobody can guess from words_sha256 what the words were: it goes when policy removes them';
COMMENT ON COLUMN core.link.words_sha256 IS 'Of the salt and the words that policy may remove later';

CREATE TABLE core.simulated_clock (
    since timestamptz NOT NULL DEFAULT clock_timestamp(),
    account text NOT NULL DEFAULT session_user,
    reason text NOT NULL
);
COMMENT ON TABLE core.simulated_clock IS
    'A row marks a database of tests and exercises, whose instants nobody holds against the clock. The owner alone writes it';
"""

# What earlier releases recorded is linked in the order in which it was recorded. What is hashed is said once more in
# views/linked_record.sql and functions/link_sha256.sql; tests hold the two together.
LINKS = """
INSERT INTO core.campaign_change (campaign, about, account, before, after)
SELECT c.campaign, 'campaign', session_user, '{}', to_jsonb(c) - 'campaign'
FROM core.campaign AS c
ORDER BY c.campaign;

INSERT INTO core.campaign_change (campaign, about, account, before, after)
SELECT u.campaign, 'roster', session_user, '{}', jsonb_object_agg(u.unit_code, to_jsonb(u) - 'campaign' - 'unit_code' - 'unit_id')
FROM core.unit AS u
GROUP BY u.campaign
ORDER BY u.campaign;

CREATE TEMP TABLE recorded ON COMMIT DROP AS
SELECT
    'change' AS kind,
    g.change_id AS about,
    g.campaign,
    timestamptz '-infinity' AS recorded_at,
    jsonb_build_array(g.about, extract(EPOCH FROM g.changed_at)::text, g.account, g.person, g.before, g.after)::text AS facts,
    '' AS words
FROM core.campaign_change AS g
UNION ALL
SELECT
    'look', o.observation_id, o.campaign, o.recorded_at,
    jsonb_build_array(
        o.run_id, o.unit_code, extract(EPOCH FROM o.observed_at)::text, extract(EPOCH FROM o.recorded_at)::text, o.outcome,
        o.content_sha256, extract(EPOCH FROM o.modified_at)::text, o.version, o.was_read, o.declared_by
    )::text,
    jsonb_build_array(o.origin, o.detail)::text
FROM raw.observation AS o
UNION ALL
SELECT
    d.kind, d.decision_id, d.campaign, d.recorded_at,
    jsonb_build_array(
        d.unit_code, extract(EPOCH FROM d.cutoff_at)::text, d.standing, extract(EPOCH FROM d.effective_at)::text, d.reason,
        d.decided_by, d.letter_number, extract(EPOCH FROM d.recorded_at)::text
    )::text,
    ''
FROM core.decision AS d
UNION ALL
SELECT
    d.kind || '_revoked', d.decision_id, d.campaign, greatest(d.recorded_at, d.revoked_at),
    jsonb_build_array(extract(EPOCH FROM d.revoked_at)::text, d.revoked_by, d.revoked_reason)::text,
    ''
FROM core.decision AS d
WHERE d.revoked_at IS NOT NULL
UNION ALL
SELECT
    'answer', a.answer_id, a.campaign, a.recorded_at,
    jsonb_build_array(
        a.unit_code, a.rule, a.cell, a.content_sha256, a.answer, extract(EPOCH FROM a.effective_at)::text, a.reason, a.decided_by,
        a.letter_number, extract(EPOCH FROM a.recorded_at)::text, a.revocation_id
    )::text,
    jsonb_build_array(a.words)::text
FROM core.answer AS a
UNION ALL
SELECT
    'answer_revoked', a.answer_id, a.campaign, greatest(a.recorded_at, a.revoked_at),
    jsonb_build_array(extract(EPOCH FROM a.revoked_at)::text, a.revoked_by, a.revoked_reason)::text,
    ''
FROM core.answer AS a
WHERE a.revoked_at IS NOT NULL;

DO $$
DECLARE
    each record;
    last core.link;
    next core.link;
BEGIN
    FOR each IN
        SELECT r.*, a.words IS NULL AND r.kind = 'answer' AS is_erased
        FROM pg_temp.recorded AS r
        LEFT JOIN core.answer AS a ON r.kind = 'answer' AND r.about = a.answer_id
        ORDER BY r.campaign COLLATE "C", r.recorded_at, r.kind LIKE '%_revoked', r.about
    LOOP
        IF last.campaign IS DISTINCT FROM each.campaign THEN
            last := NULL;
        END IF;
        next.campaign := each.campaign;
        next.link := coalesce(last.link, 0) + 1;
        next.kind := each.kind;
        next.about := each.about;
        next.linked_at := clock_timestamp();
        next.salt := gen_random_uuid();
        next.words_sha256 := sha256(convert_to(next.salt::text || each.words, 'UTF8'));
        next.previous_sha256 := coalesce(last.sha256, '');
        next.sha256 := sha256(convert_to(
            jsonb_build_array(
                next.campaign, next.link, next.kind, next.about, extract(EPOCH FROM next.linked_at)::text,
                encode(next.words_sha256, 'hex'), encode(next.previous_sha256, 'hex'), each.facts
            )::text,
            'UTF8'
        ));
        IF each.is_erased THEN
            next.salt := NULL;
        END IF;
        INSERT INTO core.link VALUES (next.*);
        last := next;
    END LOOP;
END
$$;
"""


def upgrade() -> None:
    op.execute(TABLES)
    # the driver's own cursor: texts hold percent signs and colons
    op.get_bind().connection.cursor().execute(LINKS)

-- core.seen_of
-- Answers: what do analysts see of some units now, and where do these stand as of an instant?
-- Grain:   one row per unit and thing seen: its standing and the name of that, each branch with figures, each open
--          finding.
-- Reads:   report.unit_standing_at(as_of), core.counted_submission, core.open_finding.
--   says  all that the thing says, as one text to be compared with what it said before; NULL of a finding, which is
--         its name
-- Edge:    what is made of the same figures for everyone (a rate, a key to sort by) differs only where they do.
CREATE OR REPLACE FUNCTION core.seen_of(of_campaign text, of_units text[], as_of timestamptz)
RETURNS TABLE (
    unit_code text,
    what text,
    name text,
    says text
)
LANGUAGE sql
STABLE
BEGIN ATOMIC
    SELECT
        s.unit_code,
        n.what,
        '' AS name,
        n.says
    FROM report.unit_standing_at(as_of) AS s
    CROSS JOIN LATERAL (VALUES ('standing', s.standing), ('standing_vi', s.standing_vi)) AS n (what, says)
    WHERE s.campaign = of_campaign AND s.unit_code = any(of_units)
    UNION ALL
    SELECT
        v.unit_code,
        'figures' AS what,
        v.branch_key AS name,
        row(
            -- each shown figure
            v.quantity,
            -- end
            -- each shown mark
            v.quantity_assumed,
            -- end
            -- each shown text
            v.shown_quantity,
            -- end
            v.shown_branch_name, v.shown_branch_key, v.valid_from, v.first_seen_at, v.stale_since, v.source_cell
        )::text AS says
    FROM core.counted_submission AS v
    WHERE v.campaign = of_campaign AND v.unit_code = any(of_units) AND v.closed_by_observation_id IS NULL
    UNION ALL
    SELECT DISTINCT
        f.unit_code,
        'finding' AS what,
        concat_ws(' ', f.cell, f.rule) AS name,
        NULL AS says
    FROM core.open_finding AS f
    WHERE f.campaign = of_campaign AND f.unit_code = any(of_units);
END;

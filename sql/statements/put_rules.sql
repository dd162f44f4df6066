-- put_rules: the rules as this release has them; those that are no longer there go.
WITH given AS (
    SELECT g.*
    FROM unnest(cast(:rules AS text[]), cast(:severities AS text[]), cast(:sentences AS text[]))
        AS g (rule, severity, sentence_vi)
),

gone AS (
    DELETE FROM core.rule AS r
    WHERE NOT EXISTS (SELECT 1 FROM given AS g WHERE g.rule = r.rule)
)

INSERT INTO core.rule (rule, severity, sentence_vi)
SELECT
    g.rule,
    g.severity,
    g.sentence_vi
FROM given AS g
ON CONFLICT (rule) DO UPDATE SET severity = excluded.severity, sentence_vi = excluded.sentence_vi

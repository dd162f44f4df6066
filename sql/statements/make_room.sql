-- make_room: what a new quantity changes otherwise than at its end stands aside until its successor does; outgrown.sql
--   drops it. A function's columns cannot grow, and of ours alone nobody need keep the order.
DO $$
DECLARE
    grows regprocedure;
BEGIN
    FOR grows IN
        SELECT p.oid FROM pg_proc AS p
        WHERE
            p.pronamespace = 'report'::regnamespace
            AND p.proname IN ('campaign_summary_at', 'figures_at', 'gain_at', 'receipt_at')
    LOOP
        EXECUTE format(
            'ALTER FUNCTION %s RENAME TO %I',
            grows, 'before_quantities_' || (SELECT p.proname FROM pg_proc AS p WHERE p.oid = grows)
        );
    END LOOP;
    IF to_regclass('core.counted_submission') IS NOT NULL THEN
        ALTER VIEW core.counted_submission RENAME TO before_quantities;
    END IF;
END
$$

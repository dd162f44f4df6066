-- make_room: what a new quantity changes otherwise than at its end stands aside until its successor does; outgrown.sql
--   drops it. A function's columns cannot grow, and of ours alone nobody need keep the order.
DO $$
BEGIN
    IF to_regprocedure('report.campaign_summary_at(timestamptz)') IS NOT NULL THEN
        ALTER FUNCTION report.campaign_summary_at(timestamptz) RENAME TO before_quantities;
    END IF;
    IF to_regclass('core.counted_submission') IS NOT NULL THEN
        ALTER VIEW core.counted_submission RENAME TO before_quantities;
    END IF;
END
$$

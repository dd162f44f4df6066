-- core.check_issue
-- Answers: nothing; refuses an issue by nobody, without a number or under another paper's, on a day before the paper's
--          figures or yet to come, and a second one of a paper while the first holds.
-- Reads:   core.issue, core.paper, core.campaign, core.simulated_clock, the server's clock.
-- Edge:    days are those of the campaign's clock; a number is taken for one campaign and one year, whatever its
--          capitals. That it is revoked now, and once, core.check_revocation sees to; then its number is free again.
CREATE OR REPLACE FUNCTION core.check_issue()
RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    what CONSTANT text := format('Phát hành văn bản dự thảo số %s', new.paper_id);
    drafted core.paper;
    zone text;
    held core.issue;
    trouble text;
BEGIN
    SELECT * INTO drafted FROM core.paper AS p WHERE p.campaign = new.campaign AND p.paper_id = new.paper_id;
    zone := (SELECT c.time_zone FROM core.campaign AS c WHERE c.campaign = new.campaign);
    SELECT * INTO held FROM core.issue AS i
    WHERE
        i.campaign = new.campaign AND i.revoked_at IS NULL AND (
            i.paper_id = new.paper_id
            OR (upper(i.number) = upper(new.number) AND extract(YEAR FROM i.issued_on) = extract(YEAR FROM new.issued_on))
        )
    ORDER BY i.paper_id = new.paper_id DESC
    LIMIT 1;
    trouble := CASE
        WHEN drafted.paper_id IS NULL THEN format('đợt %s không có văn bản này', new.campaign)
        WHEN new.issued_by !~ '[[:alnum:]]' THEN 'không nói ai ghi phát hành'
        WHEN new.number !~ '[[:alnum:]]' THEN 'không ghi số văn bản'
        WHEN NOT isfinite(new.issued_on) THEN 'đó không phải một ngày'
        WHEN new.issued_on < (drafted.as_of AT TIME ZONE zone)::date THEN format(
            'ngày %s trước ngày của số liệu trong văn bản (%s)',
            to_char(new.issued_on, 'FMDD/FMMM/YYYY'), to_char(drafted.as_of AT TIME ZONE zone, 'FMDD/FMMM/YYYY')
        )
        WHEN
            new.issued_on > (clock_timestamp() AT TIME ZONE zone)::date
            AND NOT EXISTS (SELECT FROM core.simulated_clock)
            THEN format('ngày %s chưa đến', to_char(new.issued_on, 'FMDD/FMMM/YYYY'))
        WHEN held.paper_id = new.paper_id THEN format(
            'đã phát hành rồi, số %s ngày %s; nếu ghi nhầm, hãy thu hồi lần đó trước',
            held.number, to_char(held.issued_on, 'FMDD/FMMM/YYYY')
        )
        WHEN held.paper_id IS NOT NULL THEN format(
            'số %s của năm %s đã dùng cho văn bản dự thảo số %s',
            held.number, extract(YEAR FROM held.issued_on), held.paper_id
        )
    END;
    IF trouble IS NOT NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'BZ002', MESSAGE = format('%s: %s', what, trouble);
    END IF;
    RETURN new;
END
$$;

CREATE OR REPLACE TRIGGER check_issue BEFORE INSERT ON core.issue
FOR EACH ROW EXECUTE FUNCTION core.check_issue();

CREATE OR REPLACE TRIGGER check_revocation BEFORE UPDATE OF revoked_at, revoked_by, revoked_reason ON core.issue
FOR EACH ROW EXECUTE FUNCTION core.check_revocation();

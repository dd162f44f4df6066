-- core.check_decision, core.check_revocation
-- Answers: nothing; refuses a decision, or an answer, outside its campaign's life or by nobody, and a second end of
--          one, or of a closing or an issue.
-- Reads:   core.campaign; core.require_instant says which instants can be.
-- Edge:    people may say since when something holds, never before the campaign began. An extension reaches two years
--          past the campaign's deadline, or its own beginning, at most: more is an exemption. An end is now, and once.
CREATE OR REPLACE FUNCTION core.check_decision()
RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    cutoff_at timestamptz := to_jsonb(new) ->> 'cutoff_at';
    latest timestamptz := (
        SELECT greatest(c.report_before::timestamptz, new.effective_at) + interval '2 years'
        FROM core.campaign AS c WHERE c.campaign = new.campaign
    );
BEGIN
    IF new.decided_by !~ '[[:alnum:]]' THEN
        RAISE EXCEPTION USING
            ERRCODE = 'BZ002', MESSAGE = format('Quyết định về đơn vị %s: không nói ai quyết định', new.unit_code);
    END IF;
    PERFORM core.require_instant(
        new.campaign, format('Quyết định về đơn vị %s', new.unit_code), new.effective_at, false
    );
    IF cutoff_at > latest OR NOT isfinite(cutoff_at) THEN
        RAISE EXCEPTION USING
            ERRCODE = 'BZ002',
            MESSAGE = format('Gia hạn cho đơn vị %s quá hai năm; nếu đơn vị khỏi báo cáo, hãy miễn báo cáo', new.unit_code);
    END IF;
    RETURN NEW;
END
$$;

CREATE OR REPLACE FUNCTION core.check_revocation()
RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    facts CONSTANT jsonb := to_jsonb(new);
    since CONSTANT timestamptz := coalesce(facts ->> 'effective_at', facts ->> 'as_of');
    what CONSTANT text := CASE tg_table_name
        WHEN 'closing' THEN format('Chốt số liệu của đợt %s', new.campaign)
        WHEN 'issue' THEN format('Phát hành văn bản dự thảo số %s', facts ->> 'paper_id')
        ELSE format('Quyết định về đơn vị %s', facts ->> 'unit_code')
    END;
BEGIN
    IF old.revoked_at IS NOT NULL THEN
        RAISE EXCEPTION USING
            ERRCODE = 'BZ002', MESSAGE = format('%s đã thu hồi rồi; việc thu hồi không sửa, không xóa được', what);
    END IF;
    IF new.revoked_at < since THEN
        RAISE EXCEPTION USING
            ERRCODE = 'BZ002', MESSAGE = format('%s không thể thu hồi trước khi có hiệu lực', what);
    END IF;
    IF new.revoked_by !~ '[[:alnum:]]' THEN
        RAISE EXCEPTION USING
            ERRCODE = 'BZ002', MESSAGE = format('%s: không nói ai thu hồi', what);
    END IF;
    PERFORM core.require_instant(new.campaign, format('Thu hồi: %s', what), new.revoked_at, true);
    RETURN NEW;
END
$$;

CREATE OR REPLACE TRIGGER check_decision BEFORE INSERT ON core.decision
FOR EACH ROW EXECUTE FUNCTION core.check_decision();

CREATE OR REPLACE TRIGGER check_revocation BEFORE UPDATE OF revoked_at, revoked_by, revoked_reason ON core.decision
FOR EACH ROW EXECUTE FUNCTION core.check_revocation();

CREATE OR REPLACE TRIGGER check_decision BEFORE INSERT ON core.answer
FOR EACH ROW EXECUTE FUNCTION core.check_decision();

CREATE OR REPLACE TRIGGER check_revocation BEFORE UPDATE OF revoked_at, revoked_by, revoked_reason ON core.answer
FOR EACH ROW EXECUTE FUNCTION core.check_revocation();

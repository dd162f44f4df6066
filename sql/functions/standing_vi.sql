-- core.standing_vi
-- Answers: what do union staff call a standing?
--   waiting  not a standing: how not_due and unverified are called when nothing but open questions is in the way
CREATE OR REPLACE FUNCTION core.standing_vi(standing text)
RETURNS text
LANGUAGE sql
IMMUTABLE
RETURN CASE standing
    WHEN 'exempt' THEN 'miễn báo cáo'
    WHEN 'not_due' THEN 'chưa đến hạn'
    WHEN 'needs_fix' THEN 'cần sửa'
    WHEN 'on_time' THEN 'đúng hạn'
    WHEN 'late' THEN 'trễ hạn'
    WHEN 'missing' THEN 'chưa báo cáo'
    WHEN 'unverified' THEN 'cần xác minh'
    WHEN 'waiting' THEN 'chờ trả lời'
END;

-- core.link_sha256
-- Answers: what is the hash of a link that tells these facts?
-- Grain:   a value. It covers the link's place, its instant, the hash of its words and the hash of the link before.
-- Edge:    JSON, so that no two different links are one text: anybody can compute it again with other tools.
CREATE OR REPLACE FUNCTION core.link_sha256(of_link core.link, facts text)
RETURNS bytea
LANGUAGE sql
STABLE
AS $$
    SELECT sha256(convert_to(
        jsonb_build_array(
            of_link.campaign,
            of_link.link,
            of_link.kind,
            of_link.about,
            extract(EPOCH FROM of_link.linked_at)::text,
            encode(of_link.words_sha256, 'hex'),
            encode(of_link.previous_sha256, 'hex'),
            facts
        )::text,
        'UTF8'
    ))
$$;

-- report.vietnamese_sort
-- Answers: by which text do Vietnamese names sort as in a dictionary, whatever collations the server has?
-- Grain:   one text, whose bytes compare as the names do. The columns unit_sort and branch_sort compare bytes by
--          themselves; of a text of your own, ORDER BY report.vietnamese_sort(…) COLLATE "C".
-- Edge:    three levels, each asked only where the ones before are equal, as ICU's "vi" does: letters (A Ă Â B C …),
--          tones (ngang, huyền, hỏi, ngã, sắc, nặng), then small before capital. Ă, Â, Đ, Ê, Ô, Ơ, Ư are letters of
--          their own, written as the plain letter and a sign that comes after z. Composed or decomposed is the same.
--          The breve of another letter (Ŏ, Ŭ in names of the Central Highlands) is a mark as tones are.
CREATE OR REPLACE FUNCTION report.vietnamese_sort(name text)
RETURNS text
LANGUAGE plpgsql
IMMUTABLE
PARALLEL SAFE
AS $$
DECLARE
    decomposed text := replace(replace(normalize(name, NFD), 'đ', 'd~'), 'Đ', 'D~');
    -- the five tones become α to ε, in their order; breve, circumflex and horn signs after z
    with_tones text := translate(
        lower(decomposed COLLATE "C"), U&'\0300\0309\0303\0301\0323\0306\0302\031B', 'αβγδε{|}'
    );
    letters text := translate(with_tones, 'αβγδε', '');
    -- signs between those that have a place of their own: each sorts next after the one it is written with
    between CONSTANT text[] := '{{–,-~},{—,-~~},{…,...},{·,.~},{‘,''~},{’,''~~},{“,\"~},{”,\"~~}}';
    sign text[];
BEGIN
    IF letters ~ '[^a-z0-9 {-~]|[^a][{]' THEN
        IF letters ~ '[ðÐƀɃ{–—…·‘’“”]' THEN
            decomposed := replace(replace(decomposed, 'ð', 'dι'), 'Ð', 'Dι');
            decomposed := replace(replace(decomposed, 'ƀ', 'b~'), 'Ƀ', 'B~');
            with_tones := translate(
                lower(decomposed COLLATE "C"), U&'\0300\0309\0303\0301\0323\0306\0302\031B', 'αβγδε{|}'
            );
            with_tones := regexp_replace(with_tones, '(^|[^aα-ε])([α-ε]*)[{]', '\1\2ζ', 'g');
            FOREACH sign SLICE 1 IN ARRAY between LOOP
                with_tones := replace(with_tones, sign[1], sign[2]);
            END LOOP;
        END IF;
        -- signs in ICU's order, all before the digits; the marks of other languages' letters count as tones do
        with_tones := translate(with_tones, '_-,;:!?.''"()/&+', '!"#$%&''()*+,-./');
        letters := regexp_replace(with_tones, U&'[α-ι\0300-\036F]', '', 'g');
    END IF;
    RETURN letters || '  ' || with_tones || '  ' || regexp_replace(decomposed, '[A-Z]', '~', 'g');
END
$$;

COMMENT ON FUNCTION report.vietnamese_sort(text) IS
'A key by which names sort as in a Vietnamese dictionary: ORDER BY it COLLATE "C"';

-- core.no_such_policy
-- Answers: nothing; it says that a reading of the deadline is none of those we know.
-- Edge:    STABLE, so that it is not tried before it is asked.
CREATE OR REPLACE FUNCTION core.no_such_policy(policy text)
RETURNS date
LANGUAGE plpgsql
STABLE
AS $$
BEGIN
    RAISE EXCEPTION 'no such reading of the deadline: %', policy
        USING ERRCODE = 'invalid_parameter_value', HINT = 'One of before_date, through_date, through_date_roll.';
END
$$;

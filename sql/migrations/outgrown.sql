-- What a migration replaced and the functions and views of the release before still asked: by now none of them does.
-- Without CASCADE: if somebody built on it, the migration is taken back whole and says what that is.
DROP TABLE IF EXISTS core.submission_by_code;

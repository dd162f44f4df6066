"""sql/dictionary.md says what each object of `report` is, column by column, and is kept true by this test.

`python -m tests.sql.test_dictionary` writes it anew from a migrated database.
"""

from __future__ import annotations

import re
from pathlib import Path

import sqlalchemy as sa

from flows.store.database import SQL, Database
from flows.store.migration import replayed
from tests.given.own_server import fresh_database

DICTIONARY = SQL / "dictionary.md"
INTRODUCTION = """# Data dictionary

Every object of the schema `report`, which is all that `bluezone_analyst` sees. A function with an instant answers as
if asked then, with what the roster said then and today's policy; a decision, and a look that was declared, hold from
the instant they were given. What somebody typed as words is shown where the form asks for words, and nowhere else.
Worked questions are in `sql/cookbook/`; what of this never changes is said in `docs/report.md`. Written by
`python -m tests.sql.test_dictionary`.

- **The clock.** A column that ends in `_at` or `_since` is an instant: psql shows it in the session's time zone, so that a
  session in UTC prints the deadline as 28/8 17:00+00. `SET TIME ZONE 'Asia/Ho_Chi_Minh'`, or once for an account
  `ALTER ROLE … SET timezone = 'Asia/Ho_Chi_Minh'`. The column beside it that ends in `_local`, or in `_on` for a day, is
  the campaign's own clock, whatever the session's.
- **Campaigns.** What a campaign asks for is said by its `form.toml`. A quantity has one meaning in all campaigns, and is
  NULL where a campaign does not ask for it; here are those of the letter of 2020, what later forms add stands at the end.
- **People.** Every rate of figures is of `people`: the workforce, or the members where a branch gives only those.
  `sum(workforce)` over branches leaves the others out. Who was told is known of some branches alone: a rate of `reached`
  is of `reached_base`. Of several branches, a rate is of those that give both its part and its whole.
- **Stale figures.** A row that is bad now keeps its last good figures, and they stand in every total: how many they are
  and what is theirs stands beside it (`stale_branches`, `stale_people`, `stale_installed`).
- **Order.** `ORDER BY unit_sort, branch_sort` sorts names as Vietnamese does (Ă and Â after A, Đ after D, then ngang,
  huyền, hỏi, ngã, sắc, nặng), as ICU's collation `vi` would, on every server. `unit_position` is the roster's order.
- **Speed.** Say one campaign (`WHERE campaign = …`), and the unit or the day where one is meant: all else is not read.
  A list (`campaign IN (…)`) reads what all campaigns have; ask for each and `UNION ALL`.
  Also of a function: `FROM report.unit_standing_at(…) WHERE campaign = …`. A `WITH` that names campaign and instant and
  is asked more than once wants `AS NOT MATERIALIZED`. Of a campaign's 126,000 branches, `branch_sort` takes a second to
  make: ask for it where you sort by it.
"""
COLUMNS = """
SELECT a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type, col_description(a.attrelid, a.attnum) AS comment
FROM pg_attribute AS a WHERE a.attrelid = to_regclass('report.' || :name) AND a.attnum > 0 AND NOT a.attisdropped
ORDER BY a.attnum
"""
FUNCTION = """
SELECT
    p.oid::regprocedure::text AS signature, pg_get_function_arguments(p.oid) AS arguments,
    pg_get_function_result(p.oid) AS result, obj_description(p.oid) AS comment
FROM pg_proc AS p WHERE p.pronamespace = 'report'::regnamespace AND p.proname = :name
"""
SAME_COLUMNS = {
    "unit_standing_at": "unit_standing",
    "submission_at": "submission_history",
    "campaign_summary_at": "campaign_summary",
    "figures_at": "figures",
    "ranking_at": "ranking",
    "reading_at": "reading",
}


def header(path: Path, word: str) -> str:
    """What a file's header says after a word, on as many lines as it takes."""
    found = re.search(rf"-- {word}:\s+(.*(?:\n--  .*)*)", path.read_text(encoding="utf-8"))
    return re.sub(r"\s*\n--\s+", " ", found.group(1)).replace(r"|", r"\|") if found else ""


def columns_of(result: str) -> str:
    """What a function returns, as a table: `TABLE(name type, …)`, or one value."""
    if not result.startswith("TABLE("):
        return f"One value: {result}."
    columns = [column.split(" ", 1) for column in result.removeprefix("TABLE(").removesuffix(")").split(", ")]
    rows = [f"| {name} | {kind} |" for name, kind in columns]
    return "\n".join(["Columns:", "", "| column | type |", "| --- | --- |", *rows])


def dictionary(database: Database) -> str:
    """The whole document."""
    parts = [INTRODUCTION]
    with database.begin(None) as connection:
        for path in replayed():
            kind, name = path.parent.name, path.stem
            if not path.read_text(encoding="utf-8").startswith("-- report."):
                continue
            if kind == "views":
                parts.append(
                    f"## report.{name}\n\nAnswers: {header(path, 'Answers')} Grain: {header(path, 'Grain')}\n"
                )
                rows = connection.execute(sa.text(COLUMNS), {"name": name}).all()
                cells = "\n".join(f"| {row.name} | {row.type} | {row.comment} |" for row in rows)
                parts.append(f"| column | type | meaning |\n| --- | --- | --- |\n{cells}\n")
            else:
                [row] = connection.execute(sa.text(FUNCTION), {"name": name}).all()
                result = (
                    f"The columns of `report.{SAME_COLUMNS[name]}`.\n"
                    if name in SAME_COLUMNS
                    else f"{columns_of(row.result)}\n"
                )
                parts.append(
                    f"## report.{name}({row.arguments})\n\nAnswers: {header(path, 'Answers')} Grain: {header(path, 'Grain')}\n\n"
                    f"{row.comment}. {result}"
                )
    return "\n".join(parts)


def test_the_data_dictionary_says_what_the_database_has(database: Database) -> None:
    assert DICTIONARY.read_text(encoding="utf-8") == dictionary(database)


def test_a_function_of_an_instant_has_the_columns_of_its_view(database: Database) -> None:
    with database.begin(None) as connection:
        for function, view in SAME_COLUMNS.items():
            asked = connection.execute(sa.text(f"SELECT * FROM report.{function}(now()) LIMIT 0")).keys()
            viewed = connection.execute(sa.text(f"SELECT * FROM report.{view} LIMIT 0")).keys()
            assert list(asked) == list(viewed)


if __name__ == "__main__":
    with fresh_database() as fresh:
        DICTIONARY.write_text(dictionary(fresh), encoding="utf-8")

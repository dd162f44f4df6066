"""Each worked question of the cookbook, run by psql as an analyst would, has its written answer.

`WRITE_ANSWERS=1 pytest tests/sql/test_cookbook.py` writes the answers anew; read them before you keep them.
"""

from __future__ import annotations

import csv
import os
import re
from pathlib import Path

import pytest

from flows.store.database import SQL
from tests.given.desk import Desk
from tests.sql.conftest import Tool, libpq_url

QUESTIONS = sorted((SQL / "cookbook").glob("*.sql"))
ANSWERS = Path(__file__).parent / "cookbook_answers"
NEXT = "----- "
HEADER = ("Answers:", "Grain:", "Reads:", "Assumes:")

ANOTHER_CAMPAIGN = """
CREATE FUNCTION pg_temp.other(id bigint, unit bigint DEFAULT 0) RETURNS jsonb
RETURN jsonb_build_object(
    'campaign', 'another', 'observation_id', id + 1000000, 'event_id', id + 1000000, 'unit_id', unit + 1000000, 'decision_id', id + 1000000
);
INSERT INTO core.campaign SELECT (jsonb_populate_record(t, pg_temp.other(0))).* FROM core.campaign AS t;
INSERT INTO core.unit OVERRIDING SYSTEM VALUE
SELECT (jsonb_populate_record(t, pg_temp.other(0, unit_id))).* FROM core.unit AS t;
INSERT INTO raw.collection_run (run_id, campaign, source, started_at, units_asked)
SELECT md5(run_id::text)::uuid, 'another', source, started_at, units_asked FROM raw.collection_run;
INSERT INTO raw.observation (
    observation_id, run_id, campaign, unit_code, observed_at, outcome, origin, content_sha256, was_read, declared_by
)
OVERRIDING SYSTEM VALUE
SELECT
    observation_id + 1000000, md5(run_id::text)::uuid, 'another', unit_code, observed_at, outcome, origin, content_sha256, was_read,
    declared_by
FROM raw.observation;
INSERT INTO core.unit_return
SELECT (jsonb_populate_record(t, pg_temp.other(observation_id))).* FROM core.unit_return AS t;
INSERT INTO core.submission
SELECT (jsonb_populate_record(t, pg_temp.other(observation_id, unit_id))).* FROM core.submission AS t;
INSERT INTO core.finding
SELECT (jsonb_populate_record(t, pg_temp.other(observation_id))).* FROM core.finding AS t;
INSERT INTO core.decision
SELECT (jsonb_populate_record(t, pg_temp.other(decision_id))).* FROM core.decision AS t;
"""
"""The same units with the same returns, for another letter."""


def ask(tool: Tool, desk: Desk, *questions: Path, given: str = "SELECT") -> dict[str, str]:
    """What psql prints to an analyst, were something else the case; whatever that is, it is taken back."""
    before = (
        "BEGIN",
        "SET client_min_messages = warning",
        "\\o /dev/null",
        given,
        "\\o",
        "SET LOCAL ROLE bluezone_analyst",
    )
    commands = [part for command in before for part in ("-c", command)]
    for question in questions:
        commands += ["-c", f"\\echo {NEXT}{question.stem}", "-f", str(question)]
    printed = tool(
        "psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-P", "null=–", *commands, "-c", "ROLLBACK", libpq_url(desk.database)
    )  # fmt: skip
    answers = (part.partition("\n") for part in printed.split(NEXT)[1:])
    return {stem: _without_trailing_blanks(answer) for stem, _, answer in answers}


def _without_trailing_blanks(printed: str) -> str:
    return "\n".join(line.rstrip() for line in printed.strip("\n").splitlines()) + "\n"


@pytest.fixture(scope="module")
def answers(told: Desk, tool: Tool) -> dict[str, str]:
    """The answers to all questions, asked one after the other."""
    return ask(tool, told, *QUESTIONS)


@pytest.fixture(scope="module")
def answers_beside_another(told: Desk, tool: Tool) -> dict[str, str]:
    """The answers to all questions, where another campaign is in the same database."""
    return ask(tool, told, *QUESTIONS, given=ANOTHER_CAMPAIGN)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda path: path.stem)
def test_a_worked_question_has_its_written_answer(answers: dict[str, str], question: Path) -> None:
    answer = answers[question.stem]
    written = ANSWERS / f"{question.stem}.txt"
    if os.environ.get("WRITE_ANSWERS"):
        written.write_text(answer, encoding="utf-8")
    assert written.read_text(encoding="utf-8") == answer


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda path: path.stem)
def test_another_campaign_in_the_same_database_changes_no_answer(
    answers_beside_another: dict[str, str], question: Path
) -> None:
    written = (ANSWERS / f"{question.stem}.txt").read_text(encoding="utf-8")
    assert answers_beside_another[question.stem] == written


@pytest.mark.parametrize("instant", ["infinity", "-infinity"])
def test_every_question_has_an_answer_at_the_end_of_time_and_before_its_beginning(
    told: Desk, tool: Tool, tmp_path: Path, instant: str
) -> None:
    for question in QUESTIONS:
        asked = re.sub(
            r"(timestamptz|date) '[^']+'", rf"\1 '{instant}'", question.read_text(encoding="utf-8")
        )
        (tmp_path / question.name).write_text(asked, encoding="utf-8")
    answered = ask(tool, told, *sorted(tmp_path.iterdir()))
    assert set(answered) == {question.stem for question in QUESTIONS}
    assert [stem for stem, answer in answered.items() if "infinity" in answer.lower()] == []


def test_branches_are_lacking_once_the_roster_says_how_many_there_are(told: Desk, tool: Tool) -> None:
    roster = (
        "INSERT INTO core.edition (campaign, effective_at, reason, decided_by) "
        "VALUES ('bluezone-2020', '2020-08-20', 'đã đếm', 'Ban Tổ chức'); "
        "UPDATE core.unit SET branches_expected = CASE unit_code WHEN '643' THEN 15 WHEN '650' THEN 3 END"
    )
    [answer] = ask(tool, told, SQL / "cookbook" / "16_branches_lacking.sql", given=roster).values()
    rows = [[cell.strip() for cell in line.split("|")] for line in answer.splitlines()[2:4]]
    assert [[row[0], *row[2:5]] for row in rows] == [["643", "12", "15", "3"], ["650", "4", "3", "-1"]]


def test_a_mistake_that_was_made_again_came_back(told: Desk, tool: Tool) -> None:
    again = """
    INSERT INTO core.finding (
        campaign, unit_code, finding_key, observation_id, first_seen_at, severity, rule, cell, message_vi
    )
    SELECT campaign, unit_code, finding_key, observation_id + 1, '2020-09-02T09:00+07:00', severity, rule, cell, message_vi
    FROM core.finding WHERE unit_code = '646' AND rule = 'count_estimate'
    """
    [answer] = ask(tool, told, SQL / "cookbook" / "05_findings_that_recur.sql", given=again).values()
    [row] = [line.split("|") for line in answer.splitlines() if "count_estimate" in line]
    assert [int(cell) for cell in row[2:6]] == [2, 3, 1, 2]


def test_a_file_for_excel_begins_with_its_mark_and_holds_each_unit_once(
    told: Desk, tool: Tool, tmp_path: Path
) -> None:
    file = tmp_path / "don-vi.csv"
    tool(
        "psql", "-X", "-q", "-f", SQL / "cookbook" / "26_for_excel.sql", "-o", file, libpq_url(told.database)
    )
    assert file.read_bytes().startswith(b"\xef\xbb\xbfM\xc3\xa3;")
    with file.open(encoding="utf-8-sig", newline="") as opened:
        rows = list(csv.DictReader(opened, delimiter=";"))
    assert [row["Mã"] for row in rows] == [unit.code for unit in told.campaign.units.active]
    assert sum(int(row["Đã cài đặt"]) for row in rows) == 8838
    assert {row["Tình trạng"] for row in rows} >= {"đúng hạn", "trễ hạn", "miễn báo cáo"}
    assert not any("." in cell or "," in cell for row in rows for cell in row.values())


def test_each_question_says_what_it_reads_and_assumes_and_reads_report_alone() -> None:
    assert len(QUESTIONS) >= 30
    assert {path.stem for path in ANSWERS.glob("*.txt")} == {path.stem for path in QUESTIONS}
    for question in QUESTIONS:
        text = question.read_text(encoding="utf-8")
        assert text.startswith(f"-- {question.stem.partition('_')[2]}\n")
        assert all(f"-- {word}" in text for word in HEADER), question.name

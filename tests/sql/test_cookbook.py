"""Each worked question of the cookbook, asked as an analyst of the demonstration's campaign, has its written answer.

`WRITE_ANSWERS=1 pytest tests/sql/test_cookbook.py` writes the answers anew; read them before you keep them.
"""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from flows.steps.database import SQL
from tests.desk import ZONE, Desk

QUESTIONS = sorted((SQL / "cookbook").glob("*.sql"))
ANSWERS = Path(__file__).parent / "cookbook_answers"
HEADER = ("Answers:", "Grain:", "Reads:", "Assumes:")


def shown(value: Any) -> str:
    if isinstance(value, datetime):
        return f"{value.astimezone(ZONE):%d/%m %H:%M}"
    return "–" if value is None else str(value)


def table(names: list[str], rows: list[list[str]]) -> str:
    widths = [max(map(len, column)) for column in zip(names, *rows, strict=True)]
    return "\n".join("  ".join(map(str.ljust, row, widths)).rstrip() for row in [names, *rows]) + "\n"


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda path: path.stem)
def test_a_worked_question_has_its_written_answer(told: Desk, question: Path) -> None:
    with told.database.begin("bluezone_analyst") as connection:
        connection.execute(sa.text("SET LOCAL TimeZone = 'Asia/Ho_Chi_Minh'"))
        asked = connection.execute(sa.text(question.read_text(encoding="utf-8")))
        answer = table(list(asked.keys()), [[shown(value) for value in row] for row in asked])
    written = ANSWERS / f"{question.stem}.txt"
    if os.environ.get("WRITE_ANSWERS"):
        written.write_text(answer, encoding="utf-8")
    assert written.read_text(encoding="utf-8") == answer


def test_there_are_fifteen_questions_and_each_says_what_it_reads_and_assumes() -> None:
    assert len(QUESTIONS) >= 15
    for question in QUESTIONS:
        text = question.read_text(encoding="utf-8")
        assert text.startswith(f"-- {question.stem.partition('_')[2]}\n")
        assert all(f"-- {word}" in text for word in HEADER), question.name

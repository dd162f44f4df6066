"""The rules of a row as values: where each points, when it holds, and that there is one of each."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from schemas.rules import catalogue, row_rules
from schemas.rules.cells import CELL_RULES
from schemas.rules.options import rules_of_options
from schemas.rules.questions import QUESTIONS, question_number
from schemas.rules.returns import RETURN_RULES, rules_of_return
from schemas.typed_rows import TypedRows
from tests.given.forms import FORM

ROW_RULE = {rule.code: rule for rule in row_rules(FORM)}


def row(**given: float) -> TypedRows:
    return TypedRows(
        {name: np.array([count]) for name, count in {**dict.fromkeys(FORM.amounts, np.nan), **given}.items()}
    )


def is_kept(code: str, **given: float) -> bool:
    return bool(ROW_RULE[code].holds(row(**given)).item())


def test_a_code_names_one_rule_and_only_a_date_or_no_count_at_all_is_looked_for_in_several_columns() -> None:
    times = Counter(
        rule.code
        for rule in (
            *row_rules(FORM),
            *RETURN_RULES,
            *rules_of_return(FORM),
            *rules_of_options(FORM),
            *CELL_RULES,
        )
    )
    assert times.keys() == catalogue(FORM).keys()
    several = {code: count for code, count in times.items() if count > 1}
    assert several == {"looks_like_date": len(FORM.amounts), "more_than_any_branch": 3}


def test_a_rule_of_a_row_points_at_fields_that_are_read() -> None:
    assert all(rule.points_at and set(rule.points_at) <= set(FORM.read) for rule in row_rules(FORM))


@pytest.mark.parametrize(
    ("code", "part", "whole"),
    [
        ("members_above_workforce", "members", "workforce"),
        ("smartphones_above_workforce", "smartphone_users", "workforce"),
        ("smartphones_above_workforce", "smartphone_users", "members"),
        ("installed_above_smartphones", "installed", "smartphone_users"),
        ("installed_above_workforce", "installed", "workforce"),
        ("installed_above_workforce", "installed", "members"),
        ("reached_above_workforce", "reached", "workforce"),
        ("reached_above_workforce", "reached", "members"),
    ],
)
def test_a_part_is_not_larger_than_the_whole_where_both_are_given(code: str, part: str, whole: str) -> None:
    assert ROW_RULE[code].points_at == (part,)
    assert is_kept(code, **{part: 24, whole: 24})
    assert is_kept(code, **{part: 24})
    assert is_kept(code, **{whole: 24})
    assert not is_kept(code, **{part: 25, whole: 24})


def test_the_workforce_is_the_whole_where_it_is_given_beside_the_members() -> None:
    assert is_kept("smartphones_above_workforce", smartphone_users=24, members=20, workforce=30)


def test_of_too_many_installs_the_smartphones_are_told_first() -> None:
    both = {"installed": 31.0, "smartphone_users": 25.0, "workforce": 30.0}
    assert not is_kept("installed_above_smartphones", **both)
    assert is_kept("installed_above_workforce", **both)


def test_reading_asks_by_number_and_each_number_is_one_question() -> None:
    for asked in QUESTIONS:
        kept = [
            rule.code
            for rule in QUESTIONS
            if rule.holds(TypedRows({"asked": np.array([question_number(asked.code)])})).item()
        ]
        assert {rule.code for rule in QUESTIONS} - set(kept) == {asked.code}
    assert all(rule.holds(TypedRows({"asked": np.array([0])})).item() for rule in QUESTIONS)

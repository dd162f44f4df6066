"""The deployments as prefect.yaml writes them; test_operating has them on a real server."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import pytest
import yaml
from prefect.utilities.callables import parameter_schema

from tests.given.serving import ROOT

DEPLOYMENTS: list[dict[str, Any]] = yaml.safe_load((ROOT / "prefect.yaml").read_text())["deployments"]
OPERATORS = {each["name"] for each in DEPLOYMENTS if "operator" in each["tags"]}


def test_operators_have_a_queue_of_their_own_and_schedules_never_run_into_each_other() -> None:
    assert {"rerun"} <= OPERATORS
    for each in DEPLOYMENTS:
        assert "bluezone" in each["tags"], "the automations watch what bears the tag"
        if each["name"] in OPERATORS:
            assert each["work_pool"]["work_queue_name"] == "operators"
            assert "concurrency_limit" not in each
            assert "schedules" not in each
        else:
            assert each["work_pool"]["work_queue_name"] == "default"
            assert each["concurrency_limit"] == {"limit": 1, "collision_strategy": "ENQUEUE"}


@pytest.mark.parametrize("entrypoint", sorted({each["entrypoint"] for each in DEPLOYMENTS}))
def test_every_field_of_a_form_says_what_to_enter(entrypoint: str) -> None:
    """By the docstring's "Args:", the one way that reaches the form: Annotated's title and description do not."""
    module, _, name = entrypoint.rpartition(".")
    fields = parameter_schema(getattr(import_module(module), name)).model_dump()["properties"]
    assert [field for field, about in fields.items() if not about.get("description")] == []


def test_every_schedule_is_of_five_fields_and_names_no_weekday_beside_a_day() -> None:
    """Prefect takes a sixth, of seconds, at the end, and a day with a weekday as either of them."""
    for each in DEPLOYMENTS:
        for schedule in each.get("schedules", ()):
            fields = schedule["cron"].split()
            assert len(fields) == 5
            assert "*" in (fields[2], fields[4])

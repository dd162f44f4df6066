"""The deployments as prefect.yaml writes them; test_operating has them on a real server."""

from __future__ import annotations

import logging
import os
from contextlib import closing, suppress
from importlib import import_module
from typing import Any

import pytest
import yaml
from prefect.utilities.callables import parameter_schema

from flows.desk.timetable import AFTER, BEFORE, DAILY, KIND_VI, PAPERS, REMIND
from flows.serving.forms import in_words_of_a_form
from flows.serving.runs.console import RunConsole
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
def test_every_field_of_a_form_has_a_vietnamese_title_and_says_what_to_enter(entrypoint: str) -> None:
    """As `prefect deploy` makes the form."""
    module, _, name = entrypoint.rpartition(".")
    fields = parameter_schema(getattr(import_module(module), name)).model_dump()["properties"]
    assert [field for field, about in fields.items() if not about.get("description")] == []
    assert [
        field for field, about in fields.items() if about["title"] == field or "_" in about["title"]
    ] == []
    assert len({about["title"] for about in fields.values()}) == len(fields)


def test_what_a_sentence_says_for_who_types_commands_is_left_out_of_a_form() -> None:
    told = "Hãy xem «Nơi đọc» (--source THƯ_MỤC), hoặc trang lỗi (bluezone findings); ngày 28/8 (thứ sáu)."
    assert in_words_of_a_form(told) == "Hãy xem «Nơi đọc», hoặc trang lỗi; ngày 28/8 (thứ sáu)."


def test_the_file_says_no_campaign_and_no_time_for_both_are_the_campaigns_own() -> None:
    """A schedule here would fire every year, and `schedules: []` would not take it away again."""
    for each in DEPLOYMENTS:
        assert "schedules" not in each
        assert "campaign" not in each.get("parameters", {})


def test_every_kind_of_run_that_a_timetable_knows_has_its_deployment() -> None:
    by_schedule = {each["name"] for each in DEPLOYMENTS if "schedule" in each["tags"]}
    assert by_schedule == set(KIND_VI) == {DAILY, BEFORE, AFTER, PAPERS, REMIND}


def test_a_run_goes_on_when_the_worker_that_read_its_console_was_killed() -> None:
    """Prefect's own console ends the run at its next line: rich exits when nobody reads."""
    for each in DEPLOYMENTS:
        variables = each["work_pool"]["job_variables"]["env"]
        named = f"{RunConsole.__module__}.{RunConsole.__name__}"
        assert variables["PREFECT_LOGGING_HANDLERS_CONSOLE_CLASS"] == named
    reader, writer = os.pipe()
    os.close(reader)
    # what was not read is lost when it closes
    with suppress(BrokenPipeError), closing(os.fdopen(writer, "w")) as console:
        handler = RunConsole(console)
        for unit in ("643", "644"):
            handler.emit(logging.makeLogRecord({"msg": f"unit={unit} outcome=read"}))
            handler.flush()
    assert handler.console.quiet, "the pipe was broken"

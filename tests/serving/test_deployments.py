"""The deployments as prefect.yaml writes them; test_operating has them on a real server."""

from __future__ import annotations

from typing import Any

import yaml

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

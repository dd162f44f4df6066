"""The maps that a stranger reads first tell every room there is, and no other."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest

import flows

FOLDER = Path(flows.__file__).parent
NO_ROOMS = {"__init__.py", "__pycache__", "README.md"}
WITH_MAPS = (
    "flows.cli",
    "flows.desk",
    "flows.desk.papers.layout",
    "flows.serving",
    "flows.steps.pull.google",
    "flows.store",
    "flows.steps.read",
    "flows.steps.read.choice",
    "flows.steps.read.notices",
    "flows.steps.read.rows",
    "flows.steps.read.rows.doubts",
    "flows.steps.read.table",
    "flows.steps.read.words",
    "schemas",
    "schemas.campaign",
    "schemas.headings",
    "schemas.issuer",
    "schemas.phrases",
    "schemas.roster",
    "schemas.sheet",
    "schemas.unit_return",
    "schemas.vietnamese",
)


def test_the_map_names_every_room_of_flows_and_no_other() -> None:
    named = re.findall(r"^\| `([a-z_./]+)` \|", flows.__doc__ or "", re.MULTILINE)
    there = {f"{path.name}/" if path.is_dir() else path.name for path in FOLDER.iterdir()} - NO_ROOMS
    assert len(named) == len(set(named))
    assert set(named) == there - {"__pycache__/"}


@pytest.mark.parametrize("room", WITH_MAPS)
def test_the_map_of_a_room_names_every_module_in_it(room: str) -> None:
    package = import_module(room)
    first_cells = re.findall(r"^\| (`[^|]+) \|", package.__doc__ or "", re.MULTILINE)
    named = re.findall("`([a-z_]+)/?`", " ".join(first_cells))
    there = {path.stem for path in Path(package.__path__[0]).iterdir()} - {"__init__", "__pycache__"}
    assert sorted(named) == sorted(there)

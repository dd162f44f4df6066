"""The map that a stranger reads first tells every room there is, and no other."""

from __future__ import annotations

import re
from pathlib import Path

import flows

FOLDER = Path(flows.__file__).parent
NO_ROOMS = {"__init__.py", "__pycache__", "README.md"}


def test_the_map_names_every_room_of_flows_and_no_other() -> None:
    named = re.findall(r"^\| `([a-z_./]+)` \|", flows.__doc__ or "", re.MULTILINE)
    there = {f"{path.name}/" if path.is_dir() else path.name for path in FOLDER.iterdir()} - NO_ROOMS
    assert len(named) == len(set(named))
    assert set(named) == there - {"__pycache__/"}

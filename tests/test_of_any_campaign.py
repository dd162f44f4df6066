"""The product is for any letter: what one says, and whose it is, stands in its folder, never in the code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
OF_ONE_LETTER = re.compile(r"\b2020\b|\d/2020|2020[-/]\d|bluezone-\d|Đắk Lắk|Dak Lak", re.IGNORECASE)
"""A year, the code of a campaign, a province."""
THE_APP = re.compile(r"blue ?zone", re.IGNORECASE)
THE_PRODUCT = re.compile(r"`bluezone \w+|bluezone_|BLUEZONE_|\[bluezone:")
"""In `flows/` its name is everywhere: command, package, variables, roles. In `schemas/` whoever says it may mean the app."""
A_LAW = re.compile(r"\d+/2020/(?:NĐ-CP|QH\d+|TT-\w+)")
"""A law's number has its year in it."""
OF_LETTERS = ("flows/campaigns", "flows/demo")
"""A letter's own folder, and the story that is told of one."""


def files() -> Iterator[Path]:
    """Everything we wrote in `flows/` and `schemas/`, as text."""
    for folder in ("flows", "schemas"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and path.suffix not in (".mo", ".pyc"):
                yield path


def found(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [
        f"{path.relative_to(ROOT)}:{place}: {line.strip()}"
        for place, line in enumerate(lines, start=1)
        if is_of_one_letter(line) or (is_under(path, "schemas") and THE_APP.search(THE_PRODUCT.sub("", line)))
    ]


def is_of_one_letter(line: str) -> bool:
    return bool(OF_ONE_LETTER.search(A_LAW.sub("", line)))


def is_under(path: Path, *places: str) -> bool:
    name = path.relative_to(ROOT).as_posix()
    return any(name == place or name.startswith(f"{place}/") for place in places)


def test_no_year_no_campaign_and_no_province_stands_in_the_code() -> None:
    ours = [path for path in files() if not is_under(path, *OF_LETTERS)]
    assert len(ours) > 200
    assert [line for path in ours for line in found(path)] == []


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ('campaign: str = "bluezone-2020"', True),
        ("hãy ghi như 28/8/2020 23:55", True),
        ("ví dụ 2020-08-28T15:00+07:00", True),
        ("LĐLĐ tỉnh Đắk Lắk", True),
        ("Nghị định 30/2020/NĐ-CP, annex I", False),
        ("FEEDBACK_TAB_ID = 1829082020", False),
        ("POOL = 'bluezone'; BLUEZONE_HOME; bluezone_pipeline", False),
    ],
)
def test_what_is_of_one_letter_is_told_from_what_only_looks_like_it(line: str, is_one: bool) -> None:
    assert is_of_one_letter(line) is is_one

"""What is read at the border is read there alone, and one word means one thing."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import flows

FOLDER = Path(flows.__file__).parent
FORMS = {"collect.py", "rerun.py", "rebuild.py", "decide.py", "draft.py", "remind.py", "show.py", "begin.py"}
"""Their parameters are what Prefect's forms and schedules name: plain texts."""

WATCHED = """
import sys

OURS = {ours!r}
seen = []


def watch(event, arguments):
    if event == "open" and isinstance(arguments[0], str) and arguments[0].endswith((".toml", "roster.csv")):
        if arguments[0].startswith(OURS):
            seen.append(arguments[0])


sys.addaudithook(watch)
import flows.settings


def refused(environ=None):
    raise AssertionError("the environment is read at an import")


flows.settings.read_settings = refused
import pkgutil

for module in pkgutil.walk_packages(flows.__path__, "flows."):
    __import__(module.name)
print(len([name for name in sys.modules if name.startswith("flows.")]), seen)
"""


def test_no_module_reads_the_environment_or_a_campaign_when_it_is_imported(tmp_path: Path) -> None:
    """Somewhere without a home and without campaigns, under settings that refuse to be read."""
    environ = {name: value for name, value in os.environ.items() if name != "HOME"}
    environ |= {"BLUEZONE_CAMPAIGNS": str(tmp_path / "none"), "PREFECT_HOME": str(tmp_path / "prefect")}
    done = subprocess.run(
        [sys.executable, "-c", WATCHED.format(ours=str(FOLDER))],
        env=environ,
        cwd=FOLDER.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    count, seen = done.stdout.strip().splitlines()[-1].split(" ", 1)
    assert int(count) >= len([path for path in FOLDER.rglob("*.py") if path.name != "__init__.py"])
    assert seen == "[]"


def functions() -> Iterator[tuple[Path, ast.FunctionDef]]:
    for path in sorted(FOLDER.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                yield path, node


@pytest.mark.parametrize(
    ("word", "means"), [("campaign", {"Campaign"}), ("campaign_code", {"str"}), ("campaign_name", {"str"})]
)
def test_a_word_means_one_thing_wherever_it_is_handed_over(word: str, means: set[str]) -> None:
    """A parameter of that name has that type, in every function of the product but the forms themselves."""
    found = {
        f"{path.relative_to(FOLDER)}: {node.name}": ast.unparse(each.annotation)
        for path, node in functions()
        if not (path.parent == FOLDER and path.name in FORMS and node.decorator_list)
        for each in (*node.args.args, *node.args.kwonlyargs)
        if each.arg == word and each.annotation is not None
    }
    assert found
    assert {place: kind for place, kind in found.items() if kind not in means} == {}

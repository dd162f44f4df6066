"""Every place, command, target and variable that a document names is there.

So a file that moves takes its documents along: what a stranger is sent to must exist.
"""

from __future__ import annotations

import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

from tests.documents.tables import ROOT, every_command

DOCUMENTS = sorted(
    path
    for path in (
        *ROOT.glob("*.md"),
        *ROOT.glob("docs/*.md"),
        ROOT / "flows/README.md",
        ROOT / "tests/bench/README.md",
    )
    if path.name != "CHANGELOG.md"
)
"""The changelog tells what was: places in it may be gone."""

CODE = re.compile(r"```.*?```|`[^`\n]+`", re.DOTALL)
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
PLACE = re.compile(r"(?<![\w/.$\-])((?:flows|schemas|sql|tests|docs)/[\w./*\-]*)")
AT_THE_TOP = re.compile(r"[\w.]+\.(?:toml|yaml|md)|Makefile")
DOTTED = re.compile(r"\b(?:core|raw|report)\.(\w+)")
MODULE = re.compile(r"python -m ([\w.]+)")
TARGET = re.compile(r"\bmake\s+([a-z]+)")
COMMAND = re.compile(
    r"\bbluezone ((?:[a-z]+)(?: apply| check| deadlines| begin| close| new| diff| take| list)?)((?: \[?--?[a-z\-]+| [^\s`]+)*)"
)
VARIABLE = re.compile(r"\bBLUEZONE_[A-Z_]+\b")
CITED = re.compile(r"`(?:docs/)?design\.md`? §(\d)|design\.md §(\d)")


def names(path: Path) -> str:
    return str(path.relative_to(ROOT))


def code(path: Path) -> list[str]:
    """What stands in backticks, without what is generated: that says itself what is true."""
    text = re.sub(r"<!-- (\w+): .*?<!-- \1 ends -->", "", path.read_text("utf-8"), flags=re.DOTALL)
    return CODE.findall(text)


@cache
def text_of(folder: str, ending: str) -> str:
    return "\n".join(path.read_text("utf-8") for path in sorted((ROOT / folder).rglob(f"*{ending}")))


def is_there(place: str) -> bool:
    return any(ROOT.glob(place.rstrip("/")))


@pytest.mark.parametrize("path", DOCUMENTS, ids=names)
def test_every_path_that_a_document_names_is_there(path: Path) -> None:
    spans = code(path)
    named = {place.rstrip(".") for span in spans for place in PLACE.findall(span)}
    named |= {span.strip("`") for span in spans if AT_THE_TOP.fullmatch(span.strip("`"))} - {
        "campaign.toml",
        "form.toml",
        "issuer.toml",
    }
    assert [place for place in sorted(named) if not is_there(place)] == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=names)
def test_every_link_leads_to_a_file_and_a_heading_that_are_there(path: Path) -> None:
    for link in LINK.findall(path.read_text("utf-8")):
        if link.startswith("http"):
            continue
        file, _, anchor = link.partition("#")
        target = (path.parent / file).resolve() if file else path
        assert target.exists(), link
        if anchor:
            assert anchor in anchors(target), link


def anchors(path: Path) -> set[str]:
    """Headings as links name them: in small letters, hyphens for spaces, no punctuation."""
    headings = re.findall(r"^#+ (.+)$", path.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("path", DOCUMENTS, ids=names)
def test_every_command_that_a_document_names_has_its_options(path: Path) -> None:
    known = {name: {opt for each in command.params for opt in each.opts} for name, command in every_command()}
    for span in code(path):
        for name, rest in COMMAND.findall(span):
            assert f"bluezone {name}" in known, span
            asked = set(re.findall(r"(?<![\w-])--[a-z][a-z\-]*", rest)) - {"--help"}
            assert asked <= known[f"bluezone {name}"], span


@pytest.mark.parametrize("path", DOCUMENTS, ids=names)
def test_everything_else_that_a_document_names_is_there(path: Path) -> None:
    spans = "\n".join(code(path))
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert set(TARGET.findall(spans)) <= targets
    for module in MODULE.findall(spans):
        file = ROOT / module.replace(".", "/")
        assert file.with_suffix(".py").is_file() or (file / "__main__.py").is_file(), module
    for name in DOTTED.findall(spans):
        assert re.search(
            rf"\b(?:core|raw|report)\.{name}\b", text_of("sql", ".sql") + text_of("sql", ".py")
        ), name
    for name in VARIABLE.findall(spans):
        assert name in text_of("flows", ".py"), name


def test_every_section_of_the_design_that_code_cites_is_there() -> None:
    sections = set(re.findall(r"^## (\d)\.", (ROOT / "docs/design.md").read_text("utf-8"), re.MULTILINE))
    cited = {
        number
        for folder, ending in (("flows", ".py"), ("schemas", ".py"), ("sql", ".sql"))
        for numbers in CITED.findall(text_of(folder, ending))
        for number in numbers
        if number
    }
    assert cited
    assert cited <= sections


def test_whoever_wants_to_change_something_is_two_steps_from_the_readme() -> None:
    contributing = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    assert "(CONTRIBUTING.md)" in (ROOT / "README.md").read_text("utf-8")
    rows = re.findall(
        r"^\| (.+?) \| (.+?) \|",
        contributing.partition("## Where do I change")[2].partition("\n## ")[0],
        re.MULTILINE,
    )[2:]
    assert 6 <= len(rows) <= 10
    assert all(PLACE.search(place) or AT_THE_TOP.search(place) for _, place in rows)


def test_the_readme_is_read_at_one_sitting() -> None:
    assert len((ROOT / "README.md").read_text("utf-8").splitlines()) <= 200


def test_every_document_is_reached_from_the_readme() -> None:
    reached, found = set(), {ROOT / "README.md"}
    while found - reached:
        path = (found - reached).pop()
        reached.add(path)
        links = (link.partition("#")[0] for link in LINK.findall(path.read_text("utf-8")))
        found |= {
            at for link in links if link.endswith(".md") and (at := (path.parent / link).resolve()).exists()
        }
    assert set(DOCUMENTS) <= reached


def test_no_document_names_a_place_that_only_one_machine_has() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "*.md"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    for name in listed.stdout.splitlines():
        assert not re.search(r"(?<![\w.])/(?:home|work|root|Users|tmp)/", (ROOT / name).read_text("utf-8")), (
            name
        )

"""What documents say of commands, deployments, rooms and floors is what code and settings say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from flows.errors import PipelineError
from schemas.issuer.file import IssuerFile
from tests.documents.tables import ROOT, TABLES, written


@pytest.mark.parametrize("path", TABLES, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_tables_of_a_document_are_those_of_the_code(path: Path) -> None:
    assert path.read_text("utf-8") == written(path), "python -m tests.documents writes them"


def failures(of: type[PipelineError] = PipelineError) -> Iterator[type[PipelineError]]:
    yield of
    for kind in of.__subclasses__():
        yield from failures(kind)


@pytest.mark.parametrize("name", ["docs/operators.md", "flows/README.md"])
def test_every_exit_code_is_told_and_no_other(name: str) -> None:
    told = re.findall(r"^\| (\d) \|", (ROOT / name).read_text("utf-8"), re.MULTILINE)
    assert set(map(int, told)) == {0, *(kind.exit_code for kind in failures())}


def test_every_key_of_the_issuer_s_file_is_told_and_no_other() -> None:
    rows = re.findall(
        r"^\| (`\w+\.\w+`.*?) \|", (ROOT / "docs" / "issuer.md").read_text("utf-8"), re.MULTILINE
    )
    tables = {name: get_args(field.annotation)[0] for name, field in IssuerFile.model_fields.items()}
    keys = {f"{name}.{key}" for name, table in tables.items() for key in table.model_fields}
    days = {f"{name}.{key}" for name in tables for key in ("valid_from", "valid_until")}
    assert set(re.findall(r"`([^`]+)`", " ".join(rows))) == keys - days


def test_every_word_of_the_program_that_the_runbook_quotes_is_said_by_it() -> None:
    said = "\n".join(
        path.read_text("utf-8")
        for folder in ("flows", "schemas", "sql")
        for ending in ("py", "sql")
        for path in sorted((ROOT / folder).rglob(f"*.{ending}"))
    )
    said = re.sub(r'"\s*\n\s*f?"', "", said)
    quoted = re.findall(r"«([^»]+)»", (ROOT / "flows" / "README.md").read_text("utf-8"))
    assert len(quoted) > 20
    # what differs from case to case: numbers, versions, names of variables, whatever an ellipsis stands for
    differs = r"…|\bn(?:/21)? |00xx|00yy|ALL_PROXY|550|<Message-ID>"
    pieces = {piece.strip(" ,") for each in quoted for piece in re.split(differs, each)}
    assert sorted(piece for piece in pieces if piece not in said) == []

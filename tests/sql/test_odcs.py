"""`report` as a contract: its file is true, of the standard's form, and nothing that was once promised is gone.

`tests/fixtures/releases/report-*.odcs.yaml` are the contracts that were given out. `make contract` has a tool that is
not ours hold the database to the file.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from flows.store.database import Database
from tests.given.desk import Desk
from tests.sql.odcs import CODES, CONTRACT, KEYS, written
from tests.sql.test_migrations import tell

GIVEN_OUT = list((Path(__file__).parents[1] / "fixtures" / "releases").glob("report-*.odcs.yaml"))


@cache
def read(path: Path) -> dict[str, Any]:
    told: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return told


TODAY = read(CONTRACT)
ENDED = {2: {("unit_standing", "unit_kind", "codes", "district", "sector", "affiliated")}}
"""What went with a first number: kinds of units are the issuer's to say, unit_kind_vi is what it calls them."""


def promises(contract: dict[str, Any]) -> Iterator[tuple[object, ...]]:
    """What a contract says that somebody may have built on."""
    for each in contract["schema"]:
        yield each["name"], each["physicalType"]
        for column in each["properties"]:
            name = (each["name"], column["name"])
            yield (*name, column["logicalType"], column["physicalType"])
            if "primaryKey" in column:
                yield (*name, "key", column["primaryKeyPosition"])
            for rule in column.get("quality", ()):
                yield (*name, "codes", *rule["arguments"]["validValues"])
        for each_property in each.get("customProperties", ()):
            yield each["name"], each_property["property"], each_property["value"]
    for function in contract["customProperties"][0]["value"]:
        yield "function", function["signature"]


def numbers(contract: dict[str, Any]) -> tuple[int, ...]:
    return tuple(map(int, contract["version"].split(".")))


def last_given_out() -> Path:
    return max(GIVEN_OUT, key=lambda path: numbers(read(path)))


def test_the_contract_says_what_the_database_has(database: Database) -> None:
    assert CONTRACT.read_text(encoding="utf-8") == written(database)


def test_the_contract_is_of_the_standards_form() -> None:
    schema = json.loads(files("open_data_contract_standard").joinpath("schema.json").read_text("utf-8"))
    form = jsonschema.Draft201909Validator(schema)
    assert list(form.iter_errors(TODAY)) == []
    wrong = {**TODAY, "schema": deepcopy(TODAY["schema"][:1])}
    wrong["schema"][0]["properties"][0]["logicalType"] = "text"
    assert not form.is_valid(wrong)


@pytest.mark.parametrize("given_out", GIVEN_OUT, ids=lambda path: path.name)
def test_nothing_that_was_promised_is_gone(given_out: Path) -> None:
    before = read(given_out)
    ended = [each for number, each in ENDED.items() if numbers(before) < (number,) <= numbers(TODAY)]
    assert set(promises(before)) - set(promises(TODAY)) == set().union(*ended)


def test_a_contract_with_more_in_it_has_a_higher_number() -> None:
    last = read(last_given_out())
    assert (numbers(TODAY) > numbers(last)) == (set(promises(TODAY)) != set(promises(last)))


def test_a_key_tells_rows_apart_and_a_code_is_one_of_those_named(desk: Desk) -> None:
    tell(desk)
    assert {of for of, _ in CODES} | set(KEYS) <= {each["name"] for each in TODAY["schema"]}
    for of, key in KEYS.items():
        [row] = desk.query(
            f"SELECT count(*) AS rows, count(DISTINCT ({', '.join(key)})) AS keys, "
            f"count(*) FILTER (WHERE ({', '.join(key)}) IS NOT NULL) AS whole FROM report.{of}"
        )
        assert row["rows"] == row["keys"] == row["whole"] > 0, of
    for (of, column), codes in CODES.items():
        rows = desk.query(f"SELECT DISTINCT {column} AS code FROM report.{of} WHERE {column} IS NOT NULL")
        assert {row["code"] for row in rows} <= set(codes), (of, column)

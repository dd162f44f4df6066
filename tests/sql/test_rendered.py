"""SQL is written once for a quantity: it names no quantity by itself, and keeps everybody's columns.

What runs is linted as well, by `make check` (`rendered`).
"""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
import sqlalchemy as sa

from flows.store import dictionaries
from flows.store.database import Database
from flows.store.rendering import columns, render
from schemas.form.dictionary import Dictionary, of_form
from schemas.form.merging import merged
from schemas.form.reserved import RESERVED
from tests.given.forms import FORM, FORMS
from tests.given.gifts import GIFTS
from tests.sql.rendered import WRITTEN


def test_no_quantity_is_named_where_all_are_told() -> None:
    names = {each.name for each in of_form(FORM).quantities} | {each.name for each in FORM.rates}
    named = re.compile(rf"\b({'|'.join(sorted(names))})\b")
    for path in WRITTEN:
        code = re.sub("--.*", "", path.read_text(encoding="utf-8"))
        assert named.findall(code) == [], path


def test_a_block_is_repeated_for_what_is_all_of_its_words_and_no_other() -> None:
    text = "SELECT\n    -- each shown text\n    v.quantity_shown AS quantity,\n    -- end\n    1"
    assert render(text, of_form(GIFTS.form)).split() == ["SELECT", "v.note_shown", "AS", "note,", "1"]
    rates = "-- each based rate\nrate_part part whole base_named '<meaning>'\n-- end"
    assert render(rates, of_form(FORM)) == (
        "reached_pct_part reached people reached_base 'reached in percent of reached_base'"
    )
    with pytest.raises(KeyError, match="coloured"):
        render("-- each coloured quantity\n-- end", of_form(FORM))
    with pytest.raises(ValueError, match="no end"):
        render("-- each quantity\nquantity", of_form(FORM))


def test_what_somebody_writes_as_a_meaning_stays_a_text() -> None:
    [first, *_] = of_form(FORM).quantities
    sly = Dictionary((replace(first, meaning="a quantity's'; DROP SCHEMA core; --"),))
    said = render("-- each quantity\nIS '<meaning>'\n-- end", sly)
    assert said == "IS 'a quantity''s''; DROP SCHEMA core; --'"


def test_columns_stand_in_their_places_and_new_ones_last() -> None:
    text = "SELECT\n    -- columns of x\n    v.b,\n    f(\n        v.c, 1\n    ) AS c,\n    v.d,\n    v.a\n    -- end\nFROM v"
    assert columns(text, Dictionary()) == {"x": ["b", "c", "d", "a"]}
    placed = render(text, Dictionary(), {"x": {"a": 1, "b": 2, "c": None}})
    assert placed == "SELECT\n    v.a,\n    v.b,\n    v.d\nFROM v"


def test_the_dictionary_that_a_database_begins_with_is_that_of_its_first_form(database: Database) -> None:
    with database.begin(None) as connection:
        assert dictionaries.read(connection) == merged(Dictionary(), {}, FORMS)


def test_no_quantity_may_have_the_name_of_a_column_of_every_campaign(database: Database) -> None:
    made = of_form(FORM)
    of_forms = {
        name for each in made.quantities for name in (each.name, f"{each.name}_shown", f"{each.name}_assumed")
    }
    of_forms |= {f"stale_{each.name}" for each in made.quantities if each.is_lead} | {
        f"shown_{each.name}" for each in made.quantities
    }
    of_forms |= {name for each in made.rates for name in (each.name, each.also_named, each.base_named)}
    of_forms |= {f"{each.name}_{end}" for each in made.rates for end in ("part", "whole")}
    with database.begin(None) as connection:
        found = connection.execute(
            sa.text(
                "SELECT DISTINCT a.attname::text FROM pg_attribute AS a WHERE NOT a.attisdropped AND a.attrelid = any(cast("
                "'{core.submission,core.unit_return,core.counted_submission,report.submission_history,report.progress_daily,"
                "report.campaign_summary,report.figures}' AS regclass[]))"
            )
        ).scalars()
        words = connection.execute(
            sa.text("SELECT word FROM pg_get_keywords() WHERE catcode IN ('R', 'T')")
        ).scalars()
        assert set(found) - of_forms - RESERVED == set()
        assert set(words) - RESERVED == set()

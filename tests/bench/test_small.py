"""What the benches ask of tables, rules and roster is still there: each at a size that takes no time.

Not here: whether they can be imported, and what they call takes what they give: `make check` reads their types.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from flows.desk.rebuild import rebuild_units
from flows.store.database import Database
from tests.bench import as_of, kept_nation, national, nations, reading
from tests.given.desk import moment


def test_a_nation_is_laid_down_and_every_question_has_an_answer(database: Database) -> None:
    national.lay_down(database, 5, 20, 2)
    as_of.measure(database)
    for question in nations.QUESTIONS.values():
        assert nations.cost(database, question).pages > 0, question


def test_kept_looks_of_a_nation_are_rebuilt_unit_by_unit(database: Database, tmp_path: Path) -> None:
    campaign = kept_nation.campaign_in(tmp_path / kept_nation.CODE, 3)
    kept_nation.lay_down(database, campaign, 12)
    changed = rebuild_units(database, campaign, campaign.units.active, moment("30/8 09:00"), is_dry_run=False)
    assert len(changed) == 3


def test_bare_masks_tell_what_the_rules_of_the_form_tell(capsys: pytest.CaptureFixture[str]) -> None:
    reading.measure(400, 0.2)
    assert sum(json.loads(capsys.readouterr().out)["out"]["broken"]) > 0

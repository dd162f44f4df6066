"""What policy removes of the database goes from the home's papers too, and no other file."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from flows.desk.papers import folder as places
from flows.desk.pruning import Removal, prune
from tests.given.desk import Desk, moment
from tests.given.pruned import NOW, PHONE, personal_then_good

OF_THE_DESK = "bao-cao.docx"


def drafted(desk: Desk, place: Path, at: str) -> Path:
    """The papers of an instant as a home keeps them: a report, and what goes with the content that unit 650 had then."""
    folder = places.folder_of(place, desk.campaign.code, moment(at))
    [row] = desk.query(
        "SELECT n.cells FROM raw.observation AS o INNER JOIN raw.snapshot AS n USING (content_sha256) "
        f"WHERE o.observed_at <= '{moment(at).isoformat()}' ORDER BY o.observed_at DESC LIMIT 1"
    )
    for name, content in (
        (OF_THE_DESK, b"words"),
        ("phieu/650.docx", b"words"),
        ("phieu/651.docx", b"words"),
        ("can-sua/650.xlsx", b"cells"),
        ("ban-chup/650.json", bytes(row["cells"])),
    ):
        places.write(folder / name, content)
    return folder


def removed(desk: Desk, place: Path, before: datetime, *, is_dry_run: bool = False) -> Removal:
    return prune(desk.database, desk.campaign, before, NOW, is_dry_run=is_dry_run, home=place)


def left(place: Path) -> set[str]:
    return {str(each.relative_to(place)) for each in place.rglob("*") if each.is_file()}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "home"


def test_papers_of_an_earlier_instant_go_with_what_was_typed_and_later_ones_stay(
    desk: Desk, place: Path
) -> None:
    personal_then_good(desk)
    early, late = drafted(desk, place, "24/8 18:00"), drafted(desk, place, "28/8 18:00")
    assert PHONE in (early / "ban-chup" / "650.json").read_text("utf-8"), "a copy is of what was typed"
    stays = left(late)
    dry = removed(desk, place, moment("25/8 00:00"), is_dry_run=True)
    assert (dry.paper_files, early.is_dir()) == (5, True)
    assert removed(desk, place, moment("25/8 00:00")).paper_files == 5
    assert not early.exists(), "its folder too"
    assert left(late) == stays
    assert removed(desk, place, moment("25/8 00:00")).paper_files == 0


def test_of_later_papers_goes_what_was_made_of_a_content_that_went(desk: Desk, place: Path) -> None:
    """Drafted long after the sheet was last looked at, and also where an earlier prune did not come to its end."""
    personal_then_good(desk)
    folder = drafted(desk, place, "29/9 18:00")
    before = moment("20/9 00:00")
    assert removed(desk, place, before, is_dry_run=True).paper_files == 3
    assert (folder / "ban-chup" / "650.json").is_file()
    prune(desk.database, desk.campaign, before, NOW, is_dry_run=False)
    assert removed(desk, place, before).paper_files == 3
    assert {each.name for each in folder.rglob("*") if each.is_file()} == {OF_THE_DESK, "651.docx"}


def test_what_is_no_folder_of_an_instant_or_another_campaigns_is_left(desk: Desk, place: Path) -> None:
    personal_then_good(desk)
    mine = place / "papers" / desk.campaign.code / "to sign"
    other = places.folder_of(place, "tet-2026", moment("24/8 18:00"))
    for each in (mine, other):
        places.write(each / OF_THE_DESK, b"words")
    assert removed(desk, place, moment("20/9 00:00")).paper_files == 0
    assert (mine / OF_THE_DESK).is_file()
    assert (other / OF_THE_DESK).is_file()

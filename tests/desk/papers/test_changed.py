"""Which issued papers no longer hold: `tests/spec/changed.txt` line by line, and the letter that corrects one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import copy
from datetime import date
from itertools import groupby
from pathlib import Path
from uuid import uuid4

import pytest

from flows.desk import decisions
from flows.desk.grounds import Grounds
from flows.desk.papers import drafting
from flows.desk.papers.changed import Change, ChangedPaper, changed
from flows.desk.papers.figures.figure import printed
from flows.desk.papers.kinds import correction
from flows.desk.papers.kinds.letterhead import letterheads
from flows.desk.papers.layout.writing import docx_of
from flows.desk.papers.paper import Paper
from flows.desk.papers.proof import prove
from flows.store.database import Database
from schemas.observation import Outcome
from tests.given import pages
from tests.given.databases import Created
from tests.given.desk import ASKED, BAD, GOOD, Desk, branches, moment
from tests.given.issued import issued, withdrawn
from tests.given.nd30.rules import broken_rules
from tests.given.printed import lines_of

SPEC = Path(__file__).parents[2] / "spec"
TABLE = (SPEC / "changed.txt").read_text("utf-8")
BEFORE, AT, NOW = moment("27/8 12:00"), moment("31/8 17:00"), moment("3/9 17:00")
SECTOR, OTHER_SECTOR = "CN-GD", "CN-YT"
AMENDED = branches(("CĐCS xã Ea Tam", 24, 22, 21), ("CĐCS xã Phú Xuân", 28, 25, 25))
GROUNDS = Grounds("Ban Thường vụ", "lũ lụt", "12/LĐLĐ", moment("29/8 08:00"))
Happens = Callable[[Desk], object]
HAPPENED: dict[str, Happens] = {
    "nothing": lambda desk: None,
    "the same figures are seen again": lambda desk: desk.look("650", "2/9 09:00", GOOD),
    "more units report": lambda desk: [desk.look(unit, "2/9 09:00", GOOD) for unit in ("643", OTHER_SECTOR)],
    "a unit that had an error is right": lambda desk: desk.look("652", "2/9 09:00", GOOD),
    "a unit can no longer be read": lambda desk: desk.look("650", "2/9 09:00", Outcome.UNREADABLE),
    "a unit amends": lambda desk: desk.look("650", "2/9 09:00", AMENDED),
    "a unit takes a branch out": lambda desk: desk.look("650", "2/9 09:00", branches(("CĐCS xã Ea Tam", 24, 22, 20))),
    "an amended row is wrong": lambda desk: desk.look("650", "2/9 09:00", BAD),
    "a unit of another kind amends": lambda desk: desk.look(
        SECTOR, "2/9 09:00", branches(("CĐCS Trường THPT Ea Tam", 40, 30, 25))
    ),
    "a workbook is declared": lambda desk: desk.look(OTHER_SECTOR, "28/8 09:00", GOOD, declared_by="văn thư"),
    "an extension since 29/8 is recorded": lambda desk: decisions.extend(
        desk.case("644", GROUNDS, moment("2/9 09:00")), moment("5/9 00:00")
    ),
    "an extension since 2/9 is recorded": lambda desk: decisions.extend(
        desk.case("644", Grounds("BTV", "lũ"), moment("2/9 09:00")), moment("5/9 00:00")
    ),
    "a ruling is taken back": lambda desk: decisions.revoke(
        desk.case("653", Grounds("BTV", "nhầm"), moment("2/9 09:00")), "ruling"
    ),
    "an answer is taken back": lambda desk: desk.take_back("651", "2/9 09:00", "B5"),
}  # fmt: skip


def reported(desk: Desk) -> None:
    """The campaign as it was when the papers were drafted."""
    desk.look("650", "27/8 10:00", branches(("CĐCS xã Ea Tam", 24, 22, 18)))
    desk.look("650", "27/8 15:00", GOOD)
    desk.look(SECTOR, "27/8 15:00", branches(("CĐCS Trường THPT Ea Tam", 40, 30, 20)))
    desk.look("651", "27/8 15:00", ASKED)
    desk.answer("651", "27/8 16:00", "yes", "B5")
    desk.look("652", "27/8 15:00", BAD)
    for unit in ("643", "644", OTHER_SECTOR):
        desk.look(unit, "29/8 00:10", Outcome.ABSENT)
    desk.look("653", "30/8 09:00", GOOD)
    decisions.rule(desk.case("653", Grounds("Ban Thường vụ", "có ảnh chụp"), moment("30/8 10:00")), "on_time")


def sent(desk: Desk, folder: Path) -> None:
    """A report of before, whose issue is taken back once gains were counted from it; then every paper of the instant."""
    [before] = [each for each in drafts(desk, folder, "27/8 12:00") if each.kind == "results"]
    issued(desk, before.paper_id, "40/BC-LĐLĐ", date(2020, 8, 27), moment("27/8 13:00"))
    papers = drafts(desk, folder, "31/8 17:00")
    withdrawn(desk, before.paper_id, moment("31/8 18:00"))
    for place, each in enumerate(papers, start=45):
        issued(desk, each.paper_id, f"{place}/LĐLĐ")


def drafts(desk: Desk, folder: Path, at: str) -> list[drafting.Drafted]:
    asked = drafting.wanted(desk.database, desk.campaign, folder, moment("1/9 08:00"), moment(at), None)
    return [each for each in drafting.draft(desk.database, asked) if each.paper_id is not None]


@pytest.fixture(scope="module")
def issued_desk(server: Database, template: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk whose papers were issued, to copy."""
    with Created(server, f"bluezone_issued_{uuid4().hex[:8]}", template) as database:
        desk = Desk(database, pages.CAMPAIGNS / pages.CODE)
        reported(desk)
        sent(desk, tmp_path_factory.mktemp("papers"))
        yield desk


@pytest.fixture
def desk(server: Database, issued_desk: Desk) -> Iterator[Desk]:
    """The same desk in a database of this test's own."""
    issued_desk.database.engine.dispose()
    name = f"bluezone_changed_{uuid4().hex[:8]}"
    with Created(server, name, issued_desk.database.url.database or "") as database:
        own = copy(issued_desk)
        own.database = database
        yield own


def found(desk: Desk) -> list[ChangedPaper]:
    with desk.database.begin() as connection:
        return changed(connection, desk.campaign, NOW)


def place(change: Change) -> str:
    """Whose figure it is: a unit's, a branch's, a kind's, or of all; what counts units by its column."""
    figure = change.printed
    key = dict(figure.key)
    whose = ":".join(key[name] for name in ("scope_code", "unit_code", "branch_key") if key.get(name))
    return whose or ("all" if figure.relation in ("figures_at", "gain_at") else figure.column_name)


def lines(desk: Desk) -> list[str]:
    """What no longer holds, as the table says it."""
    return [
        f"{each.paper.issue.kind} | {', '.join(sorted({place(change) for change in of}))} | {why}"
        for each in found(desk)
        for why, of in groupby(
            sorted(each.changes, key=lambda change: change.why), key=lambda change: change.why
        )
    ]


def told(happened: str) -> list[str]:
    """The lines of the table under an event."""
    block = TABLE.partition(f"\n{happened}\n")[2].partition("\n\n")[0]
    return [line.strip() for line in block.splitlines()]


def test_every_event_stands_in_the_table() -> None:
    *_, events_and_lines = TABLE.split("\n\n", 2)
    events = [line for line in events_and_lines.splitlines() if line and not line.startswith(" ")]
    assert events == list(HAPPENED)


@pytest.mark.parametrize("happened", HAPPENED)
def test_what_is_named_is_what_the_table_says(desk: Desk, happened: str) -> None:
    HAPPENED[happened](desk)
    assert lines(desk) == [each for each in told(happened) if each != "–"]


def corrected(desk: Desk, kind: str) -> tuple[ChangedPaper, Paper]:
    """A paper that no longer holds, and the letter that corrects it."""
    [head] = letterheads(desk.campaign, [correction.KIND], NOW)
    [paper] = [each for each in found(desk) if each.paper.issue.kind == kind]
    return paper, correction.correction(desk.campaign, head, paper)


def test_the_letter_that_corrects_a_report_says_what_stands_in_its_golden(desk: Desk) -> None:
    HAPPENED["a unit amends"](desk)
    HAPPENED["a workbook is declared"](desk)
    _, letter = corrected(desk, "results")
    golden = SPEC / "papers" / "corrected" / "results.txt"
    assert "\n".join(lines_of(letter)) + "\n" == golden.read_text("utf-8")
    assert broken_rules(docx_of(letter), letter.issuer) == set()


@pytest.mark.parametrize("kind", ["urging", "results", "ranking"])
def test_a_correction_goes_where_the_paper_went_and_each_of_its_figures_is_proven(
    desk: Desk, kind: str
) -> None:
    HAPPENED["a workbook is declared"](desk)
    old, letter = corrected(desk, kind)
    issue = old.paper.issue
    assert f"số {issue.number} ngày 01/9/2020" in printed(letter.about)
    above = {each.full or each.name for each in letter.issuer.recipients if each.is_above}
    whom = {printed(each) for each in letter.addressees}
    assert whom == (above if kind == "results" else {"Các đơn vị đã nhận văn bản nêu trên"})
    assert [figure for figure, _ in letter.figures] == [change.now for change in old.changes]
    assert broken_rules(docx_of(letter), letter.issuer) == set()
    with desk.database.begin() as connection:
        prove(connection, [letter])


def test_a_correction_of_a_units_receipt_goes_to_that_unit(desk: Desk) -> None:
    """A look that was taken for the day after is declared to have been of the day before: the receipt said otherwise."""
    desk.look("650", "30/8 09:00", AMENDED, declared_by="văn thư")
    old, letter = corrected(desk, "receipt")
    assert old.paper.issue.unit_code == letter.unit_code == "650"
    assert [printed(each) for each in letter.addressees] == ["LĐLĐ huyện Krông Năng"]

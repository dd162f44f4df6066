"""Papers from a form and by schedule: what is written, what the run says and shows of it, and whose turn it is."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Event
from typing import Any

import pytest

import flows.draft
from flows.draft import draft_papers
from flows.settings import Settings
from flows.store import turns
from flows.store.recorded import papers
from flows.store.recorded.papers import NewIssue
from tests.given import missed as owed
from tests.given import own_prefect, own_time
from tests.given.desk import BAD, GOOD, Desk, branches
from tests.given.pruned import NAME, PERSONAL, PHONE

pytestmark = [
    pytest.mark.usefixtures("prefect_server"),
    pytest.mark.filterwarnings("ignore:Artifact creation outside"),
]

CODE = "bluezone-2020"
AT, FOLDER = "29/8/2020 9:00", "2020-08-29-090000"
CHANGED = "xem văn bản không còn đúng"


@pytest.fixture(autouse=True)
def own(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A home of this test's own, for the papers."""
    own = replace(settings, home=tmp_path / "home")
    monkeypatch.setattr(flows.draft, "read_settings", lambda: own)
    return own


@pytest.fixture
def reported(desk: Desk) -> Desk:
    """One unit that is right, one that must correct; a third whose cells name a person."""
    desk.look("643", "28/8 10:00", GOOD)
    desk.look("646", "28/8 10:00", BAD)
    desk.look("650", "28/8 10:00", PERSONAL)
    return desk


def ended(state: Any) -> str:
    assert state.is_completed(), state.message
    return str(state.message)


def page(key: str) -> str:
    return str(own_prefect.ask("GET", f"/artifacts/{CODE}-{key}/latest")["data"])


def number_of(shown: str, file: str) -> int:
    """Of the draft that a page names beside its file."""
    [line] = [each for each in shown.splitlines() if each.startswith(f"| {file} |")]
    return int(line.rstrip("| ").rpartition("|")[2])


def files(home: Path, code: str = CODE) -> Iterator[str]:
    place = home / "papers" / code
    return (str(each.relative_to(place)) for each in sorted(place.rglob("*")) if each.is_file())


def test_a_run_writes_the_papers_of_an_instant_and_shows_which_draft_is_which(
    reported: Desk, own: Settings
) -> None:
    told = ended(draft_papers.fn(CODE, AT))
    place = own.home / "papers" / CODE / FOLDER
    where = f"số liệu tính đến 9 giờ 00 ngày 29/8/2020, trong {place}. Xem trang trong tab Artifacts."
    assert told == f"Đợt {CODE}: đã lập dự thảo 6 văn bản, {where}"
    written = {each.removeprefix(f"{FOLDER}/") for each in files(own.home)}
    assert {"don-doc.docx", "bao-cao.docx", "xep-hang.docx", "phieu/643.docx", "ban-chup/643.json"} <= written
    shown = page("papers")
    assert all(f"| {each} |" in shown for each in written), "every file stands there"
    assert number_of(shown, "don-doc.docx") != number_of(shown, "bao-cao.docx")
    assert "bluezone issued --paper" in shown
    assert NAME not in shown
    assert PHONE not in shown
    again = number_of(shown, "bao-cao.docx")
    ended(draft_papers.fn(CODE, AT))
    assert number_of(page("papers"), "bao-cao.docx") == again, "the same figures are the same draft"


def test_a_run_tells_which_issued_paper_no_longer_holds_and_names_no_branch(
    reported: Desk, own: Settings
) -> None:
    assert "mọi văn bản đã ban hành còn đúng" in ended(draft_papers.fn(CODE, "", CHANGED))
    ended(draft_papers.fn(CODE, AT))
    issue = NewIssue(CODE, number_of(page("papers"), "bao-cao.docx"), "12/BC-LĐLĐ", date(2020, 8, 30), "BTV")
    with reported.database.begin() as connection:
        papers.issue(connection, issue)
    reported.look("643", "31/8 09:00", branches(("CĐCS xã Ea Tam", 24, 22, 3)))
    told = ended(draft_papers.fn(CODE, "", CHANGED))
    assert told.startswith(
        f"Đợt {CODE}: 1 văn bản đã ban hành không còn đúng, đã lập dự thảo đính chính trong "
    )
    shown = page("papers-changed")
    assert "## Báo cáo số 12/BC-LĐLĐ ngày 30/8/2020" in shown
    assert "đơn vị đã sửa, bổ sung báo cáo sau văn bản" in shown
    assert "(dòng của một CĐCS, xem trong văn bản)" in shown
    assert "Ea Tam" not in shown
    assert any("dinh-chinh-" in each for each in files(own.home))


def test_an_instant_that_is_to_come_has_no_papers_and_the_run_says_so_in_a_forms_words(
    desk: Desk, own: Settings
) -> None:
    state = draft_papers.fn(CODE, "1/1/2999 0:00")
    assert state.is_failed()
    assert state.message == "Thời điểm ấy chưa đến, nên chưa có số liệu; hãy nêu một lúc đã qua."
    assert list(files(own.home)) == []


def test_a_schedule_drafts_its_own_campaign_of_now_and_nothing_once_that_is_over(
    desk: Desk, own: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = replace(own, campaigns=own_time.still_running(tmp_path / "campaigns"))
    monkeypatch.setattr(flows.draft, "read_settings", lambda: own)
    own_time.campaign(own.campaigns, "over", -90, -60)
    over = owed.started(draft_papers, owed.missed(draft_papers, {}, "over@20310828T003000")[0])
    assert (over.name, over.is_completed()) == ("CompletedNothingDue", True)
    desk.look("643", "28/8 10:00", GOOD)
    due = owed.started(draft_papers, owed.missed(draft_papers, {}, f"{CODE}@20310828T003000")[0])
    assert "đã lập dự thảo" in ended(due)
    assert {each.rpartition("/")[2] for each in files(own.home)} >= {"bao-cao.docx", "643.docx"}
    assert list(files(own.home, "over")) == []


def test_papers_wait_for_a_collection_that_is_under_way(reported: Desk, own: Settings) -> None:
    has_turn, may_end = Event(), Event()

    def collecting() -> None:
        with turns.take(reported.database, reported.campaign):
            has_turn.set()
            may_end.wait(60)

    with ThreadPoolExecutor(2) as pool:
        holder = pool.submit(collecting)
        assert has_turn.wait(60)
        drafting = pool.submit(draft_papers.fn, CODE, AT)
        try:
            with pytest.raises(TimeoutError):
                drafting.result(timeout=0.5)
            assert list(files(own.home)) == []
        finally:
            may_end.set()
        holder.result()
        assert "đã lập dự thảo" in ended(drafting.result())

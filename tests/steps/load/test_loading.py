"""Versions opened and closed, findings renewed; what did not change is not written."""

from __future__ import annotations

import pytest

from flows.errors import Defect
from schemas.observation import Outcome
from schemas.sheet import Sheet, Tab, trim
from tests.given.desk import EMPTY, GOOD, HEADING, Desk, branches, moment, sheet

FIRST = ("CĐCS xã Ea Tam", 24, 22, 20)
SECOND = ("CĐCS xã Phú Xuân", 28, 25, 25)


def figures(desk: Desk, at: str) -> dict[str, tuple[int, object]]:
    rows = desk.query("SELECT * FROM report.submission_at(:at)", at=moment(at))
    return {row["branch_name"]: (row["installed"], row["stale_since"]) for row in rows}


def history(desk: Desk) -> list[tuple[str, int]]:
    rows = desk.query(
        "SELECT branch_name, installed FROM report.submission_history ORDER BY valid_from, branch_key"
    )
    return [(row["branch_name"], row["installed"]) for row in rows]


def test_a_rerun_with_nothing_new_changes_nothing(desk: Desk) -> None:
    desk.look("650", "28/8 17:00", GOOD)
    before = desk.dump()
    assert desk.look("650", "28/8 18:00", GOOD) is None
    assert desk.dump() == before


def test_moving_sorting_and_inserting_blank_rows_changes_no_figure(desk: Desk) -> None:
    desk.look("650", "28/8 17:00", branches(FIRST, SECOND))
    desk.look("650", "28/8 18:00", sheet((), (1, *SECOND), (), (2, *FIRST)))
    assert len(history(desk)) == 2
    assert not desk.standing("650", "28/8 18:00")["amended_after_cutoff"]


def test_a_change_closes_one_version_and_opens_the_next(desk: Desk) -> None:
    desk.look("650", "28/8 17:00", branches(FIRST, SECOND))
    desk.look("650", "28/8 18:00", branches((*FIRST[:3], 22), SECOND))
    assert figures(desk, "28/8 17:59")[FIRST[0]] == (20, None)
    assert figures(desk, "28/8 18:00")[FIRST[0]] == (22, None)
    assert len(history(desk)) == 3


def test_a_row_that_goes_bad_keeps_its_last_figures_and_is_marked_until_it_is_good(desk: Desk) -> None:
    desk.look("650", "28/8 17:00", branches(FIRST, SECOND))
    desk.look("650", "28/8 18:00", sheet((1, *FIRST[:3], "hơn 20"), (2, *SECOND)))
    assert figures(desk, "28/8 18:00") == {FIRST[0]: (20, moment("28/8 18:00")), SECOND[0]: (25, None)}
    desk.look("650", "28/8 19:00", sheet((1, *FIRST[:3], "gần 20"), (2, *SECOND)))
    assert figures(desk, "28/8 19:00")[FIRST[0]] == (20, moment("28/8 18:00"))
    desk.look("650", "28/8 20:00", branches(FIRST, SECOND))
    assert figures(desk, "28/8 20:00")[FIRST[0]] == (20, None)
    assert figures(desk, "28/8 18:30")[FIRST[0]] == (20, moment("28/8 18:00"))


def test_figures_were_first_seen_when_they_were_however_often_their_row_goes_bad_and_is_good_again(
    desk: Desk,
) -> None:
    bad = sheet((1, *FIRST[:3], "hơn 20"), (2, *SECOND))
    for hour, seen in enumerate((branches(FIRST, SECOND), bad, branches(FIRST, SECOND), bad)):
        desk.look("650", f"28/8 {17 + hour}:00", seen)
    desk.look("650", "28/8 21:00", branches((*FIRST[:3], 22), SECOND))
    versions = desk.query(
        "SELECT valid_from, first_seen_at, stale_since FROM report.submission_history "
        "WHERE branch_name = :name ORDER BY valid_from",
        name=FIRST[0],
    )
    hours = [tuple(at and at.hour for at in version.values()) for version in versions]
    # 17:00 in Viet Nam is 10:00 UTC
    assert hours == [(10, 10, None), (11, 10, 11), (12, 10, None), (13, 10, 13), (14, 14, None)]


def test_a_row_that_leaves_the_sheet_is_closed_not_deleted(desk: Desk) -> None:
    desk.look("650", "28/8 17:00", branches(FIRST, SECOND))
    desk.look("650", "28/8 18:00", branches(FIRST))
    assert list(figures(desk, "28/8 18:00")) == [FIRST[0]]
    assert len(figures(desk, "28/8 17:30")) == 2


def test_a_name_rubbed_out_by_accident_wipes_no_figure(desk: Desk) -> None:
    desk.look("650", "28/8 17:00", branches(FIRST, SECOND))
    desk.look("650", "28/8 18:00", sheet((1, None, *FIRST[1:]), (2, *SECOND)))
    assert figures(desk, "28/8 18:00")[FIRST[0]] == (20, moment("28/8 18:00"))


def test_a_sheet_whose_table_cannot_be_told_keeps_every_figure_as_stale(desk: Desk) -> None:
    desk.look("650", "28/8 17:00", branches(FIRST, SECOND))
    desk.look("650", "28/8 18:00", sheet((1, *FIRST), heading=("a1", "b1", "c1", "d1", "e1")))
    assert figures(desk, "28/8 18:00") == {
        FIRST[0]: (20, moment("28/8 18:00")),
        SECOND[0]: (25, moment("28/8 18:00")),
    }


def test_an_emptied_sheet_keeps_every_figure_as_stale_until_it_is_answered_about(desk: Desk) -> None:
    desk.look("650", "28/8 17:00", branches(FIRST, SECOND))
    desk.look("650", "28/8 18:00", EMPTY)
    assert figures(desk, "28/8 18:00") == {
        FIRST[0]: (20, moment("28/8 18:00")),
        SECOND[0]: (25, moment("28/8 18:00")),
    }
    desk.answer("650", "28/8 19:00", "yes")
    assert figures(desk, "28/8 19:00") == {}


def test_a_look_that_failed_or_a_file_that_is_gone_changes_no_figure(desk: Desk) -> None:
    desk.look("650", "28/8 17:00", GOOD)
    before = figures(desk, "28/8 17:00")
    desk.look("650", "28/8 18:00", Outcome.UNREADABLE)
    desk.look("650", "28/8 19:00", Outcome.ABSENT)
    assert figures(desk, "28/8 19:00") == before
    [last] = desk.query("SELECT outcome FROM raw.observation ORDER BY observation_id DESC LIMIT 1")
    assert last["outcome"] == "missing"


def test_a_finding_keeps_the_instant_it_was_first_seen_and_closes_when_it_is_gone(desk: Desk) -> None:
    bad = (1, *FIRST[:3], "hơn 20")
    desk.look("650", "28/8 17:00", sheet(bad))
    desk.look("650", "28/8 18:00", sheet(bad, (2, *SECOND)))
    [finding] = desk.query("SELECT * FROM report.finding")
    assert (finding["cell"], finding["heading"], finding["severity"]) == ("E2", "Đã cài đặt", "error")
    assert finding["first_seen_at"] == moment("28/8 17:00")
    desk.look("650", "28/8 19:00", branches(FIRST, SECOND))
    assert desk.query("SELECT * FROM report.finding") == []
    assert desk.standing("650", "28/8 18:59")["open_errors"] == 1


def test_a_look_that_arrives_late_gives_the_same_database_as_one_that_arrived_in_order(desk: Desk) -> None:
    looks = {
        "24/8 17:00": branches(FIRST),
        "26/8 17:00": sheet((1, *FIRST[:3], "?"), (2, *SECOND)),
        "28/8 17:00": branches(FIRST),
    }
    for order in (("24/8 17:00", "26/8 17:00", "28/8 17:00"), ("24/8 17:00", "28/8 17:00", "26/8 17:00")):
        unit = "650" if order[1].startswith("26") else "651"
        for at in order:
            desk.look(unit, at, looks[at], declared_by="văn thư")
    columns = "branch_key, valid_from, valid_to, stale_since, installed"
    query = f"SELECT {columns} FROM report.submission_history WHERE unit_code = :unit ORDER BY valid_from, branch_key"
    assert desk.query(query, unit="650") == desk.query(query, unit="651")
    columns = "rule, cell, first_seen_at, closed_at"
    query = f"SELECT {columns} FROM core.finding WHERE unit_code = :unit ORDER BY first_seen_at, rule"
    assert desk.query(query, unit="650") == desk.query(query, unit="651")


def test_a_declared_look_imported_twice_is_recorded_once(desk: Desk) -> None:
    for _ in range(2):
        desk.look("650", "28/8 17:00", GOOD, declared_by="văn thư")
        desk.look("651", "28/8 17:00", Outcome.ABSENT, declared_by="văn thư")
    assert len(desk.query("SELECT * FROM raw.observation")) == 2


def test_a_content_kept_by_a_run_that_was_killed_is_folded_by_the_next(desk: Desk) -> None:
    desk.look("650", "28/8 17:00", GOOD, folds=False)
    assert figures(desk, "28/8 17:00") == {}
    desk.look("650", "28/8 18:00", GOOD)
    assert len(figures(desk, "28/8 17:00")) == 2
    assert desk.standing("650", "28/8 18:00")["accepted_at"] == moment("28/8 17:00")


def test_text_that_postgres_cannot_store_is_stored_without_what_it_cannot(desk: Desk) -> None:
    desk.look("650", "28/8 17:00", sheet((1, *FIRST, "a\0b\ud800c")))
    [row] = desk.query("SELECT note FROM report.submission")
    assert "\0" not in row["note"]


def test_every_row_of_a_sheet_is_accounted_for(desk: Desk) -> None:
    desk.look(
        "650", "28/8 17:00", sheet((1, *FIRST), (), (2, *SECOND[:3], "?"), (None, "Tổng cộng", 52, 47, 45))
    )
    [account] = desk.query(
        "SELECT rows_in_sheet, rows_accepted, rows_refused, rows_not_data FROM core.unit_return"
    )
    assert account == {"rows_in_sheet": 5, "rows_accepted": 1, "rows_refused": 1, "rows_not_data": 3}


def test_a_sheet_that_names_another_unit_is_shown(desk: Desk) -> None:
    named = [("Đơn vị: LĐLĐ huyện Ea Kar",), HEADING, (1, *FIRST)]
    desk.look("650", "28/8 17:00", Sheet((Tab("", trim([list(row) for row in named])),)))
    [finding] = desk.query("SELECT rule, cell, severity FROM report.finding")
    assert finding == {"rule": "another_unit_named", "cell": "A1", "severity": "warning"}


def test_the_table_itself_refuses_a_second_open_version_of_a_branch(desk: Desk) -> None:
    desk.look("650", "28/8 17:00", branches(FIRST))
    desk.look("650", "28/8 18:00", branches((*FIRST[:3], 22)))
    with pytest.raises(Defect, match="UniqueViolation"):
        desk.query(
            "UPDATE core.submission SET valid_to = NULL, closed_by_observation_id = NULL "
            "WHERE closed_by_observation_id IS NOT NULL RETURNING 1 AS one"
        )
    assert [row["installed"] for row in desk.query("SELECT installed FROM report.submission")] == [22]

"""An answer settles what only the unit could tell: figures, standings and findings from its instant on, and not before."""

from __future__ import annotations

import pytest

from flows.errors import ConfigurationError
from flows.steps import stand
from schemas.sheet import Sheet, Tab
from schemas.standing import STANDING_VI
from tests.given.desk import ASKED, BAD, DOUBTFUL, EMPTY, GOOD, WAITING, Desk, branches, moment, sheet

THREE = ASKED.tabs[0].rows[1:4]
BLANK = Sheet((Tab("Trang tính1", ()),))
ONLY_A_LETTERHEAD = Sheet((Tab("Trang tính1", (("LĐLĐ TỈNH ĐẮK LẮK",), ("Số: 12/BC",), ("Ngày", 29))),))
GARBLED = Sheet((Tab("Trang tính1", (("a", "b", "c"), (1, "CĐCS xã Ea Tam", 24, 22, 20))),))


def figures(desk: Desk, at: str, unit: str = "650") -> dict[str, tuple[int, bool]]:
    """Installed by branch as of an instant, and whether that is stale."""
    rows = desk.query(
        "SELECT branch_name, installed, stale_since FROM report.submission_at(:at) WHERE unit_code = :unit",
        at=moment(at),
        unit=unit,
    )
    return {row["branch_name"]: (row["installed"], row["stale_since"] is not None) for row in rows}


def rules(desk: Desk) -> list[tuple[str, str]]:
    found = desk.query("SELECT severity, rule FROM report.finding ORDER BY severity, rule")
    return [(each["severity"], each["rule"]) for each in found]


def rebuilds(desk: Desk) -> None:
    before = desk.dump()
    assert desk.rebuild("650") == []
    assert desk.dump() == before


def test_a_question_is_told_apart_and_its_row_is_not_counted(desk: Desk) -> None:
    desk.look("650", "28/8 17:00", ASKED)
    stands = desk.standing("650", "29/8 08:00")
    assert (stands["standing"], stands["standing_vi"]) == ("unverified", WAITING)
    assert (stands["open_questions"], stands["open_errors"], stands["open_warnings"]) == (1, 0, 0)
    assert (stands["waiting_since"], stands["accepted_at"]) == (moment("28/8 17:00"), None)
    assert (stands["original_standing_vi"], stands["flagged_at"]) == (WAITING, None)
    assert rules(desk) == [("question", "row_may_be_total")]
    assert "Huyện Krông Năng" not in figures(desk, "29/8 08:00")
    [account] = desk.query(
        "SELECT rows_in_sheet, rows_accepted, rows_refused, rows_waiting, rows_not_data FROM core.unit_return"
    )
    assert list(account.values()) == [5, 3, 0, 1, 1]


def test_before_the_cutoff_a_question_is_nothing_to_mend(desk: Desk) -> None:
    desk.look("650", "28/8 17:00", ASKED)
    stands = desk.standing("650", "28/8 18:00")
    assert (stands["standing"], stands["standing_vi"], stands["open_questions"]) == (
        "not_due",
        WAITING,
        1,
    )


def test_no_flag_is_raised_for_a_question_and_one_that_was_is_closed(desk: Desk) -> None:
    desk.look("651", "28/8 17:00", ASKED)
    desk.look("650", "29/8 00:05", BAD)
    desk.look("650", "30/8 09:00", ASKED)
    told = []
    for at in ("29/8 00:05", "30/8 09:00"):
        with desk.database.begin() as connection:
            raised, closed = stand.flag(connection, desk.campaign.code, desk.run_id, moment(at))
        told.append(("650" in raised, "650" in closed, "651" in raised))
    assert told == [(True, False, False), (False, True, False)]


def test_answered_yes_the_row_is_counted_from_the_answer_on_and_not_before(desk: Desk) -> None:
    desk.look("650", "28/8 17:00", ASKED)
    done = desk.answer("650", "2/9 08:00", "yes", "b5")
    assert (done.before, done.after, done.is_new) == (WAITING, STANDING_VI["on_time"], True)
    assert len(figures(desk, "2/9 07:59")) == 3
    assert figures(desk, "2/9 08:00")["Huyện Krông Năng"] == (36, False)
    before, after = desk.standing("650", "2/9 07:59"), desk.standing("650", "2/9 08:00")
    assert (before["standing_vi"], before["open_questions"], before["branches_accepted"]) == (
        WAITING,
        1,
        3,
    )
    assert (after["standing"], after["open_questions"], after["branches_accepted"]) == ("on_time", 0, 4)
    assert (after["accepted_at"], after["amended_after_cutoff"]) == (moment("28/8 17:00"), False)
    assert rules(desk) == []
    rebuilds(desk)


def test_answered_no_the_row_is_no_data_and_the_return_is_good(desk: Desk) -> None:
    desk.look("650", "28/8 17:00", ASKED)
    desk.answer("650", "2/9 08:00", "no", "B5")
    assert len(figures(desk, "2/9 08:00")) == 3
    assert desk.standing("650", "2/9 08:00")["standing"] == "on_time"
    rebuilds(desk)


def test_an_answer_that_reveals_an_error_leaves_the_return_to_be_mended(desk: Desk) -> None:
    desk.look("650", "28/8 17:00", sheet(*THREE, (*DOUBTFUL[:4], 48)))
    done = desk.answer("650", "2/9 08:00", "yes", "B5")
    assert done.after == STANDING_VI["needs_fix"]
    assert rules(desk) == [("error", "installed_above_smartphones")]
    rebuilds(desk)


def test_an_answer_taken_back_leaves_all_as_it_was_and_tells_what_held_between(desk: Desk) -> None:
    desk.look("650", "28/8 17:00", ASKED)
    desk.answer("650", "1/9 08:00", "yes", "B5")
    done = desk.take_back("650", "2/9 08:00")
    assert (done.before, done.after) == (STANDING_VI["on_time"], WAITING)
    assert [len(figures(desk, at)) for at in ("31/8 08:00", "1/9 08:00", "2/9 08:00")] == [3, 4, 3]
    assert rules(desk) == [("question", "row_may_be_total")]
    [decision] = desk.query("SELECT kind, cell, answer, revoked_by FROM report.decision")
    assert decision == {"kind": "answer", "cell": "B5", "answer": "yes", "revoked_by": "Ban Tuyên giáo"}
    rebuilds(desk)


def test_figures_that_an_answer_closed_come_back_when_it_is_taken_back(desk: Desk) -> None:
    good = sheet(*THREE, (4, "CĐCS Huyện Krông Năng", 60, 47, 36))
    desk.look("650", "27/8 17:00", good)
    desk.look("650", "28/8 17:00", sheet(*THREE, (None, "CĐCS toàn huyện", 60, 47, 36)))
    held = figures(desk, "28/8 17:00")
    desk.answer("650", "1/9 08:00", "no", "B5")
    desk.take_back("650", "2/9 08:00", "B5")
    assert figures(desk, "2/9 08:00") == held
    rebuilds(desk)


def test_a_waiting_rows_branch_keeps_its_last_figures_as_stale(desk: Desk) -> None:
    desk.look("650", "27/8 17:00", sheet(*THREE, (4, *DOUBTFUL[1:])))
    desk.look("650", "28/8 17:00", sheet(*THREE, (*DOUBTFUL[:4], 37)))
    assert figures(desk, "28/8 17:00")["Huyện Krông Năng"] == (36, True)
    desk.answer("650", "1/9 08:00", "yes", "B5")
    assert figures(desk, "1/9 08:00")["Huyện Krông Năng"] == (37, False)
    desk.take_back("650", "2/9 08:00")
    assert figures(desk, "2/9 08:00")["Huyện Krông Năng"] == (36, True)
    rebuilds(desk)


def test_an_answer_holds_for_later_contents_in_which_the_row_stands_unchanged(desk: Desk) -> None:
    desk.look("650", "28/8 17:00", ASKED)
    desk.answer("650", "29/8 08:00", "yes", "B5")
    desk.look("650", "30/8 09:00", sheet(THREE[0], DOUBTFUL, *THREE[1:]))
    assert desk.standing("650", "30/8 09:00")["open_questions"] == 0
    desk.look("650", "31/8 09:00", sheet(*THREE, (*DOUBTFUL[:4], 37)))
    stands = desk.standing("650", "31/8 09:00")
    assert (stands["open_questions"], stands["standing"]) == (1, "on_time"), (
        "a changed row is asked about anew"
    )
    assert figures(desk, "31/8 09:00")["Huyện Krông Năng"] == (36, True)
    rebuilds(desk)


def test_an_answer_settles_earlier_contents_with_the_same_row_too(desk: Desk) -> None:
    desk.look("650", "27/8 17:00", ASKED)
    desk.look("650", "30/8 09:00", sheet(*THREE, DOUBTFUL, (4, "CĐCS xã Ea Púk", 20, 16, 9)))
    desk.answer("650", "2/9 08:00", "yes", "B5")
    stands = desk.standing("650", "2/9 08:00")
    assert (stands["standing"], stands["accepted_at"]) == ("on_time", moment("27/8 17:00"))
    assert stands["amended_after_cutoff"]
    rebuilds(desk)


def test_an_answer_may_be_back_dated_and_a_look_before_it_declared_later(desk: Desk) -> None:
    desk.look("650", "28/8 17:00", ASKED)
    desk.answer("650", "5/9 08:00", "yes", "B5", since="30/8 08:00")
    assert desk.standing("650", "30/8 08:00")["standing"] == "on_time"
    desk.look(
        "650", "29/8 09:00", sheet(*THREE, DOUBTFUL, (4, "CĐCS xã Ea Púk", 20, 16, 9)), declared_by="văn thư"
    )
    assert desk.standing("650", "29/8 23:00")["standing_vi"] == WAITING
    assert [len(figures(desk, at)) for at in ("29/8 23:00", "30/8 08:00")] == [4, 5]
    rebuilds(desk)


def test_the_same_answer_again_records_nothing_and_another_takes_its_place(desk: Desk) -> None:
    desk.look("650", "28/8 17:00", ASKED)
    assert desk.answer("650", "1/9 08:00", "yes").is_new
    assert not desk.answer("650", "1/9 09:00", "yes").is_new
    assert desk.answer("650", "1/9 10:00", "no", "B5").is_new
    assert [len(figures(desk, at)) for at in ("1/9 09:59", "1/9 10:00")] == [4, 3]
    with pytest.raises(ConfigurationError, match="trước"):
        desk.answer("650", "1/9 11:00", "yes", "B5", since="1/9 09:00")
    rebuilds(desk)


def test_what_was_not_asked_cannot_be_answered_and_what_is_asked_is_named(desk: Desk) -> None:
    desk.look("650", "28/8 17:00", ASKED)
    with pytest.raises(ConfigurationError, match=r"ô B4.*B5"):
        desk.answer("650", "1/9 08:00", "yes", "B4")
    with pytest.raises(ConfigurationError, match="không có câu hỏi"):
        desk.answer("651", "1/9 08:00", "yes")
    with pytest.raises(ConfigurationError, match="câu trả lời"):
        desk.take_back("650", "1/9 08:00")


@pytest.mark.parametrize("left", [BLANK, EMPTY, ONLY_A_LETTERHEAD, sheet((None, "Tổng cộng", 0, 0, 0))])
def test_a_sheet_emptied_between_two_looks_keeps_its_figures_and_is_asked_about(
    desk: Desk, left: Sheet
) -> None:
    desk.look("650", "27/8 17:00", GOOD)
    checked = desk.look("650", "28/8 17:00", left)
    assert checked is not None
    assert checked.questions == 1
    assert {name: stale for name, (_, stale) in figures(desk, "28/8 17:00").items()} == {
        "CĐCS xã Ea Tam": True,
        "CĐCS xã Phú Xuân": True,
    }
    assert ("question", "sheet_emptied") in rules(desk)
    stands = desk.standing("650", "29/8 08:00")
    shown = (stands["standing"], stands["standing_vi"], stands["open_questions"])
    assert shown == ("on_time", STANDING_VI["on_time"], 1)
    rebuilds(desk)


def test_a_unit_that_did_empty_its_sheet_has_its_figures_closed_by_the_answer(desk: Desk) -> None:
    desk.look("650", "27/8 17:00", GOOD)
    desk.look("650", "28/8 17:00", BLANK)
    desk.answer("650", "29/8 08:00", "yes")
    assert (len(figures(desk, "29/8 07:59")), len(figures(desk, "29/8 08:00"))) == (2, 0)
    assert rules(desk) == []
    desk.take_back("650", "30/8 08:00")
    assert len(figures(desk, "30/8 08:00")) == 2
    desk.answer("650", "31/8 08:00", "no")
    assert (len(figures(desk, "31/8 08:00")), rules(desk)) == (2, [])
    assert desk.standing("650", "31/8 08:00")["standing"] == "on_time"
    rebuilds(desk)


def test_a_sheet_filled_again_settles_the_question_itself(desk: Desk) -> None:
    desk.look("650", "27/8 17:00", GOOD)
    desk.look("650", "28/8 17:00", EMPTY)
    desk.look("650", "28/8 18:00", GOOD)
    assert rules(desk) == []
    assert not any(stale for _, stale in figures(desk, "28/8 18:00").values())


def test_an_emptied_sheet_that_was_never_good_stands_as_it_stood(desk: Desk) -> None:
    half = sheet((1, "CĐCS xã Ea Tam", 24, 22, "?"), (2, "CĐCS xã Phú Xuân", 28, 25, 25))
    desk.look("650", "27/8 17:00", half)
    desk.look("650", "28/8 17:00", BLANK)
    assert desk.standing("650", "29/8 08:00")["standing"] == "needs_fix"
    desk.look("651", "27/8 17:00", ASKED)
    desk.look("651", "28/8 17:00", BLANK)
    assert desk.standing("651", "29/8 08:00")["standing_vi"] == WAITING


def test_a_heading_nobody_can_read_is_an_error_and_not_an_emptied_sheet(desk: Desk) -> None:
    desk.look("650", "27/8 17:00", GOOD)
    desk.look("650", "28/8 17:00", GARBLED)
    assert rules(desk) == [("error", "table_not_found")]
    assert len(figures(desk, "28/8 17:00")) == 2


def test_an_empty_sheet_that_never_held_figures_asks_nothing(desk: Desk) -> None:
    desk.look("650", "27/8 17:00", EMPTY)
    desk.look("650", "28/8 17:00", BLANK)
    assert rules(desk) == []


def test_a_unit_without_answers_is_told_by_the_same_rule_as_one_with(desk: Desk) -> None:
    """The figures that SQL compares look by look and those that an answer tells again are the same figures."""
    contents = [
        GOOD,
        sheet((1, "CĐCS xã Ea Tam", 24, 22, "?"), (2, "CĐCS xã Phú Xuân", 28, 25, 25)),
        sheet((1, None, 24, 22, 20)),
        branches(("CĐCS xã Ea Tam", 24, 22, 21)),
        EMPTY,
        sheet(*THREE, DOUBTFUL),
    ]
    for unit in ("650", "651"):
        for day, content in enumerate(contents, start=20):
            desk.look(unit, f"{day}/8 09:00", content)
    before = figures(desk, "28/8 09:00")
    desk.answer("650", "27/8 09:00", "yes", "B5")
    desk.take_back("650", "28/8 09:00")
    assert figures(desk, "28/8 09:00") == before == figures(desk, "28/8 09:00", "651")

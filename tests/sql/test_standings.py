"""Where a unit stands, asked of the same SQL function that flows and analysts ask."""

from __future__ import annotations

from schemas.observation import Outcome
from tests.given.desk import BAD, EMPTY, GOOD, Desk, branches, moment

AN_EXTENSION = (
    "INSERT INTO core.decision (kind, campaign, unit_code, cutoff_at, effective_at, reason, decided_by, letter_number) "
    "VALUES ('extension', 'bluezone-2020', '651', :cutoff, :granted, 'lũ', 'Chủ tịch', '12/LĐLĐ') RETURNING 1 AS one"
)


def test_standings_sum_to_the_roster(desk: Desk) -> None:
    desk.look("650", "28/8 17:00", GOOD)
    desk.look("643", "28/8 17:00", BAD)
    [summary] = desk.query("SELECT * FROM report.campaign_summary_at(:at)", at=moment("29/8 00:05"))
    names = ("on_time", "late", "missing", "needs_fix", "unverified", "not_due", "exempt")
    assert sum(summary[name] for name in names) == summary["units"] == 21


def test_an_extension_moves_one_units_cutoff_and_shows_the_original_standing(desk: Desk) -> None:
    desk.look("650", "29/8 00:05", Outcome.ABSENT)
    desk.look("650", "31/8 09:00", GOOD)
    desk.query(
        "INSERT INTO core.decision (kind, campaign, unit_code, cutoff_at, effective_at, reason, decided_by, letter_number) "
        "VALUES ('extension', 'bluezone-2020', '650', :cutoff, :granted, 'lũ', 'Chủ tịch', '12/LĐLĐ') RETURNING 1 AS one",
        cutoff=moment("1/9 00:00"),
        granted=moment("30/8 08:00"),
    )
    before, after = desk.standing("650", "30/8 07:59"), desk.standing("650", "31/8 09:00")
    assert (before["standing"], before["cutoff_at"]) == ("missing", moment("29/8 00:00"))
    assert (after["standing"], after["original_standing"]) == ("on_time", "late")


def test_an_exempt_unit_owes_nothing_and_leaves_the_denominator(desk: Desk) -> None:
    desk.query(
        "INSERT INTO core.decision (kind, campaign, unit_code, effective_at, reason, decided_by, letter_number) "
        "VALUES ('exemption', 'bluezone-2020', '650', :at, 'giải thể', 'Chủ tịch', '13/LĐLĐ') RETURNING 1 AS one",
        at=moment("20/8 08:00"),
    )
    assert desk.standing("650", "29/8 00:05")["standing"] == "exempt"
    [summary] = desk.query("SELECT * FROM report.campaign_summary_at(:at)", at=moment("29/8 00:05"))
    assert (summary["units"], summary["expected"], summary["exempt"]) == (21, 20, 1)


def test_a_ruling_decides_an_unverified_unit_and_nothing_else(desk: Desk) -> None:
    desk.look("650", "31/8 09:00", GOOD)
    desk.look("643", "29/8 00:05", Outcome.ABSENT)
    desk.look("643", "31/8 09:00", GOOD)
    for unit in ("650", "643"):
        desk.query(
            "INSERT INTO core.decision (kind, campaign, unit_code, standing, effective_at, reason, decided_by, letter_number) "
            "VALUES ('ruling', 'bluezone-2020', :unit, 'on_time', :at, 'dấu bưu điện', 'Trưởng ban', '') RETURNING 1 AS one",
            unit=unit,
            at=moment("1/9 08:00"),
        )
    assert desk.standing("650", "31/8 10:00")["standing"] == "unverified"
    assert desk.standing("650", "1/9 08:00")["standing"] == "on_time"
    assert desk.standing("643", "1/9 08:00")["standing"] == "late"


def test_a_correction_after_the_cutoff_is_marked_and_changes_no_standing(desk: Desk) -> None:
    desk.look("650", "28/8 17:00", GOOD)
    desk.look("650", "30/8 09:00", branches(("CĐCS xã Ea Tam", 24, 22, 21), ("CĐCS xã Phú Xuân", 28, 25, 25)))
    assert not desk.standing("650", "30/8 08:59")["amended_after_cutoff"]
    after = desk.standing("650", "30/8 09:00")
    assert (after["standing"], after["amended_after_cutoff"]) == ("on_time", True)


def test_a_template_without_rows_counts_as_nothing_handed_in(desk: Desk) -> None:
    desk.look("650", "28/8 17:00", EMPTY)
    standing = desk.standing("650", "28/8 18:00")
    assert (standing["standing"], standing["submitted_at"]) == ("not_due", None)


def test_days_late_count_local_days_after_the_last_day_in_time(desk: Desk) -> None:
    for unit in ("650", "651", "652"):
        desk.look(unit, "29/8 00:00", Outcome.ABSENT)
    desk.look("650", "29/8 00:05", GOOD)
    desk.look("651", "31/8 09:00", GOOD)
    days = {unit: desk.standing(unit, "3/9 17:00")["days_late"] for unit in ("650", "651", "652")}
    assert days == {"650": 1, "651": 3, "652": 6}


def test_days_late_are_counted_until_the_campaign_closes_and_no_further(desk: Desk) -> None:
    for unit in ("650", "651"):
        desk.look(unit, "29/8 00:00", Outcome.ABSENT)
    desk.query(AN_EXTENSION, cutoff=moment("5/9 00:00"), granted=moment("28/8 08:00"))
    closed = desk.campaign.last_day - desk.campaign.report_before
    assert desk.standing("650", "20/9 00:00")["days_late"] == 23
    years_later = {
        unit: desk.standing(unit, moment("28/8 00:00").replace(year=2026)) for unit in ("650", "651")
    }
    assert years_later["650"]["days_late"] == closed.days + 1
    # who was granted a week more is waited for a week longer
    assert years_later["651"]["days_late"] == closed.days + 1
    [at_the_end] = desk.query(
        "SELECT days_late FROM report.unit_standing_at('infinity') WHERE unit_code = '650'"
    )
    assert at_the_end["days_late"] == closed.days + 1


def test_local_columns_tell_the_campaigns_clock_whatever_the_sessions(desk: Desk) -> None:
    desk.look("650", "28/8 23:55", GOOD)
    [shown] = desk.query(
        "SELECT cutoff_local::text, accepted_local::text, accepted_on::text FROM report.unit_standing WHERE unit_code = '650'",
        role="bluezone_analyst",
    )
    assert list(shown.values()) == ["2020-08-29 00:00:00", "2020-08-28 23:55:00", "2020-08-28"]


def test_the_sensitivity_counts_say_who_would_stand_elsewhere(desk: Desk) -> None:
    for unit in ("650", "651", "652"):
        desk.look(unit, "29/8 00:00", Outcome.ABSENT)
    desk.look("650", "29/8 09:00", GOOD)
    desk.look("651", "30/8 00:00", Outcome.ABSENT)
    desk.look("651", "31/8 09:00", GOOD)
    [summary] = desk.query("SELECT * FROM report.campaign_summary_at(:at)", at=moment("3/9 17:00"))
    assert summary["moved_by_before_date"] == 0
    assert summary["moved_by_through_date"] == 1
    assert summary["moved_by_through_date_roll"] == 2


def test_the_files_clock_read_at_a_later_look_at_the_same_content_decides_from_then_on(desk: Desk) -> None:
    """Drive's clock may lag an edit, so it is asked some minutes after the content."""
    for unit, edited in (("650", "28/8 23:40"), ("651", "29/8 00:01")):
        desk.look(unit, "28/8 23:55", Outcome.ABSENT)
        desk.look(unit, "29/8 00:05", GOOD)
        desk.look(unit, "29/8 00:15", GOOD, modified=edited)
    assert desk.standing("650", "29/8 00:10")["standing"] == "unverified"
    assert desk.standing("650", "29/8 00:15")["standing"] == "on_time"
    assert desk.standing("651", "29/8 00:15")["standing"] == "unverified"


def test_the_clock_of_another_content_proves_nothing_of_the_first(desk: Desk) -> None:
    desk.look("650", "28/8 23:55", Outcome.ABSENT)
    desk.look("650", "29/8 00:05", GOOD)
    desk.look("650", "29/8 09:00", branches(("CĐCS xã Ea Tam", 24, 22, 21)), modified="28/8 23:40")
    assert desk.standing("650", "29/8 09:00")["standing"] == "unverified"

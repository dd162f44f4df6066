"""People: whom a rate is of. One name for it in every answer, whatever the sheet gives."""

from __future__ import annotations

from decimal import Decimal

from tests.given.desk import Desk, moment, sheet

HEADING = ("STT", "Tên CĐCS", "Tổng số CNVCLĐ", "Số đoàn viên", "Đã cài đặt")
AT = "28/8 18:00"


def test_people_are_the_workforce_or_the_members_where_a_row_gives_only_those_in_every_answer(
    desk: Desk,
) -> None:
    both, members = (1, "CĐCS xã Ea Tam", 24, 22, 12), (2, "CĐCS xã Phú Xuân", None, 16, 4)
    desk.look("650", "28/8 17:00", sheet(both, members, heading=HEADING))
    questions = (
        "report.submission",
        "report.submission_history",
        "report.submission_at('2020-08-28T18:00+07:00')",
    )
    for question in questions:
        rows = desk.query(
            "SELECT workforce, members, people, installed_of_workforce_pct AS pct "
            f"FROM {question} ORDER BY branch_name",
            role="bluezone_analyst",
        )
        assert [tuple(row.values()) for row in rows] == [
            (24, 22, 24, Decimal("50.00")),
            (None, 16, 16, Decimal("25.00")),
        ]
    [summary] = desk.query(
        "SELECT workforce, people, installed_of_workforce_pct AS pct FROM report.campaign_summary_at(:at)",
        role="bluezone_analyst",
        at=moment(AT),
    )
    assert summary == {"workforce": 40, "people": 40, "pct": Decimal("40.00")}
    days = desk.query(
        "SELECT workforce, people FROM report.progress_daily WHERE unit_code = '650' ORDER BY day",
        role="bluezone_analyst",
    )
    assert days[-1] == {"workforce": 40, "people": 40}

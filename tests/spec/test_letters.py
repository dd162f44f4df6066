"""What a letter says of deadline, window and its own slips: the table, and the letter that this product began with."""

from __future__ import annotations

from datetime import date

import pytest

from flows.desk.letters.facts import Proposal, propose
from schemas.campaign.file import Policy
from tests.given.letters import OF_18_AUGUST
from tests.given.story import SPEC

HEAD = ["Đắk Lắk, ngày 18 tháng 8 năm 2020", "Kính gửi: Các Công đoàn ngành."]


def lines() -> list[tuple[str, str, str, str]]:
    """The letter's words, deadline, window and slips. A line without bars is a heading."""
    text = (SPEC / "letters.txt").read_text(encoding="utf-8").split("because\n", 1)[1]
    cells = [[cell.strip() for cell in line.split("|")] for line in text.splitlines() if "|" in line]
    return [(words, due, window, slip) for words, due, window, slip, _ in cells]


@pytest.mark.parametrize(("words", "due", "window", "slip"), lines())
def test_a_letter_says_what_the_table_says(words: str, due: str, window: str, slip: str) -> None:
    proposal = propose([*HEAD, words])
    assert in_short(proposal) == (due, window)
    assert [each.partition("»")[0].removeprefix("«") for each in proposal.slips] == [slip] * (slip != "–")


def in_short(proposal: Proposal) -> tuple[str, str]:
    """Deadline and window as the table writes them."""
    due, window = proposal.due.value, proposal.window.value
    return (
        f"{due[1].value} {due[0]}" if due else "–",
        f"{window[0]} {window[1]}" if window else "–",
    )


def test_every_date_of_the_letter_of_18_august_comes_out_and_its_slip_is_pointed_out() -> None:
    proposal = propose(OF_18_AUGUST)
    assert proposal.issued_on.value == date(2020, 8, 18)
    assert proposal.window.value == (date(2020, 8, 18), date(2020, 8, 25))
    assert proposal.due.value == (date(2020, 8, 29), Policy.BEFORE_DATE)
    assert proposal.subject.value == "V/v vận động đoàn viên, CNVCLĐ cài đặt ứng dụng Bluezone"
    assert proposal.addressed.value == (
        "Các Liên đoàn Lao động huyện, thị xã, thành phố",
        "Các Công đoàn ngành",
    )
    assert proposal.slips == ("«ngày 17/8/22020»: năm có 5 chữ số",)


def test_what_the_letter_does_not_say_stays_empty() -> None:
    """The copy at hand has neither number nor letterhead."""
    proposal = propose(OF_18_AUGUST)
    assert (proposal.number.value, proposal.issuer.value) == (None, None)
    assert all(fact.remark for fact in (proposal.number, proposal.issuer))

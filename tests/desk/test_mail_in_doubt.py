"""What becomes of mail that cannot leave, or of which nobody knows whether it left; and of two runs at once."""

from __future__ import annotations

import os
import signal
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from flows.desk.reminders.summary import RemindingSummary
from flows.errors import PipelineError, RemindingBusy
from flows.settings import Settings
from flows.store import turns
from tests.given import children
from tests.given.desk import Desk
from tests.given.mail import ADDRESSES, at, environ, flag, outcomes, put
from tests.given.post_office import PostOffice
from tests.given.serving import free_port


def test_a_refused_recipient_is_a_fact_the_others_go_on_and_a_new_address_is_tried(
    mailing: Settings, desk: Desk, office: PostOffice
) -> None:
    put(desk)
    office.replies = {ADDRESSES["646"]: "550 5.1.1 no such mailbox"}
    summary = at(mailing, "28/8 08:00")
    assert outcomes(summary) == {"646": ("t_minus_1", "refused"), "648": ("t_minus_1", "sent")}
    assert summary.outcome == "failed"
    assert "LĐLĐ huyện Ea Súp" in summary.message
    [row] = desk.query("SELECT state, reply, attempts FROM core.reminder WHERE unit_code = '646'")
    assert (row["state"], row["reply"], row["attempts"]) == ("refused", "550 5.1.1", 1)
    assert outcomes(at(mailing, "28/8 09:00")) == {"646": ("t_minus_1", "refused")}
    assert desk.query("SELECT attempts FROM core.reminder WHERE unit_code = '646'") == [{"attempts": 1}]
    roster = mailing.campaigns / "bluezone-2020" / "roster.csv"
    roster.write_text(
        roster.read_text(encoding="utf-8").replace(ADDRESSES["646"], "moi@congdoan.test"), encoding="utf-8"
    )
    assert outcomes(at(mailing, "28/8 10:00")) == {"646": ("t_minus_1", "sent")}
    assert office.recipients == [ADDRESSES["648"], "moi@congdoan.test"]


def test_a_server_that_asks_to_come_back_later_is_asked_by_the_next_run(
    mailing: Settings, desk: Desk, office: PostOffice
) -> None:
    put(desk)
    office.replies = {ADDRESSES["646"]: "451 4.7.1 greylisted"}
    assert outcomes(at(mailing, "28/8 08:00", "646")) == {"646": ("t_minus_1", "deferred")}
    office.replies = {}
    assert outcomes(at(mailing, "28/8 09:00", "646")) == {"646": ("t_minus_1", "sent")}
    assert desk.query("SELECT attempts FROM core.reminder") == [{"attempts": 2}]


def test_a_server_that_is_down_is_told_and_the_next_run_sends_what_is_still_due(
    mailing: Settings, desk: Desk, office: PostOffice
) -> None:
    put(desk)
    down = replace(mailing, smtp_url=f"smtp://127.0.0.1:{free_port()}")
    summary = at(down, "28/8 08:00")
    assert outcomes(summary) == {"646": ("t_minus_1", "waiting"), "648": ("t_minus_1", "waiting")}
    assert summary.outcome == "failed"
    assert "Không gửi được thư qua 127.0.0.1" in summary.message
    assert desk.query("SELECT 1 FROM core.reminder") == []
    assert outcomes(at(mailing, "28/8 10:00")) == {"646": ("t_minus_1", "sent"), "648": ("t_minus_1", "sent")}


def test_mail_in_doubt_is_named_by_its_message_id_and_never_sent_again_by_itself(
    mailing: Settings, desk: Desk, office: PostOffice
) -> None:
    """The server took the text and the line broke before it could say so."""
    put(desk)
    office.breaks_for = {ADDRESSES["646"]}
    assert outcomes(at(mailing, "28/8 08:00")) == {
        "646": ("t_minus_1", "unclear"),
        "648": ("t_minus_1", "sent"),
    }
    office.breaks_for = set()
    again = at(mailing, "28/8 09:00")
    assert outcomes(again) == {"646": ("t_minus_1", "unclear")}
    assert office.mail[0]["Message-ID"] in again.message
    assert len(office.mail) == 2
    assert outcomes(at(mailing, "28/8 10:00", "646", doubt="again")) == {"646": ("t_minus_1", "sent")}
    assert office.mail[2]["Message-ID"] == office.mail[0]["Message-ID"]
    assert outcomes(at(mailing, "28/8 11:00")) == {}


def test_mail_in_doubt_that_arrived_is_recorded_as_sent(
    mailing: Settings, desk: Desk, office: PostOffice
) -> None:
    put(desk)
    office.breaks_for = {ADDRESSES["646"]}
    at(mailing, "28/8 08:00", "646")
    assert outcomes(at(mailing, "28/8 10:00", "646", doubt="arrived")) == {"646": ("t_minus_1", "sent")}
    assert outcomes(at(mailing, "28/8 11:00", "646")) == {}
    assert len(office.mail) == 1


def test_a_run_killed_while_it_sent_leaves_its_intent_to_be_told(
    mailing: Settings, desk: Desk, office: PostOffice
) -> None:
    put(desk)
    flag(desk, "29/8 00:05")
    office.breaks_for = {ADDRESSES["646"]}
    asked = ["remind", "--send", "--unit", "646"]
    child = children.start_bluezone(asked, environ(mailing), os.devnull, os.devnull)
    office.on_break = child.kill
    child.join(120)
    assert child.exitcode == -signal.SIGKILL
    assert desk.query("SELECT unit_code, state FROM core.reminder") == [
        {"unit_code": "646", "state": "sending"}
    ]
    office.breaks_for = set()
    after = at(mailing, "29/8 09:00", "646")
    assert outcomes(after) == {"646": ("flag", "unclear")}
    assert office.mail[0]["Message-ID"] in after.message
    assert len(office.mail) == 1


def test_two_runs_at_once_send_each_letter_once(mailing: Settings, desk: Desk, office: PostOffice) -> None:
    put(desk)

    def run(_place: int) -> RemindingSummary | PipelineError:
        try:
            return at(mailing, "28/8 08:00")
        except RemindingBusy as error:
            return error

    with ThreadPoolExecutor(4) as pool:
        ended = list(pool.map(run, range(4)))
    assert any(isinstance(one, RemindingSummary) for one in ended)
    assert sorted(office.recipients) == sorted([ADDRESSES["646"], ADDRESSES["648"]])


def test_while_another_run_sends_a_second_one_says_so(mailing: Settings, desk: Desk) -> None:
    put(desk)
    with turns.alone(desk.database, f"reminders of {desk.campaign.code}") as is_ours:
        assert is_ours
        with pytest.raises(RemindingBusy, match="đang chạy"):
            at(mailing, "28/8 08:00")
    assert at(mailing, "28/8 08:00").outcome == "completed"

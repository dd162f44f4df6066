"""Reminders as they are written, shown, sent and recorded; who is reminded when is `tests/spec/reminders.txt`."""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace
from email.message import EmailMessage
from typing import Any

import pytest
import sqlalchemy as sa

import flows.remind
from flows.remind import remind
from flows.settings import Settings
from flows.store.recorded import decisions
from flows.store.recorded.decisions import NewDecision
from tests.conftest import CAMPAIGNS
from tests.given import children, own_time
from tests.given.desk import ASKED, BAD, EMPTY, Desk, moment
from tests.given.mail import ADDRESSES, at, environ, flag, outcomes, put
from tests.given.missed import missed, started
from tests.given.post_office import PostOffice
from tests.given.serving import free_port

LETTER = """\
Kính gửi: LĐLĐ huyện Ea Súp

Theo công văn ngày 18/8/2020 của Liên đoàn Lao động tỉnh Đắk Lắk \
(V/v vận động đoàn viên, CNVCLĐ cài đặt ứng dụng Bluezone), các đơn vị báo cáo kết quả đợt \
«Vận động đoàn viên, CNVCLĐ cài đặt ứng dụng Bluezone» trước 00 giờ 00 ngày 29/8/2020, \
tức là hết ngày 28/8/2020.

Theo lần đọc bảng gần nhất (lúc 17 giờ 00 ngày 24/8/2020), tình trạng của đơn vị: cần sửa; \
đã có số liệu nhưng còn 1 lỗi, nên chưa được tính là đã báo cáo.

Những chỗ đơn vị cần sửa:
1. {todo}

Kính đề nghị đơn vị hoàn thành báo cáo trước thời hạn trên. \
Nếu đơn vị đã nhập hoặc đã sửa sau lần đọc bảng nêu trên, xin bỏ qua thư này. \
Thư do máy gửi; nếu cần hỏi, xin trả lời thư này.

Trân trọng,
Liên đoàn Lao động tỉnh Đắk Lắk
"""


def text_of(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


def test_a_flag_is_told_once_and_again_only_when_it_is_raised_anew(
    mailing: Settings, desk: Desk, office: PostOffice
) -> None:
    put(desk)
    desk.look("648", "29/8 00:05", EMPTY)
    flag(desk, "29/8 00:05")
    first = outcomes(at(mailing, "29/8 08:00"))
    assert first == {"646": ("flag", "sent"), "648": ("flag", "sent")}
    assert outcomes(at(mailing, "30/8 08:00")) == {}
    rows = desk.query(
        "SELECT unit_code, kind, flagged_at, due_at, sent_at FROM core.reminder ORDER BY unit_code"
    )
    assert [row["unit_code"] for row in rows] == ["646", "648"]
    assert {row["flagged_at"] for row in rows} == {row["due_at"] for row in rows} == {moment("29/8 00:05")}
    assert {row["sent_at"] for row in rows} == {moment("29/8 08:00")}


def test_an_extension_moves_the_reminders_with_the_units_own_cutoff(
    mailing: Settings, desk: Desk, office: PostOffice
) -> None:
    put(desk)
    at(mailing, "26/8 08:00", "648")
    granted = NewDecision(desk.campaign.code, "648", moment("27/8 09:00"), "lũ", "Phòng TG", "12/LĐLĐ")
    with desk.database.begin() as connection:
        decisions.decide(connection, "extension", granted, cutoff_at=moment("4/9 17:00"))
    assert outcomes(at(mailing, "28/8 08:00", "648")) == {}
    assert outcomes(at(mailing, "1/9 16:59", "648")) == {}
    assert outcomes(at(mailing, "1/9 17:00", "648")) == {"648": ("t_minus_3", "sent")}
    assert "trước 17 giờ 00 ngày 4/9/2020." in text_of(office.mail[-1])


def test_the_letter_reads_as_the_office_would_write_it(
    mailing: Settings, desk: Desk, office: PostOffice
) -> None:
    put(desk)
    at(mailing, "28/8 08:00", "646")
    [mail] = office.mail
    assert mail["Subject"] == (
        "Nhắc báo cáo: Vận động đoàn viên, CNVCLĐ cài đặt ứng dụng Bluezone (hạn: hết ngày 28/8/2020)"
    )
    assert mail["From"] == "LĐLĐ tỉnh Đắk Lắk <bluezone@congdoan.test>"
    assert mail["To"] == "LĐLĐ huyện Ea Súp <easup@congdoan.test>"
    assert mail["Reply-To"] == "tuyengiao@congdoan.test"
    assert mail["Date"].datetime == moment("28/8 08:00")
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Message-ID"].endswith("@congdoan.test>")
    assert mail.get_content_type() == "text/plain"
    assert mail.get_content_charset() == "utf-8"
    [todo] = desk.query("SELECT message_vi FROM core.open_finding")
    assert text_of(mail) == LETTER.format(todo=todo["message_vi"])


def test_a_dry_run_shows_every_letter_and_sends_and_records_nothing(
    mailing: Settings, desk: Desk, office: PostOffice
) -> None:
    put(desk)
    summary = at(replace(mailing, smtp_url=None, mail_from=None), "28/8 08:00", "646", "654", sends=False)
    assert outcomes(summary) == {"646": ("t_minus_1", "would_send"), "654": ("t_minus_1", "no_address")}
    assert summary.message == (
        "Sẽ gửi 1 thư nhắc (chưa gửi). 1 đơn vị chưa có địa chỉ (LĐLĐ huyện Krông Pắc): "
        "hãy ghi cột email trong roster.csv."
    )
    assert "Kính gửi: LĐLĐ huyện Ea Súp" in summary.reminders[0].text
    assert (office.mail, desk.query("SELECT 1 FROM core.reminder")) == ([], [])


def test_analysts_see_reminders_and_no_address(mailing: Settings, desk: Desk) -> None:
    put(desk)
    at(mailing, "28/8 08:00", "646")
    [row] = desk.query("SELECT * FROM report.reminder", role="bluezone_analyst")
    assert (row["unit_name"], row["kind"], row["outcome"]) == ("LĐLĐ huyện Ea Súp", "t_minus_1", "sent")
    assert (row["due_at"], row["sent_at"]) == (moment("28/8 00:00"), moment("28/8 08:00"))
    assert ADDRESSES["646"] not in repr(row)


def test_the_command_shows_by_default_and_sends_when_told(
    mailing: Settings, desk: Desk, office: PostOffice
) -> None:
    put(desk)
    flag(desk, "29/8 00:05")

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return children.bluezone("remind", "--unit", "646", *arguments, environ=environ(mailing))

    shown = run()
    assert (shown.returncode, len(office.mail)) == (0, 0), shown.stderr
    assert "Ea Súp" in shown.stdout
    sent = json.loads(run("--send", "--json").stdout)
    assert [each["outcome"] for each in sent["reminders"]] == ["sent"]
    assert "Đã gửi 0 thư nhắc." in run("--send").stdout
    assert office.recipients == [ADDRESSES["646"]]
    assert "hãy nói rõ thư của đơn vị nào" in run("--doubt", "again").stderr


@pytest.mark.usefixtures("prefect_server")
def test_under_prefect_the_state_counts_what_was_sent_and_names_who_has_no_address(
    mailing: Settings, desk: Desk, office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(desk)
    desk.look("654", "24/8 17:00", BAD)
    flag(desk, "29/8 00:05")
    monkeypatch.setattr(flows.remind, "read_settings", lambda: mailing)
    units = ["646 · LĐLĐ huyện Ea Súp", "654"]
    state: Any = remind(units=units, return_state=True)
    assert (state.name, len(office.mail)) == ("CompletedWithoutAddresses", 0)
    assert "LĐLĐ huyện Krông Pắc" in state.message
    state = remind(units=units, dry_run=False, return_state=True)
    assert (state.name, office.recipients) == ("CompletedWithoutAddresses", [ADDRESSES["646"]])
    assert state.message.startswith("Đã gửi 1 thư nhắc.")
    mailing = replace(mailing, smtp_url=f"smtp://127.0.0.1:{free_port()}")
    with desk.database.begin(None) as connection:
        connection.execute(sa.text("TRUNCATE core.reminder"))
    state = remind(units=["646"], dry_run=False, return_state=True)
    assert state.is_failed()
    assert "1 đơn vị chờ lần sau (LĐLĐ huyện Ea Súp)" in state.message


def test_a_unit_whose_return_only_waits_for_an_answer_is_asked_and_not_told_that_it_is_overdue(
    mailing: Settings, desk: Desk, office: PostOffice
) -> None:
    desk.look("650", "24/8 17:00", ASKED)
    before = at(mailing, "28/8 08:00", "650", sends=False).reminders
    [asked] = at(mailing, "29/8 08:00", "650").reminders
    assert [each.kind for each in (*before, asked)] == ["t_minus_1", "question"]
    for each in (*before, asked):
        assert each.subject.startswith("Hỏi về báo cáo")
        assert "(xin trả lời) Ô B5: dòng 'Huyện Krông Năng' có phải là một CĐCS không?" in each.text
        assert "không bị coi là quá hạn" in each.text
    assert at(mailing, "30/8 08:00", "650").reminders == (), "once"


@pytest.mark.usefixtures("prefect_server")
def test_under_prefect_a_schedule_sends_what_the_campaigns_file_says_now_and_nothing_once_it_is_over(
    mailing: Settings, desk: Desk, office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(desk)
    flag(desk, "29/8 00:05")
    monkeypatch.setattr(flows.remind, "read_settings", lambda: mailing)
    path = mailing.campaigns / "bluezone-2020" / "campaign.toml"
    runs = iter(missed(remind, {"dry_run": False, "units": ["646"]}, "bluezone-2020"))

    def said(closes_on: str, sends: str) -> Any:
        text = (CAMPAIGNS / "bluezone-2020" / "campaign.toml").read_text(encoding="utf-8")
        text = text.replace("sends_reminders = false", f"sends_reminders = {sends}")
        path.write_text(f"{closes_on}\n{text}", encoding="utf-8")
        return started(remind, next(runs))

    over = said("", "true")
    assert (over.name, office.mail) == ("CompletedNothingDue", [])
    still = f"closes_on = {own_time.in_days(30)}"
    shown = said(still, "false")
    assert (shown.message, office.mail) == ("Sẽ gửi 1 thư nhắc (chưa gửi).", [])
    assert said(still, "true").message == "Đã gửi 1 thư nhắc."
    assert office.recipients == [ADDRESSES["646"]]


def test_the_days_before_a_cutoff_are_those_of_the_campaigns_file(
    mailing: Settings, desk: Desk, office: PostOffice
) -> None:
    path = mailing.campaigns / "bluezone-2020" / "campaign.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("remind_days_before = [3, 1]", "remind_days_before = [7]"), "utf-8")
    put(desk)
    assert outcomes(at(mailing, "21/8 23:59", "646")) == {}
    assert outcomes(at(mailing, "22/8 00:00", "646")) == {"646": ("t_minus_7", "sent")}
    assert outcomes(at(mailing, "28/8 08:00", "646")) == {}
    path.write_text(text.replace("remind_days_before = [3, 1]", "remind_days_before = []"), "utf-8")
    assert outcomes(at(mailing, "28/8 08:00", "648")) == {}

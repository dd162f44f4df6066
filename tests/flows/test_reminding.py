"""Reminders: who is reminded when, once, and what becomes of mail that cannot leave; with a real SMTP server."""

from __future__ import annotations

import csv
import json
import os
import shutil
import signal
import socket
import ssl
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import sqlalchemy as sa
import trustme

import flows.remind
from flows.desk.reminders.sending import read_remind_request, remind_here
from flows.desk.reminders.summary import RemindingSummary
from flows.errors import ConfigurationError, PipelineError, RemindingBusy
from flows.remind import remind
from flows.settings import Settings
from flows.steps import stand
from flows.store import decisions, reminders
from flows.store.decisions import Decision
from schemas.observation import Outcome
from tests import children
from tests.conftest import CAMPAIGNS
from tests.desk import ASKED, BAD, EMPTY, GOOD, Desk, moment
from tests.post_office import PASSWORD, USER, PostOffice
from tests.serving import free_port

ADDRESSES = {"646": "easup@congdoan.test", "648": "cumgar@congdoan.test", "650": "krongnang@congdoan.test"}
HOST_OF_TESTS = "thu.congdoan.test"

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


@pytest.fixture
def office() -> Iterator[PostOffice]:
    with PostOffice() as office:
        yield office


@pytest.fixture
def campaigns(tmp_path: Path) -> Path:
    """The Bluezone campaign with addresses for three of its units, and one that has none: 654."""
    folder = tmp_path / "campaigns" / "bluezone-2020"
    shutil.copytree(CAMPAIGNS / "bluezone-2020", folder)
    with (folder / "roster.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with (folder / "roster.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [*rows[0], "email"])
        writer.writeheader()
        writer.writerows({**row, "email": ADDRESSES.get(row["code"], "")} for row in rows)
    return folder.parent


@pytest.fixture
def mailing(settings: Settings, campaigns: Path, office: PostOffice) -> Settings:
    return replace(
        settings,
        campaigns=campaigns,
        smtp_url=f"smtp://127.0.0.1:{office.port}",
        mail_from="LĐLĐ tỉnh Đắk Lắk <bluezone@congdoan.test>",
        mail_reply_to="tuyengiao@congdoan.test",
    )


def at(settings: Settings, when: str, *units: str, sends: bool = True, doubt: Any = None) -> RemindingSummary:
    """A run at an instant of 2020 over some units, three when none is named."""
    chosen = units or tuple(ADDRESSES)
    request = read_remind_request(settings, "bluezone-2020", chosen, sends=sends, doubt=doubt)
    return remind_here(settings, request, lambda: moment(when))


def environ(settings: Settings) -> dict[str, str]:
    """The environment that gives a process of its own these settings."""
    return {
        "DATABASE_URL": str(settings.database_url),
        "BLUEZONE_HOME": str(settings.home),
        "BLUEZONE_CAMPAIGNS": str(settings.campaigns),
        "SMTP_URL": str(settings.smtp_url),
        "MAIL_FROM": str(settings.mail_from),
    }


def outcomes(summary: RemindingSummary) -> dict[str, tuple[str, str]]:
    return {each.unit_code: (each.kind, each.outcome) for each in summary.reminders}


def flag(desk: Desk, when: str) -> None:
    with desk.database.begin() as connection:
        stand.flag(connection, desk.campaign.code, desk.run_id, moment(when))


def put(desk: Desk) -> None:
    """648 has handed nothing in, 646 a return with an error, 650 a good one."""
    desk.look("648", "24/8 17:00", EMPTY)
    desk.look("646", "24/8 17:00", BAD)
    desk.look("650", "24/8 17:00", GOOD)


def text_of(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


def test_three_days_and_one_day_before_the_cutoff_whoever_is_not_on_time_is_reminded_once(
    mailing: Settings, desk: Desk, office: PostOffice
) -> None:
    put(desk)
    assert outcomes(at(mailing, "25/8 23:59")) == {}
    assert outcomes(at(mailing, "26/8 00:00")) == {"646": ("t_minus_3", "sent"), "648": ("t_minus_3", "sent")}
    assert outcomes(at(mailing, "27/8 08:00")) == {}
    assert outcomes(at(mailing, "28/8 08:00")) == {"646": ("t_minus_1", "sent"), "648": ("t_minus_1", "sent")}
    assert outcomes(at(mailing, "28/8 23:59")) == {}
    assert outcomes(at(mailing, "29/8 00:00")) == {}, "past the cutoff it is the flag that is told"
    assert office.recipients == [ADDRESSES["646"], ADDRESSES["648"]] * 2


def test_an_outage_over_three_days_sends_that_reminder_late_and_over_both_only_the_later_one(
    mailing: Settings, desk: Desk, office: PostOffice
) -> None:
    put(desk)
    assert outcomes(at(mailing, "27/8 15:00", "646")) == {"646": ("t_minus_3", "sent")}
    assert outcomes(at(mailing, "28/8 15:00")) == {"646": ("t_minus_1", "sent"), "648": ("t_minus_1", "sent")}
    assert len(office.mail) == 3


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


def test_a_unit_that_reported_after_its_flag_gets_no_mail(
    mailing: Settings, desk: Desk, office: PostOffice
) -> None:
    put(desk)
    desk.look("648", "29/8 00:05", EMPTY)
    flag(desk, "29/8 00:05")
    desk.look("648", "29/8 07:00", GOOD)
    assert outcomes(at(mailing, "29/8 08:00")) == {"646": ("flag", "sent")}
    assert office.recipients == [ADDRESSES["646"]]


def test_an_extension_moves_the_reminders_with_the_units_own_cutoff(
    mailing: Settings, desk: Desk, office: PostOffice
) -> None:
    put(desk)
    at(mailing, "26/8 08:00", "648")
    granted = Decision(desk.campaign.code, "648", moment("27/8 09:00"), "lũ", "Phòng TG", "12/LĐLĐ")
    with desk.database.begin() as connection:
        decisions.extend(connection, granted, moment("4/9 17:00"))
    assert outcomes(at(mailing, "28/8 08:00", "648")) == {}
    assert outcomes(at(mailing, "1/9 16:59", "648")) == {}
    assert outcomes(at(mailing, "1/9 17:00", "648")) == {"648": ("t_minus_3", "sent")}
    assert "trước 17 giờ 00 ngày 4/9/2020." in text_of(office.mail[-1])


@pytest.mark.parametrize("standing", ["exempt", "on_time", "late", "unverified"])
def test_nobody_else_is_reminded(mailing: Settings, desk: Desk, standing: str) -> None:
    if standing == "exempt":
        desk.look("648", "24/8 17:00", EMPTY)
        with desk.database.begin() as connection:
            decisions.exempt(
                connection,
                Decision(desk.campaign.code, "648", moment("20/8 09:00"), "giải thể", "Phòng TG", ""),
            )
    elif standing == "on_time":
        desk.look("648", "24/8 17:00", GOOD)
    elif standing == "late":
        desk.look("648", "29/8 00:05", EMPTY)
        flag(desk, "29/8 00:05")
        desk.look("648", "29/8 07:00", GOOD)
    else:
        desk.look("648", "24/8 17:00", EMPTY)
        desk.look("648", "29/8 00:05", Outcome.UNREACHABLE)
    assert desk.standing("648", "29/8 08:00")["standing"] == standing
    for when in ("26/8 08:00", "28/8 08:00")[: 2 if standing in ("exempt", "on_time") else 0]:
        assert outcomes(at(mailing, when, "648")) == {}
    assert outcomes(at(mailing, "29/8 08:00", "648")) == {}


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
    with desk.database.begin() as turn:
        assert reminders.take_turn(turn, desk.campaign.code)
        with pytest.raises(RemindingBusy, match="đang chạy"):
            at(mailing, "28/8 08:00")
    assert at(mailing, "28/8 08:00").outcome == "completed"


@pytest.fixture
def authority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> trustme.CA:
    """Certificates that this process trusts, and a name for this machine that does not say so."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    real = socket.getaddrinfo

    def resolved(host: Any, *arguments: Any, **more: Any) -> Any:
        return real("127.0.0.1" if host == HOST_OF_TESTS else host, *arguments, **more)

    monkeypatch.setattr(socket, "getaddrinfo", resolved)
    return authority


def served(authority: trustme.CA, name: str = HOST_OF_TESTS) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert(name).configure_cert(context)
    return context


def url(scheme: str, port: int, password: str = PASSWORD) -> str:
    return f"{scheme}://{USER}:{quote(password, safe='')}@{HOST_OF_TESTS}:{port}"


@pytest.mark.parametrize("scheme", ["smtp", "smtps"])
def test_mail_leaves_this_machine_encrypted_and_logged_in(
    mailing: Settings, desk: Desk, authority: trustme.CA, scheme: str
) -> None:
    put(desk)
    kind = "starttls" if scheme == "smtp" else "tls"
    context = served(authority)
    with PostOffice(asks_login=True, **{kind: context}) as office:  # type: ignore[arg-type]
        summary = at(replace(mailing, smtp_url=url(scheme, office.port)), "28/8 08:00")
    assert summary.outcome == "completed", summary.message
    assert (office.logins, office.was_encrypted) == ([True], [True, True])


def test_without_starttls_no_password_and_no_mail_leaves_this_machine(
    mailing: Settings, desk: Desk, authority: trustme.CA
) -> None:
    put(desk)
    with PostOffice(asks_login=True) as office:
        summary = at(replace(mailing, smtp_url=url("smtp", office.port)), "28/8 08:00")
    assert "không có STARTTLS" in summary.message
    assert (office.logins, office.mail) == ([], [])


def test_a_certificate_of_another_name_is_not_trusted(
    mailing: Settings, desk: Desk, authority: trustme.CA
) -> None:
    put(desk)
    with PostOffice(starttls=served(authority, "khac.congdoan.test"), asks_login=True) as office:
        summary = at(replace(mailing, smtp_url=url("smtp", office.port)), "28/8 08:00")
    assert "chứng chỉ của máy chủ không đúng" in summary.message
    assert (office.logins, office.mail) == ([], [])


def test_a_wrong_password_is_the_operators_to_correct_and_is_not_repeated(
    mailing: Settings, desk: Desk, authority: trustme.CA
) -> None:
    put(desk)
    with PostOffice(starttls=served(authority), asks_login=True) as office:
        wrong = replace(mailing, smtp_url=url("smtp", office.port, "saimatkhau"))
        summary = at(wrong, "28/8 08:00")
    assert "từ chối tài khoản trong SMTP_URL (535 5.7.8)" in summary.message
    assert "saimatkhau" not in repr((summary, wrong))


@pytest.mark.parametrize(
    "lacking, told",
    [
        ({"smtp_url": None}, "SMTP_URL"),
        ({"smtp_url": "smtp://x:bimat@h:bimat"}, "SMTP_URL phải có dạng"),
        ({"smtp_url": "http://h:25"}, "SMTP_URL phải có dạng"),
        ({"smtp_url": "smtp://x:bí-mật@h"}, "không dấu"),
        ({"mail_from": None}, "MAIL_FROM"),
        ({"mail_from": "không phải"}, "MAIL_FROM không phải một địa chỉ thư"),
        ({"mail_reply_to": "a@b@c"}, "MAIL_REPLY_TO không phải một địa chỉ thư"),
    ],
)
def test_what_the_environment_lacks_is_told_before_anything_is_sent(
    mailing: Settings, desk: Desk, lacking: dict[str, Any], told: str
) -> None:
    with pytest.raises(ConfigurationError, match=told) as caught:
        at(replace(mailing, **lacking), "28/8 08:00")
    assert "bimat" not in str(caught.value)


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
    assert "Kính gửi: LĐLĐ huyện Ea Súp" in shown.stdout
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
    assert state.message.startswith("Sẽ gửi 1 thư nhắc (chưa gửi). 1 đơn vị chưa có địa chỉ")
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

"""How reminders leave: encrypted, logged in, and not at all where that cannot be; with a real SMTP server."""

from __future__ import annotations

import socket
import ssl
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import trustme

from flows.errors import ConfigurationError
from flows.settings import Settings
from tests.given.desk import Desk
from tests.given.mail import at, put
from tests.given.post_office import PASSWORD, USER, PostOffice

HOST_OF_TESTS = "thu.congdoan.test"


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
        ({"smtp_url": "http://h:25"}, "SMTP_URL"),
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

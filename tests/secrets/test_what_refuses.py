"""What refuses us — a database, a mail server, Google, Prefect — is named without the secret we came with."""

from __future__ import annotations

import importlib
import json
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from prefect.utilities.callables import parameter_schema

import flows.collect
import flows.remind
from flows.desk.reminders.mail_office import read_server
from flows.errors import PipelineError
from flows.remind import remind
from flows.settings import Settings, read_settings
from flows.store.database import Database
from tests.given.campaign_files import with_issuer
from tests.given.desk import Desk, moment
from tests.given.evidence import SECRETS, Evidence
from tests.given.serving import conversing, free_port
from tests.google.plugin import Google
from tests.secrets.conftest import (
    AT,
    ROOT,
    hear_database,
)


@contextmanager
def refusing_postgres() -> Iterator[int]:
    """A server that asks for the password in clear and refuses it, as Postgres does; its port."""

    def refuse(line: socket.socket) -> None:
        length = int.from_bytes(line.recv(4))
        if line.recv(length - 4)[:4] in (b"\x04\xd2\x16\x2f", b"\x04\xd2\x16\x30"):
            line.sendall(b"N")
            line.recv(int.from_bytes(line.recv(4)) - 4)
        line.sendall(b"R\0\0\0\x08\0\0\0\x03")
        line.recv(1024)
        told = b'SFATAL\0C28P01\0Mpassword authentication failed for user "bluezone"\0\0'
        line.sendall(b"E" + (len(told) + 4).to_bytes(4, "big") + told)

    with conversing(refuse) as port:
        yield port


@pytest.mark.parametrize("how", ["wrong password", "unreachable", "password in the query"])
def test_a_database_that_cannot_be_used_is_named_without_its_password(
    collecting: Callable[..., Any], run: Callable[..., int], evidence: Evidence, planted: Settings, how: str
) -> None:
    secret = SECRETS["database password"]
    with refusing_postgres() as port:
        url = {
            "wrong password": f"postgresql://bluezone:{secret}@127.0.0.1:{port}/bluezone",
            "unreachable": f"postgresql://bluezone:{secret}@127.0.0.1:{free_port()}/bluezone",
            "password in the query": f"postgresql://127.0.0.1:{port}/bluezone?user=bluezone&password={secret}",
        }[how]
        state = collecting(replace(planted, database_url=url, database_patience=0))
        assert state.is_failed()
        assert "Không dùng được cơ sở dữ liệu" in state.message
        for command in (["standings"], ["migrate"], ["doctor", "--source", "google"], ["remind"]):
            assert run(*command, DATABASE_URL=url) != 0


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://bluezone:{}/x@may-chu/bluezone",
        "postgresql://bluezone:{}@may-chu:cong/bluezone",
        "mysql://bluezone:{}@may-chu/bluezone",
        "{}",
        "postgresql://bluezone:{}@[::1/bluezone",
    ],
)
def test_a_database_url_that_is_wrong_is_not_repeated(
    run: Callable[..., int], evidence: Evidence, planted: Settings, url: str
) -> None:
    wrong = url.format(SECRETS["database password"])

    def connect() -> None:
        Database(wrong).engine.connect()

    answer = evidence.tried("Database", connect)
    assert isinstance(answer, Exception)
    assert run("standings", DATABASE_URL=wrong) in (2, 3)


@pytest.mark.parametrize(
    "url",
    [
        "smtp://bluezone:{}/x@thu:25",
        "smtp://bluezone:{}#x@thu",
        "smtp://bluezone:{}",
        "{}",
        "smtps://bluezone:mật{}@thu",
        "smtp://[{}",
    ],
)
def test_a_mail_servers_url_that_is_wrong_is_not_repeated(
    evidence: Evidence, planted: Settings, url: str
) -> None:
    answer = evidence.tried("read_server", lambda: read_server(url.format(SECRETS["mail password"])))
    assert isinstance(answer, PipelineError)
    evidence.hear("settings", [planted, read_settings({"SMTP_URL": url.format(SECRETS["mail password"])})])


@contextmanager
def echoing_mail_server() -> Iterator[int]:
    """A mail server that refuses everything and repeats what it was sent; its port."""

    def echo(line: socket.socket) -> None:
        with line.makefile("rwb") as text:
            text.write(b"220 hello\r\n")
            text.flush()
            for asked in text:
                is_hello = asked.upper().startswith(b"EHLO")
                text.write(b"250-hi\r\n250 AUTH PLAIN LOGIN\r\n" if is_hello else b"535 5.7.8 no: " + asked)
                text.flush()

    with conversing(echo) as port:
        yield port


def test_reminders_that_cannot_leave_tell_no_password_and_no_address(
    collecting: Callable[..., Any],
    run: Callable[..., int],
    evidence: Evidence,
    planted: Settings,
    desk: Desk,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The letter quotes the unit's own cells to the unit; states and logs must not."""
    collecting()
    with desk.database.begin() as connection:
        from flows.steps import stand

        stand.flag(connection, desk.campaign.code, desk.run_id, moment("29/8 00:05"))
    mailing = with_addresses(planted, tmp_path)
    with echoing_mail_server() as port:
        mailing = replace(mailing, smtp_url=f"smtp://bluezone:{SECRETS['mail password']}@127.0.0.1:{port}")
        for settings in (mailing, replace(mailing, smtp_url=planted.smtp_url)):
            monkeypatch.setattr(flows.remind, "read_settings", lambda chosen=settings: chosen)
            for dry_run in (True, False):
                state: Any = remind("bluezone-2020", ["643", "646"], dry_run, return_state=True)
                assert state.is_failed() is not dry_run
                evidence.hear("state of remind", f"{state.message} {state!r}")
        environ = {"BLUEZONE_CAMPAIGNS": str(mailing.campaigns), "SMTP_URL": str(mailing.smtp_url)}
        assert run("remind", "--send", **environ) == 1
    hear_database(evidence, desk)


def with_addresses(settings: Settings, folder: Path) -> Settings:
    own = folder / "campaigns" / "bluezone-2020"
    own.mkdir(parents=True)
    with_issuer(own.parent)
    for name in ("campaign.toml", "form.toml", "roster.csv"):
        text = (settings.campaigns / "bluezone-2020" / name).read_text(encoding="utf-8")
        if name == "roster.csv":
            heading, *lines = text.strip().splitlines()
            text = "\n".join([f"{heading},email", *(f"{line},don-vi@congdoan.test" for line in lines)]) + "\n"
        (own / name).write_text(text, encoding="utf-8")
    return replace(settings, campaigns=own.parent)


@pytest.mark.parametrize("damage", ["cut short", "no key", "another kind"])
def test_a_google_key_file_that_is_damaged_is_not_quoted(
    run: Callable[..., int], evidence: Evidence, google: Google, tmp_path: Path, damage: str
) -> None:
    text = google.credentials.read_text(encoding="utf-8")
    key = json.loads(text)
    broken = tmp_path / "khoa.json"
    broken.write_text(
        {
            "cut short": text[: text.index("END")],
            "no key": json.dumps({**key, "private_key": key["private_key"].replace("A", "!")}),
            "another kind": json.dumps({"type": key["private_key"]}),
        }[damage],
        encoding="utf-8",
    )
    for command in ("doctor", "collect"):
        assert run(command, "--source", "google", GOOGLE_APPLICATION_CREDENTIALS=str(broken)) != 0


def test_without_the_prefect_server_its_auth_string_is_not_told(
    run: Callable[..., int], folder: Path
) -> None:
    away = {"PREFECT_API_URL": f"http://127.0.0.1:{free_port()}/api", "PREFECT_CLIENT_MAX_RETRIES": "0"}
    assert run("collect", "--source", str(folder), "--observed-at", AT, **away) != 0


def test_no_deployment_takes_a_credential_as_a_parameter() -> None:
    """Prefect stores parameters in clear and shows them to everyone."""
    suspicious = (
        "password",
        "secret",
        "token",
        "key",
        "credential",
        "auth",
        "url",
        "smtp",
        "webhook",
        "mail",
    )
    deployments = yaml.safe_load((ROOT / "prefect.yaml").read_text(encoding="utf-8"))["deployments"]
    assert deployments
    for deployment in deployments:
        module, _, name = deployment["entrypoint"].replace(":", ".").rpartition(".")
        schema = parameter_schema(getattr(importlib.import_module(module), name)).model_dump()
        names = {*schema["properties"], *deployment.get("parameters", {})}
        names |= {
            field
            for each in (schema.get("definitions") or {}).values()
            for field in each.get("properties", {})
        }
        assert names
        assert not [name for name in names for word in suspicious if word in name.casefold()], deployment[
            "name"
        ]
        variables = (deployment["work_pool"].get("job_variables") or {}).get("env", {})
        assert variables.keys() <= TUNING, "job variables are stored too"


TUNING = {
    "PREFECT_FLOWS_HEARTBEAT_FREQUENCY",
    "PREFECT_CLIENT_MAX_RETRIES",
    "PREFECT_LOGGING_EXTRA_LOGGERS",
    "PREFECT_LOGGING_HANDLERS_CONSOLE_CLASS",
}

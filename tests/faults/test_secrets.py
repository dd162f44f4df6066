"""Secrets and people's data are planted, the pipeline runs well and ill, and nothing it says repeats them."""

from __future__ import annotations

import importlib
import io
import json
import logging
import socket
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import openpyxl
import pytest
import sqlalchemy as sa
import yaml
from prefect.logging.handlers import APILogHandler
from prefect.settings import PREFECT_API_AUTH_STRING, PREFECT_API_URL, temporary_settings
from prefect.utilities.callables import parameter_schema

import flows.collect
import flows.remind
from flows.collect import collect
from flows.desk.collection.looks import collect_unit, open_collection
from flows.desk.reminders.mail_office import read_server
from flows.desk.request import read_request
from flows.errors import PipelineError, SheetUnreadable
from flows.remind import remind
from flows.settings import Settings, read_settings
from flows.steps.pull.workbooks import Workbooks
from flows.store.database import Database
from schemas.observation import Observation, Outcome
from schemas.sheet import Sheet, Tab
from tests import children
from tests.desk import HEADING, Desk, moment
from tests.evidence import PERSONAL, SECRETS, Evidence, planted_environment
from tests.google import plugin
from tests.google.plugin import Google
from tests.serving import conversing, free_port

google = plugin.google
google_identity = plugin.google_identity

ROOT = Path(__file__).parents[2]
AT = "2020-08-28T23:55+07:00"
UNITS = ("643", "646", "650")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three workbooks: one with personal data, one damaged around it, one in order."""
    folder = tmp_path / "workbooks"
    folder.mkdir()
    (folder / "643.xlsx").write_bytes(workbook())
    (folder / "646.xlsx").write_bytes(damaged())
    (folder / "650.xlsx").write_bytes(workbook())
    return folder


def workbook() -> bytes:
    book = openpyxl.Workbook()
    tab = book.active
    assert tab is not None
    tab.append([f"Người báo cáo: {PERSONAL['member name']}, ĐT {PERSONAL['phone as typed']}"])
    tab.append([*HEADING, "Số CMND", "Họ và tên đoàn viên"])
    private = (PERSONAL["identity card number"], PERSONAL["member name"])
    tab.append([1, "CĐCS xã Ea Tam", 24, 22, 20, PERSONAL["phone"], *private])
    tab.append([2, "CĐCS xã Phú Xuân", 28, 25, PERSONAL["cell value"], "", *private])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def damaged() -> bytes:
    """A workbook whose table holds text where Excel writes numbers, so that whoever reads it may quote it."""
    broken = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook())) as whole,
        zipfile.ZipFile(broken, "w") as file,
    ):
        for name in whole.namelist():
            part = whole.read(name)
            if name == "xl/worksheets/sheet1.xml":
                part = part.replace(b"<v>24</v>", f"<v>{PERSONAL['identity card number']}?</v>".encode())
            file.writestr(name, part)
    return broken.getvalue()


@pytest.fixture
def evidence(google: Google, caplog: pytest.LogCaptureFixture) -> Iterator[Evidence]:
    """Hears all logging at its most talkative; at the end nothing planted may have been said."""
    caplog.set_level(logging.DEBUG)
    key = json.loads(google.credentials.read_text(encoding="utf-8"))["private_key"]
    evidence = Evidence(**{"Google key": key.splitlines()[5]})
    yield evidence
    evidence.hear("Python logging", caplog.text)
    assert evidence.size > 0, "nothing was heard, so nothing is proven"
    assert evidence.leaks() == []


@pytest.fixture
def planted(settings: Settings, google: Google, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Settings full of secrets, in this process and its environment."""
    for name, value in planted_environment({}).items():
        monkeypatch.setenv(name, value)
    url = sa.make_url(settings.database_url or "")
    return replace(
        settings,
        database_url=with_password(url),
        google_credentials=google.credentials,
        smtp_url=f"smtp://bluezone:{SECRETS['mail password']}@127.0.0.1:{free_port()}",
        mail_from="bluezone@congdoan.test",
    )


def with_password(url: sa.URL) -> str:
    """The embedded server asks for no password, and takes any."""
    asked = url if url.password else url.set(password=SECRETS["database password"])
    return asked.render_as_string(hide_password=False)


@pytest.fixture
def run(planted: Settings, google: Google, evidence: Evidence) -> Callable[..., int]:
    """Runs `bluezone` as a process of its own and hears all it says."""
    environ = {
        **planted_environment(google.environment),
        "BLUEZONE_HOME": str(planted.home),
        "DATABASE_URL": str(planted.database_url),
        "SMTP_URL": str(planted.smtp_url),
        "MAIL_FROM": str(planted.mail_from),
        "PREFECT_LOGGING_LEVEL": "DEBUG",
    }

    def run(*arguments: str, **more: str) -> int:
        done = children.bluezone(*arguments, environ={**environ, **more})
        evidence.hear(f"output of bluezone {' '.join(arguments)}", done.stdout + done.stderr)
        return done.returncode

    return run


@pytest.fixture
def collecting(
    planted: Settings, prefect_server: None, monkeypatch: pytest.MonkeyPatch, evidence: Evidence, folder: Path
) -> Iterator[Callable[..., Any]]:
    """A collection under Prefect; whatever the server was told is heard at the end."""

    def collecting(settings: Settings = planted) -> Any:
        monkeypatch.setattr(flows.collect, "read_settings", lambda: settings)
        state = collect("bluezone-2020", str(folder), list(UNITS), AT, return_state=True)
        evidence.hear("state", f"{state.message} {state!r}")
        evidence.tried("result", lambda: state.result(raise_on_failure=True))
        return state

    with temporary_settings({PREFECT_API_AUTH_STRING: SECRETS["Prefect auth string"]}):
        began = datetime.now(UTC).isoformat()
        yield collecting
        hear_prefect(evidence, began)
    assert str(folder) in evidence.heard("Prefect's flow_runs"), "the server was asked about these very runs"
    assert "Finished in state" in evidence.heard("Prefect's logs")


def hear_prefect(evidence: Evidence, began: str) -> None:
    """All that a Prefect server keeps since then: runs with their parameters, states, logs, artifacts."""
    APILogHandler().flush()
    started = {"expected_start_time": {"after_": began}}
    runs = hear_pages(evidence, "flow_runs", {"flow_runs": started})
    hear_states(evidence, "flow_runs", runs)
    hear_states(evidence, "task_runs", hear_pages(evidence, "task_runs", {"task_runs": started}))
    hear_pages(evidence, "logs", {"logs": {"timestamp": {"after_": began}}})
    hear_pages(evidence, "artifacts", {"artifacts": {"flow_run_id": {"any_": [run["id"] for run in runs]}}})
    for kind in ("flows", "variables", "block_documents"):
        hear_pages(evidence, kind, {})


def hear_pages(evidence: Evidence, kind: str, chosen: dict[str, Any]) -> list[dict[str, Any]]:
    """What there is of a kind, heard as the server tells it, and given back."""
    found: list[dict[str, Any]] = []
    while len(found) % 200 == 0:
        asked = {**chosen, "limit": 200, "offset": len(found)}
        page = httpx.post(f"{PREFECT_API_URL.value()}/{kind}/filter", json=asked, timeout=60)
        page.raise_for_status()
        evidence.hear(f"Prefect's {kind}", json.dumps(page.json(), ensure_ascii=False))
        if not page.json():
            break
        found += page.json()
    return found


def hear_states(evidence: Evidence, kind: str, runs: list[dict[str, Any]]) -> None:
    one = kind.removesuffix("s")
    for run in runs:
        states = httpx.get(
            f"{PREFECT_API_URL.value()}/{one}_states/", params={f"{one}_id": run["id"]}, timeout=60
        )
        evidence.hear(f"Prefect's states of {kind}", states.text)


def hear_database(evidence: Evidence, desk: Desk) -> None:
    """What analysts see of runs and reminders, and what the pipeline notes about its own looks."""
    for table in ("raw.collection_run", "report.collection_run", "report.reminder", "core.reminder"):
        evidence.hear(table, desk.query(f"SELECT * FROM {table}"))
    evidence.hear("raw.observation.detail", desk.query("SELECT detail, origin FROM raw.observation"))


def test_a_run_under_prefect_repeats_nothing_of_the_sheets_and_no_secret(
    collecting: Callable[..., Any], evidence: Evidence, desk: Desk
) -> None:
    state = collecting()
    assert "646.xlsx" in state.message
    stored = desk.query("SELECT raw_value FROM core.finding")
    assert {"raw_value": PERSONAL["cell value"]} in stored, (
        "the sheet was read, and the value kept where it may be"
    )
    hear_database(evidence, desk)


def test_the_failure_a_damaged_sheet_ends_with_carries_none_of_its_cells_along(
    evidence: Evidence, planted: Settings, desk: Desk, folder: Path
) -> None:
    """Whoever logs an exception prints its causes too."""
    request = read_request(planted, "bluezone-2020", str(folder), ("646",), AT)
    with open_collection(planted, request) as collection:
        failure = evidence.tried("collect_unit", lambda: collect_unit(collection, collection.units[0]))
    assert isinstance(failure, SheetUnreadable)


def test_a_source_that_fails_with_a_cell_in_its_hands_does_not_tell_it(
    collecting: Callable[..., Any], evidence: Evidence, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Slippery(str):
        """A cell that breaks whatever touches it, quoting itself."""

        __slots__ = ()

        def strip(self, *_: Any) -> str:
            raise ValueError(PERSONAL["identity card number"])

    def observe(_self: Workbooks, unit: Any) -> Observation:
        if unit.code == "643":
            raise LookupError(PERSONAL["phone"]) from KeyError(PERSONAL["member name"])
        cells = Sheet((Tab("Trang tính1", (tuple(HEADING), (1, Slippery("CĐCS"), 24, 22, 20, ""))),))
        return Observation(unit.code, moment("28/8 23:55"), Outcome.READ, unit.code, sheet=cells)

    monkeypatch.setattr(Workbooks, "observe", observe)
    state = collecting()
    assert "LookupError" in state.message
    hear_database(evidence, desk)


def test_a_database_that_refuses_a_row_is_not_quoted(
    collecting: Callable[..., Any], evidence: Evidence, desk: Desk, database: Database
) -> None:
    """Postgres quotes the whole row that breaks a constraint."""
    with database.begin(None) as connection:
        connection.execute(sa.text("ALTER TABLE core.submission ADD CHECK (installed <> 20)"))
        connection.execute(sa.text("ALTER TABLE core.finding ADD CHECK (raw_value IS NULL)"))
    state = collecting()
    assert "IntegrityError" in state.message or "CheckViolation" in state.message
    hear_database(evidence, desk)


def test_a_flow_that_breaks_outside_its_units_says_where_and_not_with_what(
    collecting: Callable[..., Any], evidence: Evidence, desk: Desk, database: Database
) -> None:
    with database.begin(None) as connection:
        connection.execute(
            sa.text(
                "ALTER TABLE raw.collection_run ADD CHECK (outcome <> 'failed'), "
                f"ALTER COLUMN source SET DEFAULT '{PERSONAL['phone']}'"
            )
        )
        connection.execute(
            sa.text(
                "CREATE FUNCTION raw.quote() RETURNS trigger LANGUAGE plpgsql AS "
                f"$$ BEGIN NEW.source := '{PERSONAL['phone']}'; RETURN NEW; END $$"
            )
        )
        connection.execute(
            sa.text(
                "CREATE TRIGGER quoting BEFORE UPDATE ON raw.collection_run "
                "FOR EACH ROW EXECUTE FUNCTION raw.quote()"
            )
        )
    assert collecting().is_failed()


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
    for name in ("campaign.toml", "roster.csv"):
        text = (settings.campaigns / "bluezone-2020" / name).read_text(encoding="utf-8")
        if name == "roster.csv":
            heading, *lines = text.strip().splitlines()
            text = "\n".join([f"{heading},email", *(f"{line},don-vi@congdoan.test" for line in lines)]) + "\n"
        (own / name).write_text(text, encoding="utf-8")
    return replace(settings, campaigns=own.parent)


def test_the_commands_say_no_secret_and_nothing_of_the_sheets(
    run: Callable[..., int], evidence: Evidence, desk: Desk, folder: Path, database: Database
) -> None:
    source = ("--source", str(folder))
    assert run("migrate") == 0
    assert run("collect", *source, "--observed-at", AT, *(f"--unit={unit}" for unit in UNITS)) == 1
    assert run("collect", *source, "--json", "--unit", "650") == 0
    assert run("standings", "--json") == 0
    run("doctor", "--source", "google")
    with database.begin(None) as connection:
        connection.execute(sa.text("ALTER TABLE core.submission ADD CHECK (installed <> 20) NOT VALID"))
        connection.execute(sa.text("ALTER TABLE core.finding ADD CHECK (raw_value IS NULL) NOT VALID"))
    assert run("rebuild") == 1, "a defect is told by its kind and place"
    hear_database(evidence, desk)


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


TUNING = {"PREFECT_FLOWS_HEARTBEAT_FREQUENCY", "PREFECT_CLIENT_MAX_RETRIES", "PREFECT_LOGGING_EXTRA_LOGGERS"}


def test_what_was_planted_would_be_found() -> None:
    """The search itself: each planted text is found, plainly, quoted for a URL, escaped, or in base64."""
    evidence = Evidence()
    for what, text in {**SECRETS, **PERSONAL}.items():
        evidence.hear(what, f"x{text}y")
        evidence.catch(what, ValueError(text))
    found = evidence.leaks()
    assert all(any(leak.startswith(what) for leak in found) for what in {**SECRETS, **PERSONAL})

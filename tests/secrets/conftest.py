"""Secrets and people's data planted in a campaign, and everything the pipeline says of it heard."""

from __future__ import annotations

import io
import json
import logging
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import sqlalchemy as sa
from prefect.logging.handlers import APILogHandler

import flows.collect
import flows.remind
from flows.collect import collect
from flows.settings import Settings
from tests.given import children, own_prefect
from tests.given.desk import HEADING, Desk
from tests.given.evidence import PERSONAL, SECRETS, Evidence, planted_environment
from tests.given.serving import free_port
from tests.google import plugin
from tests.google.plugin import Google

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

    began = datetime.now(UTC).isoformat()
    yield collecting
    hear_prefect(evidence, began)
    assert str(folder) in evidence.heard("Prefect's flow_runs"), "the server was asked about these very runs"
    assert "Kết thúc: " in evidence.heard("Prefect's logs")


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
        page = own_prefect.ask("POST", f"/{kind}/filter", json=asked)
        evidence.hear(f"Prefect's {kind}", json.dumps(page, ensure_ascii=False))
        if not page:
            break
        found += page
    return found


def hear_states(evidence: Evidence, kind: str, runs: list[dict[str, Any]]) -> None:
    one = kind.removesuffix("s")
    for run in runs:
        states = own_prefect.ask("GET", f"/{one}_states/", params={f"{one}_id": run["id"]})
        evidence.hear(f"Prefect's states of {kind}", json.dumps(states, ensure_ascii=False))


def hear_database(evidence: Evidence, desk: Desk) -> None:
    """What analysts see of runs and reminders, and what the pipeline notes about its own looks."""
    for table in ("raw.collection_run", "report.collection_run", "report.reminder", "core.reminder"):
        evidence.hear(table, desk.query(f"SELECT * FROM {table}"))
    evidence.hear("raw.observation.detail", desk.query("SELECT detail, origin FROM raw.observation"))

"""The fixture `google`: a Google of our own that tests fill with sheets, break and question.

Import `google` and `google_identity` into a conftest, or name this module in the root's `pytest_plugins`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import trustme
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from tests.google.answering import Answering
from tests.google.books import SPREADSHEET, ServedFile, ServedTab
from tests.google.faults import Fault
from tests.google.server import Call, GoogleServer

EMAIL = "bluezone@lien-doan.iam.gserviceaccount.com"
FOLDER_ID = "thu-muc-bluezone"


Tabs = Sequence[ServedTab] | Sequence[Sequence[object]]
"""Tabs, or the plain rows of one tab."""


@dataclass(frozen=True)
class Identity:
    """What is slow to make and the same for all tests: a certificate authority and the account's key."""

    authority: trustme.CA
    private_key: rsa.RSAPrivateKey

    def key_file(self) -> dict[str, str]:
        pem = self.private_key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        return {
            "type": "service_account",
            "project_id": "lien-doan",
            "private_key_id": "0123456789abcdef",
            "private_key": pem.decode(),
            "client_email": EMAIL,
            "client_id": "100000000000000000001",
            "token_uri": "https://oauth2.googleapis.com/token",
        }


class Google:
    """What a test does to Google, and what it sees of what was asked."""

    folder = FOLDER_ID
    email = EMAIL

    def __init__(self, server: GoogleServer, credentials: Path, environment: dict[str, str]) -> None:
        self._server = server
        self._answering = server.answering
        self.credentials = credentials
        self.environment = environment
        """HTTPS_PROXY, REQUESTS_CA_BUNDLE and GOOGLE_APPLICATION_CREDENTIALS, for a subprocess."""

    def add_sheet(self, key: str, name: str, tabs: Tabs, **about: Any) -> ServedFile:
        """A spreadsheet in the campaign's folder (`folder=None`: elsewhere). Plain rows are its one tab."""
        file = ServedFile(key, name, about.pop("folder", self.folder), SPREADSHEET, _tabs(tabs), **about)
        self._answering.files[key] = file
        return file

    def add_file(self, key: str, name: str, mime_type: str, **about: Any) -> ServedFile:
        """A file of another kind, in the campaign's folder."""
        file = ServedFile(key, name, about.pop("folder", self.folder), mime_type, **about)
        self._answering.files[key] = file
        return file

    def edit(self, key: str, tabs: Tabs | None = None, at: datetime | None = None) -> None:
        """Somebody edits the sheet: its version and modification time move on."""
        file = self._answering.files[key]
        if tabs is not None:
            file.tabs = _tabs(tabs)
        file.version += 1
        file.modified_at = at or datetime.now(UTC)

    def rename(self, key: str, name: str) -> None:
        self._answering.files[key].name = name
        self._answering.files[key].version += 1

    def rename_tab(self, key: str, index: int, title: str) -> None:
        self._answering.files[key].tabs[index].title = title
        self.edit(key)

    def unshare(self, key: str) -> None:
        """The account loses access to a sheet, or to the folder."""
        if key in self._answering.folders:
            self._answering.folders[key] = False
        else:
            self._answering.files[key].is_shared = False

    def delete(self, key: str) -> None:
        del self._answering.files[key]

    def trash(self, key: str) -> None:
        self._answering.files[key].is_trashed = True

    def move_out(self, key: str) -> None:
        self._answering.files[key].folder = None

    def fail(self, fault: Fault, *, service: str = "sheets", key: str = "", times: int = 1) -> None:
        """The next `times` requests to a service (sheets, drive, token), of a path with `key`, go wrong."""
        self._answering.plan(fault, service=service, key=key, times=times)

    def limit(self, reads: int | None, seconds: float, writes: int | None = None) -> None:
        """Count reads of Sheets, and writes apart, and answer 429 beyond so many in any window."""
        answering = self._answering
        answering.reads_per_window, answering.writes_per_window = reads, writes
        answering.window_seconds = seconds

    def tell_time(self, clock: Callable[[], datetime]) -> None:
        """What a write moves a file's modification time to."""
        self._answering.clock = clock

    def written(self, key: str) -> list[dict[str, Any]]:
        """The batchUpdates carried out on a spreadsheet."""
        return [body for written, body in self._answering.written if written == key]

    def file(self, key: str) -> ServedFile:
        return self._answering.files[key]

    def page_size(self, size: int) -> None:
        """List fewer files a page than asked for, as Drive may."""
        self._answering.page_size = size

    def forget_tokens(self) -> None:
        self._answering.forget_tokens()

    def revoke_key_after(self, reads: int) -> None:
        """The key is deleted in the console in mid-run."""
        self._answering.reads_until_revoked = reads

    def restore_key(self) -> None:
        """The account is good again."""
        self._answering.is_key_revoked, self._answering.reads_until_revoked = False, None

    def revoke_key(self) -> None:
        """The key is deleted in the console: no token is good any more, none is given."""
        self._answering.forget_tokens()
        self._answering.is_key_revoked = True

    def calls(self, service: str | None = None) -> list[Call]:
        """Requests since the last `forget_calls`, of one service (also "elsewhere") or of all."""
        return [call for call in self._server.calls if service in (None, call.service)]

    def counts(self) -> dict[str, int]:
        """How many requests each service got, the tokens apart."""
        return {service: len(self.calls(service)) for service in ("drive", "sheets", "elsewhere")}

    def scopes(self) -> set[str]:
        """Every scope a token was given for."""
        return self._answering.scopes

    def forget_calls(self) -> None:
        self._server.calls.clear()


def _tabs(tabs: Tabs) -> list[ServedTab]:
    served = [tab for tab in tabs if isinstance(tab, ServedTab)]
    if served:
        return served
    return [ServedTab("Trang tính1", [row for row in tabs if not isinstance(row, ServedTab)])]


def new_identity() -> Identity:
    """A certificate authority and a service account's key, a short one: every client that loads it checks it anew."""
    return Identity(trustme.CA(), rsa.generate_private_key(public_exponent=65537, key_size=1024))


@contextmanager
def running(identity: Identity, folder: Path) -> Iterator[Google]:
    """A running Google with an empty Drive folder; its key and certificate are written to a folder."""
    answering = Answering(EMAIL, identity.private_key.public_key(), folders={FOLDER_ID: True})
    credentials, bundle = folder / "service_account.json", folder / "authority.pem"
    credentials.write_text(json.dumps(identity.key_file()), encoding="utf-8")
    identity.authority.cert_pem.write_to_path(str(bundle))
    with GoogleServer(identity.authority, answering).running() as server:
        environment = {
            "HTTPS_PROXY": server.url,
            "REQUESTS_CA_BUNDLE": str(bundle),
            "GOOGLE_APPLICATION_CREDENTIALS": str(credentials),
            "NO_PROXY": "",
        }
        yield Google(server, credentials, environment)


@pytest.fixture(scope="session")
def google_identity() -> Identity:
    """Made once, since it is slow to make."""
    return new_identity()


@pytest.fixture
def google_other_key(google_identity: Identity, tmp_path: Path) -> Path:
    """A key file of the same account whose key Google does not know."""
    other = replace(google_identity, private_key=new_identity().private_key)
    path = tmp_path / "other_account.json"
    path.write_text(json.dumps(other.key_file()), encoding="utf-8")
    return path


@pytest.fixture
def google(google_identity: Identity, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Google]:
    """A running Google; this process is already told how to reach it."""
    with running(google_identity, tmp_path) as google:
        for name, value in google.environment.items():
            monkeypatch.setenv(name, value)
        for name in ("https_proxy", "no_proxy"):
            monkeypatch.delenv(name, raising=False)
        yield google

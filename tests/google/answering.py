"""What our Google answers to each request: who may ask, what is there, what was told to go wrong."""

from __future__ import annotations

import base64
import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, unquote

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from tests.google import faults, masks, writing
from tests.google.books import SPREADSHEET, ServedFile
from tests.google.faults import Fault

TOKEN_URL = "https://oauth2.googleapis.com/token"
SCOPE = "https://www.googleapis.com/auth/"
MAY_READ = {
    "sheets": {SCOPE + "spreadsheets.readonly", SCOPE + "spreadsheets"},
    "drive": {SCOPE + "drive.metadata.readonly", SCOPE + "drive.readonly", SCOPE + "drive"},
}
MAY_WRITE = {SCOPE + "spreadsheets"}
OFFICE_KINDS = ("application/vnd.openxmlformats", "application/vnd.ms-excel")

Query = dict[str, list[str]]


@dataclass
class _Planned:
    fault: Fault
    service: str
    key: str
    times: int


@dataclass
class Answering:
    """Thread-safe: the server asks it from one thread a connection."""

    email: str
    public_key: RSAPublicKey
    files: dict[str, ServedFile] = field(default_factory=dict)
    folders: dict[str, bool] = field(default_factory=dict)
    """Folder ids, and whether the folder is shared with the account."""
    is_key_revoked: bool = False
    reads_until_revoked: int | None = None
    reads_per_window: int | None = None
    writes_per_window: int | None = None
    window_seconds: float = 60.0
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    """When a write moves a file's modification time to."""
    page_size: int = 1000
    scopes: set[str] = field(default_factory=set)
    """Every scope a token was given for."""
    _tokens: dict[str, set[str]] = field(default_factory=dict)
    _planned: list[_Planned] = field(default_factory=list)
    written: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    """Every batchUpdate that was carried out: the spreadsheet's id and the body."""
    _starts: dict[str, list[float]] = field(default_factory=dict)
    _lock: threading.RLock = field(default_factory=threading.RLock)

    def plan(self, fault: Fault, *, service: str, key: str = "", times: int = 1) -> None:
        with self._lock:
            self._planned.append(_Planned(fault, service, key, times))

    def fault(self, service: str, path: str, method: str = "GET") -> Fault | None:
        """The fault planned for this request, used up by it; else the quota's, when it counts."""
        with self._lock:
            for planned in self._planned:
                if planned.service == service and planned.key in path and planned.times:
                    planned.times -= 1
                    return planned.fault
            kind = "Read" if method == "GET" else "Write"
            limit = self.reads_per_window if kind == "Read" else self.writes_per_window
            if service == "sheets" and limit is not None:
                now = time.monotonic()
                starts = [at for at in self._starts.get(kind, []) if at > now - self.window_seconds]
                self._starts[kind] = starts
                if len(starts) >= limit:
                    return faults.quota(kind=kind)
                starts.append(now)
        return None

    def _count_down(self) -> None:
        """One more read, after the last of which the key is revoked."""
        if self.reads_until_revoked is not None:
            self.reads_until_revoked -= 1
            if self.reads_until_revoked < 0:
                self._tokens.clear()
                self.is_key_revoked = True

    def forget_tokens(self) -> None:
        """Every token given so far is refused from now on."""
        with self._lock:
            self._tokens.clear()

    def answer(
        self, service: str, url: tuple[str, Query], *, method: str, body: bytes, authorization: str
    ) -> Fault:
        path, query = url
        with self._lock:
            if service == "token":
                return self._token(body)
            if service == "sheets":
                self._count_down()
            scopes = self._tokens.get(authorization.removeprefix("Bearer "))
            if scopes is None:
                return faults.UNAUTHENTICATED
            may = MAY_READ[service] if method == "GET" else MAY_WRITE if service == "sheets" else set()
            if not scopes & may:
                return faults.error(
                    403, "Request had insufficient authentication scopes.", "PERMISSION_DENIED"
                )
            if method != "GET":
                return self._write(path, body)
            return self._drive(path, query) if service == "drive" else self._sheets(path, query)

    def _token(self, body: bytes) -> Fault:
        """Verify the assertion as Google does (RFC 7523): signed by the account's key, about now."""
        form = parse_qs(body.decode())
        header, payload, signature = form["assertion"][0].split(".")
        try:
            signed = f"{header}.{payload}".encode()
            self.public_key.verify(_bytes(signature), signed, padding.PKCS1v15(), hashes.SHA256())
        except InvalidSignature:
            return faults.token_refused()
        claims = json.loads(_bytes(payload))
        if self.is_key_revoked:
            return faults.token_refused()
        if claims["iss"] != self.email or claims["aud"] != TOKEN_URL:
            return faults.token_refused("Invalid grant: account not found")
        if not claims["iat"] - 300 < time.time() < claims["exp"] <= claims["iat"] + 3600:
            return faults.token_refused(
                "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. "
                "Check your iat and exp values in the JWT claim."
            )
        token = f"ya29.test-{len(self._tokens)}-{time.monotonic_ns()}"
        self._tokens[token] = set(claims["scope"].split())
        self.scopes |= self._tokens[token]
        return _ok({"access_token": token, "expires_in": 3599, "token_type": "Bearer"})

    def _drive(self, path: str, query: Query) -> Fault:
        key = path.removeprefix("/drive/v3/files").strip("/")
        fields = query.get("fields", [None])[0]
        if key:
            return self._file(key, fields)
        terms = [term.strip() for term in query.get("q", ["trashed=false"])[0].split(" and ")]
        found = list(self.files.values())
        for term in terms:
            if term.endswith("in parents"):
                folder = term.split("'")[1]
                if not self.folders.get(folder):
                    return faults.drive_error(404, "File not found: .", "notFound")
                found = [file for file in found if file.folder == folder]
            elif term.startswith("mimeType="):
                found = [file for file in found if file.mime_type == term.partition("=")[2].strip("'\"")]
            elif term == "trashed=false":
                found = [file for file in found if not file.is_trashed]
            else:
                return faults.drive_error(400, "Invalid Value", "invalid")
        return self._page([file for file in found if file.is_shared], query, fields)

    def _page(self, found: list[ServedFile], query: Query, fields: str | None) -> Fault:
        start = int(query.get("pageToken", ["0"])[0])
        size = min(int(query.get("pageSize", ["100"])[0]), self.page_size)
        page: dict[str, Any] = {"kind": "drive#fileList", "incompleteSearch": False}
        page["files"] = [file.to_drive() for file in found[start : start + size]]
        if start + size < len(found):
            page["nextPageToken"] = str(start + size)
        return _ok(masks.keep(page, fields))

    def _file(self, key: str, fields: str | None) -> Fault:
        file = self.files.get(key)
        if self.folders.get(key):
            return _ok(masks.keep({"id": key, "name": "Bluezone", "mimeType": "folder"}, fields))
        if file is None or not file.is_shared:
            return faults.drive_error(404, f"File not found: {key}.", "notFound")
        return _ok(masks.keep(file.to_drive(), fields))

    def _write(self, path: str, body: bytes) -> Fault:
        key, _, verb = unquote(path).removeprefix("/v4/spreadsheets/").partition(":")
        file = self.files.get(key)
        if file is None or verb != "batchUpdate":
            return faults.NOT_FOUND
        if not file.is_shared or not file.is_editable:
            return faults.NOT_SHARED
        answer = writing.batch_update(file, json.loads(body), self.clock())
        if answer.status == 200:
            self.written.append((key, json.loads(body)))
        return answer

    def _sheets(self, path: str, query: Query) -> Fault:
        key, _, rest = unquote(path).removeprefix("/v4/spreadsheets/").partition("/")
        file = self.files.get(key)
        if file is None:
            return faults.NOT_FOUND
        if not file.is_shared:
            return faults.NOT_SHARED
        if file.mime_type.startswith(OFFICE_KINDS):
            return faults.OFFICE_FILE
        if file.mime_type != SPREADSHEET:
            return faults.error(400, "Request contains an invalid argument.", "INVALID_ARGUMENT")
        if rest == "values:batchGet":
            return _values(file, query.get("ranges", []))
        fields = query.get("fields", [None])[0]
        with_grid = masks.names(fields, "sheets.data") or query.get("includeGridData") == ["true"]
        return _ok(masks.keep(file.to_spreadsheet(with_grid=with_grid), fields))


def _values(file: ServedFile, ranges: list[str]) -> Fault:
    """values:batchGet of whole tabs by quoted title; one range that means nothing fails all."""
    tabs = {"'" + tab.title.replace("'", "''") + "'": tab for tab in file.tabs}
    parts = []
    for wanted in ranges:
        tab = tabs.get(wanted)
        if tab is None:
            return faults.error(400, f"Unable to parse range: {wanted}", "INVALID_ARGUMENT")
        values = tab.values()
        part: dict[str, Any] = {"range": tab.range(), "majorDimension": "ROWS"}
        parts.append({**part, "values": values} if values else part)
    return _ok({"spreadsheetId": file.id, "valueRanges": parts})


def _ok(value: Any) -> Fault:
    return Fault(200, json.dumps(value, ensure_ascii=False))


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))

"""Google Sheets as a source. Beside `client` the only file that knows gspread and google.auth.

Arrives: a service account's key, and the questions of `looks`.
Leaves:  the JSON Google answers, or one of `flows.errors`.
Not here: what is asked and why (`looks`), what a refusal means (`failures`), how long to wait
         (`retrying`, `flows.store.pacing`).

Nothing is written to Google, and no scope to write is asked for.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, ClassVar

from google.auth.exceptions import GoogleAuthError, RefreshError
from gspread.http_client import HTTPClient, ParamsType
from gspread.urls import DRIVE_FILES_API_V3_URL
from requests import RequestException

from flows.errors import ConfigurationError, CredentialsRefused, SheetUnreadable
from flows.steps.pull.google.answers import OUTLINE_FIELDS, ranges
from flows.steps.pull.google.client import RefusedError, client_of, credentials_of
from flows.steps.pull.google.failures import Subject, failure, token_failure, unreachable
from flows.steps.pull.google.files import FILE_FIELDS, LIST_FIELDS
from flows.steps.pull.google.looks import GoogleLooks, Json
from flows.steps.pull.google.retrying import Patience, TransientError
from schemas.observation import LastRead
from schemas.roster import Roster

SCOPES = (
    "https://www.googleapis.com/auth/spreadsheets.readonly",
    "https://www.googleapis.com/auth/drive.metadata.readonly",
)
TIMEOUTS = (10.0, 190.0)
"""Seconds to connect, and to wait for what Google answers within 180. gspread itself waits for ever."""
PAGE_SIZE = 1000
ALL_DRIVES = {"supportsAllDrives": "true", "includeItemsFromAllDrives": "true"}
DRIVE, SHEETS = "Google Drive API", "Google Sheets API"
INCOMPLETE = "câu trả lời không đầy đủ"


class GoogleSheets(GoogleLooks):
    """`flows.steps.pull.Source` for a campaign whose units fill Google Sheets."""

    def __init__(
        self,
        *,
        roster: Roster,
        folder: str,
        credentials_path: Path,
        known: Mapping[str, LastRead],
        clock: Callable[[], datetime],
        pace: Callable[[], None],
        patience: Patience | None = None,
        timeouts: tuple[float, float] = TIMEOUTS,
    ) -> None:
        """Lists at once. Raises ConfigurationError, KeyUnusable among them, when nothing can be asked."""
        google = ServiceAccount(credentials_path, pace, patience, timeouts)
        super().__init__(google, roster=roster, folder=folder, known=known, clock=clock)


class ServiceAccount:
    """Asks Drive and Sheets as one account: paced, patiently, a client a thread (gspread's serves one).

    Reads of Sheets alone are paced; Drive counts apart and allows 200 times as many.
    """

    scopes: ClassVar[tuple[str, ...]] = SCOPES

    def __init__(
        self,
        credentials_path: Path,
        pace: Callable[[], None],
        patience: Patience | None = None,
        timeouts: tuple[float, float] = TIMEOUTS,
    ) -> None:
        self._credentials = credentials_of(credentials_path, self.scopes)
        self._pace = pace
        self._patience = patience or Patience()
        self._timeouts = timeouts
        self._refusal: str | None = None
        """Why Google gives this account no token any more; whoever asks next is told without asking it again."""
        self._of_thread = threading.local()

    @property
    def account(self) -> str:
        return str(self._credentials.service_account_email)

    def pages(self, query: str, what: str) -> Iterator[Sequence[Json]]:
        """The files that answer a Drive query, up to 1,000 at a time."""
        token = ""
        while True:
            params: ParamsType = {"q": query, "pageSize": PAGE_SIZE, "fields": LIST_FIELDS, **ALL_DRIVES}
            if token:
                params["pageToken"] = token
            page = self._drive(DRIVE_FILES_API_V3_URL, params, what, "files")
            yield page["files"]
            token = page.get("nextPageToken", "")
            if not token:
                return

    def file(self, key: str, what: str) -> Json:
        """One file as Drive describes it, or a folder."""
        params: ParamsType = {"fields": FILE_FIELDS, "supportsAllDrives": "true"}
        return self._drive(f"{DRIVE_FILES_API_V3_URL}/{key}", params, what, "id")

    def spreadsheet(self, key: str, fields: str, what: str) -> Json:
        """The fields of a spreadsheet that a mask names, in one read."""
        expected = "sheets" if "sheets" in fields else "spreadsheetId"
        return self._sheets(
            lambda client: client.spreadsheets_get(key, _params(fields=fields)), what, expected
        )

    def large_spreadsheet(self, key: str, what: str) -> tuple[Json, Json]:
        """Outline and values; again when a tab was renamed between the two, which Google answers by 400."""
        try:
            return self._outline_and_values(key, what)
        except SheetUnreadable:
            return self._outline_and_values(key, what)

    def _outline_and_values(self, key: str, what: str) -> tuple[Json, Json]:
        outline = self.spreadsheet(key, OUTLINE_FIELDS, what)
        tabs = ranges(outline)
        if not tabs:
            return outline, {}
        # a dict of its own for each call: gspread writes the ranges into it
        params = _params(valueRenderOption="UNFORMATTED_VALUE", dateTimeRenderOption="SERIAL_NUMBER")
        values = self._sheets(
            lambda client: client.values_batch_get(key, tabs, dict(params)), what, "valueRanges"
        )
        if len(values["valueRanges"]) != len(tabs):
            raise unreachable(Subject(what, SHEETS, self.account), INCOMPLETE)
        return outline, values

    def _drive(self, url: str, params: ParamsType, what: str, expected: str) -> Json:
        subject = Subject(what, DRIVE, self.account)
        return self._patience.ask(
            lambda: self._once(
                lambda client: client.request("get", url, dict(params)).json(), subject, expected
            )
        )

    def _sheets(self, question: Callable[[HTTPClient], Any], what: str, expected: str) -> Json:
        subject = Subject(what, SHEETS, self.account)

        def paced() -> Json:
            self._pace()
            return self._once(question, subject, expected)

        return self._patience.ask(paced)

    def _once(self, question: Callable[[HTTPClient], Any], subject: Subject, expected: str) -> Json:
        """Ask once. Causes are cut off: they hold bodies, which hold cells."""
        if self._refusal is not None:
            raise CredentialsRefused(self._refusal)
        try:
            body = question(self._client())
        except RefusedError as refused:
            raise failure(refused.refusal, subject) from None
        except RefreshError as error:
            message = str(error.args[0]) if error.args else ""
            failed = token_failure(message, subject, may_heal=error.retryable)
            if isinstance(failed, CredentialsRefused):
                self._refusal = str(failed)
            raise failed from None
        except (GoogleAuthError, RequestException, ConnectionError, TimeoutError, ValueError) as error:
            raise TransientError(unreachable(subject, type(error).__name__)) from None
        except OSError as error:
            # requests raises a bare OSError when REQUESTS_CA_BUNDLE names no file
            raise ConfigurationError(
                f"Tệp chứng chỉ mà REQUESTS_CA_BUNDLE chỉ tới không dùng được: {error}."
            ) from None
        if not isinstance(body, dict) or expected not in body:
            raise TransientError(unreachable(subject, INCOMPLETE))
        return body

    def _client(self) -> HTTPClient:
        client = getattr(self._of_thread, "client", None)
        if not isinstance(client, HTTPClient):
            client = self._of_thread.client = client_of(self._credentials, self._timeouts)
        return client


def _params(**params: str) -> ParamsType:
    return {"prettyPrint": "false", **params}

"""One HTTP request to Google as a service account: its key, its token, one try, no waiting.

Arrives: the file of a key.
Leaves:  credentials, and a client of gspread for one thread; `RefusedError` for an answer that is no success.
Not here: what is asked (`sheets`), how often (`retrying`), what a refusal means (`failures`).

google.auth declares itself typed and is not, hence the ignored untyped calls.
requests honours HTTPS_PROXY, NO_PROXY and REQUESTS_CA_BUNDLE, for the token as for the sheets.
"""

from __future__ import annotations

import json
import threading
from collections.abc import MutableMapping, Sequence
from pathlib import Path
from typing import Any

import gspread
from google.auth.exceptions import GoogleAuthError, RefreshError
from google.auth.transport import Request
from google.auth.transport.requests import AuthorizedSession
from google.oauth2 import service_account
from gspread.http_client import HTTPClient, ParamsType
from requests import Response

from flows.errors import KeyUnusable
from flows.steps.pull.google.failures import Refusal


class RefusedError(Exception):
    """An HTTP answer that is no success, before it is known what that means."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.status)
        self.refusal = refusal


class OneTry(HTTPClient):
    """gspread's client without its APIError, which raises TypeError itself where an error is a bare text."""

    def request(self, method: str, endpoint: str, params: ParamsType | None = None, **rest: Any) -> Response:  # type: ignore[override]
        response = self.session.request(method, endpoint, params=params, timeout=self.timeout, **rest)
        if not response.ok:
            raise RefusedError(
                Refusal(response.status_code, response.text, response.headers.get("Retry-After"))
            )
        return response


class Credentials(service_account.Credentials):
    """One token for all threads, asked for once, and nothing else asked of Google.

    google-auth 2.62 otherwise looks up "regional access boundaries" in a thread of its own, a call to another
    host that no scope of ours allows.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[no-untyped-call]
        self._one_at_a_time = threading.Lock()

    def before_request(
        self,
        request: Request,
        method: str,  # noqa: ARG002  google.auth passes it by position
        url: str,  # noqa: ARG002
        headers: MutableMapping[str, str],
    ) -> None:
        """Give the request a token that is valid, the one all threads share."""
        with self._one_at_a_time:
            if not self.valid:
                self.refresh(request)
        self.apply(headers)  # type: ignore[no-untyped-call]

    def refresh(self, request: Request) -> None:
        """Ask for a token. Raises RefreshError, also where google.auth forgets to."""
        try:
            super().refresh(request)  # type: ignore[no-untyped-call]
        except TypeError:
            # a success whose body is no JSON object, such as a proxy's page, which google-auth takes for one
            raise RefreshError("no JSON object", retryable=True) from None  # type: ignore[no-untyped-call]


def credentials_of(path: Path, scopes: Sequence[str]) -> Credentials:
    """The service account of a key file. Raises KeyUnusable naming the file, never what is in it."""
    no_key = KeyUnusable(
        f"{path} không phải khóa JSON của một tài khoản dịch vụ: tải lại khóa từ Google Cloud Console và đặt "
        "GOOGLE_APPLICATION_CREDENTIALS trỏ vào tệp đó."
    )
    try:
        info = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise KeyUnusable(
            f"Không đọc được tệp khóa {path} ({error.strerror}): hãy đặt GOOGLE_APPLICATION_CREDENTIALS trỏ vào "
            "tệp khóa mà tài khoản chạy chương trình đọc được."
        ) from None
    except ValueError:
        raise no_key from None
    if not isinstance(info, dict):
        raise no_key
    try:
        return Credentials.from_service_account_info(info, scopes=scopes)  # type: ignore[no-any-return, no-untyped-call]
    except (ValueError, GoogleAuthError):
        raise no_key from None


def client_of(credentials: Credentials, timeouts: tuple[float, float]) -> HTTPClient:
    """A client for one thread: gspread's serves no more."""
    session = AuthorizedSession(credentials, max_refresh_attempts=1)  # type: ignore[no-untyped-call]
    client = gspread.Client(credentials, session, OneTry).http_client
    client.set_timeout(timeouts)
    return client

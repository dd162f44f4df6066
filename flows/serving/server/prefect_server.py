"""The Prefect server as our commands speak to it: its failures become ours, each saying what to do.

Arrives: the environment that `flows.serving.server.local_prefect` filled.
Leaves:  a client, while the block runs; which deployments are ours and which runs are meant, as Prefect wants it said.
Not here: what is asked of the server.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import prefect
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.filters import (
    DeploymentFilter,
    DeploymentFilterTags,
    FlowRunFilter,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import StateType
from prefect.events.clients import PrefectEventsClient
from prefect.events.worker import EventsWorker
from prefect.settings import PREFECT_API_REQUEST_TIMEOUT, PREFECT_CLIENT_MAX_RETRIES, temporary_settings

from flows.errors import ConfigurationError, PrefectUnavailable

OURS = DeploymentFilter(tags=DeploymentFilterTags(all_=["bluezone"]))
"""Every deployment of `prefect.yaml` bears the tag."""
REFUSED = (401, 403)
AT_ONCE = 2
"""Attempts to send an event; from the next on Prefect waits a second before each."""
LONGEST_GREETING = 10.0
"""Seconds. A server that is there answers its version at once; Prefect itself would ask for many minutes."""


def greet() -> None:
    """Ask the server who it is, once and briefly. Raises PrefectUnavailable when it is not one of our release's kind."""
    briefly = {PREFECT_CLIENT_MAX_RETRIES: 0, PREFECT_API_REQUEST_TIMEOUT: LONGEST_GREETING}
    with temporary_settings(briefly), prefect_client() as client:
        refused = client.api_healthcheck()
        if refused is not None:
            raise refused
        if client.server_type.value != "cloud":
            _require_version(client)


def _require_version(client: SyncPrefectClient) -> None:
    try:
        found = str(client.api_version())
    except (httpx.HTTPStatusError, ValueError) as error:
        if isinstance(error, httpx.HTTPStatusError) and error.response.status_code in REFUSED:
            raise
        raise _no_prefect(client) from error
    if found.partition(".")[0] != prefect.__version__.partition(".")[0]:
        raise PrefectUnavailable(
            f"Máy chủ Prefect {_shown(client)} là bản {found}, chương trình này cần bản cùng số đầu với "
            f"{prefect.__version__}; hãy nâng cấp máy chủ, hoặc đặt PREFECT_API_URL tới máy chủ khác."
        )


def wait_for_no_event() -> None:
    """Events of this process that a server does not take are dropped at once, where Prefect waits for each as it ends."""
    EventsWorker.set_client_override(PrefectEventsClient, reconnection_attempts=AT_ONCE)
    # whoever sits here need not read of each; the answer of the command tells that a server left
    for name in ("prefect.events.clients", "EventsWorker", "prefect.flow_runs"):
        logging.getLogger(name).addFilter(_is_of_a_run)


def _is_of_a_run(record: logging.LogRecord) -> bool:
    """Whether a line says more than that the server is not reached."""
    if record.name != "prefect.flow_runs":
        return False
    return not (record.exc_info and isinstance(record.exc_info[1], httpx.TransportError))


@contextmanager
def prefect_client() -> Iterator[SyncPrefectClient]:
    """A client of the server. Raises PrefectUnavailable when it cannot be reached or refuses us."""
    try:
        made = get_client(sync_client=True)
    except OSError as error:
        # the authorities are read when a client is made
        raise ConfigurationError(
            f"Tệp chứng chỉ mà SSL_CERT_FILE chỉ tới không dùng được ({type(error).__name__}); hãy sửa hoặc bỏ biến này."
        ) from None
    with made as client, told_as_ours(client):
        yield client


def in_states(*states: StateType) -> FlowRunFilter:
    """Of the runs those in one of these states."""
    return FlowRunFilter(state=FlowRunFilterState(type=FlowRunFilterStateType(any_=list(states))))


@contextmanager
def told_as_ours(client: SyncPrefectClient) -> Iterator[None]:
    """Whatever keeps us from the server goes on as PrefectUnavailable."""
    try:
        yield
    except httpx.HTTPStatusError as error:
        status = error.response.status_code
        if status == httpx.codes.NOT_FOUND and error.request.url.path.endswith("/health"):
            raise _no_prefect(client) from error
        if status in REFUSED:
            raise PrefectUnavailable(
                "Máy chủ Prefect không nhận mật khẩu; hãy đặt PREFECT_API_AUTH_STRING như của máy chủ "
                "(máy chủ của bluezone up: cả dòng trong tệp prefect.password ở BLUEZONE_HOME)."
            ) from error
        if status == httpx.codes.BAD_REQUEST and "Invalid host header" in error.response.text:
            raise PrefectUnavailable(
                f"Máy chủ Prefect không nhận tên máy trong {_shown(client)}; hãy đặt PREFECT_UI_URL hoặc "
                "PREFECT_SERVER_CORS_ALLOWED_ORIGINS của máy chủ tới địa chỉ đó."
            ) from error
        if status < httpx.codes.INTERNAL_SERVER_ERROR:
            raise
        raise PrefectUnavailable(
            f"Máy chủ Prefect {_shown(client)} trả lời lỗi HTTP {status}; hãy xem nhật ký của máy chủ đó."
        ) from error
    except (httpx.UnsupportedProtocol, httpx.InvalidURL) as error:
        raise _no_prefect(client) from error
    except httpx.TransportError as error:
        raise PrefectUnavailable(
            f"Không tới được máy chủ Prefect {_shown(client)} ({_how(error)}): hãy bật máy chủ (bluezone up), "
            "hoặc sửa hay bỏ PREFECT_API_URL."
        ) from error


def _no_prefect(client: SyncPrefectClient) -> PrefectUnavailable:
    return PrefectUnavailable(
        f"{_shown(client)} không phải máy chủ Prefect; hãy sửa PREFECT_API_URL, dạng http://máy:4200/api."
    )


def _how(error: httpx.TransportError) -> str:
    """The kind of failure, and what TLS says of a certificate: it is the operator's to renew or to trust."""
    text = str(error)
    if "CERTIFICATE_VERIFY_FAILED" in text:
        why = text.partition("certificate verify failed: ")[2].partition(" (_ssl")[0]
        return f"chứng chỉ TLS không được nhận: {why or type(error).__name__}"
    return "không trả lời" if isinstance(error, httpx.TimeoutException) else type(error).__name__


def _shown(client: SyncPrefectClient) -> str:
    """Its address, without a password that somebody wrote into it."""
    return str(client.api_url.copy_with(userinfo=b""))

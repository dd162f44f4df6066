"""Who may speak to the pipeline's own Prefect: whoever has its password, from its own pages, under its own names.

A browser sends what any page tells it to: a form or plain text at once, JSON after it asked. Whatever such a page of
a stranger sends changes nothing and tells it nothing.
"""

from __future__ import annotations

import base64
from typing import Any
from uuid import uuid4

import httpx
import pytest
from prefect.blocks.webhook import Webhook
from prefect.settings import PREFECT_API_URL
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Subprotocol

from tests.given.own_prefect import PASSWORD, ask

pytestmark = pytest.mark.usefixtures("prefect_server")

STRANGER = "https://evil.example"
SECRET_ADDRESS = "https://chat.congdoan.test/hook/T1-BiMat"
STREAM = [Subprotocol("prefect")]
BASIC = f"Basic {base64.b64encode(PASSWORD.encode()).decode()}"


def send(method: str, path: str, **headers: str) -> httpx.Response:
    """A request as a browser or a program sends it: the body is a flow that would be seen if it were recorded."""
    body = f'{{"name": "{path.partition("#")[2] or "x"}"}}' if method == "POST" else None
    url = f"{PREFECT_API_URL.value()}{path.partition('#')[0]}"
    return httpx.request(method, url, content=body, headers=headers, timeout=30, trust_env=False)


def flows_named(name: str) -> list[dict[str, Any]]:
    return ask("POST", "/flows/filter", json={"flows": {"name": {"any_": [name]}}})  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    "sender",
    [
        {"Content-Type": "text/plain", "Origin": STRANGER},
        {"Content-Type": "application/x-www-form-urlencoded", "Origin": STRANGER},
        {"Content-Type": "application/json", "Origin": STRANGER},
        {"Content-Type": "application/json", "Origin": "null"},
        {"Content-Type": "application/json"},
        {"Content-Type": "application/json", "Authorization": "Basic Ymx1ZXpvbmU6d3Jvbmc="},
        # the browser may have kept the password; the token it cannot know
        {"Content-Type": "application/json", "Origin": STRANGER, "Authorization": BASIC},
        {"Content-Type": "text/plain", "Authorization": BASIC},
        {
            "Content-Type": "application/json",
            "Authorization": BASIC,
            "Prefect-Csrf-Client": "x",
            "Prefect-Csrf-Token": "x",
        },
    ],
)
def test_nothing_is_recorded_for_who_lacks_the_password_or_the_token(sender: dict[str, str]) -> None:
    name = f"forged-{uuid4().hex}"
    assert send("POST", f"/flows/#{name}", **sender).status_code in {401, 403}
    assert flows_named(name) == []


def test_a_browser_that_asks_for_a_strangers_page_is_not_allowed() -> None:
    asks = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}
    refused = send("OPTIONS", "/flows/", Origin=STRANGER, **asks)
    assert refused.status_code == 400
    assert "access-control-allow-origin" not in refused.headers
    own = PREFECT_API_URL.value().removesuffix("/api")
    allowed = send("OPTIONS", "/flows/", Origin=own, **asks)
    assert allowed.headers["access-control-allow-origin"] == own
    answered = send("GET", "/csrf-token?client=x", Origin=STRANGER, Authorization=BASIC)
    assert "access-control-allow-origin" not in answered.headers, "a page cannot read a token"


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:4200", "127.0.0.1.evil.example", "", "@127.0.0.1"]
)
def test_a_name_that_is_not_ours_is_refused_even_with_the_password(host: str) -> None:
    """A page whose name was made to lead to this machine sends that name, and no foreign origin."""
    for path in ("/health", "/admin/version", "/block_documents/filter"):
        assert send("GET", path, Host=host, Authorization=BASIC).status_code == 400
    name = f"forged-{uuid4().hex}"
    assert send("POST", f"/flows/#{name}", Host=host, Authorization=BASIC).status_code == 400
    assert flows_named(name) == []


def test_our_own_names_are_known() -> None:
    for host in ("127.0.0.1:4200", "localhost", "LOCALHOST:80"):
        assert send("GET", "/admin/version", Host=host, Authorization=BASIC).status_code == 200


def test_the_secrets_of_blocks_are_told_to_nobody_without_the_password() -> None:
    Webhook(method="POST", url=SECRET_ADDRESS).save("of-the-origin", overwrite=True)
    [block] = ask("POST", "/block_documents/filter", json={"include_secrets": True})
    assert SECRET_ADDRESS in str(block), "with the password they are"
    for path in ("/block_documents/", f"/block_documents/{block['id']}", "/block_types/filter"):
        for query in ("", "?include_secrets=true"):
            answer = send("GET", f"{path}{query}", Origin=STRANGER)
            assert answer.status_code == 401
            assert SECRET_ADDRESS not in answer.text
    assert send("POST", "/block_documents/filter", **{"Content-Type": "text/plain"}).status_code == 403


@pytest.mark.parametrize("path", ["/events/out", "/logs/out", "/events/in"])
def test_what_is_streamed_goes_to_nobody_without_the_password_or_under_another_name(path: str) -> None:
    url = f"{PREFECT_API_URL.value().replace('http', 'ws', 1)}{path}"
    with pytest.raises(InvalidStatus):
        connect(url, additional_headers={"Host": "evil.example"}, subprotocols=STREAM, proxy=None)
    with (
        pytest.raises(ConnectionClosed, match="1008"),
        connect(url, subprotocols=STREAM, proxy=None) as stream,
    ):
        stream.send('{"type": "auth", "token": "wrong"}')
        stream.recv(timeout=30)


def test_the_page_itself_says_that_it_asks_for_a_password_and_a_probe_needs_none() -> None:
    server = PREFECT_API_URL.value().removesuffix("/api")
    told = httpx.get(f"{server}/ui-settings", timeout=30, trust_env=False).json()
    assert (told["auth"], told["csrf_enabled"]) == ("BASIC", True)
    assert PASSWORD not in str(told)
    assert send("GET", "/health").status_code == 200
    assert send("GET", "/version").status_code == 401


def test_a_campaigns_page_asks_for_the_same_password() -> None:
    url = f"{PREFECT_API_URL.value().removesuffix('/api')}/bluezone/bluezone-2020"
    stranger = httpx.get(url, timeout=30, trust_env=False)
    assert (stranger.status_code, stranger.headers["WWW-Authenticate"][:5]) == (401, "Basic")
    known = httpx.get(url, headers={"Authorization": BASIC}, timeout=30, trust_env=False)
    assert (known.status_code, known.text) == (404, "Chưa có trang của đợt này; hãy chạy: bluezone page")
    other = httpx.get(
        url, headers={"Authorization": BASIC, "Host": "evil.example"}, timeout=30, trust_env=False
    )
    assert other.status_code == 400

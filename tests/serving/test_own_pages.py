"""A campaign's page beside Prefect's own: for whoever has the server's password, and no other file by any address."""

from __future__ import annotations

import asyncio
from base64 import b64encode
from collections.abc import Callable
from functools import partial
from pathlib import Path

import httpx
import pytest
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from flows.desk.page.places import place_of
from flows.serving.server.own_pages import OwnPages

PASSWORD = "bluezone:mật-khẩu"
KNOWN = {"Authorization": f"Basic {b64encode(PASSWORD.encode()).decode()}"}
Headers = dict[str, str] | dict[str, bytes] | None
PAGE = "<!DOCTYPE html><title>Đợt</title>"


async def prefect(scope: Scope, receive: Receive, send: Send) -> None:
    """What stands beside: it answers for every address of its own."""
    await PlainTextResponse(f"Prefect {scope['path']}")(scope, receive, send)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    file = place_of(tmp_path, "bluezone-2020")
    file.parent.mkdir(parents=True)
    file.write_text(PAGE, "utf-8")
    (tmp_path / "index.html").write_text("not a page", "utf-8")
    (tmp_path / "prefect.password").write_text(PASSWORD, "utf-8")
    return tmp_path


def answer_of(app: ASGIApp, address: str, headers: Headers = None, method: str = "GET") -> httpx.Response:
    async def asked() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://desk") as client:
            return await client.request(method, address, headers=headers)

    return asyncio.run(asked())


@pytest.fixture
def ask(home: Path) -> Callable[..., httpx.Response]:
    return partial(answer_of, OwnPages(prefect, home, PASSWORD))


def test_whoever_has_the_password_sees_the_page_and_a_browser_may_run_nothing_on_it(
    ask: Callable[..., httpx.Response],
) -> None:
    answer = ask("/bluezone/bluezone-2020", KNOWN)
    assert (answer.status_code, answer.text) == (200, PAGE)
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "given",
    ["", "Basic", "Basic x", "Basic Ymx1ZXpvbmU6d3Jvbmc=", f"Bearer {PASSWORD.encode().hex()}", "Basic é"],
)
@pytest.mark.parametrize("address", ["/bluezone/bluezone-2020", "/bluezone/none"])
def test_without_it_a_browser_is_asked_whatever_it_wanted(
    ask: Callable[..., httpx.Response], given: str, address: str
) -> None:
    answer = ask(address, {"Authorization": given.encode("latin-1")} if given else None)
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith("Basic ")
    assert PAGE not in answer.text


@pytest.mark.parametrize("password", [None, ""])
def test_a_server_without_a_password_shows_no_page(home: Path, password: str | None) -> None:
    app = OwnPages(prefect, home, password)
    for headers in (None, KNOWN, {"Authorization": "Basic "}, {"Authorization": "Basic Og=="}):
        assert answer_of(app, "/bluezone/bluezone-2020", headers).status_code == 401


@pytest.mark.parametrize(
    "address",
    [
        "/bluezone/none",
        "/bluezone/..",
        "/bluezone/%2e%2e",
        "/bluezone/..%2f..",
        "/bluezone/bluezone-2020/../..",
        "/bluezone/BLUEZONE-2020",
        "/bluezone/bluezone-2020%00",
        "/bluezone/bluezone-2020%0a",
        "/bluezone",
        "/bluezone/",
    ],
)
def test_no_address_leads_to_another_file(ask: Callable[..., httpx.Response], address: str) -> None:
    answer = ask(address, KNOWN)
    assert answer.status_code == 404 or answer.text.startswith("Prefect ")
    assert "not a page" not in answer.text
    assert PASSWORD not in answer.text


def test_a_page_is_read_and_nothing_else(ask: Callable[..., httpx.Response]) -> None:
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        assert ask("/bluezone/bluezone-2020", KNOWN, method).status_code == 405


@pytest.mark.parametrize("address", ["/", "/api/health", "/bluezone-2020", "/bluezonex/bluezone-2020"])
def test_every_other_address_is_prefects(ask: Callable[..., httpx.Response], address: str) -> None:
    assert ask(address).text == f"Prefect {address}"

"""The pages of campaigns, shown by the server that shows Prefect's, behind the same password.

Arrives: Prefect's application, a home, the server's password.
Leaves:  the same application, which answers under `/bluezone` with what `flows.desk.page` left in the home. A page is only read: no
         request changes anything, and none leads to another file.
Not here: which names the server answers to (`application`), what a page says (`flows.desk.page`).

Prefect asks for its password where its own API is asked, and not before its pages, which hold nothing yet; a page of ours holds
everything, so it is asked for here, as a browser does by itself.
"""

from __future__ import annotations

import hmac
import re
from base64 import b64encode
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from flows.desk.page.places import place_of
from flows.serving.server.own_address import PAGES
from schemas.campaign.file import CODE

HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
ASKS = {"WWW-Authenticate": 'Basic realm="bluezone", charset="UTF-8"', "Cache-Control": "no-store"}


class OwnPages:
    """Answers for its own addresses, and hands all else on as it came: also what starts and ends the server."""

    def __init__(self, beside: ASGIApp, home: Path, password: str | None) -> None:
        self._beside = beside
        self._home = home
        self._expected = None if not password else b64encode(password.encode()).decode("ascii")
        self._own = Starlette(routes=[Route(PAGES + "/{code}", self._page)])

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_own = scope["type"] == "http" and f"{scope['path']}/".startswith(f"{PAGES}/")
        await (self._own if is_own else self._beside)(scope, receive, send)

    def _page(self, request: Request) -> Response:
        """The page of a campaign; one refusal for whoever does not know the password, whatever was asked for."""
        if not self._is_known(request):
            return PlainTextResponse("Hãy nhập mật khẩu của máy chủ Prefect.", 401, ASKS)
        code = request.path_params["code"]
        file = place_of(self._home, code) if re.fullmatch(CODE, code) else None
        if file is None or not file.is_file():
            return PlainTextResponse("Chưa có trang của đợt này; hãy chạy: bluezone page", 404)
        return HTMLResponse(file.read_bytes(), headers=HEADERS)

    def _is_known(self, request: Request) -> bool:
        scheme, _, given = request.headers.get("Authorization", "").partition(" ")
        if self._expected is None or scheme.lower() != "basic":
            return False
        return hmac.compare_digest(given.strip().encode(), self._expected.encode())

"""The Prefect server as this machine runs it: Prefect's own application and our pages, behind a door that knows its own names.

A page that a browser shows can have its own name lead to 127.0.0.1 and then speak to whatever listens there, as if
it had come from there. Prefect has no setting against it; Starlette, which it is made of, has the door.

Arrives: the environment of `local_prefect.server_environ`.
Leaves:  the server, until it is told to end; its address beside it, meanwhile. A request for a name that is not ours
         gets 400.
Not here: the password, origins and tokens, which are Prefect's own settings; our pages (`own_pages`).
"""

from __future__ import annotations

import gc

if __name__ == "__main__":
    # What is imported stays: to look through it again and again for garbage takes a seventh of a server's start.
    gc.disable()

import os
import signal
import socket
from urllib.parse import urlsplit

import uvicorn
from prefect.server.api.server import create_app
from prefect.settings import Settings, get_current_settings
from starlette.middleware.trustedhost import TrustedHostMiddleware

from flows.serving.server import local_prefect, own_address
from flows.serving.server.own_pages import OwnPages
from flows.settings import read_settings

THIS_MACHINE = ("127.0.0.1", "localhost", "::1")


def own_names(settings: Settings) -> list[str]:
    """The names that people and workers come by: this machine's, and those of every address that was set."""
    origins = settings.server.api.cors_allowed_origins.split(",")
    if "*" in origins:
        return ["*"]
    addresses = [*origins, settings.api.url, settings.ui_url, settings.server.ui.api_url]
    hosts = (urlsplit(address.strip()).hostname for address in addresses if address)
    return sorted({*THIS_MACHINE, socket.gethostname().lower(), *filter(None, hosts)})


def serve() -> None:
    """As `prefect server start` does; the door stands outside, for Prefect's services speak to what is within."""
    settings = get_current_settings()
    api = settings.server.api
    # uvicorn ends as a termination would have it, at once, but for an interrupt it returns
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    home, password = read_settings().home, api.auth_string
    application = OwnPages(
        create_app(final=True), home, password.get_secret_value() if password is not None else None
    )
    gc.freeze()
    gc.enable()
    with own_address.told(home, local_prefect.local_url(os.environ)):
        uvicorn.run(
            TrustedHostMiddleware(application, own_names(settings), www_redirect=False),
            host=api.host,
            port=api.port,
            timeout_keep_alive=api.keepalive_timeout,
            ws_ping_interval=api.websocket_ping_interval,
            ws_ping_timeout=api.websocket_ping_timeout,
            log_level=settings.server.logging_level.lower(),
        )


if __name__ == "__main__":
    serve()

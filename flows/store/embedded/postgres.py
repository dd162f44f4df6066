"""The PostgreSQL server that comes as a wheel, for whoever has no server: started once, left running.

The server is told its folder as its working folder, never by its path: so a home may have any name, and may lie
behind folders that the server's own account could not enter (`account`).

Arrives: BLUEZONE_HOME.
Leaves:  a connection URL over a Unix socket; data under BLUEZONE_HOME/postgres.
Not here: tables (see `database`).
"""

from __future__ import annotations

import logging
import os
import shlex
import shutil
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from flows.errors import DatabaseUnavailable
from flows.store.embedded.account import (
    Account,
    account_of,
    forget_programs,
    installed_programs,
    programs,
)
from flows.store.embedded.plain_paths import forget_link
from flows.store.embedded.process import WORKING_FOLDER, is_ready, mark, pid, socket_folder
from flows.store.files.folders import make_folder
from flows.store.files.locked_files import lock

logger = logging.getLogger("bluezone")

LONGEST_WAIT = 120.0
"""Seconds: for another command that starts the same server, for its start and recovery, for its shutdown."""
LONG_WAIT = 5.0
"""Seconds, after which a wait is told."""
POLL = 0.2
ATTEMPTS = 10
"""A server that is knocked down while it starts is started again, a second later; one that cannot start, not for ever."""
LEAST_ROOM = 64 * 1024 * 1024
"""Bytes. A new server writes about as much."""
ITS_ENVIRONMENT = ("PATH", "LANG", "LANGUAGE", "TZ", "BLUEZONE_HOME")
"""What it inherits, beside the locale: none of the desk's secrets."""


def start(home: Path) -> str:
    """Start the server if it is not running and return its URL. Raises DatabaseUnavailable after two minutes.

    The server outlives this process, so that an analyst's psql goes on working; `stop` ends it.
    """
    make_folder(home)
    data = (home / "postgres").resolve()
    if not is_ready(data):
        until = time.monotonic() + LONGEST_WAIT
        with _explaining(home, "khởi động"), _turn(home, until):
            _bring_up(data, until)
    # its port is named, since a shell may speak of another server (PGPORT)
    return f"postgresql://postgres@/postgres?host={socket_folder(data)}&port=5432"


def stop(home: Path) -> None:
    """Stop the server and wait for it; nothing happens when none runs. Raises DatabaseUnavailable if it goes on."""
    data = (home / "postgres").resolve()
    if pid(data) is not None:
        with _explaining(home, "dừng"), _turn(home, time.monotonic() + LONGEST_WAIT):
            # the second way is the one of a crash, from which it recovers when it is started
            for mode in ("fast", "immediate"):
                if pid(data) is not None:
                    half = time.monotonic() + LONGEST_WAIT / 2
                    _control(data, account_of(data), half, "stop", "-m", mode, check=False)
            if pid(data) is not None:
                raise TimeoutError
    forget_link(data)
    forget_programs(data)


def psql() -> Path:
    """The psql that comes with the server, for machines without one; pg_dump and the others lie beside it."""
    return installed_programs() / "psql"


def _bring_up(data: Path, until: float) -> None:
    """Until it is ready. One that another process has just started, or that recovers from a crash, is waited for."""
    account, failed = account_of(data), 0
    if not (data / "PG_VERSION").exists():
        _create(data, account)
    for _ in _patiently("đang khởi động", until):
        if is_ready(data):
            return
        if pid(data) is not None:
            continue
        try:
            options = f"-k {WORKING_FOLDER} -h '' -c {shlex.quote(mark(data))}"
            _control(data, account, until, "start", "-l", "log", "-o", options)
        except subprocess.CalledProcessError:
            failed += 1
            if failed == ATTEMPTS:
                raise
            logger.warning("PostgreSQL nhúng ngã khi khởi động, thử lại (%d/%d).", failed, ATTEMPTS)
            time.sleep(1)
        else:
            return


def _patiently(what: str, until: float) -> Iterator[None]:
    """Again and again, until somebody has what it waits for. Tells a long wait once. Raises TimeoutError at its end."""
    began, is_silent = time.monotonic(), True
    while (now := time.monotonic()) < until:
        if is_silent and now > began + LONG_WAIT:
            logger.warning("Đợi PostgreSQL nhúng (%s), nhiều nhất %.0f giây nữa.", what, until - now)
            is_silent = False
        yield
        time.sleep(POLL)
    raise TimeoutError


def _create(data: Path, account: Account) -> None:
    """A new server's files, made beside and moved into place: an interrupted initdb leaves nothing that looks whole."""
    new = data if data.exists() else data.with_name("postgres.new")
    if new is not data:
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir(mode=0o700)
    if account.identity:
        os.chown(new, account.user, account.group)
    _run(
        new,
        account,
        [str(programs(data, account) / "initdb"), "--auth=trust", "--encoding=utf8", "-U", "postgres"],
    )
    if new is not data:
        new.rename(data)


def _control(
    data: Path, account: Account, until: float, command: str, *options: str, check: bool = True
) -> None:
    patience = ("-w", "-t", str(max(1, int(until - time.monotonic()))))
    _run(data, account, [str(programs(data, account) / "pg_ctl"), command, *patience, *options], check=check)


def _run(data: Path, account: Account, command: Sequence[str], *, check: bool = True) -> None:
    """A program of the server in its folder. It ends by itself; the last word is ours. A server keeps no pipe of ours."""
    environ = os.environ.items()
    subprocess.run(  # noqa: S603 - our own command, no shell
        [*command, "-D", WORKING_FOLDER],
        cwd=data,
        env={name: value for name, value in environ if name in ITS_ENVIRONMENT or name.startswith("LC_")},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        timeout=LONGEST_WAIT + 10,
        check=check,
        **account.identity,
    )


@contextmanager
def _turn(home: Path, until: float) -> Iterator[None]:
    """While the block runs, no other command starts or stops the server of this home. Raises TimeoutError."""
    file = home / "postgres.lock"
    with _lock(file, until):
        try:
            yield
        finally:
            # while it is ours: whoever waits for it makes another
            file.unlink()


def _lock(file: Path, until: float) -> IO[str]:
    for _ in _patiently("lệnh khác đang giữ", until):
        if (held := lock(file)) is not None:
            return held
    raise TimeoutError


@contextmanager
def _explaining(home: Path, what: str) -> Iterator[None]:
    try:
        yield
    except (OSError, subprocess.SubprocessError) as error:
        raise DatabaseUnavailable(
            f"Không {what} được PostgreSQL nhúng trong {home / 'postgres'} ({_why(home, error)}); "
            f"xem {home / 'postgres' / 'log'}, hoặc đặt DATABASE_URL tới máy chủ khác."
        ) from error


def _why(home: Path, error: Exception) -> str:
    """A full disk stands behind every kind of failure, and is what the operator can do something about."""
    if shutil.disk_usage(home).free < LEAST_ROOM:
        return "đĩa đã đầy, hãy giải phóng đĩa"
    return f"quá {LONGEST_WAIT:.0f} giây" if isinstance(error, TimeoutError) else type(error).__name__

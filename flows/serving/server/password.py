"""The password of this machine's own Prefect server: made once, in a file that its user alone can read.

Arrives: BLUEZONE_HOME.
Leaves:  `user:password`, as Prefect and its pages want it. It goes into environments and no further: never into a
         log, the arguments of a process or a message.
Not here: who is started with it (`local_prefect`), a password that somebody chose (`PREFECT_SERVER_API_AUTH_STRING`).
"""

from __future__ import annotations

import os
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path

from flows.errors import ConfigurationError
from flows.store.files.folders import make_folder, refusing

USER = "bluezone"
BYTES = 24
"""Of randomness; as many as nobody tries out."""


def file_of(home: Path) -> Path:
    """Where an operator sees it again."""
    return home / "prefect.password"


def read(home: Path) -> str | None:
    """The password of this home, if one was made. Raises ConfigurationError for a file that holds none."""
    file = file_of(home)
    try:
        with refusing(file):
            found = file.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None
    if ":" not in found:
        raise ConfigurationError(
            f"{file} không còn ghi mật khẩu (tên:mật-khẩu); hãy xóa tệp này rồi chạy bluezone down và bluezone up."
        )
    return found


def new() -> str:
    """A new one, for a server that ends with the process that knows it."""
    return f"{USER}:{secrets.token_urlsafe(BYTES)}"


def make(home: Path) -> str:
    """The password of this home, made now if there is none yet; two who make it at once get the same."""
    if (found := read(home)) is not None:
        return found
    make_folder(home)
    # a temporary file is its user's alone from its first byte; a link to it appears whole or not at all
    with (
        refusing(home),
        tempfile.NamedTemporaryFile(
            "w", prefix=f"{file_of(home).name}.new-", dir=home, encoding="utf-8"
        ) as file,
    ):
        file.write(f"{new()}\n")
        file.flush()
        with suppress(FileExistsError):
            os.link(file.name, file_of(home))
    return str(read(home))

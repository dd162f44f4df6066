"""What `bluezone up` makes of a folder that does not exist yet, behind a proxy that is dead."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.given.serving import Served, environ_of

DEAD_PROXY = "http://127.0.0.1:9"


@contextmanager
def raised(home: Path, **more: str) -> Iterator[Served]:
    """Everything up while the block runs."""
    served = Served(
        environ_of(
            home,
            HTTP_PROXY=DEAD_PROXY,
            HTTPS_PROXY=DEAD_PROXY,
            http_proxy=DEAD_PROXY,
            https_proxy=DEAD_PROXY,
            **more,
        )
    )
    served.environ.pop("DATABASE_URL", None)
    try:
        printed = served.installed("up")
        assert f"Giao diện Prefect: {served.url}" in printed
        assert str(served.home / "logs") in printed
        assert f"cả dòng trong tệp {served.home / 'prefect.password'}" in printed
        assert served.password not in printed, "it was not printed to a terminal"
        assert "make down" in printed
        yield served
    finally:
        served.bluezone("down", "--now")


def pid(served: Served, name: str) -> int:
    return int((served.home / "run" / f"{name}.pid").read_text())


def processes_of(served: Served) -> list[str]:
    """The command lines of whatever was started with this home."""
    mark = f"BLUEZONE_HOME={served.home}".encode()
    found = []
    for entry in Path("/proc").iterdir():
        try:
            if entry.name.isdigit() and mark in (entry / "environ").read_bytes().split(b"\0"):
                found.append((entry / "cmdline").read_bytes().replace(b"\0", b" ").decode())
        except OSError:
            continue
    return [each for each in found if each]

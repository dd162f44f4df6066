"""Processes of their own made cheap: each is a copy of one that has every package loaded and used once, as `warm` says.

`start` runs a function in one, which a test may kill: a tenth of a second later it meets the run at its work, and
not at its imports. `bluezone` runs the command in one, with an environment, an output and an exit code of its own;
that the installed script runs as well is what test_demo and test_operating see to.
"""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from multiprocessing import forkserver
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any

WARM = multiprocessing.get_context("forkserver")
WARM.set_forkserver_preload(["tests.given.warm"])
SHELL = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "SSL_CERT_FILE") if name in os.environ}
"""What any shell has and how this suite is set up, without what is set for the desk of the person who runs the suite."""


def begin() -> None:
    """Have the warm process there before a library that has copies made too says what theirs is to load: there is one."""
    forkserver.ensure_running()


def start(target: Any, *args: Any) -> ForkServerProcess:
    """A started process that runs `target`."""
    child = WARM.Process(target=target, args=args)
    child.start()
    return child


def start_bluezone(arguments: list[str], environ: Mapping[str, str], out: str, err: str) -> ForkServerProcess:
    """A started `bluezone` command that writes to files."""
    return start(_command, arguments, {**SHELL, **environ}, out, err)


def bluezone(*arguments: str, environ: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """A `bluezone` command with what a shell has and this environment, awaited."""
    with tempfile.TemporaryDirectory() as folder:
        out, err = Path(folder) / "out", Path(folder) / "err"
        child = start_bluezone([*arguments], environ, str(out), str(err))
        child.join(180)
        if child.exitcode is None:
            child.kill()
            raise AssertionError(f"bluezone {' '.join(arguments)} does not end")
        return subprocess.CompletedProcess(
            arguments, child.exitcode, out.read_text(encoding="utf-8"), err.read_text(encoding="utf-8")
        )


def _command(arguments: list[str], environ: dict[str, str], out: str, err: str) -> None:
    os.environ.clear()
    os.environ.update(environ)
    sys.argv = ["bluezone", *arguments]
    from flows.cli.main import main

    with (
        Path(out).open("w", encoding="utf-8") as sys.stdout,
        Path(err).open("w", encoding="utf-8") as sys.stderr,
    ):
        os.dup2(sys.stdout.fileno(), 1)
        os.dup2(sys.stderr.fileno(), 2)
        main()

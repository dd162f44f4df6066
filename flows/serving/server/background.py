"""A process that goes on when the command that started it has ended: started once, found again, stopped.

Arrives: a name, a command and its environment.
Leaves:  BLUEZONE_HOME/run/<name>.pid, locked for as long as the process lives and then removed by whoever stopped it,
         and BLUEZONE_HOME/logs/<name>.log.
Not here: what is started (`flows.serving.operating`).

The lock, not the number, tells whether the process lives: it goes with the process however that ends, and a
number that another program got meanwhile is never signalled.
"""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from flows.store.files.folders import make_folder, refusing
from flows.store.files.locked_files import is_free, lock

POLL = 0.2
"""Seconds between two looks at a process that is to end."""


@dataclass(frozen=True, slots=True)
class Background:
    """One process by its name; at most one of a name lives under a BLUEZONE_HOME."""

    name: str
    home: Path

    @property
    def log(self) -> Path:
        """What it prints; the log of the start before is kept beside it."""
        return self.home / "logs" / f"{self.name}.log"

    def start(self, command: Sequence[str], environ: Mapping[str, str], folder: Path) -> bool:
        """Start it unless it runs; whether it was started. Raises ConfigurationError when nothing can be written."""
        for file in (self._pid_file, self.log):
            make_folder(file.parent)
        with refusing(self.home):
            held = lock(self._pid_file)
        if held is None:
            return False
        with refusing(self.home), held:
            self._keep_last_log()
            heed_interrupts()
            with self.log.open("wb") as log:
                process = subprocess.Popen(  # noqa: S603 - our own command, no shell
                    command,
                    env=dict(environ),
                    cwd=folder,
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=subprocess.STDOUT,
                    start_new_session=True,
                    pass_fds=[held.fileno()],
                )
            held.truncate(0)
            held.write(f"{process.pid}\n")
            return True

    def is_running(self) -> bool:
        """Whether the process lives."""
        try:
            with refusing(self.home), self._pid_file.open("r+", encoding="ascii") as file:
                return not is_free(file)
        except FileNotFoundError:
            return False

    def stop(self, patience: float) -> None:
        """Ask it to end, wait, and end it and its children after `patience` seconds. No file says any more that it ran."""
        for number in (signal.SIGTERM, signal.SIGKILL):
            if not self.is_running():
                break
            pid = int(self._pid_file.read_text(encoding="ascii"))
            if number == signal.SIGTERM:
                os.kill(pid, number)
            else:
                os.killpg(pid, number)
            deadline = time.monotonic() + patience
            while self.is_running() and time.monotonic() < deadline:
                time.sleep(POLL)
        self._forget()

    def _forget(self) -> None:
        """Its file goes, unless somebody has started it again since."""
        if not self._pid_file.exists():
            return
        with refusing(self.home):
            held = lock(self._pid_file)
        if held is not None:
            with held:
                self._pid_file.unlink()

    @property
    def _pid_file(self) -> Path:
        return self.home / "run" / f"{self.name}.pid"

    def _keep_last_log(self) -> None:
        if self.log.exists():
            self.log.replace(self.log.with_suffix(".log.1"))


def heed_interrupts() -> None:
    """Hand down no ignored interrupt, as a shell's `&` does: a worker that inherits it ignores termination too."""
    signal.signal(signal.SIGINT, signal.default_int_handler)

"""What a run says on its console, which its worker reads: a run whose worker was killed goes on without a reader.

Arrives: log records of a run's process, by the name that `prefect.yaml` gives to its deployments.
Leaves:  lines for the worker's log while it lives.
Not here: what Prefect keeps of a run's log, which goes to the server and is whole.
"""

from __future__ import annotations

from typing import Any

from prefect.logging.handlers import PrefectConsoleHandler


class RunConsole(PrefectConsoleHandler):
    """Prefect's own, but for what rich does once nobody reads: it exits, as suits a command in a shell's pipe."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.console.on_broken_pipe = self._fall_silent  # type: ignore[method-assign]

    def _fall_silent(self) -> None:
        self.console.quiet = True

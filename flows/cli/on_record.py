"""Work that a person starts here, on record with the Prefect server that should have it.

Arrives: settings, a flow with what it is filled in with, and the same work as it is done without a server.
Leaves:  what either gives, or one of our failures.
Not here: which work that is (`recording`).

| which server | when it does not answer |
| --- | --- |
| that of PREFECT_API_URL: somebody wants it to record | a collection does not begin: PrefectUnavailable |
| this home's own, while it runs, on whatever port it was started | told in a line, and the work is done here as without one |

One that leaves meanwhile is given up within a minute, and the work is done again here: it is the same, however often.
The work is done in this process either way: a worker that died at 23:50 keeps nobody from collecting at 23:55.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from typing import Any, TypeVar

import click

from flows.errors import PrefectUnavailable
from flows.serving.deploying import enter
from flows.serving.server import local_prefect
from flows.settings import Settings

Answer = TypeVar("Answer")

QUIET = {
    # what a run says goes into its log there; a terminal shows what is to be heeded, and the answer
    "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "WARNING",
    # what is done without a run after all has no log there
    "PREFECT_LOGGING_TO_API_WHEN_MISSING_FLOW": "ignore",
    "PREFECT_LOGGING_INTERNAL_LEVEL": "CRITICAL",
}
IMPATIENT = {
    # each waits twice as long: six seconds for every answer, of which a run wants five, where a worker's runs wait half an hour
    "PREFECT_CLIENT_MAX_RETRIES": "2",
}
"""Who sits here at 23:55 does not wait for a server that was killed meanwhile."""


def where_it_can(
    settings: Settings,
    recorded: Callable[[], Answer],
    here: Callable[[], Answer],
    otherwise: str = "Lệnh chạy ngay tại đây, không ghi vào Prefect",
) -> Answer:
    """On record where there is a server, else here; what keeps it from a server that should be there is told."""
    if not local_prefect.has_server(settings):
        return here()
    try:
        return on_record(settings, recorded)
    except PrefectUnavailable as error:
        click.echo(f"{otherwise}: {error}", err=True)
        return here()


def on_record(settings: Settings, recorded: Callable[[], Answer]) -> Answer:
    """Become a client of a server that answers; what imports Prefect comes after it."""
    for name, value in {**QUIET, **IMPATIENT}.items():
        os.environ.setdefault(name, value)
    enter(settings)
    from flows.serving.server.prefect_server import greet, wait_for_no_event

    greet()
    wait_for_no_event()
    return recorded()


def result(flow: Any, *arguments: Any) -> Any:
    """What a run under the server gives. Raises what it failed with."""
    return ended(flow, *arguments).result(raise_on_failure=False)


def ended(flow: Any, *arguments: Any) -> Any:
    """The final state of a run under the server. Raises what the run failed with."""
    from prefect import tags
    from prefect.utilities.urls import url_for

    from flows.serving.alerts.rules import TERMINAL
    from flows.serving.server.prefect_server import greet, prefect_client

    with prefect_client(), tags(TERMINAL):
        try:
            state: Any = flow(*arguments, return_state=True)
        except RuntimeError:
            # Prefect's own word for a server that left, and for much else
            greet()
            raise
        except KeyboardInterrupt:
            # threads that end their units meanwhile speak to a log that takes no more: nobody need read of that
            logging.raiseExceptions = False
            raise
        failure = state.result(raise_on_failure=False) if state.is_failed() else None
    if isinstance(failure, Exception):
        raise failure
    click.echo(f"Trong Prefect: {url_for('flow-run', state.state_details.flow_run_id)}", err=True)
    return state

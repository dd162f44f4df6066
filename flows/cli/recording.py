"""A collection that a person starts here and a Prefect server records.

Arrives: settings with PREFECT_API_URL, a request.
Leaves:  a `RunSummary`, or one of our failures: PrefectUnavailable when the server is not there, or leaves.
Not here: the run itself (`flows.collect`).
"""

from __future__ import annotations

from typing import Any

from flows.desk.collection.summary import RunSummary
from flows.desk.request import Request
from flows.serving.deploying import enter
from flows.settings import Settings


def collect_recorded(settings: Settings, request: Request) -> RunSummary:
    """Nothing is looked at before the server has answered: what it cannot record would be asked for twice."""
    enter(settings)
    from prefect import tags

    from flows.serving.alerts.rules import TERMINAL
    from flows.serving.server.prefect_server import greet, prefect_client

    greet()
    from flows.collect import collect

    # a flow's parameters are plain: the instant goes as it would be typed
    at = request.observed_at.isoformat() if request.observed_at is not None else None
    units = [] if request.covers_roster else [unit.code for unit in request.units]
    words = (request.campaign_name, request.source, units, at)
    arguments = (*words, request.reads_again, request.nothing_was_sent)
    with prefect_client(), tags(TERMINAL):
        try:
            state: Any = collect(*arguments, return_state=True)
        except RuntimeError:
            # Prefect's own word for a server that left, and for much else
            greet()
            raise
        result = state.result(raise_on_failure=False)
    if isinstance(result, Exception):
        raise result
    return result  # type: ignore[no-any-return]

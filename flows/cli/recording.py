"""What a person starts here and a Prefect server records: a collection, a campaign begun or closed.

Arrives: settings, a request or a campaign's name.
Leaves:  a `RunSummary` or a sentence, or one of our failures: PrefectUnavailable when the server is not there, or leaves.
Not here: the runs themselves (`flows.collect`, `flows.begin`).
"""

from __future__ import annotations

from typing import Any

from flows.desk.collection.summary import RunSummary
from flows.desk.request import Request
from flows.serving.deploying import enter
from flows.settings import Settings


def collect_recorded(settings: Settings, request: Request) -> RunSummary:
    """Nothing is looked at before the server has answered: what it cannot record would be asked for twice."""
    _reach(settings)
    from flows.collect import collect

    # a flow's parameters are plain: the instant goes as it would be typed
    at = request.observed_at.isoformat() if request.observed_at is not None else ""
    units = () if request.covers_roster else tuple(unit.code for unit in request.units)
    words = (request.campaign_name, request.source or "", units, at)
    state = _ended(collect, *words, request.reads_again, request.nothing_was_sent)
    return state.result(raise_on_failure=False)  # type: ignore[no-any-return]


def begin_recorded(settings: Settings, campaign_name: str, *, is_begun: bool, anyway: bool) -> str:
    """A campaign is begun or closed as from its form; what came of it."""
    _reach(settings)
    from flows.begin import begin_campaign, close_campaign

    state = _ended(begin_campaign if is_begun else close_campaign, campaign_name, anyway)
    return str(state.message)


def _reach(settings: Settings) -> None:
    """Become a client of a server that answers; what imports Prefect comes after it."""
    enter(settings)
    from flows.serving.server.prefect_server import greet

    greet()


def _ended(flow: Any, *arguments: Any) -> Any:
    """The final state of a run under the server. Raises what the run failed with."""
    from prefect import tags

    from flows.serving.alerts.rules import TERMINAL
    from flows.serving.server.prefect_server import greet, prefect_client

    with prefect_client(), tags(TERMINAL):
        try:
            state: Any = flow(*arguments, return_state=True)
        except RuntimeError:
            # Prefect's own word for a server that left, and for much else
            greet()
            raise
        failure = state.result(raise_on_failure=False) if state.is_failed() else None
    if isinstance(failure, Exception):
        raise failure
    return state

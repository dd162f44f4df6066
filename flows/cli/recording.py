"""What a person starts here and a Prefect server records: a look at the sheets, a rebuild, a decision, a campaign begun.

Arrives: settings, a request or what was decided.
Leaves:  what the same work gives without a server, or one of our failures.
Not here: the runs themselves (`flows.collect`, `flows.rerun`, `flows.rebuild`, `flows.decide`, `flows.begin`).

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
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from flows.errors import PrefectUnavailable
from flows.serving.deploying import enter
from flows.serving.server import own_address
from flows.settings import Settings
from schemas.decision import KIND_VI

if TYPE_CHECKING:
    from flows.desk.changes import Change
    from flows.desk.collection.dry_run import TriedOut
    from flows.desk.collection.summary import RunSummary
    from flows.desk.decisions import Effect
    from flows.desk.request import Request

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


def collect(settings: Settings, request: Request) -> RunSummary:
    """Look at the units' sheets and load them, on record where there is a server."""
    from flows.desk.collection.looks import collect_here

    def recorded() -> RunSummary:
        from flows.collect import collect

        found: RunSummary = _result(collect, *_words(request))
        return found

    if settings.prefect_api_url is not None:
        # nothing is looked at before it has answered: what it cannot record would be asked for twice
        return _recorded(settings, recorded)
    return _where_it_can(settings, recorded, lambda: collect_here(settings, request))


def try_out(settings: Settings, request: Request) -> TriedOut:
    """Say what a collection would change; a server keeps the page of it."""
    from flows.desk.collection.dry_run import try_out

    def recorded() -> TriedOut:
        from flows.rerun import dry_run_in_a_terminal

        found: TriedOut = _result(dry_run_in_a_terminal, *_words(request))
        return found

    return _where_it_can(settings, recorded, lambda: try_out(settings, request))


def rebuild(
    settings: Settings,
    campaign_name: str,
    codes: Sequence[str],
    here: Callable[[], list[Change]],
    *,
    writes: bool,
) -> list[Change]:
    """Derive everything again; a server keeps the page of it."""

    def recorded() -> list[Change]:
        from flows.rebuild import rebuild

        found: list[Change] = _result(rebuild, campaign_name, tuple(codes), not writes)
        return found

    return _where_it_can(settings, recorded, here)


def show_decision(settings: Settings, campaign_name: str, effect: Effect, sentence: str) -> None:
    """Once a decision is recorded and told: it is seen among the runs, looks are due around a new cutoff, and the pages
    say where the unit stands now. Where nobody is there to look by himself, that is told.
    """
    ends = "thu hồi " if effect.detail.endswith("thu hồi") else ""
    words = (f"{ends}{KIND_VI[effect.kind]}", effect.unit_code, sentence)
    _show_decided(settings, campaign_name, *words, lambda: _tell_unscheduled(settings, campaign_name, effect))


def show_edition(settings: Settings, campaign_name: str, sentence: str) -> None:
    """The same of a roster that was taken."""
    _show_decided(settings, campaign_name, "nhận danh sách", "", sentence, lambda: None)


def show_closing(settings: Settings, campaign_name: str, sentence: str, *, is_revoked: bool) -> None:
    """The same of figures that were closed, or of a closing that was taken back."""
    kind = "thu hồi chốt số liệu" if is_revoked else "chốt số liệu"
    _show_decided(settings, campaign_name, kind, "", sentence, lambda: None)


def _show_decided(
    settings: Settings,
    campaign_name: str,
    kind: str,
    unit_code: str,
    sentence: str,
    here: Callable[[], None],
) -> None:
    def recorded() -> None:
        from flows.decide import recorded_decision

        state = _ended(recorded_decision, campaign_name, kind, unit_code, sentence)
        if more := str(state.message or "").removeprefix(sentence).strip():
            click.echo(more)

    later = "Quyết định đã ghi; các trang trong Prefect sẽ theo ở lần chạy sau"
    _where_it_can(settings, recorded, here, otherwise=later)


def _tell_unscheduled(settings: Settings, campaign_name: str, effect: Effect) -> None:
    """No server took the decision: the looks around a deadline that moved are nobody's but theirs who are told of them."""
    if effect.kind != "extension":
        return
    from flows.desk.request import now, read_campaign
    from flows.desk.timetable import read
    from flows.steps.publish.words import local
    from flows.store.database import open_database

    campaign, at = read_campaign(settings, campaign_name), now()
    looks = read(open_database(settings), campaign, at).around(effect.cutoff_at, at)
    if looks:
        when = " và ".join(local(each.at, campaign.time_zone) for each in looks)
        click.echo(
            f"Chưa có máy chủ Prefect nào hẹn đọc quanh hạn này: hãy chạy bluezone up (máy chủ ở nơi khác: bluezone deploy), "
            f"hoặc tự chạy bluezone collect lúc {when}.",
            err=True,
        )


def begin_recorded(settings: Settings, campaign_name: str, *, is_begun: bool, anyway: bool) -> str:
    """A campaign is begun or closed as from its form; what came of it."""

    def recorded() -> str:
        from flows.begin import begin_campaign, close_campaign

        return str(_ended(begin_campaign if is_begun else close_campaign, campaign_name, anyway).message)

    return _recorded(settings, recorded)


def _words(request: Request) -> tuple[Any, ...]:
    """A request as a flow's parameters, which are plain: the instant goes as it would be typed."""
    at = request.observed_at.isoformat() if request.observed_at is not None else ""
    units = () if request.covers_roster else tuple(unit.code for unit in request.units)
    words = (request.campaign_name, request.source or "", units, at)
    return (*words, request.reads_again, request.nothing_was_sent)


def _where_it_can(
    settings: Settings,
    recorded: Callable[[], Answer],
    here: Callable[[], Answer],
    otherwise: str = "Lệnh chạy ngay tại đây, không ghi vào Prefect",
) -> Answer:
    """On record where there is a server, else here; what keeps it from a server that should be there is told."""
    if settings.prefect_api_url is None and own_address.living(settings.home) is None:
        return here()
    try:
        return _recorded(settings, recorded)
    except PrefectUnavailable as error:
        click.echo(f"{otherwise}: {error}", err=True)
        return here()


def _recorded(settings: Settings, recorded: Callable[[], Answer]) -> Answer:
    """Become a client of a server that answers; what imports Prefect comes after it."""
    for name, value in {**QUIET, **IMPATIENT}.items():
        os.environ.setdefault(name, value)
    enter(settings)
    from flows.serving.server.prefect_server import greet, wait_for_no_event

    greet()
    wait_for_no_event()
    return recorded()


def _result(flow: Any, *arguments: Any) -> Any:
    return _ended(flow, *arguments).result(raise_on_failure=False)


def _ended(flow: Any, *arguments: Any) -> Any:
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

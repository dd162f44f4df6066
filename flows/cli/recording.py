"""What a person starts here and a Prefect server records: a look at the sheets, a rebuild, a decision, a campaign begun.

Arrives: settings, a request or what was decided.
Leaves:  what the same work gives without a server, or one of our failures.
Not here: the runs themselves (`flows.collect`, `flows.rerun`, `flows.rebuild`, `flows.decide`, `flows.begin`), which server
         records them and what becomes of work while none answers (`on_record`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import click

from flows.cli.on_record import ended, on_record, result, where_it_can
from flows.settings import Settings
from schemas.decision import KIND_VI

if TYPE_CHECKING:
    from flows.desk.changes import Change
    from flows.desk.collection.dry_run import TriedOut
    from flows.desk.collection.summary import RunSummary
    from flows.desk.decisions import Effect
    from flows.desk.request import Request


def collect(settings: Settings, request: Request) -> RunSummary:
    """Look at the units' sheets and load them, on record where there is a server."""
    from flows.desk.collection.looks import collect_here

    def recorded() -> RunSummary:
        from flows.collect import collect

        found: RunSummary = result(collect, *_words(request))
        return found

    if settings.prefect_api_url is not None:
        # nothing is looked at before it has answered: what it cannot record would be asked for twice
        return on_record(settings, recorded)
    return where_it_can(settings, recorded, lambda: collect_here(settings, request))


def try_out(settings: Settings, request: Request) -> TriedOut:
    """Say what a collection would change; a server keeps the page of it."""
    from flows.desk.collection.dry_run import try_out

    def recorded() -> TriedOut:
        from flows.rerun import dry_run_in_a_terminal

        found: TriedOut = result(dry_run_in_a_terminal, *_words(request))
        return found

    return where_it_can(settings, recorded, lambda: try_out(settings, request))


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

        found: list[Change] = result(rebuild, campaign_name, tuple(codes), not writes)
        return found

    return where_it_can(settings, recorded, here)


def show_decision(settings: Settings, campaign_name: str, effect: Effect, sentence: str) -> None:
    """Once a decision is recorded and told: it is seen among the runs, looks are due around a new cutoff, and the pages
    say where the unit stands now. Where nobody is there to look by himself, that is told.
    """
    ends = "thu hồi " if effect.detail.endswith("thu hồi") else ""
    show_decided(
        settings,
        campaign_name,
        f"{ends}{KIND_VI[effect.kind]}",
        sentence,
        effect.unit_code,
        lambda: _tell_unscheduled(settings, campaign_name, effect),
    )


def show_decided(
    settings: Settings,
    campaign_name: str,
    kind: str,
    sentence: str,
    unit_code: str = "",
    here: Callable[[], None] = lambda: None,
) -> None:
    """The same of whatever else was decided: a roster that was taken, figures that were closed. `here`: what is done
    where no server is.
    """

    def recorded() -> None:
        from flows.decide import recorded_decision

        state = ended(recorded_decision, campaign_name, kind, unit_code, sentence)
        if more := str(state.message or "").removeprefix(sentence).strip():
            click.echo(more)

    later = "Quyết định đã ghi; các trang trong Prefect sẽ theo ở lần chạy sau"
    where_it_can(settings, recorded, here, otherwise=later)


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

        return str(ended(begin_campaign if is_begun else close_campaign, campaign_name, anyway).message)

    return on_record(settings, recorded)


def _words(request: Request) -> tuple[Any, ...]:
    """A request as a flow's parameters, which are plain: the instant goes as it would be typed."""
    at = request.observed_at.isoformat() if request.observed_at is not None else ""
    units = () if request.covers_roster else tuple(unit.code for unit in request.units)
    words = (request.campaign_name, request.source or "", units, at)
    return (*words, request.reads_again, request.nothing_was_sent)

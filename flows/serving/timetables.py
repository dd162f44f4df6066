"""The server's schedules follow the campaigns' files and the decisions of the desk.

Arrives: settings; a campaign about which something was decided, or all of them.
Leaves:  Prefect's schedules as the timetables say, and sentences on what that changed.
Not here: the timetables (`flows.desk.timetable`), Prefect (`flows.serving.laying`).

One at a time, whoever does it: what is laid down is what the database said last.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import httpx
from prefect.exceptions import PrefectException

from flows.desk import campaigns
from flows.desk.request import now
from flows.desk.timetable import KIND_VI, LOOKS, Due, in_short, read
from flows.errors import PipelineError
from flows.serving.laying import Laid, clear_away, lay_down
from flows.settings import Settings
from flows.store import turns
from flows.store.database import Database, open_database
from schemas.campaign import Campaign, load_campaign
from schemas.campaign.file import CampaignError

KEPT = timedelta(days=1)
"""A schedule that is over stays so long: after an outage its run may still wait."""
TURN = "schedules of campaigns"


def follow_all(settings: Settings, tell: Callable[[str], None]) -> None:
    """Lay down the schedules of every campaign, and take away what no file names any more.

    A campaign whose files cannot be read keeps what it has, and is told. Raises PrefectUnavailable, DatabaseUnavailable.
    """
    database, found = open_database(settings), campaigns.find(settings)
    troubles = dict(found.troubles)
    with _alone(database):
        for name in found.files:
            try:
                campaign = load_campaign(settings.campaign_folder(name))
            except CampaignError as error:
                troubles[name] = str(error)
                continue
            _lay_down(database, name, campaign)
            tell(f"Lịch của đợt {name}: {in_short(read(database, campaign, now()), now())}.")
        clear_away([*found.files, *found.troubles])
    for name, reason in troubles.items():
        tell(f"Lịch của đợt {name} giữ nguyên, vì tệp của đợt bị sai: {reason}")


def follow(settings: Settings, campaign: Campaign) -> str:
    """Lay down one campaign's schedules; a sentence on the runs that this adds or takes away, "" for none.

    Raises PrefectUnavailable, DatabaseUnavailable.
    """
    name, database = campaigns.name_of(settings, campaign), open_database(settings)
    if name is None:
        return ""
    with _alone(database):
        laid = _lay_down(database, name, campaign)
    return _changes(laid, campaign.in_its_zone(now()))


def followed(settings: Settings, campaign: Campaign) -> str:
    """The same where a decision holds whatever becomes of the schedules: what keeps them back is the sentence."""
    try:
        return follow(settings, campaign)
    except PipelineError as error:
        reason = str(error)
    except (httpx.HTTPError, PrefectException) as error:
        reason = f"máy chủ Prefect không nhận ({type(error).__name__})."
    return f"Lịch chạy chưa theo kịp, hãy chạy bluezone deploy: {reason}"


@contextmanager
def _alone(database: Database) -> Iterator[None]:
    with database.begin() as connection:
        turns.wait(connection, TURN)
        yield


def _lay_down(database: Database, name: str, campaign: Campaign) -> Laid:
    return lay_down(name, read(database, campaign, now() - KEPT))


def _changes(laid: Laid, here: datetime) -> str:
    added, removed = (
        [each for each in runs if each.at > here.replace(tzinfo=None)] for runs in (laid.added, laid.removed)
    )
    told = []
    if laid.lacking:
        told.append(f"Chưa có lịch {', '.join(laid.lacking)} trên máy chủ Prefect: hãy chạy bluezone deploy.")
    if added and laid.is_resting:
        told.append(f"Lịch của đợt đang nghỉ, nên chưa tự {_runs(added)}: hãy bấm begin-campaign.")
    elif added:
        told.append(f"Hệ thống sẽ tự {_runs(added, ' thêm')}.")
    if removed:
        told.append(f"Đã bỏ lần {_runs(removed)}.")
    return " ".join(told)


def _runs(found: Iterable[Due], more: str = "") -> str:
    """What is done when: "đọc lúc 31/8 23:55, 1/9 00:05 và lập dự thảo văn bản lúc 1/9 00:30"."""
    whens: dict[str, list[str]] = {}
    for each in found:
        what = f"đọc{more}" if each.kind in LOOKS else KIND_VI[each.kind]
        whens.setdefault(what, []).append(f"{each.at.day}/{each.at.month} {each.at:%H:%M}")
    return " và ".join(f"{what} lúc {', '.join(when)}" for what, when in whens.items())

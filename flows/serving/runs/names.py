"""How a run is named in Prefect: for what it is, and once it has ended with what came of it too.

Arrives: a flow's name, what its form was filled in with, the instant the run is for; later its sentence.
Leaves:  "thu thập 28/8 23:55", "gia hạn 650"; then "gia hạn 650: LĐLĐ huyện Krông Năng, gia hạn: …".
Not here: the sentence itself (`flows.serving.forms`).

Prefect's lists show a run's name and the name of its state, never what its state says: so the name says it. A run that
is only due bears a name of Prefect's own making until it begins; a worker gives it ours (`name_due_runs`), so that a
list and an alert say which look is to come. A name is told before anything is checked: it never raises.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import httpx
from prefect.client.schemas.objects import StateType
from prefect.context import FlowRunContext
from prefect.exceptions import PrefectException

from flows.desk import campaigns
from flows.desk.campaigns import RUNNING
from flows.desk.instants import instant
from flows.errors import ConfigurationError
from flows.serving.server.prefect_server import OURS, in_states, prefect_client
from flows.settings import read_settings
from flows.steps.publish.words import local

logger = logging.getLogger("bluezone")

ZONE = "Asia/Ho_Chi_Minh"
"""The desk's: its lists are read there, whichever campaign a run is of."""
LONGEST = 100
"""Characters of what came of a run, about a line of Prefect's list at 1,280 pixels."""
MOST_UNITS = 3
LOOKS = {"collect": "thu thập", "rerun": "đọc lại", "import-workbooks": "nhập tệp", "dry-run": "chạy thử"}
AT_AN_INSTANT = {
    "rebuild": "tính lại",
    "remind": "nhắc",
    "papers": "lập văn bản",
    "show-standings": "xem tình trạng",
}
OF_A_CAMPAIGN = {
    "show-decisions": "xem quyết định",
    "show-deadlines": "xem hạn",
    "show-roster": "xem danh sách",
    "take-roster": "nhận danh sách",
    "closing": "chốt số liệu",
    "begin-campaign": "bắt đầu đợt",
    "close-campaign": "đóng đợt",
}
DECISIONS = {
    "grant-extension": "gia hạn",
    "exempt-unit": "miễn báo cáo",
    "rule-on-unverified": "xác minh",
    "answer-question": "trả lời",
    "revoke-decision": "thu hồi",
    "recorded-decision": "",
}
ONLY_SHOWN = {"rebuild": "tính thử", "remind": "xem ai cần nhắc"}
WHOSE = re.compile(r"^Đợt \S+(?:, (?:mọi đơn vị|đơn vị [^:]*))?: ")
"""How an answer begins that names its campaign: in a list the name has said it."""


def run_name(
    flow: str, parameters: Mapping[str, Any], due_at: datetime, *, is_one_of_several: bool = False
) -> str:
    """What a run is, in the words of the desk, by its flow and what its form says; whose it is, where several campaigns run."""
    if flow in DECISIONS:
        what = [
            DECISIONS[flow],
            parameters.get("kind"),
            _unit(parameters.get("unit")),
            parameters.get("cell"),
        ]
    elif flow in OF_A_CAMPAIGN:
        what = [OF_A_CAMPAIGN[flow], parameters.get("campaign")]
    else:
        whose = parameters.get("campaign") if is_one_of_several else None
        named = whose if whose != RUNNING else None
        what = [_look(flow, parameters), named, _units(parameters.get("units")), _at(parameters, due_at)]
    return " ".join(str(each).strip() for each in what if each)


def _look(flow: str, parameters: Mapping[str, Any]) -> str:
    if parameters.get("dry_run"):
        return ONLY_SHOWN.get(flow, "chạy thử")
    if flow == "collect" and parameters.get("observed_at"):
        return LOOKS["import-workbooks"]
    return {**LOOKS, **AT_AN_INSTANT}.get(flow, flow)


def _at(parameters: Mapping[str, Any], due_at: datetime) -> str:
    """The instant that a form speaks of, else the one the run is for."""
    typed = str(parameters.get("observed_at") or parameters.get("as_of") or "").strip()
    try:
        return local(instant(typed, ZONE) if typed else due_at, ZONE)
    except ConfigurationError:
        # what is wrong with it is said by the run itself
        return local(due_at, ZONE)


def _units(units: Any) -> str:
    if not isinstance(units, Sequence) or isinstance(units, str) or not units:
        return ""
    return ", ".join(map(_unit, units)) if len(units) <= MOST_UNITS else f"{len(units)} đơn vị"


def _unit(chosen: Any) -> str:
    """A unit's code, of what a form offers; what was typed in its place otherwise."""
    return str(chosen or "").partition(" · ")[0]


def of_this_run() -> str:
    """The name of the run that this process has begun."""
    context = FlowRunContext.get()
    if context is None or context.flow_run is None or context.flow is None:
        return ""
    due_at = context.flow_run.expected_start_time or datetime.now(UTC)
    parameters = context.parameters or {}
    return run_name(context.flow.name, parameters, due_at, is_one_of_several=_are_several())


def _are_several() -> bool:
    """Whether more than one campaign runs today."""
    try:
        return len(campaigns.find(read_settings()).running(datetime.now(UTC))) > 1
    except ConfigurationError:
        # said by the run itself
        return False


def tell_outcome(sentence: str) -> None:
    """Let the list say what came of this run. What keeps it from that is in the log: the run's state says it all the same."""
    context = FlowRunContext.get()
    if context is None or context.flow_run is None:
        return
    try:
        context.client.set_flow_run_name(context.flow_run.id, named_with(of_this_run(), sentence))
    except (httpx.HTTPError, PrefectException) as error:
        logger.warning("Chưa ghi được kết quả vào tên lần chạy (%s).", type(error).__name__)


def named_with(name: str, sentence: str) -> str:
    """A name with what came of the run, as much of it as a line of the list holds."""
    told = WHOSE.sub("", " ".join(sentence.split()))
    if len(told) > LONGEST:
        told = f"{told[:LONGEST].rpartition(' ')[0]} …"
    return f"{name}: {told}" if told else name


def name_due_runs() -> int:
    """Name the runs of our deployments that have not begun; how many had another name. Raises PrefectUnavailable."""
    due, several = in_states(StateType.SCHEDULED), _are_several()
    with prefect_client() as client:
        runs = client.read_flow_runs(flow_run_filter=due, deployment_filter=OURS)
        flows = {each: client.read_flow(each).name for each in {run.flow_id for run in runs}}
        names = {
            run.id: run_name(
                flows[run.flow_id], run.parameters, run.expected_start_time, is_one_of_several=several
            )
            for run in runs
            if run.expected_start_time is not None
        }
        unnamed = [run.id for run in runs if names.get(run.id, run.name) != run.name]
        for run_id in unnamed:
            client.set_flow_run_name(run_id, names[run_id])
    return len(unnamed)

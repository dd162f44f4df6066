"""The log of a run as an operator reads it: Prefect's own lines in our words, and without those that repeat ours.

Arrives: the lines that Prefect's engines write of a run and of its tasks.
Leaves:  when a run began and how it ended, in Vietnamese; of a task nothing, for each unit has a line of ours.
Not here: what we say ourselves: `flows.desk` writes it in words, since a terminal and a log show it too.

What Prefect says of a task whose unit could not be read would be the whole value that it returned, in English. Lines that
are not known here stay as they are.
"""

from __future__ import annotations

import ast
import logging
import re

BEGUN = re.compile(r"Beginning \w+ run '(?P<name>.*)' for flow '.*'")
ENDED = re.compile(
    r"""Finished in state (?P<state>\w+)\((?P<said>(['"]).*\3)?(?:, )?(?:type=\w+)?\)""", re.DOTALL
)
OF_A_TASK = re.compile(r"Finished in state |Task run failed with state: ")
BROKEN = "Crash detected!"
ENDS = {
    "Completed": "xong",
    "Failed": "CHƯA XONG",
    "Cancelled": "đã hủy",
    "Crashed": "bị ngắt",
}
"""How a state's name begins, and what it means."""


def in_words(record: logging.LogRecord) -> bool:
    """A run's own line, told in Vietnamese."""
    line = record.getMessage()
    if begun := BEGUN.fullmatch(line):
        _say(record, f"Bắt đầu: {begun['name']}.")
    elif line.startswith(BROKEN):
        _say(record, "Bị ngắt giữa chừng; không có gì ghi dở, chạy lại là đủ.")
    elif ended := ENDED.fullmatch(line):
        how = next((vi for state, vi in ENDS.items() if ended["state"].startswith(state)), ended["state"])
        # a state tells its message as Python would write it
        said = ast.literal_eval(ended["said"]) if ended["said"] else ""
        _say(record, f"Kết thúc: {how}. {said}".strip())
    return True


def is_told(record: logging.LogRecord) -> bool:
    """Whether a task's line is shown: not one that says again what our line of its unit says."""
    return OF_A_TASK.match(record.getMessage()) is None


def _say(record: logging.LogRecord, line: str) -> None:
    record.msg, record.args = line, ()


def speak_vietnamese() -> None:
    """Have the lines of runs that begin in this process told so; as often as wanted."""
    # once each: a filter that is there already is not added again
    logging.getLogger("prefect.flow_runs").addFilter(in_words)
    logging.getLogger("prefect.task_runs").addFilter(is_told)

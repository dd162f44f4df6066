"""The tables of the documents that code and settings already say: commands, deployments, rooms, floors.

Arrives: click's commands, `prefect.yaml`, the map of `flows`, the layers of `pyproject.toml`.
Leaves:  each document as it should stand: what is between its marks is made here, all else is its writer's.

`python -m tests.documents` writes them.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import click
import yaml
from prefect.utilities.callables import parameter_schema

import flows
from flows.cli.main import bluezone
from flows.desk.timetable import AFTER, BEFORE, DAILY, PAPERS, REMIND
from schemas.campaign.schedule import Schedule

ROOT = Path(__file__).parents[2]
Table = Callable[[], str]


def table(headings: Sequence[str], rows: Iterator[Sequence[str]]) -> str:
    lines = [headings, ["---"] * len(headings), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" for line in lines)


def every_command(
    group: click.Group = bluezone, before: str = "bluezone"
) -> Iterator[tuple[str, click.Command]]:
    """Each command with its whole name, in the order of the help."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from every_command(command, f"{before} {name}")
        else:
            yield f"{before} {name}", command


def commands() -> str:
    rows = ([f"`{_usage(name, command)}`", command.help or ""] for name, command in every_command())
    return table(("lệnh", "làm gì"), rows)


def _usage(name: str, command: click.Command) -> str:
    context = click.Context(command)
    options = [each for each in command.params if isinstance(each, click.Option)]
    ordered = sorted(options, key=lambda each: not each.required)
    arguments = [each.make_metavar(context) for each in command.params if isinstance(each, click.Argument)]
    return " ".join([name, *arguments, *(_option(each, context) for each in ordered)])


def _option(option: click.Option, context: click.Context) -> str:
    shown = max(option.opts, key=len)
    if not option.is_flag:
        shown += f" {option.make_metavar(context)}"
    if option.required:
        return shown
    return f"[{shown}]…" if option.multiple else f"[{shown}]"


def deployments() -> str:
    rows = ([f"`{each['name']}`", _times(each), each["description"], _fields(each)] for each in deployed())
    return table(("tên", "lúc", "làm gì", "điền (không bắt buộc)"), rows)


def deployed() -> list[dict[str, Any]]:
    written: list[dict[str, Any]] = yaml.safe_load((ROOT / "prefect.yaml").read_text("utf-8"))["deployments"]
    return written


def _times(deployment: dict[str, Any]) -> str:
    """When it runs by itself, as a campaign has it whose file says nothing of that."""
    told = Schedule()
    times = {
        DAILY: f"{told.daily_at:%H:%M} mỗi ngày của đợt",
        BEFORE: f"{told.minutes_before_cutoff} phút trước mỗi hạn",
        AFTER: f"{told.minutes_after_cutoff} phút sau mỗi hạn",
        PAPERS: f"{told.minutes_to_papers} phút sau mỗi hạn",
        REMIND: f"{told.remind_at:%H:%M} mỗi ngày của đợt",
    }
    return times.get(deployment["name"], "khi bấm")


def _fields(deployment: dict[str, Any]) -> str:
    """What its form asks for, by the titles of the fields, those it can do without in brackets; a schedule asks nothing."""
    if not deployment.get("enforce_parameter_schema"):
        return ""
    module, _, name = deployment["entrypoint"].rpartition(".")
    schema = parameter_schema(getattr(import_module(module), name))
    fields = sorted(schema.properties.items(), key=lambda field: field[1]["position"])
    needed = [about["title"] for name, about in fields if name in schema.required]
    others = [about["title"] for name, about in fields if name not in schema.required]
    shown = [", ".join(needed), f"({', '.join(others)})" if others else ""]
    return " ".join(filter(None, shown))


def rooms() -> str:
    """The map that `flows` itself gives, its paths from the top."""
    lines = [line for line in (flows.__doc__ or "").splitlines() if line.startswith("|")]
    return "\n".join(re.sub(r"^\| `", "| `flows/", line) for line in lines)


def floors() -> str:
    """The layers that import-linter holds `flows` to, the upper first."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    layers = next(each["layers"] for each in settings if each.get("containers") == ["flows"])
    return "\n".join(["```", *layers, "```"])


TABLES: dict[Path, dict[str, Table]] = {
    ROOT / "README.md": {"rooms": rooms},
    ROOT / "docs" / "design.md": {"floors": floors},
    ROOT / "flows" / "README.md": {"deployments": deployments, "commands": commands},
}


def written(path: Path) -> str:
    """A document with its tables as they should be."""
    text = path.read_text("utf-8")
    for name, made in TABLES[path].items():
        begins, ends = f"<!-- {name}: python -m tests.documents -->\n", f"\n<!-- {name} ends -->"
        before, begun, rest = text.partition(begins)
        _, ended, after = rest.partition(ends)
        assert begun and ended, f"{path.name} has no place for {name}"
        text = f"{before}{begins}\n{made()}\n{ends}{after}"
    return text

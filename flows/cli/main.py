"""`bluezone …`: the desk's commands. Heavy packages are imported where they are used, so that --help answers at once.

Arrives: arguments.
Leaves:  tables for people or JSON for machines, and an exit code: 0 all well, 1 some unit could not be read,
         2 a wrong argument or file, 3 no database or one of another release, 4 Google refuses the account or its key
         file holds none, 5 no Prefect server.
Not here: the commands themselves (`flows.cli`).
"""

from __future__ import annotations

import atexit
import gc
import gettext
import io
import os
import sys
from pathlib import Path

import click

from flows.cli import (
    campaigns,
    closings,
    collection,
    decisions,
    local,
    operations,
    page,
    papers,
    playing,
    questions,
    reminders,
    retention,
    rosters,
    template,
    verification,
)
from flows.errors import Defect, PipelineError

COMMANDS = (
    collection.migrate,
    collection.collect,
    questions.standings,
    questions.findings,
    page.page,
    papers.papers,
    decisions.extend,
    decisions.exempt,
    decisions.rule,
    decisions.answer,
    decisions.revoke,
    decisions.decisions,
    closings.closing,
    closings.issued,
    campaigns.campaign,
    rosters.roster,
    template.template,
    playing.rehearse,
    collection.doctor,
    collection.rebuild,
    reminders.remind,
    retention.prune,
    verification.verify,
    local.demo,
    local.stop,
    local.clean,
    operations.up,
    operations.down,
    operations.deploy,
    operations.automations,
    operations.server,
    operations.worker,
    operations.drain,
)


LOCALES = Path(__file__).parent / "locales"
NEW_OBJECTS = 100_000
"""After how many the collector looks for garbage: a command's packages are half a million objects, none of them any."""


def speak_vietnamese() -> None:
    """What click itself says, of help and of what is mistyped, comes from our catalogue, whatever the shell's language."""
    gettext.bindtextdomain("messages", LOCALES)
    os.environ["LANGUAGE"] = "vi"


def load_lightly() -> None:
    """What a command loads stays to its end: to look through it for garbage, again and again while it loads and once
    more as Python ends, takes as long as to answer.
    """
    gc.set_threshold(NEW_OBJECTS)
    atexit.register(gc.freeze)


def main() -> None:
    """Run a command; a mistake in it or a failure of ours is one line on stderr, never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        # a terminal without Vietnamese letters gets their codes, not a program error
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    load_lightly()
    speak_vietnamese()
    try:
        bluezone(prog_name="bluezone", standalone_mode=False)
    except click.exceptions.Abort:
        sys.exit(130)
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        sys.exit(error.exit_code)
    except click.UsageError as error:
        click.echo(f"Lỗi: {_in_one_line(error)}", err=True)
        sys.exit(error.exit_code)
    except PipelineError as error:
        click.echo(f"Lỗi: {error}", err=True)
        sys.exit(error.exit_code)
    except Exception as error:  # noqa: BLE001 - told as a Defect: its own text may hold a cell's value
        click.echo(f"Lỗi: {Defect.of(error)}", err=True)
        sys.exit(Defect.exit_code)


def _in_one_line(error: click.UsageError) -> str:
    """What is wrong with a command as it was typed, and where to read how it is used."""
    helped = ["Xem:", error.ctx.command_path, "--help"] if error.ctx else []
    return " ".join([*error.format_message().split(), *helped])


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def bluezone() -> None:
    """Thu thập báo cáo của các công đoàn, kiểm tra, ghi vào Postgres và theo dõi hạn báo cáo."""


def _in_vietnamese(command: click.Command) -> None:
    """The only words of a help page that click does not look up."""
    command.options_metavar = "[TÙY CHỌN]"
    if isinstance(command, click.Group):
        command.subcommand_metavar = "LỆNH …"
        for each in command.commands.values():
            _in_vietnamese(each)


for command in COMMANDS:
    bluezone.add_command(command)
_in_vietnamese(bluezone)

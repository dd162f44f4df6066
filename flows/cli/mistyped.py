"""What is wrong with a command as it was typed, in Vietnamese: click itself says it in English.

Arrives: click's UsageError.
Leaves:  one sentence that names the option or the command, and where to read how it is used.
Not here: what our own code finds wrong with a value (`flows.errors.ConfigurationError`).
"""

from __future__ import annotations

from collections.abc import Sequence

import click
from click.exceptions import NoSuchCommand


def told(error: click.UsageError) -> str:
    """One line for the person who typed it."""
    helped = f" Xem: {error.ctx.command_path} --help" if error.ctx else ""
    return f"{_wrong(error)}{helped}"


def _wrong(error: click.UsageError) -> str:
    match error:
        case click.MissingParameter(param=click.Parameter() as asked):
            return f"Thiếu {_shown(asked, error.ctx)}."
        case click.BadParameter(param=click.Parameter() as asked):
            return f"Giá trị không đúng; hãy ghi: {_shown(asked, error.ctx)}."
        case click.NoSuchOption():
            return f"Không có tùy chọn {error.option_name}{_meant(error.possibilities)}."
        case NoSuchCommand():
            return f"Không có lệnh {error.command_name}{_meant(error.possibilities)}."
        case click.BadOptionUsage():
            return f"Tùy chọn {error.option_name} thiếu giá trị, hoặc không nhận giá trị."
        case _:
            return 'Dòng lệnh thừa hoặc sai chữ; giá trị có dấu cách phải đặt trong ngoặc kép, như "28/8/2020 15:00".'


def _shown(asked: click.Parameter, ctx: click.Context | None) -> str:
    """An option as its help shows it: "--before NGÀY", "--as [on_time|late]"."""
    name = max(asked.opts, key=len)
    return f"{name} {asked.make_metavar(ctx)}" if ctx else name


def _meant(possibilities: Sequence[str] | None) -> str:
    return f" (gần giống: {', '.join(possibilities)})" if possibilities else ""

"""Who removes a home is asked first when its database keeps looks at real sheets, or when nobody can tell.

Arrives: a home that is to go.
Leaves:  a person's word that it may; or an error, with everything as it was.
Not here: the removal (`flows.store.files.home`).
"""

from __future__ import annotations

import sys
import unicodedata
from pathlib import Path

import click

from flows.errors import ConfigurationError, PipelineError

ZONE = "Asia/Ho_Chi_Minh"
AGREED = ("có", "yes", "y")


def ask(home: Path, unasked: str) -> None:
    """Nothing to ask where the database holds fiction or nothing. Raises ConfigurationError unless somebody says yes.

    `unasked` says what whoever has no keyboard can do.
    """
    lost = _lost(home)
    if lost is None:
        return
    if not sys.stdin.isatty():
        raise ConfigurationError(
            f"{lost} Chưa xóa gì, vì không có bàn phím để hỏi; nếu thật muốn xóa: {unasked}."
        )
    click.echo(lost)
    answer = click.prompt("Xóa hẳn? Gõ có để xóa, Enter để giữ", default="", show_default=False)
    if unicodedata.normalize("NFC", answer).strip().casefold() not in AGREED:
        raise ConfigurationError("Đã giữ nguyên, chưa xóa gì.")


def _lost(home: Path) -> str | None:
    """What goes with it, as a sentence."""
    from flows.demo.workbooks import INSTANTS
    from flows.steps.publish.words import dated
    from flows.store.recorded import kept_looks

    try:
        kept = kept_looks.in_home(home, list(INSTANTS))
    except PipelineError as error:
        return (
            f"Không biết cơ sở dữ liệu trong {home} có giữ số liệu thật hay không ({error}). "
            "Xóa rồi thì không lấy lại được."
        )
    if kept.last_at is None:
        return None
    return (
        f"Cơ sở dữ liệu trong {home} giữ {kept.looks} lần ghi nhận bảng thật của {kept.units} đơn vị, lần cuối "
        f"{dated(kept.last_at, ZONE)}. Xóa rồi thì không lấy lại được; sao lưu trước bằng pg_dump (docs/operators.md)."
    )

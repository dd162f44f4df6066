"""A folder of workbooks, one workbook or .csv per unit: what units without Google accounts send by e-mail.

Arrives: a folder and the roster.
Leaves:  one observation per unit, its cells typed as the file has them.
Not here: which file is whose (`claims`), what a file's bytes hold (`files`) and whose template they are (`marks`), what
         else lies there (`entries`).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path

from flows.errors import ConfigurationError, SheetAmbiguous, SheetUnreadable
from flows.steps.pull import Unclaimed
from flows.steps.pull.claims import claims, named_in_words
from flows.steps.pull.workbooks.entries import Entry, entries
from flows.steps.pull.workbooks.files import NotAWorkbook, read_workbook
from schemas.observation import Observation, Outcome
from schemas.roster import Roster, Unit


class Workbooks:
    """A folder as it is now. With `declared_at`, its files count as seen at that instant, declared by `declared_by`.

    Raises ConfigurationError when there is no such folder, or it may not be listed.
    """

    def __init__(
        self,
        folder: Path,
        roster: Roster,
        *,
        campaign_code: str,
        clock: Callable[[], datetime],
        declared_at: datetime | None = None,
        declared_by: str | None = None,
    ) -> None:
        if not os.path.isdir(folder):  # noqa: PTH112 - pathlib's raises where a folder above it may not be entered
            raise ConfigurationError(f"Không có thư mục {folder}; hãy kiểm tra «Nơi đọc» (--source).")
        self._folder = folder
        self._clock = clock
        self._declared_at = declared_at
        self._declared_by = declared_by if declared_at is not None else None
        try:
            self._entries = {entry.name: entry for entry in entries(folder)}
        except OSError as error:
            raise ConfigurationError(
                f"Không mở được thư mục {folder} ({error.strerror}); hãy cấp quyền đọc cho tài khoản chạy chương trình."
            ) from error
        names = {name: name for name in self._entries}
        templates = _templates(self._entries.values(), campaign_code)
        self._claims = claims(names, roster, _linked(roster, names), templates)
        self._units = roster.active

    @property
    def strays(self) -> tuple[str, ...]:
        """Files that belong to no active unit, or to one of several, and files the roster passes over, for the operator."""
        nobodys = (
            f"{self._entries[name].what} không thuộc đơn vị nào; hãy đặt tên bắt đầu bằng mã đơn vị."
            for name in self._claims.nobodys
        )
        doubtful = (
            self._in_doubt(name)
            for name, units in self._claims.doubtful.items()
            # else a look at one of them fails for it
            if all(self._of(unit)[0] for unit in units)
        )
        passed = (
            f"{self._entries[name].what} không được lấy: danh sách đơn vị ghi tệp khác cho {unit.name}."
            for name, unit in self._claims.passed_over.items()
        )
        beside = (
            f"{other.what} của {unit.name} không được đọc, vì đã có bảng tính."
            for unit in self._units
            for other in self._beside(unit)
        )
        return (*nobodys, *doubtful, *passed, *beside)

    def _dispute(self, found: list[Entry]) -> str | None:
        """A file that was made from one unit's template and is called by another's: only these two know whose it is."""
        for entry in found:
            if (units := self._claims.disputed.get(entry.name)) is not None:
                of_template, of_name = (unit.name for unit in units)
                return (
                    f"{entry.what} có tên của {of_name} nhưng lập trên mẫu của {of_template}; hãy hỏi hai đơn vị số liệu là "
                    "của ai, rồi ghi tên tệp vào cột sheet của đơn vị đó trong roster.csv."
                )
        return None

    def _of(self, unit: Unit) -> tuple[list[Entry], list[Entry]]:
        """The unit's files that may be its return, and what else lies there under its name."""
        found = [self._entries[name] for name in self._claims.by_unit.get(unit.code, ())]
        returned = [entry for entry in found if entry.may_be_return or entry.name == unit.sheet]
        return returned, [entry for entry in found if entry not in returned]

    def _beside(self, unit: Unit) -> list[Entry]:
        """What lies beside a unit's workbook and is none: the workbook is read, the rest is not."""
        returned, others = self._of(unit)
        return others if returned else []

    @property
    def unclaimed(self) -> Unclaimed | None:
        """A folder in which no file is any unit's."""
        if self._claims.by_unit or self._claims.doubtful:
            return None
        return Unclaimed(f"thư mục {self._folder}", not self._entries)

    def observe(self, unit: Unit) -> Observation:
        """Read the unit's file. Raises SheetAmbiguous for two workbooks and for one whose name another unit bears too,
        SheetUnreadable for what is no workbook.
        """
        returned, others = self._of(unit)
        if dispute := self._dispute(returned):
            raise SheetAmbiguous(dispute)
        if len(returned) > 1:
            raise SheetAmbiguous(
                f"{unit.name} có {len(returned)} tệp: {', '.join(entry.shown for entry in returned)}; hãy giữ một "
                "tệp đúng trong thư mục."
            )
        if not returned and (doubts := self._claims.doubts_of(unit)):
            raise SheetAmbiguous(self._in_doubt(doubts[0]))
        if not returned and not others:
            return Observation(
                unit.code, self._now(), Outcome.ABSENT, str(self._folder.name), declared_by=self._declared_by
            )
        return self._read(unit, (returned or others)[0])

    def _in_doubt(self, name: str) -> str:
        units = named_in_words(self._claims.doubtful[name])
        return f"{self._entries[name].what} có thể là của {units}; hãy đặt tên bắt đầu bằng mã đơn vị."

    def _read(self, unit: Unit, entry: Entry) -> Observation:
        try:
            modified_at, content = entry.read()
            sheet = read_workbook(content, entry.path.suffix)
        except NotAWorkbook as error:
            raise SheetUnreadable(f"{entry.what}: {error}") from error
        except OSError as error:
            raise SheetUnreadable(
                f"Không mở được tệp {entry.shown} ({error.strerror}); hãy kiểm tra quyền đọc."
            ) from error
        return Observation(
            unit.code,
            self._now(),
            Outcome.READ,
            entry.name,
            sheet=sheet,
            modified_at=modified_at,
            declared_by=self._declared_by,
        )

    def _now(self) -> datetime:
        return self._declared_at or self._clock()


def _templates(entries: Iterable[Entry], campaign_code: str) -> dict[str, str]:
    """The code of the unit whose template of this campaign a file was made from, by the file's name; of one of several none."""
    of_campaign = (
        (entry.name, [mark.unit_code for mark in entry.marks if mark.campaign == campaign_code])
        for entry in entries
    )
    return {name: codes[0] for name, codes in of_campaign if len(codes) == 1}


def _linked(roster: Roster, names: dict[str, str]) -> dict[str, str]:
    """The files that the roster names, where the folder holds them."""
    return {unit.code: unit.sheet for unit in roster.active if unit.sheet in names}

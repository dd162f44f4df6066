"""A folder of workbooks, one .xlsx or .csv per unit: what units without Google accounts send by e-mail.

Arrives: a folder and the roster.
Leaves:  one observation per unit, its cells typed as the file has them.
Not here: which file is whose (`claims`), what a file's bytes hold (`workbook_files`).
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from flows.errors import ConfigurationError, SheetAmbiguous, SheetUnreadable
from flows.sources import Unclaimed
from flows.sources.claims import WORKBOOK_SUFFIXES, claims
from flows.sources.workbook_files import NotAWorkbook, read_workbook
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
        clock: Callable[[], datetime],
        declared_at: datetime | None = None,
        declared_by: str | None = None,
    ) -> None:
        if not os.path.isdir(folder):  # noqa: PTH112 - pathlib's raises where a folder above it may not be entered
            raise ConfigurationError(f"Không có thư mục {folder}; hãy kiểm tra đường dẫn sau --source.")
        self._folder = folder
        self._clock = clock
        self._declared_at = declared_at
        self._declared_by = declared_by if declared_at is not None else None
        try:
            listed = sorted(folder.iterdir())
        except OSError as error:
            raise ConfigurationError(
                f"Không mở được thư mục {folder} ({error.strerror}); hãy cấp quyền đọc cho tài khoản chạy chương trình."
            ) from error
        self._is_empty = all(path.name.startswith(".") for path in listed)
        names = {path.name: path.name for path in listed if _is_returned(path)}
        self._claims = claims(names, roster, _linked(roster, names))

    @property
    def strays(self) -> tuple[str, ...]:
        """Files that belong to no active unit, and files the roster passes over, for the operator."""
        nobodys = (
            f"Tệp {name} không thuộc đơn vị nào; hãy đặt tên bắt đầu bằng mã đơn vị."
            for name in self._claims.nobodys
        )
        passed = (
            f"Tệp {name} không được lấy: danh sách đơn vị ghi tệp khác cho {unit.name}."
            for name, unit in self._claims.passed_over.items()
        )
        return (*nobodys, *passed)

    @property
    def unclaimed(self) -> Unclaimed | None:
        """A folder in which no file is any unit's."""
        if self._claims.by_unit:
            return None
        return Unclaimed(f"thư mục {self._folder}", self._is_empty)

    def observe(self, unit: Unit) -> Observation:
        """Read the unit's file. Raises SheetAmbiguous for two files, SheetUnreadable for a file that is no workbook."""
        files = self._claims.by_unit.get(unit.code, ())
        if not files:
            return Observation(
                unit.code, self._now(), Outcome.ABSENT, str(self._folder.name), declared_by=self._declared_by
            )
        if len(files) > 1:
            raise SheetAmbiguous(
                f"{unit.name} có {len(files)} tệp: {', '.join(files)}; hãy giữ một tệp đúng trong thư mục."
            )
        path = self._folder / files[0]
        try:
            modified_at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
            sheet = read_workbook(path.read_bytes(), path.suffix)
        except NotAWorkbook as error:
            raise SheetUnreadable(f"Tệp {path.name}: {error}") from error
        except OSError as error:
            raise SheetUnreadable(
                f"Không mở được tệp {path.name} ({error.strerror}); hãy kiểm tra quyền đọc."
            ) from error
        return Observation(
            unit.code,
            self._now(),
            Outcome.READ,
            path.name,
            sheet=sheet,
            modified_at=modified_at,
            declared_by=self._declared_by,
        )

    def _now(self) -> datetime:
        return self._declared_at or self._clock()


def _is_returned(path: Path) -> bool:
    """Whether a file may be somebody's return: not a folder, a hidden file or Office's lock file."""
    return (
        path.is_file()
        and not path.name.startswith((".", "~$"))
        and path.suffix.casefold() in WORKBOOK_SUFFIXES
    )


def _linked(roster: Roster, names: dict[str, str]) -> dict[str, str]:
    """The files that the roster names, where the folder holds them."""
    return {unit.code: unit.sheet for unit in roster.active if unit.sheet in names}

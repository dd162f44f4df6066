"""A look at one unit's Google Sheet: which file is asked for, whether it is read, what is said of it.

Arrives: a roster, a Drive folder, what is known of each unit's last read, and someone to ask Google.
Leaves:  one `Observation` a look, or one of `flows.errors` that says who must act.
Not here: gspread and HTTP (`sheets`), whose file is whose (`folder`), what a body holds (`answers`).

One `files.list` for each 1,000 files, then one read for each changed sheet; an unchanged one costs nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from flows.errors import ConfigurationError, LookFailed, SheetForbidden, SheetMissing
from flows.steps.pull import Unclaimed
from flows.steps.pull.google import answers
from flows.steps.pull.google.failures import folder_hidden
from flows.steps.pull.google.files import SHEET, File, file_from_json, folder_id, not_a_sheet, sheet_id
from flows.steps.pull.google.folder import sort_out
from schemas.observation import LastRead, Observation, Outcome
from schemas.roster import Roster, Unit
from schemas.sheet import Sheet

Json = Mapping[str, Any]

LARGE_ROWS = 1500
"""Above so many rows a sheet comes in two requests, its values unwrapped: a tenth of the bytes."""
EVERY_SHEET = f'mimeType="{SHEET}" and trashed=false'
THE_FOLDER = "thư mục Drive của đợt báo cáo"


class Google(Protocol):
    """Answers with JSON or raises one of `flows.errors`. `what` names in Vietnamese what is asked for."""

    @property
    def account(self) -> str:
        """The service account's e-mail address, which units share their sheets with."""

    def pages(self, query: str, what: str) -> Iterator[Sequence[Json]]: ...
    def file(self, key: str, what: str) -> Json: ...
    def spreadsheet(self, key: str, fields: str, what: str) -> Json: ...
    def large_spreadsheet(self, key: str, what: str) -> tuple[Json, Json]: ...


class GoogleLooks:
    """Lists once, then looks at units, from several threads if need be. Implements `flows.steps.pull.Source`."""

    def __init__(
        self,
        google: Google,
        *,
        roster: Roster,
        folder: str,
        known: Mapping[str, LastRead],
        clock: Callable[[], datetime],
    ) -> None:
        """The roster is the whole one, also when few are looked at: the others' files are no strays.

        A list that fails fails each look that needs it, so that every unit's look is recorded.
        """
        self._google = google
        self._known = known
        self._clock = clock
        self._folder = folder_id(folder)
        self._listed_at = clock()
        self._listing_failure: LookFailed | None = None
        files = self._in_folder() if self._folder else []
        self._shared = {} if self._folder else self._shared_with_us(roster.active)
        self._shelf = sort_out(files, roster, known)
        self._is_empty = not files
        self._knows_of_none = not known and not any(unit.sheet for unit in roster.active)

    @property
    def strays(self) -> tuple[str, ...]:
        """Vietnamese sentences about files of the folder that are nobody's, or that are passed over."""
        return self._shelf.strays

    @property
    def unclaimed(self) -> Unclaimed | None:
        """A folder in which nothing is any unit's, where no unit has a sheet elsewhere or had one before."""
        is_listed = bool(self._folder) and self._listing_failure is None
        if not is_listed or self._shelf.by_unit or self._shelf.in_doubt or not self._knows_of_none:
            return None
        return Unclaimed(THE_FOLDER, self._is_empty)

    def observe(self, unit: Unit) -> Observation:
        """Look once. A sheet was unchanged or absent at the instant Drive was asked, so that one is kept."""
        known = self._known.get(unit.code)
        file = self._file_of(unit, known)
        if file is None:
            return Observation(unit.code, self._listed_at, Outcome.ABSENT, origin=self._folder)
        if known is not None and file.is_unchanged_since(known):
            proof = self._proof(file, known)
            return Observation(
                unit.code, file.listed_at, Outcome.UNCHANGED, file.id, modified_at=proof, version=file.version
            )
        sheet = self._read(file, max(known.row_count if known else 0, unit.branches_expected or 0))
        # listed before the read: what is edited in between shows as another version next time
        return Observation(unit.code, self._clock(), Outcome.READ, file.id, sheet=sheet, version=file.version)

    def place_of(self, unit: Unit) -> str | None:
        """The id of the unit's sheet, which is not read; None when nothing is there yet. Raises like a look."""
        file = self._file_of(unit, self._known.get(unit.code))
        return None if file is None else file.id

    def _in_folder(self) -> list[File]:
        query = f"'{self._folder}' in parents and trashed=false"
        try:
            files = self._list(query, THE_FOLDER)
            if not files:
                # "nothing there" is evidence, and a folder hidden from us may list as empty
                self._google.file(self._folder, THE_FOLDER)
        except (SheetMissing, SheetForbidden):
            self._listing_failure = folder_hidden(self._google.account)
        except LookFailed as failure:
            self._listing_failure = failure
        else:
            return files
        return []

    def _shared_with_us(self, units: Sequence[Unit]) -> dict[str, File]:
        """Without a folder, one list of all we may see spares a question for each sheet of the roster."""
        linked = [unit for unit in units if sheet_id(unit.sheet)]
        if not linked:
            raise ConfigurationError(
                "Đợt báo cáo chưa cho biết bảng ở đâu: ghi thư mục Drive vào mục [source] của campaign.toml, "
                "hoặc liên kết của từng bảng vào cột sheet của roster.csv."
            )
        if len(linked) == 1:
            return {}
        try:
            return {file.id: file for file in self._list(EVERY_SHEET, "danh sách bảng được chia sẻ")}
        except LookFailed:
            # nothing hangs on this list: each look asks for its own sheet and meets the reason itself
            return {}

    def _list(self, query: str, what: str) -> list[File]:
        pages = self._google.pages(query, what)
        return [file_from_json(value, self._listed_at) for page in pages for value in page]

    def _file_of(self, unit: Unit, known: LastRead | None) -> File | None:
        """The unit's sheet; None when a complete list shows that nothing is there yet."""
        if file := self._shelf.sheet_of(unit):
            return file
        if linked := sheet_id(unit.sheet):
            return self._shared.get(linked) or self._elsewhere(linked, unit)
        if self._listing_failure is not None:
            raise self._listing_failure
        if known is not None:
            raise self._gone(known, unit)
        return None

    def _elsewhere(self, key: str, unit: Unit) -> File:
        """A sheet outside the folder, by its id. Raises the failure that tells deleted from not shared."""
        what, listed_at = f"bảng của {unit.name}", self._clock()
        try:
            file = file_from_json(self._google.file(key, what), listed_at)
        except (SheetMissing, SheetForbidden):
            # Drive says 404 of both; Sheets says 403 of what is not shared, 404 of what is gone
            self._google.spreadsheet(key, "spreadsheetId", what)
            return File(key, what, SHEET, version=None, modified_at=None, listed_at=listed_at)
        if file.is_trashed:
            raise SheetMissing(
                f"Bảng «{file.shown}» của {unit.name} đang ở thùng rác: người giữ bảng khôi phục, hoặc gửi "
                "liên kết mới."
            )
        if file.mime_type != SHEET:
            raise not_a_sheet(file)
        return file

    def _gone(self, known: LastRead, unit: Unit) -> SheetMissing:
        """The failure for a sheet that was read from the folder and is listed there no more."""
        file = self._elsewhere(known.origin, unit)
        return SheetMissing(
            f"Bảng «{file.shown}» của {unit.name} không còn trong {THE_FOLDER}: chuyển bảng trở lại, hoặc ghi "
            "liên kết của bảng vào roster.csv."
        )

    def _read(self, file: File, rows: int) -> Sheet:
        if rows > LARGE_ROWS:
            return answers.sheet_of_values(*self._google.large_spreadsheet(file.id, file.what))
        return answers.sheet(self._google.spreadsheet(file.id, answers.WHOLE_FIELDS, file.what))

    def _proof(self, file: File, known: LastRead) -> datetime | None:
        """Drive's modification time, when it proves that the content was there by then.

        This later look finds the version that was listed before the read, so nothing was written around the
        read; and no formula may take its value from elsewhere. Finding out costs a read, made only when a
        standing depends on it; when that fails the look is as good without the proof.
        """
        if not known.needs_proof or file.modified_at is None or file.modified_at > known.read_at:
            return None
        try:
            formulas = self._google.spreadsheet(file.id, answers.FORMULA_FIELDS, file.what)
        except LookFailed:
            return None
        return None if answers.is_live(formulas) else file.modified_at

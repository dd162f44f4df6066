"""What lies in the campaign's Drive folder, and which file is which unit's.

Arrives: Drive's list of files, the roster, what is known of each unit's last successful read.
Leaves:  `Shelf`: the files of each unit, and a Vietnamese sentence for each file that is nobody's.
Not here: what a file is (`files`), HTTP, cells, and the rule of names (`flows.steps.pull.claims`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flows.errors import SheetAmbiguous
from flows.steps.pull.claims import claims, named_in_words
from flows.steps.pull.google.files import SHEET, File, not_a_sheet, sheet_id
from schemas.observation import LastRead
from schemas.roster import Roster, Unit
from schemas.vietnamese.text import capital


@dataclass(frozen=True, slots=True)
class Shelf:
    """The listed files, sorted. A unit without any file has no entry."""

    by_unit: Mapping[str, tuple[File, ...]]
    strays: tuple[str, ...]
    linked_twice: Mapping[str, str]
    """Units whose roster cell names the sheet of another unit, with the names of all of them."""
    in_doubt: Mapping[str, str]
    """Units without a file whose name one bears that may be another's, with the sentence that tells it."""

    def sheet_of(self, unit: Unit) -> File | None:
        """The unit's one sheet. Raises SheetAmbiguous or SheetUnreadable; None when nothing is there."""
        if unit.code in self.linked_twice:
            raise SheetAmbiguous(
                f"roster.csv ghi cùng một bảng cho {self.linked_twice[unit.code]}: người vận hành sửa cột "
                "sheet."
            )
        files = self.by_unit.get(unit.code, ())
        sheets = [file for file in files if file.mime_type == SHEET]
        if len(sheets) > 1:
            names = ", ".join(f"«{file.shown}»" for file in sheets)
            raise SheetAmbiguous(
                f"Có {len(sheets)} bảng cùng nhận là của {unit.name}: {names}. Người vận hành giữ một bảng, "
                "chuyển bảng kia ra khỏi thư mục, hoặc ghi liên kết đúng vào roster.csv."
            )
        if files and not sheets:
            raise not_a_sheet(files[0])
        if not sheets and unit.code in self.in_doubt:
            raise SheetAmbiguous(self.in_doubt[unit.code])
        return sheets[0] if sheets else None


def sort_out(files: Sequence[File], roster: Roster, known: Mapping[str, LastRead]) -> Shelf:
    """Give each listed file to its unit. A sheet once read stays its unit's when it is renamed."""
    by_id = {file.id: file for file in files}
    found = claims({file.id: file.name for file in files}, roster, _linked(files, roster))
    by_unit = {code: [by_id[key] for key in keys] for code, keys in found.by_unit.items()}
    once = {
        last.origin: code for code, last in known.items() if (unit := roster.by_code(code)) and not unit.sheet
    }
    for key in (*found.nobodys, *found.doubtful):
        if key in once:
            by_unit.setdefault(once[key], []).append(by_id[key])
    strays = [_not_of_one(by_id[key], ()) for key in found.nobodys if key not in once]
    doubtful = {key: units for key, units in found.doubtful.items() if key not in once}
    in_doubt = {
        unit.code: _not_of_one(by_id[key], units)
        for key, units in doubtful.items()
        for unit in units
        if unit.code not in by_unit and not unit.sheet
    }
    # of the others a look at a unit tells
    settled = (key for key, units in doubtful.items() if not any(unit.code in in_doubt for unit in units))
    strays += [_not_of_one(by_id[key], doubtful[key]) for key in settled]
    strays += [_passed_over(by_id[key], unit) for key, unit in found.passed_over.items()]
    for unit in roster.active:
        strays += _beside_a_sheet(by_unit.get(unit.code, []), unit)
    own = {code: tuple(files) for code, files in by_unit.items()}
    return Shelf(own, tuple(strays), _linked_twice(roster), in_doubt)


def _linked(files: Sequence[File], roster: Roster) -> dict[str, str]:
    """The file each unit's roster cell means, by id or by a listed file's very name; it may lie elsewhere."""
    by_name = {file.name.strip().casefold(): file.id for file in files}
    linked = {}
    for unit in roster.active:
        key = sheet_id(unit.sheet) or by_name.get(unit.sheet.strip().casefold())
        if unit.sheet and key:
            linked[unit.code] = key
    return linked


def _linked_twice(roster: Roster) -> dict[str, str]:
    """One return must not count for two units."""
    by_key: dict[str, list[Unit]] = {}
    for unit in roster.active:
        if key := sheet_id(unit.sheet):
            by_key.setdefault(key, []).append(unit)
    return {
        unit.code: ", ".join(other.name for other in units)
        for units in by_key.values()
        for unit in units
        if len(units) > 1
    }


def _not_of_one(file: File, units: Sequence[Unit]) -> str:
    whose = f"có thể là của {named_in_words(units)}" if units else "không thuộc đơn vị nào trong danh sách"
    return (
        f"{capital(file.what)} {whose}: đổi tên cho bắt đầu bằng mã đơn vị, hoặc ghi liên kết "
        "vào cột sheet của roster.csv."
    )


def _passed_over(file: File, unit: Unit) -> str:
    return (
        f"{capital(file.what)} cũng mang tên {unit.name}, nhưng roster.csv đã chỉ định "
        "bảng khác: chuyển tệp thừa ra khỏi thư mục."
    )


def _beside_a_sheet(files: Sequence[File], unit: Unit) -> list[str]:
    """Files of other kinds beside a unit's sheet: the sheet is read, they are not."""
    if not any(file.mime_type == SHEET for file in files):
        return []
    others = [file for file in files if file.mime_type != SHEET]
    return [f"{capital(f.what)} của {unit.name} không được đọc, vì đã có bảng Google." for f in others]

"""Whose file it is when it was made from a unit's template: the mark inside tells, whatever the file is called."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest

from flows.desk.template.workbook import workbook
from flows.errors import SheetAmbiguous
from flows.steps.pull.claims import claims
from flows.steps.pull.workbooks.files import read_workbook
from flows.steps.pull.workbooks.folder import Workbooks
from flows.steps.pull.workbooks.marks import marks_of
from schemas.observation import Outcome
from schemas.roster import Roster, Unit
from schemas.sheet import Sheet, Tab
from schemas.sheet.template_mark import Mark, marks_in
from tests.given import made_workbooks
from tests.given.filled_templates import BLUEZONE

BMT = Unit("643", "LĐLĐ thành phố Buôn Ma Thuột", "district", ("BMT",))
EA_KAR = Unit("64-1", "LĐLĐ huyện Ea Kar", "district", ("Ea Kar",))
ROSTER = Roster((BMT, EA_KAR))
NOW = datetime(2020, 8, 28, 16, 55, tzinfo=UTC)


def template_of(code: str) -> bytes:
    found = BLUEZONE.units.by_code(code)
    assert found
    return workbook(BLUEZONE, found)


def opened(folder: Path, roster: Roster = BLUEZONE.units) -> Workbooks:
    return Workbooks(folder, roster, campaign_code=BLUEZONE.code, clock=lambda: NOW)


@pytest.mark.parametrize("code", ["643", "CN-GD", "CŨ/1", "a b", "Đ.1", "x]y"])
def test_any_code_is_marked_and_found(code: str) -> None:
    """In one byte a letter, and in the two of an .xls or an .xlsb."""
    mark = Mark("tet-2026", code)
    assert str(mark).isascii()
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        assert marks_in(f"… {mark} …".encode(encoding)) == {mark}


@pytest.mark.parametrize("kind", [".xlsx", ".ods", ".xls", ".xlsb"])
def test_the_mark_stands_in_every_kind_of_workbook(kind: str) -> None:
    mark = Mark(BLUEZONE.code, "643")
    sheet = Sheet((Tab("Báo cáo", (("LĐLĐ tỉnh", None, str(mark)), ("STT", "Tên CĐCS"))),))
    written = {
        ".xlsx": made_workbooks.xlsx,
        ".ods": made_workbooks.ods,
        ".xls": made_workbooks.xls,
        ".xlsb": made_workbooks.xlsb,
    }
    assert marks_of(written[kind](sheet)) == {mark}


@pytest.mark.parametrize(
    "content", [b"", b"PK", b"PK\x03\x04 broken", b"\xd0\xcf\x11\xe0", b"a,b\n", b"[bluezone:]"]
)
def test_what_is_no_template_has_no_mark(content: bytes) -> None:
    assert marks_of(content) == frozenset()


def test_a_template_is_its_units_whatever_it_is_called(tmp_path: Path) -> None:
    (tmp_path / "bản cuối gửi chị Lan.xlsx").write_bytes(template_of("650"))
    folder = opened(tmp_path)
    unit = BLUEZONE.units.by_code("650")
    assert unit
    assert folder.observe(unit).outcome is Outcome.READ
    assert folder.strays == ()


def test_a_template_of_another_letter_is_known_by_its_name_alone(tmp_path: Path) -> None:
    """Codes of one letter are not those of another."""
    other = BLUEZONE.model_copy(update={"code": "dot-khac"})
    unit = BLUEZONE.units.by_code("650")
    assert unit
    (tmp_path / "bản cuối.xlsx").write_bytes(workbook(other, unit))
    assert opened(tmp_path).observe(unit).outcome is Outcome.ABSENT


def test_a_file_with_the_marks_of_two_units_is_known_by_its_name_alone(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for code in ("643", "650"):
        book.active.append([str(Mark(BLUEZONE.code, code))])  # type: ignore[union-attr]
    book.save(tmp_path / "gộp.xlsx")
    assert opened(tmp_path).unclaimed is not None


def test_a_name_and_a_mark_of_two_units_are_for_a_person_to_settle(tmp_path: Path) -> None:
    """Neither unit is taken to have reported, nor not to have."""
    (tmp_path / "643 BMT.xlsx").write_bytes(template_of("650"))
    folder = opened(tmp_path)
    for code in ("643", "650"):
        unit = BLUEZONE.units.by_code(code)
        assert unit
        with pytest.raises(
            SheetAmbiguous,
            match="có tên của LĐLĐ thành phố Buôn Ma Thuột nhưng lập trên mẫu của LĐLĐ huyện Krông Năng",
        ):
            folder.observe(unit)


def test_the_roster_settles_it() -> None:
    """As the sentence tells the person to do: the file is the one's that it is linked to, and nobody else's."""
    found = claims({"f": "643.xlsx"}, ROSTER, {"643": "f"}, {"f": "64-1"})
    assert found.by_unit == {"643": ("f",)}
    assert found.disputed == {}
    found = claims({"f": "643.xlsx"}, ROSTER, {"64-1": "f"}, {"f": "64-1"})
    assert found.by_unit == {"64-1": ("f",)}


def test_a_name_and_a_mark_of_one_unit_agree() -> None:
    found = claims({"f": "64-1 Ea Kar.xlsx", "g": "x.xlsx"}, ROSTER, {}, {"f": "64-1", "g": "643"})
    assert found.by_unit == {"64-1": ("f",), "643": ("g",)}
    assert found.disputed == {}


def test_a_mark_does_not_hide_that_a_unit_has_two_files() -> None:
    found = claims({"f": "643.xlsx", "g": "x.xlsx"}, ROSTER, {}, {"g": "643"})
    assert found.by_unit == {"643": ("f", "g")}


def test_a_mark_of_a_unit_with_another_file_in_the_roster_is_passed_over() -> None:
    found = claims({"f": "643.xlsx", "g": "x.xlsx"}, ROSTER, {"643": "f"}, {"g": "643"})
    assert found.by_unit == {"643": ("f",)}
    assert found.passed_over == {"g": BMT}


def test_the_mark_is_read_as_nothing_of_the_return() -> None:
    """It stands in the letterhead, in a cell that names no unit."""
    top = read_workbook(template_of("650"), ".xlsx").tabs[0].rows[0]
    assert top[-1] == str(Mark(BLUEZONE.code, "650"))

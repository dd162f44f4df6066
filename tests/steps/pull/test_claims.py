"""Whose is a file, by the roster's link, the code in front, or the whole name."""

from __future__ import annotations

import pytest

from flows.steps.pull.claims import claims
from schemas.roster import Roster, Unit
from tests.given.claimed import named_unit

BMT = Unit("643", "LĐLĐ thành phố Buôn Ma Thuột", "district", ("TP. Buôn Ma Thuột", "BMT"))
EA_KAR = Unit("64-1", "LĐLĐ huyện Ea Kar", "district", ("Ea Kar",))
LONGER = Unit("64-1-2", "LĐLĐ huyện Krông Búk", "district", ("Krông Búk",))
EDUCATION = Unit("GD", "Công đoàn ngành Giáo dục", "sector")
RESTING = Unit("777", "LĐLĐ huyện Lắk", "district", is_active=False)
ROSTER = Roster((BMT, EA_KAR, LONGER, EDUCATION, RESTING))


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("643.xlsx", "643"),
        ("643", "643"),
        ("643_BMT bản cuối.csv", "643"),
        ("643 - báo cáo Bluezone", "643"),
        ("gd-bao-cao.xlsx", "GD"),
        ("64-1 Ea Kar.xlsx", "64-1"),
        ("64-1-2 Krông Búk.xlsx", "64-1-2"),
        ("LĐLĐ thành phố Buôn Ma Thuột.xlsx", "643"),
        ("TP. Buôn Ma Thuột", "643"),
        ("  Ea Kar.XLSX", "64-1"),
        ("64-1 Krông Búk", "64-1"),
    ],
)
def test_a_name_tells_its_unit(name: str, code: str) -> None:
    """The code in front as a word, in any case, the longest first; else the whole name by fold and alias."""
    unit = named_unit(name, ROSTER)
    assert unit is not None
    assert unit.code == code


@pytest.mark.parametrize(
    "name",
    [
        "6431.xlsx",
        "643a",
        "Báo cáo 643",
        "Ea Kao.xlsx",
        "Bản sao của Ea Kao",
        "GDTX.xlsx",
        "777 Lắk.xlsx",
        "",
        ".csv",
    ],
)
def test_a_doubtful_name_tells_nobody(name: str) -> None:
    """Nothing is guessed: not from likeness, not from a longer word, not for a unit that owes nothing."""
    assert named_unit(name, ROSTER) is None


def test_every_file_goes_to_one_heap() -> None:
    """What a unit's files are, what the roster passes over, what is nobody's: together all files."""
    names = {
        "a": "643.xlsx",
        "b": "Trường THPT Buôn Ma Thuột.xlsx",
        "c": "643 sửa.xlsx",
        "d": "Ea Kar.xlsx",
        "e": "x",
    }
    found = claims(names, ROSTER, {"64-1": "e"})
    assert found.by_unit == {"643": ("a", "c"), "64-1": ("e",)}
    assert found.passed_over == {"d": EA_KAR}
    assert found.nobodys == ("b",)


def test_the_roster_s_link_is_stronger_than_a_name() -> None:
    """A file the roster links to one unit is that unit's, whatever its name says."""
    found = claims({"a": "643.xlsx"}, ROSTER, {"64-1": "a"})
    assert found.by_unit == {"64-1": ("a",)}


def test_a_link_to_a_file_elsewhere_passes_over_the_file_here() -> None:
    """The roster's word stands even when the linked file is not among these."""
    found = claims({"a": "643.xlsx"}, ROSTER, {"643": "elsewhere"})
    assert found.by_unit == {}
    assert found.passed_over == {"a": BMT}


def test_decomposed_letters_of_a_mac_are_the_same_name() -> None:
    """A file name in NFD, as macOS writes it, is read as the same name."""
    unit = Unit("ĐL", "Đơn vị", "affiliated")
    assert named_unit("ĐL bản.xlsx", Roster((unit,))) == unit
    assert named_unit("Krông Búk.xlsx", ROSTER) == LONGER

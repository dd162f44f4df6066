"""Nobody is named in what leaves the desk: not whom it rings, not who decided, not who is named in a cell."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

from flows.desk import decisions
from flows.desk.grounds import Grounds
from flows.desk.papers import drafting
from tests.given.desk import GOOD, HEADING, Desk, moment, sheet
from tests.given.issued import closed, drafted, issued

OF_THE_ROSTER = ("Hoàng Văn Kín", "0905 111 222")
WHO_DECIDED = ("Lò Thị Quyết", "0905 333 444")
WHO_CLOSED = ("Bùi Văn Khép", "0905 555 666")
CLERK = ("Tạ Thị Thư", "0905 777 888")
TYPED = ("Đặng Thị Mật", "0912345678")
BESIDE = ("Ksor Y Kèm", "0987 654 321")
RAPPORTEUR = ("Vũ Thị Báo", "0933 222 111")
PERSONAL = sheet(
    (1, f"CĐCS xã Ea Tam (bà {TYPED[0]} {TYPED[1]})", 24, 22, f"hỏi chị {TYPED[0]} {TYPED[1]}"),
    (2, "CĐCS xã Phú Xuân", 24, 22, 20, f"anh {BESIDE[0]} {BESIDE[1]}", RAPPORTEUR[0], RAPPORTEUR[1]),
    (3, "CĐCS xã Ea Hồ", 24, 22, "hơn 20"),
    heading=(*HEADING, "Người báo cáo", "Số điện thoại"),
)
OWN = "652"


def known_to_the_desk(desk: Desk) -> None:
    """Contacts in the roster, persons who decided, closed and issued, and persons in a unit's cells."""
    units = tuple(
        replace(unit, contact=OF_THE_ROSTER[0], telephone=OF_THE_ROSTER[1])
        for unit in desk.campaign.units.units
    )
    desk.campaign = desk.campaign.model_copy(update={"units": replace(desk.campaign.units, units=units)})
    desk.look("650", "28/8 10:00", GOOD)
    desk.look(OWN, "28/8 10:00", PERSONAL)
    by = Grounds(" ".join(WHO_DECIDED), f"theo đề nghị của bà {' '.join(WHO_DECIDED)}", "12/LĐLĐ")
    decisions.extend(desk.case("651", by, moment("29/8 09:00")), moment("5/9 00:00"))
    decisions.exempt(desk.case("653", by, moment("29/8 09:00")))
    closer = Grounds(" ".join(WHO_CLOSED), f"ông {' '.join(WHO_CLOSED)} yêu cầu", "44/LĐLĐ")
    closed(desk, moment("31/8 17:00"), moment("1/9 08:00"), closer)
    issued(desk, drafted(desk, 47, as_of=moment("30/8 17:00")), by=" ".join(CLERK))


def said(file: Path) -> str:
    """All that a file says: its parts as they are, and without their markup."""
    with zipfile.ZipFile(file) as parts:
        whole = [parts.read(name).decode("utf-8", "replace") for name in parts.namelist()]
    plain = [unescape(re.sub("<[^>]*>", "", each)) for each in whole]
    return "\n".join([*whole, *plain])


@pytest.fixture
def files(desk: Desk, tmp_path: Path) -> dict[str, str]:
    """What each file that leaves says, by its place."""
    known_to_the_desk(desk)
    asked = drafting.wanted(desk.database, desk.campaign, tmp_path, moment("3/9 17:00"), None, None)
    corrected = drafting.wanted(
        desk.database, desk.campaign, tmp_path, moment("3/9 17:00"), moment("3/9 17:00"), None
    )
    written = drafting.draft(desk.database, asked) + drafting.correct(desk.database, corrected)[1]
    return {
        f"{each.file.parent.name}/{each.file.name}": said(each.file)
        for each in written
        if each.file.suffix != ".json"
    }


def forms(person: tuple[str, str]) -> set[str]:
    """A name and a number as either may be written."""
    name, number = person
    return {name, number, number.replace(" ", "")}


def test_nobody_is_named_but_a_rapporteur_in_the_units_own_workbook(files: dict[str, str]) -> None:
    assert {file.rpartition("/")[2].partition("-")[0] for file in files} >= {"don", "bao", "xep", "dinh"}
    assert {f"phieu/{OWN}.docx", f"can-sua/{OWN}.xlsx"} <= set(files)
    for file, words in files.items():
        for person in (OF_THE_ROSTER, WHO_DECIDED, WHO_CLOSED, CLERK, TYPED, BESIDE):
            assert [each for each in forms(person) if each in words] == [], file
        if file != f"can-sua/{OWN}.xlsx":
            assert [each for each in forms(RAPPORTEUR) if each in words] == [], file
    own = files[f"can-sua/{OWN}.xlsx"]
    assert RAPPORTEUR[0] in own, "who reports is named in the unit's own"
    assert "CĐCS xã Ea Hồ" in own


def test_what_a_receipt_quotes_is_told_without_whom_it_names(files: dict[str, str]) -> None:
    receipt = files[f"phieu/{OWN}.docx"]
    assert "Ô E2: 'hỏi …" in receipt
    assert "hơn 20" in receipt

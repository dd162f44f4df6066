"""A folder of workbooks: whose file it is, what its cells are, and what is said when it is no workbook."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from flows.errors import ConfigurationError, SheetAmbiguous, SheetUnreadable
from flows.steps.pull.workbooks.files import NotAWorkbook, read_workbook
from flows.steps.pull.workbooks.folder import Workbooks
from schemas.campaign import load_campaign
from schemas.observation import Outcome
from schemas.roster import Roster, Unit
from schemas.sheet import CellError, DateCell
from tests.conftest import CAMPAIGNS

ROSTER = load_campaign(CAMPAIGNS / "bluezone-2020").units
NOW = datetime(2020, 8, 28, 16, 55, tzinfo=UTC)


def unit(code: str) -> Unit:
    found = ROSTER.by_code(code)
    assert found
    return found


def workbooks(folder: Path, roster: Roster = ROSTER, **more: Any) -> Workbooks:
    return Workbooks(folder, roster, campaign_code="bluezone-2020", clock=lambda: NOW, **more)


def xlsx(path: Path, *rows: list[Any]) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)  # type: ignore[union-attr]
    book.save(path)
    return path


@pytest.mark.parametrize(
    "name", ["650.xlsx", "650 Krông Năng.xlsx", "650_bc.XLSX", "LĐLĐ huyện Krông Năng.xlsx", "krong nang.csv"]
)
def test_a_file_is_its_units_by_the_code_in_front_or_by_its_whole_name(tmp_path: Path, name: str) -> None:
    if name.endswith("csv"):
        (tmp_path / name).write_text("STT,Tên CĐCS\n", encoding="utf-8")
    else:
        xlsx(tmp_path / name, ["STT"])
    seen = workbooks(tmp_path).observe(unit("650"))
    assert (seen.outcome, seen.origin, seen.observed_at) == (Outcome.READ, name, NOW)


@pytest.mark.parametrize("name", ["6501.xlsx", "Krông Bung.xlsx", "báo cáo.xlsx", "AF-KCN.xlsx"])
def test_a_file_of_nobody_is_told_to_the_operator(tmp_path: Path, name: str) -> None:
    xlsx(tmp_path / name, ["STT"])
    source = workbooks(tmp_path)
    assert source.observe(unit("650")).outcome is Outcome.ABSENT
    assert [name in line for line in source.strays] == [True]


def test_two_files_of_one_unit_are_both_left_for_a_person_to_decide(tmp_path: Path) -> None:
    xlsx(tmp_path / "650 a.xlsx", ["STT"])
    xlsx(tmp_path / "650 b.xlsx", ["STT"])
    with pytest.raises(SheetAmbiguous, match=r"2 tệp: 650 a\.xlsx, 650 b\.xlsx"):
        workbooks(tmp_path).observe(unit("650"))


def test_people_in_a_files_name_are_named_in_nothing_that_is_said_of_it(tmp_path: Path) -> None:
    (tmp_path / "650 - chị Lan 0905 123 506.xlsx").write_bytes(b"PK")
    (tmp_path / "anh Hùng.xlsx").write_bytes(b"PK")
    folder = workbooks(tmp_path)
    with pytest.raises(SheetUnreadable, match=r"\ATệp 650 - … …\.xlsx: tệp") as failure:
        folder.observe(unit("650"))
    assert "Lan" not in str(failure.value)
    assert folder.strays == ("Tệp ….xlsx không thuộc đơn vị nào; hãy đặt tên bắt đầu bằng mã đơn vị.",)


def test_the_rosters_own_file_name_decides(tmp_path: Path) -> None:
    xlsx(tmp_path / "gửi lại.xlsx", ["STT"])
    xlsx(tmp_path / "650 cũ.xlsx", ["STT"])
    named = Roster((Unit("650", "LĐLĐ huyện Krông Năng", "district", sheet="gửi lại.xlsx"),))
    source = workbooks(tmp_path, named)
    assert source.observe(named.active[0]).origin == "gửi lại.xlsx"
    assert "650 cũ.xlsx" in source.strays[0]


def test_a_file_whose_name_two_units_bear_is_neither_s_and_both_are_named(tmp_path: Path) -> None:
    xlsx(tmp_path / "Ea Kar.xlsx", ["STT"])
    both = (
        Unit("651", "LĐLĐ huyện Ea Kar", "district", ("Ea Kar",)),
        Unit("X1", "Công đoàn xã Ea Kar", "commune", ("Ea Kar",)),
    )
    said = "Tệp Ea Kar.xlsx có thể là của LĐLĐ huyện Ea Kar (651), Công đoàn xã Ea Kar (X1); hãy đặt tên bắt đầu bằng mã đơn vị."
    source = workbooks(tmp_path, Roster(both))
    for each in both:
        with pytest.raises(SheetAmbiguous) as refused:
            source.observe(each)
        assert str(refused.value) == said
    assert (source.strays, source.unclaimed) == ((), None)
    for each in both:
        xlsx(tmp_path / f"{each.code}.xlsx", ["STT"])
    source = workbooks(tmp_path, Roster(both))
    assert [source.observe(each).origin for each in both] == ["651.xlsx", "X1.xlsx"]
    assert source.strays == (said,)


def test_hidden_files_and_offices_lock_files_are_nobodys_return(tmp_path: Path) -> None:
    for name in (".650.xlsx", "~$650.xlsx", "Thumbs.db"):
        (tmp_path / name).write_bytes(b"")
    source = workbooks(tmp_path)
    assert source.observe(unit("650")).outcome is Outcome.ABSENT
    assert source.strays == ()


def test_the_files_own_clock_is_passed_on_and_a_declared_instant_is_kept_as_declared(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "650.xlsx", ["STT"])
    os.utime(path, (1598633400, 1598633400))
    declared = datetime.fromisoformat("2020-08-29T00:05+07:00")
    seen = workbooks(tmp_path, declared_at=declared, declared_by="văn thư").observe(unit("650"))
    assert seen.modified_at == datetime.fromisoformat("2020-08-28T23:50+07:00")
    assert (seen.observed_at, seen.declared_by) == (declared, "văn thư")


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="Không có thư mục"):
        workbooks(tmp_path / "không có")


def test_typed_cells_stay_typed(tmp_path: Path) -> None:
    path = xlsx(
        tmp_path / "a.xlsx", [1, 1.5, "1.5", True, None, datetime(2020, 8, 28, 12), "#REF!", " x ", ""]
    )
    [tab] = read_workbook(path.read_bytes(), ".xlsx").tabs
    assert tab.rows == ((1, 1.5, "1.5", True, None, DateCell(44071.5), CellError("#REF!"), " x "),)


@pytest.mark.parametrize(
    "content, told",
    [
        (b"", "rỗng"),
        (b"PK\x03\x04 truncated", "hỏng"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "mật khẩu"),
        (b"%PDF-1.4", "không phải bảng tính"),
    ],
)
def test_a_file_that_is_no_workbook_is_told_to_its_unit(tmp_path: Path, content: bytes, told: str) -> None:
    (tmp_path / "650.xlsx").write_bytes(content)
    with pytest.raises(SheetUnreadable, match=told):
        workbooks(tmp_path).observe(unit("650"))
    with pytest.raises(NotAWorkbook, match=told):
        read_workbook(content, ".xlsx")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_text_file_is_read_whatever_its_delimiter_and_encoding(encoding: str, delimiter: str) -> None:
    lines = [["STT", "Tên CĐCS", "Đã cài"], ["1", "Trường Lê Lợi", "20"]]
    content = "\r\n".join(delimiter.join(line) for line in lines).encode(encoding)
    [tab] = read_workbook(content, ".csv").tabs
    assert tab.rows == tuple(map(tuple, lines))


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("650.zip", b"PK\x05\x06" + bytes(18), "tệp nén"),
        ("650 bc.pdf", b"%PDF-1.7", "PDF"),
        ("650.rar", b"Rar!\x1a\x07", "tệp nén"),
        ("LĐLĐ huyện Krông Năng.docx", b"", "rỗng"),
        ("650.jpg", b"\xff\xd8\xff", "ảnh"),
        ("650.gsheet", b"{}", "lối tắt"),
        ("650.xlsx.part", b"PK\x03\x04", "chưa chép xong"),
        ("650", b"abc", "không phải bảng tính"),
        ("650.xlsx", b"", "rỗng"),
        ("650.csv", b"", "rỗng"),
    ],
)
def test_a_file_that_nobody_reads_is_told_and_its_unit_is_not_absent(
    tmp_path: Path, name: str, content: bytes, told: str
) -> None:
    """As an upload of another kind to the Drive folder is."""
    (tmp_path / name).write_bytes(content)
    source = workbooks(tmp_path)
    with pytest.raises(SheetUnreadable, match=told):
        source.observe(unit("650"))
    assert source.strays == ()


def test_a_folder_a_broken_link_or_a_pipe_under_a_units_name_is_told(tmp_path: Path) -> None:
    (tmp_path / "650 Krông Năng").mkdir()
    (tmp_path / "651.xlsx").symlink_to(tmp_path / "không có.xlsx")
    (tmp_path / "cũ").mkdir()
    os.mkfifo(tmp_path / "652.xlsx")
    source = workbooks(tmp_path)
    with pytest.raises(SheetUnreadable, match="thư mục con"):
        source.observe(unit("650"))
    with pytest.raises(SheetUnreadable, match="liên kết"):
        source.observe(unit("651"))
    with pytest.raises(SheetUnreadable, match="không phải là tệp"):
        source.observe(unit("652"))
    assert source.strays == ("Thư mục con cũ không thuộc đơn vị nào; hãy đặt tên bắt đầu bằng mã đơn vị.",)


def test_a_link_to_a_workbook_is_that_workbook(tmp_path: Path) -> None:
    kept = xlsx(tmp_path / "kept", ["STT"])
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "650.xlsx").symlink_to(kept)
    assert workbooks(folder).observe(unit("650")).outcome is Outcome.READ


def test_beside_a_workbook_what_is_none_is_told_and_the_workbook_is_read(tmp_path: Path) -> None:
    xlsx(tmp_path / "650.xlsx", ["STT"])
    (tmp_path / "650.pdf").write_bytes(b"%PDF")
    (tmp_path / "650 ảnh").mkdir()
    source = workbooks(tmp_path)
    assert source.observe(unit("650")).origin == "650.xlsx"
    assert sorted(source.strays) == [
        "Thư mục con 650 ảnh của LĐLĐ huyện Krông Năng không được đọc, vì đã có bảng tính.",
        "Tệp 650.pdf của LĐLĐ huyện Krông Năng không được đọc, vì đã có bảng tính.",
    ]


@pytest.mark.parametrize("other", ["650.xls", "650.xlsb", "650.numbers", "650.ods", "650.et"])
def test_two_spreadsheets_of_one_unit_are_left_for_a_person_whatever_their_kinds(
    tmp_path: Path, other: str
) -> None:
    xlsx(tmp_path / "650.xlsx", ["STT"])
    (tmp_path / other).write_bytes(b"x")
    with pytest.raises(SheetAmbiguous):
        workbooks(tmp_path).observe(unit("650"))

"""`bluezone papers` as people use it: which instant, where it lies and for whom, the same twice, and what no longer holds."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from flows.store.database import Database
from tests.given import children
from tests.given.desk import BAD, GOOD, Desk, branches
from tests.given.documents import parts_of, text_of

Run = Callable[..., "subprocess.CompletedProcess[str]"]
AT = ("--at", "31/8/2020 17:00")
BY = ("--by", "Chủ tịch", "--reason", "gửi TLĐ", "--past")
AMENDED = branches(("CĐCS xã Ea Tam", 24, 22, 21), ("CĐCS xã Phú Xuân", 28, 25, 25))


@pytest.fixture
def run(database: Database, tmp_path: Path) -> Run:
    own = {
        "DATABASE_URL": database.url.render_as_string(hide_password=False),
        "BLUEZONE_HOME": str(tmp_path / "home"),
    }
    return lambda *arguments: children.bluezone(*arguments, environ=own)


@pytest.fixture
def reported(desk: Desk) -> Desk:
    """A unit that was right, one that must correct."""
    desk.look("650", "28/8 17:00", GOOD)
    desk.look("651", "28/8 17:00", BAD)
    return desk


def files(folder: Path) -> dict[str, bytes]:
    return {str(each.relative_to(folder)): each.read_bytes() for each in folder.rglob("*") if each.is_file()}


def number(told: str, file: str) -> str:
    """Of a draft, as the command tells it."""
    [found] = re.findall(rf"^  {re.escape(file)}: .*, dự thảo số (\d+)$", told, re.MULTILINE)
    return str(found)


def test_everything_of_an_instant_lies_in_the_home_for_its_user_alone(
    run: Run, reported: Desk, tmp_path: Path
) -> None:
    done = run("papers", *AT)
    folder = tmp_path / "home" / "papers" / "bluezone-2020" / "2020-08-31-170000"
    assert done.returncode == 0, done.stderr
    first, *_, last = done.stdout.splitlines()
    assert first == f"Dự thảo của đợt bluezone-2020, số liệu tính đến 17 giờ 00 ngày 31/8/2020: {folder}"
    assert last.startswith("Văn bản nào đã ký và gửi thì ghi lại: bluezone issued --paper")
    assert set(files(folder)) == {
        "don-doc.docx", "bao-cao.docx", "xep-hang.docx", "phieu/650.docx", "phieu/651.docx", "can-sua/651.xlsx",
        "ban-chup/650.json", "ban-chup/651.json",
    }  # fmt: skip
    modes = {each: each.stat().st_mode & 0o777 for each in folder.rglob("*")} | {
        folder: folder.stat().st_mode & 0o777
    }
    assert {mode for each, mode in modes.items() if each.is_dir()} == {0o700}
    assert {mode for each, mode in modes.items() if each.is_file()} == {0o600}


def test_the_same_drafted_again_is_the_same_and_anywhere_else(
    run: Run, reported: Desk, tmp_path: Path
) -> None:
    one, other = tmp_path / "một", tmp_path / "hai"
    first, second = (run("papers", *AT, "--out", str(folder)) for folder in (one, other))
    assert (first.returncode, second.returncode) == (0, 0), second.stderr
    assert second.stdout == first.stdout.replace(str(one), str(other))
    assert files(one) == files(other)
    draft = f"DỰ THẢO số {number(first.stdout, 'bao-cao.docx')}"
    assert draft.encode() in b"".join(parts_of(files(one)["bao-cao.docx"]).values())


def test_no_instant_is_the_one_that_was_closed_else_now(run: Run, reported: Desk, tmp_path: Path) -> None:
    open_yet = run("papers", "--out", str(tmp_path / "papers"))
    assert "số liệu tính đến 17 giờ 00 ngày 31/8/2020" not in open_yet.stdout
    assert run("closing", *AT, *BY).returncode == 0
    closed = run("papers", "--out", str(tmp_path / "papers"))
    assert "số liệu tính đến 17 giờ 00 ngày 31/8/2020" in closed.stdout
    said = " ".join(text_of((tmp_path / "papers" / "bao-cao.docx").read_bytes()))
    assert "số liệu đã chốt lúc 17 giờ 00 ngày 31/8/2020" in said


def test_what_cannot_be_drafted_is_one_line_and_no_file(run: Run, tmp_path: Path) -> None:
    never = run("papers", *AT)
    assert (never.returncode, never.stderr) == (
        2,
        "Lỗi: Đợt bluezone-2020 chưa được thu thập lần nào nên chưa có gì để lập; hãy chạy: bluezone collect.\n",
    )
    to_come = run("papers", "--at", "1/1/2999 00:00")
    assert (to_come.returncode, to_come.stderr) == (
        2,
        "Lỗi: Thời điểm ấy chưa đến, nên chưa có số liệu; hãy nêu một lúc đã qua (--at).\n",
    )
    assert not (tmp_path / "home" / "papers").exists()


def test_from_draft_to_correction(run: Run, reported: Desk, tmp_path: Path) -> None:
    assert run("papers", "--changed").stdout == (
        "Không có văn bản đã ban hành nào của đợt bluezone-2020 không còn đúng.\n"
    )
    drafted = run("papers", *AT).stdout
    for place, file in enumerate(("don-doc.docx", "bao-cao.docx", "xep-hang.docx"), start=45):
        words = ("--number", f"{place}/LĐLĐ", "--on", "1/9/2020", "--by", "văn thư")
        assert run("issued", "--paper", number(drafted, file), *words).returncode == 0
    assert run("papers", "--changed").stdout.startswith("Không có văn bản đã ban hành nào")
    reported.look("650", "2/9 09:00", AMENDED)
    changed = run("papers", "--changed", "--out", str(tmp_path / "changed"))
    assert changed.returncode == 0, changed.stderr
    lines = changed.stdout.splitlines()
    assert [each for each in lines if each.endswith("không còn đúng:")] == [
        "Báo cáo số 46/LĐLĐ ngày 01/9/2020 không còn đúng:",
        "Bảng xếp hạng số 47/LĐLĐ ngày 01/9/2020 không còn đúng:",
    ]
    told = lines.index("  «1 · CĐCS xã Ea Tam · 24 · 22 · 20 · 83,3% · 90,9%»")
    assert lines[told + 1] == (
        "    đã in 20; 83,3%; 90,9%, nay là 21; 87,5%; 95,5%: đơn vị đã sửa, bổ sung báo cáo sau văn bản"
    )
    written = re.findall(r"Dự thảo đính chính số (\d+): (.*)", changed.stdout)
    assert [path for _, path in written] == [
        str(tmp_path / "changed" / f"dinh-chinh-{number}.docx") for number, _ in written
    ]
    said = " ".join(text_of(Path(written[0][1]).read_bytes()))
    assert "V/v đính chính số liệu tại Báo cáo số 46/LĐLĐ ngày 01/9/2020" in said

"""Closing figures and issuing papers as people do it: what is recorded, listed, taken back, refused in one line."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from flows.store.database import Database
from tests.given import children
from tests.given.desk import BAD, GOOD, Desk
from tests.given.issued import drafted

Run = Callable[..., "subprocess.CompletedProcess[str]"]
BY = ("--by", "Chủ tịch 0905 123 506", "--reason", "gửi TLĐ", "--past")


@pytest.fixture
def run(database: Database, tmp_path: Path) -> Run:
    environ = {
        "DATABASE_URL": database.url.render_as_string(hide_password=False),
        "BLUEZONE_HOME": str(tmp_path / "home"),
    }
    return lambda *arguments: children.bluezone(*arguments, environ=environ)


def test_figures_are_closed_listed_and_taken_back(run: Run, desk: Desk) -> None:
    never = run("closing", "--at", "31/8/2020 17:00", *BY)
    assert never.returncode == 1
    assert never.stderr == (
        "Lỗi: Chốt số liệu của đợt bluezone-2020: đợt chưa được thu thập lần nào, chưa có số liệu để chốt. Chưa ghi gì.\n"
    )
    desk.look("650", "28/8 17:00", GOOD)
    desk.look("651", "28/8 17:00", GOOD)
    desk.look("651", "31/8 09:00", BAD)
    assert run("closing").stdout.startswith("0 lần chốt số liệu")
    doubted = run("closing", "--at", "31/8/2020 17:00", *BY[:-1])
    assert (doubted.returncode, "--past" in doubted.stderr) == (2, True)
    done = run("closing", "--at", "31/8/2020 17:00", *BY, "--letter", "44/LĐLĐ")
    assert done.stdout == (
        "Đợt bluezone-2020: chốt số liệu lúc 31/8/2020 17:00; khi đó còn 19 đơn vị cần xác minh, "
        "1 CĐCS giữ số liệu cũ (24 người).\n"
    ), done.stderr
    again = run("closing", "--at", "31/8/2020 17:00", *BY)
    assert "(đã chốt như vậy từ trước, không ghi thêm)" in again.stdout
    [kept] = json.loads(run("closing", "--json").stdout)
    assert (kept["unverified"], kept["stale_people"], kept["closed_by"], kept["letter_number"]) == (
        19, 24, "Chủ tịch …", "44/LĐLĐ",
    )  # fmt: skip
    undone = run("closing", "--revoke", *BY)
    assert undone.stdout == (
        "Đợt bluezone-2020: đã thu hồi chốt số liệu lúc 31/8/2020 17:00 (lần chốt số 1); nay chưa chốt số liệu.\n"
    )
    listed = run("closing").stdout
    assert "31/8/2020 17:00" in listed
    assert "thu hồi" in listed
    none = run("closing", "--revoke", *BY)
    assert (none.returncode, none.stderr) == (
        2,
        "Lỗi: Đợt bluezone-2020 không có lần chốt số liệu nào đang có hiệu lực.\n",
    )


@pytest.mark.parametrize(
    ("at", "told"),
    [
        ("31/12/2999 17:00", "Thời điểm chốt (31/12/2999 17:00) ở tương lai; hãy chốt khi đến lúc đó."),
        ("17/8/2020 23:59", "Thời điểm chốt (17/8/2020 23:59) trước khi đợt bắt đầu (18/08/2020)."),
        ("hôm qua", "'hôm qua' không phải thời điểm; hãy ghi ngày/tháng/năm giờ:phút."),
    ],
)
def test_an_instant_that_cannot_be_closed_is_refused_in_one_line(
    run: Run, desk: Desk, at: str, told: str
) -> None:
    desk.look("650", "28/8 17:00", GOOD)
    refused = run("closing", "--at", at, *BY)
    assert (refused.returncode, refused.stderr) == (2, f"Lỗi: {told}\n")
    assert desk.query("SELECT 1 AS one FROM core.closing") == []


def test_a_paper_is_issued_listed_and_taken_back(run: Run, desk: Desk) -> None:
    number, other = str(drafted(desk, 47)), str(drafted(desk, 48))
    lacking = run("issued", "--paper", number, "--number", "45/BC-LĐLĐ")
    assert (lacking.returncode, "Thiếu --on, --by." in lacking.stderr) == (2, True)
    words = ("--number", "45/BC-LĐLĐ", "--on", "1/9/2020", "--by", "chị Mai 0905 123 506")
    done = run("issued", "--paper", number, *words)
    assert done.stdout == (
        f"Đợt bluezone-2020: văn bản dự thảo số {number}: đã phát hành, số 45/BC-LĐLĐ ngày 1/9/2020; "
        "số liệu lúc 31/8/2020 17:00, 1 con số.\n"
    ), done.stderr
    taken = run("issued", "--paper", other, *words)
    assert taken.returncode == 1
    assert taken.stderr == (
        f"Lỗi: Phát hành văn bản dự thảo số {other}: số 45/BC-LĐLĐ của năm 2020 đã dùng cho văn bản dự thảo số {number}. "
        "Chưa ghi gì.\n"
    )
    early = run("issued", "--paper", other, "--number", "46/BC", "--on", "30/8/2020", "--by", "chị Mai")
    assert "ngày 30/8/2020 trước ngày của số liệu" in early.stderr
    for wrong in ("30/8", "32/8/2020", "hết ngày 30/8/2020", "mai"):
        day = run("issued", "--paper", other, "--number", "46/BC", "--on", wrong, "--by", "chị Mai")
        assert (day.returncode, "hãy ghi ngày/tháng/năm" in day.stderr) == (2, True)
    [kept] = json.loads(run("issued", "--json").stdout)
    assert (kept["number"], kept["issued_on"], kept["issued_by"]) == (
        "45/BC-LĐLĐ",
        "2020-09-01",
        "chị Mai …",
    )
    undone = run("issued", "--paper", number, "--revoke", "--by", "chị Mai", "--reason", "ghi nhầm")
    assert "đã thu hồi việc phát hành số 45/BC-LĐLĐ ngày 1/9/2020." in undone.stdout
    assert "ghi nhầm" in run("issued").stdout

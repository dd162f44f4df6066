"""`bluezone page`: a file where it was asked for, or where the server shows it."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from flows.store.database import Database
from tests.given import children
from tests.given.desk import GOOD, Desk

Run = Callable[..., "subprocess.CompletedProcess[str]"]
AT = ("--at", "28/8/2020 17:00")


@pytest.fixture
def run(database: Database, tmp_path: Path) -> Run:
    """Runs `bluezone page` with this test's database."""
    url = database.url.render_as_string(hide_password=False)
    own = {"DATABASE_URL": url, "BLUEZONE_HOME": str(tmp_path / "home")}
    return lambda *arguments: children.bluezone("page", *arguments, environ=own)


def test_the_page_and_its_public_edition_lie_in_the_home_and_anywhere_else(
    run: Run, desk: Desk, tmp_path: Path
) -> None:
    desk.look("650", "28/8 09:00", GOOD)
    kept = tmp_path / "home" / "pages" / "bluezone-2020" / "index.html"
    done = run(*AT)
    assert (done.returncode, done.stdout) == (0, f"Đã ghi trang của đợt bluezone-2020: {kept}\n"), done.stderr
    assert "LĐLĐ huyện Krông Năng" in kept.read_text("utf-8")
    assert run(*AT, "--public").returncode == 0
    public = kept.parent / "cong-khai" / "index.html"
    assert "LĐLĐ huyện" not in public.read_text("utf-8")
    assert run(*AT, "--out", str(tmp_path / "trang.html")).returncode == 0
    assert (tmp_path / "trang.html").read_bytes() == kept.read_bytes()


def test_what_cannot_be_written_is_one_line(run: Run, desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "thư.html").write_text("của tôi", "utf-8")
    done = run("--out", str(tmp_path / "thư.html"))
    assert done.returncode == 2
    assert done.stderr.startswith(f"Lỗi: {tmp_path / 'thư.html'} không phải trang do lệnh này ghi")
    assert (tmp_path / "thư.html").read_text("utf-8") == "của tôi"

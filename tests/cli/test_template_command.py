"""`bluezone template`: without Prefect and without a database, in the words of the desk."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from flows.cli.template import template
from tests.given import children

CAMPAIGNS = Path(__file__).parents[1] / "given" / "campaigns"
NOWHERE = {
    "BLUEZONE_CAMPAIGNS": str(CAMPAIGNS),
    "DATABASE_URL": "postgresql://127.0.0.1:1/none",
    "PREFECT_API_URL": "http://127.0.0.1:1/api",
}
"""A database and a server that nobody can reach."""


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return children.bluezone("template", "--campaign", "tet-2026", *arguments, environ=NOWHERE)


def test_every_unit_that_owes_a_return_gets_its_template_where_the_clerk_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BLUEZONE_CAMPAIGNS", str(CAMPAIGNS))
    assert template.callback is not None
    template.callback(campaign_name="tet-2026", unit_codes=(), out=None, is_google=False)
    folder = tmp_path / "mau-tet-2026"
    assert sorted(path.name for path in folder.iterdir()) == [
        "CN-GD Công đoàn ngành Giáo dục.xlsx",
        "CS-01 CĐCS Bệnh viện đa khoa vùng Tây Nguyên.xlsx",
        "KCN Công đoàn các KCN tỉnh.xlsx",
        "PTL Công đoàn phường Tân Lập.xlsx",
        "XEK Công đoàn xã Ea Kar.xlsx",
        "XKB Công đoàn xã Krông Búk.xlsx",
    ]
    told = capsys.readouterr().out.splitlines()
    assert told[0] == "PTL Công đoàn phường Tân Lập: PTL Công đoàn phường Tân Lập.xlsx"
    assert told[-1] == f"Đã ghi 6 mẫu của đợt tet-2026 vào {folder}."


def test_what_is_there_already_is_left(tmp_path: Path) -> None:
    run("--unit", "xek", "--out", str(tmp_path))
    done = run("--unit", "XEK", "--unit", "KCN", "--out", str(tmp_path))
    assert done.returncode == 0
    assert "XEK Công đoàn xã Ea Kar: XEK Công đoàn xã Ea Kar.xlsx (đã có sẵn)" in done.stdout
    assert f"Đã ghi 1 mẫu của đợt tet-2026 vào {tmp_path}; 1 mẫu đã có sẵn, giống hệt." in done.stdout


def test_a_file_that_somebody_filled_in_stops_everything(tmp_path: Path) -> None:
    (tmp_path / "XEK Công đoàn xã Ea Kar.xlsx").write_bytes(b"figures")
    done = run("--out", str(tmp_path))
    assert done.returncode == 2
    assert done.stderr.startswith(f"Lỗi: Trong {tmp_path} đã có 1 tệp cùng tên mà khác mẫu")
    assert len(list(tmp_path.iterdir())) == 1


def test_a_unit_that_is_not_there_is_said(tmp_path: Path) -> None:
    done = run("--unit", "XYZ", "--out", str(tmp_path))
    assert (done.returncode, "Không có đơn vị 'XYZ'" in done.stderr) == (2, True)


def test_a_campaign_of_workbooks_has_no_google_sheets_to_write_to() -> None:
    done = run("--google")
    assert (done.returncode, "không cho ghi vào bảng Google" in done.stderr) == (2, True)


def test_a_folder_goes_with_files_alone(tmp_path: Path) -> None:
    done = run("--google", "--out", str(tmp_path))
    assert (done.returncode, "không đi cùng --google" in done.stderr) == (2, True)

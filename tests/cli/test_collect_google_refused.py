"""`bluezone collect` when all of Google refuses, or we are not set up for it: no unit's fault, and a code for each kind."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.google import commanding, faults, plugin
from tests.google.campaigns import GOOD, campaign
from tests.google.commanding import EIGHT, Desk, details, outcomes
from tests.google.plugin import Google

google = plugin.google
google_identity = plugin.google_identity
desk = commanding.desk


def test_a_key_revoked_in_mid_run_keeps_what_was_read_and_says_who_must_act(
    desk: Desk, google: Google
) -> None:
    """Three sheets were read; the others are nobody's fault but ours, and a new key reads only those."""
    campaign(desk.campaigns, EIGHT)
    for code in EIGHT:
        google.add_sheet(code, code, GOOD)
    google.revoke_key_after(3)
    code, told = desk.collect()
    assert (code, sorted(outcomes(told).values())) == (4, ["forbidden"] * 5 + ["read"] * 3)
    assert (details(told), bool(told["account_refusal"])) == ({}, True), "told once, as ours"
    assert len(desk.figures()) == 6
    google.restore_key()
    google.forget_calls()
    code, told = desk.collect()
    assert (code, sorted(outcomes(told).values())) == (0, ["read"] * 5 + ["unchanged"] * 3)
    assert google.counts()["sheets"] == 5


class TestExitCodes:
    """0 all well, 1 the run failed, 2 a wrong argument or file, 3 no database, 4 the key."""

    def test_without_a_key_or_with_a_wrong_one_nothing_is_recorded(self, desk: Desk, tmp_path: Path) -> None:
        """One line; code 2 where none was named, 4 where the key is to blame."""
        campaign(desk.campaigns)
        kinds = {
            "empty.json": "",
            "no_object.json": "[]",
            "of_an_app.json": '{"installed": {"client_id": "x", "client_secret": "hush"}}',
            "of_a_person.json": '{"type": "authorized_user", "refresh_token": "hush"}',
            "cut.json": '{"type": "service_account", "private_key": "-----BEGIN',
            "damaged.json": '{"client_email": "a@b", "token_uri": "https://x", "private_key": "hush"}',
        }
        for name, content in kinds.items():
            (tmp_path / name).write_text(content)
        (tmp_path / "picture.json").write_bytes(b"\x89PNG\xff")
        assert desk.run(GOOGLE_APPLICATION_CREDENTIALS="").returncode == 2
        for name in (*kinds, "picture.json", "none.json", "."):
            done = desk.run(GOOGLE_APPLICATION_CREDENTIALS=str(tmp_path / name))
            assert (done.returncode, len(done.stderr.strip().splitlines())) == (4, 1), name
            assert "hush" not in done.stderr
        assert desk.query("SELECT 1 FROM raw.collection_run") == []

    def test_a_key_revoked_from_the_start_is_a_failed_look_at_each_unit(
        self, desk: Desk, google: Google
    ) -> None:
        """Code 4: the run is recorded, so that nobody is missing for our failure; and Google is asked once."""
        campaign(desk.campaigns)
        google.revoke_key()
        code, told = desk.collect()
        assert (code, set(outcomes(told).values())) == (4, {"forbidden"})
        assert len(google.calls("token")) == 1
        assert {standing for (standing,) in desk.query("SELECT standing FROM report.unit_standing")} == {
            "unverified"
        }

    @pytest.mark.parametrize(
        "description, why",
        [
            ("Invalid JWT Signature.", "khóa đã bị xóa hoặc thay"),
            ("Invalid grant: account not found", "tài khoản đã bị xóa"),
            ("Service account is disabled.", "tài khoản đã bị tắt"),
            ("Token must be a short-lived token (60 minutes)", "đồng hồ máy này sai"),
            ("Bad Request", "kiểm tra khóa"),
        ],
    )
    def test_why_google_refuses_the_key_is_told_once_and_as_no_units_fault(
        self, desk: Desk, google: Google, description: str, why: str
    ) -> None:
        campaign(desk.campaigns)
        google.fail(faults.token_refused(description), service="token", times=99)
        done = desk.run()
        said = " ".join(done.stdout.split())
        assert (done.returncode, said.count("từ chối tài khoản dịch vụ"), said.count(why)) == (4, 1, 1)
        assert "không phải lỗi của đơn vị nào" in said
        assert "chưa được chia sẻ" not in said
        assert desk.run("--dry-run").returncode == 4

    def test_a_hidden_folder_is_told_to_the_operator(self, desk: Desk, google: Google) -> None:
        """Code 1: nobody is taken to have handed in nothing."""
        campaign(desk.campaigns)
        google.unshare(google.folder)
        code, told = desk.collect()
        assert (code, "Không thấy thư mục Drive" in details(told)["643"]) == (1, True)

    def test_without_a_database_google_is_not_asked(self, desk: Desk, google: Google) -> None:
        """Code 3."""
        campaign(desk.campaigns)
        nobody = "postgresql://someone:hunter2@127.0.0.1:1/nothing"
        done = desk.run(DATABASE_URL=nobody, BLUEZONE_DATABASE_PATIENCE="0")
        assert (done.returncode, google.calls(), "hunter2" in done.stderr) == (3, [], False)

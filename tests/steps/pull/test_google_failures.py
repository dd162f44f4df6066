"""What Google refuses: what heals is asked again, what cannot says who must act; and the account itself."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from flows.errors import (
    ConfigurationError,
    CredentialsRefused,
    PipelineError,
    QuotaExhausted,
    SheetForbidden,
    SheetMissing,
    SheetUnreachable,
    SheetUnreadable,
)
from schemas.observation import Outcome
from tests.google import faults
from tests.google.faults import Fault
from tests.google.looking import BMT, EA_SUP, ROWS, look_at
from tests.google.plugin import Google


@pytest.fixture
def _impatient_google_auth(monkeypatch: pytest.MonkeyPatch) -> None:
    """google-auth itself asks for a token three times, sleeping in between; not in a test."""
    monkeypatch.setattr(time, "sleep", lambda _: None)


HEALING = {
    "429": faults.quota(),
    "429 with Retry-After": faults.quota("7"),
    "408": faults.TIMED_OUT,
    "500": faults.INTERNAL,
    "502 as HTML": faults.BAD_GATEWAY,
    "503": faults.UNAVAILABLE,
    "a bare text as error": faults.BARE_TEXT,
    "a reset": faults.RESET,
    "a truncated body": faults.TRUNCATED,
    "no JSON": faults.NO_JSON,
    "an empty object": faults.EMPTY_OBJECT,
    "a spreadsheet without sheets": faults.NO_SHEETS,
    "a timeout": faults.late(1.0),
    "a quota told as Drive does": faults.drive_error(403, "Rate Limit Exceeded", "userRateLimitExceeded"),
}
FINAL: dict[str, tuple[Fault, type[PipelineError], str]] = {
    "403": (faults.NOT_SHARED, SheetForbidden, "chia sẻ cho tài khoản bluezone@lien-doan"),
    "404": (faults.NOT_FOUND, SheetMissing, "liên kết trong roster.csv sai"),
    "office file": (faults.OFFICE_FILE, SheetUnreadable, "Lưu dưới dạng Google Trang tính"),
    "400": (
        faults.error(400, "Request contains an invalid argument.", "INVALID_ARGUMENT"),
        SheetUnreadable,
        "HTTP 400",
    ),
    "disabled": (faults.disabled(), CredentialsRefused, "chưa bật Google Sheets API"),
    "scopes": (
        faults.drive_error(403, "Insufficient", "insufficientPermissions"),
        CredentialsRefused,
        "từ chối",
    ),
}


class TestFailures:
    """What heals is asked again; what cannot is final and says who must act."""

    @pytest.mark.parametrize("fault", HEALING.values(), ids=HEALING)
    def test_what_heals_is_asked_again(self, google: Google, fault: Fault) -> None:
        """Once broken, then right: two calls, one wait, the content complete."""
        google.add_sheet("a", "643", ROWS)
        google.fail(fault)
        slept: list[float] = []
        seen = look_at(google, slept=slept, timeouts=(5.0, 0.3)).observe(BMT)
        assert seen.sheet is not None
        assert seen.sheet.tabs[0].rows[1] == ("Trường Kim Đồng", 25, "25 máy")
        assert (len(google.calls("sheets")), len(slept)) == (2, 1)
        if "Retry-After" in fault.headers:
            assert 7.0 <= slept[0] <= 8.0

    @pytest.mark.parametrize("name", ["500", "502 as HTML", "a reset", "a truncated body", "no JSON"])
    def test_what_does_not_heal_in_six_tries_is_unreachable(self, google: Google, name: str) -> None:
        """The unit's own; the next unit is read."""
        google.add_sheet("a", "643", ROWS)
        google.add_sheet("b", "646", ROWS)
        google.fail(HEALING[name], key="/a", times=6)
        source = look_at(google)
        with pytest.raises(SheetUnreachable):
            source.observe(BMT)
        assert len(google.calls("sheets")) == 6
        assert source.observe(EA_SUP).outcome is Outcome.READ

    def test_an_exhausted_quota_is_its_own_outcome(self, google: Google) -> None:
        """Nobody need act at once."""
        google.add_sheet("a", "643", ROWS)
        google.fail(faults.quota(), times=6)
        with pytest.raises(QuotaExhausted, match="Hết hạn mức"):
            look_at(google).observe(BMT)

    @pytest.mark.parametrize(("fault", "error", "told"), FINAL.values(), ids=FINAL)
    def test_what_cannot_heal_is_asked_once(
        self, google: Google, fault: Fault, error: type[PipelineError], told: str
    ) -> None:
        """And the sentence says who does what."""
        google.add_sheet("a", "643", ROWS)
        google.fail(fault)
        slept: list[float] = []
        with pytest.raises(error, match=told):
            look_at(google, slept=slept).observe(BMT)
        assert (len(google.calls("sheets")), slept) == (1, [])

    def test_a_failure_tells_no_cell_and_no_key(self, google: Google) -> None:
        """Neither its text nor its causes."""
        google.add_sheet("a", "643", [["0912345678"]])
        google.fail(faults.TRUNCATED, times=6)
        with pytest.raises(SheetUnreachable) as caught:
            look_at(google).observe(BMT)
        assert "0912345678" not in str(caught.value)
        assert caught.value.__cause__ is None

    def test_a_dead_network_is_unreachable(self, google: Google, monkeypatch: pytest.MonkeyPatch) -> None:
        """No proxy, no name, no Google: every look says so."""
        monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
        with pytest.raises(SheetUnreachable, match="đường mạng"):
            look_at(google).observe(BMT)


class TestAccount:
    """The account itself."""

    def test_a_401_heals_by_one_new_token(self, google: Google) -> None:
        """A token may be forgotten early; no wait is needed."""
        google.add_sheet("a", "643", ROWS)
        source = look_at(google)
        google.forget_tokens()
        slept: list[float] = []
        assert source.observe(BMT).outcome is Outcome.READ
        assert (len(google.calls("token")), [call.status for call in google.calls("sheets")]) == (
            2,
            [401, 200],
        )
        assert slept == []

    def test_a_second_401_refuses_the_account(self, google: Google) -> None:
        """One new token, then it is final."""
        google.add_sheet("a", "643", ROWS)
        google.fail(faults.UNAUTHENTICATED, times=2)
        with pytest.raises(CredentialsRefused, match="HTTP 401"):
            look_at(google).observe(BMT)
        assert len(google.calls("sheets")) == 2

    def test_a_key_revoked_in_mid_run_refuses_the_account(self, google: Google) -> None:
        """What was read before stands; the next look says who must act."""
        google.add_sheet("a", "643", ROWS)
        google.add_sheet("b", "646", ROWS)
        source = look_at(google)
        assert source.observe(BMT).outcome is Outcome.READ
        google.revoke_key()
        with pytest.raises(CredentialsRefused, match="invalid_grant"):
            source.observe(EA_SUP)

    def test_a_refused_key_is_said_at_each_look(self, google: Google) -> None:
        """Nothing can be read, and each unit's look is recorded as such."""
        google.revoke_key()
        with pytest.raises(CredentialsRefused, match=f"từ chối tài khoản dịch vụ {google.email}"):
            look_at(google).observe(BMT)

    def test_a_wrong_clock_is_named(self, google: Google) -> None:
        """Google refuses what was signed at another time."""
        google.fail(
            faults.token_refused(
                "Invalid JWT: Token must be a short-lived token and in a reasonable timeframe."
            ),
            service="token",
        )
        with pytest.raises(CredentialsRefused, match="đồng hồ"):
            look_at(google).observe(BMT)

    def test_a_foreign_key_is_refused_by_its_signature(self, google: Google, google_other_key: Path) -> None:
        """The server verifies, as Google does."""
        google.credentials = google_other_key
        with pytest.raises(CredentialsRefused, match="invalid_grant"):
            look_at(google).observe(BMT)

    @pytest.mark.usefixtures("_impatient_google_auth")
    @pytest.mark.parametrize(
        "fault",
        [faults.BAD_GATEWAY, faults.INTERNAL, Fault(200, "<html>đăng nhập mạng</html>"), faults.RESET],
        ids=["502", "500", "a page", "reset"],
    )
    def test_a_token_endpoint_that_is_down_may_heal(self, google: Google, fault: Fault) -> None:
        """It is Google's trouble, not the key's."""
        google.add_sheet("a", "643", ROWS)
        google.fail(fault, service="token")
        assert look_at(google).observe(BMT).outcome is Outcome.READ

    @pytest.mark.usefixtures("_impatient_google_auth")
    def test_a_token_endpoint_that_stays_down_is_unreachable(self, google: Google) -> None:
        """Each look is recorded as such."""
        google.fail(faults.BAD_GATEWAY, service="token", times=99)
        with pytest.raises(SheetUnreachable, match="máy chủ cấp quyền"):
            look_at(google).observe(BMT)

    @pytest.mark.parametrize("content", [None, "", "[]", "{}", '{"type": "authorized_user"}', "\xff"])
    def test_a_file_that_is_no_key_is_refused(
        self, google: Google, tmp_path: Path, content: str | None
    ) -> None:
        """The sentence names the file and shows nothing of it."""
        path = tmp_path / "key.json"
        if content is not None:
            path.write_text(content, encoding="latin-1")
        google.credentials = path
        with pytest.raises(ConfigurationError, match=r"key\.json"):
            look_at(google)

    def test_a_key_whose_secret_is_damaged_is_refused(self, google: Google) -> None:
        """Before anything is asked."""
        info = json.loads(google.credentials.read_text(encoding="utf-8"))
        google.credentials.write_text(json.dumps({**info, "private_key": "hỏng"}), encoding="utf-8")
        with pytest.raises(ConfigurationError, match="không phải khóa"):
            look_at(google)
        assert google.calls() == []

    def test_a_missing_bundle_is_the_operator_s(
        self, google: Google, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """requests raises a bare OSError for it."""
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", "/không/có.pem")
        with pytest.raises(ConfigurationError, match="REQUESTS_CA_BUNDLE"):
            look_at(google)

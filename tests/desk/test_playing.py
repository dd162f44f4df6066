"""A campaign played before its letter leaves: in a place of its own, by the pipeline's rules, as far as there are units."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from flows.desk.playing import returns
from flows.desk.playing.checks import checks
from flows.desk.playing.play import play
from flows.desk.playing.roles import MOST_UNITS, Role, roles_of
from flows.desk.playing.story import story
from flows.desk.template.proving import checked
from flows.steps.pull.workbooks.files import read_workbook
from flows.store.database import Database
from flows.store.scratch import JUST_MADE, PREFIX, scratch
from schemas.campaign import Campaign
from schemas.campaign.file import Policy
from schemas.campaign.schedule import Schedule
from schemas.roster import Roster
from tests.given import children
from tests.given.filled_templates import BLUEZONE, CAMPAIGNS, GIFTS, ROOT, TET
from tests.given.played import played, played_alone

OF_TESTS = ROOT / "tests/given/campaigns"
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
CUTOFF = datetime(2026, 2, 24, tzinfo=ZONE)
OURS = "SELECT count(*) FROM pg_namespace WHERE nspname IN ('raw', 'core', 'report')"


def with_units(campaign: Campaign, number: int, email: str = "") -> Campaign:
    """The campaign of so many units: its own first ones, and others after them."""
    first = campaign.units.active[0]
    others = (replace(first, code=f"T{n}", name=f"Đơn vị thứ {n}", variants=()) for n in range(1, number))
    units = [*campaign.units.active, *others][:number]
    placed = (replace(unit, position=n, email=email) for n, unit in enumerate(units, 1))
    return campaign.model_copy(update={"units": Roster(tuple(placed), campaign.units.naming)})


def folder_of(tmp_path: Path) -> Path:
    """A copy of the campaign of 2026 with its issuer beside it."""
    shutil.copytree(OF_TESTS / "tet-2026", tmp_path / "campaigns/tet-2026")
    shutil.copy(OF_TESTS / "issuer.toml", tmp_path / "campaigns")
    return tmp_path / "campaigns/tet-2026"


class TestApart:
    """It is fiction beside real figures: none of it may reach them."""

    def test_the_desks_database_home_prefect_and_mail_are_not_touched(
        self, bare_database: Database, tmp_path: Path
    ) -> None:
        before = sorted(OF_TESTS.rglob("*"))
        done = children.bluezone(
            *("rehearse", "gifts-2026", "--json"),
            environ={
                "BLUEZONE_CAMPAIGNS": str(OF_TESTS),
                "BLUEZONE_HOME": str(tmp_path / "home"),
                "DATABASE_URL": bare_database.url.render_as_string(hide_password=False),
                "PREFECT_API_URL": "http://127.0.0.1:1/api",
                "SMTP_URL": "smtp://127.0.0.1:1",
                "MAIL_FROM": "desk@example.vn",
            },
        )
        assert (done.returncode, done.stderr) == (0, "")
        told = json.loads(done.stdout)
        assert told["roles"] == {"CP-1": Role.CORRECTED, "CP-2": Role.EXTENDED}
        assert told["moments"][0]["at"] == "2026-01-19T17:00:00+07:00"
        with bare_database.begin(role=None) as connection:
            assert connection.exec_driver_sql(OURS).scalar_one() == 0
        assert not (tmp_path / "home").exists()
        assert sorted(OF_TESTS.rglob("*")) == before

    def test_a_rehearsal_that_is_ended_takes_its_database_away(self, tmp_path: Path) -> None:
        child = children.start(play_in, str(tmp_path))
        server = awaited(lambda: server_in(tmp_path))
        assert child.pid is not None
        os.kill(child.pid, signal.SIGTERM)
        child.join(60)
        assert child.exitcode == 128 + signal.SIGTERM
        assert list(tmp_path.iterdir()) == []
        # it takes its file away a moment before it is gone itself
        awaited(lambda: not Path(f"/proc/{server}").exists())

    def test_what_a_rehearsal_left_that_was_killed_outright_goes_with_the_next(self, tmp_path: Path) -> None:
        child = children.start(play_in, str(tmp_path))
        server = awaited(lambda: server_in(tmp_path))
        child.kill()
        child.join(60)
        [left] = tmp_path.iterdir()
        begun = left.stat().st_mtime - JUST_MADE
        os.utime(left, (begun, begun))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(tempfile, "tempdir", str(tmp_path))
            with scratch({GIFTS.code: GIFTS.form}) as next_one:
                assert list(tmp_path.iterdir()) == [next_one.folder]
        assert list(tmp_path.iterdir()) == []
        awaited(lambda: not Path(f"/proc/{server}").exists())

    def test_another_rehearsal_at_the_same_time_is_left_alone(self, tmp_path: Path) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(tempfile, "tempdir", str(tmp_path))
            with scratch({GIFTS.code: GIFTS.form}) as one:
                os.utime(one.folder, (0, 0))
                with scratch({GIFTS.code: GIFTS.form}) as other:
                    assert other.folder != one.folder
                with one.database.begin() as connection:
                    assert connection.exec_driver_sql(OURS).scalar_one() == 3
        assert list(tmp_path.iterdir()) == []


def server_in(folder: Path) -> int:
    """The process of the server that was started there; 0 before it has said so."""
    written = [path.read_text() for path in folder.glob(f"{PREFIX}*/home/postgres/postmaster.pid")]
    return int(written[0].split()[0]) if any(written) else 0


def awaited(said: Callable[[], int]) -> int:
    until = time.monotonic() + 60
    while not (answer := said()):
        assert time.monotonic() < until, "it does not come"
        time.sleep(0.05)
    return answer


def play_in(folder: str) -> None:
    tempfile.tempdir = folder
    play(GIFTS)


class TestReminders:
    def test_each_occasion_is_told_once_and_nobody_is_reminded_who_has_reported(
        self, server: Database
    ) -> None:
        """With addresses, and a campaign whose looks end on the day of its deadline."""
        schedule = Schedule(days_after_deadline=0, sends_reminders=True)
        campaign = with_units(TET, 4, "unit@example.vn").model_copy(update={"schedule": schedule})
        told = played_alone(campaign, server)
        letters = [each for moment in told.moments for each in moment.reminders]
        assert {each.outcome for each in letters} == {"would_send"}
        assert Counter((each.unit_code, each.kind) for each in letters) == {
            ("PTL", "t_minus_3"): 1,
            ("PTL", "t_minus_1"): 1,
            ("XEK", "t_minus_3"): 2,
            ("XEK", "t_minus_1"): 2,
            ("XKB", "t_minus_3"): 1,
            ("XKB", "t_minus_1"): 1,
            ("XKB", "flag"): 1,
            ("KCN", "t_minus_3"): 1,
            ("KCN", "t_minus_1"): 1,
            ("KCN", "flag"): 1,
        }, "an extension is an occasion of its own"
        assert not any("thư" in each for each in told.checks)


class TestRoles:
    def test_a_large_roster_plays_with_its_first_units_and_says_so(self) -> None:
        campaign = with_units(TET, 40)
        roles = roles_of(campaign.units)
        assert len(roles) == MOST_UNITS == 21
        assert set(roles.values()) == set(Role)
        assert checks(campaign, CUTOFF, len(roles))[-1] == "Danh sách có 40 đơn vị; chỉ diễn 21."

    def test_units_that_owe_for_a_part_of_the_time_only_play_where_there_are_no_others(self) -> None:
        first, second, *_ = TET.units.active
        late_founded = replace(first, joined_on=TET.report_before)
        assert list(roles_of(Roster((late_founded, second)))) == [second]
        assert list(roles_of(Roster((late_founded,)))) == [late_founded]

    @pytest.mark.parametrize("campaign", CAMPAIGNS, ids=lambda each: each.code)
    def test_whatever_a_form_asks_one_word_makes_a_mistake_and_the_rest_none(
        self, campaign: Campaign
    ) -> None:
        unit = campaign.units.active[0]
        good, bad = returns.right(campaign, unit), returns.mistaken(campaign, unit)
        assert bad is not None
        of_good, of_bad = (checked(campaign, unit, read_workbook(each, ".xlsx")) for each in (good, bad))
        assert (of_good.is_valid, of_good.findings) == (True, ())
        assert (of_bad.is_valid, of_bad.errors) == (False, 1)


class TestStory:
    @pytest.mark.parametrize("units", range(1, 8))
    @pytest.mark.parametrize(
        "schedule",
        [
            Schedule(),
            Schedule.model_validate({"daily_at": "00:00:00"}, strict=False),
            Schedule.model_validate({"daily_at": "23:58:00", "minutes_before_cutoff": 720}, strict=False),
            Schedule(days_after_deadline=0, minutes_after_cutoff=720, minutes_to_papers=721),
        ],
    )
    def test_a_mistake_is_seen_before_it_is_mended_however_short_the_time_is(
        self, monkeypatch: pytest.MonkeyPatch, units: int, schedule: Schedule
    ) -> None:
        """A campaign of one day, its looks at any hour. What stands in its workbooks, TestRoles and the plays tell."""
        for each in ("right", "mistaken"):
            monkeypatch.setattr(returns, each, lambda _campaign, _unit: b"a workbook")
        campaign = with_units(TET, units).model_copy(
            update={
                "starts_on": TET.report_before - timedelta(days=1),
                "policy": Policy.BEFORE_DATE,
                "schedule": schedule,
            }
        )
        own = datetime.combine(TET.report_before, datetime.min.time(), tzinfo=ZONE)
        told = story(campaign, roles_of(campaign.units), own)
        assert [each.at for each in told.scenes] == sorted(each.at for each in told.scenes)
        assert all(told.opens_at <= each.at < told.ends_at for each in told.scenes)
        wrong, mended = [each.at for each in told.scenes if each.unit == campaign.units.active[0]]
        assert wrong < mended < own
        late = [each.at for each in told.scenes if each.what == "gửi lại tệp tốt"]
        assert all(own < at for at in late)

    def test_all_standings_but_the_exempt_occur(self, server: Database) -> None:
        seen = {each.after_vi for moment in played("tet-2026", server).moments for each in moment.changes}
        assert seen == {
            "chưa đến hạn",
            "cần sửa",
            "đúng hạn",
            "trễ hạn",
            "chưa báo cáo",
            "cần xác minh",
        }

    def test_looks_run_when_the_campaigns_own_file_says(self, server: Database) -> None:
        schedule = Schedule.model_validate({"daily_at": "06:30:00", "minutes_after_cutoff": 7}, strict=False)
        told = played_alone(with_units(TET, 1).model_copy(update={"schedule": schedule}), server)
        assert {f"{each.at.astimezone(ZONE):%H:%M}" for each in told.moments if each.kind == "daily"} == {
            "06:30"
        }
        assert [each.at for each in told.moments if each.kind == "after-cutoff"] == [
            CUTOFF + timedelta(minutes=7)
        ]


class TestChecks:
    def test_a_deadline_that_moves_over_no_day_off_says_so(self) -> None:
        campaign = TET.model_copy(update={"report_before": TET.report_before - timedelta(days=2)})
        told = checks(campaign, datetime(2026, 2, 13, tzinfo=ZONE), 6)
        assert "Hạn không gặp ngày nghỉ nào." in told

    def test_a_day_off_that_the_campaigns_file_lacks_is_pointed_out(self) -> None:
        campaign = TET.model_copy(update={"holidays": TET.holidays[:-1]})
        told = checks(campaign, datetime(2026, 2, 21, tzinfo=ZONE), 6)
        assert [each for each in told if each.startswith("Thứ sáu 20/2/2026 là ngày nghỉ theo thư viện")]

    def test_where_nothing_rolls_no_day_off_matters(self) -> None:
        told = checks(BLUEZONE, datetime(2020, 8, 29, tzinfo=ZONE), 21)
        assert not [each for each in told if "ngày nghỉ" in each]


@pytest.mark.parametrize(
    ("name", "wrong", "instead", "said"),
    [
        ("campaign.toml", "report_before = 2026-02-14", "report_before = 2026-01-15", "report_before"),
        (
            "roster.csv",
            "PTL,Công đoàn phường Tân Lập,commune",
            "PTL,Công đoàn phường Tân Lập,planet",
            "line 2: kind",
        ),
        ("form.toml", 'kind = "money"', 'kind = "coins"', "line 46"),
    ],
)
def test_a_campaign_whose_files_are_wrong_is_refused_with_line_and_reason(
    tmp_path: Path, name: str, wrong: str, instead: str, said: str
) -> None:
    path = folder_of(tmp_path) / name
    path.write_text(path.read_text(encoding="utf-8").replace(wrong, instead), encoding="utf-8")
    done = children.bluezone(
        "rehearse", "tet-2026", environ={"BLUEZONE_CAMPAIGNS": str(tmp_path / "campaigns")}
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert re.search(rf"Lỗi: Tệp của đợt báo cáo bị sai: .*{name}.*{said}", done.stderr), done.stderr

"""The roster's file and what was taken of it: shown before it is taken, taken by somebody, and nobody is stuck meanwhile."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from flows.demo.workbooks import FOLDER
from flows.desk import editions
from flows.desk.collection.dry_run import try_out
from flows.desk.collection.looks import collect_here
from flows.desk.collection.summary import RunSummary
from flows.desk.decisions import open_case
from flows.desk.doctor import examine
from flows.desk.editions import as_taken, preview
from flows.desk.request import now, read_campaign, read_request
from flows.errors import ConfigurationError
from flows.settings import Settings
from flows.store.database import Database
from schemas.observation import Outcome
from tests.given.campaign_files import copied
from tests.given.desk import Desk, moment

EVENING = FOLDER / "28-08-2355"
CODE = "bluezone-2020"
BY = ("Ban Tổ chức", "Quyết định 12", "12/QĐ")


@pytest.fixture
def told(settings: Settings, tmp_path: Path) -> Settings:
    """With a roster's file of this test's own."""
    copied(tmp_path / "campaigns" / CODE)
    return replace(settings, campaigns=tmp_path / "campaigns")


@pytest.fixture
def write(told: Settings) -> Callable[..., None]:
    """Writes the file anew: units otherwise, without some, with more."""
    path = told.campaigns / CODE / "roster.csv"

    def write(*more: dict[str, str], without: tuple[str, ...] = (), **otherwise: dict[str, str]) -> None:
        with path.open(encoding="utf-8", newline="") as file:
            rows = [row for row in csv.DictReader(file) if row["code"] not in without]
        for row in rows:
            row.update(otherwise.get(f"u{row['code']}", {}))
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(dict.fromkeys(name for row in (*rows, *more) for name in row)))
            writer.writeheader()
            writer.writerows([*rows, *more])

    return write


NEW = {"code": "NEW", "name": "Công đoàn xã mới", "kind": "affiliated", "active": "yes"}


def collected(settings: Settings, at: str | datetime = "28/8 23:55") -> RunSummary:
    folder = settings.home / "tệp"
    shutil.copytree(EVENING, folder, dirs_exist_ok=True)
    return collect_here(
        settings,
        read_request(settings, CODE, str(folder)),
        clock=lambda: moment(at) if isinstance(at, str) else at,
    )


def owing(settings: Settings, database: Database) -> set[str]:
    return {
        unit.code for unit in as_taken(database, read_campaign(settings, CODE), now()).campaign.units.active
    }


def test_the_first_collection_takes_the_file_as_it_is_and_a_changed_one_stops_nobody_and_changes_nothing(
    told: Settings, database: Database, write: Callable[..., None]
) -> None:
    first = collected(told)
    assert "roster.csv" not in first.message
    write(NEW, without=("651",), u650={"name": "LĐLĐ huyện khác", "kind": "affiliated"})
    again = collected(told, "28/8 23:57")
    codes = {unit.unit_code for unit in again.units}
    assert ("651" in codes, "NEW" in codes) == (True, False)
    assert {unit.unit_name for unit in again.units if unit.unit_code == "650"} == {"LĐLĐ huyện Krông Năng"}
    [warning] = again.notes
    assert warning == (
        "Danh sách đơn vị (roster.csv) khác bản đã nhận: thêm 1, bớt 1, đổi 1 đơn vị (650, NEW, 651). Vẫn theo bản đã nhận; "
        "hãy xem rồi nhận bằng biểu mẫu show-roster, take-roster (bluezone roster diff, bluezone roster take)."
    )
    assert warning in again.message
    with database.begin() as connection:
        [detail] = connection.exec_driver_sql(
            "SELECT detail FROM raw.collection_run ORDER BY started_at DESC LIMIT 1"
        ).scalars()
    assert warning in detail, "on record"
    assert warning in try_out(told, read_request(told, CODE, str(told.home / "tệp"))).message
    [check] = [
        each
        for each in examine(told, read_request(told, CODE, str(EVENING))).checks
        if each.name == "Danh sách đơn vị"
    ]
    assert (check.is_well, check.detail) == (False, warning)


def test_taken_it_is_what_looks_and_answers_go_by_and_what_was_answered_before_stays(
    told: Settings, database: Database, desk: Desk, write: Callable[..., None]
) -> None:
    collected(told)
    before = desk.query("SELECT s::text FROM report.unit_standing_at(:at) AS s", at=moment("28/8 23:56"))
    write(NEW, without=("651",), u650={"name": "LĐLĐ huyện khác"})
    would = preview(database, read_campaign(told, CODE), now())
    assert would.owing == (21, 21)
    assert "thêm 1, bớt 1, đổi 1 đơn vị; phải báo cáo 21 → 21 đơn vị" in would.would
    assert owing(told, database) >= {"651"}, "to look changes nothing"
    taken = editions.take(told, CODE, *BY, is_past_meant=True)
    assert taken.did.startswith("Đợt bluezone-2020: đã nhận bản danh sách số 2: thêm 1, bớt 1, đổi 1 đơn vị")
    assert (taken.differences, taken.owing) == (would.differences, would.owing)
    assert {"651", "NEW"} & owing(told, database) == {"NEW"}
    later = collected(told, now())
    assert later.notes == ()
    assert {"651", "NEW"} & {unit.unit_code for unit in later.units} == {"NEW"}
    assert (
        desk.query("SELECT s::text FROM report.unit_standing_at(:at) AS s", at=moment("28/8 23:56")) == before
    )
    again = editions.take(told, CODE, *BY, is_past_meant=True)
    assert (again.is_new, again.did) == (
        False,
        "Đợt bluezone-2020: đúng như bản số 2 đã nhận, không ghi thêm.",
    )
    assert [
        (each["edition"], each["decided_by"], each["reason"], each["letter_number"])
        for each in desk.query("SELECT * FROM core.edition WHERE edition > 1 ORDER BY 1")
    ] == [(2, *BY)]


def test_where_a_sheet_is_and_whom_to_write_to_holds_at_once(
    told: Settings, database: Database, write: Callable[..., None]
) -> None:
    collected(told)
    of_nobody = told.home / "tệp" / "không mã.xlsx"
    write(
        u651={
            "sheet": "không mã.xlsx",
            "variants": "Ea Kar|Ê Ca",
            "email": "eakar@example.vn",
            "telephone": "0262 3852 123",
        }
    )
    assert preview(database, read_campaign(told, CODE), now()).differences == ()
    shutil.copy(next(each for each in EVENING.iterdir() if each.name.startswith("643")), of_nobody)
    for each in (told.home / "tệp").glob("651*"):
        each.unlink()
    again = collect_here(
        told, read_request(told, CODE, str(told.home / "tệp"), ["651"]), clock=lambda: moment("29/8 00:05")
    )
    assert [unit.outcome for unit in again.units] == [Outcome.READ]
    assert again.notes == ()
    write(without=("650",), u651={"email": "moi@example.vn"})
    unit = as_taken(database, read_campaign(told, CODE), now()).campaign.units.by_code("651")
    assert unit is not None
    assert (unit.email, unit.sheet) == ("moi@example.vn", "không mã.xlsx"), (
        "also beside what waits to be taken"
    )


def test_a_unit_that_is_the_files_alone_cannot_be_decided_about_or_looked_at_before_it_is_taken(
    told: Settings, write: Callable[..., None]
) -> None:
    collected(told)
    write(NEW)
    with pytest.raises(ConfigurationError, match=r"Không có đơn vị 'NEW'.*roster take"):
        open_case(told, CODE, "NEW", "ai", "vì sao", is_past_meant=True)
    with pytest.raises(
        ConfigurationError, match=r"Theo bản danh sách đã nhận, NEW không phải báo cáo.*roster take"
    ):
        collect_here(
            told, read_request(told, CODE, str(EVENING), ["NEW"]), clock=lambda: moment("29/8 00:05")
        )
    editions.take(told, CODE, *BY, is_past_meant=True)
    assert open_case(told, CODE, "NEW", "ai", "vì sao", is_past_meant=True).unit.name == NEW["name"]


def test_a_unit_that_left_is_looked_at_no_more_but_what_it_sent_before_may_still_be_declared(
    told: Settings, database: Database, write: Callable[..., None]
) -> None:
    collected(told, "24/8 17:00")
    write(u650={"left_on": "27/8/2020"}, u651={"joined_on": "2020-08-27"})
    editions.taken_in(
        database,
        read_campaign(told, CODE),
        editions.NewEdition(moment("26/8 09:00"), "giải thể", "Ban Tổ chức", ""),
    )

    def looked(at: str, *units: str, declared: str | None = None) -> set[str]:
        request = read_request(told, CODE, str(told.home / "tệp"), units, declared)
        return {each.unit_code for each in collect_here(told, request, clock=lambda: moment(at)).units}

    assert {"650", "651"} & looked("26/8 17:00") == {"650"}
    assert {"650", "651"} & looked("27/8 17:00") == {"651"}
    with pytest.raises(ConfigurationError, match="650 không phải báo cáo lúc này"):
        looked("27/8 17:00", "650")
    assert looked("27/8 18:00", "650", declared="26/8/2020 12:00") == {"650"}


@pytest.mark.parametrize(
    ("words", "told_so"),
    [(("", "vì sao"), "Hãy ghi ai quyết định và vì sao"), (("ai", " "), "Hãy ghi ai quyết định và vì sao")],
)
def test_an_edition_is_taken_by_somebody_for_a_reason(
    told: Settings, words: tuple[str, str], told_so: str
) -> None:
    with pytest.raises(ConfigurationError, match=told_so):
        editions.take(told, CODE, *words, is_past_meant=True)


def test_an_edition_of_a_campaign_long_past_is_taken_by_a_persons_word_alone(told: Settings) -> None:
    with pytest.raises(ConfigurationError, match=r"đã qua .* \(--past\)"):
        editions.take(told, CODE, *BY)


def test_who_takes_the_first_one_before_any_collection_is_on_record(
    told: Settings, database: Database
) -> None:
    campaign = read_campaign(told, CODE)
    assert preview(database, campaign, now()).would == (
        "Đợt bluezone-2020: chưa nhận bản danh sách nào; lần thu thập đầu sẽ nhận: 21 đơn vị."
    )
    assert editions.take(told, CODE, *BY, is_past_meant=True).edition == 1
    with database.begin() as connection:
        found = editions.rosters.editions(connection, CODE)
    assert [(each.effective_at, each.decided_by) for each in found] == [(None, BY[0])], "it holds since ever"


def test_a_machine_whose_clock_is_behind_passes_by_no_edition(
    told: Settings, database: Database, write: Callable[..., None]
) -> None:
    collected(told)
    for name, at in (("mới", "26/8 09:00"), ("mới nữa", "26/8 08:59")):
        write(u650={"name": name})
        new = editions.NewEdition(moment(at), "đổi tên", "Ban Tổ chức", "")
        if at == "26/8 09:00":
            editions.taken_in(database, read_campaign(told, CODE), new)
            continue
        with pytest.raises(ConfigurationError, match="sau giờ của máy này"):
            editions.taken_in(database, read_campaign(told, CODE), new)

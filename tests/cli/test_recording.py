"""Commands that need a Prefect server: recorded by one that is there, told in one line when it is not; others do not care."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from flows.demo.workbooks import FOLDER
from flows.serving.server import own_address
from flows.serving.server.password import file_of
from flows.store.database import Database
from flows.store.files.folders import make_folder
from tests.given import children, own_prefect, own_time
from tests.given.desk import Desk
from tests.given.own_prefect import PASSWORD
from tests.given.serving import conversing

Run = Callable[..., "subprocess.CompletedProcess[str]"]
COLLECT = ("collect", "--source", str(FOLDER / "28-08-2355"), "--unit", "650")
NOWHERE = "http://127.0.0.1:9"
DEAD_PROXY = dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "http_proxy"), "http://127.0.0.1:9")
NEED_IT = [COLLECT, ("deploy",), ("automations", "apply"), ("drain",)]


EXTEND = (
    "extend",
    "--unit",
    "650",
    "--until",
    "hết ngày 31/8/2020",
    "--by",
    "BTV",
    "--reason",
    "lũ",
    "--past",
)


@pytest.fixture
def own_home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def run(database: Database, own_home: Path) -> Run:
    own = {
        "DATABASE_URL": database.url.render_as_string(hide_password=False),
        "BLUEZONE_HOME": str(own_home),
    }
    return lambda *arguments, **more: children.bluezone(*arguments, environ={**own, **more})


@contextmanager
def answering(status: int, body: str) -> Iterator[str]:
    """A web server that says the same to everybody; its address as PREFECT_API_URL."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status)
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/api"
        server.shutdown()


@contextmanager
def up(home: Path, url: str) -> Iterator[None]:
    """As `bluezone up` leaves a home: its server lives there, its password is known. The server itself is the tests' own."""
    make_folder(home)
    file_of(home).write_text(f"{PASSWORD}\n", encoding="utf-8")
    with own_address.told(home, url.removesuffix("/api")):
        yield


def run_id(done: subprocess.CompletedProcess[str]) -> str:
    return one_line(done).rpartition("/")[2]


def ran(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    """The run that a command became."""
    return own_prefect.ask("GET", f"/flow_runs/{run_id(done)}")  # type: ignore[no-any-return]


def pages(done: subprocess.CompletedProcess[str]) -> set[str]:
    """The pages that it left."""
    of_it = {"artifacts": {"flow_run_id": {"any_": [run_id(done)]}}}
    made = own_prefect.ask("POST", "/artifacts/filter", json=of_it)
    return {each["key"].removeprefix("bluezone-2020-") for each in made}


def one_line(done: subprocess.CompletedProcess[str]) -> str:
    [line] = done.stderr.strip().splitlines()
    return line


@pytest.mark.usefixtures("prefect_server")
class TestLive:
    """A server that is there."""

    @pytest.fixture
    def url(self) -> str:
        from prefect.settings import PREFECT_API_URL

        return str(PREFECT_API_URL.value())

    def test_workbooks_that_came_by_mail_are_collected_with_the_instant_they_arrived(
        self, run: Run, url: str, desk: Desk
    ) -> None:
        """As the runbook has it for 17:00 on 28/8; and a proxy is no way to this machine."""
        arrived = ("--observed-at", "28/8/2020 16:40", "--json")
        done = run(*COLLECT, *arrived, PREFECT_API_URL=url, PREFECT_API_AUTH_STRING=PASSWORD, **DEAD_PROXY)
        assert done.returncode == 0, done.stderr
        assert json.loads(done.stdout)["as_of"].startswith("2020-08-28")
        assert one_line(done).startswith("Trong Prefect: "), "the server recorded it, and says no more here"
        [seen] = desk.query("SELECT observed_at, declared_by FROM raw.observation")
        assert seen["observed_at"].isoformat() == "2020-08-28T09:40:00+00:00"
        assert seen["declared_by"]

    def test_beside_up_a_collection_is_a_run_of_its_server_though_nothing_says_where_it_is(
        self, run: Run, url: str, own_home: Path
    ) -> None:
        """Its worker is not asked for anything: on the evening of 28/8 it may be dead."""
        with up(own_home, url):
            done = run(*COLLECT, "--observed-at", "28/8/2020 16:40")
            assert done.returncode == 0, done.stderr
            assert one_line(done).startswith("Trong Prefect: ")
            dry = run(*COLLECT, "--dry-run")
            extended = run(*EXTEND)
            closed = run("closing", "--at", "28/8/2020 17:00", "--by", "BTV", "--reason", "gửi TLĐ", "--past")
        assert ran(done)["name"] == "nhập tệp 650 28/8 16:40: Đã xem 1 đơn vị."
        assert pages(done) == {"changes", "findings", "progress", "standings", "summary"}
        assert (dry.returncode, pages(dry)) == (0, {"dry-run"})
        assert extended.stdout.startswith("Đợt bluezone-2020: LĐLĐ huyện Krông Năng, gia hạn: ")
        assert ran(extended)["name"].startswith("gia hạn 650: LĐLĐ huyện Krông Năng, gia hạn")
        assert pages(extended) == {"changes", "findings", "standings"}
        assert closed.stdout.startswith("Đợt bluezone-2020: chốt số liệu lúc 28/8/2020 17:00; ")
        assert ran(closed)["name"].startswith("chốt số liệu: chốt số liệu lúc 28/8/2020 17:00; ")

    def test_a_deadline_that_a_command_moves_has_its_looks_on_the_server(
        self, run: Run, url: str, own_home: Path, tmp_path: Path
    ) -> None:
        """Here without deployments, which the command says as the form does."""
        own_time.campaign(tmp_path / "campaigns", "now", -5, 10)
        until = f"hết ngày {own_time.in_days(14):%d/%m/%Y}"
        words = ("extend", "--unit", "650", "--until", until, "--by", "BTV", "--reason", "lũ")
        with up(own_home, url):
            done = run(*words, BLUEZONE_CAMPAIGNS=str(tmp_path / "campaigns"))
        assert one_line(done).startswith("Trong Prefect: ")
        assert done.stdout.splitlines()[1:] == [
            "Chưa có lịch daily, before-cutoff, after-cutoff, papers, remind trên máy chủ Prefect: hãy chạy bluezone deploy."
        ]

    def test_a_live_look_is_recorded_too(self, run: Run, url: str, desk: Desk) -> None:
        assert run(*COLLECT, PREFECT_API_URL=url, PREFECT_API_AUTH_STRING=PASSWORD).returncode == 0
        [seen] = desk.query("SELECT declared_by FROM raw.observation")
        assert seen["declared_by"] is None

    def test_a_campaign_that_is_not_ready_is_not_begun_and_the_command_says_how_all_the_same(
        self, run: Run, url: str
    ) -> None:
        done = run("campaign", "begin", PREFECT_API_URL=url, PREFECT_API_AUTH_STRING=PASSWORD)
        assert (done.returncode, done.stdout) == (2, "")
        assert "chọn «Vẫn bắt đầu khi chưa sẵn sàng» (--anyway)." in done.stderr


@pytest.mark.parametrize("command", NEED_IT)
def test_a_server_that_is_not_there_is_told_in_one_line_and_nothing_is_looked_at(
    run: Run, desk: Desk, command: tuple[str, ...]
) -> None:
    done = run(*command, PREFECT_API_URL="http://desk:hush@127.0.0.1:9/api")
    assert done.returncode == 5
    assert "Không tới được máy chủ Prefect http://127.0.0.1:9/api" in one_line(done)
    assert "hush" not in done.stderr
    assert desk.query("SELECT 1 FROM raw.observation") == []


@pytest.mark.parametrize("more", [(), ("--dry-run",)])
def test_a_server_of_up_that_does_not_answer_keeps_nobody_from_collecting(
    run: Run, desk: Desk, own_home: Path, more: tuple[str, ...]
) -> None:
    with up(own_home, NOWHERE):
        done = run(*COLLECT, *more)
    assert done.returncode == 0
    assert one_line(done).startswith("Lệnh chạy ngay tại đây, không ghi vào Prefect: Không tới được máy chủ")
    assert len(desk.query("SELECT 1 FROM raw.observation")) == (0 if more else 1)


def test_a_server_that_is_not_this_homes_is_not_recorded_by(run: Run, own_home: Path) -> None:
    with answering(401, "") as url, up(own_home, url):
        done = run(*COLLECT)
    assert (done.returncode, "không nhận mật khẩu" in one_line(done)) == (0, True)


def test_a_decision_is_recorded_and_told_also_when_no_page_can_follow(run: Run, own_home: Path) -> None:
    with up(own_home, NOWHERE):
        done = run(*EXTEND)
    assert (
        done.returncode,
        done.stdout.startswith("Đợt bluezone-2020: LĐLĐ huyện Krông Năng, gia hạn: "),
    ) == (0, True)
    assert one_line(done).startswith("Quyết định đã ghi; các trang trong Prefect sẽ theo ở lần chạy sau: ")


def test_without_a_server_who_moves_a_deadline_is_told_when_to_look_himself(
    run: Run, own_home: Path, tmp_path: Path
) -> None:
    """Nobody else would, around it; one that is past needs no look."""
    campaigns = tmp_path / "campaigns"
    own_time.campaign(campaigns, "now", -5, 10)
    until, next_day = own_time.in_days(14), own_time.in_days(15)
    words = ("--unit", "650", "--by", "BTV", "--reason", "lũ")

    def decided(*more: str) -> subprocess.CompletedProcess[str]:
        return run(*more, *words, BLUEZONE_CAMPAIGNS=str(campaigns))

    looks = f"{until.day}/{until.month} 23:55 và {next_day.day}/{next_day.month} 00:05"
    granted = decided("extend", "--until", f"hết ngày {until:%d/%m/%Y}")
    assert granted.stdout.startswith("Đợt now: LĐLĐ huyện Krông Năng, gia hạn"), "the campaign that runs"
    assert one_line(granted).startswith(
        "Chưa có máy chủ Prefect nào hẹn đọc quanh hạn này: hãy chạy bluezone up"
    )
    assert one_line(granted).endswith(f"hoặc tự chạy bluezone collect lúc {looks}.")
    assert decided("exempt").stderr == "", "a decision that moves no deadline"
    assert run(*EXTEND).stderr == ""
    own_home.mkdir(exist_ok=True)
    with up(own_home, NOWHERE):
        unheard = decided("revoke", "--kind", "gia-hạn").stderr.splitlines()
    assert [line.partition(":")[0] for line in unheard] == [
        "Quyết định đã ghi; các trang trong Prefect sẽ theo ở lần chạy sau",
        "Chưa có máy chủ Prefect nào hẹn đọc quanh hạn này",
    ]


def test_without_a_name_a_command_asks_where_two_campaigns_run(run: Run, tmp_path: Path) -> None:
    campaigns = tmp_path / "campaigns"
    for code in ("a", "b"):
        own_time.campaign(campaigns, code, -5, 10)
    asked = run("decisions", BLUEZONE_CAMPAIGNS=str(campaigns))
    assert (asked.returncode, asked.stdout) == (2, "")
    assert one_line(asked) == "Lỗi: Đang có 2 đợt chạy, nên phải nêu «Đợt báo cáo» (--campaign): a, b."
    assert run("decisions", "--campaign", "a", BLUEZONE_CAMPAIGNS=str(campaigns)).returncode == 0


def test_the_deadlines_of_a_campaign_are_told_with_the_runs_to_come(run: Run, tmp_path: Path) -> None:
    campaigns = tmp_path / "campaigns"
    own_time.campaign(campaigns, "now", -5, 1)
    told = run("campaign", "deadlines", BLUEZONE_CAMPAIGNS=str(campaigns)).stdout
    assert "Sắp chạy" in told
    assert all(what in told for what in ("đọc ngay trước hạn", "đọc ngay sau hạn", "thư nhắc"))
    assert "Không có lần chạy nào sắp tới." in run("campaign", "deadlines").stdout


def test_a_server_that_accepts_and_never_answers_is_given_up(run: Run) -> None:
    with conversing(lambda caller: caller.recv(1 << 20) and caller.recv(1)) as port:  # type: ignore[arg-type,return-value]
        done = run(*COLLECT, PREFECT_API_URL=f"http://127.0.0.1:{port}/api")
    assert (done.returncode, "không trả lời" in one_line(done)) == (5, True)


@pytest.mark.parametrize(
    "status, body, told",
    [
        (200, "<html>Xin chào</html>", "không phải máy chủ Prefect"),
        (404, "", "PREFECT_API_URL"),
        (200, '"2.20.1"', "là bản 2.20.1"),
        (401, "", "không nhận mật khẩu"),
        (503, "", "lỗi HTTP 503"),
    ],
)
def test_what_answers_there_and_is_no_server_of_ours_is_told_apart(
    run: Run, status: int, body: str, told: str
) -> None:
    with answering(status, body) as url:
        done = run("deploy", PREFECT_API_URL=url)
    assert (done.returncode, told in one_line(done)) == (5, True), done.stderr


def test_an_address_that_is_none_is_a_wrong_argument(run: Run) -> None:
    done = run(*COLLECT, PREFECT_API_URL="http://[::1/api")
    assert (done.returncode, "không thành một địa chỉ" in one_line(done)) == (2, True)


def test_authorities_that_are_not_there_are_a_wrong_argument(run: Run, tmp_path: Path) -> None:
    done = run("deploy", PREFECT_API_URL="https://127.0.0.1:9/api", SSL_CERT_FILE=str(tmp_path / "none.pem"))
    assert (done.returncode, "SSL_CERT_FILE" in done.stderr) == (2, True)


@pytest.mark.parametrize("command", [("findings",), ("decisions",), (*COLLECT, "--dry-run")])
def test_commands_that_record_nothing_there_do_not_care(run: Run, command: tuple[str, ...]) -> None:
    assert run(*command, PREFECT_API_URL="http://127.0.0.1:9/api").returncode == 0


def test_the_doctor_says_that_the_server_is_not_there(run: Run) -> None:
    source = ("--source", str(FOLDER / "31-08-0900"))
    done = run("doctor", *source, "--json", PREFECT_API_URL="http://127.0.0.1:9/api")
    checks = {each["name"]: each["is_well"] for each in json.loads(done.stdout)["checks"]}
    assert (done.returncode, checks) == (5, {"Cơ sở dữ liệu": True, "Máy chủ Prefect": False})


def test_a_proxy_that_speaks_socks_is_used_and_no_way_to_this_machine(run: Run) -> None:
    """It was a program error before a server was even asked."""
    done = run("deploy", PREFECT_API_URL="http://127.0.0.1:9/api", ALL_PROXY="socks5://127.0.0.1:9")
    assert (done.returncode, "127.0.0.1:9" in one_line(done)) == (5, True)


def test_a_proxy_of_another_kind_is_refused_in_words(run: Run) -> None:
    proxy = "socks://desk:hush@127.0.0.1:1080"
    done = run("deploy", PREFECT_API_URL="http://127.0.0.1:9/api", ALL_PROXY=proxy)
    assert (done.returncode, "ALL_PROXY ghi loại proxy 'socks://'" in one_line(done)) == (2, True)
    assert "hush" not in done.stderr
    assert run("findings", ALL_PROXY=proxy).returncode == 0, "needs none"

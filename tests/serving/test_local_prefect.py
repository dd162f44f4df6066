"""What a Prefect server and its clients are started with: defaults that yield, secrets that stay where they are needed."""

from __future__ import annotations

from pathlib import Path

from flows.serving.server.local_prefect import api_url, client_environ, server_environ, worker_environ
from flows.settings import read_settings

SECRETS = {
    "PREFECT_API_DATABASE_CONNECTION_URL": "postgresql+asyncpg://prefect:hush@db/prefect",
    "PREFECT_SERVER_API_AUTH_STRING": "desk:hush",
    "BLUEZONE_ALERT_WEBHOOK": "https://chat.example.vn/hush",
}


def test_what_somebody_set_wins_and_an_empty_variable_is_a_gap(tmp_path: Path) -> None:
    given = {
        "BLUEZONE_HOME": str(tmp_path),
        "PREFECT_SERVER_API_HOST": "0.0.0.0",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "",
    }
    environ = server_environ(read_settings(given), given)
    assert environ["PREFECT_SERVER_API_HOST"] == "0.0.0.0"
    assert environ["PREFECT_SERVER_ANALYTICS_ENABLED"] == "false"
    assert environ["PREFECT_HOME"] == str(tmp_path / "prefect")


def test_the_server_alone_knows_its_database_and_clients_know_its_password(tmp_path: Path) -> None:
    given = {"BLUEZONE_HOME": str(tmp_path), **SECRETS}
    settings = read_settings(given)
    assert server_environ(settings, given).items() >= SECRETS.items()
    client = client_environ(settings, given)
    assert client["PREFECT_API_AUTH_STRING"] == "desk:hush"
    assert not SECRETS.keys() & client.keys()
    own = client_environ(settings, {**given, "PREFECT_API_AUTH_STRING": "other:word"})
    assert own["PREFECT_API_AUTH_STRING"] == "other:word"


def test_this_machine_is_never_reached_through_a_proxy(tmp_path: Path) -> None:
    given = {"BLUEZONE_HOME": str(tmp_path), "HTTPS_PROXY": "http://proxy:3128", "no_proxy": "intranet.vn"}
    environ = client_environ(read_settings(given), given)
    assert environ["NO_PROXY"] == environ["no_proxy"] == "intranet.vn,127.0.0.1,localhost"
    assert environ["HTTPS_PROXY"] == "http://proxy:3128"


def test_a_server_elsewhere_is_the_one_that_is_talked_to(tmp_path: Path) -> None:
    given = {"BLUEZONE_HOME": str(tmp_path), "PREFECT_API_URL": "https://prefect.example.vn/api"}
    assert api_url(read_settings(given), given) == "https://prefect.example.vn/api"
    here = {"BLUEZONE_HOME": str(tmp_path), "PREFECT_SERVER_API_PORT": "4300"}
    assert api_url(read_settings(here), here) == "http://127.0.0.1:4300/api"


def test_a_worker_keeps_its_temporary_files_to_itself(tmp_path: Path) -> None:
    given = {"BLUEZONE_HOME": str(tmp_path / "home"), "TMPDIR": "/tmp"}
    folder = Path(worker_environ(read_settings(given), given)["TMPDIR"])
    assert folder == tmp_path / "home" / "tmp"
    assert folder.stat().st_mode & 0o777 == 0o700

"""What a Prefect server and its clients are started with: defaults that yield, secrets that stay where they are needed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from flows.errors import ConfigurationError
from flows.serving.server import own_address
from flows.serving.server.local_prefect import (
    api_url,
    client_environ,
    prepare,
    server_environ,
    stay_where_it_was,
    worker_environ,
)
from flows.serving.server.password import file_of
from flows.settings import read_settings

SECRETS = {
    "PREFECT_API_DATABASE_CONNECTION_URL": "postgresql+asyncpg://prefect:hush@db/prefect",
    "PREFECT_SERVER_API_AUTH_STRING": "desk:hush",
    "BLUEZONE_ALERT_WEBHOOK": "https://chat.example.vn/hush",
}


def test_what_somebody_set_wins_and_an_empty_variable_is_a_gap(tmp_path: Path) -> None:
    given = {
        "BLUEZONE_HOME": str(tmp_path),
        "PREFECT_SERVER_API_HOST": "127.0.0.2",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "",
    }
    environ = server_environ(read_settings(given), given)
    assert environ["PREFECT_SERVER_API_HOST"] == "127.0.0.2"
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


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "desk.example.vn"])
def test_a_server_that_other_machines_reach_wants_a_password_that_somebody_chose(
    tmp_path: Path, host: str
) -> None:
    given = {"BLUEZONE_HOME": str(tmp_path), "PREFECT_SERVER_API_HOST": host}
    with pytest.raises(ConfigurationError, match="PREFECT_SERVER_API_AUTH_STRING=tên:mật-khẩu"):
        server_environ(read_settings(given), given)
    chosen = {**given, "PREFECT_SERVER_API_AUTH_STRING": "desk:hush"}
    assert server_environ(read_settings(chosen), chosen)["PREFECT_SERVER_API_HOST"] == host


def test_a_home_has_one_password_made_once_that_its_user_alone_can_read(tmp_path: Path) -> None:
    given = {"BLUEZONE_HOME": str(tmp_path / "home"), "PREFECT_SERVER_API_AUTH_STRING": ""}
    settings = read_settings(given)
    assert "PREFECT_API_AUTH_STRING" not in client_environ(settings, given), "no server was there yet"
    made = server_environ(settings, given)["PREFECT_SERVER_API_AUTH_STRING"]
    user, _, secret = made.partition(":")
    assert (user, len(secret)) == ("bluezone", 32)
    assert server_environ(settings, given)["PREFECT_SERVER_API_AUTH_STRING"] == made
    assert file_of(settings.home).stat().st_mode & 0o777 == 0o600
    assert {each.name for each in settings.home.iterdir()} == {file_of(settings.home).name, "tmp"}
    other = {"BLUEZONE_HOME": str(tmp_path / "other")}
    assert server_environ(read_settings(other), other)["PREFECT_SERVER_API_AUTH_STRING"] != made


def test_the_own_password_goes_to_the_server_that_this_home_started_while_it_lives_and_to_no_other(
    tmp_path: Path,
) -> None:
    given = {"BLUEZONE_HOME": str(tmp_path)}
    made = server_environ(read_settings(given), given)["PREFECT_SERVER_API_AUTH_STRING"]

    def told(**more: str) -> tuple[str, str | None]:
        environ = {**given, **more}
        client = client_environ(read_settings(environ), environ)
        return client["PREFECT_API_URL"], client.get("PREFECT_API_AUTH_STRING")

    assert told() == ("http://127.0.0.1:4200/api", None), "whoever listens there is a stranger"
    with own_address.told(tmp_path, "http://127.0.0.1:4391"), own_address.told(tmp_path, "http://second:1"):
        assert told() == told(PREFECT_SERVER_API_PORT="9") == ("http://127.0.0.1:4391/api", made)
        for url in ("http://127.0.0.1:4391/api", "http://localhost:4391/api"):
            assert told(PREFECT_API_URL=url) == (url, made)
        for url in ("https://prefect.example.vn:4391/api", "http://127.0.0.1:4200/api"):
            assert told(PREFECT_API_URL=url) == (url, None)
    assert told() == ("http://127.0.0.1:4200/api", None)
    assert list((tmp_path / "run").iterdir()) == []


def test_the_address_of_a_server_that_was_killed_is_where_it_was_and_gets_no_password(tmp_path: Path) -> None:
    given = {"BLUEZONE_HOME": str(tmp_path)}
    server_environ(read_settings(given), given)
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / "server.url").write_text("http://127.0.0.1:4391\n")
    for named, port in (("", "4391"), ("4300", "4300")):
        environ = {**given, "PREFECT_SERVER_API_PORT": named}
        stay_where_it_was(read_settings(given), environ)
        assert environ["PREFECT_SERVER_API_PORT"] == port, "unless another is named"
    assert "PREFECT_API_AUTH_STRING" not in client_environ(read_settings(given), given)
    own_address.forget(tmp_path)
    assert own_address.last(tmp_path) is None


def test_a_password_file_that_somebody_emptied_is_told(tmp_path: Path) -> None:
    given = {"BLUEZONE_HOME": str(tmp_path)}
    file_of(tmp_path).write_text("\n")
    with pytest.raises(ConfigurationError, match="không còn ghi mật khẩu"):
        server_environ(read_settings(given), given)


def test_pages_of_the_servers_own_addresses_may_ask_it_and_no_others(tmp_path: Path) -> None:
    given = {"BLUEZONE_HOME": str(tmp_path), "PREFECT_UI_URL": "https://desk.example.vn/prefect"}
    environ = server_environ(read_settings(given), given)
    assert environ["PREFECT_SERVER_CORS_ALLOWED_ORIGINS"] == (
        "http://127.0.0.1:4200,http://localhost:4200,https://desk.example.vn"
    )
    assert environ["PREFECT_SERVER_CSRF_PROTECTION_ENABLED"] == "true"


@pytest.mark.parametrize("given", ["", "desk:hush"])
def test_a_server_within_a_command_is_closed_too_and_leaves_no_password_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: str
) -> None:
    environ = {"BLUEZONE_HOME": str(tmp_path), "PREFECT_API_AUTH_STRING": given}
    monkeypatch.setattr(os, "environ", environ)
    prepare(read_settings(environ))
    assert environ["PREFECT_SERVER_API_AUTH_STRING"] == environ["PREFECT_API_AUTH_STRING"]
    assert environ["PREFECT_API_AUTH_STRING"].startswith(given or "bluezone:")
    assert environ["PREFECT_SERVER_CSRF_PROTECTION_ENABLED"] == "true"
    assert "*" not in environ["PREFECT_SERVER_CORS_ALLOWED_ORIGINS"]
    assert not file_of(tmp_path).exists()

"""Which proxies are used, and who is never reached through one."""

from __future__ import annotations

import pytest

from flows.errors import ConfigurationError
from flows.serving.server.proxies import past_this_machine, require_known


@pytest.mark.parametrize(
    "value",
    ["", "http://proxy:3128", "https://proxy", "socks5://h:1", "socks5h://h:1", "proxy:3128", "HTTP://h"],
)
def test_what_both_clients_speak_is_let_pass(value: str) -> None:
    require_known({"ALL_PROXY": value, "https_proxy": value})


@pytest.mark.parametrize("name", ["ALL_PROXY", "all_proxy", "HTTPS_PROXY", "http_proxy"])
@pytest.mark.parametrize("scheme", ["socks", "socks4", "ftp"])
def test_another_kind_is_refused_by_its_variables_name_without_its_password(name: str, scheme: str) -> None:
    with pytest.raises(ConfigurationError, match=f"{name} ghi loại proxy '{scheme}://'") as refused:
        require_known({name: f"{scheme}://desk:hush@h:1"})
    assert "hush" not in str(refused.value)


def test_what_is_excepted_already_stays_so_and_is_said_once() -> None:
    once = past_this_machine({"no_proxy": "intranet.vn"})
    assert once["NO_PROXY"] == "intranet.vn,127.0.0.1,localhost"
    assert past_this_machine(once) == once

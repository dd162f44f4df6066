"""The proxies that the environment names: which we can use, and who is never reached through one.

Arrives: the environment. HTTP_PROXY, HTTPS_PROXY and ALL_PROXY, in either case, lead to Google and to Prefect.
Leaves:  NO_PROXY as it should be; or ConfigurationError for a proxy of a kind that no client of ours speaks.
Not here: connections. requests (Google) and httpx (Prefect) read the same variables themselves.
"""

from __future__ import annotations

from collections.abc import Mapping

from flows.errors import ConfigurationError

NAMES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")
KNOWN = ("http", "https", "socks5", "socks5h")
"""What both clients speak; `socks://`, as desktops write it, does not say which SOCKS is meant."""
THIS_MACHINE = "127.0.0.1,localhost"


def require_known(environ: Mapping[str, str]) -> None:
    """Raises ConfigurationError naming the variable, never its whole value: that may hold a password."""
    for name in (each for upper in NAMES for each in (upper, upper.lower())):
        scheme, is_given, _ = environ.get(name, "").strip().partition("://")
        # without a scheme it is taken for http
        if is_given and scheme.casefold() not in KNOWN:
            raise ConfigurationError(
                f"{name} ghi loại proxy '{scheme}://' mà chương trình không dùng được; hãy ghi "
                "socks5://máy:cổng hoặc http://máy:cổng, hoặc bỏ biến này."
            )


def past_this_machine(environ: Mapping[str, str]) -> dict[str, str]:
    """NO_PROXY, so that this machine is never reached through a proxy, whatever else is excepted."""
    given = environ.get("NO_PROXY") or environ.get("no_proxy") or ""
    past = given if THIS_MACHINE in given else ",".join(filter(None, [given, THIS_MACHINE]))
    return {"NO_PROXY": past, "no_proxy": past}

"""Where alerts go: a block on the Prefect server that holds one secret address, for a webhook or a mailbox.

Arrives: an address as its owner gives it.
Leaves:  a kind of block that Prefect's server knows too (an entry point of `prefect.collections` in pyproject.toml).
Not here: what is told, and when (`flows.serving.alerts.rules`).

Prefect's own webhook blocks pass by the proxy or write the address into the server's log when a call fails.
Apprise, which comes with Prefect, does neither, and sends mail as well.
"""

from __future__ import annotations

import logging
import re

from prefect.blocks.notifications import AppriseNotificationBlock
from pydantic import SecretStr

from flows.errors import ConfigurationError


class AlertChannel(AppriseNotificationBlock):
    """An address that alerts are sent to."""

    _block_type_name = "Bluezone alert channel"
    _block_type_slug = "bluezone-alert-channel"


def webhook(address: str) -> AlertChannel:
    """A channel that posts to an https address.

    Chat services that Apprise knows get their own form, any other address JSON with `title` and `message`.
    """
    known = address if _is_known(address) else _as_json(address)
    return _channel(known, "BLUEZONE_ALERT_WEBHOOK")


def mailbox(address: str) -> AlertChannel:
    """A channel that sends mail: mailtos://user:password@host?to=a@example.vn,b@example.vn"""
    if not re.match(r"mailtos?://", address):
        raise _not_an_address("BLUEZONE_ALERT_EMAIL")
    return _channel(f"{address}{'&' if '?' in address else '?'}format=text", "BLUEZONE_ALERT_EMAIL")


def _as_json(address: str) -> str:
    """http(s)://host/path?key=value as Apprise writes it: json(s)://host/path?-key=value"""
    place, _, query = address.partition("?")
    kept = "&".join(f"-{part}" for part in query.split("&") if part)
    return re.sub(r"^http", "json", place) + (f"?{kept}" if kept else "")


def _channel(address: str, name: str) -> AlertChannel:
    if not _is_known(address):
        raise _not_an_address(name)
    return AlertChannel(url=SecretStr(address))


def _is_known(address: str) -> bool:
    """Whether Apprise can send there. Its log is shut meanwhile, for it names the address it cannot read."""
    from apprise import Apprise

    log = logging.getLogger("apprise")
    was_shut, log.disabled = log.disabled, True
    try:
        return Apprise.instantiate(address, suppress_exceptions=True) is not None
    finally:
        log.disabled = was_shut


def _not_an_address(name: str) -> ConfigurationError:
    return ConfigurationError(
        f"{name} không phải địa chỉ dùng được; cần dạng https://máy-chủ/… cho webhook, "
        "mailtos://người-dùng:mật-khẩu@máy-chủ?to=… cho thư điện tử."
    )

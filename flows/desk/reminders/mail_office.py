"""Whom mail comes from and through which server, as the environment says it.

Arrives: SMTP_URL, MAIL_FROM, MAIL_REPLY_TO.
Leaves:  a `MailServer` and an `Office`; ConfigurationError that names the variable and never repeats the URL.
Not here: how mail is handed over (`flows.desk.reminders.posting`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from email.errors import MessageError
from email.headerregistry import Address
from email.utils import parseaddr
from urllib.parse import SplitResult, unquote, urlsplit

from flows.errors import ConfigurationError
from flows.settings import Settings

DEFAULT_PORTS = {"smtp": 587, "smtps": 465}


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mail is handed over. `user` is None when the server asks for no login."""

    host: str
    port: int
    is_tls: bool
    user: str | None = field(default=None, repr=False)
    password: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Office:
    """Whom a reminder comes from, and where answers go."""

    sender: Address
    reply_to: Address


def read_office(settings: Settings) -> tuple[MailServer, Office]:
    """The mail server, and whom reminders come from. Raises ConfigurationError naming the variable."""
    if settings.smtp_url is None:
        raise ConfigurationError(
            "Chưa có máy chủ thư; hãy đặt SMTP_URL (smtp://người-dùng:mật-khẩu@máy-chủ:587)."
        )
    if settings.mail_from is None:
        raise ConfigurationError(
            "Chưa có người gửi; hãy đặt MAIL_FROM, ví dụ LĐLĐ tỉnh <bluezone@example.vn>."
        )
    sender = _address("MAIL_FROM", settings.mail_from)
    reply_to = _address("MAIL_REPLY_TO", settings.mail_reply_to) if settings.mail_reply_to else sender
    return read_server(settings.smtp_url), Office(sender, reply_to)


def _address(variable: str, text: str) -> Address:
    name, address = parseaddr(text)
    try:
        parsed = Address(name, addr_spec=address)
    except (ValueError, IndexError, MessageError):
        parsed = None
    if parsed is None or not address.isascii() or not parsed.username or "." not in parsed.domain:
        raise ConfigurationError(
            f"{variable} không phải một địa chỉ thư, như LĐLĐ tỉnh <bluezone@example.vn>."
        )
    return parsed


def read_server(url: str) -> MailServer:
    """The server of an URL, in which user and password are percent-encoded. Raises ConfigurationError without the URL."""
    parts = _split(url)
    if parts is None:
        raise ConfigurationError(
            "SMTP_URL phải có dạng smtp://người-dùng:mật-khẩu@máy-chủ:587 hoặc smtps://…:465."
        )
    server = MailServer(
        parts.hostname or "",
        parts.port or DEFAULT_PORTS[parts.scheme],
        parts.scheme == "smtps",
        unquote(parts.username) if parts.username else None,
        unquote(parts.password or ""),
    )
    if not f"{server.user}{server.password}".isascii():
        raise ConfigurationError("SMTP_URL: tên người dùng và mật khẩu chỉ được gồm ký tự không dấu.")
    return server


def _split(url: str) -> SplitResult | None:
    """The URL's parts, None when it is not one of ours; what is wrong is not told, it may be the password."""
    try:
        parts = urlsplit(url)
        is_ours = parts.scheme in DEFAULT_PORTS and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return None
    has_more = bool(parts.path.strip("/") or parts.query or parts.fragment)
    return parts if is_ours and not has_more else None

"""A real SMTP server on this machine, and what it was handed."""

from __future__ import annotations

import ssl
from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any, Self

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

from tests.given.serving import free_port

USER, PASSWORD = "bluezone", "p@ss/word:87"


class PostOffice:
    """Takes mail in while the block runs; some recipients can be refused, and the line can break."""

    def __init__(
        self,
        *,
        starttls: ssl.SSLContext | None = None,
        tls: ssl.SSLContext | None = None,
        asks_login: bool = False,
        replies: dict[str, str] | None = None,
        breaks_for: tuple[str, ...] = (),
    ) -> None:
        self.mail: list[EmailMessage] = []
        self.recipients: list[str] = []
        self.logins: list[bool] = []
        self.was_encrypted: list[bool] = []
        self.replies = replies or {}
        self.breaks_for = set(breaks_for)
        self.on_break: Callable[[], Any] = lambda: None
        self.port = free_port()
        kind: dict[str, Any] = {"tls_context": starttls, "require_starttls": starttls is not None}
        if asks_login:
            kind |= {"authenticator": self._login, "auth_required": True}
            kind["auth_require_tls"] = starttls is not None
        self._controller = Controller(
            self, hostname="127.0.0.1", port=self.port, ssl_context=tls, **kind, ready_timeout=60
        )

    def __enter__(self) -> Self:
        self._controller.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._controller.stop()

    def _login(
        self, _server: SMTP, _session: Session, _envelope: Envelope, _how: str, given: Any
    ) -> AuthResult:
        is_known = (given.login, given.password) == (USER.encode(), PASSWORD.encode())
        self.logins.append(is_known)
        return AuthResult(success=is_known, handled=False)

    async def handle_RCPT(  # noqa: N802 - the name that aiosmtpd calls
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if address not in self.replies:
            envelope.rcpt_tos.append(address)
        return self.replies.get(address, "250 OK")

    async def handle_DATA(  # noqa: N802 - the name that aiosmtpd calls
        self, server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        assert server.transport is not None
        self.was_encrypted.append(server.transport.get_extra_info("sslcontext") is not None)
        self.recipients += envelope.rcpt_tos
        assert isinstance(envelope.content, bytes)
        self.mail.append(message_from_bytes(envelope.content, policy=policy.default))
        if self.breaks_for & set(envelope.rcpt_tos):
            self.on_break()
            server.transport.abort()
        return "250 2.0.0 OK"

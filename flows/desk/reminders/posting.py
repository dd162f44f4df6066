"""Hand mail to a server over SMTP, one recipient at a time.

Arrives: the server of SMTP_URL, finished messages.
Leaves:  for each message what the server said of it (`Receipt`); MailUnavailable when no mail can be handed over.
Not here: what is written (`flows.desk.reminders.letter`), to whom and whether (`flows.desk.reminders.sending`).

The password is in no message or exception of ours. A server's own words are never repeated, for it may echo what
it was sent; its reply is known by its code.
"""

from __future__ import annotations

import re
import smtplib
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from types import TracebackType
from typing import Literal, Self

from flows.desk.reminders.mail_office import MailServer
from flows.errors import MailUnavailable
from flows.settings import is_this_machine

TIMEOUT = 30.0
"""Seconds for each answer of the server."""
OK = 250
ENHANCED_CODE = re.compile(rb"[245]\.\d{1,3}\.\d{1,3}\b")

Taken = Literal["sent", "refused", "deferred", "unclear"]


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of one message. `reply` is the server's code, as "550 5.1.1"; "" when it gave none.

    sent      the server took it over
    refused   it will not, as things are: no such mailbox, text not wanted
    deferred  it did not, and may later
    unclear   the connection broke after the text was begun: it was taken over, or it was not
    """

    taken: Taken
    reply: str = ""


class Post:
    """The way to one server for as long as a run lasts; a connection that broke is opened again when it is needed."""

    def __init__(self, server: MailServer, sender: str) -> None:
        self._server, self._sender = server, sender
        self._smtp: smtplib.SMTP | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _type: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self.close()

    def open(self) -> smtplib.SMTP:
        """See that the server listens and takes our sender, before anything is promised. Raises MailUnavailable."""
        if self._smtp is not None and _is_alive(self._smtp):
            return self._smtp
        self.close()
        self._smtp = self._connect()
        return self._smtp

    def close(self) -> None:
        """Hang up, politely where the connection still stands."""
        if self._smtp is not None:
            try:
                self._smtp.quit()
            except OSError:
                self._smtp.close()
            self._smtp = None

    def send(self, message: EmailMessage, recipient: str) -> Receipt:
        """Hand one message over to one recipient, once `open` said that it may; what fails is told by the receipt."""
        if self._smtp is None:
            return Receipt("deferred")
        receipt = self._hand_over(self._smtp, message, recipient)
        if receipt.taken != "sent":
            # half a transaction, or a connection that broke: the next message begins on a new one
            self.close()
        return receipt

    def _hand_over(self, smtp: smtplib.SMTP, message: EmailMessage, recipient: str) -> Receipt:
        try:
            for code, words in (smtp.mail(self._sender), smtp.rcpt(recipient)):
                if code not in (OK, 251):
                    return _not_taken(code, words)
        except OSError:
            return Receipt("deferred")
        try:
            code, words = smtp.data(message.as_bytes())
        except smtplib.SMTPDataError as error:
            return _not_taken(error.smtp_code, error.smtp_error)
        except OSError:
            return Receipt("unclear")
        return Receipt("sent", _reply(code, words)) if code == OK else _not_taken(code, words)

    def _connect(self) -> smtplib.SMTP:
        """A connection ready for mail: encrypted unless it stays on this machine, logged in, our sender accepted."""
        server, smtp = self._server, None
        try:
            smtp = self._greet()
            if server.user is not None:
                smtp.login(server.user, server.password)
            smtp.ehlo_or_helo_if_needed()
            code, words = smtp.mail(self._sender)
            if code != OK:
                raise smtplib.SMTPSenderRefused(code, words, "")
            smtp.rset()
        except OSError as error:
            # smtplib's own errors are OSErrors too
            reason = _reason(error)
            if smtp is not None:
                smtp.close()
        else:
            return smtp
        raise MailUnavailable(f"Không gửi được thư qua {server.host}:{server.port}: {reason}.")

    def _greet(self) -> smtplib.SMTP:
        server = self._server
        if server.is_tls:
            context = ssl.create_default_context()
            return smtplib.SMTP_SSL(server.host, server.port, timeout=TIMEOUT, context=context)
        smtp = smtplib.SMTP(server.host, server.port, timeout=TIMEOUT)
        if not is_this_machine(server.host):
            try:
                smtp.starttls(context=ssl.create_default_context())
            except OSError:
                smtp.close()
                raise
        return smtp


def _is_alive(smtp: smtplib.SMTP) -> bool:
    try:
        return smtp.noop()[0] == OK
    except OSError:
        return False


def _not_taken(code: int, words: bytes | str) -> Receipt:
    return Receipt("refused" if 500 <= code < 600 else "deferred", _reply(code, words))


def _reply(code: int, words: bytes | str) -> str:
    """The reply's code, and the enhanced one (RFC 3463) where the server gives it: "550 5.1.1"."""
    found = ENHANCED_CODE.match(words if isinstance(words, bytes) else words.encode("ascii", "replace"))
    return f"{code} {found.group().decode('ascii')}" if found else str(code)


def _reason(error: OSError) -> str:
    """Why the server cannot be used, in our own words."""
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return f"máy chủ từ chối tài khoản trong SMTP_URL ({_reply(error.smtp_code, error.smtp_error)})"
    if isinstance(error, smtplib.SMTPSenderRefused):
        return f"máy chủ không nhận người gửi ở MAIL_FROM ({_reply(error.smtp_code, error.smtp_error)})"
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return "máy chủ không có STARTTLS hoặc không cho đăng nhập"
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"chứng chỉ của máy chủ không đúng ({error.verify_message})"
    if isinstance(error, smtplib.SMTPResponseException):
        return f"máy chủ từ chối ({_reply(error.smtp_code, error.smtp_error)})"
    return f"không kết nối được ({error.strerror or type(error).__name__})"

"""A small Google: Sheets, Drive and token endpoints over TLS, reached by unmodified gspread through a proxy.

The server is an HTTPS proxy. Whoever is told HTTPS_PROXY and REQUESTS_CA_BUNDLE asks it to CONNECT to
sheets.googleapis.com; it answers itself, under a certificate of its own authority. CONNECT to any other host
is refused and logged, so that a test sees it.
"""

from __future__ import annotations

import gzip
import socket
import ssl
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import trustme

from tests.google.answering import Answering
from tests.google.faults import Fault

SERVICES = {
    "sheets.googleapis.com": "sheets",
    "www.googleapis.com": "drive",
    "oauth2.googleapis.com": "token",
}


@dataclass(frozen=True)
class Call:
    """A request as it arrived, and the status it got; 0 when the connection was broken instead."""

    service: str
    method: str
    path: str
    query: dict[str, list[str]]
    status: int
    at: float


class _Handler(BaseHTTPRequestHandler):
    """One connection: CONNECT, then requests over TLS until the client leaves."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: GoogleServer
    service = ""

    def do_CONNECT(self) -> None:
        host = self.path.partition(":")[0]
        if host not in SERVICES:
            self.server.note(Call("elsewhere", "CONNECT", host, {}, 403, time.monotonic()))
            self.send_error(403)
            return
        self.send_response(200, "Connection Established")
        self.end_headers()
        self.service = SERVICES[host]
        self.connection = self.server.contexts[host].wrap_socket(self.connection, server_side=True)
        self.rfile = self.connection.makefile("rb")
        self.wfile = self.connection.makefile("wb", 0)
        self.close_connection = False

    def do_GET(self) -> None:
        self._answer("GET", b"")

    def do_POST(self) -> None:
        self._answer("POST", self.rfile.read(int(self.headers.get("Content-Length", 0))))

    def _answer(self, method: str, body: bytes) -> None:
        url = urlsplit(self.path)
        query = parse_qs(url.query)
        answering, service = self.server.answering, self.service
        fault = answering.fault(service, url.path, method)
        if fault is not None and fault.how == "answer":
            answer = fault
        else:
            authorization = self.headers.get("Authorization", "")
            answer = answering.answer(
                service, (url.path, query), method=method, body=body, authorization=authorization
            )
        broken = fault is not None and fault.how == "reset"
        self.server.note(
            Call(service, method, url.path, query, 0 if broken else answer.status, time.monotonic())
        )
        self._send(answer, fault)

    def _send(self, answer: Fault, fault: Fault | None) -> None:
        how = fault.how if fault else "answer"
        if how == "reset":
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.close_connection = True
            self.connection.close()
            return
        if fault is not None and how == "late":
            self.server.closing.wait(fault.seconds)
        content = b'{"spreadsheetId": "cut off her' if how == "no_json" else answer.body.encode()
        headers = dict(answer.headers)
        if "gzip" in self.headers.get("Accept-Encoding", "") and how != "truncated":
            content, headers["Content-Encoding"] = gzip.compress(content, 1), "gzip"
        self.send_response(answer.status)
        for name, value in {"Content-Type": answer.content_type, "Server": "ESF", **headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content[: len(content) // 2] if how == "truncated" else content)
        self.close_connection = how == "truncated"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the base class's name
        """The log is `GoogleServer.calls`."""


class GoogleServer(ThreadingHTTPServer):
    """Listens on a free port of this machine."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, authority: trustme.CA, answering: Answering) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answering = answering
        self.contexts = {host: _context(authority, host) for host in SERVICES}
        self.calls: list[Call] = []
        self.closing = threading.Event()
        self._lock = threading.Lock()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def note(self, call: Call) -> None:
        with self._lock:
            self.calls.append(call)

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that leaves in the middle is part of the tests."""

    @contextmanager
    def running(self) -> Iterator[GoogleServer]:
        thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self.closing.set()
            self.shutdown()
            self.server_close()


def _context(authority: trustme.CA, host: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(host).configure_cert(context)
    return context

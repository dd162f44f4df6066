"""Stands between a run and its server and cuts the line at COMMIT, so that the run cannot know whether it went through."""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from typing import Literal

import sqlalchemy as sa

Fate = Literal["before", "after", "pass"]
COMMIT = re.compile(rb"[\x00\x0b]COMMIT\x00")
"""As a query of its own in either protocol; not the COMMIT of another statement's text."""
CHUNK = 65536


class CuttingProxy:
    """Listens on a port of this machine. `fates` says of each COMMIT, in order, whether the line breaks, and when:
    before the server hears of it, or after it did and before its answer arrives."""

    def __init__(self, url: sa.URL, fates: Iterator[Fate]) -> None:
        self.cut = {"before": 0, "after": 0, "pass": 0}
        self._server, self._fates, self._turn = url, fates, threading.Lock()
        self._door = socket.create_server(("127.0.0.1", 0))
        port = self._door.getsockname()[1]
        self.url = sa.URL.create("postgresql", url.username, url.password, "127.0.0.1", port, url.database)
        threading.Thread(target=self._welcome, daemon=True).start()

    def close(self) -> None:
        """Let nobody in any more."""
        self._door.close()

    def _welcome(self) -> None:
        with suppress(OSError):  # the door was closed
            while True:
                client, _ = self._door.accept()
                threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        with client, self._reach() as server:
            is_cut = threading.Event()
            back = threading.Thread(target=_carry, args=(server, client, is_cut), daemon=True)
            back.start()
            with suppress(OSError):
                while sent := client.recv(CHUNK):
                    fate = self._fate() if COMMIT.search(sent) else "pass"
                    if fate == "before":
                        break
                    if fate == "after":
                        is_cut.set()
                        server.sendall(sent)
                        back.join()
                        break
                    server.sendall(sent)
            for end in (server, client):
                with suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)
            back.join()

    def _fate(self) -> Fate:
        with self._turn:
            fate = next(self._fates)
            self.cut[fate] += 1
            return fate

    def _reach(self) -> socket.socket:
        folder, port = self._server.query.get("host"), self._server.port or 5432
        if folder is None:
            return socket.create_connection((self._server.host or "localhost", port))
        server = socket.socket(socket.AF_UNIX)
        server.connect(f"{folder}/.s.PGSQL.{port}")
        return server


def _carry(server: socket.socket, client: socket.socket, is_cut: threading.Event) -> None:
    """The server's answers, until the first that must not arrive."""
    with suppress(OSError):
        while answer := server.recv(CHUNK):
            if is_cut.is_set():
                return
            client.sendall(answer)
        client.shutdown(socket.SHUT_RDWR)

"""A Prefect server of a test module's own, and what is asked of it over HTTP; receivers of what it sends.

Asked with `verify=False`, for it speaks plain HTTP and a client reads the authorities it trusts all the same.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx

from flows.serving.server.password import read
from tests.given import children

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
LONGEST_ANSWER = 90
"""Seconds. A server on SQLite waits a whole minute for a lock before it gives up or goes on (prefect 3.8.8)."""
CLIENT = "tests"
TOKENS: dict[str, str] = {}
"""Of each server, by its address: one that is asked for is written into its database, and we ask twice a second."""
ENDED = ("COMPLETED", "FAILED", "CRASHED", "CANCELLED")


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def wait_for(is_so: Callable[[], Any], seconds: float) -> Any:
    """What is found. Asked at once, and then twice a second: a server that is asked answers instead of working."""
    deadline, pause = time.monotonic() + seconds, 0.1
    while not (found := is_so()):
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(pause)
        pause = min(2 * pause, 0.5)
    return found


@dataclass(frozen=True)
class Served:
    """A Prefect server by its environment: commands are run in it, its API is asked directly."""

    environ: dict[str, str]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.environ['PREFECT_SERVER_API_PORT']}"

    @property
    def home(self) -> Path:
        return Path(self.environ["BLUEZONE_HOME"])

    def run(self, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        """A `bluezone` command in this environment, whatever comes of it."""
        return children.bluezone(*arguments, environ={**self.environ, **more})

    def bluezone(self, *arguments: str, **more: str) -> str:
        """What a `bluezone` command that must succeed prints."""
        return _succeeded(self.run(*arguments, **more))

    def installed(self, *arguments: str) -> str:
        """The same of the installed script, which imports what it needs: for what must be seen as an operator has it."""
        command = [BIN / "bluezone", *arguments]
        done = subprocess.run(
            command, env=self.environ, cwd=ROOT, capture_output=True, text=True, timeout=400, check=False
        )
        return _succeeded(done)

    @property
    def password(self) -> str:
        """The server's: given, or of its own making."""
        return self.environ.get("PREFECT_SERVER_API_AUTH_STRING") or str(read(self.home))

    @property
    def auth(self) -> tuple[str, str]:
        """The password as httpx takes it."""
        user, _, secret = self.password.partition(":")
        return user, secret

    def send(self, method: str, path: str, **more: Any) -> httpx.Response:
        """The answer to a request as somebody sends it who knows what is given here, and no more."""
        return httpx.request(
            method, f"{self.url}/{path}", timeout=LONGEST_ANSWER, trust_env=False, verify=False, **more
        )

    def _token(self, method: str) -> dict[str, str]:
        """Without it nothing is changed, and nothing filtered."""
        if method == "GET":
            return {}
        if self.url not in TOKENS:
            answer = self.send("GET", "api/csrf-token", params={"client": CLIENT}, auth=self.auth)
            answer.raise_for_status()
            TOKENS[self.url] = answer.json()["token"]
        return {"Prefect-Csrf-Client": CLIENT, "Prefect-Csrf-Token": TOKENS[self.url]}

    def asked(self, method: str, path: str, body: Any = None) -> Any:
        """The API's answer. A server on SQLite sends whoever comes while it writes away with 503, to come again."""

        def answered() -> httpx.Response | None:
            is_known = self.url in TOKENS
            answer = self.send(method, f"api/{path}", json=body, headers=self._token(method), auth=self.auth)
            if answer.status_code == 403 and is_known:
                # another server's by now, or an hour old
                del TOKENS[self.url]
                return None
            return None if answer.status_code == 503 else answer

        answer = wait_for(answered, 2 * LONGEST_ANSWER)
        answer.raise_for_status()
        return answer.json() if answer.content else None

    def found(self, kind: str, **filters: Any) -> list[dict[str, Any]]:
        """What there is of a kind: deployments, flow_runs, automations."""
        return self.asked("POST", f"{kind}/filter", filters)  # type: ignore[no-any-return]

    def is_up(self) -> bool:
        try:
            return (
                httpx.get(f"{self.url}/api/health", timeout=5, trust_env=False, verify=False).status_code
                == 200
            )
        except httpx.TransportError:
            return False

    def pressed(self, deployment: str, due: datetime | None = None, **parameters: Any) -> str:
        """A run of a deployment, due now or then; its id."""
        [there] = self.found("deployments", deployments={"name": {"any_": [deployment]}})
        details = {"scheduled_time": due.isoformat()} if due else {}
        body = {"parameters": parameters, "state": {"type": "SCHEDULED", "state_details": details}}
        return self.asked("POST", f"deployments/{there['id']}/create_flow_run", body)["id"]  # type: ignore[no-any-return]

    def state(self, run_id: str) -> dict[str, Any]:
        return self.asked("GET", f"flow_runs/{run_id}")["state"]  # type: ignore[no-any-return]

    def end_of(self, run_id: str, seconds: float = 150) -> dict[str, Any]:
        """The state a run ended in."""

        def ended() -> dict[str, Any] | None:
            state = self.state(run_id)
            return state if state["type"] in ENDED else None

        return wait_for(ended, seconds)  # type: ignore[no-any-return]

    def press_waiting(self, folder: Path) -> tuple[str, int]:
        """A run of the waiting flow, and the process it works in by now; a file `enough` in the folder ends it."""
        flow = self.asked("POST", "flows/", {"name": "waiting"})
        step = {"prefect.deployments.steps.set_working_directory": {"directory": str(ROOT)}}
        deployment = {
            "name": "waiting",
            "flow_id": flow["id"],
            "entrypoint": "tests.given.waiting.wait",
            "pull_steps": [step],
            "tags": ["bluezone"],
            # as in prefect.yaml: without it a healthy run would seem lost
            "job_variables": {"env": {"PREFECT_FLOWS_HEARTBEAT_FREQUENCY": "30"}},
            "work_pool_name": "bluezone",
            "work_queue_name": "operators",
        }
        self.asked("POST", "deployments/", deployment)
        run_id = self.pressed("waiting", folder=str(folder))
        pid = folder / "pid"
        wait_for(lambda: pid.exists() and pid.read_text(), 180)
        return run_id, int(pid.read_text())


def _succeeded(done: subprocess.CompletedProcess[str]) -> str:
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def environ_of(home: Path, **more: str) -> dict[str, str]:
    """Nothing of the person who runs the suite but their paths."""
    return {
        **{
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("PREFECT_", "BLUEZONE_"))
        },
        "BLUEZONE_HOME": str(home),
        "PREFECT_SERVER_API_PORT": str(free_port()),
        "PREFECT_WORKER_QUERY_SECONDS": "2",
        **more,
    }


def give_database(home: Path, prefect_database: Path) -> None:
    """A copy of a database where the server of this home looks for its own."""
    (home / "prefect").mkdir(parents=True)
    shutil.copy(prefect_database, home / "prefect" / "prefect.db")


@contextmanager
def serving(home: Path, prefect_database: Path) -> Iterator[Served]:
    """`bluezone server` on a copy of a database, and at the end no more of it."""
    served = Served(environ_of(home))
    give_database(home, prefect_database)
    with started(served, "server"):
        wait_for(served.is_up, 180)
        yield served


@contextmanager
def started(served: Served, command: str, **more: str) -> Iterator[subprocess.Popen[bytes]]:
    """A command of `bluezone` that stays, stopped when the block ends."""
    served.home.mkdir(parents=True, exist_ok=True)
    with (served.home / f"{command}.out").open("wb") as log:
        process = subprocess.Popen(
            [BIN / "bluezone", command], env={**served.environ, **more}, stdout=log, stderr=log
        )
    try:
        yield process
    finally:
        end(process)


def end(process: subprocess.Popen[bytes]) -> None:
    """Ask it to end, and where it does not, end it."""
    process.terminate()
    try:
        process.wait(30)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@contextmanager
def receiving(status: int = 200) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """An HTTP receiver: its address, and what has been posted there so far."""
    received: list[dict[str, Any]] = []

    class Receiver(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            received.append({"path": self.path, **body})
            self.send_response(status)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", received
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def conversing(converse: Callable[[socket.socket], None]) -> Iterator[int]:
    """A server that talks to one caller after another as it is told; its port."""

    def answer() -> None:
        while True:
            try:
                caller, _ = listener.accept()
            except OSError:
                return
            with caller:
                converse(caller)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=answer, daemon=True).start()
        try:
            yield listener.getsockname()[1]
        finally:
            listener.shutdown(socket.SHUT_RDWR)


@contextmanager
def receiving_mail() -> Iterator[tuple[int, list[str]]]:
    """An SMTP receiver that takes every letter: its port, and the letters so far."""
    letters: list[str] = []

    def converse(caller: socket.socket) -> None:
        with caller.makefile("rw", newline="\r\n", encoding="utf-8") as lines:

            def say(line: str) -> None:
                lines.write(f"{line}\r\n")
                lines.flush()

            say("220 here")
            while line := lines.readline():
                if not line.upper().startswith("DATA"):
                    say("221 bye" if line.upper().startswith("QUIT") else "250 yes")
                    continue
                say("354 go on")
                letters.append("".join(iter(lines.readline, ".\r\n")))
                say("250 taken")

    with conversing(converse) as port:
        yield port, letters

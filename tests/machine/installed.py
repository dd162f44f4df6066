"""On the machine that `boot.sh` made: the product is installed as docs/operators.md says it, and its units are tried.

| what is done | what must hold |
| --- | --- |
| server and worker enabled | the tables are brought to this release before, by their owner; all is up |
| a look at what runs | the account of the service, every variable that was set, nothing of the owner's, the pages |
| a collection of the demonstration | ends as it does elsewhere, written by the worker's account |
| SIGKILL to the server | back by itself; the worker goes on |
| the worker stopped while a run works | the run ends well, then the worker, within its time |
| everything stopped | no failure, no process left, nothing written but under /var/lib/bluezone |
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

from flows.demo.workbooks import FOLDER
from tests.given.serving import Served, wait_for

DEPLOY = Path(__file__).parents[2] / "flows" / "deploy"
HOME = Path("/var/lib/bluezone")
SERVER, WORKER, MIGRATE = UNITS = ("bluezone-server", "bluezone-worker", "bluezone-migrate")
PASSWORD = "hush-hush"
SET = {
    "BLUEZONE_CAMPAIGNS": "/opt/bluezone/flows/campaigns",
    "BLUEZONE_DATABASE_PATIENCE": "90",
    "GOOGLE_APPLICATION_CREDENTIALS": "/etc/bluezone-google.json",
    "SMTP_URL": "smtp://127.0.0.1:2525",
    "MAIL_FROM": '"LĐLĐ tỉnh <bluezone@example.vn>"',
    "MAIL_REPLY_TO": "ban@example.vn",
    "TASK_RUNNER": "threads",
    "DASK_ADDRESS": "tcp://127.0.0.1:8786",
}
"""What an installer writes besides the passwords."""
FOLDER_AT = {"source": str(FOLDER / "28-08-2355"), "observed_at": "2020-08-28T23:55+07:00"}
LONGEST = 300.0

broken: list[str] = []
began = time.monotonic()


def holds(what: str, is_so: object) -> None:
    """Tell a line of the judgement."""
    print(f"{time.monotonic() - began:7.1f}  {'holds ' if is_so else 'BROKEN'}  {what}", flush=True)
    if not is_so:
        broken.append(what)


def done(*command: str | Path, **more: str) -> str:
    """What a command prints that must succeed."""
    process = subprocess.run(
        command, env={**os.environ, **more}, check=False, capture_output=True, text=True, timeout=1200
    )
    assert process.returncode == 0, f"{command}: {process.stdout}{process.stderr}"
    return process.stdout


def shown(unit: str, name: str) -> str:
    return done("systemctl", "show", "--value", f"--property={name}", unit).strip()


def environ_of(pid: str) -> dict[str, str]:
    lines = Path(f"/proc/{pid}/environ").read_bytes().decode().split("\0")
    return dict(line.split("=", 1) for line in lines if line)


def install() -> None:
    """An account, three accounts of the database, two files that root alone reads, the units."""
    done("useradd", "--system", "--home-dir", HOME, "--shell", "/usr/sbin/nologin", "bluezone")
    passwords = dict.fromkeys(("OWNER_PASSWORD", "WORKER_PASSWORD", "PREFECT_PASSWORD"), PASSWORD)
    accounts = ("psql", "--quiet", "--file", DEPLOY / "accounts.sql", "postgres")
    done("runuser", "-u", "postgres", "--preserve-environment", "--", *accounts, **passwords)
    written = "\n".join(f"{name}={value}" for name, value in SET.items())
    for name, more in (("bluezone.env", written), ("bluezone-owner.env", "")):
        text = (DEPLOY / name).read_text(encoding="utf-8").replace("CHANGE", PASSWORD)
        file = Path("/etc", name)
        file.touch(mode=0o600)
        file.write_text(f"{text}{more}\n", encoding="utf-8")
    for unit in DEPLOY.glob("*.service"):
        shutil.copy(unit, "/etc/systemd/system")
    done("systemctl", "daemon-reload")


def start() -> Served:
    """Enabled and at work."""
    done("systemctl", "enable", "--now", SERVER, WORKER)
    served = Served({"BLUEZONE_HOME": str(HOME), "PREFECT_SERVER_API_PORT": "4200"})
    wait_for(lambda: served.is_up() and is_online(served), LONGEST)
    holds("server and worker are up", all(shown(each, "ActiveState") == "active" for each in UNITS[:2]))
    ended = [shown(MIGRATE, "Result"), shown(MIGRATE, "ExecMainStatus")]
    holds("the owner brought the tables to this release, once", ended == ["success", "0"])
    return served


def is_online(served: Served) -> bool:
    return "ONLINE" in [each["status"] for each in served.found("work_pools/bluezone/workers")]


def look(served: Served) -> None:
    """Who runs, what it was told, what it shows."""
    pids = {each: shown(each, "MainPID") for each in UNITS[:2]}
    owners = {Path(f"/proc/{pid}").owner() for pid in pids.values()}
    holds("both run as the account `bluezone`", owners == {"bluezone"})
    told = environ_of(pids[WORKER])
    holds(
        "the worker was told every variable",
        {n: v.strip('"') for n, v in SET.items()}.items() <= told.items(),
    )
    secrets = [str(environ_of(pid)) for pid in pids.values()]
    holds("nobody was told of the tables' owner", not any("bluezone_owner" in each for each in secrets))
    page = served.send("GET", "", auth=served.auth, follow_redirects=True)
    holds("the pages are there", page.status_code == 200 and "<html" in page.text)


def collect(served: Served) -> None:
    """A run of the form, under all that the unit forbids."""
    run_id = served.pressed("daily", campaign="bluezone-2020", **FOLDER_AT)
    holds(
        "a collection ends Failed for its two damaged workbooks",
        served.end_of(run_id, LONGEST)["type"] == "FAILED",
    )
    question = "SELECT count(*) || ' ' || count(DISTINCT unit_code) FROM report.submission"
    loaded = done("runuser", "-u", "postgres", "--", "psql", "-Atc", question, "bluezone").split()
    holds(f"and has loaded {loaded[0]} branches of {loaded[1]} units", int(loaded[0]) > 0)


def ask() -> None:
    """An operator's command, as docs/operators.md has it."""
    told = (
        "--uid=bluezone",
        "--property=EnvironmentFile=/etc/bluezone.env",
        f"--setenv=BLUEZONE_HOME={HOME}",
    )
    standings = ("/opt/bluezone/.venv/bin/bluezone", "standings", "--at", "2020-08-29")
    answer = done("systemd-run", "--quiet", "--pipe", "--wait", *told, *standings)
    holds("an operator asks for standings", "LĐLĐ huyện Krông Năng" in answer)


def break_server(served: Served) -> None:
    """The unit says on-failure, and ten seconds."""
    first = shown(SERVER, "MainPID")
    os.kill(int(first), signal.SIGKILL)
    wait_for(lambda: shown(SERVER, "MainPID") not in {first, "0"} and served.is_up(), LONGEST)
    holds("a killed server is back by itself", shown(SERVER, "NRestarts") == "1")
    holds(
        "the worker goes on",
        shown(WORKER, "NRestarts") == "0" and wait_for(lambda: is_online(served), LONGEST),
    )


def stop_worker(served: Served) -> None:
    """While a run works, which is told to end some seconds later."""
    folder = HOME / "waiting"
    done("install", "--directory", "--owner=bluezone", folder)
    run_id, pid = served.press_waiting(folder)
    run = environ_of(str(pid))
    holds("a run knows how to send mail", run["SMTP_URL"] == SET["SMTP_URL"])
    asked = time.monotonic()
    threading.Timer(15, (folder / "enough").touch).start()
    done("systemctl", "stop", WORKER)
    took = time.monotonic() - asked
    holds("the run under way ended well before the worker", served.state(run_id)["type"] == "COMPLETED")
    holds(f"the worker stopped without a failure, after {took:.0f} s", shown(WORKER, "Result") == "success")
    shutil.rmtree(folder)


def stop_all() -> None:
    """And what is left of it."""
    asked = time.monotonic()
    done("systemctl", "stop", SERVER)
    took = time.monotonic() - asked
    holds(f"the server stopped without a failure, after {took:.0f} s", shown(SERVER, "Result") == "success")
    left = subprocess.run(["pgrep", "-u", "bluezone", "-l"], check=False, capture_output=True, text=True)
    holds(f"no process is left {left.stdout}", left.stdout == "")
    elsewhere = ["-not", "-path", f"{HOME}*", "-not", "-path", "/proc/*", "-print"]
    written = done("find", "/", "-xdev", "-user", "bluezone", *elsewhere)
    holds(f"nothing was written but under {HOME} {written}", written == "")
    made = sorted(each.name for each in HOME.iterdir())
    holds(f"there: {' '.join(made)}", made == ["prefect", "prefect.password", "tmp"])


def main() -> int:
    """Ends with 1 where something does not hold; what the units said is printed then."""
    done("systemctl", "is-system-running", "--wait")
    install()
    served = start()
    look(served)
    collect(served)
    ask()
    break_server(served)
    stop_worker(served)
    stop_all()
    if broken:
        print(done("journalctl", "--no-pager", "--unit=bluezone-*", "--lines=200"))
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())

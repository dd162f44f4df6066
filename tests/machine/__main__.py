"""The systemd units are started, used, broken and stopped, on a machine of their own.

    python -m tests.machine [--folder FOLDER]

Root's, on a Debian with systemd and PostgreSQL installed, whatever runs as its first process: `boot.sh` makes namespaces
in which this machine's files, under an overlay that is forgotten, are those of another one with its own processes,
network and systemd. There the product is installed as docs/operators.md says it; `installed.py` says what must hold.
FOLDER keeps the environment that was installed for the next time. Ends with 1 where something does not hold.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.given.serving import ROOT, wait_for

PYTHON = "/usr/bin/python3"
"""The system's: the units hide the homes of people, where another may lie."""
INSTALLING = 900.0
"""Seconds for the locked packages and the boot."""
SPACES = ("--mount", "--pid", "--ipc", "--uts", "--fork", "--kill-child", "--propagation", "private")


def main() -> int:
    asked = argparse.ArgumentParser()
    asked.add_argument("--folder", type=Path)
    kept = asked.parse_args().folder
    if kept is not None:
        return judge(kept.resolve())
    with tempfile.TemporaryDirectory() as folder:
        return judge(Path(folder))


def judge(folder: Path) -> int:
    """Give the tree as it lies to a new machine, and let it be judged there."""
    clone = folder / "clone"
    clone.mkdir(parents=True, exist_ok=True)
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    files = subprocess.run(listed, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    for each in filter(None, files.split("\0")):
        (clone / each).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / each, clone / each)
    with booted(folder, clone) as first:
        inside = ["nsenter", f"--target={first}", "--all", "env", "--chdir=/opt/bluezone"]
        return subprocess.run(
            [*inside, ".venv/bin/python", "-m", "tests.machine.installed"], check=False
        ).returncode


@contextmanager
def booted(folder: Path, clone: Path) -> Iterator[int]:
    """The number that the machine's first process has on this one, while it runs; its cgroup is its own."""
    found = ["findmnt", "--noheadings", "--types=cgroup2", "--output=TARGET", "--first-only"]
    target = subprocess.run(found, check=True, capture_output=True, text=True).stdout.strip()
    group = Path(target) / f"bluezone-machine-{os.getpid()}"
    group.mkdir()
    boot = ["sh", Path(__file__).with_name("boot.sh"), folder, clone, PYTHON]
    process = subprocess.Popen(
        ["sh", "-c", 'echo $$ > "$0"; exec "$@"', group / "cgroup.procs", "unshare", *SPACES, *boot]
    )
    try:
        yield wait_for(lambda: first_process(process), INSTALLING)
    finally:
        process.kill()
        process.wait()
        remove(group)


def first_process(unshare: subprocess.Popen[bytes]) -> int | None:
    """The only child of `unshare`, once it has become systemd."""
    assert unshare.poll() is None, "the machine did not start"
    children = Path(f"/proc/{unshare.pid}/task/{unshare.pid}/children").read_text().split()
    is_up = children and Path(f"/proc/{children[0]}/comm").read_text() == "systemd\n"
    return int(children[0]) if is_up else None


def remove(group: Path) -> None:
    """The cgroup with all below it, once the kernel has let go of its processes."""
    wait_for(lambda: "populated 0" in (group / "cgroup.events").read_text(), 60)
    for each in sorted(filter(Path.is_dir, group.rglob("*")), reverse=True):
        each.rmdir()
    group.rmdir()


if __name__ == "__main__":
    sys.exit(main())

"""A process in the background is started once, told from a stranger with its number, and ended for sure."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from flows.errors import ConfigurationError
from flows.serving.server.background import Background
from tests.given.serving import wait_for

ASLEEP = (sys.executable, "-c", "import time; print('up', flush=True); time.sleep(60)")
STUBBORN = (
    sys.executable,
    "-c",
    "import signal, time; signal.signal(15, signal.SIG_IGN); print('up', flush=True); time.sleep(60)",
)


@pytest.fixture
def background(tmp_path: Path) -> Background:
    return Background("sleeper", tmp_path)


def start(background: Background, command: tuple[str, ...] = ASLEEP) -> bool:
    is_started = background.start(command, os.environ, background.home)
    wait_for(lambda: "up" in background.log.read_text(), 30)
    return is_started


def test_what_runs_is_not_started_again(background: Background) -> None:
    assert not background.is_running()
    assert start(background)
    assert not background.start(ASLEEP, os.environ, background.home)
    assert background.is_running()
    background.stop(30)
    assert not background.is_running()
    assert list((background.home / "run").iterdir()) == [], "no file says that it runs"
    background.stop(30)


def test_a_number_that_another_process_got_meanwhile_is_left_alone(background: Background) -> None:
    with subprocess.Popen(ASLEEP, stdout=subprocess.DEVNULL) as stranger:
        (background.home / "run").mkdir()
        (background.home / "run" / "sleeper.pid").write_text(f"{stranger.pid}\n")
        assert not background.is_running()
        background.stop(1)
        assert stranger.poll() is None
        assert list((background.home / "run").iterdir()) == []
        stranger.kill()


def test_one_that_will_not_end_is_killed(background: Background) -> None:
    start(background, STUBBORN)
    began = time.monotonic()
    background.stop(1)
    assert not background.is_running()
    assert time.monotonic() - began < 30


def test_an_interrupt_ignored_by_the_shell_is_not_handed_down(background: Background) -> None:
    """A worker that inherits it takes no notice of a termination either."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        told = "import signal; print('up', signal.getsignal(signal.SIGINT) is signal.SIG_IGN, flush=True)"
        start(background, (sys.executable, "-c", told))
    finally:
        signal.signal(signal.SIGINT, before)
    assert background.log.read_text() == "up False\n"


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ConfigurationError, match="BLUEZONE_HOME"):
        Background("sleeper", tmp_path / "file").start(ASLEEP, os.environ, tmp_path)

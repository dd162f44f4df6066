"""The demonstration's own place: a home beside the desk's, with a database and a Prefect of its own.

Arrives: the desk's settings, of which only the place of its home is used.
Leaves:  settings of another home, and an environment that knows no database, server, account or mailbox of the desk's.
Not here: the story (`flows.demo.story`), how it is played (`flows.demo.play`); whether a home may go (`flows.cli.leaving`).
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from flows.errors import ConfigurationError
from flows.serving import operating
from flows.serving.deploying import Tell
from flows.serving.server import local_prefect
from flows.settings import NOT_OF_THE_MACHINE, Settings, read_settings
from flows.store.embedded import postgres
from flows.store.files import home
from flows.store.files.folders import make_folder, refusing
from flows.store.files.locked_files import lock

TOLD = ("DATABASE_URL", "PREFECT_API_URL")
"""What somebody may have set in the belief that the demonstration uses it."""


def beside(desk: Settings) -> Settings:
    """The demonstration's settings: `.bluezone-demo` beside `.bluezone`; all else as where nothing is set."""
    return read_settings({"BLUEZONE_HOME": f"{desk.home}-demo"})


def enter(own: Settings) -> list[str]:
    """Leave the desk's environment and folder, for this process and its children. Returns what of `TOLD` was set.

    Must come before Prefect is imported: it reads the environment then, and files of the folder that it is in.
    """
    left = [name for name in TOLD if os.environ.get(name)]
    for name in [each for each in os.environ if each.startswith(NOT_OF_THE_MACHINE)]:
        del os.environ[name]
    os.environ["BLUEZONE_HOME"] = str(own.home)
    make_folder(own.home)
    os.chdir(own.home)
    return left


@contextmanager
def alone(own: Settings) -> Iterator[None]:
    """While the block runs, nobody else plays in this home or removes it. Raises ConfigurationError while somebody does."""
    make_folder(own.home)
    file = own.home / home.DEMO_LOCK
    with refusing(own.home):
        held = lock(file)
    if held is None:
        raise ConfigurationError(
            f"Một lần diễn khác đang chạy trong {own.home}; hãy đợi nó xong rồi chạy lại."
        )
    with held:
        try:
            yield
        finally:
            file.unlink(missing_ok=True)


def show_pages(own: Settings, tell: Tell) -> None:
    """Its Prefect in the background, one port above the desk's. Raises ConfigurationError for a port that is taken."""
    if not (own.home / "prefect").is_dir():
        raise ConfigurationError("Chưa có bản diễn nào để xem; hãy chạy bluezone demo trước.")
    local_prefect.require_usable(own, os.environ)
    port = (urlsplit(local_prefect.local_url(os.environ)).port or 0) + 1
    with alone(own):
        enter(own)
        os.environ["PREFECT_SERVER_API_PORT"] = str(port)
        operating.show(own, tell)


def stop(own: Settings) -> None:
    """End its pages and its database; both are there again when they are asked for."""
    operating.hide(own)
    postgres.stop(own.home)


def remove(own: Settings) -> None:
    """End it and remove all of it. It is fiction, and another call of `make demo` makes it again."""
    with alone(own):
        stop(own)
        home.remove(own.home)

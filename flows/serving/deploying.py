"""Bring a Prefect server to this release: its pool, its deployments, its automations; in place, as often as wanted.

Arrives: settings, the environment, `prefect.yaml`; for the schedules the campaigns' files and extensions.
Leaves:  the server as this release has it, and the pool open.
Not here: how a server or a worker is started (`flows.serving.operating`).
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import chdir, redirect_stdout
from io import StringIO
from pathlib import Path

from flows.errors import PrefectUnavailable
from flows.serving.server import local_prefect
from flows.settings import Settings
from flows.store.files.folders import make_folder

ROOT = Path(__file__).parents[2]
"""Where `prefect.yaml` is, and where flows are imported from."""
DEPLOY_ALL = ("prefect", "--no-prompt", "deploy", "--all")
DRAIN_PATIENCE = 900.0
"""Seconds; a collection of 2,500 units takes less."""
Tell = Callable[[str], None]


def deploy(settings: Settings, tell: Tell, patience: float = 0) -> None:
    """Pool, deployments and automations as this release has them, schedules as the campaigns' files say, in place.

    Raises PrefectUnavailable when the server does not answer within `patience` seconds, or refuses; DatabaseUnavailable,
    which alone knows the cutoffs, once all else is done.
    """
    enter(settings)
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline and not answers(settings):
        time.sleep(1)
    # a server that has only just started may have made its password meanwhile
    enter(settings)
    from flows.serving.alerts.automations import apply
    from flows.serving.runs.work_pool import open_pool, prepare_pool
    from flows.serving.server.prefect_server import greet
    from flows.serving.timetables import follow_all

    greet()
    prepare_pool()
    _deploy_all()
    applied = apply({"webhook": settings.alert_webhook, "email": settings.alert_email})
    open_pool()
    tell(f"Các nút bấm và {len(applied.automations)} tự động hóa đã theo bản này.")
    if not applied.channels:
        tell("Chưa có kênh cảnh báo: hãy đặt BLUEZONE_ALERT_WEBHOOK hoặc BLUEZONE_ALERT_EMAIL.")
    follow_all(settings, tell)


def drain(settings: Settings, tell: Tell, patience: float = DRAIN_PATIENCE) -> None:
    """Close the pool and wait until no run is under way; for systemd, before it stops the worker."""
    enter(settings)
    from flows.serving.runs.work_pool import drain_pool
    from flows.serving.server.prefect_server import greet

    greet()
    drain_pool(patience, tell)


def enter(settings: Settings) -> None:
    """Make this process a client of the server. Prefect reads the environment when it is first imported.

    Raises ConfigurationError for what no client can be made of.
    """
    local_prefect.require_usable(settings, os.environ)
    os.environ.update(local_prefect.client_environ(settings, os.environ))
    make_home(os.environ)


def make_home(environ: Mapping[str, str]) -> None:
    """Prefect makes the last folder only, and complains where it cannot."""
    make_folder(Path(environ["PREFECT_HOME"]))


def answers(settings: Settings) -> bool:
    """Whether the server is there; it tells so without a password."""
    import requests

    try:
        answer = requests.get(f"{local_prefect.api_url(settings, os.environ)}/health", timeout=5)
    except requests.RequestException:
        return False
    return answer.ok


def _deploy_all() -> None:
    """As `prefect deploy --all` does; here, where Prefect and most flows are loaded by now, which took another process 2 s."""
    from prefect.cli import app

    own, said = sys.argv, StringIO()
    sys.argv = list(DEPLOY_ALL)
    try:
        # what Prefect says of each deployment is for who types its command
        with chdir(ROOT), redirect_stdout(said):
            app()
    except SystemExit as end:
        if end.code:
            lines = said.getvalue().strip().splitlines()
            raise PrefectUnavailable(f"prefect deploy không xong: {' '.join(lines[-3:])}") from None
    finally:
        sys.argv = own

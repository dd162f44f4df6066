"""What the process that `children` are copies of has loaded and used once; nobody else imports it.

Loaded here are the packages that commands import where they use them, Prefect among them, which takes a second.
"""

from __future__ import annotations

import gc
import os
from importlib import import_module

from flows.serving import deploying
from flows.settings import Settings
from tests.given.forms import FORM

PACKAGES = (
    "flows.collect",
    "flows.desk.checkup",
    "flows.serving.alerts.automations",
    "flows.serving.server.prefect_server",
    "flows.steps.pull.google.sheets",
    "psycopg",
    "sqlalchemy.dialects.postgresql.psycopg",
    "tests.given.desk",
)


def let_prefect_read_the_environment_when_it_is_set() -> None:
    """A command sets the environment and then imports Prefect, which reads it then. Here it was imported long before."""
    import prefect.context
    import prefect.logging.configuration

    enter = deploying.enter
    read: dict[str, str] = {}

    def entered(settings: Settings) -> None:
        enter(settings)
        if "SSL_CERT_FILE" in os.environ:
            # the only setting whose default Prefect takes from the environment where it declares it
            os.environ.setdefault("PREFECT_API_SSL_CERT_FILE", os.environ["SSL_CERT_FILE"])
        if read == os.environ:
            # a command that enters twice: a tenth of a second for what is known
            return
        read.clear()
        read.update(os.environ)
        prefect.context.refresh_global_settings_context()
        prefect.logging.configuration.setup_logging(incremental=False)

    deploying.enter = entered


def _use_everything_once() -> None:
    gc.disable()
    for name in PACKAGES:
        import_module(name)
    from flows.demo.workbooks import EARLY, FOLDER
    from flows.steps.check import check_return
    from flows.steps.pull.workbooks.files import read_workbook
    from flows.steps.read import read_sheet

    for path in sorted((FOLDER / EARLY).glob("*"))[:2]:
        check_return(read_sheet(read_workbook(path.read_bytes(), path.suffix), FORM))
    # what is here stays as it is, and no child's collector writes to it
    gc.freeze()
    gc.enable()


_use_everything_once()

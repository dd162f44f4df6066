"""What the process that `children` are copies of has loaded and used once; nobody else imports it.

Loaded here is all of ours, and the packages that commands import where they use them: a copy that had to would take
several times as long as its command.
"""

from __future__ import annotations

import gc
import os
from importlib import import_module
from pkgutil import walk_packages

import flows
from flows.serving import deploying
from flows.settings import Settings
from tests.given.forms import FORM

PACKAGES = (
    "alembic.command",
    "fastapi",
    "jinja2",
    "matplotlib.backends.backend_agg",
    "matplotlib.figure",
    "prefect.cli",
    "pygal",
    "rich._emoji_codes",
    "sqlalchemy.dialects.postgresql.psycopg",
    "tests.given.children",
    "tests.given.desk",
)
NOT_OF_COMMANDS = ("application", "watched_worker")
"""A server's and a worker's own modules."""


def _let_prefect_read_the_environment_when_it_is_set() -> None:
    """A command sets the environment and then imports Prefect, which reads it then. Here it was imported long before."""
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
        import prefect.context
        import prefect.logging.configuration

        read.clear()
        read.update(os.environ)
        prefect.context.refresh_global_settings_context()
        prefect.logging.configuration.setup_logging(incremental=False)

    deploying.enter = entered


def _use_everything_once() -> None:
    gc.disable()
    ours = (each.name for each in walk_packages(flows.__path__, "flows."))
    # first as where it is run: who writes State[None] first is the module that Dask takes it from (pydantic 2.14)
    for name in ("flows.collect", *ours, *PACKAGES):
        if not name.endswith(NOT_OF_COMMANDS):
            import_module(name)
    from flows.demo.workbooks import EARLY, FOLDER
    from flows.steps.check import check_return
    from flows.steps.load.contract import hold_accepted
    from flows.steps.pull.workbooks.files import read_workbook
    from flows.steps.read import read_sheet

    for path in sorted((FOLDER / EARLY).glob("*"))[:2]:
        checked = check_return(read_sheet(read_workbook(path.read_bytes(), path.suffix), FORM))
        hold_accepted(FORM, [checked.accepted])
    # what is here stays as it is, and no child's collector writes to it
    gc.freeze()
    gc.enable()


# before anything of ours has taken it by its name
_let_prefect_read_the_environment_when_it_is_set()
_use_everything_once()

"""The page as one text, and as a file: there whole or not at all, and over nobody else's file.

Arrives: a database, a campaign, an instant; where to.
Leaves:  `index.html`, which holds all that it needs.
Not here: what it says (`telling`), where a home keeps it (`places`), who is shown it (`flows.serving.server.own_pages`).
"""

from __future__ import annotations

from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from flows.desk.page.facts import PageFacts, read_facts
from flows.desk.page.places import place_of
from flows.desk.page.telling import told
from flows.errors import ConfigurationError
from flows.settings import Settings
from flows.store.database import Database
from flows.store.files.folders import make_folder
from schemas.campaign import Campaign

if TYPE_CHECKING:
    from jinja2 import Template

GENERATOR = "bluezone page"


def text_of(facts: PageFacts, *, is_public: bool = False) -> str:
    """The page."""
    return _template().render(page=told(facts, is_public=is_public), generator=GENERATOR)


@cache
def _template() -> Template:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        autoescape=True, undefined=StrictUndefined, loader=FileSystemLoader(Path(__file__).parent)
    )
    return environment.get_template("page.html")


def keep(settings: Settings, database: Database, campaign: Campaign, as_of: datetime) -> Path:
    """Write the page where this home's server shows it."""
    file = place_of(settings.home, campaign.code)
    make_folder(file.parent)
    write(file, text_of(read_facts(database, campaign, as_of)))
    return file


def write(file: Path, text: str) -> None:
    """Put a page in its place, in a page's place at most. Raises ConfigurationError where another file is, or none can be."""
    try:
        if file.exists() and GENERATOR not in file.read_text(encoding="utf-8", errors="replace"):
            raise ConfigurationError(f"{file} không phải trang do lệnh này ghi; hãy nêu tệp khác (--out).")
        beside = file.with_name(f"{file.name}.new")
        beside.write_text(text, encoding="utf-8")
        beside.replace(file)
    except OSError as error:
        raise ConfigurationError(
            f"Không ghi được {file} ({error.strerror}); hãy nêu tệp khác (--out)."
        ) from error

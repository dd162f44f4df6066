"""Where the papers of an instant lie: one folder for each instant, a name for each paper, nothing written over by halves.

Arrives: a home or a folder, and files as bytes.
Leaves:  files for this user alone.
Not here: what is in them.

    don-doc.docx   bao-cao.docx   xep-hang.docx   dinh-chinh-31.docx
    phieu/EA_KAR.docx       to the unit
    can-sua/EA_KAR.xlsx     to the unit: its own cells, the bad ones marked
    ban-chup/EA_KAR.json    stays at the desk: the kept content, whose SHA-256 the receipt names
"""

from __future__ import annotations

from datetime import datetime, tzinfo
from pathlib import Path

from flows.desk.papers.paper import Paper
from flows.errors import ConfigurationError
from flows.store.files.folders import make_folder

PAPERS = "papers"
NAMES = {
    "urging": "don-doc",
    "results": "bao-cao",
    "ranking": "xep-hang",
    "receipt": "phieu",
    "correction": "dinh-chinh",
}
STAMP = "%Y-%m-%d-%H%M%S"
TO_MEND, KEPT = "can-sua", "ban-chup"


def folder_of(home: Path, campaign_code: str, as_of: datetime) -> Path:
    """Where a home keeps the papers of an instant, which comes by the campaign's clock."""
    return home / PAPERS / campaign_code / f"{as_of:{STAMP}}"


def instant_of(folder: Path, zone: tzinfo) -> datetime | None:
    """The instant of a home's folder by the campaign's clock; None of what is none of them."""
    try:
        return datetime.strptime(folder.name, STAMP).replace(tzinfo=zone)
    except ValueError:
        return None


def place_of(folder: Path, paper: Paper) -> Path:
    """A paper's file; of a unit's own in a folder of its kind."""
    name = NAMES[paper.kind]
    if paper.kind == "correction":
        return folder / f"{name}-{paper.paper_id}.docx"
    return folder / name / f"{paper.unit_code}.docx" if paper.unit_code else folder / f"{name}.docx"


def write(file: Path, content: bytes) -> None:
    """Whole or not at all. Raises ConfigurationError where it cannot be written."""
    make_folder(file.parent)
    beside = file.with_name(f".{file.name}.new")
    try:
        beside.touch(mode=0o600)
        beside.write_bytes(content)
        beside.replace(file)
    except OSError as error:
        raise ConfigurationError(
            f"Không ghi được {file} ({error.strerror}); hãy nêu thư mục khác (--out)."
        ) from error

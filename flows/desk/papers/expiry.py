"""Which files of a home's papers hold what policy removes (`flows.desk.pruning`): they go with the database's own.

Arrives: a home, a campaign, the instant before which nothing is needed any more, and whoever knows which contents are pruned.
Leaves:  files; and none of them, once they are removed.
Not here: how long anything is kept (`[retention]` of campaign.toml), drafts on record (`flows.store.recorded.retention`), what
         was written elsewhere (`--out`): nobody but its writer knows of that.

    a folder of an earlier instant    goes whole
    a unit's files in a later one     go once its content there is one whose cells are removed: the kept copy, the workbook
                                      made of it, the receipt that quotes findings of it
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from zoneinfo import ZoneInfo

from flows.desk.papers import folder as places
from flows.store.files.folders import refusing
from schemas.campaign import Campaign

Pruned = Callable[[Collection[str]], Collection[str]]
"""Which of some contents, by their SHA-256, have no cells any more."""
OF_A_UNIT = ((places.KEPT, ".json"), (places.TO_MEND, ".xlsx"), (places.NAMES["receipt"], ".docx"))


def expired(home: Path, campaign: Campaign, before: datetime, pruned: Pruned) -> list[Path]:
    """Every file that goes. Raises ConfigurationError where the system refuses to show them."""
    place = home / places.PAPERS / campaign.code
    with refusing(place):
        earlier: list[Path] = []
        later: list[Path] = []
        for each in sorted(place.glob("*")):
            at = places.instant_of(each, ZoneInfo(campaign.time_zone))
            if at is not None:
                (earlier if at < before else later).append(each)
        whole = [file for each in earlier for file in each.rglob("*") if file.is_file()]
        return [*whole, *_of_pruned(later, pruned)]


def _of_pruned(folders: Iterable[Path], pruned: Pruned) -> Iterator[Path]:
    kept = {
        file: sha256(file.read_bytes()).hexdigest()
        for each in folders
        for file in sorted((each / places.KEPT).glob("*.json"))
    }
    gone = set(pruned(set(kept.values()))) if kept else set()
    for copy, content in kept.items():
        if content in gone:
            beside = (copy.parents[1] / kind / f"{copy.stem}{suffix}" for kind, suffix in OF_A_UNIT)
            yield from (file for file in beside if file.is_file())


def remove(files: Iterable[Path]) -> None:
    """Remove them, and the folders that this empties. Raises ConfigurationError where the system refuses."""
    for file in files:
        # what is gone already needs nobody
        with refusing(file), suppress(FileNotFoundError):
            file.unlink()
            for folder in file.parents:
                if folder.name == places.PAPERS or any(folder.iterdir()):
                    break
                folder.rmdir()

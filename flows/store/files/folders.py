"""Folders that are ours to make: for this user alone. The mode of a folder that was there is never changed.

Arrives: where a folder is wanted.
Leaves:  the folder, and what it lacked above it, made in the same way.
Not here: what is put into it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flows.errors import ConfigurationError


def make_folder(folder: Path) -> None:
    """A folder of this user's own. Raises ConfigurationError where none can be made."""
    with refusing(folder):
        missing = [each for each in folder.parents if not each.exists()]
        for each in (*reversed(missing), folder):
            each.mkdir(mode=0o700, exist_ok=True)


@contextmanager
def refusing(place: Path) -> Iterator[None]:
    """What the system refuses there is told as ours; a file that is not there is no refusal."""
    try:
        yield
    except FileNotFoundError:
        raise
    except OSError as error:
        raise ConfigurationError(
            f"Không dùng được {place} ({error.strerror}); hãy đặt BLUEZONE_HOME tới thư mục của mình."
        ) from error

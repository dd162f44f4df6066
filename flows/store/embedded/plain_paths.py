"""Another name for a folder whose own name a shell, a list or a URL would take apart: a space, ', $ or &.

PostgreSQL's initdb starts the server through a shell that expands `$`, and the folder of a socket stands in a URL and
may have a hundred letters at most.

Arrives: a folder, by whatever name somebody gave it.
Leaves:  a path to it of letters, digits and `/._~-` alone.
Not here: PostgreSQL (`postgres`).
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import stat
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from flows.errors import DatabaseUnavailable

PLAIN = re.compile(r"[\w/.~-]+")
LONGEST_ABOVE = 50
"""Bytes of a temporary folder; with the link behind it, it must fit into the address of a socket. A worker's may be longer."""
OPEN = 0o755
"""The mode of folders and programs that any account may use."""


def is_plain(path: Path) -> bool:
    """Whether the path means the same to a shell, in a list and in a URL as to everybody else."""
    return PLAIN.fullmatch(str(path)) is not None


def link_to(folder: Path) -> Path:
    """A link to the folder, in a folder of this user's own."""
    own_folder()
    link = link_of(folder)
    if not link.is_symlink() or link.readlink() != folder:
        link.unlink(missing_ok=True)
        link.symlink_to(folder)
    return link


def link_of(folder: Path) -> Path:
    """Where the link to a folder is, whether or not it was made."""
    return own_path() / f"data-{digest(folder)}"


def forget_link(folder: Path) -> None:
    """Remove the link to a folder, and the folder that it was in when nothing else is."""
    link_of(folder).unlink(missing_ok=True)
    with suppress(OSError):
        own_path().rmdir()


def copy_of(root: Path, parts: Sequence[str], copy: Path) -> Path:
    """Some parts of a folder as they lie in it, for everybody to use: programs look up where they really are.

    Copied beside and moved into place, so that another process never finds half of it.
    """
    if not copy.exists():
        _make_open(copy.parent)
        beside = Path(tempfile.mkdtemp(prefix=f"{copy.name}.new-", dir=copy.parent))
        for part in parts:
            shutil.copytree(root / part, beside / part, symlinks=True)
        for each in (beside, *beside.rglob("*")):
            if not each.is_symlink():
                each.chmod(OPEN)
        try:
            beside.rename(copy)
        except OSError:
            # another process was faster, and its copy is as good
            shutil.rmtree(beside)
    return copy


def own_folder() -> Path:
    """A folder for what lives as long as the machine runs, of this user alone: /tmp is everybody's."""
    folder = own_path()
    folder.mkdir(mode=0o700, exist_ok=True)
    owner = folder.lstat()
    if owner.st_uid != os.getuid() or stat.S_ISLNK(owner.st_mode):
        raise DatabaseUnavailable(
            f"Thư mục {folder} thuộc người dùng khác; hãy đặt TMPDIR tới thư mục của mình."
        )
    return folder


def own_path() -> Path:
    """Where that folder is, whether or not it was made."""
    places = (Path(tempfile.gettempdir()), Path("/tmp"))  # noqa: S108
    above = next(each for each in places if is_plain(each) and len(os.fsencode(each)) <= LONGEST_ABOVE)
    return above / f"bluezone-{os.getuid()}"


def digest(folder: Path) -> str:
    """A short name for a folder, the same each time."""
    return hashlib.sha256(os.fsencode(folder)).hexdigest()[:16]


def _make_open(folder: Path) -> None:
    """A new folder is open to everybody whatever the umask says; one that was there stays as it is."""
    if not folder.exists():
        folder.mkdir(exist_ok=True)
        folder.chmod(OPEN)

"""Another name for a folder whose own name a shell, a list or a URL would take apart: a space, ', $ or &.

PostgreSQL's initdb and pg_ctl start the server through a shell that expands `$`, its `-k` is split at spaces, and a
socket's folder stands in a URL.

Arrives: a folder, by whatever name somebody gave it.
Leaves:  a path to it of letters, digits and `/._~-` alone.
Not here: PostgreSQL (`embedded_postgres`).
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import stat
import tempfile
from collections.abc import Sequence
from pathlib import Path

from flows.errors import DatabaseUnavailable

PLAIN = re.compile(r"[\w/.~-]+")


def is_plain(path: Path) -> bool:
    """Whether the path means the same to a shell, in a list and in a URL as to everybody else."""
    return PLAIN.fullmatch(str(path)) is not None


def link_to(folder: Path) -> Path:
    """The folder itself when its path is plain, else a link to it in a folder of this user's own."""
    if is_plain(folder):
        return folder
    link = own_folder() / f"data-{_digest(folder)}"
    if not link.is_symlink() or link.readlink() != folder:
        link.unlink(missing_ok=True)
        link.symlink_to(folder)
    return link


def copy_of(root: Path, parts: Sequence[str]) -> Path:
    """A plain path with some parts of a folder as they lie in it: programs look up where they really are.

    The folder itself when its path is plain. Copied beside and moved into place, so that another process never
    finds half of it.
    """
    if is_plain(root):
        return root
    copy = own_folder() / f"programs-{_digest(root)}"
    if not copy.exists():
        beside = Path(tempfile.mkdtemp(dir=copy.parent))
        for part in parts:
            shutil.copytree(root / part, beside / part, symlinks=True)
        try:
            beside.rename(copy)
        except OSError:
            # another process was faster, and its copy is as good
            shutil.rmtree(beside)
    return copy


def own_folder() -> Path:
    """A folder for what lives as long as the machine runs, of this user alone: /tmp is everybody's."""
    above = next(each for each in (Path(tempfile.gettempdir()), Path("/tmp")) if is_plain(each))  # noqa: S108
    folder = above / f"bluezone-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    owner = folder.lstat()
    if owner.st_uid != os.getuid() or stat.S_ISLNK(owner.st_mode):
        raise DatabaseUnavailable(f"Thư mục {folder} thuộc người dùng khác; hãy đặt XDG_RUNTIME_DIR.")
    return folder


def _digest(folder: Path) -> str:
    return hashlib.sha256(os.fsencode(folder)).hexdigest()[:16]

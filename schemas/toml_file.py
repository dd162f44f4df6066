"""A TOML file read and held to what it must be; what is wrong is told with its line, since TOML's parser keeps no positions.

Arrives: a file, and how its tables become a value.
Leaves:  the value; or TomlError with one sentence: the file, the line, the key and the reason.
Not here: what a file must say (`schemas.campaign.file`, `schemas.issuer.file`).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

Value = TypeVar("Value")

_TABLE = re.compile(r"\s*\[{1,2}\s*([\w.-]+)\s*\]{1,2}\s*(?:#.*)?\Z")


class TomlError(ValueError):
    """A file is wrong; the message names the file, the line and the reason."""


class Strict(BaseModel):
    """A table of a file: every key is known, every value is of its own type."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, regex_engine="python-re")


def text_of(path: Path, hint: str = "") -> str:
    """The text of a file; `hint` is told where there is none. Raises TomlError."""
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise TomlError(f"{path}: no such file{hint}") from error
    except (OSError, UnicodeDecodeError) as error:
        raise TomlError(f"{path}: {error}") from error


def held(path: Path, text: str, to: Callable[[dict[str, Any]], Value], what: str = "the file") -> Value:
    """The text's tables, held to what they must be. Raises TomlError, without its cause, which quotes every value."""
    try:
        return to(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise TomlError(f"{path}: {error}") from error
    except ValidationError as error:
        raise TomlError(first_reason(path, text, error, what)) from None


def first_reason(path: Path, text: str, error: ValidationError, what: str = "the file") -> str:
    """The first complaint with the line its key stands on, or that of its table where the key itself is missing."""
    # a key that nobody knows comes first: it is often the misspelling of the one that is missing
    first = min(error.errors(include_url=False), key=lambda each: each["type"] != "extra_forbidden")
    keys = list(first["loc"])
    reason = first["msg"].removeprefix("Value error, ")
    if match := re.match(r"([\w.]+) is ", reason):
        keys += match.group(1).split(".") if not keys or isinstance(keys[-1], int) else []
    where = f", line {line_of(text, keys)}" if keys else ""
    named = ".".join(key for key in keys if isinstance(key, str))
    return f"{path}{where}: {named or what}: {reason}"


def line_of(text: str, keys: Sequence[str | int]) -> int:
    """The line of a key, or of its table when the key itself is what is missing; a number is a table's place, from 0."""
    lines = text.splitlines()
    tables = {place: found[1] for place, line in enumerate(lines) if (found := _TABLE.match(line))}
    start, name = -1, ""
    for key, then in zip(keys, [*keys[1:], None], strict=True):
        if isinstance(key, int):
            continue
        own = [
            place for place, table in tables.items() if place > start and table == f"{name}.{key}".strip(".")
        ]
        if own:
            start, name = own[min(then, len(own) - 1) if isinstance(then, int) else 0], tables[own[0]]
            continue
        end = next((place for place in tables if place > start), len(lines))
        inside = (
            place for place in range(start + 1, end) if re.match(rf"\s*{re.escape(key)}\s*=", lines[place])
        )
        start = next(inside, start)
    return max(start, 0) + 1

"""What is wrong in a TOML file, with the line it stands on, since TOML's parser keeps no positions.

Arrives: a file's text, and what pydantic complains of.
Leaves:  one sentence: the file, the line, the key and the reason.
Not here: what a file must say (`schemas.campaign`, `schemas.form`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from pydantic import ValidationError


class TomlError(ValueError):
    """A file is wrong; the message names the file, the line and the reason."""


def first_reason(path: Path, text: str, error: ValidationError, what: str = "the file") -> str:
    """The first complaint with the line its key stands on, or that of its table where the key itself is missing."""
    # a key that nobody knows comes first: it is often the misspelling of the one that is missing
    first = min(error.errors(include_url=False), key=lambda each: each["type"] != "extra_forbidden")
    keys = list(first["loc"])
    reason = first["msg"].removeprefix("Value error, ")
    if match := re.match(r"(\w+) is ", reason):
        keys += [match.group(1)] if not keys or isinstance(keys[-1], int) else []
    where = f", line {line_of(text, keys)}" if keys else ""
    return f"{path}{where}: {'.'.join(map(str, keys)) or what}: {reason}"


def line_of(text: str, keys: Sequence[str | int]) -> int:
    """The line of a key, or of its table when the key itself is what is missing; a number is a table's place, from 0."""
    lines = text.splitlines()
    at = 0
    for key, then in zip(keys, [*keys[1:], None], strict=True):
        if isinstance(key, str) and (found := _lines_of(key, lines, at)):
            at = found[min(then if isinstance(then, int) else 0, len(found) - 1)]
    return at + 1


def _lines_of(key: str, lines: Sequence[str], at: int) -> list[int]:
    """Where a key stands from a line on: in its table, or as the heading of one below."""
    heading = re.compile(rf"\s*\[+\s*(?:\w+\.)*{re.escape(key)}\s*\]+")
    value = re.compile(rf"\s*{re.escape(key)}\s*=")
    end = next((i for i in range(at + 1, len(lines)) if lines[i].lstrip().startswith("[")), len(lines))
    return [
        i for i in range(at, len(lines)) if heading.match(lines[i]) or (i < end and value.match(lines[i]))
    ]

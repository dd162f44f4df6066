"""Google's field masks: `a,b(c,d.e)` keeps those fields of a JSON value, through lists.

developers.google.com/workspace/drive/api/guides/fields-parameter
"""

from __future__ import annotations

import re
from typing import Any

Tree = dict[str, "Tree"]


def keep(value: Any, mask: str | None) -> Any:
    """The value with only the fields the mask names; everything without a mask."""
    return value if not mask else _keep(value, parse(mask))


def names(mask: str | None, path: str) -> bool:
    """Whether the mask reaches a path, such as `sheets.data`."""
    tree = parse(mask or "")
    for part in path.split("."):
        if part not in tree:
            return False
        tree = tree[part]
    return True


def parse(mask: str) -> Tree:
    """The mask as a tree of names."""
    tree: Tree = {}
    for part in _parts(mask):
        head = re.match(r"[\w.]+", part)
        if head is None:
            raise ValueError(part)
        node = tree
        for name in head[0].split("."):
            node = node.setdefault(name, {})
        inner = part[head.end() :]
        if inner:
            node.update(parse(inner[1:-1]))
    return tree


def _parts(mask: str) -> list[str]:
    """Split at the commas outside parentheses."""
    parts, depth, start = [], 0, 0
    for index, char in enumerate(mask):
        depth += (char == "(") - (char == ")")
        if char == "," and not depth:
            parts.append(mask[start:index])
            start = index + 1
    return [part for part in (*parts, mask[start:]) if part]


def _keep(value: Any, tree: Tree) -> Any:
    if not tree:
        return value
    if isinstance(value, list):
        return [_keep(entry, tree) for entry in value]
    if isinstance(value, dict):
        kept = {name: _keep(value[name], inner) for name, inner in tree.items() if name in value}
        return {name: entry for name, entry in kept.items() if entry != {}}
    return value

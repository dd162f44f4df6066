"""How long printed words are, by a table that is not the product's, and whether a rule under them is as long as it should be."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path

import matplotlib as mpl

from tests.given.documents import Line


@cache
def widths() -> dict[str, int]:
    """Of Times bold's letters, in thousandths of its size: from Adobe's own table, which matplotlib carries."""
    table = Path(mpl.get_data_path()) / "fonts" / "pdfcorefonts" / "Times-Bold.afm"
    found = re.findall(r"^C (\d+) ; WX (\d+)", table.read_text(), re.MULTILINE)
    return {chr(int(code)): int(width) for code, width in found}


def width(words: str, size: float) -> float:
    letters = unicodedata.normalize("NFD", words.replace("Đ", "D").replace("đ", "d"))
    return sum(widths().get(each, 1000) for each in letters if not unicodedata.combining(each)) * size / 50


def rule_between(rule: Line, room: int, words: str, size: float, least: float, most: float) -> bool:
    length = room - rule.indent("left") - rule.indent("right")
    return least <= length / width(words, size) <= most


def last_printed(line: Line, room: int) -> str:
    """What the last line holds, where every one takes as many words as it can between the indents."""
    room = room - line.indent("left") - line.indent("right")
    (size,) = line.sizes
    last = ""
    for word in line.words.split():
        last = f"{last} {word}" if last and width(f"{last} {word}", size) <= room else word
    return last


def ruled(lines: list[Line], room: int) -> bool:
    *_, line, rule = [each for each in lines if each.words or each.is_rule]
    if not rule.is_rule:
        return False
    (size,) = line.sizes
    return rule_between(rule, room, last_printed(line, room), size, 1 / 3, 1 / 2)

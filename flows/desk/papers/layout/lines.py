"""How wide words are: where long names break evenly, and how long the rule under a line is.

Arrives: words, the size of their letters, the width there is; twentieths of a point, Word's own unit.
Leaves:  indents.
Not here: whose lines they are (`head`). Widths are those of Times New Roman bold, which everything with a rule is printed in.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from flows.desk.papers.layout.marks import visible

_EM = 2048
_WIDTHS = {
    451: "|", 512: " ,.", 569: "'/\\il", 682: "!()-:;[]`fjt", 797: "Is", 807: "{}", 909: "cerz",
    1024: "#$*0123456789?J_agovxy–", 1139: '"Sbdhknpquđ', 1167: "+<=>^~", 1251: "FP", 1366: "BELTZ",
    1479: "ACDNRUVXYwĐ", 1593: "GHKOQ", 1706: "&m", 1933: "M", 2048: "%W@",
}  # fmt: skip
_OF_LETTER = {letter: width for width, letters in _WIDTHS.items() for letter in letters}
_SPARE = 1.02
"""Another typeface of the same name may be a little wider; a line must not break for that."""
SHARE_OF_RULE = 0.42
"""A rule under a name or a subject: between a third and a half of the line above it."""


@cache
def _letter(letter: str) -> int:
    return _OF_LETTER.get(unicodedata.normalize("NFD", letter)[0], _EM)


def width(words: str, size: float) -> float:
    """How wide the words are on one line."""
    return sum(map(_letter, visible(words))) * size * 20 / _EM


def broken(words: str, size: float, room: float) -> tuple[float, float]:
    """Words that break into lines of about one length: how wide the lines may be, and how long the last one is."""
    pieces = [width(piece, size) for piece in re.findall(r"\S+\s*", visible(words))] or [0.0]
    count = len(_filled(pieces, room / _SPARE))
    longest, even = max(pieces), sum(pieces) / count
    narrow, wide = max(longest, even), longest + even
    while wide - narrow > 10:
        middle = (narrow + wide) / 2
        narrow, wide = (narrow, middle) if len(_filled(pieces, middle)) <= count else (middle, wide)
    return min(wide * _SPARE, room), min(_filled(pieces, wide)[-1], room)


def _filled(pieces: list[float], room: float) -> list[float]:
    """How long each line becomes when every one takes as many words as it can."""
    lines = [0.0]
    for piece in pieces:
        if lines[-1] and lines[-1] + piece > room:
            lines.append(0.0)
        lines[-1] += piece
    return lines


def indents(length: float, room: float) -> str:
    """Indents that leave a length in the middle of the room."""
    side = max(0, round((room - length) / 2))
    return f'<w:ind w:left="{side}" w:right="{side}" w:firstLine="0"/>'

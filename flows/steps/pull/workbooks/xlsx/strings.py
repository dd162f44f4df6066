"""The shared strings of an .xlsx: each text that its cells hold, once, in the order in which they name it.

Arrives: the bytes of that part.
Leaves:  the texts as they were typed.
Not here: which cell holds which (`cells`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.parsers.expat import ExpatError

from flows.steps.pull.workbooks.markup import (
    TEXT,
    RichText,
    has_unknown_references,
    parse,
    resolved,
    text_of,
)
from flows.steps.pull.workbooks.xlsx.runs import Run, parse_run

_STRING = re.compile(
    f'<si>(?:<t(?: xml:space="preserve")?>({TEXT})</t></si>|((?:[^<]++|<(?!/?si[ />]|!|[?]))*)</si>)'
)


def shared_strings(pieces: Iterator[bytes]) -> list[str]:
    """All strings of the part. Raises what parsing raises."""
    found = _Strings()
    parse_run(
        Run("si", "sst", found.read),
        pieces,
        start=found.text.start,
        end=found.end,
        characters=found.text.characters,
    )
    return found.strings


class _Strings:
    def __init__(self) -> None:
        self.strings: list[str] = []
        self.text = RichText()

    def end(self, element: str) -> None:
        self.text.end(element)
        if element == "si":
            self.strings.append(self.text.take())

    def read(self, text: str) -> int:
        """How much of the text are strings that were read: plain ones at once, one with runs and fonts by expat for itself."""
        at = 0
        while found := _STRING.match(text, at):
            plain, rich = found.groups()
            if plain is not None and not has_unknown_references(plain):
                self.strings.append(text_of(resolved(plain)))
            elif plain is not None or not self.read_rich(rich):
                break
            at = found.end()
        return at

    def read_rich(self, runs: str) -> bool:
        """Whether the runs of a string are well-formed by themselves; then they are one more string."""
        text = RichText()
        try:
            parse(
                iter([f"<si>{runs}</si>".encode()]),
                start=text.start,
                end=text.end,
                characters=text.characters,
            )
        except ExpatError:
            return False
        self.strings.append(text.take())
        return True

"""The mark in a template's first row: which campaign it was made for, and which unit.

Arrives: a campaign's code and a unit's; or the bytes of a file.
Leaves:  the text of a cell; the marks that stand in the bytes.
Not here: where the cell stands (`flows.desk.template`), whose file it is then (`flows.steps.pull.claims`).

A cell is what every program keeps: a document's property is lost by Google, a name by .csv, and both by whoever copies the
tab into another file. All letters of it are of the oldest sets, so that it stands in the bytes of an .xls as it is read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote

_MARK = re.compile(rb"\[bluezone:([a-z0-9][a-z0-9-]{0,62})/([A-Za-z0-9_.~%-]{1,200})\]")


@dataclass(frozen=True, slots=True)
class Mark:
    """Whose template a file was."""

    campaign: str
    unit_code: str

    def __str__(self) -> str:
        return f"[bluezone:{self.campaign}/{quote(self.unit_code, safe='')}]"


def marks_in(content: bytes) -> frozenset[Mark]:
    """The marks in some bytes, whether their letters take one byte or two."""
    found = _MARK.findall(content) or _MARK.findall(content.replace(b"\0", b""))
    return frozenset(
        Mark(campaign.decode("ascii"), unquote(code.decode("ascii"))) for campaign, code in found
    )

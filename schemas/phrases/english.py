"""What English headings call things: alone, or below the Vietnamese ones in a sheet for foreign managers too.

Arrives: nothing.
Leaves:  phrases by their kind, folded, as `phrases.PHRASES` has them.
Not here: Vietnamese phrases, and how a heading is cut into phrases (`schemas.phrases`).
"""

from __future__ import annotations

ENGLISH: dict[str, tuple[str, ...]] = {
    "TOTAL": ("total number of", "total no of", "total"),
    "AMOUNT": ("number of", "no of"),
    "WORKER": ("employees", "employee", "workers", "worker", "labourers", "staff"),
    "MEMBER": ("trade union members", "union members", "members"),
    "PERSON": ("people", "persons", "users"),
    "WOMEN": ("female", "women"),
    "INSTALL": ("install", "installing", "installation"),
    "INSTALLED": ("installed",),
    "NOT": ("not yet", "not"),
    "HAVE": ("who have", "having", "have", "with", "using"),
    "RATE": ("rate", "percentage", "ratio"),
    "AMONG": ("of which", "of", "who"),
    "NOTE": ("notes", "note", "remarks", "remark"),
    "ORDINAL": ("no",),
    "NAME": ("name of", "name"),
    "BRANCH": ("grassroots trade union", "grassroots union"),
    "UNIT": ("company", "unit", "union"),
}
"""Only what stands over columns of returns; a word that Vietnamese has without its marks, too, is none of them."""

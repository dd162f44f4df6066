"""The rule of who is a person in a text lives in `schemas`; the database is given it while it is migrated.

Arrives: the text of a replayed file, in which `'<persons.BY_ROLE>'` stands for that module's pattern; a connection.
Leaves:  the text with each pattern as a literal; beside each stored text of a branch what is shown of it by today's rule.
Not here: the patterns themselves (`schemas.vietnamese.persons`, `schemas.vietnamese.telephones`).
"""

from __future__ import annotations

import re

from sqlalchemy import Connection

from flows.store import records
from schemas.form.dictionary import Dictionary
from schemas.vietnamese import persons, telephones
from schemas.vietnamese.person_search import showing_persons

NAMED = re.compile(r"'<(\w+)\.(\w+)>'")
MODULES = {"persons": persons, "telephones": telephones}


def with_patterns(text: str) -> str:
    """Raises KeyError or AttributeError for a pattern that is nowhere."""
    return NAMED.sub(lambda found: _literal(getattr(MODULES[found[1]], found[2])), text)


def show_by_todays_rule(connection: Connection, dictionary: Dictionary) -> None:
    """What was stored under an earlier release may have been shown by another rule, or as it was typed."""
    typed = records.values(connection, "stored_texts", dictionary)
    named = [typed[place] for place in showing_persons(typed)]
    facts = {"typed": named, "shown": [persons.without_persons(each) for each in named]}
    records.write(connection, "show_texts", dictionary, **facts)


def _literal(pattern: str) -> str:
    return "'" + pattern.replace("'", "''") + "'"

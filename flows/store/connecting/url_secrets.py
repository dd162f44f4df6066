"""What in a database's URL may be a password, and what others say of it, without that.

A password stands before the @, in a parameter that libpq calls a password, or wherever somebody put one: in
`?options=`, in a parameter that nobody knows. libpq itself says which of its parameters may be shown.

Arrives: a URL as it was given.
Leaves:  its parameters that are for nobody's eyes; texts without them.
Not here: the URL for people (`address`).
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from functools import cache

import psycopg
import sqlalchemy as sa

HIDDEN = "***"


@cache
def harmless() -> frozenset[str]:
    """The parameters whose values libpq shows; what the server is asked in `options` may be anything."""
    known = psycopg.pq.Conninfo.get_defaults()
    return frozenset(each.keyword.decode() for each in known if not each.dispchar) - {"options"}


def hidden_parameters(url: sa.URL) -> dict[str, tuple[str, ...]]:
    """What may hold a password, with its values."""
    return {name: tuple(values) for name, values in url.normalized_query.items() if name not in harmless()}


def without_secrets(text: str, url: sa.URL) -> str:
    """What libpq or the server says, without the words of those parameters: both quote what they do not understand."""
    for secret in sorted(_secrets(url), key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(secret)}(?!\w)", HIDDEN, text, flags=re.IGNORECASE)
    return text


def _secrets(url: sa.URL) -> Iterator[str]:
    if url.password:
        yield str(url.password)
    for values in hidden_parameters(url).values():
        for value in values:
            yield value
            for word in _words(value):
                # -c name=value, --name=value, -cvalue, or a switch by itself
                name, _, given = word.partition("=")
                parts = (word, name.lstrip("-"), given, name[len("-c") :])
                yield from (part for part in parts if len(part) > len("-c"))


def _words(value: str) -> list[str]:
    try:
        return shlex.split(value)
    except ValueError:
        return value.split()

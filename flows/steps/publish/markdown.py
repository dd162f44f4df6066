"""Markdown for pages in Prefect: what was typed or named elsewhere is text there, never markup.

Arrives: texts, headings and rows, pictures.
Leaves:  Markdown.
Not here: what the pages say (`flows.serving.pages.of_run`, `flows.rebuild`).
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Sequence
from urllib.parse import quote

MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~])")
URL_CHARACTERS = "%/:?=&#~+,;@!$*'"
"""What stays as it is in an address; blanks, brackets and the like would end the link."""

MOST_ROWS = 500
"""A longer table would make the page slow to open."""


def escaped(text: object) -> str:
    """A text on one line, its characters standing for themselves."""
    return MARKUP.sub(r"\\\1", " ".join(str(text).split()))


def link(text: str, url: str) -> str:
    """A text that leads to an address, however the address was typed."""
    return f"[{escaped(text)}]({quote(url, safe=URL_CHARACTERS)})"


def image(svg: str, words: str) -> str:
    """A picture within the page itself; `words` say it to who cannot see it. Prefect draws data:, and takes out inline SVG."""
    held = base64.b64encode(svg.encode("utf-8")).decode("ascii")
    return f"![{escaped(words)}](data:image/svg+xml;base64,{held})"


def bullets(texts: Iterable[str]) -> str:
    """A list of lines that are Markdown already."""
    return "\n".join(f"- {text}" for text in texts)


def table(headings: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A table of plain texts; rows past `MOST_ROWS` are counted below it. Nothing where there are none."""
    return table_of_markdown(headings, [[escaped(value) for value in row] for row in rows]) if rows else ""


def table_of_markdown(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """The same of cells that are Markdown already, each on one line."""
    lines = [headings, ["---"] * len(headings), *rows[:MOST_ROWS]]
    text = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    more = len(rows) - MOST_ROWS
    return text if more <= 0 else f"{text}\n\nVà {more} dòng nữa."


def sections(*parts: tuple[str, str]) -> str:
    """Parts under their headings, Markdown both; a part with nothing in it is left out."""
    return "\n\n".join(f"## {heading}\n\n{part}" for heading, part in parts if part)

"""Words as a .docx holds them: paragraphs of WordprocessingML, whatever stands in a name.

Arrives: words as they are printed.
Leaves:  XML as text, to be parsed once with all the rest: python-docx's own paragraphs, one by one, take many times as long.
Not here: which letters a paragraph has (`letters`).
"""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

UNPRINTABLE = "\u25a1"
"""A box, which every typeface of old has: it stands for a character that no paper can show."""
_BLANKS = re.compile(r"[\t\n\r\v\f\x85\u2028\u2029]+")
# what XML forbids or no typeface draws; and the marks that turn the direction of a line: figures after them would be
# printed back to front
_UNPRINTABLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
BOLD = "<w:rPr><w:b/></w:rPr>"


def visible(words: str) -> str:
    """The words on one line, with a mark where a character cannot be printed."""
    return _UNPRINTABLE.sub(UNPRINTABLE, _BLANKS.sub(" ", words))


def escaped(words: str) -> str:
    """The words as the text of an element."""
    return escape(visible(words))


def attribute(words: str) -> str:
    """The words as an attribute, in its quotes."""
    return quoteattr(visible(words))


def run(words: str, letters: str = "") -> str:
    """A piece of a line."""
    return f'<w:r>{letters}<w:t xml:space="preserve">{escaped(words)}</w:t></w:r>' if words else ""


def paragraph(style: str, words: str = "", more: str = "") -> str:
    """A paragraph; `more` are properties beside its style's."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>{run(words)}</w:p>'

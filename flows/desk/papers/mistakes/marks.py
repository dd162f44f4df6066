"""How an error, a question and a warning look: by colour, by the line around the cell, and by the word of a comment.

Arrives: a severity, sentences.
Leaves:  a fill, a border, a comment.
Not here: which cell is marked (`places`).

A printer without colours shows the lines, and who tells few colours apart reads the words.
"""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.comments import Comment
from openpyxl.styles import Border, PatternFill, Side

from flows.desk.papers.mistakes.texts import without_controls
from schemas.finding import SEVERITY_VI
from schemas.rules.rule import Severity

SEVERITIES = tuple(SEVERITY_VI)
"""From the worst."""
COLOURS: dict[Severity, str] = {"error": "F4B183", "question": "9DC3E6", "warning": "FFF2CC"}
"""Orange, blue and pale yellow: told apart without red and green, and as greys."""
LINES: dict[Severity, Side] = {
    "error": Side(style="thick", color="9C2A00"),
    "question": Side(style="mediumDashed", color="1F4E79"),
    "warning": Side(style="dotted", color="404040"),
}
AUTHOR = "Kiểm tra tự động"
MOST_COMMENTS = 1_000
"""Of a tab: each is a drawing. The other cells are coloured, and in the list."""
LONGEST_COMMENT = 1000
"""More is not read in a box of a sheet; the list has all of it."""
LETTERS_OF_A_LINE, LINE_HEIGHT, COMMENT_WIDTH = 42, 17, 300


def fill(severity: Severity) -> PatternFill:
    """The colour of a severity."""
    return PatternFill("solid", start_color=COLOURS[severity], end_color=COLOURS[severity])


def border(severity: Severity) -> Border:
    """The line of a severity."""
    return Border(*(LINES[severity],) * 4)


def word(severity: Severity) -> str:
    """Its name as a clerk reads it: "LỖI"."""
    return SEVERITY_VI[severity].upper()


def comment(sentences: Sequence[str]) -> Comment:
    """What a cell is told, as large as it needs."""
    text = without_controls("\n".join(sentences))
    if len(text) > LONGEST_COMMENT:
        text = text[: LONGEST_COMMENT - 1] + "…"
    lines = sum(-(-len(line) // LETTERS_OF_A_LINE) for line in text.split("\n")) + 1
    return Comment(text, AUTHOR, height=LINE_HEIGHT * lines, width=COMMENT_WIDTH)

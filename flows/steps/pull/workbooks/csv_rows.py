"""The rows of a text file of cells, under the delimiter that cuts most of them.

Arrives: a text.
Leaves:  rows of texts, one for each line but where a quoted cell holds line breaks.
Not here: encodings (`files`), what a cell means.

A quote opens a quoted cell only if one closes it. A lone one is what its clerk typed: a ditto mark, or inches; two
lone ones in different rows are two ditto marks, and the rows between them are rows. Where both readings make whole
rows nobody can tell, and the line is named.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

Row = list[str]

DELIMITERS = ",;\t"
SNIFFED = 2**16
"""Letters at the beginning of a text that tell its delimiter."""
NOTHING = f'" {DELIMITERS}'
LONGEST_CELL = 2**20
FEWEST_COLUMNS = 2
_QUOTES = re.compile('"+')
_LINE_ENDS = re.compile("\r\n|\n|\r")
_PREAMBLE = re.compile(r"\Asep=([,;\t|])(?:\r\n|\n|\r|\Z)", re.IGNORECASE)


class UnclearLine(ValueError):
    """A line that can be read in two ways, or a cell too long to be one; `number` counts from 1."""

    def __init__(self, number: int) -> None:
        super().__init__(f"line {number}")
        self.number = number


def rows_of(text: str) -> Iterator[Row]:
    """Each row of the text. Raises UnclearLine."""
    preamble = _PREAMBLE.match(text)
    before = 1 if preamble else 0
    lines = _LINE_ENDS.split(text[preamble.end() :] if preamble else text)
    if lines and not lines[-1]:
        lines.pop()
    delimiter = preamble[1] if preamble else _delimiter(lines)
    return _Lines(lines, delimiter, before).rows()


def _delimiter(lines: list[str]) -> str:
    """Clerks' Excel writes semicolons where commas are decimals."""
    start, letters = [], 0
    for line in lines:
        start.append(line)
        letters += len(line)
        if letters > SNIFFED:
            break

    def cut_by(mark: str) -> tuple[int, int]:
        filled = sum(1 for line in start for cell in _cut(line, mark) if cell.strip(NOTHING))
        return filled, sum(line.count(mark) for line in start)

    return max(DELIMITERS, key=cut_by)


class _Lines:
    def __init__(self, lines: list[str], delimiter: str, before: int) -> None:
        self.lines, self.delimiter, self.before = lines, delimiter, before
        plain = Counter(
            line.count(delimiter) + 1 for line in lines if '"' not in line and line.strip(delimiter)
        )
        self.width = max(plain, key=lambda width: plain[width] * width, default=0)
        """How many cells an ordinary line has."""

    def rows(self) -> Iterator[Row]:
        at = 0
        while at < len(self.lines):
            line = self.lines[at]
            if len(line) > LONGEST_CELL:
                raise UnclearLine(self.before + at + 1)
            if '"' not in line:
                row, length = line.split(self.delimiter), 1
            else:
                row, length = self.quoted(at)
            yield row if row != [""] else []
            at += length

    def quoted(self, at: int) -> tuple[Row, int]:
        """The row that begins at a line with quotes, and how many lines it takes."""
        line = self.lines[at]
        row, open_at = _cells(line, self.delimiter)
        literal = line.split(self.delimiter)
        if open_at < 0:
            # two ditto marks in one row would quote what stands between them
            are_dittos = len(row) < len(literal) == self.width and '"' in literal
            return (literal if are_dittos else row), 1
        literal = _cut(line, self.delimiter)
        joined, last = self.joined(at, row, open_at)
        if joined is None:
            return literal, 1
        apart = [_cut(line, self.delimiter) for line in self.lines[at : last + 1]]
        if _are_dittos(apart) or all(len(each) == self.width for each in apart):
            return literal, 1
        is_within = not self.width or len(joined) <= max(self.width, len(literal))
        swallows = any(len(each) == self.width > 1 for each in apart[1:-1])
        if not is_within or swallows:
            raise UnclearLine(self.before + at + 1)
        return joined, last - at + 1

    def joined(self, at: int, row: Row, open_at: int) -> tuple[Row | None, int]:
        """The row with its quoted cells taken over line breaks until each closes, and its last line; None if one never does."""
        while open_at >= 0:
            closed = self.closing(at)
            if closed is None:
                return None, at
            last, end = closed
            pieces = [self.lines[at][open_at + 1 :], *self.lines[at + 1 : last], self.lines[last][:end]]
            row.append("\n".join(pieces).replace('""', '"'))
            at, after = last, end + 1 + len(self.delimiter)
            open_at = -1
            if end + 1 < len(self.lines[at]):
                more, open_there = _cells(self.lines[at][after:], self.delimiter)
                row += more
                open_at = after + open_there if open_there >= 0 else -1
        return row, at

    def closing(self, at: int) -> tuple[int, int] | None:
        """The line and place of the quote that closes a cell left open in a line; None where another stands before it."""
        letters = 0
        for last in range(at + 1, len(self.lines)):
            line = self.lines[last]
            letters += len(line)
            if letters > LONGEST_CELL:
                return None
            for quote in _QUOTES.finditer(line):
                if len(quote[0]) % 2:
                    end = quote.end() - 1
                    is_end = end + 1 == len(line) or line.startswith(self.delimiter, end + 1)
                    return (last, end) if is_end else None
        return None


def _are_dittos(apart: list[Row]) -> bool:
    """Whether the quote that opens and the one that closes each stand alone in a cell, in rows that are alike."""
    alike = {len(each) for each in apart}
    return len(alike) == 1 and alike.pop() >= FEWEST_COLUMNS and '"' in apart[0] and '"' in apart[-1]


def _cut(line: str, delimiter: str) -> Row:
    """A line's cells by itself: quoted where a quote closes in the line, else as they stand."""
    row, open_at = _cells(line, delimiter)
    return row + line[open_at:].split(delimiter) if open_at >= 0 else row


def _cells(text: str, delimiter: str) -> tuple[Row, int]:
    """The cells of a line, up to a quoted one that it leaves open, and where that one begins; -1 where none is."""
    row: Row = []
    at = 0
    while True:
        end = _closing(text, at, delimiter) if text.startswith('"', at) else -1
        if end >= 0:
            row.append(text[at + 1 : end].replace('""', '"'))
            after = end + 1
        elif text.startswith('"', at) and '"' not in text[at + 1 :].replace('""', ""):
            return row, at
        else:
            found = text.find(delimiter, at)
            after = len(text) if found < 0 else found
            row.append(text[at:after])
        if after >= len(text):
            return row, -1
        at = after + 1


def _closing(text: str, at: int, delimiter: str) -> int:
    """Where the quoted cell that begins at `at` closes: a quote before a delimiter or the end. -1 where none does."""
    end = at + 1
    while (end := text.find('"', end)) >= 0:
        if text.startswith('"', end + 1):
            end += 2
        elif end + 1 == len(text) or text.startswith(delimiter, end + 1):
            return end
        else:
            # «"Hoa Sen" cơ sở 2»: the quotes are part of the name
            return -1
    return -1

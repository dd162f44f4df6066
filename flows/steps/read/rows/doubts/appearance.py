"""How a row in doubt is numbered and named, beside the rows around it.

Arrives: the rows below a heading, which of them are a branch's as far as can be told, and the sections' borders.
Leaves:  plain answers, in the words of `verdicts.Evidence`.
Not here: its figures (`summing`), what labels say (`flows.steps.read.words`).
"""

from __future__ import annotations

from flows.steps.read.rows.body import Body
from flows.steps.read.rows.doubts.verdicts import Name, Number
from flows.steps.read.words import branch_kinds, labels
from schemas.headings.grammar import grammar_of
from schemas.typed_rows import Bools


class Appearance:
    """`heads` are the rows numbered as sections are; a section ends at the next of the `borders`."""

    def __init__(self, rows: Body, is_data: Bools, heads: set[int], borders: set[int]) -> None:
        self.rows, self.is_data, self.heads, self.borders = rows, is_data, heads, borders

    def number(self, place: int) -> Number:
        """How a row is numbered."""
        if place in self.heads:
            return "letter"
        if not self.rows.has_ordinals:
            return "no column"
        if self._fills_a_gap(place):
            return "gap"
        return "in order" if self.rows.is_numbered[place] else "none"

    def name(self, place: int) -> Name:
        """How a row is named."""
        text = labels.NUMBER_OF_SECTION.sub("", self.rows.name(place))
        if not text:
            return "none"
        is_group = labels.is_plain_section(text)
        if labels.is_scope(text) and not is_group:
            return "whole"
        if self.rows.is_branch[place]:
            return "branch"
        if place in self.heads and not self._has_rows(place):
            return "other"
        if branch_kinds.is_kind(text):
            return "kind"
        if is_group:
            return "group"
        return "other" if "?" in grammar_of(self.rows.form).phrases(text) else "words"

    def is_group(self, place: int) -> bool:
        """Whether a row is named as a kind of branches or as a cluster of them."""
        return self.name(place) in ("kind", "group")

    def heads_a_section(self, place: int) -> bool:
        """Whether a row is numbered and labelled as a section: its figures are the section's, though no sum."""
        name = labels.NUMBER_OF_SECTION.sub("", self.rows.name(place))
        is_plain = labels.is_plain_section(name) or branch_kinds.is_kind(name)
        return place in self.heads and is_plain and self._has_rows(place)

    def _has_rows(self, place: int) -> bool:
        """Whether branches' rows stand between a section's row and the next border; a section in it ("I" below "A") is none."""
        own = self._is_roman(place)
        later = (each for each in self.borders if each > place)
        border = min(
            (each for each in later if self._is_roman(each) in (own, None)), default=len(self.is_data)
        )
        return bool(self.is_data[place + 1 : border].any())

    def _is_roman(self, place: int) -> bool | None:
        """Whether a row is numbered I and not A; None where it is neither."""
        ordinal = labels.ROMAN_OR_LETTER.fullmatch(self.rows.ordinal(place))
        return None if ordinal is None else set(ordinal[1]) <= set("IVXLC")

    def _fills_a_gap(self, place: int) -> bool:
        """Whether the row lacks a number and the numbers around it leave out one: 3, none, 5."""
        if self.rows.ordinals[place] not in (None, ""):
            return False
        before = self._next_number(range(place - 1, max(place - 9, -1), -1))
        after = self._next_number(range(place + 1, min(place + 9, len(self.rows))))
        return before is not None and after is not None and after == before + 2

    def _next_number(self, places: range) -> int | None:
        return next((number for place in places if (number := self.rows.number(place)) is not None), None)

"""SQL that is written once for `quantity` is repeated for each quantity of the dictionary; `rate` likewise.

Arrives: the text of a file of `sql/`, a dictionary, the places that the columns of `report` have.
Leaves:  the text as the server runs it.
Not here: what quantities there are (`schemas.form.dictionary`), which of them the database knows (`dictionaries`).

    -- each stored text        the lines to the next `-- end` are repeated for each quantity that is all of this (`IS`);
    v.quantity_shown,          `quantity` stands for its name, `<meaning>` for what analysts read of it
    -- end
    -- each rate               `rate` for its name, `part`, `whole`, `also_named`, `base_named` for what it says of itself
    -- columns of submission   columns, to the `-- end`, in the places that they have in the object of `report`: new ones
                               come last, so that a view can be replaced; those without a place there are left out

Both are valid SQL as they are committed, so that one reads, and lints, what runs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from schemas.form.dictionary import TEXTS, Dictionary, Entry
from schemas.form.rate import Rate

Places = Mapping[str, Mapping[str, int | None]]
"""By object of `report` and column; None: the column is not shown there."""

OPENING = re.compile(r"\s*-- (each|columns of) ([a-z_ ]+)")
END = "-- end"
COMMENTED = re.compile(r"COMMENT ON COLUMN report\.(\w+)\.(\w+)")

IS: dict[str, Callable[[Entry], bool]] = {
    "quantity": lambda _: True,
    "stored": lambda each: each.is_stored,
    "shown": lambda each: each.is_stored and not each.is_private,
    "summed": lambda each: each.is_summed,
    "lead": lambda each: each.is_lead,
    "people": lambda each: each.people_position is not None,
    "naming_people": lambda each: each.names_people,
    "amount": lambda each: each.kind in ("count", "money"),
    "text": lambda each: each.kind in TEXTS,
    "figure": lambda each: each.kind not in TEXTS,
    "count": lambda each: each.kind == "count",
    "money": lambda each: each.kind == "money",
    "percent": lambda each: each.kind == "percent",
    "mark": lambda each: each.kind == "yes_no",
    "choice": lambda each: each.kind == "choice",
    "date": lambda each: each.kind == "date",
}
"""What may be said of a quantity behind `-- each`."""
IS_RATE: dict[str, Callable[[Rate], bool]] = {
    "renamed": lambda each: bool(each.also_named),
    "based": lambda each: bool(each.base_named),
}


def render(text: str, of: Dictionary, places: Places | None = None) -> str:
    """The text for a dictionary. Raises KeyError for a word that nothing is said by."""
    return "\n".join(_rendered(iter(text.split("\n")), of, places or {}))


def columns(text: str, of: Dictionary) -> dict[str, list[str]]:
    """By object of `report`, the columns that a text gives it, as it is written."""
    found: dict[str, list[str]] = {}
    lines = iter(text.split("\n"))
    for line in lines:
        if (opening := OPENING.fullmatch(line)) and opening[1] == "columns of":
            found[opening[2]] = [_name(item) for item in _items(_rendered(_block(lines), of, {}))]
    return found


def _rendered(lines: Iterator[str], of: Dictionary, places: Places) -> Iterator[str]:
    for line in lines:
        opening = OPENING.fullmatch(line)
        if opening is None:
            yield line
        elif opening[1] == "each":
            yield from _repeated("\n".join(_block(lines)), opening[2].split(), of, places)
        else:
            yield from _in_their_places(_rendered(_block(lines), of, places), places.get(opening[2], {}))


def _block(lines: Iterator[str]) -> Iterator[str]:
    """The lines of a block without its end; one block may stand in another."""
    depth = 1
    for line in lines:
        depth += bool(OPENING.fullmatch(line)) - (line.strip() == END)
        if not depth:
            return
        yield line
    raise ValueError("a block of the SQL has no end")


def _repeated(block: str, words: list[str], of: Dictionary, places: Places) -> Iterator[str]:
    values = _of_rates(words, of) if "rate" in words else _of_quantities(words, of)
    for each in values:
        one = _filled(block, each)
        commented = COMMENTED.search(one)
        if commented is None or places.get(commented[1], {}).get(commented[2], 0) is not None:
            yield one


def _of_quantities(words: list[str], of: Dictionary) -> Iterator[dict[str, str]]:
    kept = [each for each in of.quantities if all(IS[word](each) for word in words)]
    if "people" in words:
        kept.sort(key=lambda each: each.people_position or 0)
    return ({"quantity": each.name, "meaning": each.comment} for each in kept)


def _of_rates(words: list[str], of: Dictionary) -> Iterator[dict[str, str]]:
    private = {each.name for each in of.quantities if each.is_private}
    for each in of.rates:
        is_shown = "shown" not in words or not private & {each.part, each.whole}
        if is_shown and all(IS_RATE[word](each) for word in words if word not in ("rate", "shown")):
            yield {
                "rate": each.name, "part": each.part, "whole": each.whole, "also_named": each.also_named,
                "base_named": each.base_named, "meaning": each.meaning or each.label,
            }  # fmt: skip


def _filled(block: str, values: Mapping[str, str]) -> str:
    """A block for one quantity or rate; the names of these may be joined to others, as in `rate_part`."""

    def value(found: re.Match[str]) -> str:
        return values[found[0]]

    meaning = values["meaning"].replace("'", "''")
    words = "|".join(rf"\b{name}\b" for name in values if name not in ("quantity", "rate", "meaning"))
    joined = r"(?<![a-z0-9])(?:quantity|rate)(?![a-z0-9])"
    parts = block.split("<meaning>")
    pattern = re.compile(f"{joined}|{words}" if words else joined)
    return meaning.join(pattern.sub(value, part) for part in parts)


def _in_their_places(lines: Iterator[str], places: Mapping[str, int | None]) -> Iterator[str]:
    """Columns in the places that they have; those that have none yet come last, as they are written."""
    items = [item for item in _items(lines) if places.get(_name(item), 0) is not None]
    items.sort(key=lambda item: places.get(_name(item)) or len(places) + 1)
    yield ",\n".join(items)


def _items(lines: Iterator[str]) -> list[str]:
    """The columns of a list: each ends with a comma outside brackets, at the end of its line."""
    items: list[str] = []
    item: list[str] = []
    depth = 0
    for line in "\n".join(lines).split("\n"):
        item.append(line)
        depth += line.count("(") - line.count(")")
        if not depth and line.endswith(","):
            items.append("\n".join(item).removesuffix(","))
            item = []
    return [*items, "\n".join(item)] if item else items


def _name(item: str) -> str:
    """A column's name: its last word in a query, its first where a function says what it returns."""
    words = item.split()
    return words[-1].rpartition(".")[2] if "." in item or "AS" in words else words[0]

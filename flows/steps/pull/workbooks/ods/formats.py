"""The number formats of an .ods, as the codes that an .xlsx writes for them.

Arrives: the elements of its styles.
Leaves:  the code of each style, None where it shows the number alone.
Not here: what a code makes of a number (`schemas.sheet.number_formats`).
"""

from __future__ import annotations

from collections.abc import Mapping

from schemas.sheet.number_formats import is_plain

NUMBER_STYLES = frozenset(
    f"{kind}-style" for kind in ("number", "percentage", "currency", "date", "time", "boolean", "text")
)
_PARTS = {
    "day": "d", "month": "m", "year": "yy", "hours": "h", "minutes": "mm", "seconds": "ss", "am-pm": "AM/PM", "day-of-week": "ddd",
    "era": "e", "quarter": "q", "week-of-year": "d", "scientific-number": "0.00E+00", "fraction": "# ?/?", "text-content": "@",
}  # fmt: skip
DEEPEST = 16
SEPARATORS = ":/- "


class Formats:
    """Collects the styles of the document, then tells their codes."""

    def __init__(self) -> None:
        self._own: dict[str, str] = {}
        self._maps: dict[str, list[tuple[str, str]]] = {}
        self._data_style: dict[str, str] = {}
        self._parent: dict[str, str] = {}
        self._hidden_tables: set[str] = set()
        self._codes: dict[str | None, str | None] = {}
        self._number = self._table = ""
        self._kind = ""
        self._pieces: list[str] = []
        self._literal: list[str] | None = None

    def start(self, element: str, about: Mapping[str, str]) -> None:
        if element == "style":
            self._begin_style(about)
        elif element == "table-properties" and about.get("table:display") == "false":
            self._hidden_tables.add(self._table)
        elif element in NUMBER_STYLES:
            self._number, self._kind, self._pieces = about.get("style:name", ""), element, []
            if about.get("number:truncate-on-overflow") == "false":
                self._kind = "elapsed"
        elif self._number:
            self._add_part(element, about)

    def _begin_style(self, about: Mapping[str, str]) -> None:
        name = about.get("style:name", "")
        match about.get("style:family"):
            case "table":
                self._table = name
            case "table-cell":
                self._table = ""
                if "style:data-style-name" in about:
                    self._data_style[name] = about["style:data-style-name"]
                self._parent[name] = about.get("style:parent-style-name", "")

    def _add_part(self, element: str, about: Mapping[str, str]) -> None:
        if element in ("text", "currency-symbol"):
            self._literal = []
        elif element == "map":
            condition = about.get("style:condition", "").replace("value()", "").replace("!=", "<>")
            self._maps.setdefault(self._number, []).append(
                (condition, about.get("style:apply-style-name", ""))
            )
        elif element == "number":
            self._pieces.append(_digits(about))
        elif element in _PARTS:
            is_long = about.get("number:style") == "long" and element in ("day", "month", "year", "hours")
            part = _PARTS[element] * (2 if is_long else 1)
            self._pieces.append(f"[{part}]" if self._kind == "elapsed" and element == "hours" else part)

    def characters(self, text: str) -> None:
        if self._literal is not None:
            self._literal.append(text)

    def end(self, element: str) -> None:
        if self._literal is not None and element in ("text", "currency-symbol"):
            self._pieces.append(self._quoted(element, "".join(self._literal)))
            self._literal = None
        elif element in NUMBER_STYLES:
            self._own[self._number] = "".join(self._pieces)
            self._number = ""

    def _quoted(self, element: str, text: str) -> str:
        if element == "currency-symbol":
            return f"[${text}]"
        if self._kind == "percentage-style" and "%" in text:
            before, _, after = text.partition("%")
            return f"{_literal(before)}%{_literal(after)}"
        return _literal(text)

    def is_hidden_table(self, style: str | None) -> bool:
        return style in self._hidden_tables

    def code(self, style: str | None) -> str | None:
        """The code of a cell's style, its own or the one that it takes over."""
        if style not in self._codes:
            written = self._code_of(self._data_style_of(style))
            self._codes[style] = None if not written or is_plain(written) else written
        return self._codes[style]

    def _data_style_of(self, style: str | None) -> str:
        name = style or ""
        for _ in range(DEEPEST):
            if name in self._data_style:
                return self._data_style[name]
            name = self._parent.get(name, "")
        return ""

    def _code_of(self, name: str) -> str:
        mapped = [
            f"[{condition}]{self._own.get(other, '')}" for condition, other in self._maps.get(name, ())[:2]
        ]
        return ";".join([*mapped, self._own.get(name, "")])


def _digits(about: Mapping[str, str]) -> str:
    if "number:decimal-places" not in about:
        return "General"
    whole = "0" * max(1, min(int(about.get("number:min-integer-digits", "1")), DEEPEST))
    grouped = f"#,##{whole}" if about.get("number:grouping") == "true" else whole
    places = min(int(about["number:decimal-places"]), DEEPEST)
    thousands = len(about.get("number:display-factor", "1").partition(".")[0]) // 3
    return f"{grouped}{'.' if places else ''}{'0' * places}{',' * min(thousands, DEEPEST)}"


def _literal(text: str) -> str:
    """Separators stand as they are, words in quotes."""
    return text if set(text) <= set(SEPARATORS) else '"' + text.replace('"', "") + '"'

"""Progress by day as a picture: inline SVG that pygal draws, dressed by the page's own style.

Arrives: how far a campaign had come.
Leaves:  one `svg` element as text, with a name and words of its own, and what its lines mean.
Not here: colours and letters (`page.css`, `picture_alone`), the same figures as a table (`telling`).

pygal is small and pure Python; its pictures hold words as words. What it adds for a browser on line is taken out: a script, a style
sheet that would hold for the whole page, marks that only a mouse finds. Days are drawn as days, so that no zone moves them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from xml.etree import ElementTree as ET

from flows.desk.page.facts import Progress
from flows.steps.publish.words import number
from schemas.report import DayOfProgress

WIDTH, HEIGHT = 440, 280
"""As drawn; a telephone shows it at about this size, so that its letters can be read there."""
LETTERS = 14
"""Their size, for which room is left; `page.css` says the same."""
DATES_SHOWN, MOST_GUIDES = 5, 7
MOST_DOTS = WIDTH // 4
"""Of a line: more of them run into each other."""
MARGIN, MARGIN_RIGHT = 4, 24
"""Half of the last day's letters stand to the right of it."""
NAMESPACE = "{http://www.w3.org/2000/svg}"
ONLY_FOR_A_MOUSE = ("tooltip", "tooltip-overlay", "text-overlay")
Series = tuple[str, list[tuple[date, int | None]]]


def series(facts: Progress) -> list[Series]:
    """What is drawn, each by its label: the people and what the letter is after, or the branches where it counts neither."""
    form, lead = facts.campaign.form, facts.campaign.form.lead
    drawn: list[tuple[str, Callable[[DayOfProgress], int | None]]] = []
    if form.people and (lead is None or lead.is_of_persons):
        drawn.append((form.people_label, lambda day: day.people))
    if lead is not None:
        drawn.append((form.lead_vi, lambda day: day.quantities.get(lead.name)))
    drawn = drawn or [("CĐCS có số liệu", lambda day: day.branches)]
    return [(label, [(each.day, value(each)) for each in facts.days]) for label, value in drawn]


def highest(lines: list[Series]) -> int:
    """The largest amount that is drawn; 0 before the first figure."""
    return max((value or 0 for _, points in lines for _, value in points), default=0)


def last_day_vi(last: date) -> str:
    """What the line of the last day on time means."""
    return f"ngày cuối còn đúng hạn: {last.day}/{last.month}"


def in_words(lines: list[Series]) -> str:
    """What a picture says to who cannot see it: where each line begins and ends."""
    return "; ".join(_told(lines))


@dataclass(frozen=True, slots=True)
class Picture:
    """`legend` is what its lines mean, in their order; `words` are what it says."""

    svg: str
    legend: list[str]
    words: str


def picture(facts: Progress) -> Picture | None:
    """Progress as lines, and the last day on time as another one. None before the first figure."""
    lines = series(facts)
    most = highest(lines)
    if not most:
        return None
    chart, legend = _chart([each.day for each in facts.days]), [label for label, _ in lines]
    for label, points in lines:
        chart.add(label, points if len(points) <= MOST_DOTS else bends(points))
    if (last := facts.last_day) is not None:
        legend.append(last_day_vi(last))
        chart.add(legend[-1], [(last, 0), (last, most)])
    # a tree of the standard library, whichever pygal was given
    root = ET.fromstring(chart.render())  # noqa: S314 - drawn here, of figures
    return Picture(_dressed(root, lines), legend, in_words(lines))


def _chart(days: list[date]) -> Any:
    import pygal  # type: ignore[import-untyped]
    from pygal.style import Style  # type: ignore[import-untyped]

    chart = pygal.DateLine(
        js=[], css=[], no_prefix=True, show_legend=False, include_x_axis=True,
        width=WIDTH, height=HEIGHT, margin=MARGIN, margin_right=MARGIN_RIGHT, dots_size=2, max_scale=MOST_GUIDES,
        style=Style(label_font_size=LETTERS, major_label_font_size=LETTERS),
        value_formatter=lambda value: number(round(value)), x_value_formatter=short,
    )  # fmt: skip
    chart.x_labels = dates_shown(days)
    return chart


def bends(points: list[tuple[date, int | None]]) -> list[tuple[date, int | None]]:
    """The points that draw the same line as all of them: its ends, and where it leaves or reaches a level.

    A campaign that nobody closed has thousands of days, and each point costs as much as a row of a return.
    """
    amounts = [value for _, value in points]
    inner = zip(points[1:-1], amounts, amounts[1:], amounts[2:], strict=False)
    bent = [point for point, before, here, after in inner if not before == here == after]
    return [*points[:1], *bent, *points[1:][-1:]]


def dates_shown(days: list[date]) -> list[date]:
    """The days that are written below."""
    return days[:: -(-len(days) // DATES_SHOWN)]


def short(day: date) -> str:
    """A day of the campaign's own year: 28/8."""
    return f"{day.day}/{day.month}"


def _dressed(root: ET.Element, lines: list[Series]) -> str:
    """The picture with a name and words, without what only a browser on line or a mouse has a use for."""
    for parent in list(root.iter()):
        for child in list(parent):
            if _is_superfluous(child):
                parent.remove(child)
    root.attrib.pop("id", None)
    root.set("role", "img")
    root.set("aria-labelledby", "picture-title picture-desc")
    for place, (name, text) in enumerate((("title", "Tiến độ từng ngày"), ("desc", in_words(lines)))):
        element = ET.Element(f"{NAMESPACE}{name}", {"id": f"picture-{name}"})
        element.text = text
        root.insert(place, element)
    ET.register_namespace("", NAMESPACE.strip("{}"))
    return ET.tostring(root, encoding="unicode")


def _is_superfluous(element: Any) -> bool:
    if not isinstance(element.tag, str):
        return True  # a comment, which says when it was drawn
    name = element.tag.removeprefix(NAMESPACE)
    classes = element.get("class", "").split()
    return name in ("defs", "script", "style", "desc", "title") or any(
        each in ONLY_FOR_A_MOUSE for each in classes
    )


def _told(lines: list[Series]) -> Iterator[str]:
    for label, points in lines:
        known = [(day, value) for day, value in points if value is not None]
        if known:
            (first, least), (last, most) = known[0], known[-1]
            yield f"{label}: {number(least)} ngày {short(first)}, {number(most)} ngày {short(last)}"

"""Progress by day as a picture for a paper: what the page draws, as PNG, told apart in black and white.

Arrives: how far a campaign had come.
Leaves:  the bytes of a PNG, the same each time, and what it says in words.
Not here: what is drawn and what its lines mean (`flows.desk.page.picture`), where it stands in a paper (`paper.Picture`).

matplotlib brings its own letters with all of Vietnamese, so that no machine's fonts count; days are numbers, so that no zone
moves them; and what it keeps between pictures (pyplot) is not used.
"""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flows.desk.page.facts import Progress
from flows.desk.page.picture import (
    MOST_GUIDES,
    Series,
    dates_shown,
    highest,
    in_words,
    last_day_vi,
    series,
    short,
)
from flows.steps.publish.words import number

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.font_manager import FontProperties

INCHES, DOTS_PER_INCH = (6.3, 3.2), 200
"""As wide as the text of an A4 page between its margins."""
LETTERS = 10
LOOKS = (
    {"color": "#1f5fa8", "linestyle": "-", "marker": "o"},
    {"color": "#b3400f", "linestyle": "--", "marker": "s"},
)
"""Of the lines in their order: apart by their strokes and marks where colours are not printed."""
OF_LAST_DAY = {"color": "#4a4a4a", "linestyle": ":", "linewidth": 2.0}
INK, GUIDE = "#1b1b1b", "#c8c8c8"
ROOM = 1.08
"""Above the highest figure."""


def progress_png(facts: Progress) -> bytes | None:
    """The picture of progress. None before the first figure."""
    lines = series(facts)
    if not highest(lines):
        return None
    # it takes a second to come, which no other command has to wait for
    import matplotlib as mpl
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontProperties

    font = FontProperties(fname=Path(mpl.get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf", size=LETTERS)
    figure = Figure(figsize=INCHES, dpi=DOTS_PER_INCH, facecolor="white")
    axes = figure.add_axes((0.12, 0.1, 0.85, 0.72), facecolor="white")
    _draw(axes, lines, facts.last_day)
    _set_axes(axes, [each.day for each in facts.days], highest(lines), font)
    _explain(axes, font)
    made = io.BytesIO()
    FigureCanvasAgg(figure).print_png(made, metadata={"Software": None})  # type: ignore[no-untyped-call]
    return made.getvalue()


def progress_in_words(facts: Progress) -> str:
    """What the picture says, for who cannot see it."""
    return in_words(series(facts))


def _draw(axes: Axes, lines: list[Series], last: date | None) -> None:
    for place, (label, points) in enumerate(lines):
        days = [day.toordinal() for day, _ in points]
        amounts: list[Any] = [float("nan") if value is None else value for _, value in points]
        axes.plot(days, amounts, label=label, linewidth=1.6, markersize=4, **LOOKS[place])  # type: ignore[arg-type]
    if last is not None:
        axes.axvline(last.toordinal(), label=last_day_vi(last), **OF_LAST_DAY)  # type: ignore[arg-type]


def _set_axes(axes: Axes, days: list[date], most: int, font: FontProperties) -> None:
    """Days below, amounts at the left, each as Vietnamese people write it."""
    from matplotlib.ticker import FixedLocator, FuncFormatter, MaxNLocator, NullFormatter, NullLocator

    shown = [day.toordinal() for day in dates_shown(days)]
    axes.xaxis.set_major_locator(FixedLocator(shown))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda day, _: short(date.fromordinal(round(day)))))
    axes.yaxis.set_major_locator(MaxNLocator(nbins=MOST_GUIDES, integer=True))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda amount, _: number(round(amount))))
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_minor_locator(NullLocator())
        axis.set_minor_formatter(NullFormatter())
    axes.set_ylim(0, most * ROOM)
    axes.grid(visible=True, axis="y", color=GUIDE, linewidth=0.6, linestyle="-")
    axes.set_axisbelow(True)
    axes.tick_params(colors=INK, width=0.8, length=3)
    for name, spine in axes.spines.items():
        spine.set_visible(name in ("left", "bottom"))
        spine.set_color(INK)
    for text in (*axes.get_xticklabels(), *axes.get_yticklabels()):
        text.set_fontproperties(font)


def _explain(axes: Axes, font: FontProperties) -> None:
    """What the lines mean, above them; a form's own words are no formula."""
    legend = axes.legend(
        loc="lower left", bbox_to_anchor=(0, 1.0), ncols=2, frameon=False, prop=font, labelcolor=INK
    )
    for text in legend.get_texts():
        text.set_parse_math(False)

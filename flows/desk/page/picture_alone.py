"""The picture of progress where no page dresses it: in a run's page, which shows pictures and no style of ours.

Arrives: how far a campaign had come.
Leaves:  one SVG with its colours, its letters and what its lines mean, on a ground of its own.
Not here: what is drawn (`picture`), how a page of Prefect holds a picture (`flows.steps.publish.markdown`).

Prefect's pages are light or dark by a button of theirs, which a picture does not hear of: on white both can read it.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from flows.desk.page.facts import Progress
from flows.desk.page.picture import HEIGHT, LETTERS, NAMESPACE, WIDTH, picture

COLOURS = ("#1f5fa8", "#b3400f", "#4a4a4a")
"""Of the lines in their order, as the page has them by day."""
LINE, PAD, SWATCH = 20, 10, 24
STYLE = f"""
text {{ font: {LETTERS}px sans-serif; fill: #1b1b1b; }}
.axis.x text {{ text-anchor: middle; }}
.axis.y text {{ text-anchor: end; }}
.background {{ fill: none; }}
.guide {{ fill: none; stroke: #c8c8c8; stroke-width: .5; }}
.axis.x .guide {{ stroke: none; }}
.axis > .line {{ fill: none; stroke: #555; }}
.series .line, .swatch {{ fill: none; stroke-width: 2; }}
.color-0 {{ stroke: {COLOURS[0]}; fill: {COLOURS[0]}; }}
.color-1 {{ stroke: {COLOURS[1]}; fill: {COLOURS[1]}; }}
.color-1 .line, .swatch.color-1 {{ stroke-dasharray: 8 3; }}
.last, .series.last .line {{ stroke: {COLOURS[2]}; stroke-dasharray: 2 4; }}
.series.last .dots {{ visibility: hidden; }}
"""


@dataclass(frozen=True, slots=True)
class PictureAlone:
    """`words` are what it says to who cannot see it."""

    svg: str
    words: str


def picture_alone(facts: Progress) -> PictureAlone | None:
    """The picture with its legend above it; None before the first figure."""
    drawn = picture(facts)
    if drawn is None:
        return None
    top = PAD + LINE * len(drawn.legend)
    has_last = facts.last_day is not None
    legend = "".join(
        _meaning(place, text, is_last=has_last and place == len(drawn.legend) - 1)
        for place, text in enumerate(drawn.legend)
    )
    chart = drawn.svg
    if has_last:
        # pygal numbers the lines; the last day is the last of them however many there are
        number = len(drawn.legend) - 1
        chart = chart.replace(f'class="series serie-{number} color-{number}"', 'class="series last"')
    inner = chart.replace("<svg ", f'<svg y="{top}" width="{WIDTH}" height="{HEIGHT}" ', 1)
    height = top + HEIGHT
    svg = (
        f'<svg xmlns="{NAMESPACE.strip("{}")}" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}">'
        f'<style>{STYLE}</style><rect width="{WIDTH}" height="{height}" fill="#fff"/>{legend}{inner}</svg>'
    )
    return PictureAlone(svg, f"{drawn.words}; {'; '.join(drawn.legend[-1:])}" if has_last else drawn.words)


def _meaning(place: int, text: str, *, is_last: bool) -> str:
    middle = PAD + LINE * place + LINE // 2
    look = "last" if is_last else f"color-{place}"
    return (
        f'<path class="swatch {look}" d="M{PAD} {middle}h{SWATCH}"/>'
        f'<text x="{PAD + SWATCH + 8}" y="{middle + 5}">{escape(text)}</text>'
    )

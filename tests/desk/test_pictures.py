"""Progress as a picture where no page dresses it: in a paper, and in a run's page."""

from __future__ import annotations

import base64
import os
import re
import subprocess
import sys
import time
import unicodedata
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import cast
from xml.etree import ElementTree as ET

import matplotlib as mpl
import pytest
from matplotlib.ft2font import FT2Font

from flows.desk.page.facts import Progress
from flows.desk.page.picture import MOST_DOTS, NAMESPACE, bends, picture
from flows.desk.page.picture_alone import COLOURS, picture_alone
from flows.desk.papers.picture import LOOKS, progress_in_words, progress_png
from flows.steps.publish import markdown
from schemas.campaign import load_campaign
from schemas.report import CampaignSummary, DayOfProgress
from tests.given import children, pages

CAMPAIGN = load_campaign(pages.CAMPAIGNS / pages.CODE)
LARGEST_ARTIFACT = 100_000
VOWELS, TONES = "aăâeêioôơuưy", ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")


def progress(days: int, *, least: int = 0) -> Progress:
    """A campaign that grows day by day."""
    amounts = [least + 900 * number for number in range(days)]
    of_days = [
        DayOfProgress(
            date(2020, 8, 18) + timedelta(days=number), number, 2 * amount or None, {"installed": amount}
        )
        for number, amount in enumerate(amounts)
    ]
    total = cast("CampaignSummary", SimpleNamespace(cutoff_local=datetime(2020, 8, 29)))
    return Progress(CAMPAIGN, datetime(2020, 8, 30, 12, tzinfo=UTC), total, of_days)


def test_before_the_first_figure_there_is_no_picture() -> None:
    assert progress_png(progress(1)) is picture_alone(progress(1)) is picture(progress(0)) is None


def drawn_in(zone: str, path: Path) -> None:
    """A picture by a process of its own in this zone."""
    os.environ["TZ"] = zone
    time.tzset()
    path.write_bytes(progress_png(progress(13)) or b"")
    assert "matplotlib.pyplot" not in sys.modules


def test_a_papers_picture_is_the_same_each_time_in_whatever_zone_and_without_what_matplotlib_keeps(
    tmp_path: Path,
) -> None:
    drawn = progress_png(progress(13))
    assert drawn is not None
    assert drawn.startswith(b"\x89PNG\r\n")
    assert drawn == progress_png(progress(13))
    for zone in ("UTC", "America/Los_Angeles"):
        path = tmp_path / "drawn.png"
        child = children.start(drawn_in, zone, path)
        child.join(120)
        assert child.exitcode == 0
        assert path.read_bytes() == drawn, zone
        path.unlink()


def test_matplotlib_comes_only_when_something_is_drawn() -> None:
    program = "import sys, flows.desk.papers.picture, flows.cli.main; print('matplotlib' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "False"


def test_its_letters_have_all_of_vietnamese() -> None:
    font = FT2Font(str(Path(mpl.get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf"))
    letters = {
        letter for vowel in VOWELS for tone in TONES for letter in unicodedata.normalize("NFC", vowel + tone)
    }
    assert len(letters) == len(VOWELS) * len(TONES)
    wanted = {letter for each in {*letters, "đ"} for letter in (each, each.upper())}
    assert {letter for letter in wanted if ord(letter) not in font.get_charmap()} == set()


def test_lines_are_told_apart_without_colours() -> None:
    assert len({each["linestyle"] for each in LOOKS}) == len({each["marker"] for each in LOOKS}) == len(LOOKS)


def test_both_say_in_words_where_each_line_begins_and_ends() -> None:
    facts = progress(13)
    words = "đoàn viên và CNVCLĐ: 1.800 ngày 19/8, 21.600 ngày 30/8; đã cài: 0 ngày 18/8, 10.800 ngày 30/8"
    assert progress_in_words(facts) == words
    alone = picture_alone(facts)
    assert alone is not None
    assert alone.words == f"{words}; ngày cuối còn đúng hạn: 28/8"


def test_a_runs_picture_stands_by_itself_on_white() -> None:
    alone = picture_alone(progress(13))
    assert alone is not None
    root = ET.fromstring(alone.svg)
    [ground] = root.findall(f"{NAMESPACE}rect")
    assert ground.get("fill") == "#fff"
    legend = [each.text for each in root.findall(f"{NAMESPACE}text")]
    assert legend == ["đoàn viên và CNVCLĐ", "đã cài", "ngày cuối còn đúng hạn: 28/8"]
    assert [each.get("class") for each in root.iter(f"{NAMESPACE}path") if "swatch" in each.get("class", "")] == [
        "swatch color-0", "swatch color-1", "swatch last",
    ]  # fmt: skip
    assert len([each for each in root.iter(f"{NAMESPACE}g") if each.get("class") == "series last"]) >= 1
    assert not re.search(r"<script|https?://(?!www\.w3\.org/2000/svg)", alone.svg)
    assert all(contrast(colour) >= Decimal(3) for colour in COLOURS)


def test_however_long_a_campaign_stays_open_its_line_is_the_same_and_has_no_more_points_than_bends() -> None:
    day, amounts = date(2020, 8, 18), [None, None, None, 0, 0, 5, 9, 9, 9, 9, 7, *[7] * 2000]
    points = [(day + timedelta(days=number), value) for number, value in enumerate(amounts)]
    drawn = bends(points)
    assert [(at.toordinal() - day.toordinal(), value) for at, value in drawn] == [
        (0, None), (2, None), (3, 0), (4, 0), (5, 5), (6, 9), (9, 9), (10, 7), (2010, 7),
    ]  # fmt: skip
    for few in (points[:0], points[:1], points[:2]):
        assert bends(few) == few
    short, long = (picture(progress(days)) for days in (13, MOST_DOTS + 1))
    assert short is not None
    assert long is not None
    assert (short.svg.count("<circle"), long.svg.count("<circle")) == (
        2 * 13 - 1 + 2,
        2 * (MOST_DOTS + 1) - 1 + 2,
    )


def contrast(colour: str) -> Decimal:
    """Of a colour on white (WCAG 2.2)."""
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    light = sum(weight * share for weight, share in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
    return Decimal(1.05 / (light + 0.05))


@pytest.mark.parametrize("days", [13, 200])
def test_it_is_small_in_a_page_of_prefect_and_reads_back(days: int) -> None:
    alone = picture_alone(progress(days))
    assert alone is not None
    shown = markdown.image(alone.svg, alone.words)
    assert len(shown) < LARGEST_ARTIFACT
    found = re.fullmatch(r"!\[([^\]]*)\]\(data:image/svg\+xml;base64,([A-Za-z0-9+/=]+)\)", shown)
    assert found is not None
    assert base64.b64decode(found[2]).decode() == alone.svg

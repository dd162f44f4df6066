"""A campaign's page as people see it: in a real Chromium, light and dark, on a telephone, a desk and paper.

`make browser` runs this, where `make test` does not look: it wants a browser. Without one it fails and says how to get it.
"""

from __future__ import annotations

import re
import shutil
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from flows.desk.page import writing
from flows.desk.page.facts import read_facts
from flows.store.database import Database
from schemas.campaign import load_campaign
from tests.given import pages
from tests.given.databases import Created
from tests.given.desk import moment

ROOT = Path(__file__).parents[2]
AXE = ROOT / ".venv" / "axe" / "node_modules" / "axe-core" / "axe.min.js"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
TELEPHONE, DESK = 390, 1280
EDITIONS = ("whole", "public", "many", "none")
PRINTED = 661
"""Pixels of A4 between its margins."""
BASES = "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
MARKS = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
LETTERS = [unicodedata.normalize("NFC", base + mark) for base in BASES for mark in MARKS] + ["đ", "Đ"]

DRAWN = """
letters => {
  const canvas = document.createElement('canvas'); canvas.width = canvas.height = 64;
  const pen = canvas.getContext('2d', {willReadFrequently: true});
  pen.font = '40px ' + getComputedStyle(document.body).fontFamily;
  return letters.map(letter => {
    pen.clearRect(0, 0, 64, 64); pen.fillText(letter, 8, 46);
    return pen.getImageData(0, 0, 64, 64).data.join();
  });
}
"""
OF_THE_PICTURE = """
() => [...document.querySelectorAll('svg text')].map(each => getComputedStyle(each).fill)
  .concat(getComputedStyle(document.querySelector('h1')).color)
"""


CUT_OFF = """
() => {
  const all = document.querySelector('svg').getBoundingClientRect();
  return [...document.querySelectorAll('svg text')].filter(each => {
    const box = each.getBoundingClientRect();
    return box.left < all.left || box.right > all.right || box.top < all.top || box.bottom > all.bottom;
  }).map(each => each.textContent);
}
"""
PAPER = "getComputedStyle(document.documentElement).backgroundColor"


@pytest.fixture(scope="module")
def files(server: Database, template: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Pages of a campaign's end, of its totals alone, of 102 units with hostile names, and of one without a look."""
    folder = tmp_path_factory.mktemp("pages")
    campaign = load_campaign(pages.CAMPAIGNS / pages.CODE)
    with Created(server, f"bluezone_pages_{uuid4().hex[:8]}", template) as database:
        none = read_facts(database, campaign, moment("18/8 08:00"))
        pages.collect_whole_story(database, folder / "home")
        whole = read_facts(database, campaign, pages.AT)
    with Created(server, f"bluezone_pages_{uuid4().hex[:8]}", template) as database:
        many = pages.many(database, folder)
    made = {
        "whole": writing.text_of(whole),
        "public": writing.text_of(whole, is_public=True),
        "many": writing.text_of(many),
        "none": writing.text_of(none),
    }
    for name, text in made.items():
        (folder / f"{name}.html").write_text(text, "utf-8")
    return {name: folder / f"{name}.html" for name in made}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        pytest.fail("no browser to open pages with; on Debian: apt install chromium fonts-liberation2")
    if not AXE.is_file():
        pytest.fail("no axe-core: make browser")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=found)
        yield opened
        opened.close()


@pytest.fixture
def show(browser: Browser, files: dict[str, Path]) -> Iterator[Callable[..., Page]]:
    """Opens a page; whatever the browser has to say of it, or asks elsewhere for, fails the test."""
    heard: list[str] = []
    shown: list[Page] = []

    def show(name: str, width: int = DESK, scheme: Any = "light") -> Page:
        page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
        page.on("console", lambda message: heard.append(message.text))
        page.on("pageerror", lambda error: heard.append(str(error)))
        page.on(
            "request",
            lambda request: heard.append(request.url) if shown and request.url not in known else None,
        )
        known = {files[name].as_uri()}
        shown.append(page)
        page.goto(files[name].as_uri())
        return page

    yield show
    for page in shown:
        page.close()
    assert heard == []


def width_of(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth"))


@pytest.mark.parametrize("name", EDITIONS)
def test_nothing_is_wider_than_the_screen_and_dark_is_dark(show: Callable[..., Page], name: str) -> None:
    page = show(name)
    for width in (320, TELEPHONE, DESK):
        page.set_viewport_size({"width": width, "height": 900})
        assert width_of(page) <= width
    light = page.evaluate(PAPER)
    page.emulate_media(color_scheme="dark")
    assert (light, page.evaluate(PAPER)) == ("rgb(255, 255, 255)", "rgb(20, 23, 26)")


@pytest.mark.parametrize(
    ("name", "width"), [("whole", DESK), ("whole", TELEPHONE), ("public", TELEPHONE), ("none", DESK)]
)
def test_axe_has_nothing_to_say_of_contrast_headings_tables_and_names(
    show: Callable[..., Page], name: str, width: int
) -> None:
    page = show(name, width)
    page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    page.add_script_tag(path=AXE)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        judged = page.evaluate("axe.run()")
        assert len(judged["passes"]) > 10
        assert [(each["id"], each["nodes"][0]["html"]) for each in judged["violations"]] == []
        # of letters in a picture it cannot tell what is behind them: they are of the headings' colour, on the same paper
        doubted = [
            target for each in judged["incomplete"] for node in each["nodes"] for target in node["target"]
        ]
        assert [target for target in doubted if not page.locator(f"figure :is({target})").count()] == []
        assert len(set(page.evaluate(OF_THE_PICTURE))) == 1


def test_every_vietnamese_letter_is_drawn(show: Callable[..., Page]) -> None:
    drawn = show("whole").evaluate(DRAWN, [*LETTERS, "\ue000", " "])
    assert len(LETTERS) == 146
    assert len(set(drawn)) == len(LETTERS) + 2, (
        "a letter that no font has looks like another one that none has"
    )


def test_the_picture_is_drawn_with_both_lines_and_the_last_day(show: Callable[..., Page]) -> None:
    page = show("whole", TELEPHONE)
    boxes = page.locator("svg .series > path.line").evaluate_all(
        "all => all.map(each => each.getBoundingClientRect())"
    )
    assert len(boxes) == 3
    assert all(box["height"] > 100 for box in boxes)
    smallest = page.locator("svg text").evaluate_all(
        "all => Math.min(...all.map(each => each.getBoundingClientRect().height))"
    )
    assert smallest > 10, "letters can be read on a telephone"


@pytest.mark.parametrize("name", ["whole", "many"])
def test_no_letter_of_the_picture_is_cut_off(show: Callable[..., Page], name: str) -> None:
    assert show(name).evaluate(CUT_OFF) == []


def test_names_that_look_like_markup_are_letters(show: Callable[..., Page]) -> None:
    page = show("many")
    assert page.locator("#coverage ~ table tbody th").first.inner_text() == pages.HOSTILE
    assert page.locator("#coverage ~ table tbody tr").count() == pages.MANY
    assert page.locator("main b, main script").count() == 0


@pytest.mark.parametrize("name", EDITIONS)
def test_it_is_printed_on_a4_dark_on_white_whatever_the_screen(
    show: Callable[..., Page], name: str, tmp_path: Path
) -> None:
    page = show(name, PRINTED, "dark")
    printed = page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)
    sizes = {
        (round(float(w)), round(float(h)))
        for w, h in re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", printed)
    }
    assert sizes == {(595, 842)}
    page.emulate_media(media="print")
    assert width_of(page) <= PRINTED
    colours = page.evaluate(
        "[getComputedStyle(document.documentElement).backgroundColor, getComputedStyle(document.body).color]"
    )
    assert colours == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]
    if name in ("whole", "many"):
        assert page.locator("#coverage ~ table thead").is_visible()

"""Papers as a desk's own program opens and prints them: LibreOffice makes a PDF of each, and poppler reads it.

`make office` runs this, where `make test` does not look: it wants both. Without them it fails and says how to get them.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from flows.desk.papers.figures.figure import Given
from flows.desk.papers.layout.writing import docx_of
from flows.desk.papers.paper import Paper
from tests.given.documents import text_of
from tests.given.office import converted, fonts_of, pages_of, places_of
from tests.given.papers import LETTER, PAPERS, REPORT, said

BASES = "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
MARKS = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
LETTERS = [unicodedata.normalize("NFC", base + mark) for base in BASES for mark in MARKS] + ["đ", "Đ"]
ALPHABET = replace(LETTER, blocks=(said(Given(" ".join(LETTERS))),), annexes=())
ENDINGS = {
    f"ending-{lines}": replace(
        REPORT, blocks=tuple(said("Đề nghị các đơn vị thực hiện.") for _ in range(lines)), annexes=()
    )
    for lines in range(18, 30)
}
"""Texts that end at every height of a page's foot."""
ALL: dict[str, Paper] = {**PAPERS, "alphabet": ALPHABET, **ENDINGS}
OF_EACH = pytest.mark.parametrize("name", ALL)
MARGIN_LEFT, MARGIN_RIGHT = 30 / 25.4 * 72, 15 / 25.4 * 72
NUMBER = re.compile(r"\d[\d.,/]*")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every paper and what LibreOffice makes of it."""
    folder = tmp_path_factory.mktemp("papers")
    for name, paper in ALL.items():
        (folder / f"{name}.docx").write_bytes(docx_of(paper))
    heard = converted(sorted(folder.glob("*.docx")), "pdf", folder / "pdf")
    assert heard.count("writer_pdf_Export") == len(ALL)
    assert not re.search("error|repair", heard, re.IGNORECASE)
    return folder


@OF_EACH
def test_its_pages_say_the_same_numbers(folder: Path, name: str) -> None:
    """None is lost, none is added, none breaks at the end of a line: the mark of a draft and the pages' numbers aside."""
    pages = pages_of(folder / "pdf" / f"{name}.pdf")
    printed = "\n".join(line for page in pages for line in page[1:] if not line.isdecimal())
    in_cells = Counter(line for page in pages for line in page[2:] if line.isdecimal())
    written = "\n".join(text_of((folder / f"{name}.docx").read_bytes()))
    assert Counter(NUMBER.findall(printed)) + in_cells == Counter(NUMBER.findall(written))


@OF_EACH
def test_every_page_says_that_it_is_a_draft_and_each_part_numbers_its_own(folder: Path, name: str) -> None:
    place = 0
    for page in pages_of(folder / "pdf" / f"{name}.pdf"):
        assert page[0] == "DỰ THẢO số 17"
        begins = page[1].startswith("Phụ lục") or "CỘNG HÒA XÃ HỘI" in page[1]
        place = 1 if begins else place + 1
        assert page[1] == str(place) if place > 1 else not page[1].isdecimal()


@OF_EACH
def test_one_family_of_letters_is_drawn_and_goes_with_it(folder: Path, name: str) -> None:
    """A letter that the typeface lacks would be another's."""
    found = fonts_of(folder / "pdf" / f"{name}.pdf")
    assert found
    assert all(font.startswith("LiberationSerif") and embedded for font, embedded in found)


def test_every_vietnamese_letter_is_drawn(folder: Path) -> None:
    printed = " ".join(line for page in pages_of(folder / "pdf" / "alphabet.pdf") for line in page)
    assert set(LETTERS) <= set(unicodedata.normalize("NFC", printed))


@OF_EACH
def test_no_word_stands_outside_the_margins(folder: Path, name: str) -> None:
    """A name of 90 letters without a blank breaks; the table stays on its sheet."""
    for wide, _, words in places_of(folder / "pdf" / f"{name}.pdf"):
        assert min(begins for begins, _, _ in words) >= MARGIN_LEFT - 1
        assert max(ends for _, ends, _ in words) <= wide - MARGIN_RIGHT + 1


@OF_EACH
def test_the_state_s_name_stands_on_one_line(folder: Path, name: str) -> None:
    first = pages_of(folder / "pdf" / f"{name}.pdf")[0]
    assert first[1].endswith("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")


@OF_EACH
def test_nobody_signs_a_page_without_words(folder: Path, name: str) -> None:
    (signed,) = [
        page for page in pages_of(folder / "pdf" / f"{name}.pdf") if any("Nơi nhận:" in line for line in page)
    ]
    assert any(line.endswith("./.") for line in signed)


def test_headings_stand_again_on_each_page_of_a_table(folder: Path) -> None:
    pages = pages_of(folder / "pdf" / "report.pdf")
    of_table = [page for page in pages if any("LĐLĐ huyện" in line and "68,5%" in line for line in page)]
    assert len(of_table) == 4
    assert all(any(line.startswith("STT") and "Đơn vị" in line for line in page[:8]) for page in of_table)

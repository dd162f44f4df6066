"""A paper becomes a file: the same bytes, every word of it, whatever stands in a name."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import datetime

import docx
import pytest

from flows.desk.papers.figures.figure import Given, Text, printed
from flows.desk.papers.layout.marks import UNPRINTABLE, visible
from flows.desk.papers.layout.text import roman
from flows.desk.papers.layout.writing import docx_of
from flows.desk.papers.paper import Annex, Column, Paper, Paragraph, Picture, Row, Table
from tests.given.documents import W, rows_of, text_of, words_of
from tests.given.papers import (
    AT,
    BARE,
    HARSH,
    HOSTILE,
    LETTER,
    LONG_NAME,
    PAPERS,
    REPORT,
    by_unit,
    picture,
    said,
    units,
)


def body(*blocks: Paragraph | Table | Picture) -> list[str]:
    """What is printed between the head of a paper without addressees and its foot."""
    words = text_of(docx_of(replace(BARE, blocks=blocks)))
    return words[words.index("Báo cáo của LĐLĐ huyện Ea Kar") + 1 : words.index("Nơi nhận:")]


@pytest.mark.parametrize("name", PAPERS)
def test_the_same_paper_is_the_same_bytes_on_any_day(name: str) -> None:
    paper = PAPERS[name]
    content = docx_of(paper)
    assert docx_of(paper) == content
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        assert {entry.date_time for entry in file.infolist()} == {(2020, 9, 3, 17, 0, 0)}


def test_the_file_says_of_itself_what_the_paper_says() -> None:
    about = docx.Document(io.BytesIO(docx_of(REPORT))).core_properties
    assert about.created == about.modified == datetime.fromisoformat("2020-09-03T10:00:00+00:00")
    assert about.author == about.last_modified_by == "Liên đoàn Lao động tỉnh Đắk Lắk"
    assert about.title.startswith("BÁO CÁO Kết quả tuyên truyền")
    assert (about.language, about.comments) == ("vi-VN", "DỰ THẢO số 17")


def test_nothing_of_the_library_s_own_template_goes_with_it() -> None:
    with zipfile.ZipFile(io.BytesIO(docx_of(LETTER))) as file:
        assert sorted(file.namelist()) == [
            "[Content_Types].xml",
            "_rels/.rels",
            "docProps/core.xml",
            "word/_rels/document.xml.rels",
            "word/document.xml",
            "word/header1.xml",
            "word/header2.xml",
            "word/settings.xml",
            "word/styles.xml",
        ]


def _folded(words: str) -> str:
    return visible(words).strip(" .;,").casefold()


def _sentences(paper: Paper) -> list[Text]:
    """What is said, cell by cell."""
    found = [paper.about, *paper.addressees]
    for blocks in (paper.blocks, *(annex.blocks for annex in paper.annexes)):
        for block in blocks:
            if isinstance(block, Table):
                found += [cell for row in block.rows for cell in row.cells]
            else:
                found.append(block.caption if isinstance(block, Picture) else block.text)
    return [*found, *(annex.title for annex in paper.annexes)]


@pytest.mark.parametrize("name", PAPERS)
def test_every_sentence_and_every_cell_is_in_the_file(name: str) -> None:
    paper = PAPERS[name]
    printed_lines = "\n".join(map(_folded, text_of(docx_of(paper))))
    for sentence in _sentences(paper):
        assert _folded(printed(sentence)) in printed_lines


def test_a_table_has_its_cells_in_their_places() -> None:
    given = by_unit([*HOSTILE, *units(102)])
    rows = rows_of(docx_of(replace(BARE, blocks=(given,))), 1)
    found = [[words_of(cell) for cell in row.iter(f"{W}tc")] for row in rows]
    assert found[0] == [column.heading for column in given.columns]
    assert found[1:] == [[visible(printed(cell)) for cell in row.cells] for row in given.rows]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_is_printed_whatever_stands_in_it(name: str) -> None:
    first, _ = body(said("Công đoàn ", Given(name), " có số liệu"), Paragraph(("Hết",)))
    assert first == f"Công đoàn {visible(name)} có số liệu"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Ea\x00Tam", f"Ea{UNPRINTABLE}Tam"),
        ("Ea\x85Tam", "Ea Tam"),
        ("Ea\t\nTam", "Ea Tam"),
        ("\ud800", UNPRINTABLE),
        ("\ufffe\uffff", 2 * UNPRINTABLE),
        # figures behind such a mark would be printed back to front
        ("\u202eEa Tam\u2069", f"{UNPRINTABLE}Ea Tam{UNPRINTABLE}"),
        ("Ea\u00a0Tam 😀", "Ea\u00a0Tam 😀"),
    ],
)
def test_what_no_paper_can_show_is_seen_to_be_there(typed: str, shown: str) -> None:
    assert visible(typed) == shown


def test_parts_count_on_and_sections_in_each_part_anew() -> None:
    levels = ("part", "section", "section", "part", "section", "body", "item")
    assert body(*(Paragraph(("Tên",), level) for level in levels), Paragraph(("Hết.",))) == [
        "I. TÊN", "1. Tên", "2. Tên", "II. TÊN", "1. Tên", "Tên", "- Tên", "Hết./.",
    ]  # fmt: skip


@pytest.mark.parametrize("last", ["thực hiện", "thực hiện.", "thực hiện;", "thực hiện. "])
def test_the_text_ends_once_behind_its_last_words(last: str) -> None:
    assert body(said("Đề nghị."), said(last)) == ["Đề nghị.", "thực hiện./."]


@pytest.mark.parametrize("blocks", [(), (said("Lời."), by_unit([])), (said("Lời."), picture())])
def test_the_end_of_what_is_no_words_stands_below_it(blocks: tuple[Paragraph | Table, ...]) -> None:
    assert body(*blocks)[-1] == "./."


def test_one_addressee_stands_on_the_line_and_none_is_not_asked_for() -> None:
    assert "Kính gửi: Liên đoàn Lao động các huyện, thị xã, thành phố" in text_of(docx_of(LETTER))
    assert not [line for line in text_of(docx_of(BARE)) if line.startswith("Kính gửi")]


def test_marks_at_the_end_of_a_recipient_are_the_layout_s() -> None:
    paper = replace(BARE, recipients=("Như trên;", "UBND tỉnh (b/c)."))
    assert text_of(docx_of(paper))[-4:] == [
        "Nơi nhận:",
        "- Như trên;",
        "- UBND tỉnh (b/c);",
        "- Lưu: VT, Ban TG&NC.",
    ]


@pytest.mark.parametrize("many", [0, 1, 3, 12])
def test_annexes_are_numbered_from_two_on(many: int) -> None:
    annexes = tuple(Annex(("Tên",), (said("Lời."),)) for _ in range(many))
    document = docx.Document(io.BytesIO(docx_of(replace(BARE, annexes=annexes))))
    assert len(document.sections) == many + 1
    titles = [each.text for each in document.paragraphs if each.text.startswith("Phụ lục")]
    assert titles == (["Phụ lục"] if many == 1 else [f"Phụ lục {roman(place + 1)}" for place in range(many)])


def test_only_the_annex_that_lies_across_lies_across() -> None:
    document = docx.Document(io.BytesIO(docx_of(REPORT)))
    across = [section.page_width > section.page_height for section in document.sections]
    assert across == [False, True, False, True]


def test_a_column_is_wide_enough_for_its_amounts_and_its_heading_s_words() -> None:
    """However little of the room it asks for: a number that breaks is another number."""
    columns = (
        Column("Đơn vị", 50),
        Column("CNVCLĐ", 0.1, is_amount=True),
        Column("Đã cài", 0.1, is_amount=True),
    )
    table = Table(columns, (Row((("Ea Kar",), (Given("12"),), (Given("123.456.789"),))),))
    content = docx_of(replace(BARE, blocks=(table,)))
    widths = [column.width.pt for column in docx.Document(io.BytesIO(content)).tables[1].columns]
    assert widths[1] > 12 * 0.66 * len("CNVCLĐ")
    assert widths[2] > 12 * 0.45 * len("123.456.789")
    assert sum(widths) == pytest.approx(165 / 25.4 * 72, abs=0.2)


def test_a_row_that_is_higher_than_a_page_goes_on_over_it() -> None:
    names = [LONG_NAME, "dài " * 200, "ngắn"]
    content = docx_of(replace(BARE, blocks=(by_unit(names),)))
    kept = [row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows_of(content, 1)]
    assert kept == [True, True, True, False, True, True]


def test_a_row_with_a_cell_too_few_is_refused() -> None:
    table = Table((Column("Một"), Column("Hai")), (Row((("một",),)),))
    with pytest.raises(ValueError, match="zip"):
        docx_of(replace(BARE, blocks=(table,)))


def test_a_picture_is_as_wide_as_the_text_and_never_higher_than_its_page() -> None:
    document = docx.Document(io.BytesIO(docx_of(replace(BARE, blocks=(picture(), picture(200, 900))))))
    wide, high = document.inline_shapes
    assert wide.width.mm == pytest.approx(165, abs=0.1)
    assert wide.width / wide.height == pytest.approx(2, abs=0.01)
    assert high.height.mm == pytest.approx(0.7 * 257, abs=0.2)
    assert high.width / high.height == pytest.approx(200 / 900, abs=0.01)


def test_the_day_is_the_clerk_s_and_the_year_the_paper_s() -> None:
    paper = replace(HARSH, as_of=AT.replace(year=2026))
    words = text_of(docx_of(paper))
    assert "Đắk Lắk, ngày      tháng      năm 2026" in words
    assert [line for line in words if line.startswith("(Kèm theo")] == [
        "(Kèm theo Báo cáo số      /BC-LĐLĐ ngày      tháng      năm 2026 của Liên đoàn Lao động tỉnh Đắk Lắk)"
    ]

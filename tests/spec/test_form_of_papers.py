"""`form_of_papers.txt`, line by line: what the layout writes keeps each rule, and a document that breaks it is found out."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from flows.desk.papers.layout.writing import docx_of
from tests.given.documents import parts_of, with_parts
from tests.given.nd30.rules import RULES, broken_rules
from tests.given.papers import ISSUER, PAPERS, REPORT, by_unit, units

TABLE = (Path(__file__).parent / "form_of_papers.txt").read_text(encoding="utf-8")
_, _, LINES = TABLE.partition("| from\n\n")
CODES = [line.partition("|")[0].strip() for line in LINES.splitlines()]
TEXT, STYLES, FIRST, OTHERS = "word/document.xml", "word/styles.xml", "word/header1.xml", "word/header2.xml"


def style(code: str, old: str, new: str) -> tuple[str, str, str, str]:
    """In a style: what it says, and what it says instead."""
    return "report", STYLES, rf'(w:styleId="{code}">(?:(?!</w:style>).)*?){old}', rf"\g<1>{new}"


BROKEN = {
    "page": ("report", TEXT, 'w:w="11906" w:h="16838"', 'w:w="12240" w:h="15840"'),
    "margins": ("report", TEXT, 'w:left="1701"', 'w:left="1417"'),
    "typeface": ("report", STYLES, "<w:rFonts ", r'<w:rFonts w:asciiTheme="majorHAnsi" '),
    "language": ("report", STYLES, '<w:lang w:val="vi-VN"', '<w:lang w:val="en-US"'),
    "black": ("report", STYLES, '<w:color w:val="000000"', '<w:color w:val="FF0000"'),
    "fields": ("report", TEXT, "(<w:body[^>]*>)", r'\1<w:p><w:fldSimple w:instr=" DATE "/></w:p>'),
    "page_number": ("report", TEXT, "<w:titlePg/>", ""),
    "draft": ("report", OTHERS, "DỰ THẢO số 17", ""),
    "state": style("State", "<w:b/>", ""),
    "motto": style("Motto", 'w:sz w:val="28"', 'w:sz w:val="26"'),
    "motto_rule": ("report", TEXT, '(Hạnh phúc</w:t>.*?w:left=)"[0-9]+"', r'\1"0"'),
    "superior": style("Superior", "<w:rPr>", "<w:rPr><w:b/>"),
    "issuer": style("Issuer", 'w:sz w:val="26"', 'w:sz w:val="28"'),
    "issuer_rule": ("report", TEXT, '(TỈNH ĐẮK LẮK</w:t>.*?w:left=)"[0-9]+"', r'\1"0"'),
    "number": ("report", TEXT, "Số:  +/", "Số: 17/"),
    "place_and_date": style("PlaceAndDate", "<w:i/>", ""),
    "matter": ("letter", TEXT, "V/v đôn đốc", "Đôn đốc"),
    "kind": ("report", TEXT, ">BÁO CÁO<", ">Báo cáo<"),
    "subject": style("Subject", "<w:b/>", ""),
    "subject_rule": ("report", TEXT, '(người lao động</w:t>.*?w:left=)"[0-9]+"', r'\1"0"'),
    "addressed": ("report", TEXT, r"(- Ủy ban nhân dân tỉnh Đắk Lắk)\.", r"\1;"),
    "text_letters": style("Body", 'w:sz w:val="28"', 'w:sz w:val="24"'),
    "text_justified": style("Item", 'w:jc w:val="both"', 'w:jc w:val="left"'),
    "text_first_line": style("Body", 'w:firstLine="720"', 'w:firstLine="360"'),
    "text_distance": style("Body", 'w:after="120"', 'w:after="60"'),
    "text_spacing": style("Body", 'w:line="264"', 'w:line="480"'),
    "parts": ("report", TEXT, r">III\. ", ">IV. "),
    "sections": ("report", TEXT, r">1\. Khách quan", ">3. Khách quan"),
    "end": ("report", TEXT, r"(cụm công nghiệp)\.", r"\1./."),
    "signature": ("report", TEXT, ">KT. CHỦ TỊCH<", ">Kt. Chủ tịch<"),
    "signed_name": style("SignerName", 'w:before="1520"', 'w:before="0"'),
    "recipients_title": style("RecipientsTitle", "<w:i/>", ""),
    "recipients": ("report", TEXT, r"(- Lưu: VT, Ban TG&amp;NC)\.", r"\1"),
    "annex_pages": ("report", TEXT, '<w:pgNumType w:start="1"/>', ""),
    "annex_number": ("report", TEXT, ">Phụ lục II<", ">Phụ lục 2<"),
    "annex_title": ("report", TEXT, ">ĐƠN VỊ CHƯA BÁO CÁO<", ">Đơn vị chưa báo cáo<"),
    "annex_of": ("report", TEXT, r"\(Kèm theo Báo cáo số +/", "(Kèm theo Báo cáo số 17/"),
    "table_width": ("report", TEXT, '<w:gridCol w:w="[0-9]+"/>', '<w:gridCol w:w="9000"/>'),
    "table_headings": ("report", TEXT, "<w:tblHeader/>", ""),
    "table_rows": ("report", TEXT, "<w:trPr><w:cantSplit/></w:trPr>", ""),
    "table_groups": ("report", TEXT, '(w:val="Cell11"/>)<w:keepNext/>', r"\1"),
    "table_letters": style("Cell11", 'w:sz w:val="22"', 'w:sz w:val="16"'),
    "table_edges": ("report", TEXT, '<w:insideH w:val="single"', '<w:insideH w:val="nil"'),
    "table_amounts": style("Amount12", 'w:jc w:val="right"', 'w:jc w:val="center"'),
    "table_words": style("Cell12", 'w:jc w:val="left"', 'w:jc w:val="center"'),
    "pictures": ("report", TEXT, 'descr="[^"]+"', 'descr=""'),
}
"""Of which paper, in which part of the file, what is written instead."""


def test_every_line_of_the_table_is_held_and_can_be_broken() -> None:
    assert sorted(CODES) == sorted(RULES) == sorted(BROKEN)


@pytest.mark.parametrize("name", PAPERS)
def test_what_is_written_keeps_every_rule(name: str) -> None:
    assert broken_rules(docx_of(PAPERS[name]), ISSUER) == set()


@pytest.fixture(scope="module")
def written() -> dict[str, dict[str, bytes]]:
    first, *others = REPORT.annexes
    short = replace(REPORT, annexes=(replace(first, blocks=(by_unit(units(6)),)), *others))
    return {"report": parts_of(docx_of(short)), "letter": parts_of(docx_of(PAPERS["letter"]))}


@pytest.mark.parametrize("code", CODES)
def test_a_document_that_breaks_a_rule_is_found_out(code: str, written: dict[str, dict[str, bytes]]) -> None:
    name, part, old, new = BROKEN[code]
    before = written[name][part].decode()
    after = re.sub(old, new, before, flags=re.DOTALL)
    assert after != before
    assert code in broken_rules(with_parts({**written[name], part: after.encode()}), ISSUER)

"""Which letters each part of a paper has: one style for each, so that a clerk who corrects a draft finds it by its name.

Arrives: nothing.
Leaves:  the styles of a .docx, all in one typeface. python-docx's own template names a theme's, which wins over a style's.
Not here: lengths of rules (`lines`), margins (`sheet`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

FONT = "Times New Roman"
BODY, LARGE, HEAD, SMALL, LEAST = 14, 14, 13, 12, 11
"""Points. Of one paper 13 and 14 go together: the state's name 13, its motto, place, date and text 14."""
FIRST_LINE = 720
"""1.27 cm."""
FONTS = f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'
LANGUAGE = '<w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="vi-VN"/>'


@dataclass(frozen=True, slots=True)
class Letters:
    """How a part is printed. Distances are points, indents twentieths of a point; `line` is 240 for single spacing."""

    code: str
    name: str
    size: int = BODY
    bold: bool = False
    italic: bool = False
    align: Literal["left", "right", "center", "both"] = "left"
    first_line: int = 0
    left: int = 0
    before: int = 0
    after: int = 0
    line: int = 240
    keeps_next: bool = False
    level: int | None = None
    """Its place among the titles that Word lists."""


def _of_cells(size: int) -> tuple[Letters, ...]:
    return (
        Letters(f"Heading{size}", f"Tiêu đề cột {size}", size, bold=True, align="center", before=2, after=2),
        Letters(f"Cell{size}", f"Ô chữ {size}", size, before=1, after=1),
        Letters(f"Amount{size}", f"Ô số {size}", size, align="right", before=1, after=1),
    )


STYLES = (
    Letters("State", "Quốc hiệu", HEAD, bold=True, align="center"),
    Letters("Motto", "Tiêu ngữ", LARGE, bold=True, align="center"),
    Letters("Superior", "Cơ quan chủ quản", HEAD, align="center"),
    Letters("Issuer", "Cơ quan ban hành", HEAD, bold=True, align="center"),
    Letters("Number", "Số, ký hiệu", HEAD, align="center", before=6),
    Letters("Matter", "Về việc", HEAD, align="center", before=6),
    Letters("PlaceAndDate", "Địa danh, thời gian", LARGE, italic=True, align="center", before=6),
    Letters("Kind", "Tên loại", LARGE, bold=True, align="center", before=18),
    Letters("Subject", "Trích yếu", LARGE, bold=True, align="center"),
    Letters("Addressed", "Kính gửi", BODY, align="center", before=18, after=12),
    Letters("AddressedBelow", "Kính gửi nhiều nơi", BODY, left=1400, before=18),
    Letters("Addressee", "Nơi được gửi", BODY, left=2400),
    Letters("Body", "Lời văn", BODY, align="both", first_line=FIRST_LINE, after=6, line=264),
    Letters("Item", "Gạch đầu dòng", BODY, align="both", first_line=FIRST_LINE, after=6, line=264),
    Letters("Part", "Phần", BODY, bold=True, align="both", first_line=FIRST_LINE, before=6, after=6, line=264,
            keeps_next=True, level=0),
    Letters("Section", "Mục", BODY, bold=True, align="both", first_line=FIRST_LINE, after=6, line=264,
            keeps_next=True, level=1),
    Letters("TheEnd", "Hết", BODY, align="right", after=6),
    Letters("PictureLine", "Dòng hình", BODY, align="center", before=6, keeps_next=True),
    Letters("Caption", "Chú thích hình", HEAD, italic=True, align="center", before=3, after=9),
    *_of_cells(SMALL),
    *_of_cells(LEAST),
    Letters("Signer", "Quyền hạn, chức vụ", LARGE, bold=True, align="center"),
    Letters("SignerName", "Họ tên người ký", LARGE, bold=True, align="center", before=76),
    Letters("RecipientsTitle", "Nơi nhận", SMALL, bold=True, italic=True),
    Letters("Recipient", "Dòng nơi nhận", LEAST),
    Letters("AnnexNumber", "Phụ lục", LARGE, bold=True, align="center", level=0),
    Letters("AnnexTitle", "Tên phụ lục", LARGE, bold=True, align="center"),
    Letters("AnnexOf", "Kèm theo", LARGE, italic=True, align="center"),
    Letters("Draft", "Dự thảo", LEAST, bold=True, align="right"),
    Letters("PageNumber", "Số trang", HEAD, align="center"),
)  # fmt: skip
SIZES = {each.code: each.size for each in STYLES}

RULE, GAP, LAST = "Rule", "Gap", "Last"
_OF_ITS_OWN = (
    # a rule is the upper edge of a line without letters
    f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{RULE}"><w:name w:val="Đường kẻ"/><w:basedOn w:val="Normal"/>'
    '<w:pPr><w:pBdr><w:top w:val="single" w:sz="6" w:space="1" w:color="000000"/></w:pBdr>'
    '<w:spacing w:before="60" w:after="0" w:line="80" w:lineRule="exact"/></w:pPr><w:rPr><w:sz w:val="8"/><w:szCs w:val="8"/></w:rPr></w:style>'
    f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{GAP}"><w:name w:val="Khoảng cách"/><w:basedOn w:val="Normal"/>'
    '<w:pPr><w:spacing w:before="0" w:after="0" w:line="160" w:lineRule="exact"/></w:pPr></w:style>'
    # what Word wants after a table at the end of a section: as low as it can be, or it makes a page of its own
    f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{LAST}"><w:name w:val="Dòng cuối"/><w:basedOn w:val="Normal"/>'
    '<w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/></w:pPr><w:rPr><w:sz w:val="2"/><w:szCs w:val="2"/></w:rPr></w:style>'
)


def styles() -> str:
    """All styles, as the elements of a .docx's list of styles."""
    plain = (
        f'{FONTS}<w:color w:val="000000"/><w:sz w:val="{2 * BODY}"/><w:szCs w:val="{2 * BODY}"/>{LANGUAGE}'
    )
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{plain}</w:rPr></w:rPrDefault>"
        '<w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
        '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="0" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/>'
        "</w:tblCellMar></w:tblPr></w:style>" + _OF_ITS_OWN + "".join(map(_style, STYLES))
    )


def _style(each: Letters) -> str:
    keeps = "<w:keepNext/>" if each.keeps_next else ""
    level = f'<w:outlineLvl w:val="{each.level}"/>' if each.level is not None else ""
    letters = ("<w:b/><w:bCs/>" if each.bold else "") + ("<w:i/><w:iCs/>" if each.italic else "")
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{each.code}"><w:name w:val="{each.name}"/><w:basedOn w:val="Normal"/><w:qFormat/>'
        f'<w:pPr>{keeps}<w:spacing w:before="{20 * each.before}" w:after="{20 * each.after}" w:line="{each.line}" w:lineRule="auto"/>'
        f'<w:ind w:left="{each.left}" w:firstLine="{each.first_line}"/><w:jc w:val="{each.align}"/>{level}</w:pPr>'
        f'<w:rPr>{letters}<w:sz w:val="{2 * each.size}"/><w:szCs w:val="{2 * each.size}"/></w:rPr></w:style>'
    )

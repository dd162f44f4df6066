"""Workbooks made part by part: spelled as office programs spell them, or nearly so; and the same read element by element."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="0&quot; nghìn&quot;"/></numFmts><cellXfs>'
    + "".join(f'<xf numFmtId="{number}"/>' for number in (0, 9, 14, 164, 49, 21))
    + "</cellXfs></styleSheet>"
)
STRINGS = (
    "<t>CĐCS A</t>", "<t>Phú &amp; Xuân</t>", '<t xml:space="preserve"> đầu</t>', "<t>xã_x000D_\nEa</t>", "<t/>", "", "<t>a&#10;b</t>",
    "<r><rPr><b/></rPr><t>Ghi </t></r><r><t>chú</t></r><rPh sb='0' eb='1'><t>x</t></rPh>", "<t>a</t><phoneticPr fontId='1'/>",
)  # fmt: skip


def workbook(sheet: str, strings: str = "", epoch: str = "") -> bytes:
    """A workbook of one worksheet: its `sheetData` and what follows, the `si` of its strings, an attribute of its epoch."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("_rels/.rels", _links(("officeDocument", "xl/workbook.xml")))
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><workbookPr{epoch}/><sheets><sheet name="Báo cáo" sheetId="1" r:id="rId1"/></sheets></workbook>',
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            _links(("worksheet", "sheet1.xml"), ("styles", "styles.xml"), ("sharedStrings", "strings.xml")),
        )
        archive.writestr("xl/styles.xml", STYLES)
        archive.writestr(
            "xl/strings.xml", f'<?xml version="1.0" encoding="UTF-8"?>\n<sst xmlns="{MAIN}">{strings}</sst>'
        )
        archive.writestr(
            "xl/sheet1.xml",
            f'<?xml version="1.0" encoding="UTF-8"?>\n<worksheet xmlns="{MAIN}">{sheet}</worksheet>',
        )
    return made.getvalue()


def _links(*links: tuple[str, str]) -> str:
    each = "".join(
        f'<Relationship Id="rId{at}" Type="{OFFICE}/{kind}" Target="{to}"/>'
        for at, (kind, to) in enumerate(links, 1)
    )
    return f'<Relationships xmlns="{PACKAGE}">{each}</Relationships>'


def changed(content: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """The workbook with its parts changed."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return made.getvalue()


def element_by_element(content: bytes) -> bytes:
    """The same workbook with a comment before its rows and strings, so that expat reads them all."""

    def commented(_: str, data: bytes) -> bytes:
        return re.sub(rb"(<(?:sheetData|sst)\b[^<>]*[^/]>|<sheetData>)", rb"\1<!-- -->", data, count=1)

    return changed(content, commented)


USUAL_CELLS = (
    ("", "<v>{number}</v>"),
    (' t="n"', "<v>{number}</v>"),
    (' s="1"', "<v>0.{number}</v>"),
    (' s="2"', "<v>440{number}</v>"),
    (' s="3"', "<v>{number}</v>"),
    (' s="0"', "<f>SUM(A1:B{number})</f><v>{number}</v>"),
    (' t="n"', "<f>SUM(A1:B{number})</f><v></v>"),
    (' t="s"', "<v>{index}</v>"),
    (' t="inlineStr"', "<is><t>CĐCS xã {number}</t></is>"),
    (' s="1" t="str"', '<f t="shared" si="0"/><v>chữ {number}</v>'),
    (' t="b"', "<v>1</v>"),
    (' t="e"', "<v>#REF!</v>"),
)
ODD_CELLS = (
    *((about, f"<v>{value}</v>") for about in ("", ' t="n"', ' s="5"', ' t="str"', ' t="b"', ' s="2"') for value in (
        "1E3", "-5", "1e400", "", " 7 ", "12.50", "9" * 20, "abc", "٣", "1_000", "&#49;", "a&amp;b", "&x;", "]]&gt;", "a>b", "\x01",
        "\ufffe", "x\ry", "a\n b", "_x0041_", "&#13;", "<!-- -->1", "<![CDATA[1]]>",
    )),
    *((' t="inlineStr"', f"<is>{text}</is>") for text in (
        "<t/>", "<t></t>", "<t xml:space='preserve'> a </t>", '<t xml:space="preserve"> a </t>', "<t>&lt;1</t>", "<r><t>a</t></r><r><t>b</t></r>",
        "<t>_x000D_</t>", "<t>a</t><t>b</t>", "<t>x",
    )),
    *(("", formula + value) for formula in ("<f/>", "<f></f>", "<f>A1&amp;B1</f>", "<f a='1' a='2'/>", "<fx>1</fx>", "<f>_x0041_</f>") for value in (
        "", "<v/>", "<v />", "<v></v>", "<v>1</v>", "<is><t>1</t></is>",
    )),
    (' t="x"', "<v>1</v>"), (' s="99"', "<v>1</v>"), (' t="d"', "<v>2020-08-12</v>"), (' r="A1"', "<v>1</v>"), (' t="s"', "<v>99</v>"),
    (' t="s"', "<v></v>"), (' t="s"', ""), ("", "<v>1</v><v>2</v>"), ("", "<v>1"), (' a="x/y"', "<v>1</v>"), (" t='b'", "<v>true</v>"),
    (' t="e"', "<v></v>"), (' t="str"', "<f>1</f><v></v>"), ("", "<v>1</v><extLst/>"), (' t="&#98;"', "<v>1</v>"), ("x", "<v>1</v>"),
)  # fmt: skip
USUAL_ROWS = ('<row r="{at}" spans="1:8">', '<row r="{at}">', '<row r="{at}" ht="15" hidden="1">')
ODD_ROWS = (
    "<row>", '<row spans="1:8" r="{at}">', '<row r="{at}"spans="1:8">', '<row r="1">', '<row r="0">', '<row r="9999999">', '<row r="{at}" r="{at}">',
    "<!-- <row> --><row>", "<row\n>", '<rowx r="{at}">', '<row r="{at}" hidden="true">', "<row><row>", " <row>", '<row r="">',
)  # fmt: skip


def made_sheet(pick: random.Random, rows: int, oddness: float) -> bytes:
    """A workbook whose rows are of few kinds, as a table's are; `oddness`: how often a row, or a cell, is spelled otherwise."""
    kinds = [
        [pick.choice((*USUAL_CELLS, None)) for _ in range(pick.randint(1, 9))]
        for _ in range(pick.randint(1, 4))
    ]
    written = []
    for at in range(1, rows + 1):
        cells = ""
        for column, usual in enumerate(pick.choice(kinds)):
            cell = pick.choice(ODD_CELLS) if pick.random() < oddness else usual
            if cell is not None:
                about, inner = cell
                inner = inner.replace("{number}", str(pick.randint(0, 99))).replace(
                    "{index}", str(pick.randrange(len(STRINGS)))
                )
                address = (
                    pick.choice(("a1", "$B$2", "ZZZ1", "A", "C3"))
                    if pick.random() < oddness / 9
                    else f"{'ABCDEFGHI'[column]}{at}"
                )
                cells += (
                    f'<c r="{address}"{about}>{inner}</c>'
                    if inner or pick.random() < 0.5
                    else f'<c r="{address}"{about}/>'
                )
        row = pick.choice(ODD_ROWS if pick.random() < oddness / 3 else USUAL_ROWS).replace("{at}", str(at))
        written.append(f"{row}{cells}</row>")
    after = pick.choice(("", '<mergeCells><mergeCell ref="B2:C3"/></mergeCells>', "<broken"))
    strings = "".join(f"<si>{text}</si>" for text in STRINGS)
    return workbook(
        f"<sheetData>{''.join(written)}</sheetData>{after}", strings, pick.choice(("", ' date1904="1"'))
    )

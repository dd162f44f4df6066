"""Pictures: as wide as the text, told in words to whoever cannot see them.

Arrives: a picture, the document that it goes into.
Leaves:  XML of its line.
Not here: how it was drawn.
"""

from __future__ import annotations

import io
from itertools import count

from docx.parts.document import DocumentPart

from flows.desk.papers.layout.marks import attribute
from flows.desk.papers.layout.sheet import EMU, text_height, text_width
from flows.desk.papers.layout.text import Drawn
from flows.desk.papers.paper import Picture

HIGHEST = 0.7
"""Of the page's height: a picture stays with its caption."""
_LINE = (
    '<w:p><w:pPr><w:pStyle w:val="PictureLine"/></w:pPr><w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
    '<wp:extent cx="{wide}" cy="{high}"/><wp:docPr id="{number}" name="Hình {number}" descr={words}/>'
    '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
    '<pic:nvPicPr><pic:cNvPr id="{number}" name="Hình {number}" descr={words}/><pic:cNvPicPr/></pic:nvPicPr>'
    '<pic:blipFill><a:blip r:embed="{key}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
    '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
    "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
)


def drawn_into(part: DocumentPart) -> Drawn:
    """What brings pictures into a document and numbers them."""
    numbers = count(1)

    def drawn(picture: Picture, is_landscape: bool) -> str:
        key, image = part.get_or_add_image(io.BytesIO(picture.png))
        ratio = image.px_height / image.px_width
        highest = HIGHEST * text_height(is_landscape=is_landscape)
        wide = min(text_width(is_landscape=is_landscape), highest / ratio)
        return _LINE.format(
            wide=round(wide * EMU),
            high=round(wide * ratio * EMU),
            number=next(numbers),
            key=key,
            words=attribute(picture.description),
        )

    return drawn

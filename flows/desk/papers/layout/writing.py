"""A paper becomes a file: the bytes of a .docx, the same for the same paper on any day.

Arrives: a `Paper`.
Leaves:  a .docx as python-docx writes it, without what python-docx's template has of its own: a theme, somebody's
         thumbnail, three hundred styles.
Not here: where the file goes.
"""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from functools import cache

from docx import Document
from docx.document import Document as OpenDocument
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import _BaseHeaderFooter

from flows.desk.papers.figures.figure import printed
from flows.desk.papers.layout.annexes import with_annexes
from flows.desk.papers.layout.foot import foot
from flows.desk.papers.layout.head import head
from flows.desk.papers.layout.letters import styles
from flows.desk.papers.layout.marks import visible
from flows.desk.papers.layout.pictures import drawn_into
from flows.desk.papers.layout.sheet import upper_lines
from flows.desk.papers.layout.text import ended, text
from flows.desk.papers.paper import Paper

_SPACES = " ".join(
    f'xmlns:{prefix}="http://schemas.openxmlformats.org/{path}"'
    for prefix, path in (
        ("w", "wordprocessingml/2006/main"),
        ("r", "officeDocument/2006/relationships"),
        ("wp", "drawingml/2006/wordprocessingDrawing"),
        ("a", "drawingml/2006/main"),
        ("pic", "drawingml/2006/picture"),
    )
)
_KEPT = ("styles", "settings", "officeDocument", "core-properties", "header", "image")
"""What of the template's parts, and of ours, goes into the file."""
_SETTINGS = (
    '<w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/>'
    '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    '<w:themeFontLang w:val="vi-VN"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/>'
)


def docx_of(paper: Paper) -> bytes:
    """The paper as a .docx."""
    document = Document(io.BytesIO(_bare()))
    headers = _headers(document, paper.draft)
    drawn = drawn_into(document.part)
    body = head(paper) + text(ended(paper.blocks), drawn) + foot(paper)
    whole = _parsed("body", with_annexes(body, paper, drawn, headers))
    document.element.replace(document.element.body, whole)
    _describe(document, paper)
    out = io.BytesIO()
    document.save(out)
    return _dated(out.getvalue(), paper.as_of)


def _parsed(name: str, inner: str) -> BaseOxmlElement:
    return parse_xml(f"<w:{name} {_SPACES}>{inner}</w:{name}>")


@cache
def _bare() -> bytes:
    """A document without what is the template's own, and with our letters: a nation's papers are written over it."""
    document = Document()
    for rels in (document.part.rels, document.part.package.rels):
        for key in [key for key, rel in rels.items() if rel.reltype.rpartition("/")[2] not in _KEPT]:
            del rels[key]
    for element, inner in ((document.styles.element, styles()), (document.settings.element, _SETTINGS)):
        _fill(element, inner)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _fill(element: BaseOxmlElement, inner: str) -> None:
    for child in list(element):
        element.remove(child)
    element.extend(list(_parsed("all", inner)))


def _headers(document: OpenDocument, draft: str) -> str:
    """Lays down the lines above the text; what a section names to have them."""
    section = document.sections[0]

    def named(header: _BaseHeaderFooter, kind: str, *, is_first: bool) -> str:
        header.is_linked_to_previous = False
        _fill(header._element, "".join(upper_lines(draft, is_first=is_first)))  # noqa: SLF001 python-docx has no other way in
        (key,) = [key for key, rel in document.part.rels.items() if rel.target_part is header.part]
        return f'<w:headerReference w:type="{kind}" r:id="{key}"/>'

    return named(section.first_page_header, "first", is_first=True) + named(
        section.header, "default", is_first=False
    )


def _describe(document: OpenDocument, paper: Paper) -> None:
    """What the file says of itself; none of it is of the day on which it was written."""
    about = document.core_properties
    made = paper.as_of.astimezone(UTC).replace(tzinfo=None)
    about.title = visible(f"{paper.kind_vi or ''} {printed(paper.about)}".strip())[:255]
    about.author = about.last_modified_by = visible(paper.issuer.name.name)
    about.subject = about.keywords = ""
    about.comments, about.language = visible(paper.draft)[:255], "vi-VN"
    about.created = about.modified = made
    about.revision = 1


def _dated(content: bytes, as_of: datetime) -> bytes:
    """The same file, its parts dated by the paper's instant."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as given, zipfile.ZipFile(out, "w") as made:
        for part in given.namelist():
            entry = zipfile.ZipInfo(part, as_of.timetuple()[:6])
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 3
            made.writestr(entry, given.read(part))
    return out.getvalue()

"""The head of a paper: state and issuer side by side, number level with place and date; kind and subject; whom it goes to.

Arrives: a paper.
Leaves:  its head as XML. Number, day and month are the clerk's to write; the year is that of the paper's figures.
Not here: what the letters look like (`letters`).
"""

from __future__ import annotations

from flows.desk.papers.figures.figure import Text, printed
from flows.desk.papers.layout.letters import GAP, RULE, SIZES
from flows.desk.papers.layout.lines import SHARE_OF_RULE, broken, indents, width
from flows.desk.papers.layout.marks import paragraph
from flows.desk.papers.layout.sheet import text_width
from flows.desk.papers.layout.tables import side_by_side
from flows.desk.papers.paper import Paper

STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
_RIGHT = 5500
"""97 mm: the state's name stands on one line."""
_LEFT = text_width() - _RIGHT
_MATTER = "V/v "
_ENDS = " ,.;"


def head(paper: Paper) -> str:
    """Everything above the text."""
    rows = ((_issuer(paper), _state()), (_number(paper), _place_and_date(paper)))
    return side_by_side(_LEFT, rows) + _kind(paper) + _addressees(paper.addressees)


def rule_under(words: str, size: float, room: int) -> str:
    """A rule under the last line of words in the middle of a room."""
    _, last = broken(words, size, room)
    return paragraph(RULE, more=indents(last * SHARE_OF_RULE, room))


def evenly(style: str, words: str, room: int) -> str:
    """Words in the middle of a room, on lines of about one length."""
    return paragraph(style, words, indents(broken(words, SIZES[style], room)[0], room))


def _issuer(paper: Paper) -> str:
    name = paper.issuer.name
    above = "".join(evenly("Superior", line.upper(), _LEFT) for line in name.superior_letterhead)
    lines = [line.upper() for line in name.letterhead]
    own = "".join(evenly("Issuer", line, _LEFT) for line in lines)
    return above + own + rule_under(lines[-1], SIZES["Issuer"], _LEFT)


def _state() -> str:
    line = indents(width(MOTTO, SIZES["Motto"]), _RIGHT)
    return paragraph("State", STATE) + paragraph("Motto", MOTTO) + paragraph(RULE, more=line)


def _number(paper: Paper) -> str:
    number = paragraph("Number", f"Số:        /{paper.number}")
    if paper.kind_vi is not None:
        return number
    about = printed(paper.about).strip()
    return number + evenly("Matter", about if about.startswith(_MATTER) else f"{_MATTER}{about}", _LEFT)


def _place_and_date(paper: Paper) -> str:
    place = paper.issuer.name.place
    return paragraph("PlaceAndDate", f"{place}, ngày      tháng      năm {paper.as_of.year}")


def _kind(paper: Paper) -> str:
    if paper.kind_vi is None:
        return ""
    about = printed(paper.about).strip()
    subject = evenly("Subject", about, text_width()) if about else ""
    under = about or paper.kind_vi
    rule = rule_under(under, SIZES["Subject"], text_width())
    return paragraph("Kind", paper.kind_vi.upper()) + subject + rule


def _addressees(addressees: tuple[Text, ...]) -> str:
    named = [printed(each).strip(_ENDS) for each in addressees]
    if not named:
        return paragraph(GAP)
    if len(named) == 1:
        return paragraph("Addressed", f"Kính gửi: {named[0]}")
    return paragraph("AddressedBelow", "Kính gửi:") + dashed("Addressee", named) + paragraph(GAP)


def dashed(style: str, lines: list[str]) -> str:
    """Lines that each begin with a dash and end with a semicolon, the last with a full stop."""
    ends = [";"] * (len(lines) - 1) + ["."]
    return "".join(paragraph(style, f"- {line}{end}") for line, end in zip(lines, ends, strict=True))

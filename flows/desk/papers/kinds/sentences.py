"""What several kinds of papers say in the same words: the letter recalled, its deadline, the instant, what is provisional.

Arrives: a book of figures, and what was closed.
Leaves:  sentences, and the parts of them.
Not here: what one kind alone says (`urging`, `results`, `ranking`, `receipt`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from flows.desk.papers.figures.book import Book
from flows.desk.papers.figures.dates import day_in_letter, moment_in_letter
from flows.desk.papers.figures.figure import Figure, Given, Span, Text
from flows.desk.papers.paper import Paragraph
from flows.store.recorded.closings import Closing
from flows.store.relations import Row
from schemas.campaign import Campaign
from schemas.campaign.file import Letter, Policy
from schemas.form.quantity import MONEY_UNITS, PEOPLE, Quantity
from schemas.vietnamese.text import capital

ABOUT = re.compile(r"^\s*(?:v/v|về việc)[\s:]*", re.IGNORECASE)
REPORTED = ("on_time", "late")
NAMED_IN_TEXT = 12
"""So many units of a standing are named in a sentence; more are in the annex alone."""
ROOM = 6
"""So many amounts beside the people leave each column of a page of A4, turned, wide enough for its numbers."""
READINGS = tuple(Policy)
"""How a deadline may be read."""
SAME_UNDER_EACH_READING = "Hiểu hạn cách nào thì tình trạng của mọi đơn vị cũng như nhau."


def letter_recalled(campaign: Campaign) -> Text:
    """The letter that asked for the returns, by number and date."""
    letter = campaign.letter
    return (
        "Công văn", *number_of(letter), " ngày ", Given(day_in_letter(letter.issued_on)), " của ", Given(letter.issuer), " ",
        *about(letter),
    )  # fmt: skip


def number_of(letter: Letter) -> Text:
    """A letter's number behind what it is; nothing where the copy at hand has none."""
    return (" số ", Given(letter.number)) if letter.number else ()


def about(letter: Letter) -> Text:
    """A letter's subject within a sentence, where "V/v" is written out."""
    return ("về việc ", Given(ABOUT.sub("", letter.subject)))


def subject(campaign: Campaign) -> Span:
    """What the letter is about, as a title says it behind "kết quả"."""
    return Given(campaign.form.subject.about)


def deadline(book: Book, relation: str, row: Row) -> Figure:
    """The deadline of a row."""
    return book.figure(relation, row, "cutoff_local", "deadline")


def reading(book: Book, policy: str) -> Text:
    """A reading of the day that the letter names."""
    day = Given(day_in_letter(book.campaign.report_before))
    if policy == "before_date":
        return ("trước ngày ", day)
    day_off = policy == "through_date_roll"
    return ("hết ngày ", day, *((" hoặc, nếu là ngày nghỉ, hết ngày làm việc kế tiếp",) if day_off else ()))


def as_of(book: Book) -> Given:
    """The instant of the figures, by the campaign's clock."""
    return Given(moment_in_letter(book.as_of))


def is_counted_early(unit: Row) -> bool:
    """Whether a unit's figures are counted although its return is not valid yet."""
    return bool(unit["branches_accepted"]) and unit["standing"] not in (*REPORTED, "exempt")


def day_before(book: Book) -> Given:
    """The day of the report that gains are counted from."""
    since = book.since.astimezone(book.as_of.tzinfo) if book.since is not None else book.as_of
    return Given(day_in_letter(since.date()))


def how_final(book: Book, closing: Closing | None) -> Text:
    """Whether a person closed these figures, and under which number."""
    if closing is not None and closing.as_of == book.as_of:
        letter: Text = (" theo văn bản số ", Given(closing.letter_number)) if closing.letter_number else ()
        return ("số liệu đã chốt lúc ", as_of(book), *letter)
    return ("số liệu tính đến ", as_of(book), ", chưa chốt")


def total(book: Book) -> Row:
    """The campaign's own row of `report.campaign_summary_at`. A paper is written of a campaign that was collected."""
    (row,) = book.rows("campaign_summary_at")
    return row


def everything(book: Book) -> Row:
    """What the whole campaign came to: its row of `report.figures_at`."""
    (row,) = (row for row in book.rows("figures_at") if row["scope"] == "all")
    return row


def count(book: Book, column: str) -> Figure:
    """A number of units, or of branches, of the whole campaign."""
    return book.figure("campaign_summary_at", total(book), column)


def reported(book: Book) -> Figure:
    """How many units have a valid return, on time or late."""
    return book.figure("figures_at", everything(book), "reported")


def kinds(book: Book, units: Sequence[Row]) -> list[tuple[Given, list[Row]]]:
    """Units by their kind, kinds and units in their own order. A unit's row has its kind, name and position."""
    position = {
        row["scope_code"]: row["scope_position"] for row in book.rows("figures_at") if row["scope"] == "kind"
    }
    found: dict[str, list[Row]] = {}
    for unit in sorted(units, key=lambda row: (position[row["unit_kind"]], row["unit_position"])):
        found.setdefault(unit["unit_kind"], []).append(unit)
    return [(Given(of[0]["unit_kind_vi"] or code), of) for code, of in found.items()]


def in_order(units: Sequence[Row]) -> list[Row]:
    """Units as the roster has them."""
    return sorted(units, key=lambda row: row["unit_position"])


def named(book: Book, units: Sequence[Row]) -> Text:
    """Behind what units are: who, kind by kind; of many that they are in the annex."""
    if len(units) > NAMED_IN_TEXT:
        return (" (danh sách tại Phụ lục)",)
    of_kinds = [joined([(Given(unit["unit_name"]),) for unit in of]) for _, of in kinds(book, units)]
    return (": ", *joined(of_kinds, "; "))


def extended(book: Book, units: Sequence[Row]) -> Iterator[Paragraph]:
    """Whose deadline is another than the letter's."""
    whole = total(book)
    each: list[Text] = [
        (Given(unit["unit_name"]), ", hạn ", deadline(book, "unit_standing_at", unit))
        for unit in units
        if unit["cutoff_at"] != whole["cutoff_at"]
    ]
    if each:
        yield Paragraph(("Riêng các đơn vị được gia hạn: ", *joined(each, "; "), "."))


def amount_columns(campaign: Campaign) -> list[tuple[str, str, str]]:
    """The amounts that annexes show: column, label, unit. The people, of what the lead's rates are, the lead.

    Of a form that is after nothing in particular: what it counts, as far as a table has room.
    """
    form = campaign.form
    wholes = [form[rate.whole] for rate in form.lead_rates if rate.whole != PEOPLE]
    counted = [form[name] for name in form.stored_amounts if name not in form.people]
    asked = (*wholes, form.lead) if form.lead else counted
    of = [each for each in asked if not each.is_private][:ROOM]
    people = [(PEOPLE, form.people_label, "")] if form.people else []
    return people + list(dict.fromkeys((each.name, each.label, unit_of(each)) for each in of))


def unit_of(quantity: Quantity) -> str:
    """What a sum of it counts: money is stored in đồng, whichever unit the sheets ask it in."""
    return MONEY_UNITS[0] if quantity.kind == "money" else quantity.unit


def heading_of(label: str, unit: str) -> str:
    """What stands over a column of amounts. Of a count its label says what it counts; of money nothing does."""
    return capital(f"{label} ({unit})" if unit == MONEY_UNITS[0] else label)


def behind(unit: str) -> Given:
    """What a number counts, behind it; of what counts nothing named nothing."""
    return Given(f" {unit}" if unit else "")


def items(texts: Sequence[Text]) -> Iterator[Paragraph]:
    """Lines of a list: each ends with a semicolon, the last with a full stop."""
    for place, text in enumerate(texts, start=1):
        yield Paragraph((*text, "." if place == len(texts) else ";"), "item")


def joined(parts: Sequence[Text], by: str = ", ") -> Text:
    """Texts one after the other."""
    return tuple(span for place, part in enumerate(parts) for span in ((by, *part) if place else part))

"""What a letter says of the campaign it begins, each fact with the words that it was read from.

Arrives: the lines of a letter (`text`).
Leaves:  a `Proposal`: what was found; what was not, or was found twice, stays empty and says so.
Not here: days (`days`), the campaign's file (`schemas.campaign.file`). Nothing is guessed: a person confirms every fact.

The parts of a letter and their places are those of Nghị định 30/2020/NĐ-CP, annex I.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from typing import Generic, TypeVar

from flows.desk.letters.days import Day, days, slips, spans
from schemas.campaign.file import Policy

Value_co = TypeVar("Value_co", covariant=True)

HEAD_LINES = 30
_ADDRESSED = re.compile(r"kính gửi ?:? ?", re.IGNORECASE)
_NUMBER = re.compile(r"Số ?: ?(?P<number>[0-9]*) ?(?P<code>/ ?[\w&/-]+)?\Z", re.IGNORECASE)
_DATED = re.compile(
    r"[^0-9,]{2,40}, ngày (?P<day>[0-9 .…]*)tháng (?P<month>[0-9 .…]*)năm (?P<year>[0-9 .…]*)\Z"
)
SUBJECT = re.compile(r"(?:v/v|về việc) ?:? ?", re.IGNORECASE)
"""What stands before a letter's subject."""
_MOTTO = ("CỘNG HÒA", "CỘNG HOÀ", "ĐỘC LẬP")
_UNION = ("LIÊN ĐOÀN", "TỔNG LIÊN ĐOÀN", "CÔNG ĐOÀN")
_OF_PLACE = ("TỈNH", "THÀNH PHỐ", "HUYỆN", "THỊ XÃ", "VIỆT NAM", "XÃ", "PHƯỜNG")
_SENTENCE = re.compile(r"(?<=[.;!?])\s+(?=[^\W\d_a-zà-ỹ])|\n")
_BEFORE = re.compile(r"trước (?:ngày )?\Z", re.IGNORECASE)
_THROUGH = re.compile(
    r"(?:chậm nhất|muộn nhất|hạn cuối(?: cùng)?|thời hạn|hạn|không quá|(?<!tính đến )hết)(?: là| vào| đến| trong)? ?:?"
    r"(?: hết)? ?(?:ngày )?\Z",
    re.IGNORECASE,
)
_HOUR = re.compile(r"[0-9]{1,2} ?(?:giờ|h|g|:)(?: ?[0-9]{2})?(?: phút)?,? ?(?:ngày )?\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Fact(Generic[Value_co]):
    """A value, None where a person must say it; the letter's words; what to look at before it is confirmed."""

    value: Value_co | None = None
    words: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a letter says. `due` is the day as it is written and how it is worded: before it, or through it."""

    number: Fact[str]
    issued_on: Fact[date]
    issuer: Fact[str]
    subject: Fact[str]
    window: Fact[tuple[date, date]]
    due: Fact[tuple[date, Policy]]
    addressed: Fact[tuple[str, ...]]
    slips: tuple[str, ...]


def propose(lines: Sequence[str]) -> Proposal:
    """Read a letter."""
    head = list(lines[: next((i for i, line in enumerate(lines) if _ADDRESSED.match(line)), HEAD_LINES)])
    issued_on = _issued_on(head)
    text = "\n".join(lines)
    return Proposal(
        number=_number(head),
        issued_on=issued_on,
        issuer=_issuer(head),
        subject=_subject(head),
        window=_window(text, issued_on.value),
        due=_due(text, issued_on.value),
        addressed=_addressed(lines[len(head) :]),
        slips=tuple(dict.fromkeys(slips(text, issued_on.value))),
    )


def _number(head: Sequence[str]) -> Fact[str]:
    for line in head:
        if found := _NUMBER.match(line):
            code = (found["code"] or "").replace(" ", "")
            if found["number"] and code:
                return Fact(found["number"] + code, line)
            return Fact(None, line, "số để trống trong bản này")
    return Fact(remark="không thấy dòng «Số: …»")


def _issued_on(head: Sequence[str]) -> Fact[date]:
    for line in head:
        if found := _DATED.match(line):
            numbers = [found[name].strip(" .…") for name in ("year", "month", "day")]
            if not all(numbers):
                return Fact(None, line, "ngày ký để trống trong bản này")
            try:
                return Fact(date(*map(int, numbers)), line)
            except ValueError:
                return Fact(None, line, "lịch không có ngày này")
    return Fact(remark="không thấy dòng «…, ngày … tháng … năm …» ở đầu công văn")


def _issuer(head: Sequence[str]) -> Fact[str]:
    """The last union named in capitals: the body above it stands above it; a name may go on in the next line."""
    found: list[str] = []
    for line in head:
        if not line.isupper() or line.startswith(_MOTTO):
            continue
        if line.startswith(_UNION):
            found = [line]
        elif found and line.startswith(_OF_PLACE):
            found.append(line)
    if not found:
        return Fact(remark="không thấy tên cơ quan ban hành ở đầu công văn")
    return Fact(" ".join(found), " ".join(found), "viết hoa như trong công văn")


def _subject(head: Sequence[str]) -> Fact[str]:
    """From "V/v" on, over the lines that it fills, up to another part of the head."""
    found: list[str] = []
    for line in head:
        if not found and not SUBJECT.match(line):
            continue
        if found and (
            _DATED.match(line) or _NUMBER.match(line) or line.isupper() or line.startswith("Độc lập")
        ):
            break
        found.append(line)
    if not found:
        return Fact(remark="không thấy «V/v …» ở đầu công văn")
    words = " ".join(found)
    return Fact(re.sub(r"(?<=[^\W\d_]),(?=[^\W\d_])", ", ", words), words)


def _window(text: str, issued_on: date | None) -> Fact[tuple[date, date]]:
    found = list(spans(text, issued_on))
    each = {(span.first.value, span.last.value): span for span in reversed(found)}
    if len(each) == 1:
        (days_, span), *_ = each.items()
        if days_[0] > days_[1]:
            return Fact(None, span.words, "ngày cuối đứng trước ngày đầu")
        return Fact(days_, span.words, "" if span.last.has_year else "năm lấy theo ngày ký")
    if not each:
        return Fact(remark="không thấy «từ ngày … đến ngày …»")
    words = "; ".join(span.words for span in each.values())
    return Fact(None, words, "công văn nêu nhiều khoảng ngày: hãy chọn")


def _due(text: str, issued_on: date | None) -> Fact[tuple[date, Policy]]:
    """The day by which a report is wanted: words of a deadline before a day, in a sentence that speaks of reporting."""
    found = {(day.value, policy): (day, said) for day, policy, said in _deadlines(text, issued_on)}
    if not found:
        return Fact(remark="không thấy câu nào hẹn ngày báo cáo («báo cáo … trước ngày …»)")
    said = " / ".join(dict.fromkeys(sentence for _, sentence in found.values()))
    if len(found) > 1:
        return Fact(None, said, "công văn nêu nhiều hạn báo cáo: hãy chọn")
    ((value, policy), (day, _)), *_ = found.items()
    if policy is None:
        return Fact(None, said, f"hạn có giờ («{day.words}»), còn hạn của đợt là một ngày: hãy chọn")
    if issued_on is not None and value < issued_on:
        return Fact(None, said, f"hạn {value:%d/%m/%Y} đứng trước ngày ký: hãy xem lại")
    return Fact((value, policy), said, "" if day.has_year else "năm lấy theo ngày ký")


def _deadlines(text: str, issued_on: date | None) -> Iterator[tuple[Day, Policy | None, str]]:
    """Each day of a deadline, how it is worded (None: with an hour), and its sentence."""
    for sentence in _SENTENCE.split(text):
        if "báo cáo" not in sentence.casefold():
            continue
        of_spans = [(span.last.start, span.last.end) for span in spans(sentence, issued_on)]
        for day in days(sentence, issued_on):
            if any(start <= day.start < end for start, end in of_spans):
                continue
            before = sentence[: day.start] + ("ngày " if day.words.casefold().startswith("ngày ") else "")
            if hour := _HOUR.search(before):
                before = before[: hour.start()]
                if _BEFORE.search(before) or _THROUGH.search(before):
                    yield day, None, sentence.strip()
            elif _BEFORE.search(before):
                yield day, Policy.BEFORE_DATE, sentence.strip()
            elif _THROUGH.search(before):
                yield day, Policy.THROUGH_DATE, sentence.strip()


def _addressed(rest: Sequence[str]) -> Fact[tuple[str, ...]]:
    """Whom the letter is written to: on the line of "Kính gửi", or below it, a dash before each."""
    if not rest or not _ADDRESSED.match(rest[0]):
        return Fact(remark="không thấy «Kính gửi»")
    listed = takewhile(lambda line: line.startswith(("-", "–", "+")), rest[1:])
    found = filter(None, (_ADDRESSED.sub("", rest[0], count=1), *listed))
    names = tuple(each.strip("-–+ ").rstrip(" .;") for each in found)
    return Fact(names or None, "; ".join(names), "" if names else "không thấy nơi nhận sau «Kính gửi»")

"""The reminder as a unit reads it: one template, four occasions, plain text in Vietnamese.

Arrives: the campaign, what is due for one unit (`store.reminders.due`), its open findings.
Leaves:  a subject and a text, and the message that carries them.
Not here: whether it is sent (`flows.desk.reminders.sending`) and how (`flows.desk.reminders.posting`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from zoneinfo import ZoneInfo

from flows.desk.letters.words import basis
from flows.desk.reminders.mail_office import Office
from flows.steps.pull.google.files import link_to
from flows.store.recorded.reminders import DueReminder
from schemas.campaign import Campaign
from schemas.report import OpenFinding
from schemas.roster import Unit
from schemas.vietnamese.writing import day

FINDINGS_SHOWN = 15
SUBJECT_VI = {"before": "Nhắc báo cáo", "flag": "Quá hạn báo cáo", "question": "Hỏi về báo cáo"}
REQUEST_VI = {
    "before": "Kính đề nghị đơn vị hoàn thành báo cáo trước thời hạn trên.",
    "flag": "Kính đề nghị đơn vị khẩn trương hoàn thành báo cáo; báo cáo trễ vẫn được nhận và ghi đúng ngày nhận.",
    "question": "Kính đề nghị đơn vị trả lời thư này (có hay không, từng câu), hoặc sửa ngay trong bảng.",
}
MARK_VI = {"error": "", "question": "(xin trả lời) ", "warning": "(xem lại) "}
GOOGLE_ID = re.compile(r"[A-Za-z0-9_-]{25,}", re.ASCII)


@dataclass(frozen=True, slots=True)
class ReminderLetter:
    """What a unit reads."""

    subject: str
    text: str


def write(
    campaign: Campaign, unit: Unit, due: DueReminder, findings: Sequence[OpenFinding]
) -> ReminderLetter:
    """The letter of one occasion; `found` are the unit's open findings, errors first."""
    zone = ZoneInfo(campaign.time_zone)
    cutoff = due.cutoff_at.astimezone(zone)
    occasion = _occasion(due)
    subject = f"{SUBJECT_VI[occasion]}: {campaign.title} (hạn: {_last_moment(cutoff)})"
    paragraphs = (
        f"Kính gửi: {due.unit_name}",
        f"{basis(campaign.letter)}, các đơn vị báo cáo kết quả đợt «{campaign.title}» {_deadline(cutoff)}.",
        f"{_last_look(due, zone)} {_standing(due)}",
        _to_do(findings),
        _link(unit.sheet, due.origin),
        _request(occasion),
        f"Trân trọng,\n{campaign.letter.issuer}",
    )
    return ReminderLetter(_one_line(subject), "\n\n".join(filter(None, paragraphs)) + "\n")


def message(
    letter: ReminderLetter, office: Office, unit: Unit, message_id: str, written_at: datetime
) -> EmailMessage:
    """The letter as mail: UTF-8 text in seven-bit dress, which every server carries unchanged."""
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = letter.subject
    mail["From"] = office.sender
    mail["To"] = Address(_one_line(unit.name), addr_spec=unit.email)
    mail["Reply-To"] = office.reply_to
    mail["Date"] = format_datetime(written_at)
    mail["Message-ID"] = message_id
    # RFC 3834: an answering machine must not answer a machine
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(letter.text, cte="quoted-printable")
    return mail


def _deadline(cutoff: datetime) -> str:
    """The exclusive instant in words, and the day people think of: "trước 00 giờ 00 ngày …, tức là hết ngày …"."""
    words = f"trước {cutoff:%H} giờ {cutoff:%M} ngày {day(cutoff)}"
    return f"{words}, tức là {_last_moment(cutoff)}" if _is_midnight(cutoff) else words


def _last_moment(cutoff: datetime) -> str:
    if _is_midnight(cutoff):
        return f"hết ngày {day(cutoff - timedelta(days=1))}"
    return f"trước {cutoff:%H} giờ {cutoff:%M} ngày {day(cutoff)}"


def _is_midnight(cutoff: datetime) -> bool:
    return (cutoff.hour, cutoff.minute) == (0, 0)


def _last_look(due: DueReminder, zone: ZoneInfo) -> str:
    """When the sheet was last read, so that whoever corrected it since knows why the letter says otherwise."""
    if due.looked_at is None:
        return "Chúng tôi chưa thấy bảng nào của đơn vị;"
    at = due.looked_at.astimezone(zone)
    since = "; từ đó đến nay chúng tôi chưa đọc lại được bảng" if due.unreadable_since is not None else ""
    return f"Theo lần đọc bảng gần nhất (lúc {at:%H} giờ {at:%M} ngày {day(at)}{since}),"


def _occasion(due: DueReminder) -> str:
    """A unit whose return only waits for an answer is asked, whenever it is, and told of no deadline it missed."""
    if due.waiting_since is not None and not due.open_errors:
        return "question"
    return "flag" if due.kind == "flag" else "before"


def _standing(due: DueReminder) -> str:
    if _occasion(due) == "question":
        return (
            "đơn vị đã có báo cáo và không phải sửa gì; có chỗ chỉ đơn vị biết rõ nên chúng tôi xin hỏi. Trong khi chờ trả "
            "lời, các dòng đó chưa được tính, và đơn vị không bị coi là quá hạn."
        )
    late = f", quá hạn {due.days_late} ngày" if due.days_late else ""
    if due.standing != "needs_fix" and due.waiting_since is None:
        return f"tình trạng của đơn vị: {due.standing_vi}{late}; chưa thấy số liệu nào."
    errors = f"còn {due.open_errors} lỗi" if due.open_errors else "chưa có dòng CĐCS nào dùng được"
    remark = f"đã có số liệu nhưng {errors}, nên chưa được tính là đã báo cáo."
    return f"tình trạng của đơn vị: {due.standing_vi}{late}; {remark}"


def _to_do(findings: Sequence[OpenFinding]) -> str:
    if not findings:
        return ""
    lines = [
        f"{place}. {MARK_VI[each.severity]}{_one_line(each.message_vi)}"
        for place, each in enumerate(findings[:FINDINGS_SHOWN], start=1)
    ]
    if (more := len(findings) - FINDINGS_SHOWN) > 0:
        lines.append(f"… và còn {more} chỗ nữa; sửa xong các chỗ trên, chúng tôi sẽ báo tiếp.")
    has_questions = any(each.is_question for each in findings)
    return "\n".join(
        ["Những chỗ đơn vị cần sửa hoặc trả lời:" if has_questions else "Những chỗ đơn vị cần sửa:", *lines]
    )


def _link(*known: str | None) -> str:
    """The unit's sheet, when it is known as a link or by Google's id."""
    for place in filter(None, known):
        if place.startswith("https://"):
            return f"Bảng của đơn vị: {place}"
        if GOOGLE_ID.fullmatch(place):
            return f"Bảng của đơn vị: {link_to(place)}"
    return ""


def _request(occasion: str) -> str:
    return (
        f"{REQUEST_VI[occasion]} Nếu đơn vị đã nhập hoặc đã sửa sau lần đọc bảng nêu trên, xin bỏ qua thư này. "
        "Thư do máy gửi; nếu cần hỏi, xin trả lời thư này."
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())

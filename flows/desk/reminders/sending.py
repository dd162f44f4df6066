"""Remind the units that are not yet on time: before their own cutoff, and once for each flag after it.

Arrives: settings, what was asked, a clock.
Leaves:  mail to the units, rows of `core.reminder`, and a `RemindingSummary`. A dry run only says who would get what.
Not here: Prefect (`remind`), what a reminder says (`reminders.letter`), SMTP (`reminders.posting`).

Nobody can send mail exactly once: a server may have taken a letter whose receipt never came. So the intent is
committed first, then the mail is handed over, then its receipt is recorded. Whatever the server surely did not
take is tried by the next run. What is in doubt (we died in between, or the connection did) is never sent again by
a machine, for a unit that is told twice loses trust in being told at all; each run names it to the operator with
its Message-ID until he says that it arrived, or has it sent again under the same Message-ID, which most mail
systems show once.

One run at a time sends for a campaign. A run that was late sends what is still due then, and nothing that passed.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal
from uuid import UUID, uuid4

from flows.desk.editions import as_taken
from flows.desk.reminders.letter import ReminderLetter, message, write
from flows.desk.reminders.mail_office import Office, read_office
from flows.desk.reminders.posting import Post
from flows.desk.reminders.summary import OUTCOME_VI, Reminder, RemindingSummary
from flows.desk.request import Clock, now, read_campaign, read_units
from flows.errors import ConfigurationError, MailUnavailable, RemindingBusy, untold
from flows.settings import Settings
from flows.steps import stand
from flows.store import turns
from flows.store.database import Database, open_database
from flows.store.recorded import reminders
from flows.store.recorded.reminders import Attempt, DueReminder
from schemas.campaign import Campaign
from schemas.reminder import kind_vi
from schemas.roster import Unit

logger = logging.getLogger("bluezone")

Doubt = Literal["arrived", "again"]


@dataclass(frozen=True, slots=True)
class RemindRequest:
    """Whom to remind; none means all. `doubt` says what the operator found out about mail that is in doubt."""

    campaign: Campaign
    units: tuple[Unit, ...] = ()
    sends: bool = False
    doubt: Doubt | None = None


@untold()
def read_remind_request(
    settings: Settings,
    campaign_name: str,
    unit_codes: Sequence[str] = (),
    *,
    sends: bool = False,
    doubt: Doubt | None = None,
) -> RemindRequest:
    """Whom to remind, as typed. Raises ConfigurationError."""
    if doubt is not None and not (sends and unit_codes):
        raise ConfigurationError(
            "«Thư chưa rõ» (--doubt) chỉ dùng khi gửi thật, tắt «Chỉ xem ai được nhắc» (--send), và chọn «Các đơn vị» "
            "(--unit): hãy nói rõ thư của đơn vị nào."
        )
    campaign = read_campaign(settings, campaign_name)
    return RemindRequest(campaign, read_units(campaign, unit_codes) if unit_codes else (), sends, doubt)


@dataclass(frozen=True)
class Sending:
    """A run that sends: through which server, in whose name, written where."""

    database: Database
    request: RemindRequest
    post: Post
    office: Office
    run_id: UUID
    clock: Clock


@dataclass(frozen=True, slots=True)
class Due:
    """What is due for one unit, with the letter as it would be read."""

    unit: Unit
    reminder: DueReminder
    letter: ReminderLetter

    @property
    def outcome(self) -> str:
        """What becomes of it: "would_send", or why a machine must not send it."""
        state = self.reminder.state
        if state in ("sending", "unclear"):
            return "unclear"
        if not self.unit.email:
            return "no_address"
        is_refused = state == "refused" and self.reminder.recipient == self.unit.email
        return "refused" if is_refused else "would_send"

    def told(self, outcome: str) -> Reminder:
        """The same as it is told of, with what became of it."""
        return Reminder(
            unit_code=self.unit.code,
            unit_name=self.unit.name,
            kind=self.reminder.kind,
            due_at=self.reminder.due_at,
            outcome=outcome,
            recipient=self.unit.email,
            subject=self.letter.subject,
            text=self.letter.text,
            message_id=self.reminder.message_id or "",
            reply=self.reminder.reply or "",
        )


@untold()
def remind_here(settings: Settings, request: RemindRequest, clock: Clock = now) -> RemindingSummary:
    """Remind, or say who would be. Raises ConfigurationError, DatabaseUnavailable, RemindingBusy."""
    database = open_database(settings)
    as_of = clock()
    request = replace(request, campaign=as_taken(database, request.campaign, as_of).campaign)
    code = request.campaign.code
    if not request.sends:
        letters = tuple(each.told(each.outcome) for each in due(database, request, as_of))
        return RemindingSummary(code, as_of, is_dry_run=True, reminders=letters)
    server, office = read_office(settings)
    with (
        turns.alone(database, f"reminders of {code}") as is_ours,
        Post(server, office.sender.addr_spec) as post,
    ):
        if not is_ours:
            raise RemindingBusy(f"Một lần gửi thư nhắc khác của đợt {code} đang chạy; hãy đợi nó xong.")
        sending = Sending(database, request, post, office, uuid4(), clock)
        return _send_all(sending, due(database, request, as_of), as_of)


def due(database: Database, request: RemindRequest, as_of: datetime) -> list[Due]:
    """What is due as of an instant, letter by letter, in the roster's order."""
    campaign, codes = request.campaign, [unit.code for unit in request.units] or None
    with database.begin() as connection:
        occasions = reminders.due(connection, campaign, as_of, codes)
        findings = stand.findings(connection, campaign.code, [each.unit_code for each in occasions])
    letters = []
    for each in occasions:
        if unit := campaign.units.by_code(each.unit_code):
            own = [one for one in findings if one.unit_code == unit.code]
            letters.append(Due(unit, each, write(campaign, unit, each, own)))
    return letters


def _send_all(sending: Sending, letters: Sequence[Due], as_of: datetime) -> RemindingSummary:
    """One letter after another. A server that fails ends the run; what is left is due for the next one."""
    done: list[Reminder] = []
    trouble = None
    for each in letters:
        outcome = each.outcome
        if trouble is None and (outcome == "would_send" or (outcome == "unclear" and sending.request.doubt)):
            try:
                done.append(_send(sending, each))
                continue
            except MailUnavailable as error:
                trouble = str(error)
        done.append(each.told("waiting" if outcome == "would_send" else outcome))
    code = sending.request.campaign.code
    return RemindingSummary(code, as_of, is_dry_run=False, reminders=tuple(done), trouble=trouble)


def _send(sending: Sending, each: Due) -> Reminder:
    """Claim, hand over, settle."""
    earlier, campaign = each.reminder, sending.request.campaign
    if earlier.reminder_id is not None and each.outcome == "unclear" and sending.request.doubt == "arrived":
        return _settle(sending, each, earlier.reminder_id, "sent", earlier.reply or "")
    sending.post.open()
    message_id = earlier.message_id or f"<{uuid4()}@{sending.office.sender.domain}>"
    at = campaign.in_its_zone(sending.clock())
    attempt = Attempt(each.unit.email, message_id, sending.run_id, at)
    mail = message(each.letter, sending.office, each.unit, message_id, at)
    with sending.database.begin() as connection:
        reminder_id = reminders.claim(connection, campaign.code, earlier, attempt)
    receipt = sending.post.send(mail, each.unit.email)
    settled = _settle(sending, each, reminder_id, receipt.taken, receipt.reply)
    return replace(settled, message_id=message_id)


def _settle(sending: Sending, each: Due, reminder_id: int, state: reminders.State, reply: str) -> Reminder:
    with sending.database.begin() as connection:
        reminders.settle(connection, reminder_id, state, reply, sending.clock())
    what = f"{kind_vi(each.reminder.kind)}: {OUTCOME_VI[state]} {reply}".strip()
    logger.info("%s %s: thư %s.", each.unit.code, each.unit.name, what)
    return replace(each.told(state), reply=reply)

"""One unit's returns as they are folded: each as it was seen, all again whenever an answer changes what they are worth.

Arrives: the unit's looks and the moments of its answers, in order.
Leaves:  rows of `core`: at any instant the figures are those of all returns seen by then, under the answers in force
         then, and each return is worth what those answers make of it.
Not here: which looks and answers there are (`fold`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from sqlalchemy import Connection

from flows.steps import keep
from flows.steps.check import check_return
from flows.steps.check.emptied import asked_if_emptied
from flows.steps.keep import PendingReturn
from flows.steps.load import LoadableReturn, count_branches, settle, worth
from flows.steps.load.figures import State, after
from flows.steps.read import read_sheet
from schemas.answer import Answer, Answers, GivenAnswer, Moment, in_force
from schemas.campaign import Campaign
from schemas.unit_return import CheckedReturn


@dataclass
class Folder:
    """Folds one unit. `given` are all answers ever given about it; a unit without any is folded look by look."""

    connection: Connection
    campaign: Campaign
    unit_code: str
    not_of: Callable[[str], str | None]
    given_answers: list[GivenAnswer]
    returns: list[LoadableReturn] = field(default_factory=list)
    """What was folded here, as it was last checked; kept only where an answer may come."""
    last: CheckedReturn | None = None
    _checked: dict[tuple[str, frozenset[tuple[str, Answer]]], CheckedReturn] = field(default_factory=dict)

    def look(self, pending: PendingReturn) -> LoadableReturn:
        """A return as it was seen, under the answers that were in force then; the caller loads it."""
        at = (pending.observed_at, pending.observation_id)
        answers = in_force(self.given_answers, at)
        checked = self._worth(pending.content_sha256, answers)
        if not checked.has_branches:
            branches = count_branches(self.connection, self.campaign.code, self.unit_code)
            checked = self._asked_if_emptied(checked, pending.content_sha256, branches, answers)
        loadable = LoadableReturn(self.unit_code, at[1], at[0], pending.content_sha256, checked)
        self.last = checked
        if self.given_answers:
            self.returns.append(loadable)
        return loadable

    def settle(self, at: Moment) -> None:
        """An answer was given, or taken back: all returns seen by then, under the answers in force from now on."""
        if not self.returns:
            return
        answers, state = in_force(self.given_answers, at), State()
        earlier: list[tuple[LoadableReturn, int]] = []
        for place, was in enumerate(self.returns):
            checked = self._worth(was.content_sha256, answers)
            checked = self._asked_if_emptied(checked, was.content_sha256, len(state), answers)
            state = after(self.campaign.form, state, checked, was.observed_at)
            self.returns[place] = replace(was, checked=checked)
            if worth(checked) != worth(was.checked):
                earlier.append((self.returns[place], len(state)))
        last = self.returns[-1]
        earlier = [each for each in earlier if each[0] is not last]
        settle(self.connection, self.campaign, at, last, state, earlier)
        self.last = last.checked

    def _worth(self, content_sha256: str, answers: Answers) -> CheckedReturn:
        """A content, checked under those of the answers that it asks for, and those that it asks for then."""
        answers_used: dict[str, Answer] = {}
        while True:
            checked = self._check(content_sha256, answers_used)
            questions = {each.asks_about for each in checked.findings if each.asks_about is not None}
            more = {words: answers[words] for words in questions - answers_used.keys() if words in answers}
            if not more:
                return checked
            answers_used |= more

    def _check(self, content_sha256: str, answers: Answers) -> CheckedReturn:
        key = (content_sha256, frozenset(answers.items()))
        if key in self._checked:
            return self._checked[key]
        sheet = keep.content(self.connection, content_sha256)
        checked = check_return(read_sheet(sheet, self.campaign.form, answers), self.not_of)
        if self.given_answers:
            self._checked[key] = checked
        return checked

    def _asked_if_emptied(
        self, checked: CheckedReturn, content_sha256: str, branches: int, answers: Answers
    ) -> CheckedReturn:
        if checked.has_branches or not branches:
            return checked
        sheet = keep.content(self.connection, content_sha256)
        return asked_if_emptied(checked, sheet, content_sha256, branches, answers)

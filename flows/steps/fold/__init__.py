"""Fold units' kept returns into `core`, each unit's in the order they were observed, under the answers of their time.

Everything after `keep` is derived: the same kept observations and answers, folded in order under today's rules, give
the same rows, whether day by day, all at once, or again after a run was killed.

Units do not hang on each other, so that many are folded side by side: the first return of each, then the second of
those that have one, each round loaded together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from sqlalchemy import Connection

from flows.errors import SnapshotPruned
from flows.steps import keep
from flows.steps.fold.settling import Folder
from flows.steps.keep import PendingReturn
from flows.steps.load import LoadableReturn, load_returns, lock, unfold
from flows.store.recorded import decisions
from schemas.answer import GivenAnswer, changes_of
from schemas.campaign import Campaign
from schemas.unit_return import CheckedReturn

UNITS_FOLDED_AT_ONCE = 100
"""Units folded side by side: fewer statements, and what is known of them fits in memory."""
MOST_ROWS = 10_000
"""Rows that are checked before they are loaded, so that memory hangs on the largest return and not on how many there are."""


def fold(connection: Connection, campaign: Campaign, unit_code: str) -> CheckedReturn | None:
    """Fold one unit, as `fold_units` does. Returns the last return folded, None when there was nothing to fold."""
    return fold_units(connection, campaign, [unit_code]).get(unit_code)


def fold_units(
    connection: Connection, campaign: Campaign, unit_codes: Sequence[str]
) -> dict[str, CheckedReturn]:
    """Fold what `core` does not reflect yet, under the campaign's lock, in the caller's transaction.

    Returns the last return folded of each unit that had any. A look that arrived out of order, or before an answer
    that is known already, makes its unit be folded again from its first return. Raises SnapshotPruned, like `waiting`.
    """
    lock(connection, campaign.code)
    pending = waiting(connection, campaign.code, unit_codes)
    if not pending:
        return {}
    must_refold = [code for code, looks in pending.items() if looks[0].must_refold]
    if must_refold:
        unfold(connection, campaign.code, must_refold)
    given: dict[str, list[GivenAnswer]] = defaultdict(list)
    for each in decisions.answers(connection, campaign.code, list(pending)):
        given[each.unit_code].append(each.given)
    folders = {
        code: Folder(connection, campaign, code, campaign.units.names_of_others(code), given[code])
        for code in pending
    }
    _load(connection, campaign, [_returns(folders[code], looks) for code, looks in pending.items()])
    return {code: folder.last for code, folder in folders.items() if folder.last is not None}


def refold(connection: Connection, campaign: Campaign, unit_codes: Sequence[str]) -> None:
    """Fold units again from their first return: an answer or a rule changed what their returns are worth."""
    lock(connection, campaign.code)
    unfold(connection, campaign.code, unit_codes)
    fold_units(connection, campaign, unit_codes)


def waiting(
    connection: Connection, campaign_code: str, unit_codes: Sequence[str]
) -> dict[str, list[PendingReturn]]:
    """By unit, the returns that are to be folded, in order; units without any are left out.

    Raises SnapshotPruned when that cannot be: a look earlier than others asks for a fold from the first return,
    and a return was pruned. Whoever keeps a look asks before committing, so that such a look is refused whole: it
    neither stands as kept and never counted, nor as proof that the unit had nothing then. Its workbook is still
    where it was, and once the pruned workbooks are imported again it is taken.
    """
    pending = keep.pending(connection, campaign_code, unit_codes)
    pruned = next((each.unit_code for each in pending if each.is_pruned), None)
    if pruned is not None:
        raise SnapshotPruned(
            f"Bảng của đơn vị {pruned} đến không đúng thứ tự và không được ghi: phải tính lại đơn vị từ đầu, mà "
            "bản chụp cũ đã xóa theo thời hạn lưu. Số liệu đã có giữ nguyên. Hãy giữ tệp, nhập lại các tệp cũ của "
            "đơn vị với «Lúc tệp đến văn phòng» (--observed-at) của chúng, rồi nhập tệp này."
        )
    return {code: list(looks) for code, looks in groupby(pending, attrgetter("unit_code"))}


def _returns(folder: Folder, looks: Sequence[PendingReturn]) -> Iterator[LoadableReturn]:
    """One unit's returns in order, each to be loaded before the next is asked for; in between, what was answered."""
    # what was answered before a look that only follows others is in core already
    answers = changes_of(folder.given_answers) if looks[0].is_first else []
    by_moment = {(each.observed_at, each.observation_id): each for each in looks}
    for at in sorted([*by_moment, *answers]):
        if at in by_moment:
            yield folder.look(by_moment[at])
        else:
            folder.settle(at)


def _load(connection: Connection, campaign: Campaign, units: Sequence[Iterator[LoadableReturn]]) -> None:
    """Round by round, the next return of each unit, loaded together as far as memory goes."""
    going = list(units)
    while going:
        ready: list[LoadableReturn] = []
        still: list[Iterator[LoadableReturn]] = []
        for unit in going:
            each = next(unit, None)
            if each is None:
                continue
            still.append(unit)
            ready.append(each)
            if sum(one.checked.rows_in_sheet for one in ready) >= MOST_ROWS:
                load_returns(connection, campaign, ready)
                ready = []
        if ready:
            load_returns(connection, campaign, ready)
        going = still

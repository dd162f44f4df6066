"""Fold a unit's kept returns into `core`, in the order they were observed, each under the answers of its time.

Everything after `keep` is derived: the same kept observations and answers, folded in order under today's rules, give
the same rows, whether day by day, all at once, or again after a run was killed.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection

from flows.errors import SnapshotPruned
from flows.steps import keep
from flows.steps.fold.settling import Folder
from flows.steps.keep import PendingReturn
from flows.steps.load import lock, unfold
from flows.store import decisions
from schemas.answer import changes_of
from schemas.campaign import Campaign
from schemas.unit_return import CheckedReturn


def fold(connection: Connection, campaign: Campaign, unit_code: str) -> CheckedReturn | None:
    """Fold what `core` does not reflect yet, under the campaign's lock, in the caller's transaction.

    Returns the last return folded, None when there was nothing to fold. A look that arrived out of order, or before
    an answer that is known already, makes the unit be folded again from its first return. Raises SnapshotPruned, like
    `waiting`.
    """
    lock(connection, campaign.code)
    pending = waiting(connection, campaign.code, unit_code)
    if not pending:
        return None
    if pending[0].must_refold:
        unfold(connection, campaign.code, unit_code)
    given = [each.given for each in decisions.answers(connection, campaign.code, unit_code)]
    folder = Folder(connection, campaign, unit_code, _not_of(campaign, unit_code), given)
    # what was answered before a look that only follows others is in core already
    answers = changes_of(given) if pending[0].is_first else []
    looks = {(each.observed_at, each.observation_id): each for each in pending}
    for at in sorted([*looks, *answers]):
        if at in looks:
            folder.look(looks[at])
        else:
            folder.settle(at)
    return folder.last


def refold(connection: Connection, campaign: Campaign, unit_code: str) -> CheckedReturn | None:
    """Fold a unit again from its first return: an answer or a rule changed what its returns are worth."""
    lock(connection, campaign.code)
    unfold(connection, campaign.code, unit_code)
    return fold(connection, campaign, unit_code)


def _not_of(campaign: Campaign, unit_code: str) -> Callable[[str], str | None]:
    own = campaign.units.by_code(unit_code)

    def not_of(name: str) -> str | None:
        """Whose sheet this is, when a name in it is another unit's."""
        named = campaign.units.match(name)
        return own.name if named is not None and own is not None and named != own else None

    return not_of


def waiting(connection: Connection, campaign_code: str, unit_code: str) -> list[PendingReturn]:
    """The unit's returns that are to be folded, in order.

    Raises SnapshotPruned when that cannot be: a look earlier than others asks for a fold from the first return,
    and a return was pruned. Whoever keeps a look asks before committing, so that such a look is refused whole: it
    neither stands as kept and never counted, nor as proof that the unit had nothing then. Its workbook is still
    where it was, and once the pruned workbooks are imported again it is taken.
    """
    pending = keep.pending(connection, campaign_code, unit_code)
    if any(each.is_pruned for each in pending):
        raise SnapshotPruned(
            f"Bảng của đơn vị {unit_code} đến không đúng thứ tự và không được ghi: phải tính lại đơn vị từ đầu, mà "
            "bản chụp cũ đã xóa theo thời hạn lưu. Số liệu đã có giữ nguyên. Hãy giữ tệp, nhập lại các tệp cũ của "
            "đơn vị với «Lúc tệp đến văn phòng» (--observed-at) của chúng, rồi nhập tệp này."
        )
    return pending

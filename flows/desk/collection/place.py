"""Is it the right place? A folder in which nothing is any unit's says that nobody has sent anything, or that it is wrong.

Arrives: an open source, the request that named it.
Leaves:  nothing; or ConfigurationError before any look is recorded, for a wrong folder would call all units missing.
Not here: which file is whose (`flows.steps.pull.claims`).

The campaign's own place, before the deadline, while nobody has sent anything: as it should be, and told. Otherwise
nothing is recorded until a person says that nothing was sent (`--nothing-sent`):
    a folder typed with --source     somebody meant to import what is not there
    something was read before        it does not lie here
    past the deadline                every unit would be flagged; once said, it holds for later looks
"""

from __future__ import annotations

from datetime import datetime

from flows.desk.request import Request
from flows.errors import ConfigurationError
from flows.steps.pull import Source, Unclaimed
from flows.store import records
from flows.store.database import Connection, Database
from schemas.campaign import Campaign
from schemas.vietnamese.text import capital


def require_claimed(database: Database, source: Source, request: Request, as_of: datetime) -> None:
    """Raises ConfigurationError when the place holds no unit's sheet, and nothing says that none was sent."""
    unclaimed = source.unclaimed
    if unclaimed is None or request.nothing_was_sent:
        return
    is_own = request.source in (None, "google")
    if not (is_own and database.run(lambda connection: _is_awaited(connection, request.campaign, as_of))):
        raise ConfigurationError(
            f"{description(unclaimed)} Chưa ghi nhận gì. Hãy kiểm tra lại «Nơi đọc» (--source) hoặc mục [source] của "
            "campaign.toml; nếu đúng chỗ mà chưa đơn vị nào gửi, hãy chạy lại và chọn «Chưa đơn vị nào gửi» (--nothing-sent)."
        )


def place_messages(source: Source) -> tuple[str, ...]:
    """A line for the operator about a place that holds no unit's sheet; none where one does."""
    unclaimed = source.unclaimed
    if unclaimed is None:
        return ()
    return (
        f"{description(unclaimed)} Nếu đã có đơn vị gửi thì đây không phải chỗ đúng: hãy kiểm tra mục [source].",
    )


def description(unclaimed: Unclaimed) -> str:
    """What was found there, in a sentence."""
    place = capital(unclaimed.place)
    if unclaimed.is_empty:
        return f"{place} trống, chưa có bảng của đơn vị nào."
    return f"{place} có tệp nhưng không tệp nào là bảng của đơn vị nào trong danh sách (tên phải bắt đầu bằng mã đơn vị)."


def _is_awaited(connection: Connection, campaign: Campaign, as_of: datetime) -> bool:
    facts = {"campaign": campaign.code, "as_of": as_of, **campaign.deadline}
    return bool(records.value(connection, "may_be_empty", **facts))

"""Verify: is everything that was recorded of a campaign still as it was recorded?

Arrives: a database, a campaign, and the hash that some letter printed, if there is one.
Leaves:  a `Proof`, with the sentences that tell it; the first broken link is named.
Not here: what is linked, and how a break is found: said once, in SQL (`core.linked_record`, `core.broken_link`).

What it proves: no look, decision, answer, closing, issue of a paper with its figures, end of one, edition or change of the
roster was altered, removed or slipped in since it was recorded, and no kept content differs from what was seen. What it cannot: the owner of the tables can write the whole
chain anew. Then it is whole, and its hashes are others: only a hash printed before, in a letter, tells of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from flows.errors import ConfigurationError
from flows.steps.publish.words import dated, number
from flows.store.database import Database
from flows.store.recorded import chains
from flows.store.recorded.chains import BrokenLink, Chain, PrintedLink, Reason
from schemas.campaign import Campaign
from schemas.decision import KIND_VI

LEAST_DIGITS = 16
MOST_BREAKS = 10
REASON_VI: dict[Reason, str] = {
    "number": "mắt xích ngay trước nó đã mất",
    "previous": "mã băm của mắt xích ngay trước nó đã khác đi",
    "gone": "điều đã ghi không còn trong cơ sở dữ liệu",
    "altered": "điều đã ghi, hoặc chính mắt xích, đã bị sửa",
    "words": "tên tệp hoặc chữ đã ghi đã bị sửa",
    "content": "nội dung bảng đã giữ không còn đúng với mã băm của nó",
    "unlinked": "điều này nằm trong cơ sở dữ liệu mà không được nối vào chuỗi",
    "roster": "không còn như lần thay đổi cuối đã ghi",
}
RECORD_VI = {
    "look": "lần ghi nhận",
    "change": "thay đổi của đợt hoặc danh sách đơn vị",
    "campaign": "thông tin của đợt",
    "roster": "danh sách đơn vị",
    "edition": "bản danh sách đơn vị",
    "closing": "chốt số liệu",
    "closing_revoked": "thu hồi chốt số liệu",
    "issue": "phát hành văn bản",
    "issue_revoked": "thu hồi phát hành văn bản",
    **{kind: f"quyết định {name}" for kind, name in KIND_VI.items()},
    **{f"{kind}_revoked": f"thu hồi quyết định {name}" for kind, name in KIND_VI.items()},
}


@dataclass(frozen=True, slots=True)
class Proof:
    """`printed` is the link that a printed hash was found at, None where none was asked for or it is nowhere."""

    chain: Chain
    broken: tuple[BrokenLink, ...]
    was_asked: bool = False
    printed: PrintedLink | None = None

    @property
    def is_whole(self) -> bool:
        return not self.broken and not (self.was_asked and self.printed is None)


def verify(database: Database, campaign: Campaign, printed: str | None = None) -> Proof:
    """Compute every hash again. Raises ConfigurationError for a printed hash that cannot be one."""
    beginning = _hash_as_typed(printed) if printed is not None else None
    with database.begin() as connection:
        chain = chains.chain(connection, campaign.code)
        broken = chains.broken_links(connection, campaign.code)
        found = chains.links_of_hash(connection, campaign.code, beginning) if beginning else []
    return Proof(chain, tuple(broken), beginning is not None, found[0] if found else None)


def _hash_as_typed(typed: str) -> str:
    """A hash as somebody types it from paper: in groups, in capitals, its beginning alone."""
    digits = re.sub(r"[\s.\-]", "", typed).lower()
    if not re.fullmatch(rf"[0-9a-f]{{{LEAST_DIGITS},64}}", digits):
        raise ConfigurationError(
            f"Mã đã in gồm các chữ số 0–9 và chữ a–f; hãy gõ ít nhất {LEAST_DIGITS} ký tự đầu."
        )
    return digits


def sentences(proof: Proof, campaign: Campaign) -> list[str]:
    """What was found, for the desk: the first break first, or the last hash as a letter prints it."""
    chain, zone = proof.chain, campaign.time_zone
    if proof.broken:
        breaks = [_broken(each, zone) for each in proof.broken[:MOST_BREAKS]]
        more = len(proof.broken) - len(breaks)
        lines = [f"Chuỗi ghi nhận của đợt {campaign.code} BỊ ĐỨT. Chỗ đầu tiên: {breaks[0]}", *breaks[1:]]
        lines += [f"… và {number(more)} chỗ nữa."] if more else []
        lines += ["Hãy giữ nguyên cơ sở dữ liệu, so với bản sao lưu và báo người phụ trách."]
    elif not chain.links:
        lines = [f"Đợt {campaign.code} chưa ghi gì."]
    else:
        when = f"từ {dated(chain.first_at, zone)} đến {dated(chain.last_at, zone)}"
        count = number(chain.links)
        lines = [
            f"Chuỗi ghi nhận của đợt {campaign.code} còn nguyên: {count} mắt xích, {when}.",
            f"Mã cuối (mắt xích số {count}): {in_groups(chain.last_sha256 or '')}",
            "Số liệu và tình trạng có còn đúng như tính từ đó ra không: bluezone rebuild.",
        ]
    return lines + _to_be_known(proof, zone)


def _to_be_known(proof: Proof, zone: str) -> list[str]:
    chain, lines = proof.chain, []
    if proof.printed is not None:
        at = f"mắt xích số {number(proof.printed.link)}, nối lúc {dated(proof.printed.linked_at, zone)}"
        lines += [f"Mã đã in là của {at}."]
    elif proof.was_asked:
        lines += ["Mã đã in KHÔNG có trong chuỗi: gõ nhầm, hoặc chuỗi đã bị viết lại từ sau khi in."]
    if chain.erased:
        lines.append(
            f"{number(chain.erased)} mắt xích đã xóa chữ theo thời hạn lưu: còn chứng minh được thời điểm, kết quả và "
            "mã băm của bảng, không còn chứng minh được chữ."
        )
    if chain.simulated_since is not None:
        lines.append(
            f"Cơ sở dữ liệu này dùng đồng hồ giả từ {dated(chain.simulated_since, zone)} (thử, diễn tập): "
            "thời điểm trong đó không chứng minh gì."
        )
    return lines


def _broken(each: BrokenLink, zone: str) -> str:
    what = RECORD_VI.get(each.kind, each.kind)
    what += f" số {number(each.about)}" if each.about is not None else ""
    what += f" của đơn vị {each.unit_code}" if each.unit_code is not None else ""
    where = f"mắt xích số {number(each.link)} ({what}, nối lúc {dated(each.linked_at, zone)})"
    return f"{where if each.link is not None else what}: {REASON_VI[each.reason]}."


def in_groups(digits: str) -> str:
    """A hash as a letter prints it."""
    return " ".join(re.findall(".{1,8}", digits))

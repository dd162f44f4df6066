"""What was drafted, and which issued papers no longer hold, as lines for the desk.

Arrives: what was written, what was found.
Leaves:  Vietnamese lines, without markup.
Not here: the papers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta

from flows.desk.papers import folder as places
from flows.desk.papers.changed import ChangedPaper
from flows.desk.papers.drafting import Drafted, Wanted
from flows.desk.papers.figures.dates import day_in_letter, moment_in_letter
from flows.steps.publish.words import number
from schemas.campaign import Campaign
from schemas.paper_kind import PAPER_VI

WRITTEN_VI = {
    "urging": "công văn đôn đốc",
    "results": "báo cáo kết quả",
    "ranking": "bảng xếp hạng",
    "receipt": "phiếu tiếp nhận",
    places.TO_MEND: "bảng lỗi của đơn vị",
    places.KEPT: "bản chụp, giữ tại văn phòng, không gửi đi",
}
HOW_TO_RECORD = "Văn bản nào đã ký và gửi thì ghi lại: bluezone issued --paper SỐ_DỰ_THẢO --number SỐ_VĂN_BẢN --on NGÀY --by AI"
OLD = timedelta(days=1)
OLD_VI = " (đã quá một ngày: đơn vị báo cáo sau đó chưa được tính)"
STAND_ALONE = ("urging", "results", "ranking")


def of_drafts(written: Sequence[Drafted], asked: Wanted) -> list[str]:
    """What lies where, and how to say that one was issued."""
    lines = [
        f"Dự thảo của đợt {asked.campaign.code}, số liệu tính đến {moment_in_letter(asked.as_of)}: {asked.folder}"
    ]
    if asked.looked_at is not None:
        looked_at = moment_in_letter(asked.looked_at.astimezone(asked.as_of.tzinfo))
        is_old = asked.as_of - asked.looked_at > OLD
        lines.append(f"  Lần xem bảng gần nhất trước đó: {looked_at}{OLD_VI if is_old else ''}.")
    kinds = Counter(each.kind for each in written)
    lines += [
        f"  {each.file.name}: {WRITTEN_VI[each.kind]}, dự thảo số {each.paper_id}"
        for each in written
        if each.kind in STAND_ALONE
    ]
    for kind in ("receipt", places.TO_MEND, places.KEPT):
        if kinds[kind]:
            folder = next(each.file.parent.name for each in written if each.kind == kind)
            lines.append(f"  {folder}/: {number(kinds[kind])} {WRITTEN_VI[kind]}")
    if not kinds["urging"]:
        lines.append("  Không có công văn đôn đốc: không đơn vị nào phải đôn đốc.")
    if not kinds["ranking"]:
        lines.append(
            "  Không có bảng xếp hạng: biểu mẫu không có tỷ lệ nào để xếp, hoặc chưa đơn vị nào có báo cáo hợp lệ."
        )
    lines.append(HOW_TO_RECORD)
    return lines


def in_short(written: Sequence[Drafted]) -> str:
    """What was written, each kind once: "công văn đôn đốc, báo cáo kết quả, 5 phiếu tiếp nhận"."""
    kinds = Counter(each.kind for each in written)
    return ", ".join(
        WRITTEN_VI[kind] if kind in STAND_ALONE else f"{number(many)} {WRITTEN_VI[kind]}"
        for kind, many in kinds.items()
        if kind != places.KEPT
    )


def of_changes(found: Sequence[ChangedPaper], written: Sequence[Drafted], campaign: Campaign) -> list[str]:
    """Each paper that no longer holds, sentence by sentence, and the draft that corrects it."""
    if not found:
        return [f"Không có văn bản đã ban hành nào của đợt {campaign.code} không còn đúng."]
    lines = []
    for each, draft in zip(found, written, strict=True):
        paper = each.paper.issue
        day = day_in_letter(paper.issued_on)
        lines.append(f"{PAPER_VI.get(paper.kind, 'Văn bản')} số {paper.number} ngày {day} không còn đúng:")
        for sentence in each.sentences:
            lines.append(f"  «{sentence.words}»")
            lines.append(f"    đã in {sentence.printed}, nay là {sentence.now}: {sentence.why_vi}")
        lines.append(f"  Dự thảo đính chính số {draft.paper_id}: {draft.file}")
    return lines

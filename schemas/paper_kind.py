"""The kinds of papers, in the words union staff use.

Arrives: a kind's code, as `issuer.toml` and `report.issued_paper` have it.
Leaves:  its Vietnamese name, as a sentence begins with it.
Not here: what a paper of a kind says (`flows.desk.papers`).
"""

from __future__ import annotations

PAPER_VI = {
    "urging": "Công văn đôn đốc",
    "results": "Báo cáo",
    "ranking": "Bảng xếp hạng",
    "receipt": "Phiếu tiếp nhận",
    "correction": "Công văn đính chính",
}

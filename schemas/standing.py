"""Where a unit may stand, in the words union staff use.

Arrives: a standing's code.
Leaves:  its Vietnamese name, in the order in which a campaign is summed up.
Not here: the rule that decides. It lives once, in SQL (`core.standing_of`), as do the names analysts read
         (`core.standing_vi`); a test holds the two lists of names together.
"""

from __future__ import annotations

STANDING_VI = {
    "on_time": "đúng hạn",
    "late": "trễ hạn",
    "missing": "chưa báo cáo",
    "needs_fix": "cần sửa",
    "unverified": "cần xác minh",
    "not_due": "chưa đến hạn",
    "exempt": "miễn báo cáo",
}

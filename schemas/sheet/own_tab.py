"""The tabs that we write beside a unit's own: what was found in its sheet. They are never part of a return.

Arrives: a tab.
Leaves:  whether it is ours.
Not here: what stands in them (`flows.steps.pull.google.feedback`, `flows.desk.papers.mistakes`).

Known by their titles and by how their A1 begins: a clerk may copy them into another file, or send them back.
"""

from __future__ import annotations

from schemas.sheet import Tab

FEEDBACK_TAB = "Kiểm tra"
"""In the unit's own Google Sheet."""
TO_MEND_TAB = "Cần sửa"
"""In the copy that the desk sends; a number follows where the unit has a tab of that name."""
MARK = "Kết quả kiểm tra tự động"


def is_ours(tab: Tab) -> bool:
    """Whether we wrote the tab."""
    first = tab.rows[0][0] if tab.rows and tab.rows[0] else None
    is_called_so = tab.title == FEEDBACK_TAB or tab.title.startswith(TO_MEND_TAB)
    return is_called_so and isinstance(first, str) and first.startswith(MARK)

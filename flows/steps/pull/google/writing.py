"""The account that writes: our own tab in a unit's sheet, and a template into an empty one. Nothing else.

Arrives: requests of a batchUpdate.
Leaves:  nothing; one of `flows.errors`.
Not here: what is written (`feedback`, `blank_sheets`), who may write when (`flows.desk`).

Only this account's client asks for the scope to write, and a campaign says that it may (`feedback = true`).
"""

from __future__ import annotations

from collections.abc import Sequence

from flows.errors import SheetForbidden
from flows.steps.pull.google.cells import Json
from flows.steps.pull.google.sheets import ServiceAccount

WRITE_SCOPES = ("https://www.googleapis.com/auth/spreadsheets",)


class WritingAccount(ServiceAccount):
    """The same account with another token: its scope is to write, and it asks for nothing else."""

    scopes = WRITE_SCOPES

    def update(self, key: str, requests: Sequence[Json], what: str, written: str) -> None:
        """One batchUpdate: Google carries out all of it or nothing. Where it may not, its owner is asked for the right to
        write; `written` says there what was to be written.
        """
        body = {"requests": list(requests)}
        try:
            self._sheets(lambda client: client.batch_update(key, body), what, "spreadsheetId")
        except SheetForbidden:
            raise SheetForbidden(
                f"Không ghi được {written}: người giữ bảng cho {self.account} quyền Người chỉnh sửa."
            ) from None

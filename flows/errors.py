"""Our failures, each with who must act. What is wrong with a unit's data is a finding, never one of these.

    PipelineError
    ├── ConfigurationError      the operator: a file, an argument or the environment is wrong
    ├── DatabaseUnavailable     the operator: the database is down, refuses us or lacks its tables
    ├── SnapshotPruned          the operator: what is asked needs a content removed by policy
    ├── Defect                  us: the program failed where it should not
    └── LookFailed              one unit's sheet could not be looked at; the other units go on
        ├── SheetUnreachable    nobody yet: the network or Google failed and may heal
        ├── QuotaExhausted      nobody yet: Google's quota is used up, the next run goes on
        ├── CredentialsRefused  the operator: Google refuses the account itself, no sheet can be read
        ├── SheetForbidden      the unit: it must share its sheet with the service account
        ├── SheetMissing        the operator: the sheet or its link is gone
        ├── SheetUnreadable     the unit: its file is damaged, protected or of another kind
        └── SheetAmbiguous      the operator: two sheets claim one unit, a person decides

A message is one Vietnamese sentence for the desk and carries no cell value and no secret.
"""

from __future__ import annotations

import traceback
from pathlib import Path
from typing import ClassVar


class PipelineError(Exception):
    """Anything that failed on our side."""

    exit_code: ClassVar[int] = 1


class ConfigurationError(PipelineError):
    """A campaign file, an argument or the environment is wrong."""

    exit_code = 2


class DatabaseUnavailable(PipelineError):
    """The database cannot be reached, refuses us, or its tables are not those of this release."""

    exit_code = 3


class SnapshotPruned(PipelineError):
    """A content whose cells were removed by policy would have to be read again."""


class Defect(PipelineError):
    """The program failed where it should not. Known by its kind and place alone, for its text may hold a cell's value."""

    @classmethod
    def of(cls, error: Exception) -> Defect:
        """The defect that an unexpected exception shows."""
        frames = traceback.extract_tb(error.__traceback__)
        place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
        return cls(
            f"Lỗi chương trình ({type(error).__name__} tại {place}); hãy báo người phụ trách phần mềm."
        )


class LookFailed(PipelineError):
    """One unit's sheet could not be looked at. `outcome` is what the observation records."""

    outcome: ClassVar[str] = "unreachable"
    may_heal: ClassVar[bool] = False


class SheetUnreachable(LookFailed):
    """The network or the source's server failed; the same look may succeed later."""

    may_heal = True


class QuotaExhausted(LookFailed):
    """The source's quota is used up for now."""

    outcome = "quota"
    may_heal = True


class CredentialsRefused(LookFailed):
    """The service account itself is refused, so that no sheet can be read."""

    exit_code = 4
    outcome = "forbidden"


class SheetForbidden(LookFailed):
    """The sheet is not shared with the service account."""

    outcome = "forbidden"


class SheetMissing(LookFailed):
    """The sheet was there, or should be, and is not."""

    outcome = "missing"


class SheetUnreadable(LookFailed):
    """The file is damaged, protected by a password, or not a spreadsheet."""

    outcome = "unreadable"


class SheetAmbiguous(LookFailed):
    """Two sheets claim one unit; neither is taken."""

    outcome = "ambiguous"

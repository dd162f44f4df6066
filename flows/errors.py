"""Our failures, each with who must act. What is wrong with a unit's data is a finding, never one of these.

    PipelineError
    ├── ConfigurationError      the operator: a file, an argument or the environment is wrong
    │   └── KeyUnusable         the operator: the key file is not there, damaged, or a key of another kind
    ├── DatabaseUnavailable     the operator: the database is down, refuses us or lacks its tables
    │   └── DatabaseInterrupted nobody yet: it went away or took the work back, the same work may succeed later
    ├── MailUnavailable         the operator: the mail server cannot be reached, or refuses us or the sender
    ├── RemindingBusy           nobody: another run is sending this campaign's reminders
    ├── PrefectUnavailable      the operator: the Prefect server is down, refuses us or did not start
    ├── StillBusy               the operator: a run is under way; wait for it, or stop it anyway
    ├── TurnTaken               the operator: another run of the campaign does not end
    ├── SnapshotPruned          the operator: what is asked needs a content removed by policy
    ├── SnapshotAltered         the operator: a kept content is not what its hash says, a backup has it
    ├── RecordRefused           the operator: a clock is wrong, or what is to be recorded cannot have happened
    ├── PaperUnproven           nobody, or us: a figure changed while its paper was written; the paper is not written
    ├── Defect                  us: the program failed where it should not
    └── LookFailed              one unit's sheet could not be looked at; the other units go on
        ├── SheetUnreachable    nobody yet: the network or Google failed and may heal
        ├── QuotaExhausted      nobody yet: Google's quota is used up, the next run goes on
        ├── CredentialsRefused  the operator: Google refuses the account itself, no sheet can be read
        ├── SheetForbidden      the unit: it must share its sheet with the service account
        ├── SheetMissing        the operator: the sheet or its link is gone
        ├── SheetUnreadable     the unit: its file is damaged, protected or of another kind
        └── SheetAmbiguous      the operator: two sheets claim one unit, or one may be two units', a person decides

A message is one Vietnamese sentence for the desk and carries no cell value and no secret.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import ClassVar


class PipelineError(Exception):
    """Anything that failed on our side."""

    exit_code: ClassVar[int] = 1


class ConfigurationError(PipelineError):
    """A campaign file, an argument or the environment is wrong."""

    exit_code = 2


class KeyUnusable(ConfigurationError):
    """The file that should hold a service account's key holds none: whatever we asked, Google would refuse."""

    exit_code = 4


class DatabaseUnavailable(PipelineError):
    """The database cannot be reached, refuses us, or its tables are not those of this release."""

    exit_code = 3


class DatabaseInterrupted(DatabaseUnavailable):
    """The database went away, took the transaction back or kept us waiting; nothing of the work is half-written."""


class MailUnavailable(PipelineError):
    """The mail server cannot be reached, refuses our account, or does not accept our sender."""


class RemindingBusy(PipelineError):
    """Another run is sending this campaign's reminders; what it leaves is due for the next one."""


class PrefectUnavailable(PipelineError):
    """The Prefect server or its worker cannot be reached, refuses us, or does not start."""

    exit_code = 5


class StillBusy(PipelineError):
    """What should be stopped still works. Known by the names of the runs."""

    def __init__(self, runs: Sequence[str]) -> None:
        super().__init__(
            f"Vẫn chưa xong: {', '.join(runs)}. Chưa dừng gì; hãy đợi rồi gọi lại, "
            "hoặc dừng ngay bằng: bluezone down --now"
        )


class TurnTaken(PipelineError):
    """Another run of the campaign has had the turn for longer than any run takes."""


class SnapshotPruned(PipelineError):
    """A content whose cells were removed by policy would have to be read again."""


class SnapshotAltered(PipelineError):
    """Kept cells are not those that they are named for: the disk failed, or somebody changed them."""


class RecordRefused(PipelineError):
    """The server does not record what cannot have happened: an instant its clock denies, an end of what has ended."""


class PaperUnproven(PipelineError):
    """A number of a paper is not what the database says as of the paper's instant; the paper was not written."""


class Defect(PipelineError):
    """The program failed where it should not. Known by its kind and place alone, for its text may hold a cell's value."""

    @classmethod
    def of(cls, error: Exception) -> Defect:
        """The defect that an unexpected exception shows, placed where our own code was last."""
        import traceback  # needed when all else has failed, and not by `bluezone --help`

        frames = traceback.extract_tb(error.__traceback__)
        ours = [
            each for each in frames if Path(each.filename).is_relative_to(Path(__file__).parent)
        ] or frames
        place = f"{Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else "?"
        return cls(
            f"Lỗi chương trình ({type(error).__name__} tại {place}); hãy báo người phụ trách phần mềm."
        )


@contextmanager
def untold() -> Iterator[None]:
    """Let our own failures pass; anything else goes on as a Defect, for its text and its causes may hold a cell's value.

    Around (or, as a decorator, on) whatever Prefect or a terminal would print the traceback of.
    """
    try:
        yield
    except PipelineError:
        raise
    except Exception as error:  # noqa: BLE001 - nothing is swallowed: it goes on as a Defect, without its text
        raise Defect.of(error) from None


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
    """Two sheets claim one unit, or one bears a name of two; none is taken."""

    outcome = "ambiguous"

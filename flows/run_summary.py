"""How a run and each of its units ended, as a value that states, tables and machines are made from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from schemas.observation import Outcome
from schemas.roster import Unit

if TYPE_CHECKING:
    from schemas.unit_return import CheckedReturn

GONE = "Bảng đã có trước đây nay không còn; hãy tìm lại tệp hoặc liên kết."

OUTCOME_VI = {
    "completed": "xong",
    "completed_with_findings": "xong, có chỗ cần sửa",
    "failed": "CHƯA ĐỦ",
}
"""How a run ended, for people."""


@dataclass(frozen=True, slots=True)
class UnitResult:
    """How one unit's collection ended."""

    unit_code: str
    unit_name: str
    outcome: Outcome
    detail: str | None = None
    rows_accepted: int = 0
    rows_refused: int = 0
    errors: int = 0
    warnings: int = 0
    may_heal: bool = False
    """Whether the same look may succeed soon, by itself."""

    @classmethod
    def of(
        cls, unit: Unit, outcome: Outcome, detail: str | None, checked: CheckedReturn | None
    ) -> UnitResult:
        """The result of a look; `checked` is what was folded of it, None when that was nothing new."""
        if outcome is Outcome.MISSING:
            detail = detail or GONE
        if checked is None:
            return cls(unit.code, unit.name, outcome, detail)
        rows, findings = (checked.rows_accepted, checked.rows_refused), (checked.errors, checked.warnings)
        return cls(unit.code, unit.name, outcome, detail, *rows, *findings)


@dataclass(frozen=True, slots=True)
class RunSummary:
    """How a run ended. `as_of` is the instant its standings and flags were asked for."""

    run_id: UUID
    campaign: str
    outcome: str
    as_of: datetime
    units: tuple[UnitResult, ...]
    flagged: tuple[str, ...]
    cleared: tuple[str, ...]
    strays: tuple[str, ...]
    notes: tuple[str, ...] = ()
    """Lines for the operator about what was told elsewhere: the units' own sheets, the pages in Prefect."""

    @property
    def unreadable(self) -> tuple[UnitResult, ...]:
        return unreadable(self.units)

    @property
    def message(self) -> str:
        """One Vietnamese line for a run's state: what could not be read and who must act, or that all was."""
        told = told_unreadable(self.units) or f"Đã xem {len(self.units)} đơn vị."
        return " ".join([told, *self.notes])


def unreadable(units: Sequence[UnitResult]) -> tuple[UnitResult, ...]:
    """Those whose sheet could not be looked at."""
    return tuple(unit for unit in units if not unit.outcome.is_successful)


def told_unreadable(units: Sequence[UnitResult]) -> str:
    """How many units could not be read, which ones and who must act; "" when all could."""
    failed = unreadable(units)
    if not failed:
        return ""
    by_detail: dict[str | None, list[str]] = {}
    for unit in failed:
        by_detail.setdefault(unit.detail, []).append(unit.unit_name)
    troubles = " ".join(f"{', '.join(names)}: {detail}" for detail, names in by_detail.items())
    return f"{len(failed)}/{len(units)} đơn vị không đọc được. {troubles}"

"""How a run and each of its units ended, as a value that states, tables and machines are made from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from schemas.observation import Outcome

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
        return tuple(unit for unit in self.units if not unit.outcome.is_successful)

    @property
    def message(self) -> str:
        """One Vietnamese line for a run's state: what could not be read and who must act, or that all was."""
        if not self.unreadable:
            return " ".join([f"Đã xem {len(self.units)} đơn vị.", *self.notes])
        by_detail: dict[str | None, list[str]] = {}
        for unit in self.unreadable:
            by_detail.setdefault(unit.detail, []).append(unit.unit_name)
        troubles = " ".join(f"{', '.join(names)}: {detail}" for detail, names in by_detail.items())
        told = f"{len(self.unreadable)}/{len(self.units)} đơn vị không đọc được. {troubles}"
        return " ".join([told, *self.notes])

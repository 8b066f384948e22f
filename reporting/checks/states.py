"""The state of one form row: what is lacking, and which of the five states follows from it."""

from __future__ import annotations

from reporting.checks.matter import Row
from reporting.completeness import CellState
from reporting.plan import MeasureKind
from reporting.returns import Status


def state(row: Row) -> CellState:
    """Exactly one state for every row, whatever came."""
    if row.silent:
        return CellState.SILENT
    if row.not_arising:
        return CellState.NOT_ARISING if has_reason(row) else CellState.NO_FIGURE
    if lacking(row):
        return CellState.NO_FIGURE
    if owes_evidence(row) and not has_evidence(row):
        return CellState.NO_EVIDENCE
    return CellState.FULL


def lacking(row: Row) -> tuple[str, ...]:
    """The parts of the figure (or the status, where no figure is asked) that are not there, in Vietnamese."""
    answer = row.answer
    if answer is None or row.not_arising:
        return ()
    if row.kind in (MeasureKind.RATIO, MeasureKind.DECREASE) or row.kind is MeasureKind.UNITS and row.obligation.total:
        names = (("tử số", answer.numerator), ("mẫu số", answer.denominator))
        return tuple(name for name, value in names if value is None)
    if row.kind is MeasureKind.COUNT:
        return () if answer.numerator else ("số lượng",)
    if row.kind is MeasureKind.UNITS:
        return () if answer.numerator else ("số xã trả lời Có" if row.commune else "câu trả lời Có/Không",)
    return () if answer.status or answer.numerator else ("trạng thái",)


def has_reason(row: Row) -> bool:
    return bool(row.answer and (row.answer.note or row.answer.narrative))


def has_evidence(row: Row) -> bool:
    """Beside the figure; the communes' figure may lean on the evidence of their district's row."""
    own = row.own if row.commune else None
    return bool(row.answer and row.answer.evidence or own and own.evidence)


def owes_evidence(row: Row) -> bool:
    """Nothing to prove where nothing was started, or where the answer is no."""
    if row.status in (Status.NOT_STARTED, Status.NOT_ARISING):
        return False
    if row.kind is MeasureKind.UNITS and not row.obligation.total and row.answer and row.answer.numerator:
        return bool(row.answer.numerator.value)
    return True

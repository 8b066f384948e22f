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
    """Fields of the answer that make its figure (or its status, where no figure is asked) and are not there."""
    if row.not_arising:
        return ()
    return tuple(name for name in asked_fields(row) if row.answer is None or _blank(row, name))


def asked_fields(row: Row) -> tuple[str, ...]:
    if row.kind in (MeasureKind.RATIO, MeasureKind.DECREASE) or row.kind is MeasureKind.UNITS and row.obligation.total:
        return ("numerator", "denominator")
    return ("numerator",) if row.kind in (MeasureKind.COUNT, MeasureKind.UNITS) else ("status",)


def _blank(row: Row, name: str) -> bool:
    """A milestone of the communes may be answered by a number instead of a status."""
    answer = row.answer
    return getattr(answer, name) is None and not (name == "status" and answer and answer.numerator)


def has_reason(row: Row) -> bool:
    return bool(row.answer and (row.answer.note or row.answer.narrative)) or only_if_concerned(row)


def only_if_concerned(row: Row) -> bool:
    """Who is asked as a precaution, and is not concerned, need not say why."""
    return row.item.only_if_concerned and not row.leads


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

"""The state of one form row: what is lacking, and which of the five states follows from it."""

from __future__ import annotations

from reporting.checks.check_input import JoinedRow
from reporting.completeness import CellState
from reporting.plan import MeasureKind
from reporting.returns import Status


def state(row: JoinedRow) -> CellState:
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


def lacking(row: JoinedRow) -> tuple[str, ...]:
    """The columns that make the row's answer and are not filled."""
    if row.not_arising:
        return ()
    return tuple(column for column in row.obligation.asked if _blank(row, column))


def _blank(row: JoinedRow, column: str) -> bool:
    """A milestone of the communes may be answered by a number instead of a status."""
    if row.answer is None:
        return True
    said = getattr(row.answer, "numerator" if column == "answer" else column)
    return said is None and not (column == "status" and row.answer.numerator)


def has_reason(row: JoinedRow) -> bool:
    return bool(row.answer and (row.answer.note or row.answer.narrative)) or only_if_concerned(row)


def only_if_concerned(row: JoinedRow) -> bool:
    """Who is asked as a precaution, and is not concerned, need not say why."""
    return row.item.only_if_concerned and not row.leads


def has_evidence(row: JoinedRow) -> bool:
    """Beside the figure; the communes' figure may lean on the evidence of their district's row."""
    own = row.own if row.commune else None
    return bool(row.answer and row.answer.evidence or own and own.evidence)


def owes_evidence(row: JoinedRow) -> bool:
    """Nothing to prove where nothing was started, or where the answer is no."""
    if row.status in (Status.NOT_STARTED, Status.NOT_ARISING):
        return False
    if row.kind is MeasureKind.UNITS and not row.obligation.total and row.answer and row.answer.numerator:
        return bool(row.answer.numerator.value)
    return True

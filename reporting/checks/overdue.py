"""Items due on or before the cutoff that are not done, and items called done whose day is still to come."""

from __future__ import annotations

from collections.abc import Iterator

from reporting.checks.check_input import JoinedRow, JoinedRows
from reporting.findings import Finding
from reporting.period import Period
from reporting.returns import Status

CODES = ("overdue", "done-before-due")


def check(joined: JoinedRows) -> Iterator[Finding]:
    period = joined.given.period
    for row in joined.rows():
        if not row.required or row.answer is None or row.status is None:
            continue
        if overdue(row, period):
            yield row.finding("overdue", row.answer.status_at, due=row.item.due.label, status=row.status.label)
        elif _early(row, period):
            yield row.finding("done-before-due", row.answer.status_at, due=row.item.due.label)


def _early(row: JoinedRow, period: Period) -> bool:
    """Asked of the lead only: an implementer may well have done its share."""
    due = row.item.due.day
    return row.leads and row.status is Status.DONE and due is not None and due > period.cutoff


def overdue(row: JoinedRow, period: Period) -> bool:
    """A figure without a status says nothing of being done; silence on a due item is overdue."""
    due = row.item.due.day
    if due is None or due > period.cutoff or row.commune:
        return False
    if row.status is None:
        return row.silent
    return row.status not in (Status.DONE, Status.NOT_ARISING)

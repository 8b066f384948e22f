"""Statuses: one agency's over its rows, an item's after its lead."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reporting.consolidation import Source
from reporting.merge.parts import AnswerPart
from reporting.plan import Item
from reporting.returns import Status


def combined_status(statuses: Iterable[Status | None]) -> Status | None:
    """Several rows of one agency: done only when all are; "không phát sinh" only when nothing else is said."""
    said = [status for status in statuses if status is not None]
    arising = [status for status in said if status is not Status.NOT_ARISING]
    if not arising:
        return Status.NOT_ARISING if said else None
    if all(status is arising[0] for status in arising):
        return arising[0]
    return Status.ONGOING


def responsible(item: Item, parts: Sequence[AnswerPart]) -> str:
    """The lead, else the focal agency, else the only agency that owes the item ("" when it is many)."""
    if item.lead:
        return item.lead
    owing = {part.agency for part in parts if part.obligation.required}
    return next(iter(owing)) if len(owing) == 1 else ""


Said = tuple[str, Status, Source | None]


def said_by_agency(parts: Sequence[AnswerPart]) -> tuple[Said, ...]:
    """Everyone's status and the cell that says it, in registry order; communes do not count for their
    district. Of several rows the cell is the first that says the status, else the first."""
    rows: dict[str, list[AnswerPart]] = {}
    for part in parts:
        if part.obligation.level == "own" and part.status is not None:
            rows.setdefault(part.agency, []).append(part)
    return tuple(
        (agency, status, _cell(own, status))
        for agency, own in rows.items()
        if (status := combined_status(part.status for part in own)) is not None
    )


def _cell(own: Sequence[AnswerPart], status: Status) -> Source | None:
    return next((part for part in own if part.status is status), own[0]).status_source

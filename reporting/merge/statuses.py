"""Statuses: one agency's over its rows, an item's after its lead."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reporting.consolidation import Source
from reporting.merge.parts import Part
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


def responsible(item: Item, parts: Sequence[Part]) -> str:
    """The lead, else the focal agency, else the only agency that owes the item ("" when it is many)."""
    if item.lead:
        return item.lead
    owing = {part.agency for part in parts if part.obligation.required}
    return next(iter(owing)) if len(owing) == 1 else ""


def statuses_by_agency(parts: Sequence[Part]) -> tuple[tuple[str, Status], ...]:
    """Everyone's status, in registry order; communes do not count for their district."""
    rows: dict[str, list[Status | None]] = {}
    for part in parts:
        if part.obligation.level == "own":
            rows.setdefault(part.agency, []).append(part.status)
    combined = ((agency, combined_status(statuses)) for agency, statuses in rows.items())
    return tuple((agency, status) for agency, status in combined if status is not None)


def status_source(parts: Sequence[Part], agency: str, status: Status | None) -> Source | None:
    """The cell that says the agency's status; of several rows the first that says it, else the first."""
    own = [p for p in parts if p.agency == agency and p.obligation.level == "own" and p.status_source]
    return next((p.status_source for p in own if p.status is status), own[0].status_source if own else None)


def status_sources(parts: Sequence[Part]) -> tuple[Source, ...]:
    """One cell for each of `statuses_by_agency`, in the same order."""
    cells = (status_source(parts, agency, status) for agency, status in statuses_by_agency(parts))
    return tuple(cell for cell in cells if cell is not None)

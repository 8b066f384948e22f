"""Returns of those who report through a body → the rows of its own return that ask for them. Pure.

Added up by the same rules as the report: whoever merges level by level gets the totals of all returns merged at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from reporting.agencies import Agency
from reporting.consolidation import Source, Total
from reporting.findings import Finding
from reporting.merge.figures import total
from reporting.merge.parts import AnswerPart, one_each, parts_by_item
from reporting.merge.statuses import combined_status
from reporting.obligations import Campaign, Obligation
from reporting.plan import MeasureKind
from reporting.returns import Below, Return, Status


@dataclass(frozen=True, slots=True)
class MergedRow:
    """One row "các xã trực thuộc". `numerator` None: nobody has a figure. `reported`: how many units stand in it;
    `missing`: subordinates that owe the figure and did not give it, `not_arising` those with nothing to count."""

    obligation: Obligation
    numerator: Total | None = None
    denominator: Total | None = None
    reported: Total = Total(Decimal(0))
    status: Status | None = None
    missing: tuple[str, ...] = ()
    not_arising: tuple[str, ...] = ()

    @property
    def cells(self) -> dict[str, Total]:
        """What the row's cells say, by column."""
        parts = {"numerator": self.numerator, "denominator": self.denominator, "reported": self.reported}
        return {key: part for key, part in parts.items() if part is not None and key in self._asked}

    @property
    def _asked(self) -> tuple[str, ...]:
        return (*self.obligation.asked, "reported")


def roll_up(campaign: Campaign, body: Agency, returns: Iterable[Return]) -> tuple[tuple[MergedRow, ...], list[Finding]]:
    """The rows of `body` for those below it, in plan order. `returns`: one of each that reports directly to it; those
    may bring rows for others below them."""
    below = campaign.below(body)
    direct = (one for one in returns if one.agency in below.expected)
    parts, stray = parts_by_item(below, one_each(direct, below.registry))
    asked = (row for row in campaign.owed(body) if row.level == "commune")
    return tuple(_merged(row, parts[row.item]) for row in asked), list(stray)


def _merged(row: Obligation, parts: Sequence[AnswerPart]) -> MergedRow:
    asked = [part for part in parts if part.obligation.measure == row.measure and part.obligation.answer is not None]
    own = [part for part in asked if not part.obligation.total]
    usable = [part for part in own if part.usable]
    owing = dict.fromkeys(part.agency for part in own if part.obligation.required and not part.settled)
    figures = row.answer is not MeasureKind.MILESTONE
    return MergedRow(
        row,
        total(part.numerator for part in usable) if usable and figures else None,
        total(part.denominator for part in usable) if usable and figures and _has_denominator(row) else None,
        total(_reported(own, row)),
        _status(own, usable, figures),
        tuple(owing),
        tuple(dict.fromkeys(part.agency for part in own if part.not_arising)),
    )


def _has_denominator(row: Obligation) -> bool:
    return "denominator" in row.asked


def _reported(parts: Iterable[AnswerPart], row: Obligation) -> Iterator[Source | None]:
    """How many units stand in the figure: of those that answer yes or no, who answered; else also where nothing arose."""
    for part in parts:
        if row.answer is MeasureKind.UNITS:
            yield part.denominator
        elif part.obligation.level == "commune":
            yield part.reported
        elif part.settled:
            cell = part.numerator or part.status_source
            yield Source(part.agency, cell.location, Decimal(1)) if cell else None


def _status(parts: Sequence[AnswerPart], usable: Sequence[AnswerPart], figures: bool) -> Status | None:
    """Of a milestone what all say together; "không phát sinh" where nobody has anything to count."""
    said = combined_status(part.status for part in parts)
    if not figures:
        return said
    return Status.NOT_ARISING if said is Status.NOT_ARISING and not usable else None


def nodes_of(merged: Total) -> tuple[Below, ...]:
    """The cells behind a merged figure, each with those below it."""
    return tuple(Below(s.agency, s.location, s.value or Decimal(0), s.below) for s in merged.sources)

"""The lead's figure for the whole province against what the others report of their own share."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from reporting.checks.check_input import JoinedRow, JoinedRows
from reporting.consolidation import Figure, Source
from reporting.findings import Finding
from reporting.numbers import format_number
from reporting.plan import Combine, Role, roles_of

CODES = ("lead-below-parts", "lead-differs-from-parts", "lead-above-parts")

QUOTED = 3


def check(joined: JoinedRows) -> Iterator[Finding]:
    rows: dict[str, list[JoinedRow]] = {}
    for one in joined.agencies:
        for row in one.rows:
            if row.measure and row.measure.combine is Combine.LEAD_CHECKED:
                rows.setdefault(row.measure.id, []).append(row)
    for item in joined.given.consolidation.items:
        for result in item.measures:
            asked = rows.get(result.measure, [])
            lead = _lead(asked, result.figure)
            if lead and result.figure and result.by_agency:
                yield from _compare(lead, result.figure, dict(result.by_agency), asked, joined)


def _lead(asked: list[JoinedRow], figure: Figure | None) -> JoinedRow | None:
    """The row that the agreed figure was taken from."""
    agency = figure.operands[0].sources[0].agency if figure else ""
    return next((row for row in asked if row.obligation.total and row.agency.code == agency), None)


def _compare(
    lead: JoinedRow, figure: Figure, parts: dict[str, Figure], asked: list[JoinedRow], joined: JoinedRows
) -> Iterator[Finding]:
    """One finding for the measure, in the sense of its worst part."""
    complete = all(not row.silent for row in asked if not row.obligation.total)
    above = "lead-above-parts" if _has_own_share(lead, joined) else "lead-differs-from-parts"
    tolerance = _tolerance(lead, joined)
    codes = []
    for place, total in enumerate(figure.operands):
        over = _sum(_sources(parts, place)) - total.value
        if over > tolerance:
            codes.append("lead-below-parts")
        elif complete and -over > tolerance:
            codes.append(above)
    if codes:
        yield _finding(min(codes, key=CODES.index), lead, figure, parts, joined)


def _has_own_share(lead: JoinedRow, joined: JoinedRows) -> bool:
    """A lead that is itself one of the implementing or coordinating bodies has a share that no row asks for."""
    roles = roles_of(lead.item, lead.agency.code, joined.given.registry)
    return bool(roles & {Role.IMPLEMENT, Role.COORDINATE})


def _finding(code: str, lead: JoinedRow, figure: Figure, parts: dict[str, Figure], joined: JoinedRows) -> Finding:
    sums = [_sources(parts, place) for place in range(len(figure.operands))]
    leads = [total.sources for total in figure.operands]
    return lead.finding(
        code,
        leads[0][0].location,
        related=tuple(source.location for sources in (*leads[1:], *sums) for source in sources),
        lead="/".join(format_number(_sum(sources)) for sources in leads),
        parts="/".join(format_number(_sum(sources)) for sources in sums),
        parts_count=len(parts),
        tolerance=format_number(_tolerance(lead, joined)),
        cells=_quoted(sums[0], joined),
        # not printed: a decision goes stale when any of the cells changes, even if the sum does not
        behind=" ".join(f"{source.agency}:{source.value}" for sources in sums for source in sources),
    )


def _quoted(parts: tuple[Source, ...], joined: JoinedRows) -> str:
    """The largest parts with their cells, then how many more: all of them are in `related`."""
    largest = sorted(parts, key=lambda source: (-(source.value or 0), source.agency))[:QUOTED]
    said = [f"{joined.given.registry.name_of(s.agency)} {format_number(s.value or 0)}, {s.location}" for s in largest]
    more = len(parts) - len(largest)
    return "; ".join(said) + (f"; và {more} ô khác" if more else "")


def _sources(parts: dict[str, Figure], place: int) -> tuple[Source, ...]:
    return tuple(source for figure in parts.values() for source in figure.operands[place].sources)


def _sum(sources: tuple[Source, ...]) -> Decimal:
    return sum((source.value for source in sources if source.value is not None), Decimal(0))


def _tolerance(lead: JoinedRow, joined: JoinedRows) -> Decimal:
    own = lead.measure.tolerance if lead.measure else Decimal(0)
    return own + joined.given.thresholds.lead_and_sum

"""The lead's figure for the whole province against what the others report of their own share."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from reporting.checks.matter import Matter, Row
from reporting.consolidation import Figure, Source
from reporting.findings import Finding
from reporting.numbers import format_number
from reporting.plan import Combine, MeasureKind, Role, roles_of

CODES = ("lead-below-parts", "lead-differs-from-parts", "lead-above-parts")

QUOTED = 3


def check(matter: Matter) -> Iterator[Finding]:
    rows: dict[str, list[Row]] = {}
    for one in matter.agencies:
        for row in one.rows:
            if row.measure and row.measure.combine is Combine.LEAD_CHECKED:
                rows.setdefault(row.measure.id, []).append(row)
    for item in matter.case.consolidation.items:
        for result in item.measures:
            asked = rows.get(result.measure, [])
            lead = _lead(asked, result.figure)
            if lead and result.figure and result.by_agency:
                yield from _compare(lead, result.figure, dict(result.by_agency), asked, matter)


def _lead(asked: list[Row], figure: Figure | None) -> Row | None:
    """The row that the agreed figure was taken from."""
    agency = figure.operands[0].sources[0].agency if figure else ""
    return next((row for row in asked if row.obligation.total and row.agency.code == agency), None)


def _compare(
    lead: Row, figure: Figure, parts: dict[str, Figure], asked: list[Row], matter: Matter
) -> Iterator[Finding]:
    complete = all(not row.silent for row in asked if not row.obligation.total)
    alone = not _has_own_share(lead, matter)
    for place, name in enumerate(_names(lead)):
        code = _code(_sources(parts, place), figure.operands[place].value, _tolerance(lead, matter), complete, alone)
        if code:
            yield _finding(code, lead, name, figure.operands[place].sources, _sources(parts, place), matter)


def _has_own_share(lead: Row, matter: Matter) -> bool:
    """A lead that is itself one of the implementing or coordinating bodies has a share that no row asks for."""
    roles = roles_of(lead.item, lead.agency.code, matter.case.registry)
    return bool(roles & {Role.IMPLEMENT, Role.COORDINATE})


def _code(sources: tuple[Source, ...], lead: Decimal, tolerance: Decimal, complete: bool, alone: bool) -> str:
    over = _sum(sources) - lead
    if over > tolerance:
        return "lead-below-parts"
    if complete and -over > tolerance:
        return "lead-differs-from-parts" if alone else "lead-above-parts"
    return ""


def _finding(
    code: str, lead: Row, name: tuple[str, str], leads: tuple[Source, ...], parts: tuple[Source, ...], matter: Matter
) -> Finding:
    return lead.finding(
        code,
        leads[0].location,
        name[0],
        related=tuple(source.location for source in parts),
        what=name[1],
        lead=format_number(_sum(leads)),
        parts=format_number(_sum(parts)),
        parts_count=len({source.agency for source in parts}),
        tolerance=format_number(_tolerance(lead, matter)),
        cells=_quoted(parts, matter),
    )


def _quoted(parts: tuple[Source, ...], matter: Matter) -> str:
    """The largest parts with their cells, then how many more: all of them are in `related`."""
    largest = sorted(parts, key=lambda source: (-(source.value or 0), source.agency))[:QUOTED]
    said = [f"{matter.case.registry.name_of(s.agency)} {format_number(s.value or 0)}, {s.location}" for s in largest]
    more = len(parts) - len(largest)
    return "; ".join(said) + (f"; và {more} ô khác" if more else "")


def _names(lead: Row) -> tuple[tuple[str, str], ...]:
    if lead.kind is MeasureKind.COUNT:
        return (("numerator", "số lượng"),)
    return (("numerator", "tử số"), ("denominator", "mẫu số"))


def _sources(parts: dict[str, Figure], place: int) -> tuple[Source, ...]:
    return tuple(source for figure in parts.values() for source in figure.operands[place].sources)


def _sum(sources: tuple[Source, ...]) -> Decimal:
    return sum((source.value for source in sources if source.value is not None), Decimal(0))


def _tolerance(lead: Row, matter: Matter) -> Decimal:
    own = lead.measure.tolerance if lead.measure else Decimal(0)
    return own + matter.case.thresholds.lead_and_sum

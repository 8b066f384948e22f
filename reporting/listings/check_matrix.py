"""The matrix agencies × parts of the plan, and the totals under it: one model for terminal, Excel and HTML."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reporting.agencies import Registry
from reporting.codes import Severity
from reporting.completeness import AgencyState, CellState, Completeness, Timeliness
from reporting.findings import Finding
from reporting.plan import Plan

MOST_COLUMNS = 9


@dataclass(frozen=True, slots=True)
class CheckColumn:
    """One part of the plan: a section, or a whole part whose sections would not fit."""

    title: str
    name: str
    sections: frozenset[str]


@dataclass(frozen=True, slots=True)
class Share:
    """Of the cells owed, how many are settled. `state` is the worst among them (None: nothing owed)."""

    settled: int
    owed: int
    state: CellState | None = None

    @property
    def text(self) -> str:
        return f"{self.settled}/{self.owed}" if self.owed else ""


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One agency's line of the matrix."""

    state: AgencyState
    shares: tuple[Share, ...]
    total: Share
    errors: int
    warnings: int


@dataclass(frozen=True, slots=True)
class Totals:
    """What the whole check comes to."""

    expected: int
    received: int
    on_time: int
    late: int
    missing: int
    owed: int
    settled: int
    errors: int
    open_errors: int
    decided: int
    warnings: int
    notes: int


@dataclass(frozen=True, slots=True)
class Matrix:
    columns: tuple[CheckColumn, ...]
    lines: tuple[CheckLine, ...]
    sums: tuple[Share, ...]
    total: Share
    totals: Totals


# From the best to the worst: a part of the matrix shows the worst of its cells.
_ORDER = (CellState.NOT_ARISING, CellState.FULL, CellState.NO_EVIDENCE, CellState.NO_FIGURE, CellState.SILENT)


def matrix(completeness: Completeness, plan: Plan) -> Matrix:
    parts = columns(plan)
    open_errors = Counter(f.agency for f in completeness.open_errors)
    warned = Counter(f.agency for f in completeness.findings if f.severity is Severity.WARNING)
    shares = [_shares(state, parts) for state in completeness.agencies]
    lines = tuple(
        CheckLine(state, own, _sum(own), open_errors[state.agency], warned[state.agency])
        for state, own in zip(completeness.agencies, shares, strict=True)
    )
    sums = tuple(map(_sum, zip(*shares, strict=True))) or tuple(Share(0, 0) for _ in parts)
    return Matrix(parts, lines, sums, _sum(sums), totals(completeness))


def columns(plan: Plan) -> tuple[CheckColumn, ...]:
    """The sections that have items, in plan order; the fullest parts are folded until they fit."""
    parts: dict[str, list[str]] = {}
    for section in dict.fromkeys(item.section for item in plan.items):
        parts.setdefault(section.partition(".")[0], []).append(section)
    folded = {part for part, sections in parts.items() if len(sections) == 1}
    while sum(1 if part in folded else len(sections) for part, sections in parts.items()) > MOST_COLUMNS:
        widest = max((p for p in parts if p not in folded), key=lambda p: (len(parts[p]), p))
        folded.add(widest)
    return tuple(
        column
        for part, sections in parts.items()
        for column in ([_column(plan, part, sections)] if part in folded else [_column(plan, s, [s]) for s in sections])
    )


def _column(plan: Plan, title: str, sections: list[str]) -> CheckColumn:
    heading = plan.section(title)
    return CheckColumn(title, heading.title if heading else title, frozenset(sections))


def _shares(state: AgencyState, parts: tuple[CheckColumn, ...]) -> tuple[Share, ...]:
    """One agency's share of each part; every section of the plan belongs to one part."""
    by_section: dict[str, list[CellState]] = {}
    for cell in state.cells:
        by_section.setdefault(cell.section, []).append(cell.state)
    return tuple(share_of([one for s in column.sections for one in by_section.get(s, ())]) for column in parts)


def share_of(states: Sequence[CellState]) -> Share:
    """What cells in these states come to."""
    worst = max(states, key=_ORDER.index) if states else None
    return Share(sum(state.settled for state in states), len(states), worst)


def _sum(shares: Iterable[Share]) -> Share:
    several = tuple(shares)
    states = [share.state for share in several if share.state]
    worst = max(states, key=_ORDER.index) if states else None
    return Share(sum(share.settled for share in several), sum(share.owed for share in several), worst)


def totals(completeness: Completeness) -> Totals:
    agencies, findings = completeness.agencies, completeness.findings
    when = Counter(state.timeliness for state in agencies)
    severities = Counter(f.severity for f in findings)
    settled = [state.settled() for state in agencies]
    return Totals(
        len(agencies),
        sum(state.sent for state in agencies),
        when[Timeliness.ON_TIME],
        when[Timeliness.LATE],
        len(completeness.missing),
        sum(owed for _, owed in settled),
        sum(done for done, _ in settled),
        severities[Severity.ERROR],
        len(completeness.open_errors),
        len(completeness.decided),
        severities[Severity.WARNING],
        severities[Severity.NOTE],
    )


def who(found: Finding, registry: Registry) -> str:
    """Who must act: the agency, or the compiling office where the finding names none."""
    return registry.name_of(found.agency) if found.agency else "Đơn vị tổng hợp"


MANY = 10  # from so many agencies on, the same thing about the same item is told once


def at_once(findings: Iterable[Finding], decided: frozenset[str]) -> list[tuple[Finding, ...]]:
    """Findings as people read them: one each; of the same kind about the same item, from many agencies, all together
    where the first of them stands. What is decided is told on its own."""
    groups: dict[tuple[str, ...], dict[str, Finding]] = {}
    listed = tuple(findings)
    for found in listed:
        if found.agency and (found.measure or found.item) and found.key not in decided:
            groups.setdefault((found.code, found.item, found.measure), {})[found.key] = found
    shared = {what: tuple(members.values()) for what, members in groups.items() if _agencies(members.values()) >= MANY}
    of_many = {found.key: members for members in shared.values() for found in members}
    told = dict.fromkeys(of_many.get(found.key, (found,)) for found in listed)
    return list(told)


def _agencies(findings: Iterable[Finding]) -> int:
    return len({found.agency for found in findings})


def together(members: tuple[Finding, ...], registry: Registry) -> str:
    """`Quá hạn: III.1.02 — Xây dựng kế hoạch …: 96 đơn vị (xã A [tệp › trang › ô], …)`."""
    first = members[0]
    title = dict(first.params).get("title", "")
    what = " — ".join(filter(None, (first.measure or first.item, title)))
    places = (f"{who(f, registry)} [{f.location}]" if f.location else who(f, registry) for f in members)
    return f"{first.entry.title}: {what}: {many(members)}: {'; '.join(places)}"


def many(members: tuple[Finding, ...]) -> str:
    return f"{_agencies(members)} đơn vị"


def by_registry(findings: Iterable[Finding], registry: Registry) -> list[Finding]:
    """Most severe first, the compiling office's own first, then agencies in their official order."""
    order = {agency.code: place for place, agency in enumerate(registry.agencies, 1)}
    last = len(order) + 1
    return sorted(findings, key=lambda f: (f.severity.rank, order.get(f.agency, last) if f.agency else 0, f.agency))

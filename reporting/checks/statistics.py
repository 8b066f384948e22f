"""The statistics forms: what they leave blank, and where their own numbers, or the texts, contradict each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property

from reporting.checks.check_input import JoinedRows
from reporting.checks.said_numbers import said_otherwise
from reporting.codes import Severity
from reporting.consolidation import Source, StatisticResult
from reporting.findings import Finding, finding
from reporting.forms.statistics import LEAD, Indicator, Statistics, asked_of
from reporting.location import NOWHERE, Location
from reporting.numbers import format_number

CODES = (
    "statistic-missing",
    "topic-missing",
    "statistic-over-hundred",
    "statistic-bodies-count",
    "statistic-bodies-share",
    "statistic-rate-differs",
    "statistic-rate-rounded",
    "statistic-rate-of-nothing",
    "statistic-part-above-whole",
    "statistic-total-differs",
    "statistic-parts-above",
    "statistic-same-differs",
    "statistic-plan-differs",
    "statistic-lead-differs",
    "statistic-lead-used",
    "statistic-several",
    "statistic-falls",
    "statistic-text-differs",
)
PRINTED_DECIMALS = 2  # of a percentage in the ministry's forms
_NAMED = 12  # rows that one finding names


def check(joined: JoinedRows) -> Iterator[Finding]:
    table = joined.given.statistics
    yield from _topics_missing(joined)
    if not table:
        return
    rows = [_Row(indicator, result, joined) for indicator, result in _results(joined, table)]
    if table.required:
        yield from _missing(joined, table)
    for row in rows:
        yield from _percent(row)
        yield from _ratio(row)
        yield from _totals(row)
        yield from _against_plan(row)
        yield from _lead(row)
    yield from _falls(joined, table)
    yield from said_otherwise(joined.given.consolidation, {row.indicator.code: row.indicator for row in rows})


@dataclass(frozen=True)
class _Row:
    """One row with its result, and how findings call it."""

    indicator: Indicator
    result: StatisticResult
    joined: JoinedRows

    @cached_property
    def cells(self) -> tuple[Source, ...]:
        figure = self.result.figure
        return figure.operands[0].sources if figure else self.result.several

    def other(self, code: str) -> StatisticResult | None:
        return self.joined.given.consolidation.statistic(code)

    def cells_of(self, code: str) -> tuple[Source, ...]:
        """The cells behind another row's figure."""
        found = self.other(code)
        return found.figure.operands[0].sources if found and found.figure else ()

    def senders(self, code: str) -> frozenset[str]:
        return frozenset(cell.agency for cell in self.cells_of(code))

    def value(self, code: str, sender: str = "") -> Decimal | None:
        """Another row's number: everybody's, or one sender's share of it."""
        if sender:
            shares = [cell.value for cell in self.cells_of(code) if cell.agency == sender and cell.value is not None]
            return sum(shares, Decimal(0)) if shares else None
        found = self.other(code)
        return found.figure.value if found and found.figure else None

    def finding(self, code: str, cell: Source | None, **params: object) -> Finding:
        return _finding(code, self.indicator, cell.location if cell else NOWHERE, cell.agency if cell else "", **params)


def _finding(code: str, row: Indicator, where: Location, agency: str, **params: object) -> Finding:
    subject = str(params.pop("subject", row.code))
    return finding(code, where, agency=agency, subject=subject, row=named(row), title=_short(row.name), **params)


def named(row: Indicator) -> str:
    """`biểu 3, dòng 2.1`."""
    form, _, number = row.code.rpartition("/")
    return f"biểu {form}, dòng {number}" if form else f"dòng {number}"


def _short(name: str) -> str:
    return name if len(name) <= 80 else name[:80].rsplit(" ", 1)[0] + "…"


def _results(joined: JoinedRows, table: Statistics) -> Iterator[tuple[Indicator, StatisticResult]]:
    found = {result.code: result for result in joined.given.consolidation.statistics}
    yield from ((row, found[row.code]) for row in table.indicators if row.code in found)


# --- what is not there ---


def _missing(joined: JoinedRows, table: Statistics) -> Iterator[Finding]:
    """One finding per agency: which of the rows that it is asked it left blank."""
    unread = {(f.agency, f.subject) for f in joined.given.findings if f.severity is Severity.ERROR}
    for one in joined.agencies:
        if one.sent is None:
            continue
        answered = {row.code for row in one.sent.statistics if row.value or row.unavailable}
        asked = (row for form in asked_of(table, one.agency, joined.given.registry) for row in form.rows)
        blank = [
            row.indicator
            for row in asked
            if not row.whole and not row.indicator.heading and not row.indicator.computed and row.code not in answered
        ]
        blank = [row for row in blank if (one.agency.code, f"thong_ke/{row.code}/numerator") not in unread]
        if blank:
            rows = "; ".join(map(named, blank[:_NAMED]))
            more = len(blank) - _NAMED
            yield finding(
                "statistic-missing",
                Location(one.sent.file, "Thống kê"),
                agency=one.agency.code,
                name=one.agency.label,
                count=len(blank),
                rows=f"{rows} và {more} dòng khác" if more > 0 else rows,
            )


def _topics_missing(joined: JoinedRows) -> Iterator[Finding]:
    written = {topic.section for topic in joined.given.consolidation.topics if topic.result}
    sent = {one.agency.code: one for one in joined.agencies if one.sent}
    for topic in joined.given.topics:
        one = sent.get(topic.agency)
        if one and one.sent and topic.section not in written:
            yield finding(
                "topic-missing",
                Location(one.sent.file, "Nội dung báo cáo"),
                agency=topic.agency,
                subject=topic.section,
                name=one.agency.label,
                number=topic.title,
            )


# --- one row ---


def _percent(row: _Row) -> Iterator[Finding]:
    """A percentage that somebody typed: between 0 and 100, and not the number of bodies."""
    if not row.indicator.percent or row.indicator.computed:
        return
    if row.result.several:
        yield row.finding("statistic-several", row.cells[0], count=len(row.cells))
    for cell in row.cells:
        assert cell.value is not None
        said = format_number(cell.value)
        bodies = _bodies(row)
        if cell.value > 100:
            yield row.finding("statistic-over-hundred", cell, value=said)
        elif bodies and cell.value == bodies != 100:
            yield row.finding("statistic-bodies-count", cell, value=said, bodies=bodies)
        elif bodies and not _is_share(cell.value, bodies, decimals_of(cell)):
            yield row.finding("statistic-bodies-share", cell, value=said, bodies=bodies)


def _bodies(row: _Row) -> int:
    """How many agencies of the level or group there are on the report's day."""
    wanted, given = row.indicator.bodies, row.joined.given
    day = given.period.cutoff
    found = (a for a in given.registry.agencies if wanted in (a.level, *a.groups) and a.valid_on(day))
    return sum(1 for _ in found) if wanted else 0


def _is_share(percent: Decimal, of: int, decimals: int) -> bool:
    return any(rounded(Decimal(100 * n) / of, decimals) == rounded(percent, decimals) for n in range(of + 1))


def _ratio(row: _Row) -> Iterator[Finding]:
    """What was typed against what the two numbers give; the numbers against each other."""
    if not row.indicator.part:
        return
    for sender in row.senders(row.indicator.part):
        part, whole = row.value(row.indicator.part, sender), row.value(row.indicator.whole, sender)
        if part is not None and whole is not None and part > whole:
            cell = next(cell for cell in row.cells_of(row.indicator.part) if cell.agency == sender)
            words = {"part": format_number(part), "whole": format_number(whole)}
            yield row.finding("statistic-part-above-whole", cell, **words)
    for cell in row.result.typed:
        assert cell.value is not None
        # what a sender typed is held against its own numbers, that of one without any against everybody's
        own = cell.agency if cell.agency in row.senders(row.indicator.part) else ""
        part, whole = row.value(row.indicator.part, own), row.value(row.indicator.whole, own)
        if part is None or whole is None:
            continue
        words, value = {"part": format_number(part), "whole": format_number(whole)}, format_number(cell.value)
        if not whole:
            yield row.finding("statistic-rate-of-nothing", cell, value=value)
            continue
        exact, decimals = 100 * part / whole, decimals_of(cell)
        computed = format_number(rounded(exact, PRINTED_DECIMALS))
        told = words | {"value": value, "computed": computed}
        if rounded(exact, decimals) != cell.value:
            yield row.finding("statistic-rate-differs", cell, **told)
        elif decimals < PRINTED_DECIMALS and value != computed:
            yield row.finding("statistic-rate-rounded", cell, **told)


def _totals(row: _Row) -> Iterator[Finding]:
    indicator, figure = row.indicator, row.result.figure
    if indicator.sum and figure:
        for cell in row.result.typed:
            shares = [source.value for source in row.cells if source.agency == cell.agency and source.value is not None]
            computed = sum(shares, Decimal(0)) if shares else figure.value
            if cell.value != computed:
                yield row.finding(
                    "statistic-total-differs",
                    cell,
                    value=format_number(cell.value or 0),
                    rows=", ".join(code.rpartition("/")[2] for code in indicator.sum),
                    computed=format_number(computed),
                )
    parts = [value for code in indicator.at_least if (value := row.value(code)) is not None]
    if figure and parts and sum(parts) > figure.value:
        yield row.finding(
            "statistic-parts-above",
            row.cells[0] if row.cells else None,
            value=format_number(figure.value),
            rows=", ".join(code.rpartition("/")[2] for code in indicator.at_least),
            computed=format_number(sum(parts, Decimal(0))),
        )
    own, other = _said_total(row.result), row.other(indicator.same_as) if indicator.same_as else None
    theirs = _said_total(other) if other else None
    if own is not None and theirs is not None and own != theirs:
        same = row.joined.given.statistics.by_code[indicator.same_as]
        yield row.finding(
            "statistic-same-differs",
            next(iter((*row.result.typed, *row.cells)), None),
            value=format_number(own),
            other_row=named(same),
            other_title=_short(same.name),
            other=format_number(theirs),
        )


def _said_total(result: StatisticResult) -> Decimal | None:
    """The row's number; where it does not follow from others, the one that was typed."""
    typed = [cell.value for cell in result.typed if cell.value is not None]
    return result.figure.value if result.figure else typed[0] if len(typed) == 1 else None


def _against_plan(row: _Row) -> Iterator[Finding]:
    figure = row.result.figure
    for cell in row.result.typed if row.indicator.plan and figure else ():
        assert figure
        if cell.value != figure.value:
            value, computed = format_number(cell.value or 0), format_number(figure.value)
            yield row.finding("statistic-plan-differs", cell, value=value, computed=computed)


def _lead(row: _Row) -> Iterator[Finding]:
    led, figure = row.result.lead, row.result.figure
    if led is None or figure is None:
        return
    cell, name = led.sources[0], row.joined.given.registry.name_of(led.sources[0].agency)
    common = {"name": name, "value": format_number(led.value), "subject": row.indicator.code + LEAD}
    if row.result.by_lead:
        if row.result.owing:
            yield row.finding("statistic-lead-used", cell, count=len(row.result.owing), **common)
    elif led.value != figure.value:
        count = len({source.agency for source in row.cells})
        yield row.finding("statistic-lead-differs", cell, count=count, computed=format_number(figure.value), **common)


# --- against last period ---


def _falls(joined: JoinedRows, table: Statistics) -> Iterator[Finding]:
    """What counts since the year began cannot become less within the year."""
    previous, now = joined.given.previous, joined.given.period
    if previous is None or previous.period.year != now.year:
        return
    for one in joined.agencies:
        before = {row.code: row.value for row in one.before.statistics} if one.before else {}
        for row in one.sent.statistics if one.sent else ():
            indicator, earlier = table.by_code.get(row.code.removesuffix(LEAD)), before.get(row.code)
            if indicator is None or indicator.time != "to_date" or indicator.percent or not row.value or not earlier:
                continue
            if row.value.value < earlier.value:
                values = {"value": format_number(row.value.value), "before": format_number(earlier.value)}
                yield _finding("statistic-falls", indicator, row.value.location, one.agency.code, **values)


# --- numbers ---


def rounded(value: Decimal, decimals: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def decimals_of(cell: Source) -> int:
    """How many decimals somebody wrote: 99,10 has two, the number 99.1 one."""
    assert cell.value is not None
    exponent = cell.value.normalize().as_tuple().exponent
    typed = cell.raw.rpartition(",")[2].rstrip("% ") if "," in cell.raw else ""
    stored = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return max(stored, len(typed) if typed.isdigit() else 0)

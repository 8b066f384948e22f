"""Statistics rows → one result each: sums over senders, ratios and totals that follow, what the plan itself gives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from reporting.consolidation import Figure, Formula, ItemResult, Source, StatisticResult, Total
from reporting.forms.statistics import LEAD, Indicator, Statistics
from reporting.location import NOWHERE
from reporting.merge.figures import recompute, total
from reporting.obligations import Campaign
from reporting.plan import ItemKind
from reporting.returns import Return, Statistic, Status


@dataclass(frozen=True, slots=True)
class _Sent:
    """What came for one row: who said what."""

    rows: tuple[tuple[str, Statistic], ...] = ()

    @property
    def cells(self) -> tuple[Source, ...]:
        return tuple(
            Source(agency, row.value.location, row.value.value, row.value.raw) for agency, row in self.rows if row.value
        )

    @property
    def reasons(self) -> tuple[Source, ...]:
        """Why there is no number, from those who said so."""
        return tuple(
            Source(agency, row.location, None, row.note.text if row.note else "")
            for agency, row in self.rows
            if row.unavailable
        )


def statistic_results(
    statistics: Statistics, returns: Sequence[Return], campaign: Campaign, items: Iterable[ItemResult]
) -> tuple[StatisticResult, ...]:
    """In the order of the forms, a row that nobody answered included; headings have none."""
    sent = _by_row(returns)
    of_plan = _of_plan(campaign, items) if any(row.plan for row in statistics.indicators) else {}
    rows = [row for row in statistics.indicators if not row.heading]
    found: dict[str, StatisticResult] = {}

    def settle(row: Indicator) -> None:
        """The rows that this one rests on come first; `parse_statistics` has refused circles."""
        if row.code in found:
            return
        for code in row.rests_on:
            settle(statistics.by_code[code])
        own = _summed(row, sent, of_plan, campaign)
        found[row.code] = _added(row, own, found) if row.sum else _ratio(row, own, found) if row.part else own

    for row in rows:
        settle(row)
    return tuple(found[row.code] for row in rows)


def _by_row(returns: Sequence[Return]) -> Mapping[str, _Sent]:
    rows: dict[str, list[tuple[str, Statistic]]] = {}
    for one in returns:
        for statistic in one.statistics:
            rows.setdefault(statistic.code, []).append((one.agency, statistic))
    return {code: _Sent(tuple(said)) for code, said in rows.items()}


def _summed(
    row: Indicator, sent: Mapping[str, _Sent], of_plan: Mapping[str, Total], campaign: Campaign
) -> StatisticResult:
    own, lead = sent.get(row.code, _Sent()), sent.get(row.code + LEAD, _Sent())
    answered = {agency for agency, one in own.rows if one.value or one.unavailable}
    owing = tuple(code for code in _askers(row, campaign) if code not in answered)
    said = StatisticResult(row.code, reasons=own.reasons, owing=owing, asked=len(_askers(row, campaign)))
    if row.computed:
        figure = _figure(row, of_plan[row.plan]) if row.plan else None
        return replace(said, figure=figure, typed=own.cells)
    cells, leads = own.cells, lead.cells
    led = total(leads) if leads else None
    if not cells or owing and led:  # what the lead follows is whole, the sum is not
        return replace(said, figure=_figure(row, led) if led else None, lead=led, by_lead=led is not None)
    if len(cells) > 1 and row.percent:
        return replace(said, several=cells)
    return replace(said, figure=_figure(row, total(cells)), lead=led)


def _askers(row: Indicator, campaign: Campaign) -> tuple[str, ...]:
    known = (a for a in campaign.registry.agencies if a.code in campaign.expected)
    return tuple(a.code for a in known if row.asks(a))


def _figure(row: Indicator, value: Total) -> Figure:
    return Figure(f"thong_ke/{row.code}", value.value, Formula.VALUE, (value,), row.unit)


def _added(row: Indicator, own: StatisticResult, found: Mapping[str, StatisticResult]) -> StatisticResult:
    """The total of other rows, with all their cells; none while one of them has no number and no reason."""
    parts = [found[code] for code in row.sum]
    figures = [part.figure for part in parts if part.figure]
    if not figures or any(part.figure is None and not part.reasons for part in parts):
        return own
    sources = tuple(source for figure in figures for source in figure.operands[0].sources)
    whole = Total(sum((figure.value for figure in figures), Decimal(0)), sources)
    return replace(own, figure=_figure(row, whole))


def _ratio(row: Indicator, own: StatisticResult, found: Mapping[str, StatisticResult]) -> StatisticResult:
    part, whole = found[row.part].figure, found[row.whole].figure
    if part is None or whole is None:
        return own
    operands = (part.operands[0], whole.operands[0])
    value = recompute(Formula.RATIO, tuple(operand.value for operand in operands))
    if value is None:
        return replace(own, of_nothing=True)
    return replace(own, figure=Figure(f"thong_ke/{row.code}", value, Formula.RATIO, operands, "%"))


def _of_plan(campaign: Campaign, items: Iterable[ItemResult]) -> dict[str, Total]:
    """How many tasks the plan has, and how many of them their leads call done: each counts one."""
    tasks = [item for item in campaign.plan.items if item.kind is ItemKind.TASK]
    results = {result.code: result for result in items}
    done = [
        replace(source, value=Decimal(1), raw=item.code)
        if source
        else Source(item.lead, NOWHERE, Decimal(1), item.code)
        for item in tasks
        if (result := results.get(item.code)) and result.status is Status.DONE
        for source in (result.status_source,)
    ]
    planned = [Source("", NOWHERE, Decimal(1), item.code) for item in tasks]
    return {"tasks": total(planned), "tasks_done": total(done)}

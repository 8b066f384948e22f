"""Lũy kế of a slice: what was agreed last period and what is agreed now, added up where nothing speaks against it.

Quý III is a slice of three months; 6 tháng, which ends the day before, counts since 15/12 (NĐ 09/2019, Điều 12).
A sum is only made where it cannot be wrong; else the reason is kept, for the officer to read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from reporting.consolidation import (
    Consolidation,
    Coverage,
    Figure,
    Formula,
    ItemResult,
    MeasureResult,
    NotAdded,
    Source,
    Total,
)
from reporting.merge.figures import recompute
from reporting.plan import Adding, Combine, Measure, MeasureKind, Plan

_KINDS = (MeasureKind.RATIO, MeasureKind.COUNT)
_COMBINES = (Combine.SUM, Combine.LEAD, Combine.LEAD_CHECKED)


@dataclass(frozen=True, slots=True)
class Earlier:
    """The period that this one continues (`Period.continues`): what was agreed then, under which plan. `disputed`:
    measures and items of which an error stands open there, or a chosen value could not be put in its place. `heirs`:
    senders that have ended → who stands in their place."""

    consolidation: Consolidation
    plan: Plan
    disputed: frozenset[str] = frozenset()
    heirs: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def today(self, senders: Iterable[str]) -> frozenset[str]:
        return frozenset(code for sender in senders for code in self.heirs.get(sender, (sender,)))


def accumulated(now: Consolidation, plan: Plan, earlier: Earlier) -> Consolidation:
    """`now` with a cumulative figure, or the reason why there is none, in every measure that counts work done."""
    measures = {m.id: m for item in plan.items for m in item.measures}
    items = tuple(
        replace(
            item, measures=tuple(_measure(item, result, measures[result.measure], earlier) for result in item.measures)
        )
        for item in now.items
    )
    return replace(now, items=items)


def counts_work(measure: Measure) -> bool:
    """Whether a reader expects the measure to grow from period to period: neither what stands on the day, nor a
    milestone, nor units that answer yes, nor a decrease against a year."""
    return (
        measure.kind in _KINDS
        and measure.combine in _COMBINES
        and not measure.stock
        and measure.adding is not Adding.NOTHING
    )


def _measure(item: ItemResult, now: MeasureResult, measure: Measure, earlier: Earlier) -> MeasureResult:
    if not counts_work(measure):
        return now
    made = _added(item, now, measure, earlier)
    return replace(now, not_added=made) if isinstance(made, NotAdded) else replace(now, cumulative=made)


def _added(item: ItemResult, now: MeasureResult, measure: Measure, earlier: Earlier) -> Figure | NotAdded:
    if measure.kind is MeasureKind.RATIO and measure.adding is Adding.UNSAID:
        return NotAdded.UNSAID
    then = earlier.plan.measure(measure.id)
    found = earlier.consolidation.item(item.code)
    before = found.measure(measure.id) if found else None
    if then is None or before is None or _meaning(then) != _meaning(measure):
        return NotAdded.REDEFINED
    if {measure.id, item.code} & earlier.disputed:
        return NotAdded.DISPUTED
    if not (_whole(now.coverage) and _whole(before.coverage)):
        return NotAdded.INCOMPLETE
    if now.figure is None or before.figure is None:
        return NotAdded.NO_FIGURE
    return _against(now, before, measure, earlier) or _sum(before.figure, now.figure, measure)


def _meaning(measure: Measure) -> tuple[object, ...]:
    """What must be the same in both plans, unit and formula among it: a code may have been given to something else."""
    texts = (measure.name, measure.numerator, measure.denominator, measure.unit)
    said = tuple(" ".join(text.split()).casefold() for text in texts)
    return (*said, measure.kind, measure.combine, measure.stock, measure.same_as)


def _whole(coverage: Coverage) -> bool:
    """Everybody who owes the figure gave it, and every commune is in it."""
    communes = coverage.communes_reported or 0
    return not coverage.missing and (coverage.communes_total is None or communes >= coverage.communes_total)


def _against(now: MeasureResult, before: MeasureResult, measure: Measure, earlier: Earlier) -> NotAdded | None:
    """What speaks against adding two figures that are whole."""
    assert now.figure and before.figure
    owing, communes = _asked(before.coverage)
    if _asked(now.coverage) != (earlier.today(owing), communes):
        return NotAdded.OTHER_SENDERS
    if measure.combine is not Combine.SUM and _senders(now.figure) != earlier.today(_senders(before.figure)):
        return NotAdded.OTHER_SENDERS
    if measure.adding is Adding.NUMERATOR and now.figure.formula is Formula.RATIO:
        return _against_fixed(now.figure, before.figure, earlier)
    return None


def _asked(coverage: Coverage) -> tuple[frozenset[str], bool]:
    """Who owed the figure (all of them answered), and whether communes were asked."""
    return frozenset(source.agency for source in coverage.sources), coverage.communes_total is None


def _senders(figure: Figure) -> frozenset[str]:
    return frozenset(source.agency for source in figure.operands[0].sources)


def _against_fixed(now: Figure, before: Figure, earlier: Earlier) -> NotAdded | None:
    """Work of last period goes over this period's number: whoever did it must stand in that number, and can
    not have done more than there is."""
    then = (source for top in before.operands[0].sources for source in _heirs_of(top, earlier))
    tops = _by_sender((*then, *now.operands[0].sources))
    bottoms = _by_sender(now.operands[1].sources)
    if not tops.keys() <= bottoms.keys():
        return NotAdded.OTHER_SENDERS
    return NotAdded.OVER if any(value > bottoms[sender] for sender, value in tops.items()) else None


def _heirs_of(source: Source, earlier: Earlier) -> Iterator[Source]:
    """What a sender that has ended did stands with its heir; with each of several, for none of them has it alone."""
    return (replace(source, agency=code) for code in earlier.today((source.agency,)))


def _by_sender(sources: Iterable[Source]) -> dict[tuple[str, str], Decimal]:
    values: dict[tuple[str, str], Decimal] = {}
    for source in sources:
        key = (source.agency, source.level)
        values[key] = values.get(key, Decimal(0)) + (source.value or Decimal(0))
    return values


def _sum(before: Figure, now: Figure, measure: Measure) -> Figure | NotAdded:
    """Last period's operands and this period's, cell by cell; a fixed denominator stays this period's."""
    operands = [_both(*pair) for pair in zip(before.operands, now.operands, strict=True)]
    if measure.adding is Adding.NUMERATOR and now.formula is Formula.RATIO:
        operands[1] = now.operands[1]
    value = recompute(now.formula, tuple(operand.value for operand in operands))
    if value is None:
        return NotAdded.NO_FIGURE
    return Figure(f"{now.id}@luy_ke", value, now.formula, tuple(operands), now.unit)


def _both(before: Total, now: Total) -> Total:
    return Total(before.value + now.value, (*before.sources, *now.sources))

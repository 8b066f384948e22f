"""Last period's job beside this one: only what the plan still asks in the same words can be compared.

Codes are numbered anew by every year's plan: I.1.b.06/1 of last year may be another thing altogether.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from reporting.plan import Item, Measure, Plan
from reporting.returns import Return
from reporting.text import fold


def comparable_plan(before: Plan, now: Plan) -> Plan:
    """Last period's plan without what means something else now; a corrected edition of one plan keeps its codes."""
    if before.id == now.id:
        return before
    items = (item if _same(item, now.item(item.code)) else None for item in before.items)
    return replace(before, items=tuple(_with_same_measures(item, now) for item in items if item))


def comparable_returns(returns: Iterable[Return], plan: Plan) -> tuple[Return, ...]:
    """Last period's returns without the answers to what is not compared."""
    items = {item.code: {measure.id for measure in item.measures} for item in plan.items}
    return tuple(
        replace(
            one,
            answers=tuple(a for a in one.answers if a.item in items and (not a.measure or a.measure in items[a.item])),
        )
        for one in returns
    )


def _with_same_measures(item: Item, now: Plan) -> Item:
    kept = (m for m in item.measures if (known := now.measure(m.id)) and _words(m) == _words(known))
    return replace(item, measures=tuple(kept))


def _same(item: Item, now: Item | None) -> bool:
    return now is not None and fold(item.text) == fold(now.text)


def _words(measure: Measure) -> tuple[object, ...]:
    texts = (measure.name, measure.numerator, measure.denominator, measure.unit)
    return (measure.kind, *map(fold, texts))

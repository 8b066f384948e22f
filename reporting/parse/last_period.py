"""Last period's job beside this one: only what the plan still asks in the same words can be compared, and an agency
that took the place of others is compared with what those sent together.

Codes are numbered anew by every year's plan: I.1.b.06/1 of last year may be another thing altogether.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from reporting.agencies import Agency, Registry
from reporting.findings import Finding, finding
from reporting.location import NOWHERE, Location
from reporting.numbers import format_date
from reporting.obligations import Campaign, Obligation
from reporting.plan import Item, Measure, Plan
from reporting.returns import Answer, Quantity, Return, Status, Text
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


# --- agencies that took the place of others -------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Succession:
    """An agency of today that stands where others stood: `whole` went into it alone, `shared` also into others."""

    heir: Agency
    whole: tuple[Agency, ...]
    shared: tuple[Agency, ...]


def successions(before: Campaign, now: Registry, day: date) -> tuple[Succession, ...]:
    """Who of today's agencies stands for whom of last period's, in the registry's order. An agency that
    goes on beside those that it took in counts among them."""
    earlier = [a for a in now.agencies if a.code in before.expected]
    heirs = {agency.code: now.heirs(agency.code, day) for agency in earlier}
    made = []
    for heir in now.agencies:
        from_whom = [a for a in earlier if heir.code in (h.code for h in heirs[a.code])]
        if from_whom:
            whole = [a for a in from_whom if len(heirs[a.code]) == 1]
            whole += [a for a in earlier if a.code == heir.code]
            made.append(Succession(heir, tuple(whole), tuple(a for a in from_whom if len(heirs[a.code]) > 1)))
    return tuple(made)


def inherited(
    before: Campaign, returns: tuple[Return, ...], now: Registry, day: date, where: Location = NOWHERE
) -> tuple[tuple[Return, ...], tuple[Finding, ...]]:
    """Last period's returns as today's agencies would have sent them: one that took the place of others has the sum
    of what those sent, where all of them sent it. What cannot be told apart is not compared. Findings name who
    stands for whom."""
    changes = successions(before, now, day)
    if not changes:
        return returns, ()
    sent = {one.agency: one for one in returns}
    gone = {a.code for change in changes for a in (*change.whole, *change.shared)} | {c.heir.code for c in changes}
    made = [one for one in returns if one.agency not in gone]
    for change in changes:
        owed = {a.code: _owed(a, before) for a in (*change.whole, *change.shared)}
        made += [_together(change, owed, sent)] if any(a.code in sent for a in change.whole) else []
    return tuple(made), tuple(_told(change, sent, where) for change in changes)


def _owed(agency: Agency, before: Campaign) -> dict[str, Obligation]:
    return {owed.row: owed for owed in before.owed(before.registry.agency(agency.code) or agency)}


def _told(change: Succession, sent: Mapping[str, Return], where: Location) -> Finding:
    names = {"name": change.heir.label, "names": _named(change.whole, change.heir)}
    lacking = [a.label for a in change.whole if a.code not in sent]
    said = f"; {', '.join(lacking)} chưa có báo cáo kỳ trước nên phần thiếu không so sánh" if lacking else ""
    if change.shared:
        said += (
            f"; phần của {_named(change.shared, change.heir)} chia cho nhiều đơn vị, không tách được nên không so sánh"
        )
    code = "previous-inherited" if change.whole else "previous-divided"
    return finding(code, where, agency=change.heir.code, subject=change.heir.code, more=said, **names)


def _named(agencies: Sequence[Agency], heir: Agency) -> str:
    """`UBND huyện A (đến 30/4/2023), UBND huyện B (đến 30/4/2023)`."""
    ends = ((a, f" (đến {format_date(a.valid_to)})" if a.valid_to and a.code != heir.code else "") for a in agencies)
    return ", ".join(f"{a.label}{end}" for a, end in ends)


def _together(change: Succession, owed: Mapping[str, Mapping[str, Obligation]], sent: Mapping[str, Return]) -> Return:
    """One return in place of several. Rows that an agency which went to several had to answer are left out."""
    first = next(sent[a.code] for a in change.whole if a.code in sent)
    unknown = {row for a in change.shared for row in owed[a.code]}
    rows = dict.fromkeys(row for a in change.whole for row in owed[a.code] if row not in unknown)
    said = f"cộng {_named(change.whole, change.heir)}" if len(change.whole) > 1 else ""
    answers = (_row(row, change.whole, owed, sent, said) for row in rows)
    kept = tuple(a for a in answers if a and not a.empty)
    return Return(change.heir.code, first.period, first.plan, first.file, answers=kept, digest="")


def _row(
    row: str,
    agencies: Sequence[Agency],
    owed: Mapping[str, Mapping[str, Obligation]],
    sent: Mapping[str, Return],
    said: str,
) -> Answer | None:
    """The answers of all that owed the row; where one gave the whole province's figure, its alone."""
    asked = [owed[a.code][row] for a in agencies if row in owed[a.code]]
    asked = [o for o in asked if o.total] or asked
    given = [(o, sent[o.agency].answer(row) if o.agency in sent else None) for o in asked]
    found = [answer for _, answer in given if answer]
    if len(given) == 1 or not found:
        return found[0] if found else None
    statuses = {answer.status for answer in found}
    whole = all(answer or not o.required for o, answer in given)
    first = found[0]
    numbers = dict(_sums(found, asked, said)) if whole else {}
    return replace(
        first,
        numerator=numbers.get("numerator"),
        denominator=numbers.get("denominator"),
        reported=numbers.get("reported"),
        total=numbers.get("total"),
        status=first.status if whole and len(statuses) == 1 else None,
        narrative=_texts(answer.narrative for answer in found),
        evidence=_texts(answer.evidence for answer in found),
        note=None,
    )


def _sums(found: Sequence[Answer], asked: Sequence[Obligation], said: str) -> Iterator[tuple[str, Quantity | None]]:
    """Each number added up; none where one lacks it. "Có" and "Không" of single units are no numbers to add."""
    yes_no = any(o.yes_no for o in asked)
    counted = [answer for answer in found if answer.status is not Status.NOT_ARISING]
    for name in ("numerator", "denominator", "reported", "total"):
        numbers = [number for answer in counted if (number := getattr(answer, name))]
        if not numbers or len(numbers) < len(counted):
            yield name, None
        elif yes_no:
            yield name, numbers[0] if len({n.value for n in numbers}) == 1 else None
        else:
            places = tuple(n.location for n in numbers[1:])
            value = sum((n.value for n in numbers[1:]), numbers[0].value)
            yield name, Quantity(value, numbers[0].location, " + ".join(n.raw for n in numbers), said, places)


def _texts(texts: Iterable[Text | None]) -> Text | None:
    known = [text for text in texts if text]
    return Text("\n".join(dict.fromkeys(t.text for t in known)), known[0].location) if known else None

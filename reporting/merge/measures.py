"""One measure: which parts make its figure (`combine`), what stands beside it, and the verdict."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from reporting.agencies import Registry
from reporting.consolidation import Coverage, Figure, MeasureResult, Verdict
from reporting.findings import Finding, finding
from reporting.merge.figures import figure, total
from reporting.merge.parts import AnswerPart
from reporting.merge.statuses import combined_status
from reporting.numbers import format_number
from reporting.period import Period
from reporting.plan import Combine, Comparator, Due, Measure, MeasureKind
from reporting.returns import Status


@dataclass(frozen=True, slots=True)
class AskedMeasure:
    """The parts of one measure, told apart. `agreed` make the figure; `beside` are what the other
    agencies report of the same measure: their own share, or yes and no."""

    measure: Measure
    parts: tuple[AnswerPart, ...]
    agreed: tuple[AnswerPart, ...]
    beside: tuple[AnswerPart, ...]


def asked(measure: Measure, parts: Sequence[AnswerPart], lead: str) -> AskedMeasure:
    """Lead-only measures take the lead's list; the others add up everyone who implements."""
    own = tuple(p for p in parts if p.obligation.measure == measure.id and p.obligation.answer is not None)
    if measure.combine not in (Combine.LEAD, Combine.LEAD_CHECKED):
        return AskedMeasure(measure, own, own, own)
    leads = sorted((p for p in own if p.obligation.total), key=lambda p: p.agency != lead)
    first = next((p for p in leads if p.usable), None)
    beside = tuple(p for p in own if not p.obligation.total)
    return AskedMeasure(measure, own, (first,) if first else tuple(leads[:1]), beside)


def measure_result(
    task: AskedMeasure,
    period: Period,
    lead: str,
    previous: Figure | None,
    item_status: Status | None = None,
    due: Due = Due(),
) -> MeasureResult:
    """Everything known of one measure, in this period and the last. `item_status` is the lead's, used
    where the lead has no row of its own for the measure; `due` is the item's."""
    measure, agreed = task.measure, task.agreed
    agreed_figure = None if _by_status(measure) else figure(measure.id, measure.kind, agreed, measure.unit)
    communes = [p for p in agreed if p.obligation.level == "commune"]
    own = [p for p in agreed if p.obligation.level == "own"]
    status = combined_status(p.status for p in task.parts if p.agency == lead and p.obligation.level == "own")
    status = status or item_status
    return MeasureResult(
        measure.id,
        agreed_figure,
        previous,
        status,
        Verdict.NONE if _later(measure, due, period) else verdict(measure, agreed_figure, status, period),
        coverage(task.parts),
        tuple(_by_agency(task)),
        tuple(dict.fromkeys(p.agency for p in task.parts if p.not_arising)),
        figure(f"{measure.id}@own", measure.kind, own, measure.unit) if communes else None,
        figure(f"{measure.id}@commune", measure.kind, communes, measure.unit) if communes else None,
    )


def _by_status(measure: Measure) -> bool:
    """A milestone is the lead's status; only where units are counted has it a figure, n of N done."""
    return measure.kind is MeasureKind.MILESTONE and measure.combine is not Combine.COUNT


def _by_agency(task: AskedMeasure) -> Iterator[tuple[str, Figure]]:
    """Each contributor's own share, with its communes; where only the lead counts, the others' answers."""
    grouped: dict[str, list[AnswerPart]] = {}
    if task.measure.kind is MeasureKind.MILESTONE:
        return
    for part in task.beside:
        grouped.setdefault(part.agency, []).append(part)
    for agency, parts in grouped.items():
        kind = parts[0].obligation.answer or MeasureKind.COUNT
        share = figure(f"{task.measure.id}@{agency}", kind, parts, task.measure.unit)
        if share:
            yield agency, share


def coverage(parts: Sequence[AnswerPart]) -> Coverage:
    """Of the agencies that owe the figure, who gave it or said that nothing arose; communes n/N."""
    owing = list(dict.fromkeys(p.agency for p in parts if p.obligation.required))
    silent = {p.agency for p in parts if p.obligation.required and not p.settled}
    communes = [p for p in parts if p.obligation.level == "commune"]
    missing = tuple(agency for agency in owing if agency in silent)
    answered = {p.agency: p.numerator or p.status_source for p in reversed(parts) if p.obligation.required}
    cells = tuple(cell for agency in owing if agency not in silent and (cell := answered[agency]))
    whole = Coverage(len(cells), len(owing), missing, sources=cells)
    if not communes:
        return whole
    reported = total(p.reported for p in communes)
    expected = sum((p.total for p in communes if p.total is not None), Decimal(0))
    return replace(
        whole,
        communes_reported=int(reported.value),
        communes_total=int(expected),
        commune_sources=reported.sources,
    )


def _later(measure: Measure, due: Due, period: Period) -> bool:
    """A target for 2030 is not judged in 2026, unless it is a standing condition."""
    return not measure.standing and due.day is not None and due.day.year > period.year


def verdict(measure: Measure, result: Figure | None, status: Status | None, period: Period) -> Verdict:
    """Judged when due (the year report), or always where it is a standing condition."""
    if not (period.final or measure.standing):
        return Verdict.NONE
    if measure.threshold is None or measure.comparator is None:
        return _milestone_verdict(measure, status)
    if result is None:
        return Verdict.NONE
    return compare(measure.comparator, result.value, measure.threshold)


def compare(comparator: Comparator, value: Decimal, threshold: Decimal) -> Verdict:
    if not comparator.holds(value, threshold):
        return Verdict.NOT_MET
    return Verdict.MET if value == threshold or comparator is Comparator.EQUAL else Verdict.EXCEEDED


def _milestone_verdict(measure: Measure, status: Status | None) -> Verdict:
    if measure.kind is not MeasureKind.MILESTONE or status in (None, Status.NOT_ARISING):
        return Verdict.NONE
    return Verdict.MET if status is Status.DONE else Verdict.NOT_MET


def findings_of(task: AskedMeasure, registry: Registry) -> Iterator[Finding]:
    yield from _zero(task)
    yield from _leads_differ(task, registry)


def _zero(task: AskedMeasure) -> Iterator[Finding]:
    usable = [p for p in task.agreed if p.usable]
    if task.measure.kind is not MeasureKind.COUNT and usable and not figure("", task.measure.kind, usable):
        cells = tuple(p.denominator.location for p in usable if p.denominator)
        name, id = task.measure.name, task.measure.id
        yield finding("denominator-zero", cells[0], item=task.measure.item, measure=id, related=cells[1:], title=name)


def _leads_differ(task: AskedMeasure, registry: Registry) -> Iterator[Finding]:
    if not task.agreed or not task.agreed[0].obligation.total:
        return
    first = task.agreed[0]
    for other in task.parts:
        if other is first or not (other.obligation.total and other.usable and first.usable):
            continue
        if _shown(other) != _shown(first) and other.numerator and first.numerator:
            yield finding(
                "leads-differ",
                first.numerator.location,
                agency=first.agency,
                item=task.measure.item,
                measure=task.measure.id,
                form_row=first.obligation.row,
                asked=first.obligation.asked,
                subject=other.agency,
                related=(other.numerator.location,),
                title=task.measure.name,
                name=registry.name_of(first.agency),
                other_name=registry.name_of(other.agency),
                lead=_shown(first),
                other=_shown(other),
            )


def _shown(part: AnswerPart) -> str:
    values = [s.value for s in (part.numerator, part.denominator) if s and s.value is not None]
    return "/".join(format_number(value) for value in values)

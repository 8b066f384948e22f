"""Measures that another item of the plan repeats (`same_as`): asked once, cross-checked."""

from __future__ import annotations

from collections.abc import Iterator

from reporting.checks.check_input import JoinedRows, shortened
from reporting.consolidation import ItemResult, MeasureResult
from reporting.findings import Finding, finding
from reporting.location import Location
from reporting.numbers import format_percent
from reporting.plan import Measure
from reporting.returns import Status

CODES = ("done-but-target-missed", "same-measure-differs")


def check(joined: JoinedRows) -> Iterator[Finding]:
    for item in joined.given.plan.items:
        for measure in item.measures:
            result = joined.given.consolidation.item(item.code)
            figure = result.measure(measure.id) if result else None
            if measure.same_as and figure and figure.figure:
                yield from _against_item(measure, figure, joined)
                yield from _against_measure(measure, figure, joined)


def _against_item(measure: Measure, figure: MeasureResult, joined: JoinedRows) -> Iterator[Finding]:
    """ "Hoàn thành" said of an item whose target is not reached."""
    other = joined.given.consolidation.item(measure.same_as)
    if other is None or other.status is not Status.DONE or not figure.figure or measure.threshold is None:
        return
    if measure.comparator is None or measure.comparator.holds(figure.figure.value, measure.threshold):
        return
    item = joined.given.plan.item(other.code)
    yield finding(
        "done-but-target-missed",
        other.status_source.location if other.status_source else Location(),
        agency=_agency(other),
        item=other.code,
        subject=measure.id,
        related=_cells(figure),
        title=shortened(item.text) if item else "",
        other=measure.id,
        value=format_percent(figure.figure.value, 2),
        threshold=measure.threshold_text or format_percent(measure.threshold),
    )


def _against_measure(measure: Measure, figure: MeasureResult, joined: JoinedRows) -> Iterator[Finding]:
    twin = joined.given.plan.measure(measure.same_as)
    result = joined.given.consolidation.item(twin.item) if twin else None
    other = result.measure(measure.same_as) if result else None
    if not (other and other.figure and figure.figure):
        return
    if abs(other.figure.value - figure.figure.value) > measure.tolerance:
        yield finding(
            "same-measure-differs",
            _cells(figure)[0],
            item=measure.item,
            measure=measure.id,
            subject=measure.same_as,
            related=_cells(other),
            title=measure.name,
            other=measure.same_as,
            value=format_percent(figure.figure.value, 2),
            other_value=format_percent(other.figure.value, 2),
        )


def _agency(result: ItemResult) -> str:
    return result.status_source.agency if result.status_source else ""


def _cells(result: MeasureResult) -> tuple[Location, ...]:
    operands = result.figure.operands if result.figure else ()
    return tuple(source.location for operand in operands for source in operand.sources)

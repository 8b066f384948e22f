"""A ministry's size: python -m benchmarks.ministry RETURNS

The samples' plan and registry with their 30 departments and districts repeated until so many returns
are there, each with cells of its own; merged and checked in one process, without reading files. The
sums are held against what was put in. Prints seconds, the start and the making of the returns left out,
and the memory of the process at its highest.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import TypeVar

from benchmarks.measure import peak_megabytes
from reporting.agencies import Agency, Registry
from reporting.checks import CheckInput, check
from reporting.consolidation import Consolidation
from reporting.excel.read import read_grid
from reporting.gc_pause import gc_paused
from reporting.location import Location
from reporting.merge import consolidate
from reporting.obligations import Campaign
from reporting.parse.returns import parse_return
from reporting.plan import Combine, Plan
from reporting.returns import Answer, Quantity, Return, Text
from sample_inputs.make.filled import SAMPLES, SENT, file_name, period_of, world

GROUPS = {"SBN", "HUYEN"}
T = TypeVar("T", Quantity, Text)


def ministry(number: int) -> tuple[Plan, Registry, tuple[Return, ...]]:
    """The plan, a registry that expects so many returns, and all of them."""
    place, period = world(), period_of("q1")
    kinds: list[tuple[Agency, Return]] = []
    for agency in place.registry.expected():
        if GROUPS & set(agency.groups):
            path = SAMPLES / "quy_1_2023" / "bao_cao_nhan" / file_name(agency.code, "q1")
            grid, _ = read_grid(path, path.name)
            sent = parse_return(grid, Campaign(place.plan, place.registry, period))[0] if grid else None
            assert sent
            kinds.append((agency, replace(sent, received=SENT["q1"])))
    repeated = [kinds[n % len(kinds)] for n in range(number)]
    agencies = tuple(_copied(agency, n, len(kinds)) for n, (agency, _) in enumerate(repeated))
    communes = tuple(_commune(agency, number + n) for n, agency in enumerate(agencies) if "HUYEN" in agency.groups)
    returns = tuple(_moved(sent, to.code) for (_, sent), to in zip(repeated, agencies, strict=True))
    return place.plan, replace(place.registry, agencies=(*agencies, *communes)), returns


def _copied(agency: Agency, number: int, kinds: int) -> Agency:
    """The first of each kind keeps its code, and with it its place in the plan; the communes are its own."""
    turn = number // kinds
    return replace(agency, code=f"{agency.code}{turn}", symbol="", order=number) if turn else agency


def _commune(district: Agency, number: int) -> Agency:
    """One that reports through its district, which is then asked for the communes' figures."""
    return Agency(
        f"{district.code}X", f"xã {number}", groups=("XA",), parent=district.code, expected=False, order=number
    )


def _moved(sent: Return, code: str) -> Return:
    """The same answers in another agency's file: every cell a value of its own, as if it had been read."""
    file = f"{code}.xlsx"
    return replace(sent, agency=code, file=file, digest=code, answers=tuple(_answer(a, file) for a in sent.answers))


def _answer(answer: Answer, file: str) -> Answer:
    return replace(
        answer,
        numerator=_value(answer.numerator, file),
        denominator=_value(answer.denominator, file),
        reported=_value(answer.reported, file),
        total=_value(answer.total, file),
        narrative=_value(answer.narrative, file),
        evidence=_value(answer.evidence, file),
        note=_value(answer.note, file),
        status_at=_place(answer.status_at, file),
        location=_place(answer.location, file),
    )


def _value(value: T | None, file: str) -> T | None:
    return replace(value, location=_place(value.location, file)) if value else value


def _place(place: Location, file: str) -> Location:
    return Location(file, place.sheet, place.cell) if place else place


def held_against(returns: tuple[Return, ...], plan: Plan, result: Consolidation) -> None:
    """Every summed figure is the sum of what the returns say."""
    sums: dict[str, Decimal] = {}
    for sent in returns:
        for answer in sent.answers:
            if answer.numerator:
                sums[answer.measure] = sums.get(answer.measure, Decimal(0)) + answer.numerator.value
    agreed = {m.measure: m.figure for item in result.items for m in item.measures}
    for item in plan.items:
        for measure in (m for m in item.measures if m.combine is Combine.SUM):
            figure = agreed[measure.id]
            assert figure is None or figure.operands[0].value == sums[measure.id], measure.id


def measured(number: int) -> Iterator[str]:
    (plan, registry, returns), period = ministry(number), period_of("q1")
    before, start = peak_megabytes(), time.perf_counter()
    with gc_paused():  # as merge_and_check.agreed does
        consolidation, found = consolidate(Campaign(plan, registry, period), returns)
        merged = time.perf_counter()
        result = check(CheckInput(Campaign(plan, registry, period), period.cutoff, returns, consolidation, found))
        done = time.perf_counter()
    held_against(returns, plan, consolidation)
    assert [state.agency for state in result.agencies if state.sent] == [sent.agency for sent in returns]
    yield f"{number} returns, {sum(len(state.cells) for state in result.agencies)} owed cells: "
    yield f"merge {merged - start:.2f} s, check {done - merged:.2f} s, {(done - start) / number * 1000:.2f} ms a return; "
    yield f"{peak_megabytes():.0f} MB at most, {before:.0f} MB of it the returns"


if __name__ == "__main__":
    print("".join(measured(int(sys.argv[1]))))

"""What holds for any set of returns."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from reporting.consolidation import Consolidation, Figure, Source
from reporting.merge import consolidate
from reporting.obligations import obligations
from reporting.plan import MeasureKind
from reporting.returns import Return, Status
from tests.helpers.answers import sent
from tests.helpers.figures import same, worked_out
from tests.helpers.small import CAMPAIGN, PLAN, REGISTRY

_STATUS = st.sampled_from(["", *(status.value for status in Status)])
_NUMBER = st.sampled_from(["", "0", "1", "7", "12,5", "1000000"])
_BELOW = st.sampled_from(["", "1", "7", "1000000"])  # sums over zero have no ratio: tested by themselves
_TEXT = st.sampled_from(["", "Đã triển khai 12 việc.", "Đã triển khai 12 việc", "Chưa triển khai."])


@st.composite
def returns(draw: st.DrawFn) -> tuple[Return, ...]:
    """Any subset of the agencies, each row filled at random."""
    agencies = draw(st.lists(st.sampled_from(REGISTRY.expected()), unique=True))
    return tuple(_return(draw, agency.code) for agency in agencies)


def _return(draw: st.DrawFn, code: str) -> Return:
    agency = REGISTRY.agency(code)
    assert agency
    lines = ["| row | top | bottom | status | text | evidence | note | n | N |"]
    for row in obligations(PLAN, REGISTRY, agency):
        numbers = (draw(_NUMBER), draw(_BELOW)) if row.answer in (MeasureKind.RATIO, MeasureKind.COUNT) else ("", "")
        lines.append(f"| {row.row} | {numbers[0]} | {numbers[1]} | {draw(_STATUS)} | {draw(_TEXT)} | | | 1 | 2 |")
    return sent(code, "\n".join(lines))


def merged(given_returns: tuple[Return, ...]) -> Consolidation:
    return consolidate(CAMPAIGN, given_returns)[0]


def figures(consolidation: Consolidation) -> list[Figure]:
    results = [m for item in consolidation.items for m in item.measures]
    named = [f for m in results for f in (m.figure, m.own, m.communes)] + [f for m in results for _, f in m.by_agency]
    return [figure for figure in named if figure]


@given(returns(), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_order_of_the_returns_does_not_matter(some: tuple[Return, ...], random: Random) -> None:
    shuffled = list(some)
    random.shuffle(shuffled)
    assert consolidate(CAMPAIGN, some) == consolidate(CAMPAIGN, shuffled)


@given(returns())
@settings(max_examples=60, deadline=None)
def test_merging_the_same_returns_twice_is_merging_them_once(some: tuple[Return, ...]) -> None:
    assert merged(some + some) == merged(some)


@given(returns())
@settings(max_examples=60, deadline=None)
def test_every_sum_is_the_sum_of_its_cells(some: tuple[Return, ...]) -> None:
    found = figures(merged(some))
    assume(found)
    for figure in found:
        for total in figure.operands:
            assert total.value == sum((source.value or Decimal(0) for source in total.sources), Decimal(0))
        assert same(figure.value, worked_out(figure.formula.value, [total.value for total in figure.operands]))


@given(returns())
@settings(max_examples=60, deadline=None)
def test_withdrawing_a_return_takes_its_figures_and_only_its_figures_away(some: tuple[Return, ...]) -> None:
    assume(some)
    before, after = merged(some), merged(some[1:])
    kept = {key: [s for s in cells if s.agency != some[0].agency] for key, cells in _cells(before).items()}
    assert {key: cells for key, cells in kept.items() if cells} == _cells(after)


def _cells(consolidation: Consolidation) -> dict[tuple[str, int], list[Source]]:
    """All cells behind the agreed figures, by measure and operand."""
    cells: dict[tuple[str, int], list[Source]] = {}
    for item in consolidation.items:
        for measure in item.measures:
            for place, total in enumerate(measure.figure.operands if measure.figure else ()):
                cells[(measure.measure, place)] = list(total.sources)
    return cells

"""Merged level by level or all at once: the same totals from the same cells."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reporting.consolidation import Figure, Source
from reporting.location import Location
from reporting.merge import consolidate
from reporting.merge.roll_up import MergedRow, roll_up
from reporting.obligations import Campaign
from reporting.returns import Below, Return, Status
from tests.helpers.trees import KINDS, campaign, leaves, own_answers, rolled_up

NOTHING = Status.NOT_ARISING
Answers = dict[int, tuple[int, int] | Status]


@st.composite
def provinces(draw: st.DrawFn) -> tuple[dict[str, str], dict[str, Answers]]:
    """A forest of up to twelve units, in any depth, and what each says: a figure, "không phát sinh", or nothing."""
    size = draw(st.integers(1, 12))
    codes = [f"D{number}" for number in range(size)]
    parents = {code: draw(st.sampled_from(["", *codes[:number]])) for number, code in enumerate(codes)}
    number = st.integers(0, 500)
    ratio, yes_no = st.tuples(number, st.integers(1, 900)), st.tuples(st.integers(0, 1), st.just(1))
    said = {kind: st.one_of(yes_no if kind == 3 else ratio, st.just(NOTHING), st.none()) for kind in KINDS}
    answers = {code: {kind: a for kind in KINDS if (a := draw(said[kind])) is not None} for code in codes}
    return parents, answers


@settings(max_examples=300, deadline=None)
@given(provinces())
def test_level_by_level_gives_the_totals_of_all_at_once(
    province: tuple[dict[str, str], dict[str, Answers]],
) -> None:
    parents, said = province
    returns = {code: own_answers(code, answers) for code, answers in said.items()}
    tree, flat = campaign(parents), campaign(dict.fromkeys(parents, ""))
    at_once, _ = consolidate(flat, returns.values())
    in_steps, _ = consolidate(tree, rolled_up(tree, returns))
    for together, stepwise in zip(at_once.items, in_steps.items, strict=True):
        one, two = together.measures[0].figure, stepwise.measures[0].figure
        assert values(one) == values(two), together.code
        assert cells(one) == cells(two), together.code


def values(figure: Figure | None) -> object:
    return figure and (figure.value, [operand.value for operand in figure.operands])


def cells(figure: Figure | None) -> list[set[tuple[str, Location, Decimal]]]:
    """The lowest cells behind each operand; a unit's own "có" has no denominator of its own to point at."""
    operands = figure.operands if figure else ()
    return [
        {(leaf.agency, leaf.location, leaf.value) for source in operand.sources for leaf in lowest(source)}
        for operand in operands
    ]


def lowest(source: Source) -> tuple[Below, ...]:
    return leaves(Below(source.agency, source.location, source.value or Decimal(0), source.below))


# --- one body and those below it ------------------------------------------------------------------

PLACE = campaign({"H": "", "X1": "H", "X2": "H", "X3": "H"})


def merged(*returns: Return, place: Campaign = PLACE) -> dict[int, MergedRow]:
    body = place.registry.agency("H")
    assert body
    rows, _ = roll_up(place, body, returns)
    return {int(row.obligation.item[-2:]): row for row in rows}


@pytest.mark.parametrize(
    ("said", "shown", "missing"),
    [
        # ratio: numerators and denominators, never percentages
        ([{1: (8, 10)}, {1: (1, 90)}, {1: (0, 5)}], {"numerator": 9, "denominator": 105, "reported": 3}, ()),
        ([{1: (8, 10)}, {}, {1: NOTHING}], {"numerator": 8, "denominator": 10, "reported": 2}, ("X2",)),
        ([{}, {}, {}], {"reported": 0}, ("X1", "X2", "X3")),
        # a return that never came
        ([{1: (8, 10)}], {"numerator": 8, "denominator": 10, "reported": 1}, ("X2", "X3")),
    ],
)
def test_a_ratio_of_those_below(said: list[Answers], shown: dict[str, int], missing: tuple[str, ...]) -> None:
    row = merged(*(own_answers(f"X{n}", answers) for n, answers in enumerate(said, 1)))[1]
    assert {key: int(cell.value) for key, cell in row.cells.items()} == shown
    assert row.missing == missing


def test_yes_and_no_of_those_below_are_counted_among_those_that_answered() -> None:
    row = merged(own_answers("X1", {3: (1, 1)}), own_answers("X2", {3: (0, 1)}), own_answers("X3", {3: NOTHING}))[3]
    assert {key: int(cell.value) for key, cell in row.cells.items()} == {"numerator": 1, "reported": 2}
    assert row.not_arising == ("X3",)


def test_nothing_arose_anywhere_is_said_and_not_counted_as_zero() -> None:
    row = merged(*(own_answers(f"X{n}", {1: NOTHING}) for n in (1, 2, 3)))[1]
    assert row.status is NOTHING and row.numerator is None


def test_a_return_of_nobody_below_counts_for_nothing() -> None:
    place = campaign({"H": "", "X1": "H", "K": "", "X2": "K"})
    row = merged(own_answers("X1", {2: (5, 1)}), own_answers("X2", {2: (7, 1)}), place=place)[2]
    assert row.cells["numerator"].value == 5

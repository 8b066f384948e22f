"""Quý III after a clean 6 tháng: what last period's job must be like for its figures to be added."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reporting.completeness import Decision
from reporting.consolidation import MeasureResult, NotAdded
from reporting.inputs import Inputs
from reporting.merge_and_check import agreed
from reporting.parse.decisions import DecisionRow
from reporting.pipeline import understood
from reporting.plan import Adding
from reporting.returns import Quantity, Return
from tests.helpers.built import Built, silent

FILES, PAYMENTS = "I.1.b.06/1", "I.1.b.07/2"


@pytest.fixture(scope="module")
def inputs(third_quarter: Built) -> Inputs:
    return understood(third_quarter.job, silent)[1]


def results(given: Inputs) -> dict[str, MeasureResult]:
    consolidation, _ = agreed(given, silent)
    return {m.measure: m for item in consolidation.items for m in item.measures}


def before(given: Inputs, **fields: object) -> Inputs:
    """The same job after another 6 tháng."""
    assert given.previous
    return replace(given, previous=replace(given.previous, **fields))  # type: ignore[arg-type]


def test_every_measure_that_the_plan_lets_add_up_has_its_whole(inputs: Inputs) -> None:
    found = results(inputs)
    adding = {m.id for item in inputs.plan.items for m in item.measures if m.adding in (Adding.ALL, Adding.NUMERATOR)}
    assert len(adding) > 10
    assert {m for m, r in found.items() if r.cumulative} >= adding
    assert {r.not_added for r in found.values()} == {None, NotAdded.UNSAID}


def test_a_return_that_never_came_last_period_takes_its_figures_away(inputs: Inputs) -> None:
    assert inputs.previous
    gone = before(inputs, returns=tuple(r for r in inputs.previous.returns if r.agency != "SYT"))
    found = results(gone)
    assert (found[FILES].cumulative, found[FILES].not_added) == (None, NotAdded.INCOMPLETE)
    assert found["I.1.b.01/1"].cumulative  # the lead alone counts it


def test_an_open_error_of_last_period_takes_its_measure_away(inputs: Inputs) -> None:
    """Sở Y tế said more dossiers done than there were, and nobody settled it."""
    assert inputs.previous
    wrong = tuple(_too_many(r) if r.agency == "SYT" else r for r in inputs.previous.returns)
    found = results(before(inputs, returns=wrong))
    assert (found[FILES].cumulative, found[FILES].not_added) == (None, NotAdded.DISPUTED)
    assert found[PAYMENTS].cumulative


def _too_many(sent: Return) -> Return:
    def more(quantity: Quantity | None) -> Quantity | None:
        return replace(quantity, value=quantity.value * 1000) if quantity else None

    return replace(
        sent,
        answers=tuple(replace(a, numerator=more(a.numerator)) if a.row == FILES else a for a in sent.answers),
    )


def row(decision: Decision) -> DecisionRow:
    return DecisionRow(decision, {"who": decision.who})


def test_a_value_chosen_for_what_is_not_found_again_takes_its_measure_away(inputs: Inputs) -> None:
    """At 6 tháng the officer chose a number for a figure that had fallen since Quý I. Quý I is not read again: what
    6 tháng printed is not what its returns say."""
    chosen = Decision(f"cumulative-falls|SYT|{FILES}|", False, "120", "Trần Thị C")
    found = results(before(inputs, decision_rows=(row(chosen),)))
    assert (found[FILES].cumulative, found[FILES].not_added) == (None, NotAdded.DISPUTED)
    accepted = replace(chosen, accepted=True, value="")
    assert results(before(inputs, decision_rows=(row(accepted),)))[FILES].cumulative


def test_another_last_period_is_not_added(inputs: Inputs) -> None:
    """Quý I ends three months before Quý III begins."""
    assert inputs.previous
    quarter = replace(inputs.previous.period, code="Q1", cutoff=inputs.previous.period.cutoff.replace(month=3))
    campaign = replace(inputs.previous.campaign, period=quarter)
    assert not any(r.cumulative or r.not_added for r in results(before(inputs, campaign=campaign)).values())

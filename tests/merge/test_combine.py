"""How a measure adds up: sums of numerators over sums of denominators, the lead's list, units that said yes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from reporting.consolidation import Consolidation, Figure, Formula, MeasureResult, Verdict
from reporting.merge import consolidate
from reporting.obligations import Campaign
from reporting.plan import Assignment, Combine, Comparator, Due, DueKind, Measure, MeasureKind, Plan, Role
from reporting.returns import Return
from tests.helpers.answers import sent
from tests.helpers.full import FULL
from tests.helpers.small import CAMPAIGN, PERIOD, PLAN, REGISTRY

RATIO, LEAD, MILESTONE = "I.1.b.01/1", "I.1.b.02/1", "I.1.b.03/1"


def merged(*returns: Return, plan: Plan = PLAN, **more: object) -> Consolidation:
    return consolidate(Campaign(plan, REGISTRY, PERIOD), returns, **more)[0]  # type: ignore[arg-type]


def result(consolidation: Consolidation, measure: str) -> MeasureResult:
    item = consolidation.item(measure.partition("/")[0])
    found = item.measure(measure) if item else None
    assert found
    return found


def figure(consolidation: Consolidation, measure: str = RATIO) -> Figure:
    found = result(consolidation, measure).figure
    assert found
    return found


def with_measure(measure: str, **fields: object) -> Plan:
    """The small plan with one measure changed."""

    def changed(one: Measure) -> Measure:
        return replace(one, **fields) if one.id == measure else one  # type: ignore[arg-type]

    return replace(PLAN, items=tuple(replace(i, measures=tuple(map(changed, i.measures))) for i in PLAN.items))


def rows(*cells: str) -> str:
    return "\n".join(("| row | top | bottom | status | n | N |", *cells))


def test_a_ratio_is_the_sum_of_numerators_over_the_sum_of_denominators() -> None:
    """90/100, 40/50, 10/50, 60/100 and the communes' 20/100: 220/400, not a mean of percentages."""
    agreed = figure(merged(*FULL))
    assert (agreed.value, agreed.formula) == (Decimal(55), Formula.RATIO)
    assert [operand.value for operand in agreed.operands] == [220, 400]


def test_a_district_and_its_communes_count_both_and_stay_apart() -> None:
    found = result(merged(*FULL), RATIO)
    assert found.own and found.communes
    assert [operand.value for operand in found.own.operands] == [200, 300]
    assert [operand.value for operand in found.communes.operands] == [20, 100]
    assert dict(found.by_agency)["HDAKHA"].operands[0].value == 80
    assert (found.coverage.communes_reported, found.coverage.communes_total) == (2, 2)
    assert [source.location.cell for source in found.coverage.commune_sources] == ["H3"]


def test_half_a_ratio_is_not_added() -> None:
    whole = merged(sent("SNV", rows("| I.1.b.01/1 | 5 | 10 | | | |")), sent("STP", rows("| I.1.b.01/1 | 7 | | | | |")))
    assert [operand.value for operand in figure(whole).operands] == [5, 10]
    assert "STP" in result(whole, RATIO).coverage.missing


def test_the_value_is_not_rounded() -> None:
    third = figure(merged(sent("SNV", rows("| I.1.b.01/1 | 1 | 3 | | | |"))))
    assert third.value == 100 * Decimal(1) / Decimal(3)


def test_denominators_of_zero_give_a_finding_and_no_ratio() -> None:
    whole, findings = consolidate(CAMPAIGN, [sent("SNV", rows("| I.1.b.01/1 | 0 | 0 | | | |"))])
    assert result(whole, RATIO).figure is None
    assert [(f.code, f.measure, str(f.location)) for f in findings] == [
        ("denominator-zero", RATIO, "SNV.xlsx › Biểu › C2")
    ]


def test_where_only_the_lead_counts_the_others_are_not_added() -> None:
    lead = sent("SNV", rows("| I.1.b.02/1 | 2 | 4 | | | |"))
    other = sent("STP", rows("| I.1.b.02/1 | 50 | 60 | | | |"))
    agreed = figure(merged(lead, other), LEAD)
    assert [operand.value for operand in agreed.operands] == [2, 4]
    assert {source.agency for operand in agreed.operands for source in operand.sources} == {"SNV"}


def test_of_two_leads_the_one_that_the_plan_names_first_gives_the_figure() -> None:
    roles = (Assignment(Role.LEAD, "STP"), Assignment(Role.LEAD, "SNV"))
    plan = replace(PLAN, items=tuple(replace(i, assignments=roles) if i.code == "I.1.b.02" else i for i in PLAN.items))
    returns = (sent(agency, rows(f"| {LEAD} | {top} | 10 | | | |")) for agency, top in (("SNV", 5), ("STP", 6)))
    assert figure(merged(*returns, plan=plan), LEAD).operands[0].value == 6


def test_should_two_returns_of_one_agency_come_the_later_send_counts_alone() -> None:
    first = sent("SNV", rows(f"| {RATIO} | 1 | 10 | | | |"), sequence=1)
    second = sent("SNV", rows(f"| {RATIO} | 7 | 10 | | | |"), sequence=2, digest="another")
    for order in ((first, second), (second, first)):
        assert [operand.value for operand in figure(merged(*order)).operands] == [7, 10]


def test_an_answer_that_the_plan_does_not_ask_is_told_not_added() -> None:
    _, findings = consolidate(CAMPAIGN, [sent("STP", rows("| I.1.b.02/1 | 50 | 60 | | | |"))])
    assert [(f.code, f.agency, f.subject) for f in findings] == [("answer-not-asked", "STP", LEAD)]


def test_units_that_answer_yes_are_counted_with_their_communes() -> None:
    plan = with_measure(RATIO, kind=MeasureKind.UNITS, combine=Combine.COUNT)
    whole = merged(
        sent("SNV", rows("| I.1.b.01/1 | Có | | | | |")),
        sent("STP", rows("| I.1.b.01/1 | Không | | | | |")),
        sent("HDAKHA", rows("| I.1.b.01/1 | Có | | | | |", "| I.1.b.01/1@commune | 1 | | | 2 | 2 |")),
        plan=plan,
    )
    assert [operand.value for operand in figure(whole).operands] == [3, 5]


def test_a_milestone_follows_its_focal_agency_and_counts_who_is_done() -> None:
    found = result(merged(*FULL), MILESTONE)
    assert found.status and found.status.label == "Hoàn thành"
    assert found.figure and [operand.value for operand in found.figure.operands] == [1, 3]
    assert found.not_arising == ("SKHDT",)
    assert (found.coverage.answered, found.coverage.owing) == (4, 4)


def test_a_decrease_compares_the_sums_with_last_year() -> None:
    plan = with_measure(RATIO, kind=MeasureKind.DECREASE)
    whole = merged(
        sent("SNV", rows("| I.1.b.01/1 | 90 | 100 | | | |")),
        sent("STP", rows("| I.1.b.01/1 | 105 | 100 | | | |")),
        plan=plan,
    )
    assert figure(whole).value == Decimal("2.5")
    assert figure(whole).formula is Formula.DECREASE


def test_a_count_adds_numbers_and_has_one_operand() -> None:
    plan = with_measure(RATIO, kind=MeasureKind.COUNT, unit="đơn vị")
    counted = (sent("SNV", rows("| I.1.b.01/1 | 3 | | | | |")), sent("STP", rows("| I.1.b.01/1 | 0 | | | | |")))
    whole = merged(*counted, plan=plan)
    assert (figure(whole).value, figure(whole).unit, len(figure(whole).operands)) == (Decimal(3), "đơn vị", 1)
    assert result(whole, RATIO).coverage.missing == ("SKHDT", "HDAKHA")  # nought is an answer, silence is not


@pytest.mark.parametrize(
    ("top", "comparator", "threshold", "verdict"),
    [
        ("80", Comparator.AT_LEAST, "80", Verdict.MET),
        ("81", Comparator.AT_LEAST, "80", Verdict.EXCEEDED),
        ("79", Comparator.AT_LEAST, "80", Verdict.NOT_MET),
        ("79", Comparator.AT_MOST, "80", Verdict.EXCEEDED),
        ("100", Comparator.EQUAL, "100", Verdict.MET),
        ("99", Comparator.EQUAL, "100", Verdict.NOT_MET),
    ],
)
def test_a_target_is_judged_when_due(top: str, comparator: Comparator, threshold: str, verdict: Verdict) -> None:
    only = [sent("SNV", rows(f"| I.1.b.01/1 | {top} | 100 | | | |"))]
    plan = with_measure(RATIO, comparator=comparator, threshold=Decimal(threshold))
    year = consolidate(Campaign(plan, REGISTRY, replace(PERIOD, final=True)), only)[0]
    assert result(year, RATIO).verdict is verdict
    assert result(merged(*only, plan=plan), RATIO).verdict is Verdict.NONE


def test_a_target_for_a_later_year_is_not_judged_before() -> None:
    later = Due(DueKind.DATE, date(PERIOD.year + 4, 12, 31))
    final, only = replace(PERIOD, final=True), [sent("SNV", rows("| I.1.b.01/1 | 1 | 100 | | | |"))]
    for standing, verdict in ((False, Verdict.NONE), (True, Verdict.NOT_MET)):
        plan = with_measure(RATIO, standing=standing)
        plan = replace(plan, items=tuple(replace(i, due=later) for i in plan.items))
        assert result(consolidate(Campaign(plan, REGISTRY, final), only)[0], RATIO).verdict is verdict


def test_a_standing_condition_is_judged_in_every_period() -> None:
    assert result(merged(*FULL, plan=with_measure(RATIO, standing=True)), RATIO).verdict is Verdict.NOT_MET


def test_nothing_is_judged_that_nobody_reported() -> None:
    year = consolidate(Campaign(PLAN, REGISTRY, replace(PERIOD, final=True)), ())[0]
    assert {m.verdict for item in year.items for m in item.measures} == {Verdict.NONE}


def test_last_period_stands_beside_under_an_id_of_its_own() -> None:
    before = merged(sent("SNV", rows("| I.1.b.01/1 | 1 | 4 | | | |")))
    found = result(merged(*FULL, previous=before), RATIO)
    assert found.previous and (found.previous.value, found.previous.id) == (Decimal(25), "I.1.b.01/1@Q1-2023")


def test_statistics_are_summed_with_their_cells() -> None:
    from reporting.forms.statistics import Indicator, Statistics
    from reporting.location import Location
    from reporting.returns import Quantity, Statistic

    def counted(agency: str, value: int) -> Return:
        cell = Location(f"{agency}.xlsx", "Thống kê", "D4")
        return sent(agency, statistics=(Statistic("TK.01", Quantity(Decimal(value), cell)), Statistic("TK.02")))

    table = Statistics(indicators=(Indicator("TK.01", "Số văn bản", "Văn bản"), Indicator("TK.02", "Số cuộc", "Cuộc")))
    first, second = merged(counted("STP", 2), counted("SNV", 3), statistics=table).statistics
    assert first.figure
    assert (first.figure.value, [s.agency for s in first.figure.operands[0].sources]) == (Decimal(5), ["SNV", "STP"])
    assert (second.code, second.figure) == ("TK.02", None)

"""Lũy kế of a slice: both periods' agreed operands added up, and nothing wherever that could be wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reporting.consolidation import Figure, MeasureResult, NotAdded
from reporting.merge import Earlier, accumulated, consolidate
from reporting.obligations import Campaign
from reporting.period import parse_calendar
from reporting.plan import Adding, Assignment, Combine, MeasureKind, Plan, Role
from reporting.resources import resource
from reporting.returns import Return
from reporting.store.files import read_toml
from tests.helpers.answers import sent
from tests.helpers.checking import HALF_YEAR, with_measure
from tests.helpers.figures import same, worked_out
from tests.helpers.small import PERIOD, REGISTRY

SUM, LED = "I.1.b.01/1", "I.1.b.02/1"
THIRD = replace(PERIOD, code="Q3", start=date(2023, 6, 15), cutoff=date(2023, 9, 14), cumulative=False)

HALF = {
    "SNV": "| 40 | 50 |",
    "STP": "| 30 | 50 |",
    "SKHDT": "| 9 | 10 |",
    "HDAKHA": "| 70 | 90 |",
}
THREE_MONTHS = {
    "SNV": "| 8 | 10 |",
    "STP": "| 2 | 10 |",
    "SKHDT": "| 5 | 5 |",
    "HDAKHA": "| 5 | 15 |",
}


def sheets(answers: dict[str, str], row: str = SUM, communes: str = "| 20 | 60 | 2 | 2 |") -> list[Return]:
    """A return for each agency: `top | bottom`; the district's communes with `n | N`."""
    made = []
    for agency, cells in answers.items():
        lines = ["| row | top | bottom | n | N |", f"| {row} {cells} | |"]
        if agency == "HDAKHA" and communes and row == SUM:
            lines.append(f"| {row}@commune {communes}")
        made.append(sent(agency, "\n".join(lines), file=f"{agency}.xlsx"))
    return made


def added(
    before: list[Return],
    now: list[Return],
    plan: Plan,
    *,
    earlier_plan: Plan | None = None,
    disputed: frozenset[str] = frozenset(),
    measure: str = SUM,
) -> MeasureResult:
    then = earlier_plan or plan
    half = consolidate(Campaign(then, REGISTRY, HALF_YEAR), before)[0]
    third = consolidate(Campaign(plan, REGISTRY, THIRD), now, previous=half)[0]
    whole = accumulated(third, plan, Earlier(half, then, disputed))
    item = whole.item(measure.partition("/")[0])
    found = item.measure(measure) if item else None
    assert found
    return found


def saying(adding: Adding, measure: str = SUM, **fields: Any) -> Plan:
    return with_measure(measure, adding=adding, **fields)


def values(figure: Figure | None) -> list[Decimal]:
    assert figure
    return [operand.value for operand in figure.operands]


def test_both_operands_add_up_with_every_cell_of_both_periods() -> None:
    result = added(sheets(HALF), sheets(THREE_MONTHS), saying(Adding.ALL))
    assert result.figure and values(result.figure) == [40, 100]
    assert result.cumulative and values(result.cumulative) == [209, 360]
    assert result.cumulative.value == Decimal(100) * 209 / 360
    assert (result.cumulative.id, result.cumulative.unit) == (f"{SUM}@luy_ke", "%")
    assert [len(operand.sources) for operand in result.cumulative.operands] == [10, 10]
    assert result.not_added is None


def test_a_number_adds_up_unless_the_plan_says_no() -> None:
    counts = {"SNV": "| 3 | |", "STP": "| 0 | |", "SKHDT": "| 1 | |", "HDAKHA": "| 2 | |"}
    later = counts | {"SNV": "| 4 | |"}
    for adding, expected in (
        (Adding.UNSAID, [13]),
        (Adding.ALL, [13]),
        (Adding.NUMERATOR, [13]),
        (Adding.NOTHING, None),
    ):
        plan = saying(adding, kind=MeasureKind.COUNT, unit="đơn vị")
        result = added(sheets(counts, communes="| 0 | | 2 | 2 |"), sheets(later, communes="| 0 | | 2 | 2 |"), plan)
        assert (values(result.cumulative) if result.cumulative else None) == expected
        assert result.not_added is None


def test_of_a_fixed_number_only_what_was_done_adds_up() -> None:
    """7 of 30 agencies inspected in half a year, 3 of 30 in three months: 10 of 30, not 10 of 60."""
    plan = saying(Adding.NUMERATOR, LED)
    before, now = sheets({"SNV": "| 7 | 30 |"}, LED), sheets({"SNV": "| 3 | 30 |"}, LED)
    assert values(added(before, now, plan, measure=LED).cumulative) == [10, 30]


def test_more_done_than_there_is_shows_that_something_was_counted_twice() -> None:
    plan = saying(Adding.NUMERATOR, LED)
    before, now = sheets({"SNV": "| 20 | 30 |"}, LED), sheets({"SNV": "| 15 | 30 |"}, LED)
    assert added(before, now, plan, measure=LED).not_added is NotAdded.OVER


def test_whoever_worked_last_period_must_stand_in_the_fixed_number() -> None:
    """SKHDT says that nothing arose now: its units are not among the denominators any more."""
    plan = saying(Adding.NUMERATOR)
    gone = [r for r in sheets(THREE_MONTHS) if r.agency != "SKHDT"]
    gone.append(sent("SKHDT", f"| row | status | note |\n| {SUM} | not_arising | Không có. |"))
    assert added(sheets(HALF), gone, plan).not_added is NotAdded.OTHER_SENDERS
    assert values(added(sheets(HALF), gone, saying(Adding.ALL)).cumulative) == [204, 355]


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({}, NotAdded.UNSAID),
        ({"stock": True, "adding": Adding.ALL}, None),
        ({"adding": Adding.NOTHING}, None),
        ({"kind": MeasureKind.DECREASE, "adding": Adding.ALL}, None),
        ({"kind": MeasureKind.UNITS, "combine": Combine.COUNT, "adding": Adding.ALL}, None),
        ({"kind": MeasureKind.MILESTONE, "adding": Adding.ALL}, None),
    ],
    ids=["the plan says nothing", "on the day", "the plan says no", "a decrease", "units", "a milestone"],
)
def test_what_does_not_add_up_is_not_added(fields: dict[str, Any], why: NotAdded | None) -> None:
    result = added(sheets(HALF), sheets(THREE_MONTHS), with_measure(SUM, **fields))
    assert (result.cumulative, result.not_added) == (None, why)


@pytest.mark.parametrize(
    "fields",
    [
        {"unit": "văn bản"},
        {"numerator": "Số hồ sơ trễ hạn"},
        {"denominator": "Tổng số hồ sơ tiếp nhận"},
        {"name": "Tỷ lệ khác"},
        {"stock": True},
        {"kind": MeasureKind.COUNT},
        {"combine": Combine.LEAD},
    ],
    ids=lambda fields: next(iter(fields)),
)
def test_another_meaning_last_period_is_not_added(fields: dict[str, object]) -> None:
    plan = saying(Adding.ALL)
    other = with_measure(SUM, plan, **fields)
    assert added(sheets(HALF), sheets(THREE_MONTHS), plan, earlier_plan=other).not_added is NotAdded.REDEFINED
    spaced = with_measure(SUM, plan, name=" TỶ LỆ hồ sơ  được xử lý điện tử")
    assert added(sheets(HALF), sheets(THREE_MONTHS), plan, earlier_plan=spaced).cumulative


def test_a_measure_that_last_periods_plan_did_not_have_is_not_added() -> None:
    plan = saying(Adding.ALL)
    shorter = replace(plan, items=plan.items[1:])
    assert added([], sheets(THREE_MONTHS), plan, earlier_plan=shorter).not_added is NotAdded.REDEFINED


@pytest.mark.parametrize(
    ("before", "now", "communes", "why"),
    [
        ("SNV STP SKHDT", "SNV STP SKHDT HDAKHA", "| 20 | 60 | 2 | 2 |", NotAdded.INCOMPLETE),
        ("SNV STP SKHDT HDAKHA", "SNV STP HDAKHA", "| 20 | 60 | 2 | 2 |", NotAdded.INCOMPLETE),
        ("SNV STP SKHDT HDAKHA", "SNV STP SKHDT HDAKHA", "| 20 | 60 | 1 | 2 |", NotAdded.INCOMPLETE),
    ],
    ids=["last period", "this period", "communes of this period"],
)
def test_where_somebody_is_missing_nothing_is_added(before: str, now: str, communes: str, why: NotAdded) -> None:
    half = [r for r in sheets(HALF) if r.agency in before.split()]
    third = [r for r in sheets(THREE_MONTHS, communes=communes) if r.agency in now.split()]
    result = added(half, third, saying(Adding.ALL))
    assert (result.cumulative, result.not_added) == (None, why)


def test_where_nothing_arose_there_is_nothing_to_add() -> None:
    none = [sent("SNV", f"| row | status | note |\n| {LED} | not_arising | Không có. |")]
    some = sheets({"SNV": "| 3 | 30 |"}, LED)
    plan = saying(Adding.ALL, LED)
    assert added(none, some, plan, measure=LED).not_added is NotAdded.NO_FIGURE
    assert added(some, none, plan, measure=LED).not_added is NotAdded.NO_FIGURE


@pytest.mark.parametrize("disputed", [SUM, SUM.partition("/")[0]], ids=["of the measure", "of the item"])
def test_what_is_not_settled_last_period_is_not_added(disputed: str) -> None:
    result = added(sheets(HALF), sheets(THREE_MONTHS), saying(Adding.ALL), disputed=frozenset({disputed}))
    assert (result.cumulative, result.not_added) == (None, NotAdded.DISPUTED)


def test_others_asked_last_period_are_not_added() -> None:
    """The plan of half a year did not ask the district: what it did then is not in that figure."""
    plan = saying(Adding.ALL)
    item = plan.items[0]
    narrow = replace(item, assignments=tuple(a for a in item.assignments if a.party not in ("HUYEN", "XA")))
    then = replace(plan, items=(narrow, *plan.items[1:]))
    departments = [r for r in sheets(HALF) if r.agency != "HDAKHA"]
    assert added(departments, sheets(THREE_MONTHS), plan, earlier_plan=then).not_added is NotAdded.OTHER_SENDERS


def test_totals_of_two_different_leads_are_not_added() -> None:
    """Each counts the whole province: whether they count alike nobody knows."""
    plan = saying(Adding.ALL, LED)
    item = plan.item("I.1.b.02")
    assert item
    both = replace(item, assignments=(*item.assignments, Assignment(Role.LEAD, "STP")))
    plan = replace(plan, items=tuple(both if i.code == both.code else i for i in plan.items))

    def led(by: str, other: str, cells: str) -> list[Return]:
        none = sent(other, f"| row | status | note |\n| {LED} | not_arising | Cơ quan kia tổng hợp. |")
        return [*sheets({by: cells}, LED), none]

    before, now = led("STP", "SNV", "| 7 | 30 |"), led("SNV", "STP", "| 3 | 30 |")
    assert added(before, now, plan, measure=LED).not_added is NotAdded.OTHER_SENDERS
    assert added(led("SNV", "STP", "| 7 | 30 |"), now, plan, measure=LED).cumulative


def test_which_period_continues_which_is_in_the_calendar() -> None:
    calendar = parse_calendar(read_toml(resource("calendars", "bnv-3759-2021.toml")), "")
    periods = [calendar.period(code, year) for year in (2022, 2023) for code in ("Q1", "M6", "Q3", "Y")]
    pairs = {(now.id, before.id) for now, before in product(periods, periods) if now.continues(before)}
    assert pairs == {("Q3-2022", "M6-2022"), ("Q3-2023", "M6-2023")}


# ── for any two periods ──────────────────────────────────────────────────────────────────────────

_NUMBERS = st.integers(1, 50)


@st.composite
def _period(draw: st.DrawFn) -> list[Return]:
    """Every agency's numerator over its denominator; rarely somebody is missing, or a commune."""
    silent = draw(st.sampled_from(["", "", "", "STP", "HDAKHA"]))
    cells = {agency: f"| {draw(_NUMBERS)} | {draw(st.integers(50, 90))} |" for agency in HALF if agency != silent}
    reported = draw(st.sampled_from(["2", "2", "2", "1"]))
    return sheets(cells, communes=f"| {draw(_NUMBERS)} | 60 | {reported} | 2 |")


_PLANS = st.builds(
    lambda adding, stock, kind, combine: saying(adding, stock=stock, kind=kind, combine=combine),
    st.sampled_from([Adding.ALL, Adding.ALL, Adding.NUMERATOR, Adding.UNSAID, Adding.NOTHING]),
    st.sampled_from([False, False, False, True]),
    st.sampled_from([MeasureKind.RATIO, MeasureKind.RATIO, MeasureKind.COUNT, MeasureKind.DECREASE]),
    st.sampled_from([Combine.SUM, Combine.SUM, Combine.COUNT]),
)


@given(_period(), _period(), _PLANS, st.booleans(), st.sampled_from([frozenset(), frozenset(), frozenset({SUM})]))
@settings(max_examples=150, deadline=None)
def test_the_operands_are_both_periods_sums_or_there_is_no_figure(
    before: list[Return], now: list[Return], plan: Plan, redefined: bool, disputed: frozenset[str]
) -> None:
    earlier = with_measure(SUM, plan, unit="việc") if redefined else plan
    result = added(before, now, plan, earlier_plan=earlier, disputed=disputed)
    half = consolidate(Campaign(earlier, REGISTRY, HALF_YEAR), before)[0].items[0].measures[0]
    measure = plan.items[0].measures[0]
    ratio = measure.kind is MeasureKind.RATIO
    whole = all(not m.coverage.missing and m.coverage.communes_reported == 2 for m in (half, result))
    said = measure.adding in (Adding.ALL, Adding.NUMERATOR) or measure.adding is Adding.UNSAID and not ratio
    counts = measure.kind in (MeasureKind.RATIO, MeasureKind.COUNT) and measure.combine is Combine.SUM
    allowed = whole and said and counts and not (measure.stock or redefined or disputed)
    if not (allowed and half.figure and result.figure):
        assert result.cumulative is None
        return
    fixed = ratio and measure.adding is Adding.NUMERATOR
    if result.cumulative is None:
        assert fixed and result.not_added is NotAdded.OVER
        return
    pairs = zip(half.figure.operands, result.figure.operands, strict=True)
    sums = [(a.value + b.value, (*a.sources, *b.sources)) for a, b in pairs]
    if fixed:
        sums[1] = (result.figure.operands[1].value, result.figure.operands[1].sources)
    assert [(o.value, o.sources) for o in result.cumulative.operands] == sums
    assert same(result.cumulative.value, worked_out(result.cumulative.formula.value, [value for value, _ in sums]))

"""What nobody in the job has to report is an error that names item and reason, before the final report."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from reporting.agencies import Registry
from reporting.checks import CheckInput, check
from reporting.findings import Finding
from reporting.merge import consolidate
from reporting.obligations import Campaign
from reporting.plan import Assignment, Plan, Role
from tests.helpers.checking import AS_OF, with_measure
from tests.helpers.small import PERIOD, PLAN, REGISTRY

CODES = ("item-without-reporter", "measure-without-total")


def _found(registry: Registry = REGISTRY, plan: Plan = PLAN) -> list[Finding]:
    campaign = Campaign(plan, registry, PERIOD)
    completeness = check(CheckInput(campaign, AS_OF, (), consolidate(campaign, ())[0]))
    return [f for f in completeness.findings if f.code in CODES]


def _registry(code: str, **fields: object) -> Registry:
    agencies = (replace(a, **fields) if a.code == code else a for a in REGISTRY.agencies)  # type: ignore[arg-type]
    return replace(REGISTRY, agencies=tuple(agencies))


def test_a_plan_whose_agencies_report_leaves_nothing() -> None:
    assert _found() == []


def test_a_lead_that_does_not_report_leaves_its_items() -> None:
    found = _found(_registry("STP", expected=False))
    assert [(f.code, f.item) for f in found] == [
        ("item-without-reporter", "II.1.01"),
        ("item-without-reporter", "II.1.02"),
    ]
    assert "Rà soát văn bản quy phạm pháp luật" in found[0].wrong
    assert "Sở Tư pháp ghi “Báo cáo” là “không”" in found[0].wrong


def test_a_figure_that_only_the_lead_gives_is_nobodys() -> None:
    found = _found(_registry("SNV", expected=False))
    assert ("item-without-reporter", "I.1.b.02") in [(f.code, f.item) for f in found]


def test_a_figure_of_the_whole_province_needs_its_lead_beside_implementers() -> None:
    plan = with_measure("I.1.b.02/1")
    items = (
        replace(i, assignments=(*i.assignments, Assignment(Role.IMPLEMENT, "STP"))) if i.code == "I.1.b.02" else i
        for i in plan.items
    )
    (found,) = _found(_registry("SNV", expected=False), replace(plan, items=tuple(items)))
    assert (found.code, found.measure) == ("measure-without-total", "I.1.b.02/1")


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"valid_to": date(2023, 2, 28), "successors": ("SNV",)}, "hết hiệu lực ngày 28/02/2023, kế thừa là Sở Nội vụ"),
        ({"valid_from": date(2023, 5, 1)}, "chưa có hiệu lực vào ngày chốt số liệu"),
        ({"parent": "SNV"}, "báo cáo qua Sở Nội vụ"),
    ],
)
def test_the_reason_is_named(fields: dict[str, object], why: str) -> None:
    found = _found(_registry("STP", **fields))
    assert {f.item for f in found} == {"II.1.01", "II.1.02"}
    assert f"Sở Tư pháp {why}" in found[0].wrong


def test_a_group_left_out_of_a_measure_is_named() -> None:
    (found,) = _found(plan=with_measure("I.1.b.01/1", excluded=("SBN", "HUYEN", "XA")))
    assert "Các sở, ban ngành ghi ở cột “Loại trừ”" in found.wrong

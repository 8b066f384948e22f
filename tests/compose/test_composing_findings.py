"""Lũy kế beside three months: in the sentence, in annex I, and in the notes that say why there is none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from reporting.compose.annex_targets import target_blocks
from reporting.compose.body import item_paragraph
from reporting.compose.composing_findings import cumulative_findings
from reporting.compose.material import Material
from reporting.compose.overview import section_overview
from reporting.consolidation import Figure, Formula, ItemResult, MeasureResult, NotAdded, Verdict
from reporting.document import Table
from reporting.findings import finding
from reporting.obligations import Campaign
from reporting.parse.plan_layout import ADDINGS, MEASURES_SHEET
from reporting.period import Period
from reporting.plan import MeasureKind, Plan
from tests.helpers.checking import HALF_YEAR, with_measure
from tests.helpers.consolidations import completeness, consolidation, job, outline, simple_ratio, source, total
from tests.helpers.small import PERIOD, PLAN, REGISTRY

SHARE = "I.1.b.02/1"
HALF = HALF_YEAR
THIRD = replace(PERIOD, code="Q3", name="Quý III", start=date(2023, 6, 15), cutoff=date(2023, 9, 14), cumulative=False)


def material(
    result: ItemResult, *, plan: Plan = PLAN, period: Period = THIRD, previous: Period | None = HALF
) -> Material:
    return Material(
        job(), Campaign(plan, REGISTRY, period), consolidation(result), completeness(), outline(), previous=previous
    )


def share(**fields: object) -> ItemResult:
    """Two of thirty now, seven in half a year, nine in all, unless told otherwise."""
    given: dict[str, object] = {
        "figure": simple_ratio(SHARE, 2, 30),
        "previous": simple_ratio(f"{SHARE}@M6-2023", 7, 30),
        "cumulative": simple_ratio(f"{SHARE}@luy_ke", 9, 30),
    }
    return ItemResult("I.1.b.02", measures=(MeasureResult(SHARE, **(given | fields)),))  # type: ignore[arg-type]


def said(result: ItemResult, **settings: object) -> str:
    made = material(result, **settings)  # type: ignore[arg-type]
    item = made.plan.item(result.code)
    assert item
    return item_paragraph(item, made, 60).plain


def test_three_months_and_then_the_whole_with_the_years_target() -> None:
    assert said(share()) == (
        "- Tỷ lệ cơ quan được kiểm tra: trong kỳ đạt 6,7% (2/30 cơ quan); lũy kế đạt 30% (9/30 cơ quan; mục tiêu năm "
        "2023: 30%)."
    )


def test_a_standing_condition_is_judged_by_what_was_done_now() -> None:
    plan = with_measure(SHARE, standing=True)
    text = said(share(verdict=Verdict.NOT_MET), plan=plan)
    assert "trong kỳ đạt 6,7% (2/30 cơ quan), chưa đạt mục tiêu đề ra (30%); lũy kế đạt 30% (9/30 cơ quan)." in text
    assert "so với" not in text


def test_none_in_three_months_is_not_none_at_all() -> None:
    text = said(share(figure=simple_ratio(SHARE, 0, 30), cumulative=simple_ratio("x", 7, 30)))
    assert "trong kỳ đạt 0% (0/30 cơ quan); lũy kế đạt 23,3% (7/30 cơ quan; mục tiêu" in text
    assert "trong kỳ đạt 0% (0/30 cơ quan; mục tiêu" in said(share(figure=simple_ratio(SHARE, 0, 30), cumulative=None))
    assert ": lũy kế đạt 0% (0/30 cơ quan" in said(
        share(figure=simple_ratio(SHARE, 0, 30), cumulative=None), period=PERIOD, previous=None
    )


def test_a_number_is_told_twice() -> None:
    plan = with_measure(SHARE, kind=MeasureKind.COUNT, unit="hoạt động", threshold_text="02 hoạt động")
    now, whole = (Figure("x", Decimal(n), Formula.VALUE, (total(source("SNV", n)),), "hoạt động") for n in (0, 3))
    text = said(share(figure=now, previous=None, cumulative=whole), plan=plan)
    assert "trong kỳ chưa có hoạt động nào; lũy kế 03 hoạt động (mục tiêu năm 2023: 02 hoạt động)." in text


def test_the_section_says_once_what_counts_since_when() -> None:
    targets = [item for item in PLAN.items if item.measures]
    (both,) = section_overview("I.1.b", targets, material(share()))
    assert both.plain == (
        "Số liệu trong kỳ tính từ ngày 15/6/2023 đến ngày 14/9/2023; số liệu lũy kế tính từ ngày 15/12/2022 đến ngày "
        "14/9/2023, cụ thể như sau:"
    )
    (alone,) = section_overview("I.1.b", targets, material(share(cumulative=None)))
    assert alone.plain == "Số liệu tính trong kỳ, từ ngày 15/6/2023 đến ngày 14/9/2023, cụ thể như sau:"


def table(made: Material) -> Table:
    return next(block for block in target_blocks(made) if isinstance(block, Table))


def test_annex_one_has_a_column_of_its_own_only_when_there_is_something_in_it() -> None:
    with_it, without = table(material(share())), table(material(share(cumulative=None)))
    titles = [column.title for column in with_it.columns]
    assert [t for t in titles if t not in [c.title for c in without.columns]] == ["Lũy kế đến 14/9/2023"]
    assert sum(column.width for column in with_it.columns) == sum(column.width for column in without.columns) == 100
    row = next(row for row in with_it.rows if row.id == "I.1.b.02/annex")
    assert row.cells[titles.index("Lũy kế đến 14/9/2023")].plain.split() == ["30%", "9/30"]
    assert all(len(row.cells) == len(titles) for row in with_it.rows if len(row.cells) > 1)
    *_, last = [block for block in target_blocks(material(share())) if isinstance(block, Table)]
    assert "số liệu lũy kế từ ngày 15/12/2022 đến ngày 14/9/2023" in last.rows[-1].cells[0].plain


@pytest.mark.parametrize(
    ("period", "previous", "title"),
    [
        (THIRD, HALF, "6 tháng đầu năm 2023 (lũy kế)"),
        (replace(PERIOD, code="Y", name="năm", cutoff=date(2023, 12, 14)), THIRD, "Quý III năm 2023 (trong kỳ)"),
        (HALF, PERIOD, "Quý I năm 2023"),
    ],
    ids=["Quý III", "Năm", "6 tháng"],
)
def test_the_column_of_last_period_says_what_it_counts_where_that_differs(
    period: Period, previous: Period, title: str
) -> None:
    assert title in [column.title for column in table(material(share(), period=period, previous=previous)).columns]


def test_a_year_is_not_set_against_three_months_of_it() -> None:
    """A rate that must always hold may be followed from 6 tháng into Quý III; the year has Quý III in it."""
    plan = with_measure(SHARE, standing=True)
    year = replace(PERIOD, code="Y", name="năm", cutoff=date(2023, 12, 14), final=True)
    alone = share(cumulative=None)
    assert "so với quý III" not in said(alone, plan=plan, period=year, previous=THIRD)
    assert "so với 6 tháng" in said(alone, plan=plan, period=THIRD, previous=HALF)
    assert "so với 6 tháng" in said(alone, plan=plan, period=year, previous=HALF)
    assert "so với quý III" in said(alone, plan=with_measure(SHARE, stock=True), period=year, previous=THIRD)


# ── why there is none ────────────────────────────────────────────────────────────────────────────


def told(result: ItemResult, **settings: object) -> list[str]:
    return [f.wrong for f in cumulative_findings(material(result, **settings))]  # type: ignore[arg-type]


def test_a_period_that_counts_since_the_year_began_needs_no_note() -> None:
    assert told(share(cumulative=None), period=HALF, previous=PERIOD) == []


def test_a_slice_without_the_period_before_it_says_so() -> None:
    (found,) = told(share(cumulative=None), previous=PERIOD)
    assert "từ ngày 15/6/2023 đến ngày 14/9/2023; kỳ trước (Quý I năm 2023) không cộng được với kỳ này" in found
    (found,) = told(share(cumulative=None), previous=None)
    assert "công việc không nêu kỳ trước" in found


def test_every_measure_without_its_whole_has_a_reason() -> None:
    assert told(share()) == []
    for why in NotAdded:
        (found,) = told(share(cumulative=None, not_added=why))
        assert SHARE in found and why.label in found


def test_the_note_names_the_column_that_the_plan_workbook_reads() -> None:
    note = finding("cumulative-not-said", count=1, measures=SHARE)
    column = MEASURES_SHEET.column("adding")
    assert f"“{column.title}”" in note.accepted and f"“{MEASURES_SHEET.sheet}”" in note.accepted
    assert all(word in note.accepted for word in ADDINGS.values())

"""One paragraph an item: figures with fractions, the plan, last period, the lead's words, the gaps."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from reporting.completeness import Completeness
from reporting.compose.body import item_paragraph
from reporting.compose.material import Material
from reporting.consolidation import Coverage, Figure, Formula, ItemResult, MeasureResult, Verdict
from reporting.document import Paragraph
from reporting.obligations import Campaign
from reporting.period import Period
from reporting.plan import Comparator, Due, DueKind, Item, ItemKind, MeasureKind, Plan
from reporting.returns import Status
from tests.helpers.consolidations import (
    completeness,
    consolidation,
    files_target,
    job,
    outline,
    proof,
    said,
    silent_measure,
    simple_ratio,
    source,
    status_cell,
    total,
)
from tests.helpers.small import CAMPAIGN, PERIOD, PLAN, REGISTRY


def composed(
    result: ItemResult,
    *,
    draft: bool = False,
    silent: tuple[str, ...] = (),
    plan: Plan = PLAN,
    period: Period = PERIOD,
    previous: Period | None = None,
    coordinating: int = 0,
) -> Paragraph:
    came: Completeness = completeness(silent=silent)
    laid = outline()
    laid = replace(laid, limits=replace(laid.limits, coordinating=coordinating))
    material = Material(
        job(), Campaign(plan, REGISTRY, period), consolidation(result), came, laid, draft=draft, previous=previous
    )
    item = plan.item(result.code)
    assert item is not None
    return item_paragraph(item, material, 60)


def target(code: str = "I.1.b.02", **measure: object) -> ItemResult:
    return ItemResult(code, measures=(MeasureResult(f"{code}/1", **measure),))  # type: ignore[arg-type]


def test_a_sum_prints_its_fraction_both_levels_last_period_and_the_years_target() -> None:
    assert composed(files_target()).plain == (
        "- Tỷ lệ hồ sơ được xử lý điện tử: lũy kế đạt 77,5% (155/200 hồ sơ; mục tiêu năm 2023: tối thiểu 80%), "
        "tăng 1,5 điểm phần trăm so với kỳ trước; trong đó cấp tỉnh đạt 85%, cấp xã đạt 70%."
    )


def test_every_number_of_a_target_carries_its_figure() -> None:
    paragraph = composed(files_target())
    printed = {run.text for run in paragraph.runs if run.figure}
    assert printed == {"77,5%", "155", "200", "1,5", "85%", "70%"}
    assert {s.agency for s in paragraph.sources} == {"SNV", "STP", "HDAKHA"}


@pytest.mark.parametrize(
    ("verdict", "words"),
    [
        (Verdict.EXCEEDED, ", vượt mục tiêu đề ra (30%)"),
        (Verdict.MET, ", bảo đảm mục tiêu đề ra (30%)"),
        (Verdict.NOT_MET, ", chưa đạt mục tiêu đề ra (30%)"),
    ],
)
def test_a_judged_target_says_its_verdict_and_no_goal(verdict: Verdict, words: str) -> None:
    text = composed(target(figure=simple_ratio("x", 9, 30), verdict=verdict)).plain
    assert f"(9/30 cơ quan){words}." in text
    assert "mục tiêu năm" not in text


def test_the_leads_words_follow_with_the_document() -> None:
    result = replace(target(figure=simple_ratio("x", 2, 30)), narratives=(said("SNV", "Kiểm tra 02 cơ quan"),))
    result = replace(result, evidence=(proof("SNV", "Báo cáo số 51/BC-SNV ngày 09/3/2023"),))
    assert composed(result).plain.endswith("Sở Nội vụ kiểm tra 02 cơ quan (Báo cáo số 51/BC-SNV ngày 09/3/2023).")


def test_without_words_the_document_is_named_as_evidence() -> None:
    result = replace(target(figure=simple_ratio("x", 2, 30)), evidence=(proof("SNV", "Báo cáo số 51/BC-SNV"),))
    assert composed(result).plain.endswith("mục tiêu năm 2023: 30%). Minh chứng: Báo cáo số 51/BC-SNV.")


def test_nothing_yet_is_said_beside_what_is_planned() -> None:
    text = composed(target(figure=simple_ratio("x", 0, 30))).plain
    assert "lũy kế đạt 0% (0/30 cơ quan; mục tiêu năm 2023: 30%)" in text


def test_a_target_for_a_later_year_says_that_year() -> None:
    later = Due(DueKind.DATE, date(2030, 12, 31))
    plan = replace(PLAN, items=tuple(replace(item, due=later) for item in PLAN.items))
    assert "mục tiêu năm 2030: 30%" in composed(target(figure=simple_ratio("x", 3, 30)), plan=plan).plain


def test_not_arising_is_an_answer() -> None:
    text = composed(target(not_arising=("SNV",), coverage=Coverage(1, 1))).plain
    assert text == "- Tỷ lệ cơ quan được kiểm tra: trong kỳ không phát sinh."


def test_not_arising_at_one_agency_says_nothing_for_those_that_are_silent() -> None:
    paragraph = composed(target(not_arising=("STP",), coverage=Coverage(1, 2, ("SNV",))), draft=True)
    assert "không phát sinh" not in paragraph.plain
    assert [run.text for run in paragraph.runs if run.mark == "gap"] == ["[CHƯA CÓ SỐ LIỆU: Sở Nội vụ]"]


def test_a_missing_figure_is_marked_in_a_draft() -> None:
    paragraph = composed(target(coverage=Coverage(0, 1, ("SNV",))), draft=True)
    assert [run.text for run in paragraph.runs if run.mark == "gap"] == ["[CHƯA CÓ SỐ LIỆU: Sở Nội vụ]"]


def test_an_accepted_gap_is_worded_officially() -> None:
    text = composed(target(coverage=Coverage(0, 1, ("SNV",)))).plain
    assert text == "- Tỷ lệ cơ quan được kiểm tra: chưa có số liệu báo cáo của Sở Nội vụ."


def partial(*missing: str) -> ItemResult:
    full = files_target().measures[0]
    coverage = Coverage(4 - len(missing), 4, missing, 1, 2)
    return files_target(measure=replace(full, coverage=coverage))


def test_partial_figures_say_who_stands_behind_them() -> None:
    text = composed(partial("SKHDT")).plain
    assert text.endswith(
        "Số liệu theo báo cáo của 3/4 cơ quan, đơn vị và 1/2 đơn vị cấp xã, chưa bao gồm số liệu của Sở Kế hoạch và Đầu tư."
    )


def test_an_agency_that_sent_nothing_is_named_at_the_head_not_in_every_paragraph() -> None:
    text = composed(partial("SKHDT"), silent=("SKHDT",)).plain
    assert text.endswith("theo báo cáo của 3/4 cơ quan, đơn vị và 1/2 đơn vị cấp xã.")


def test_in_a_draft_every_missing_agency_is_marked() -> None:
    paragraph = composed(partial("SKHDT"), silent=("SKHDT",), draft=True)
    assert "[CHƯA CÓ SỐ LIỆU: Sở Kế hoạch và Đầu tư]" in paragraph.plain


def test_in_a_draft_many_that_sent_nothing_are_counted_and_the_others_named() -> None:
    none = ("STP", "SKHDT", "HDAKHA")
    paragraph = composed(partial(*none, "SNV"), silent=none, draft=True)
    assert "[CHƯA CÓ SỐ LIỆU: 03 cơ quan, đơn vị chưa gửi báo cáo; Sở Nội vụ]" in paragraph.plain


def test_a_count_since_the_year_began_is_not_set_against_three_months() -> None:
    """Quý III alone is a slice of three months; 6 tháng and Năm count since 15/12."""
    plan = with_measure(kind=MeasureKind.COUNT, unit="hoạt động", threshold=Decimal(2), threshold_text="02 hoạt động")
    figures: dict[str, Any] = {
        "figure": Figure("x", Decimal(1), Formula.VALUE, (total(source("SNV", 1)),), "hoạt động"),
        "previous": Figure("y", Decimal(3), Formula.VALUE, (total(source("SNV", 3)),), "hoạt động"),
    }
    half = replace(PERIOD, code="M6", name="6 tháng đầu")
    third = replace(PERIOD, code="Q3", name="Quý III", cumulative=False)
    assert "so với" not in composed(target(**figures), plan=plan, period=third, previous=half).plain
    assert "so với" not in composed(target(**figures), plan=plan, period=PERIOD, previous=third).plain
    assert "giảm 02 hoạt động so với" in composed(target(**figures), plan=plan, period=PERIOD, previous=half).plain
    stock = with_measure(kind=MeasureKind.COUNT, unit="cơ quan", threshold_text="02 cơ quan", stock=True)
    text = composed(target(**figures), plan=stock, period=third, previous=half).plain
    assert "giảm 02" in text and "đến ngày 14/3/2023 01 cơ quan" in text


def with_measure(**changes: object) -> Plan:
    """The small plan with another kind of measure in I.1.b.02."""
    item = PLAN.item("I.1.b.02")
    assert item is not None
    other: Item = replace(item, measures=(replace(item.measures[0], **changes),))  # type: ignore[arg-type]
    return replace(PLAN, items=tuple(other if i.code == other.code else i for i in PLAN.items))


def test_a_decrease_says_from_what_to_what() -> None:
    plan = with_measure(kind=MeasureKind.DECREASE, unit="triệu đồng", threshold_text="giảm tối thiểu 2,5%")
    operands = (total(source("SNV", 970)), total(source("SNV", 1000, "I7")))
    result = target(figure=Figure("x", Decimal(3), Formula.DECREASE, operands))
    assert (
        "lũy kế giảm 3% (từ 1.000 triệu đồng còn 970 triệu đồng; mục tiêu năm 2023: "
        in composed(result, plan=plan).plain
    )
    grown = (total(source("SNV", 1030)), total(source("SNV", 1000, "I7")))
    result = target(figure=Figure("x", Decimal(-3), Formula.DECREASE, grown))
    assert "lũy kế tăng 3% (từ 1.000 triệu đồng lên 1.030 triệu đồng; " in composed(result, plan=plan).plain


def test_a_count_below_ten_has_a_leading_zero() -> None:
    plan = with_measure(kind=MeasureKind.COUNT, unit="hoạt động", threshold=Decimal(2), threshold_text="02 hoạt động")
    figure = Figure("x", Decimal(1), Formula.VALUE, (total(source("SNV", 1)),), "hoạt động")
    assert "lũy kế 01 hoạt động (mục tiêu năm 2023: 02 hoạt động)." in composed(target(figure=figure), plan=plan).plain


def test_a_count_that_is_not_whole_is_not_compared() -> None:
    plan = with_measure(kind=MeasureKind.COUNT, unit="đơn vị", comparator=Comparator.AT_LEAST, threshold=Decimal(1))
    now = Figure("x", Decimal(1), Formula.VALUE, (total(source("SNV", 1)),), "đơn vị")
    before = Figure("y", Decimal(4), Formula.VALUE, (total(source("SNV", 4)),), "đơn vị")
    whole = target(figure=now, previous=before)
    assert "giảm 03 đơn vị" in composed(whole, plan=plan).plain
    partial_count = target(figure=now, previous=before, coverage=Coverage(3, 4, ("STP",)))
    assert "giảm" not in composed(partial_count, plan=plan).plain


def task(code: str = "II.1.01", **fields: object) -> ItemResult:
    status = fields.pop("status", Status.ONGOING)
    assert status is None or isinstance(status, Status)
    cell = status_cell("STP", status) if status else None
    return ItemResult(code, status, cell, **fields)  # type: ignore[arg-type]


def test_a_task_begins_with_its_name_and_the_leads_result() -> None:
    result = task(
        narratives=(said("STP", "Rà soát 31 văn bản."),),
        evidence=(proof("STP", "Báo cáo số 35/BC-STP ngày 10/3/2023"),),
    )
    assert composed(result).plain == (
        "- Rà soát văn bản quy phạm pháp luật: Sở Tư pháp rà soát 31 văn bản (Báo cáo số 35/BC-STP ngày 10/3/2023)."
    )


def test_a_document_that_the_text_names_is_not_cited_again() -> None:
    text = "Ban hành Báo cáo số 35/BC-STP"
    result = task(narratives=(said("STP", text),), evidence=(proof("STP", "Báo cáo số 35/BC-STP"),))
    assert composed(result).plain.count("35/BC-STP") == 1


def test_a_finished_task_says_when_it_was_finished() -> None:
    done = task("II.1.02", status=Status.DONE, narratives=(said("STP", "Đã xong."),))
    assert composed(done).plain.endswith("Nhiệm vụ đã hoàn thành.")
    assert composed(replace(done, previous_status=Status.ONGOING)).plain.endswith("Nhiệm vụ đã hoàn thành trong kỳ.")


def test_an_open_task_with_a_date_says_the_date() -> None:
    text = composed(task("II.1.02", narratives=(said("STP", "Đang xây dựng."),))).plain
    assert text.endswith("Nhiệm vụ đang thực hiện, thời hạn: tháng 2/2023.")


def test_coordinating_agencies_are_named_where_the_outline_wants_them() -> None:
    statuses = (("SNV", Status.ONGOING), ("STP", Status.ONGOING))
    result = task(narratives=(said("STP", "Rà soát."),), statuses=statuses)
    assert composed(result, coordinating=3).plain.endswith("Phối hợp thực hiện: Sở Nội vụ.")
    assert "hối hợp" not in composed(result).plain


def test_a_duty_says_whose_result_it_is_unless_the_heading_does() -> None:
    duty = replace(next(i for i in PLAN.items if i.kind is ItemKind.DUTY), focal="SNV")
    name = REGISTRY.name_of(duty.lead)
    result = ItemResult(duty.code, status=Status.ONGOING, narratives=(said(duty.lead, "Tham mưu 02 kế hoạch."),))
    material = Material(job(), CAMPAIGN, consolidation(result), completeness(), outline())
    assert item_paragraph(duty, material, 60, f"2. {name}").plain == "- Tham mưu 02 kế hoạch."
    assert item_paragraph(duty, material, 60, "Về tổ chức chỉ đạo").plain == f"- {name} tham mưu 02 kế hoạch."
    noun = replace(result, narratives=(said(duty.lead, "Các phòng hoạt động ổn định."),))
    material = Material(job(), CAMPAIGN, consolidation(noun), completeness(), outline())
    assert ": các phòng" in item_paragraph(duty, material, 60, "Về tổ chức chỉ đạo").plain


def test_a_silent_lead_is_a_gap() -> None:
    silent = task(status=None, coverage=Coverage(0, 1, ("STP",)))
    assert composed(silent).plain == ("- Rà soát văn bản quy phạm pháp luật: chưa có báo cáo kết quả của Sở Tư pháp.")
    assert "[CHƯA CÓ BÁO CÁO: Sở Tư pháp]" in composed(silent, draft=True).plain


def test_a_shared_duty_counts_its_implementers() -> None:
    done, ongoing = Status.DONE, Status.ONGOING
    statuses = (("SNV", done), ("STP", done), ("SKHDT", done), ("HDAKHA", ongoing))
    result = ItemResult("III.1.01", statuses=statuses, coverage=Coverage(4, 4))
    paragraph = composed(result)
    assert paragraph.plain == (
        "- Xây dựng kế hoạch và phân công trách nhiệm cụ thể: có 4/4 cơ quan, đơn vị báo cáo kết quả, trong đó "
        "03 cơ quan, đơn vị đã hoàn thành, 01 cơ quan, đơn vị đang thực hiện."
    )
    assert [run.figure.value for run in paragraph.runs if run.figure] == [4, 3, 1]


def test_a_shared_duty_never_reads_as_complete_when_somebody_is_silent() -> None:
    result = ItemResult("III.1.01", statuses=(("SNV", Status.DONE),), coverage=Coverage(1, 4))
    text = composed(result).plain
    assert "1/4 cơ quan, đơn vị đã hoàn thành; chưa có báo cáo kết quả của" in text


def test_an_unanswered_measure_is_never_a_zero() -> None:
    text = composed(ItemResult("I.1.b.01", measures=(silent_measure("I.1.b.01/1", "SNV", "STP"),))).plain
    assert "0" not in text.split(":")[1]

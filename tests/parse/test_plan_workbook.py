"""The plan workbook: what is written is read back, officers may rearrange it, and every cell that
cannot be read is named."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reporting.errors import PlanError
from reporting.findings import Finding
from reporting.grid import Grid, Value
from reporting.parse.plan_workbook import parse_plan
from reporting.plan import Assignment, Comparator, DueKind, Plan, Role
from tests.helpers.checking import with_measure
from tests.helpers.plans import plans
from tests.helpers.small import PLAN as SMALL
from tests.helpers.small import REGISTRY
from tests.helpers.workbooks import (
    changed,
    in_role_order,
    plan_grid,
    reordered,
    with_cell,
    without_sheet,
    without_sources,
)

PLAN = in_role_order(SMALL)
ITEMS, MEASURES = "Chỉ tiêu, nhiệm vụ", "Phép đo"


@pytest.fixture(scope="module")
def grid() -> Grid:
    return plan_grid(PLAN, REGISTRY)


def read(grid: Grid) -> tuple[Plan, list[Finding]]:
    plan, findings = parse_plan(grid, REGISTRY)
    return without_sources(plan), list(findings)


def only(findings: list[Finding]) -> Finding:
    assert len(findings) == 1, [f.message() for f in findings]
    return findings[0]


# --- round trip -------------------------------------------------------------------------------------


def test_what_is_written_is_read_back(grid: Grid) -> None:
    assert read(grid) == (PLAN, [])


@settings(max_examples=40)
@given(plans())
def test_any_plan_is_read_back(plan: Plan) -> None:
    assert without_sources(parse_plan(plan_grid(plan, REGISTRY), REGISTRY)[0]) == plan


def test_without_a_registry_the_workbooks_own_names_serve(grid: Grid) -> None:
    plan, findings = parse_plan(grid)
    assert (without_sources(plan), findings) == (PLAN, ())


@pytest.mark.parametrize(
    ("cell", "excluded", "exemption"),
    [
        ("Ủy ban nhân dân cấp huyện", ("HUYEN",), ""),
        ("UBND cấp huyện; SNV", ("HUYEN", "SNV"), ""),
        ("trừ các sở, ban ngành\nkhông bao gồm Sở Tư pháp", ("SBN", "STP"), ""),
        ("trừ hồ sơ thuộc phạm vi bí mật nhà nước", (), "trừ hồ sơ thuộc phạm vi bí mật nhà nước"),
        ("Sở Tư pháp; trừ hồ sơ mật", ("STP",), "trừ hồ sơ mật"),
    ],
)
def test_agencies_named_in_exemptions_are_left_out(cell: str, excluded: tuple[str, ...], exemption: str) -> None:
    plan, findings = read(plan_grid(with_measure("I.1.b.01/1", exemption=cell), REGISTRY))
    measure = plan.measure("I.1.b.01/1")
    assert measure and (measure.excluded, measure.exemption, findings) == (excluded, exemption, [])
    again, _ = read(plan_grid(plan, REGISTRY))
    assert again == plan


def test_a_mistyped_agency_in_exemptions_is_asked_back() -> None:
    plan = with_measure("I.1.b.01/1", exemption="Ủy ban nhân dân cấp huyên khác")
    assert only(read(plan_grid(plan, REGISTRY))[1]).code == "plan-unknown-agency"


def test_every_item_knows_its_cell(grid: Grid) -> None:
    item = parse_plan(grid, REGISTRY)[0].item("I.1.b.02")
    assert item and str(item.source) == "plan.xlsx › Chỉ tiêu, nhiệm vụ › A4"
    assert str(item.measures[0].source) == "plan.xlsx › Phép đo › A4"


# --- what officers may do ---------------------------------------------------------------------------


@given(st.randoms(use_true_random=False))
@settings(max_examples=20)
def test_columns_may_stand_in_any_order(random: object) -> None:
    grid = plan_grid(PLAN, REGISTRY)
    for name in (ITEMS, MEASURES):
        width = max(len(row) for sheet in grid.sheets if sheet.name == name for row in sheet.rows)
        order = list(range(width))
        random.shuffle(order)  # type: ignore[attr-defined]
        grid = changed(grid, name, partial(reordered, order=order))
    assert read(grid) == (PLAN, [])


def test_rows_and_columns_may_be_inserted(grid: Grid) -> None:
    def insert(rows: list[list[Value]]) -> list[list[Value]]:
        wider = [[row[0], "ghi chú riêng", *row[1:]] for row in rows]
        blank: list[Value] = [None] * len(wider[0])
        return [blank, ["Tỉnh: bản đã rà soát", *blank[1:]], *wider[:4], blank, *wider[4:], blank]

    assert read(changed(grid, ITEMS, insert)) == (PLAN, [])


def test_titles_are_known_without_accents_and_case(grid: Grid) -> None:
    def upper(rows: list[list[Value]]) -> list[list[Value]]:
        return [rows[0], [str(title).upper() if title else None for title in rows[1]], *rows[2:]]

    assert read(changed(grid, ITEMS, upper)) == (PLAN, [])


@pytest.mark.parametrize("written", ["sở nội vụ", "SNV", "Sở  Nội vụ ", "Sở Nội vụ;"])
def test_an_agency_may_be_written_by_any_of_its_names(grid: Grid, written: str) -> None:
    assert read(with_cell(grid, ITEMS, "I.1.b.02", "Chủ trì", written)) == (PLAN, [])


def test_confirming_a_proposed_role_is_deleting_the_word(grid: Grid) -> None:
    plan, findings = read(with_cell(grid, ITEMS, "II.1.01", "Chủ trì", "Sở Tư pháp"))
    item = plan.item("II.1.01")
    assert item and findings == []
    assert item.parties(Role.LEAD) == (Assignment(Role.LEAD, "STP", False, "mục III"),)


def test_an_open_phrase_is_kept_as_written(grid: Grid) -> None:
    written = "Sở Nội vụ; các đơn vị được giao nhiệm vụ (nêu chung)"
    plan, findings = read(with_cell(grid, ITEMS, "III.1.01", "Triển khai, thực hiện", written))
    item = plan.item("III.1.01")
    assert findings == []
    assert item and [(a.party, a.open) for a in item.assignments] == [
        ("SNV", False),
        ("các đơn vị được giao nhiệm vụ", True),
    ]


@pytest.mark.parametrize(
    ("written", "threshold"),
    [(80, "80"), ("80", "80"), ("80%", "80"), ("2,5", "2.5"), ("2.5", "2.5"), ("1/3", "33.33"), (2.5, "2.5")],
)
def test_thresholds_as_people_write_them(grid: Grid, written: Value, threshold: str) -> None:
    plan, findings = read(with_cell(grid, MEASURES, "I.1.b.01/1", "Ngưỡng", written))
    measure = plan.measure("I.1.b.01/1")
    assert measure and measure.threshold == Decimal(threshold) and findings == []


def test_a_cell_in_percent_format_means_percent(grid: Grid) -> None:
    grid = with_cell(grid, MEASURES, "I.1.b.01/1", "Ngưỡng", 0.8)
    sheet = grid.sheet(MEASURES)
    assert sheet
    place = next((r, c) for r, row in enumerate(sheet.rows, 1) for c, v in enumerate(row, 1) if v == 0.8)
    shown = replace(
        grid, sheets=tuple(replace(s, percents=frozenset({place})) if s is sheet else s for s in grid.sheets)
    )
    measure = read(shown)[0].measure("I.1.b.01/1")
    assert measure and measure.threshold == Decimal(80)


@pytest.mark.parametrize("written", [">=", "≥", "tối thiểu", "Tối Thiểu", "ít nhất"])
def test_comparators_in_words_and_signs(grid: Grid, written: str) -> None:
    plan, findings = read(with_cell(grid, MEASURES, "I.1.b.01/1", "So sánh", written))
    measure = plan.measure("I.1.b.01/1")
    assert measure and measure.comparator is Comparator.AT_LEAST and findings == []


@pytest.mark.parametrize("written", [date(2023, 6, 30), datetime(2023, 6, 30), "30/6/2023", "2023-06-30"])
def test_a_day_alone_makes_a_dated_item(grid: Grid, written: Value) -> None:
    plan, findings = read(with_cell(grid, ITEMS, "III.1.01", "Hạn (ngày)", written))
    item = plan.item("III.1.01")
    assert item and findings == []
    assert (item.due.kind, item.due.day) == (DueKind.DATE, date(2023, 6, 30))


# --- cells that cannot be read ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sheet", "row", "title", "value", "code", "cell", "said"),
    [
        (ITEMS, "II.1.01", "Mã", "I.1.b.01", "plan-duplicate-code", "A6", "'I.1.b.01' đã dùng ở ô A3"),
        (ITEMS, "II.1.01", "Loại", "Công việc", "plan-unknown-choice", "C6", "Chỉ tiêu, Nhiệm vụ, Trách nhiệm"),
        (ITEMS, "II.1.01", "Loại", None, "plan-missing-value", "C6", "để trống"),
        (ITEMS, "II.1.01", "Nội dung", None, "plan-missing-value", "D6", "'Nội dung' để trống"),
        (ITEMS, "I.1.b.02", "Chủ trì", "Sở Nội vu tỉnh", "plan-unknown-agency", "E4", "ý anh/chị là 'Sở Nội vụ'?"),
        (ITEMS, "I.1.b.01", "Đầu mối tổng hợp (đề xuất)", "SNB", "plan-unknown-agency", "J3", "ý anh/chị là 'SNV'?"),
        (ITEMS, "II.1.02", "Hạn (ngày)", "cuối tháng 2", "plan-bad-date", "L7", "'cuối tháng 2'"),
        (ITEMS, "II.1.02", "Hạn (ngày)", None, "plan-missing-value", "L7", "'Hạn (ngày)' để trống"),
        (ITEMS, "II.1.02", "Loại hạn", "khi nào xong", "plan-unknown-choice", "K7", "Thường xuyên"),
        (ITEMS, "II.1.02", "Hạn bổ sung", "chắc vậy", "plan-unknown-choice", "N7", "có, hoặc để trống"),
        (ITEMS, "III.1.01", "Đề mục", "III.9", "plan-unknown-section", "B8", "'III.9' không có"),
        (MEASURES, "I.1.b.01/1", "Ngưỡng", "tám mươi", "plan-bad-number", "H3", "'tám mươi'"),
        (MEASURES, "I.1.b.01/1", "So sánh", "khoảng", "plan-unknown-choice", "G3", "tối thiểu, tối đa, bằng"),
        (MEASURES, "I.1.b.01/1", "So sánh", None, "plan-missing-value", "G3", "'So sánh' để trống"),
        (MEASURES, "I.1.b.01/1", "Cách tổng hợp", "trung bình", "plan-unknown-choice", "J3", "Cộng các đơn vị"),
        (MEASURES, "I.1.b.01/1", "Trùng với mục", "II.9.01", "plan-unknown-item", "N3", "'II.9.01' không có"),
    ],
)
def test_a_bad_cell_is_named(
    grid: Grid, sheet: str, row: str, title: str, value: Value, code: str, cell: str, said: str
) -> None:
    found = [f for f in read(with_cell(grid, sheet, row, title, value))[1] if f.code == code]
    assert str(only(found).location) == f"plan.xlsx › {sheet} › {cell}"
    assert said in found[0].message()


def test_an_unknown_agency_is_not_lost(grid: Grid) -> None:
    item = read(with_cell(grid, ITEMS, "I.1.b.02", "Chủ trì", "Sở Xanh"))[0].item("I.1.b.02")
    assert item and [(a.party, a.open) for a in item.parties(Role.LEAD)] == [("Sở Xanh", True)]


def test_a_measure_of_no_item_is_named(grid: Grid) -> None:
    findings = read(with_cell(grid, MEASURES, "I.1.b.01/1", "Mã phép đo", "I.1.b.99/1"))[1]
    assert {"plan-unknown-item", "plan-target-without-measure"} == {f.code for f in findings}


def test_an_item_that_nobody_owes_is_shown(grid: Grid) -> None:
    findings = read(with_cell(grid, ITEMS, "III.1.01", "Triển khai, thực hiện", None))[1]
    assert only(findings).code == "plan-item-without-owner"


def test_an_error_value_is_named(grid: Grid) -> None:
    sheet = grid.sheet(ITEMS)
    assert sheet
    broken = replace(grid, sheets=tuple(replace(s, errors={(3, 4): "#REF!"}) if s is sheet else s for s in grid.sheets))
    findings = [f for f in read(broken)[1] if f.code == "plan-unreadable-cell"]
    assert str(only(findings).location) == "plan.xlsx › Chỉ tiêu, nhiệm vụ › D3" and "#REF!" in findings[0].message()


def test_a_reason_for_a_role_that_is_gone_is_shown(grid: Grid) -> None:
    findings = read(with_cell(grid, ITEMS, "II.1.01", "Chủ trì", "Sở Nội vụ"))[1]
    assert only(findings).code == "plan-stale-role-note" and "Sở Tư pháp" in findings[0].message()


# --- no plan at all -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["Thông tin", "Đề mục", ITEMS, MEASURES])
def test_a_missing_sheet_stops_the_run(grid: Grid, name: str) -> None:
    with pytest.raises(PlanError, match=f"thiếu trang '{name}'"):
        read(without_sheet(grid, name))


@pytest.mark.parametrize("name", ["Căn cứ vai trò", "Nội dung khác", "Sửa lỗi quét", "Tên cơ quan"])
def test_explaining_sheets_may_be_missing(grid: Grid, name: str) -> None:
    assert [f.code for f in read(without_sheet(grid, name))[1]] == []


@pytest.mark.parametrize("title", ["Mã", "Nội dung", "Chủ trì", "Triển khai, thực hiện"])
def test_a_missing_column_stops_the_run(grid: Grid, title: str) -> None:
    def rename(rows: list[list[Value]]) -> list[list[Value]]:
        return [rows[0], [None if cell == title else cell for cell in rows[1]], *rows[2:]]

    with pytest.raises(PlanError, match=f"thiếu cột “{title}”"):
        read(changed(grid, ITEMS, rename))


def test_a_plan_without_items_stops_the_run(grid: Grid) -> None:
    with pytest.raises(PlanError, match="không có mục nào"):
        read(changed(grid, ITEMS, lambda rows: rows[:2]))


@pytest.mark.parametrize(
    ("key", "value"), [("Mã kế hoạch", None), ("Năm", None), ("Năm", "hai ba"), ("Ngày ban hành", "sau")]
)
def test_a_plan_needs_its_id_and_year(grid: Grid, key: str, value: Value) -> None:
    with pytest.raises(PlanError):
        read(with_cell(grid, "Thông tin", key, "Giá trị", value))

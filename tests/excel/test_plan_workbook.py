"""The plan workbook as a file: the same bytes every time, comfortable to edit, unharmed by LibreOffice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from reporting.errors import OutputError
from reporting.excel.plan_workbook import plan_workbook
from reporting.excel.read import read_grid
from reporting.excel.registry_workbook import registry_workbook
from reporting.parse.plan_workbook import parse_plan
from reporting.parse.registry_workbook import parse_registry
from reporting.plan import Combine
from tests.helpers.small import PLAN, REGISTRY
from tests.helpers.workbooks import without_sources

SAMPLES = Path(__file__).parents[2] / "sample_inputs"


def test_the_same_plan_gives_the_same_bytes() -> None:
    assert plan_workbook(PLAN, REGISTRY) == plan_workbook(PLAN, REGISTRY)
    assert registry_workbook(REGISTRY) == registry_workbook(REGISTRY)


def test_header_and_code_stay_in_sight_and_choices_drop_down() -> None:
    sheet = load_workbook(BytesIO(plan_workbook(PLAN, REGISTRY)))["Chỉ tiêu, nhiệm vụ"]
    assert sheet.freeze_panes == "E3"
    kinds = [v for v in sheet.data_validations.dataValidation if "C3" in v.sqref]
    assert [v.formula1 for v in kinds] == ['"Chỉ tiêu,Nhiệm vụ,Trách nhiệm"']
    assert sheet["D3"].alignment.wrap_text and sheet["A1"].alignment.wrap_text


def test_a_choice_with_a_comma_is_one_line_of_the_drop_down() -> None:
    book = load_workbook(BytesIO(plan_workbook(PLAN, REGISTRY)))
    (rule,) = [v for v in book["Phép đo"].data_validations.dataValidation if "J3" in v.sqref]
    assert book["Phép đo"]["J2"].value == "Cách tổng hợp"
    ((sheet, cells),) = book.defined_names[rule.formula1.lstrip("=")].destinations
    assert [row[0].value for row in book[sheet][cells]] == [combine.label for combine in Combine]
    assert any("," in combine.label for combine in Combine)
    assert book[sheet].sheet_state == "hidden"


def test_no_drop_down_of_any_layout_has_a_comma_in_a_choice() -> None:
    for data in (plan_workbook(PLAN, REGISTRY), registry_workbook(REGISTRY)):
        for sheet in load_workbook(BytesIO(data)):
            for rule in sheet.data_validations.dataValidation:
                listed = rule.formula1.strip('"').split(",") if rule.formula1.startswith('"') else ()
                assert all(choice == choice.strip() for choice in listed), (sheet.title, rule.formula1)


def test_text_that_looks_like_a_formula_stays_text() -> None:
    first, *others = PLAN.items
    plan = replace(PLAN, items=(replace(first, text='=HYPERLINK("http://x")'), *others))
    cell = load_workbook(BytesIO(plan_workbook(plan, REGISTRY)))["Chỉ tiêu, nhiệm vụ"]["D3"]
    assert (cell.value, cell.data_type) == ('=HYPERLINK("http://x")', "s")


def test_a_text_too_long_for_a_cell_is_refused_not_cut() -> None:
    first, *others = PLAN.items
    plan = replace(PLAN, items=(replace(first, text="a" * 32_768), *others))
    with pytest.raises(OutputError, match="32768 ký tự"):
        plan_workbook(plan, REGISTRY)


@pytest.mark.engine("soffice")
@pytest.mark.parametrize("format", [pytest.param("xlsx", marks=pytest.mark.long), "ods"])
def test_the_sample_survives_libreoffice(format: str, soffice: Callable[[Path, str], Path]) -> None:
    registry = parse_registry(_grid(SAMPLES / "don_vi.xlsx"))
    assert parse_registry(_grid(soffice(SAMPLES / "don_vi.xlsx", format))) == registry
    plan, findings = parse_plan(_grid(SAMPLES / "plan.xlsx"), registry)
    again, found = parse_plan(_grid(soffice(SAMPLES / "plan.xlsx", format)), registry)
    assert findings == found == ()
    assert without_sources(again) == without_sources(plan)


def _grid(path: Path):  # type: ignore[no-untyped-def]
    grid, findings = read_grid(path, path.name)
    assert grid is not None, findings
    return grid

"""Rows torn from their hidden codes where item and level still fit."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from reporting.agencies import Agency
from reporting.excel.form_writer import form_workbook
from reporting.excel.read import read_bytes
from reporting.forms.build import form_of
from reporting.forms.form import FilledForm
from reporting.obligations import Campaign
from reporting.parse.returns import parse_return
from reporting.plan import Measure, MeasureKind, Plan
from tests.helpers.returned import FULL_PLAN, edited
from tests.helpers.small import PERIOD, REGISTRY

_SECOND = Measure("I.1.b.04/2", "I.1.b.04", "Số kiến nghị", MeasureKind.COUNT, "kiến nghị", "Số kiến nghị")
_WITH_TWO = tuple(
    replace(item, measures=(*item.measures, _SECOND)) if item.code == "I.1.b.04" else item for item in FULL_PLAN.items
)
PLAN = replace(FULL_PLAN, items=_WITH_TWO)
ROWS = {"I.1.b.04/1": {"numerator": 2}, "I.1.b.04/2": {"numerator": 99}}


def read(edit: Any, plan: Plan = PLAN) -> tuple[dict[str, int], list[str]]:
    """Numbers by row, and the codes of what was found, of a form of `PLAN` read with `plan`."""
    agency = REGISTRY.agency("HDAKHA")
    assert isinstance(agency, Agency)
    form = form_of(agency, Campaign(PLAN, REGISTRY, PERIOD))
    grid, _ = read_bytes(edited(edit, form_workbook(form, FilledForm(ROWS))), "a.xlsx")
    assert grid
    returned, findings = parse_return(grid, Campaign(plan, REGISTRY, PERIOD))
    assert returned
    numbers = {a.row: int(a.numerator.value) for a in returned.answers if a.numerator}
    return numbers, [f.code for f in findings if f.code != "return-older-plan"]


def _rows(book: Any) -> tuple[Any, list[int]]:
    sheet = book["Chỉ tiêu"]
    return sheet, [r for r in range(5, sheet.max_row + 1) if str(sheet.cell(r, 1).value).startswith("I.1.b.04/")]


def _sorted_without_codes(book: Any) -> None:
    sheet, (first, second) = _rows(book)
    for column in range(2, sheet.max_column + 1):
        one, two = sheet.cell(first, column), sheet.cell(second, column)
        one.value, two.value = two.value, one.value


def test_two_measures_of_one_item_are_told_apart_by_their_words() -> None:
    numbers, codes = read(_sorted_without_codes)
    assert numbers == {}
    assert codes == ["row-code-conflict", "row-code-conflict"]


def test_untouched_rows_agree() -> None:
    assert read(lambda book: None) == ({"I.1.b.04/1": 2, "I.1.b.04/2": 99}, [])


def test_sorting_whole_rows_tears_nothing() -> None:
    def whole(book: Any) -> None:
        _sorted_without_codes(book)
        sheet, (first, second) = _rows(book)
        sheet.cell(first, 1).value, sheet.cell(second, 1).value = "I.1.b.04/2", "I.1.b.04/1"

    assert read(whole) == ({"I.1.b.04/1": 2, "I.1.b.04/2": 99}, [])


def test_a_measure_reworded_in_the_plan_is_still_the_same_row() -> None:
    """An older form shows the older words; they are nobody else's."""
    renamed = replace(_SECOND, name="Số kiến nghị đã tiếp nhận", numerator="Số kiến nghị đã tiếp nhận")
    items = tuple(replace(i, measures=(i.measures[0], renamed)) if i.code == "I.1.b.04" else i for i in PLAN.items)
    assert read(lambda book: None, replace(PLAN, items=items)) == ({"I.1.b.04/1": 2, "I.1.b.04/2": 99}, [])

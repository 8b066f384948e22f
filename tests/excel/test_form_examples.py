"""What a form gives as an example, at any of its cells, is an answer that the form itself takes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from reporting.checks import CheckInput, check, evidence
from reporting.excel.form_writer import form_workbook
from reporting.excel.read import read_bytes
from reporting.forms.build import form_of
from reporting.forms.form import FormRow
from reporting.forms.layout import field_mark
from reporting.merge import consolidate
from reporting.obligations import Campaign
from reporting.parse.returns import parse_return
from reporting.period import parse_calendar
from reporting.resources import resource
from reporting.store.files import read_toml
from sample_inputs.make.filled import world

CALENDAR = parse_calendar(read_toml(resource("calendars", "bnv-3759-2021.toml")), "")
_EXAMPLE = re.compile(r"[Vv]í dụ:? (.+?)\.?(?: (?:Bằng|Không) .*)?$")


def examples(sheet: Worksheet) -> Iterator[tuple[int, int, list[str]]]:
    """Each cell with an example, and the values that its hint offers."""
    for rule in sheet.data_validations.dataValidation:
        found = _EXAMPLE.search(rule.prompt or "")
        for area in rule.sqref.ranges if found else ():
            for row, column in area.cells:
                assert found
                yield row, column, found[1].split(" hoặc ")


def typed(said: str) -> object:
    return float(said.replace(",", ".")) if re.fullmatch(r"[\d,]+", said) else said


@pytest.mark.parametrize("which", [0, -1])
@pytest.mark.parametrize(("agency", "period"), [("SNV", "Q1"), ("SYT", "Q3"), ("HDAKHA", "Q3"), ("STTTT", "Y")])
def test_the_forms_own_examples_pass_its_checks(agency: str, period: str, which: int) -> None:
    place = world()
    known = place.registry.agency(agency)
    assert known
    campaign = Campaign(place.plan, place.registry, CALENDAR.period(period, 2023))
    form = form_of(known, campaign)
    rows: dict[str, FormRow] = form.rows()
    book = load_workbook(BytesIO(form_workbook(form)))
    count = 0
    for sheet in book.worksheets:
        keys = {cell.column: str(cell.value).removeprefix("cchc:") for cell in sheet[1] if cell.value}
        for row, column, offered in examples(sheet):
            code = str(sheet.cell(row, 1).value or "")
            asked = code in rows and keys.get(column) in rows[code].fill or code == field_mark("sent")
            if asked:
                sheet.cell(row, column).value = typed(offered[which])  # type: ignore[assignment]
                count += 1
    assert count > 40
    buffer = BytesIO()
    book.save(buffer)
    grid, unread = read_bytes(buffer.getvalue(), f"{period}-2023_{agency}.xlsx")
    assert grid
    answers, findings = parse_return(grid, campaign)
    assert answers
    assert [f.message() for f in (*unread, *findings)] == []
    consolidation, _ = consolidate(campaign, (answers,))
    checked = check(CheckInput(campaign, campaign.period.cutoff, (answers,), consolidation, ()))
    assert [f.message() for f in checked.findings if f.code in evidence.CODES and f.agency == agency] == []
    (guided,) = {line for line in form.guide if "ví dụ" in line}
    assert form.said("{day}") in form.said(guided)

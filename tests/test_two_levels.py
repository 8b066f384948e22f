"""Since 2025 a province has two levels: 96 communes and its departments, each with its own form, from list to totals."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pypdfium2 import PdfDocument

from reporting.agencies import Registry
from reporting.blank_forms import blank_forms
from reporting.codes import Severity
from reporting.commands import main
from reporting.excel.form_writer import form_workbook
from reporting.excel.plan_workbook import plan_workbook
from reporting.excel.read import read_bytes
from reporting.excel.registry_workbook import registry_workbook
from reporting.forms.build import form_of
from reporting.grid import Grid, Sheet
from reporting.inputs import Inputs, parse_inputs
from reporting.merge import consolidate
from reporting.obligations import Campaign
from reporting.parse.returns import parse_return
from reporting.parse.units_list import csv_rows, parse_unit_rules, with_units
from reporting.sources import read_sources
from reporting.store.files import template_data
from tests.helpers.formats import converter
from tests.helpers.province import DEPARTMENTS, JOB, answers, period, plan, registry

LIST = Path(__file__).parent / "helpers" / "xa_quang_ngai_2026.csv"


def province() -> Registry:
    rules = parse_unit_rules(*template_data("units", "don_vi_hanh_chinh", Path()))
    rows = tuple(csv_rows(LIST.read_text(encoding="utf-8-sig")))
    departments = registry(0)
    return with_units(departments, Grid("xa.csv", (Sheet("xa.csv", "csv", rows),)), rules)[0]


@pytest.fixture(scope="module")
def job(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """plan, registry and a return of everybody, each the form that the job made, filled."""
    folder = tmp_path_factory.mktemp("hai_cap")
    place = province()
    (folder / "plan.xlsx").write_bytes(plan_workbook(plan(), place))
    (folder / "don_vi.xlsx").write_bytes(registry_workbook(place))
    (folder / "job.toml").write_text(JOB.replace('communes_report = "directly"\n', ""), encoding="utf-8")
    returns = folder / "bao_cao_nhan"
    returns.mkdir()
    campaign = Campaign(plan(), place, period())
    for agency in place.expected():
        form = form_of(agency, campaign, invented=True)
        (returns / form.file_name).write_bytes(form_workbook(form, answers(agency, campaign.owed(agency))))
    return folder


@pytest.fixture(scope="module")
def inputs(job: Path) -> Inputs:
    return parse_inputs(read_sources(job))


def run(*args: object) -> Result:
    return CliRunner().invoke(main, [str(arg) for arg in args])


def test_every_commune_and_department_sends_and_nothing_is_open(job: Path, tmp_path: Path) -> None:
    checked = run("check", job, "-o", tmp_path)
    assert checked.exit_code == 0, checked.output[-2000:]
    assert f"Đã nhận {96 + len(DEPARTMENTS)}/{96 + len(DEPARTMENTS)} báo cáo" in checked.output


def test_totals_are_those_of_everything_that_was_typed(inputs: Inputs) -> None:
    consolidation, _ = consolidate(inputs.campaign, inputs.returns)
    typed = [answers(a, inputs.campaign.owed(a)).rows for a in inputs.registry.expected()]
    for row in ("I.1.b.01/1", "I.1.b.02/1"):
        item = consolidation.item(row[:8])
        assert item and item.measures[0].figure
        found = [operand.value for operand in item.measures[0].figure.operands]
        assert found == [sum(Decimal(str(t[row][key])) for t in typed) for key in ("numerator", "denominator")]


def test_a_communes_form_knows_no_level_that_there_is_not(job: Path) -> None:
    _, files = blank_forms(job, ("X21040", "X23293"))
    assert len(files) == 2
    for name, data in files.items():
        grid, _ = read_bytes(data, name)
        assert grid
        shown = [str(v) for s in grid.sheets if s.state == "visible" for row in s.rows for v in row if v is not None]
        assert len(shown) > 50
        assert [text for text in shown if re.search(r"\bhuyện\b", text)] == []


def test_a_commune_makes_its_own_report_from_its_form(job: Path, tmp_path: Path) -> None:
    _, files = blank_forms(job, ("X23293",))
    (form,) = files.values()
    path = tmp_path / "Q1-2026_X23293.xlsx"
    path.write_bytes(form)
    made = run("report", path, "-o", tmp_path / "kq", "--draft")
    assert made.exit_code == 0, made.output
    assert "Ủy ban nhân dân phường Kon Tum" in made.output
    assert run("lint", tmp_path / "kq" / "bao_cao.docx").exit_code == 0


def grid_of(data: bytes) -> Grid:
    grid, _ = read_bytes(data, "xa.xlsx")
    assert grid
    return grid


@pytest.mark.engine("soffice")
def test_a_communes_form_prints_on_four_pages_and_loses_nothing(tmp_path: Path) -> None:
    """Its few rows stand together; what is outside the plan has one line each in the last cell of the assessment."""
    place = province()
    commune = next(a for a in place.expected() if a.level == "commune")
    campaign = Campaign(plan(), place, period())
    form = form_of(commune, campaign, invented=True)
    filled = answers(commune, campaign.owed(commune))
    rows = {**filled.rows, "danh_gia/khac": {"narrative": "Mở lớp kỹ năng số cho 40 người\nNgày thứ Sáu không viết"}}
    data = form_workbook(replace(form, own_report={"place": "Ya Ly"}), replace(filled, rows=rows))
    returned, found = parse_return(grid_of(data), campaign)
    assert returned and not [one for one in found if one.severity is Severity.ERROR]
    assert [row.title.text for row in returned.free_rows] == [
        "Mở lớp kỹ năng số cho 40 người",
        "Ngày thứ Sáu không viết",
    ]
    assert "khac" not in returned.assessment and dict(returned.own_report)["place"] == "Ya Ly"
    assert {a.row for a in returned.answers} == {row.row for row in campaign.owed(commune)}
    (tmp_path / "xa.xlsx").write_bytes(data)
    convert = converter(tmp_path)
    assert convert and len(PdfDocument(convert(tmp_path / "xa.xlsx", "pdf"))) == 4

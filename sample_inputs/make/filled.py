"""One agency's form of one sample period, filled as a careful officer would. Invented."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from reporting.agencies import Agency
from reporting.carried_job import carried_lines
from reporting.compose.own_report import proposed_head
from reporting.excel.form_writer import form_workbook
from reporting.excel.read import read_grid
from reporting.forms.build import assessment_code, form_of
from reporting.forms.form import FilledForm
from reporting.inputs import Inputs, parse_inputs
from reporting.obligations import Campaign, obligations
from reporting.parse.plan_workbook import parse_plan
from reporting.parse.registry_workbook import parse_registry
from reporting.period import Period, parse_calendar
from reporting.resources import resource
from reporting.sources import Sources, read_frame
from reporting.store.files import read_toml
from sample_inputs.make.invent import OPINIONS, PERIODS, Invented, World, invent

SAMPLES = Path(__file__).parent.parent
FOLDERS = {"q1": "quy_1_2023", "m6": "sau_thang_2023"}
CODES = {"q1": "Q1", "m6": "M6"}
SENT = {"q1": date(2023, 3, 14), "m6": date(2023, 6, 14)}


def world() -> World:
    """The plan and the registry of the samples, read as the program reads them."""
    grid, _ = read_grid(SAMPLES / "don_vi.xlsx", "don_vi.xlsx")
    plan_grid, _ = read_grid(SAMPLES / "plan.xlsx", "plan.xlsx")
    assert grid and plan_grid
    registry = parse_registry(grid)
    return World(parse_plan(plan_grid, registry)[0], registry)


def period_of(turn: str) -> Period:
    calendar = parse_calendar(read_toml(resource("calendars", "bnv-3759-2021.toml")), "")
    return calendar.period(CODES[turn], 2023)


def filled_of(place: World, code: str, turn: str) -> FilledForm:
    """What the agency types into its form of this period."""
    agency = _agency(place, code)
    rows: dict[str, Mapping[str, object]] = {}
    for duty in obligations(place.plan, place.registry, agency):
        told = invent(place, agency, duty, turn)
        if told:
            rows[duty.row] = typed(told)
    for key, texts in opinions(agency).items():
        rows[assessment_code(key)] = {"narrative": texts[PERIODS.index(turn)]}
    guide = {"filled_by": f"Người lập biểu {agency.code} (tên minh họa)", "sent": SENT[turn], "sequence": 1}
    return FilledForm(rows, guide)


def opinions(agency: Agency) -> Mapping[str, list[str]]:
    """The assessment page: leads write their own, every third agency something short."""
    own: Mapping[str, list[str]] = OPINIONS["co_quan"].get(agency.code, {})
    return own or (OPINIONS["chung"] if agency.order % 3 == 0 else {})


def typed(told: Invented) -> dict[str, object]:
    """Column key → what stands in the cell; blanks left out."""
    cells: dict[str, object] = {
        "numerator": told.numerator,
        "denominator": told.denominator,
        "answer": None if told.yes is None else "Có" if told.yes else "Không",
        "reported": told.reported,
        "status": told.status.label if told.status else None,
        "narrative": told.narrative or None,
        "evidence": told.evidence or None,
        "note": told.note or None,
    }
    return {key: value for key, value in cells.items() if value is not None}


def workbook(place: World, code: str, turn: str, filled: FilledForm) -> bytes:
    """The form of this agency and period with `filled` in it."""
    agency = _agency(place, code)
    form = form_of(agency, Campaign(place.plan, place.registry, period_of(turn)), invented=True)
    sources, inputs = _job(turn)
    head = proposed_head(inputs.job, inputs.registry, agency)
    return form_workbook(replace(form, carried=carried_lines(sources, inputs, agency), own_report=head), filled)


@cache
def _job(turn: str) -> tuple[Sources, Inputs]:
    """The job of the period, whose forms are filled; the returns of the one before are there already."""
    sources = read_frame(SAMPLES / FOLDERS[turn])
    return sources, parse_inputs(sources)


def file_name(code: str, turn: str) -> str:
    return f"{CODES[turn]}-2023_{code}.xlsx"


def _agency(place: World, code: str) -> Agency:
    agency = place.registry.agency(code)
    assert agency, code
    return agency

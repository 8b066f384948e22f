"""Quý III as a job: the slice of three months that continues a clean 6 tháng. All invented, from the samples' own
figures: in these three months everybody did as much as in their Quý I."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from reporting.excel.form_writer import form_workbook
from reporting.forms.build import form_of
from reporting.forms.form import FilledForm
from reporting.obligations import Campaign
from reporting.period import Period, parse_calendar
from reporting.resources import resource
from reporting.store.files import read_toml
from sample_inputs.make.filled import filled_of, world
from sample_inputs.make.invent import World
from tests.helpers.built import REAL, SAMPLES


def third_quarter(home: Path) -> Path:
    """`home` with plan, registry, the job of 6 tháng and that of Quý III; the latter's folder."""
    place = world()
    home.mkdir(parents=True, exist_ok=True)
    for name in ("plan.xlsx", "don_vi.xlsx"):
        shutil.copy(SAMPLES / name, home)
    _job(home / "sau_thang", place, "M6", "m6", "")
    return _job(home / "quy_3", place, "Q3", "q1", "../sau_thang/job.toml")


def _job(folder: Path, place: World, code: str, turn: str, previous: str) -> Path:
    """A job whose agencies type what the sample invents for `turn`."""
    (folder / "bao_cao_nhan").mkdir(parents=True)
    period = period_called(code)
    for agency in place.registry.expected():
        typed = filled_of(place, agency.code, turn)
        form = form_of(agency, Campaign(place.plan, place.registry, period), invented=True)
        data = form_workbook(form, FilledForm(typed.rows, typed.guide))
        (folder / "bao_cao_nhan" / f"{period.id}_{agency.code}.xlsx").write_bytes(data)
    text = (REAL / "job.toml").read_text(encoding="utf-8").replace('"M6"', f'"{code}"')
    text = re.sub(r"(?m)^(register|compiler|previous) = .*\n", "", text)
    text = re.sub(r"(?m)^as_of = .*$", f"as_of = {period.cutoff}", text)
    if previous:
        text = text.replace("[inputs]", f'[inputs]\nprevious = "{previous}"', 1)
    (folder / "job.toml").write_text(text, encoding="utf-8")
    return folder


def period_called(code: str) -> Period:
    calendar = parse_calendar(read_toml(resource("calendars", "bnv-3759-2021.toml")), "")
    return calendar.period(code, 2023)

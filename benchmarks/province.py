"""A province with twice the plan: returns of about 2,000 cells, filled as the samples' officers would."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import cycle, islice
from pathlib import Path

from reporting.agencies import Agency
from reporting.excel.form_writer import form_workbook
from reporting.forms.build import form_of, statistic_code
from reporting.forms.form import FilledForm, Form
from reporting.forms.statistics import Statistics, asked_of, parse_statistics
from reporting.obligations import Campaign
from reporting.period import Period
from reporting.plan import Item
from reporting.resources import resource
from reporting.store.files import read_toml
from sample_inputs.make.filled import filled_of, period_of, world
from sample_inputs.make.invent import World

_TWIN = "V."


@cache
def twice() -> World:
    """The samples' plan with every item a second time, under another code."""
    place = world()
    return replace(place, plan=replace(place.plan, items=(*place.plan.items, *map(_twin, place.plan.items))))


def _twin(item: Item) -> Item:
    code = _TWIN + item.code
    measures = tuple(replace(m, id=_TWIN + m.id, item=code) for m in item.measures)
    return replace(item, code=code, measures=measures)


@cache
def period() -> Period:
    return period_of("q1")


@cache
def table() -> Statistics:
    """The statistics table that ships as a sample."""
    return parse_statistics(read_toml(resource("forms", "thong_ke_mau.toml")), "thong_ke_mau.toml")


def form(agency: Agency) -> Form:
    return form_of(agency, Campaign(twice().plan, twice().registry, period()), statistics=table(), invented=True)


def answers(agency: Agency) -> FilledForm:
    """What the samples' officer typed, for both halves of the plan, and a number for every statistic."""
    typed = filled_of(world(), agency.code, "q1")
    rows = {**typed.rows, **{_TWIN + row: cells for row, cells in typed.rows.items()}}
    asked = (row for form in asked_of(table(), agency) for row in form.rows)
    counted = [row for row in asked if not row.indicator.heading]
    rows |= {statistic_code(i.code): {"numerator": 3 * n, "note": "Theo sổ theo dõi"} for n, i in enumerate(counted)}
    return replace(typed, rows=rows)


def make_returns(folder: Path, count: int) -> None:
    """`count` files, the agencies by turns."""
    agencies = twice().registry.expected()
    made = {agency.code: form_workbook(form(agency), answers(agency)) for agency in agencies}
    for number, code in enumerate(islice(cycle(made), count)):
        (folder / f"{number:03d}.xlsx").write_bytes(made[code])

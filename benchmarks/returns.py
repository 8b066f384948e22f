"""150 filled returns of about 2,000 cells: python -m benchmarks.returns read | parse | pandas | write | ratios

read    every file of the folder, as `cchc check` reads it
parse   the same, and every answer understood
pandas  every sheet of every file as a data frame (openpyxl): the rival of both
write   150 forms for the same agencies
ratios  read, parse and pandas by turns in one process, one thread: CPU time, so that a busy machine says the same

The returns are the samples' own, with every item of the plan asked twice and the statistics table
filled, which makes them twice as large as the province's. Prints milliseconds a file, the start of
the process left out. The files are made once, into the system's folder for temporary files.
"""

from __future__ import annotations

import gc
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache, partial
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from typing import TypeVar

from reporting.agencies import Agency
from reporting.excel.folder import read_folder
from reporting.excel.form_writer import form_workbook
from reporting.excel.read import read_grid
from reporting.forms.build import Forms, form_of, statistic_code
from reporting.forms.form import Filled, Form
from reporting.forms.statistics import Indicator, asked_of, parse_statistics
from reporting.grid import Grid
from reporting.parse.returns import parse_with
from reporting.period import Period
from reporting.plan import Item
from reporting.resources import resource
from reporting.store.files import read_toml
from sample_inputs.make.filled import filled_of, period_of, world
from sample_inputs.make.invent import World

FILES = 150
FOLDER = Path(tempfile.gettempdir(), "cchc-bench-returns")
_TWIN = "V."
T = TypeVar("T")


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
def table() -> tuple[Indicator, ...]:
    """The statistics table that ships as a sample."""
    return parse_statistics(read_toml(resource("forms", "thong_ke_mau.toml")), "thong_ke_mau.toml")


def form(agency: Agency) -> Form:
    return form_of(agency, twice().plan, twice().registry, period(), statistics=table(), invented=True)


def answers(agency: Agency) -> Filled:
    """What the samples' officer typed, for both halves of the plan, and a number for every statistic."""
    typed = filled_of(world(), agency.code, "q1")
    rows = {**typed.rows, **{_TWIN + row: cells for row, cells in typed.rows.items()}}
    counted = [i for i in asked_of(table(), agency) if not i.heading]
    rows |= {statistic_code(i.code): {"numerator": 3 * n, "note": "Theo sổ theo dõi"} for n, i in enumerate(counted)}
    return replace(typed, rows=rows)


def corpus() -> Path:
    """The folder of 150 returns; made when it is not there (then this run is no measurement)."""
    if len(list(FOLDER.glob("*.xlsx"))) != FILES:
        shutil.rmtree(FOLDER, ignore_errors=True)
        FOLDER.mkdir()
        agencies = twice().registry.expected()
        made = {agency.code: form_workbook(form(agency), answers(agency)) for agency in agencies}
        for number, code in enumerate(islice(cycle(made), FILES)):
            (FOLDER / f"{number:03d}.xlsx").write_bytes(made[code])
    return FOLDER


def read() -> Iterator[None]:
    folder = corpus()
    yield
    assert len(read_folder(folder, "").grids) == FILES


def parse() -> Iterator[None]:
    folder, place = corpus(), twice()
    yield
    forms = Forms(place.plan, place.registry, period(), table())
    for grid in read_folder(folder, "").grids:
        assert parse_with(forms, grid, {})[0]


def pandas() -> Iterator[None]:
    import pandas as frames

    folder = corpus()
    yield
    for path in sorted(folder.iterdir()):
        assert frames.read_excel(path, sheet_name=None, header=None, engine="openpyxl")


def write() -> Iterator[None]:
    """Blank forms of the samples' own plan."""
    place = world()
    agencies = list(islice(cycle(place.registry.expected()), FILES))
    yield
    for agency in agencies:
        assert form_workbook(form_of(agency, place.plan, place.registry, period()))


def ratios() -> None:
    """15 files, each another agency's, all of them one way after another; medians of five rounds' CPU time."""
    import pandas as frames

    files, place = sorted(corpus().iterdir())[::10], twice()
    gc.collect()
    gc.freeze()  # pandas' own modules are no burden of the others
    times: dict[str, list[float]] = {"read": [], "parse": [], "pandas": []}

    def timed(way: str, work: Callable[[], list[T]]) -> list[T]:
        start = time.thread_time()
        made = work()
        times[way].append((time.thread_time() - start) / len(files) * 1000)
        return made

    for _ in range(5):
        forms = Forms(place.plan, place.registry, period(), table())
        read = timed("read", lambda: [read_grid(path, path.name)[0] for path in files])
        grids = [grid for grid in read if grid]
        timed("parse", partial(list, map(partial(parse_with, forms, previous={}), grids)))
        timed("pandas", lambda: [frames.read_excel(p, sheet_name=None, header=None, engine="openpyxl") for p in files])
    ours, understood, theirs = (median(found) for found in times.values())
    print(f"{median(map(cells, grids)):.0f} cells a file (median)")
    print(f"read {ours:.2f} ms, read and understood {ours + understood:.2f} ms, pandas {theirs:.1f} ms a file")
    print(f"pandas / read {theirs / ours:.1f}×, pandas / read and understood {theirs / (ours + understood):.1f}×")


def cells(grid: Grid) -> int:
    return sum(value is not None for sheet in grid.sheets for row in sheet.rows for value in row)


WAYS: dict[str, Callable[[], Iterator[None]]] = {"read": read, "parse": parse, "pandas": pandas, "write": write}


def main(way: str) -> None:
    if way == "ratios":
        ratios()
        return
    work = WAYS[way]()
    next(work)
    start = time.perf_counter()
    next(work, None)
    print(f"{way}: {(time.perf_counter() - start) / FILES * 1000:.1f} ms a file")


if __name__ == "__main__":
    main(sys.argv[1])

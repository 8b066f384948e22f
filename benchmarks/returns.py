"""150 filled returns of about 2,000 cells: python -m benchmarks.returns read | parse | pandas | write | ratios

read    every file of the folder, as `cchc check` reads it
parse   the same, and every answer understood
pandas  every sheet of every file as a data frame (openpyxl): the rival of both
write   150 forms for the same agencies
ratios  read, parse and pandas by turns in one process, so that a busy machine slows all of them

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
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from reporting.grid import Grid

FILES = 150
FOLDER = Path(tempfile.gettempdir(), "cchc-bench-returns")
T = TypeVar("T")
_WHOLE: dict[str, Any] = {"sheet_name": None, "header": None, "engine": "openpyxl"}

# Imports stand in the functions: each way is charged with what it needs, and no more.


def corpus() -> Path:
    """The folder of 150 returns; made when it is not there (then this run is no measurement)."""
    if len(list(FOLDER.glob("*.xlsx"))) != FILES:
        from benchmarks.province import make_returns

        shutil.rmtree(FOLDER, ignore_errors=True)
        FOLDER.mkdir()
        make_returns(FOLDER, FILES)
    return FOLDER


def read() -> Iterator[None]:
    from reporting.excel.folder import read_folder

    folder = corpus()
    yield
    assert len(read_folder(folder, "").grids) == FILES


def parse() -> Iterator[None]:
    from benchmarks.province import period, table, twice
    from reporting.excel.folder import read_folder
    from reporting.forms.build import Forms
    from reporting.obligations import Campaign
    from reporting.parse.returns import parse_all

    folder, place = corpus(), twice()
    yield
    forms = Forms(Campaign(place.plan, place.registry, period()), table())
    assert all(returned for returned, _ in parse_all(forms, read_folder(folder, "").grids, {}))


def pandas() -> Iterator[None]:
    import pandas as frames

    folder = corpus()
    yield
    for path in sorted(folder.iterdir()):
        assert frames.read_excel(path, **_WHOLE)


def write() -> Iterator[None]:
    """Blank forms of the samples' own plan."""
    from benchmarks.province import period
    from reporting.excel.form_writer import form_workbook
    from reporting.forms.build import form_of
    from reporting.obligations import Campaign
    from sample_inputs.make.filled import world

    place = world()
    agencies = list(islice(cycle(place.registry.expected()), FILES))
    yield
    for agency in agencies:
        assert form_workbook(form_of(agency, Campaign(place.plan, place.registry, period())))


def ratios() -> None:
    """All files one way after another, three rounds; medians of seconds on the wall."""
    import pandas as frames

    from benchmarks.province import period, table, twice
    from reporting.excel.folder import read_folder
    from reporting.forms.build import Forms
    from reporting.obligations import Campaign
    from reporting.parse.returns import parse_all

    folder, place = corpus(), twice()
    gc.collect()
    gc.freeze()  # pandas' own modules are no burden of the others
    times: dict[str, list[float]] = {"read": [], "parse": [], "pandas": []}

    def timed(way: str, work: Callable[..., T], *given: Any) -> T:
        start = time.perf_counter()
        made = work(*given)
        times[way].append((time.perf_counter() - start) / FILES * 1000)
        return made

    for _ in range(3):
        grids = timed("read", read_folder, folder, "").grids
        forms = Forms(Campaign(place.plan, place.registry, period()), table())
        timed("parse", parse_all, forms, grids, {})
        timed("pandas", lambda: [frames.read_excel(p, **_WHOLE) for p in sorted(folder.iterdir())])
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

"""150 filled returns of the samples: python -m benchmarks.returns read | parse | pandas | write

read    every file of the folder, as `cchc check` reads it
parse   the same, and every answer understood
pandas  every sheet of every file as a data frame (openpyxl): the rival of both
write   150 forms for the same agencies

Prints milliseconds a file, the start of the process left out. The files are made once, into the
system's folder for temporary files.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from pathlib import Path

from reporting.excel.folder import read_folder
from reporting.excel.form_writer import form_workbook
from reporting.forms.build import form_of
from reporting.parse.returns import parse_return
from sample_inputs.make.filled import filled_of, period_of, workbook, world

FILES = 150
FOLDER = Path(tempfile.gettempdir(), "cchc-bench-returns")


def corpus() -> Path:
    """The folder of 150 returns; made when it is not there (then this run is no measurement)."""
    if len(list(FOLDER.glob("*.xlsx"))) != FILES:
        shutil.rmtree(FOLDER, ignore_errors=True)
        FOLDER.mkdir()
        place = world()
        codes = [agency.code for agency in place.registry.expected()]
        made = {code: workbook(place, code, "q1", filled_of(place, code, "q1")) for code in codes}
        for number, code in enumerate(islice(cycle(codes), FILES)):
            (FOLDER / f"{number:03d}.xlsx").write_bytes(made[code])
    return FOLDER


def read() -> Iterator[None]:
    folder = corpus()
    yield
    assert len(read_folder(folder, "").grids) == FILES


def parse() -> Iterator[None]:
    folder, place = corpus(), world()
    yield
    for grid in read_folder(folder, "").grids:
        assert parse_return(grid, place.plan, place.registry, period_of("q1"))[0]


def pandas() -> Iterator[None]:
    import pandas as frames

    folder = corpus()
    yield
    for path in sorted(folder.iterdir()):
        assert frames.read_excel(path, sheet_name=None, header=None, engine="openpyxl")


def write() -> Iterator[None]:
    place = world()
    agencies = list(islice(cycle(place.registry.expected()), FILES))
    yield
    for agency in agencies:
        assert form_workbook(form_of(agency, place.plan, place.registry, period_of("q1")))


WAYS: dict[str, Callable[[], Iterator[None]]] = {"read": read, "parse": parse, "pandas": pandas, "write": write}


def main(way: str) -> None:
    work = WAYS[way]()
    next(work)
    start = time.perf_counter()
    next(work, None)
    print(f"{way}: {(time.perf_counter() - start) / FILES * 1000:.1f} ms a file")


if __name__ == "__main__":
    main(sys.argv[1])

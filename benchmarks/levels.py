"""A ministry in two levels: python -m benchmarks.levels UNITS

So many units, 25 below each body, every return a file of its own; each body merges what lies below it, then all
bodies are merged at the top. Prints seconds, the making of the files left out, and the memory of the process at its
highest. The totals are held against all units merged at once.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from benchmarks.measure import peak_megabytes
from reporting.agencies import Agency, Registry
from reporting.carried_job import carried_lines
from reporting.consolidation import Consolidation
from reporting.excel.folder import read_folder
from reporting.excel.form_writer import form_workbook
from reporting.forms.build import Forms
from reporting.inputs import Inputs, parse_inputs
from reporting.merge import consolidate
from reporting.obligations import Campaign
from reporting.parse.returns import parse_all
from reporting.sources import Sources, read_frame
from reporting.subordinates import merge_below
from sample_inputs.make.filled import SAMPLES
from tests.helpers.province import answers

BELOW = 25


def ministry(units: int) -> tuple[Sources, Inputs]:
    """The sample's job with bodies like its first district, each with units like that district's first commune."""
    sources = read_frame(SAMPLES / "quy_1_2023")
    inputs = parse_inputs(sources)
    body = inputs.registry.members("HUYEN")[0]
    below = inputs.registry.children(body.code)[0]
    named = (replace(a, expected=False) for a in inputs.registry.agencies if not {"HUYEN", "XA"} & set(a.groups))
    agencies = (*named, *_bodies(body, below, units))
    registry = replace(inputs.registry, agencies=agencies)
    return sources, replace(inputs, campaign=Campaign(inputs.plan, registry, inputs.period))


def _bodies(body: Agency, below: Agency, units: int) -> Iterator[Agency]:
    for number in range(units):
        if number % BELOW == 0:
            above = replace(body, code=f"B{number // BELOW:04d}", aliases=(), symbol="", order=number + 1)
            yield above
        code = f"U{number:05d}"
        yield replace(below, code=code, name=f"{below.name} {number}", parent=above.code, aliases=(), symbol="")


def write(sources: Sources, inputs: Inputs, home: Path) -> list[str]:
    """A form of each body, and beside it a folder with the returns of those below."""
    codes = []
    forms = Forms(inputs.campaign)
    for body in inputs.registry.expected():
        codes.append(body.code)
        form = replace(forms.made(body), carried=carried_lines(sources, inputs, body))
        own = answers(body, tuple(o for o in inputs.campaign.owed(body) if o.level == "own"))
        (home / f"{body.code}.xlsx").write_bytes(form_workbook(form, own))
        (home / body.code).mkdir()
        below = inputs.campaign.below(body)
        for unit in inputs.registry.children(body.code):
            filled = answers(unit, below.owed(unit))
            (home / body.code / f"{unit.code}.xlsx").write_bytes(form_workbook(Forms(below).made(unit), filled))
    return codes


def merged(inputs: Inputs, folder: Path) -> Consolidation:
    parsed = parse_all(Forms(inputs.campaign), read_folder(folder, folder.name).grids, {})
    return consolidate(inputs.campaign, [one for one, _ in parsed if one])[0]


def at_once(inputs: Inputs, home: Path, codes: list[str]) -> Consolidation:
    registry = inputs.registry
    flat = Registry(
        tuple(replace(a, parent="", expected=a.expected or bool(a.parent)) for a in registry.agencies), registry.groups
    )
    whole = replace(inputs, campaign=Campaign(inputs.plan, flat, inputs.period))
    for code in codes:
        (home / f"{code}.xlsx").rename(home / code / f"{code}.xlsx")
    return merged(whole, home)


def quiet(*_: int) -> None:
    pass


def main(units: int) -> None:
    with tempfile.TemporaryDirectory(prefix="cchc-levels-") as scratch:
        home, up = Path(scratch, "returns"), Path(scratch, "merged")
        home.mkdir()
        sources, inputs = ministry(units)
        codes = write(sources, inputs, home)
        start = time.perf_counter()
        for code in codes:
            merge_below(home / f"{code}.xlsx", home / code, up, quiet)
        below = time.perf_counter() - start
        top = merged(inputs, up)
        whole = time.perf_counter() - start
        for one, two in zip(top.items, at_once(inputs, home, codes).items, strict=True):
            for stepwise, flat in zip(one.measures, two.measures, strict=True):
                values = [[o.value for o in m.figure.operands] if m.figure else None for m in (stepwise, flat)]
                assert values[0] == values[1], stepwise.measure
        print(
            f"{units} units below {len(codes)} bodies: {whole:.1f} s ({below:.1f} s below), {peak_megabytes():.0f} MB"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]))

"""Reads mutated workbooks of every format for some seconds under a memory limit; prints what it tried as JSON.

    python -m tests.excel.fuzz SECONDS BYTES [SEED] [--shares xls=5,ods=0] [--sources FOLDER]

By format: `tried` files by kind of mutation, `read` and `refused`, `other` (read, with another grid than the
original's) by kind of mutation, `codes` of the findings, `slowest` in seconds by the clock for one file and
`computed` in seconds of computing (the clock depends on who else computes). Then `peak_mb` of this
process and `workers_peak_mb` of the largest process that it started for a file.

What must hold for each file: it is read, or refused with a finding; within the seconds and the memory; and where a
checksum or the form of XML guards the content, what is read is the original's grid (`_guarded`).

It ends with status 1 when a file broke this, and leaves such files as `fuzz-….xls` in the system's folder for
temporary files; after a crash, too, the file that was read last is there. `--sources` reads the files to mutate
(named by format, as `made_sources` writes them); without it they are made first.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from xml.parsers import expat

from reporting.excel.outcome import Outcome
from reporting.excel.read import read_bytes
from reporting.grid import Grid
from reporting.parse.returns import parse_return
from tests.conftest import Convert
from tests.helpers import mutations as m
from tests.helpers.formats import FAR, LOCKED, MARKED, PASSWORD, converter, sources
from tests.helpers.returned import FULL_CAMPAIGN, STATISTICS

PER_FILE = 5.0  # seconds
_ZIP = (m.flip, m.torn, m.cut, m.directory, m.one_byte, m.one_missing, m.swollen, m.parts, m.parts)
_OLE = (m.flip, m.torn, m.cut, m.sectors, m.header)
MUTATIONS: Mapping[str, tuple[m.Mutation, ...]] = {
    "xlsx": _ZIP,
    MARKED: _ZIP,
    FAR: _ZIP,
    "xlsb": (*_ZIP, m.records12, m.records12),
    "ods": _ZIP,
    "xls": (*_OLE, m.records, m.records, m.records),
    LOCKED: (*_OLE, m.information),
}
# How often a format is taken. An .xlsx is read here, in milliseconds; the others start a process for each file.
SHARES = {"xlsx": 12, MARKED: 8, FAR: 2, "xlsb": 2, "ods": 2, "xls": 3, LOCKED: 1}
_CHECKED = frozenset({"flip", "torn", "cut", "directory", "sectors", "header", "one_missing"})
_READ = re.compile(r"(?:xl/(?:worksheets/|_rels/)?|docProps/custom|content|meta|_rels/)[^/]*\.(?:xml|rels)")


@dataclass(slots=True)
class Told:
    """What happened to the files of one format."""

    tried: Counter[str] = field(default_factory=Counter)
    read: int = 0
    refused: int = 0
    other: Counter[str] = field(default_factory=Counter)
    codes: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    computed: float = 0.0

    def plain(self) -> dict[str, object]:
        found = {name: getattr(self, name) for name in ("tried", "read", "refused", "other", "codes")}
        return {**found, "slowest": round(self.slowest, 3), "computed": round(self.computed, 3)}


def main() -> None:
    given = _arguments()
    if given.sources is None:
        with tempfile.TemporaryDirectory() as folder:
            made_sources(Path(folder), converter(Path(folder, "office")))
            command = [sys.executable, "-m", "tests.excel.fuzz", *sys.argv[1:], "--sources", folder]
            sys.exit(subprocess.run(command, check=False).returncode)  # LibreOffice's memory is not counted there
    originals = {path.suffix[1:]: path.read_bytes() for path in given.sources.glob("form.*")}
    broken = _fuzzed(originals, given)
    for reason in broken:
        print(reason, file=sys.stderr)
    sys.exit(1 if broken else 0)


def made_sources(folder: Path, convert: Convert | None) -> None:
    for format, data in sources(convert).items():
        Path(folder, f"form.{format}").write_bytes(data)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("seconds", type=float)
    parser.add_argument("memory", type=int)
    parser.add_argument("seed", type=int, nargs="?", default=20231)
    parser.add_argument("--shares", type=_shares, default=SHARES)
    parser.add_argument("--sources", type=Path)
    return parser.parse_args()


def _shares(text: str) -> dict[str, int]:
    return SHARES | {name: int(share) for name, share in (pair.split("=") for pair in text.split(",") if pair)}


def _fuzzed(originals: Mapping[str, bytes], given: argparse.Namespace) -> list[str]:
    """Prints the counts; what was broken, with the files that did it."""
    dice = random.Random(given.seed)
    grids = {format: _grid(read_bytes(data, "a", (PASSWORD,))) for format, data in originals.items()}
    told = {format: Told() for format in originals}
    resource.setrlimit(resource.RLIMIT_AS, (given.memory, given.memory))  # libraries are loaded
    broken: list[str] = []
    first = list(originals)  # each format once, whatever its share
    end = time.perf_counter() + given.seconds
    while time.perf_counter() < end and len(broken) < 20:
        shares = [given.shares[format] for format in originals]
        format = first.pop() if first else dice.choices(list(originals), shares)[0]
        mutation = dice.choice(MUTATIONS[format])
        data = mutation(dice, originals[format])
        kept = Path(tempfile.gettempdir(), f"fuzz-{os.getpid()}-{len(broken)}.{format}")
        kept.write_bytes(data)
        try:
            _try(format, mutation.__name__, data, grids[format], told[format])
        except Exception:  # noqa: BLE001 -- any at all is what is looked for
            broken.append(f"{kept} ({format}, {mutation.__name__}): {traceback.format_exc()}")
        else:
            kept.unlink()
    _print(told)
    return broken


def _print(told: Mapping[str, Told]) -> None:
    formats = {format: one.plain() for format, one in told.items()}
    peaks = [resource.getrusage(who).ru_maxrss // 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    left_out = sorted(MUTATIONS.keys() - told.keys())
    total = {"tried": sum(one.tried.total() for one in told.values()), "left_out": left_out}
    print(json.dumps(total | {"peak_mb": peaks[0], "workers_peak_mb": peaks[1], "formats": formats}, indent=1))


def _try(format: str, mutation: str, data: bytes, original: Grid, told: Told) -> None:
    """One file through reading and parsing; AssertionError where something does not hold."""
    told.tried[mutation] += 1
    start, computed = time.perf_counter(), _computed()
    grid, findings = outcome = read_bytes(data, "a.xlsx", (PASSWORD,))
    found = [*findings]
    if grid:
        found += parse_return(grid, FULL_CAMPAIGN, statistics=STATISTICS)[1]
    told.slowest = max(told.slowest, time.perf_counter() - start)
    computed = _computed() - computed
    told.computed = max(told.computed, computed)
    told.codes.update(one.code for one in found)
    for one in found:
        one.message()
    told.read, told.refused = told.read + (grid is not None), told.refused + (grid is None)
    assert grid or findings, "neither read nor refused"
    assert computed < PER_FILE, f"{computed:.1f} seconds"
    if grid and _grid(outcome) != original:
        told.other[mutation] += 1
        assert not _guarded(format, mutation, data), f"read with another grid: {differences(_grid(outcome), original)}"


def _computed() -> float:
    """Seconds of computing, here and in the processes started: what the clock says depends on who else computes."""
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def _guarded(format: str, mutation: str, data: bytes) -> bool:
    """Whether nothing but the original's grid may be read from these bytes.

    CRCs guard a zip, and the zip in an encrypted package. An .xls has no checksum: only a missing end shows.
    A part packed anew has its right CRC: there only XML that is none shows.
    """
    if format == "xls":
        return mutation == "torn"
    return mutation in _CHECKED or (data[:2] == b"PK" and not _well_formed(data))


def _well_formed(data: bytes) -> bool:
    """Whether all parts that are read are XML."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [name for name in archive.namelist() if _READ.fullmatch(name)]
        return all(_is_xml(archive.read(name)) for name in names)


def _is_xml(part: bytes) -> bool:
    try:
        expat.ParserCreate().Parse(part, True)
    except expat.ExpatError:
        return False
    return True


def _grid(outcome: Outcome) -> Grid:
    """What was read, without what every file has for itself."""
    grid, _ = outcome
    assert grid
    return replace(grid, file="", sha256="", sheets=tuple(replace(sheet, file="") for sheet in grid.sheets))


def differences(one: Grid, other: Grid) -> str:
    """The first few, for a message."""
    if [sheet.name for sheet in one.sheets] != [sheet.name for sheet in other.sheets]:
        return f"sheets {[sheet.name for sheet in one.sheets]}"
    found = [
        f"{name}"
        for name in ("properties", "names", "date_1904", "reader")
        if getattr(one, name) != getattr(other, name)
    ]
    for mine, theirs in zip(one.sheets, other.sheets, strict=True):
        found += [
            f"{mine.name}.{name}" for name in mine.__dataclass_fields__ if getattr(mine, name) != getattr(theirs, name)
        ]
    return ", ".join(found[:5])


if __name__ == "__main__":
    main()

"""python -m benchmarks [--runs N] [--only WORDS] [--large]: prints a table of medians and ratios."""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import sys
import tempfile
from pathlib import Path

from benchmarks.measure import ROOT, Median, Run, medians, run
from benchmarks.rows import ROWS, Row


def measured(row: Row, runs: int) -> tuple[Median, Median | None, str]:
    """cchc and its rival in turns, so that a busy machine slows both; one run of each first, to warm up. With what
    the run in the middle printed."""
    contenders = [command for command in (row.cchc, row.rival) if command]
    found: list[list[Run]] = [[] for _ in contenders]
    with tempfile.TemporaryDirectory(prefix="cchc-bench-") as scratch:
        cache = f"{scratch}/cache" if row.cached else "0"
        for turn in range(runs + 1):
            for results, command in zip(found, contenders, strict=True):
                out = f"{scratch}/out"
                shutil.rmtree(out, ignore_errors=True)
                result = run(tuple(part.replace("{out}", out) for part in command), row.codes, cache)
                if turn:
                    results.append(result)
    middle = sorted(found[0], key=lambda result: result.seconds)[len(found[0]) // 2]
    return medians(found[0]), medians(found[1]) if row.rival else None, middle.said


def line(name: str, ours: Median, theirs: Median | None) -> str:
    cells = [f"{name:<44}", f"{ours.seconds:7.2f} s ±{ours.spread / 2:5.2f}", f"{ours.megabytes:6.0f} MB"]
    if theirs:
        cells += [f"{theirs.seconds:7.2f} s ±{theirs.spread / 2:5.2f}", f"{theirs.megabytes:6.0f} MB"]
        cells += [f"{theirs.seconds / ours.seconds:6.2f}×", f"{theirs.megabytes / ours.megabytes:6.2f}×"]
    return " │ ".join(cells)


def wanted(only: str, large: bool) -> list[Row]:
    chosen = [row for row in ROWS if only in row.name and row.large is large]
    for row in chosen:
        if not (ROOT / row.needs).exists():
            print(f"left out, no {row.needs}: {row.name}", file=sys.stderr)
    return [row for row in chosen if (ROOT / row.needs).exists()]


def bench() -> None:
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("--runs", type=int, default=3, help="measured runs of each command (one more warms up)")
    parser.add_argument("--only", default="", help="rows whose name holds these words")
    parser.add_argument("--large", action="store_true", help="the rows that take minutes, instead of the others")
    options = parser.parse_args()
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, medians of {options.runs} whole processes;")
    print("colleague: pandas reads, docxtpl renders, LibreOffice converts; × = colleague / cchc\n")
    head = ("work", "cchc", "memory", "colleague", "memory", "time", "memory")
    widths = (44, 16, 9, 16, 9, 7, 7)
    print(" │ ".join(f"{text:<{width}}" for text, width in zip(head, widths, strict=True)))
    print("─┼─".join("─" * width for width in widths))
    for row in wanted(options.only, options.large):
        ours, theirs, said = measured(row, options.runs)
        print(line(row.name, ours, theirs), flush=True)
        for told in said.strip().splitlines() if row.tells else ():
            print(f"    {told}", flush=True)


if __name__ == "__main__":
    os.chdir(Path(ROOT))
    bench()

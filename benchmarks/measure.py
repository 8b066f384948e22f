"""One whole process, from start to exit: seconds on the wall, and the memory of its largest process."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import IO

ROOT = Path(__file__).resolve().parents[1]
_PER_MB = 1024 if sys.platform != "darwin" else 1024 * 1024


@dataclass(frozen=True, slots=True)
class Run:
    """`megabytes`: peak resident memory of the largest process among the command and what it started;
    `said`: what it printed."""

    seconds: float
    megabytes: float
    said: str = ""


@dataclass(frozen=True, slots=True)
class Median:
    """Medians over several runs; `spread` is the slowest run minus the fastest, in seconds."""

    seconds: float
    megabytes: float
    spread: float
    runs: int


def run(command: tuple[str, ...], codes: tuple[int, ...], cache: str) -> Run:
    """Runs the command to its end. Another exit code than `codes` stops the bench.

    `cache`: the folder where cchc may keep rendered parts, "0" for none.
    """
    environment = {**os.environ, "CCHC_CACHE": cache}
    start = time.perf_counter()
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(command, cwd=ROOT, stdout=output, stderr=errors, env=environment)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        said, told = _text(output), _text(errors)
    code = process.returncode = os.waitstatus_to_exitcode(status)
    if code not in codes:
        raise SystemExit(f"{' '.join(command)}: exit {code}\n{told}")
    return Run(seconds, usage.ru_maxrss / _PER_MB, said)


def _text(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode(errors="replace")


def medians(runs: list[Run]) -> Median:
    seconds = [each.seconds for each in runs]
    return Median(median(seconds), median(each.megabytes for each in runs), max(seconds) - min(seconds), len(runs))


def peak_megabytes() -> float:
    """Of this process, until now."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _PER_MB

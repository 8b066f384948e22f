"""Mutated workbooks of every format, bounded in time: never a crash, never past the limits, and counted.

Run in a process of its own, so that an abort of a library would be seen and memory measured.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import REQUIRED, Convert, engine
from tests.excel.fuzz import MUTATIONS, PER_FILE, made_sources
from tests.helpers.formats import CONVERTED

_SECONDS = 8  # of mutating, whatever was reached
_MEMORY = 512 * 2**20
_IN_PROCESS = ("xlsx", "xlsx-marked")  # the others start a process a file: far fewer of them


@pytest.mark.long
def test_mutated_workbooks_never_crash_hang_or_swell(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], request: pytest.FixtureRequest
) -> None:
    convert: Convert | None = request.getfixturevalue("soffice") if REQUIRED or engine("soffice") else None
    made_sources(tmp_path, convert)
    command = [sys.executable, "-m", "tests.excel.fuzz", str(_SECONDS), str(_MEMORY), "--sources", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS * 5 + 60, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    told = json.loads(done.stdout)
    with capsys.disabled():
        print(f"\n  fuzz: {told}")
    formats = told["formats"]
    assert told["left_out"] == ([] if convert else sorted(CONVERTED))
    assert formats.keys() == MUTATIONS.keys() - set(told["left_out"])
    for format, one in formats.items():
        tried = sum(one["tried"].values())
        assert tried > (10 if format in _IN_PROCESS else 0), format
        assert one["read"] + one["refused"] == tried, format
        assert one["computed"] < PER_FILE, format
        assert one["slowest"] < 3 * PER_FILE, format  # a hang without computing, not other tests beside this one
    assert sum(one["read"] for one in formats.values()) > 0
    assert sum(one["refused"] for one in formats.values()) > 0
    assert told["tried"] > 20
    assert max(told["peak_mb"], told["workers_peak_mb"]) <= _MEMORY >> 20

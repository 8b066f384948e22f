"""Mutated workbooks, bounded in time: never a crash, never past the limits, and counted.

Run in a process of its own, so that an abort of a library would be seen and memory measured.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

_SECONDS = 12  # of mutating, whatever was reached
_MEMORY = 512 * 2**20
_PER_FILE = 5.0


@pytest.mark.slow
def test_mutated_workbooks_never_crash_hang_or_swell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = [sys.executable, "-m", "tests.excel.fuzz", str(_SECONDS), str(_MEMORY)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS * 5 + 60, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    told = json.loads(done.stdout)
    with capsys.disabled():
        print(f"\n  fuzz: {told}")
    assert sum(told["tried"].values()) > 50
    assert told["read"] > 0
    assert sum(told["codes"].values()) > 0
    assert told["slowest"] < _PER_FILE

""".xls, .xlsb and .ods, read in a process of their own: what crashes or swells there ends there.

The limits on memory and computing time hold where the system has them (Linux, macOS); the limit by
the clock holds everywhere.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from typing import Any

from reporting.excel import limits
from reporting.excel.container import Kind, Problem, unpack
from reporting.excel.outcome import Outcome, damaged, refused
from reporting.excel.unicode import in_unicode
from reporting.excel.wire import fonts_from, grid_from
from reporting.findings import finding
from reporting.location import Location

_TOO_MUCH = Problem(
    "file-too-large", "cần quá nhiều bộ nhớ hoặc thời gian để đọc", f"tối đa {limits.WORKER_MEMORY >> 20} MB bộ nhớ"
)


def read_other(data: bytes, name: str, kind: Kind) -> Outcome:
    """A workbook that is no .xlsx."""
    if data[:2] == b"PK":
        parts = unpack(data)
        if isinstance(parts, Problem):
            return None, (refused(name, parts),)
    answer = _ask_worker(data, kind)
    if answer is None:
        return None, (refused(name, _TOO_MUCH),)
    if answer.get("password"):
        return None, (finding("file-password", Location(name), subject=name),)
    if "problem" in answer:
        return None, (damaged(name, str(answer["problem"])),)
    return in_unicode(grid_from(answer, name, hashlib.sha256(data).hexdigest()), fonts_from(answer))


def _ask_worker(data: bytes, kind: Kind) -> dict[str, Any] | None:
    """The worker's answer; None when it was ended by a limit."""
    command = [sys.executable, "-m", "reporting.excel.worker", kind.name]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=limits.WORKER_PATIENCE, check=False)
    except subprocess.TimeoutExpired:
        return None
    if done.returncode != 0:
        return None
    answer = json.loads(done.stdout)
    return answer if isinstance(answer, dict) else None

""".xls, .xlsb, .ods and what is behind a password, read in a process of their own: what crashes, hangs or swells
there ends there.

The limits on memory and computing time hold where the system has them (Linux, macOS); the limit by
the clock, and what is looked at before (`unpack`, the area of an .ods, turns of hashing), everywhere.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
from base64 import b64decode
from typing import Any

from reporting.child_process import module_command, module_environment
from reporting.excel import limits
from reporting.excel.container import Problem, unpack
from reporting.excel.outcome import TOO_MUCH, Outcome, damaged, refused
from reporting.excel.unicode import in_unicode
from reporting.excel.wholeness import broken_ods, broken_xlsb
from reporting.excel.wire import fonts_from, grid_from
from reporting.file_kind import Kind
from reporting.findings import finding
from reporting.location import Location

_PASSWORD_CODES = ("file-password", "file-wrong-password")


def read_other(data: bytes, name: str, kind: Kind, passwords: tuple[str, ...] = ()) -> Outcome | bytes:
    """A workbook that is no .xlsx; or the bytes of the package that was behind a password."""
    if data[:2] == b"PK":
        problem = _unfit(data, kind)
        if problem:
            return None, (refused(name, problem),)
    answer = ask_worker(data, kind.name, passwords)
    if answer is None or answer.get("code") == TOO_MUCH.code:
        return None, (refused(name, TOO_MUCH),)
    if "unlocked" in answer:
        return b64decode(answer["unlocked"])
    if answer.get("code") in _PASSWORD_CODES:
        return None, (finding(answer["code"], Location(name), subject=name),)
    if "problem" in answer:
        return None, (damaged(name, str(answer["problem"])),)
    return in_unicode(grid_from(answer, name, hashlib.sha256(data).hexdigest()), fonts_from(answer))


def _unfit(data: bytes, kind: Kind) -> Problem | None:
    """What the zip itself says against reading it."""
    parts = unpack(data)
    if isinstance(parts, Problem):
        return parts
    if kind is Kind.ODS and b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
        return Problem("file-password", "")
    broken = broken_xlsb(parts) if kind is Kind.XLSB else broken_ods(parts)
    return Problem("file-damaged", f"phần {broken} trong tệp không trọn vẹn") if broken else None


def ask_worker(data: bytes, kind: str, passwords: tuple[str, ...] = ()) -> dict[str, Any] | None:
    """The worker's answer; None when it was ended by a limit. Each password has the time of a file."""
    command = module_command("reporting.excel.worker", kind)
    quiet = module_environment() | {"RUST_BACKTRACE": "0"}  # calamine without memory would wait for itself for ever
    asked = json.dumps(passwords).encode() + b"\n" + data
    patience = limits.WORKER_PATIENCE * (len(passwords) + 1)
    try:
        done = subprocess.run(command, input=asked, capture_output=True, timeout=patience, check=False, env=quiet)
    except subprocess.TimeoutExpired:
        return None
    if done.returncode != 0:
        return None
    answer = json.loads(done.stdout)
    return answer if isinstance(answer, dict) else None

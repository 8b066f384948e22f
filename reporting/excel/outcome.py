"""What reading a file gives: a Grid, or findings that say why not."""

from __future__ import annotations

from reporting.excel import limits
from reporting.excel.container import Problem
from reporting.findings import Finding, finding
from reporting.grid import Grid
from reporting.location import Location

TOO_MUCH = Problem(
    "file-too-large", "cần quá nhiều bộ nhớ hoặc thời gian để đọc", f"tối đa {limits.WORKER_MEMORY >> 20} MB bộ nhớ"
)
Outcome = tuple[Grid | None, tuple[Finding, ...]]


def damaged(name: str, reason: str) -> Finding:
    return finding("file-damaged", Location(name), subject=name, reason=reason)


def refused(name: str, problem: Problem) -> Finding:
    return finding(problem.code, Location(name), subject=name, reason=problem.reason, limit=problem.limit)


def short(problem: Exception) -> str:
    """The first line of what a library says."""
    return (str(problem).splitlines() or [type(problem).__name__])[0][:120]

"""The check's data file as the page shows it: the matrix, findings by filter, one cell among its neighbours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from reporting.codes import Severity
from reporting.completeness import CellState, Timeliness
from reporting.errors import PlanError
from reporting.excel.needed import read_needed
from reporting.job import Job
from reporting.listings.check_matrix import columns, share_of
from reporting.parse.plan_workbook import parse_plan
from reporting.plan import Plan
from reporting.store.files import file_sha256
from reporting.web.workspace import JobFolder

Data = Mapping[str, Any]
TIMELINESS = {when.value: when.label for when in Timeliness}
SEVERITIES = {severity.value: severity.label for severity in Severity}


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the matrix: how many are settled of those owed, coloured by the worst."""

    column: str
    text: str
    state: str


@dataclass(frozen=True, slots=True)
class MatrixLine:
    agency: str
    name: str
    timeliness: str
    when: str
    fields: tuple[Field, ...]
    total: str
    errors: int
    warnings: int


@dataclass(frozen=True, slots=True)
class MatrixView:
    """`heads`: (title, full name) of each column."""

    heads: tuple[tuple[str, str], ...]
    lines: tuple[MatrixLine, ...]
    sums: tuple[str, ...]


def matrix_view(folder: JobFolder, job: Job, checked: Data) -> MatrixView:
    parts = columns(plan_of(folder, job))
    counted = _counts(checked["findings"])
    lines = tuple(
        MatrixLine(
            state["agency"],
            state["name"],
            state["timeliness"],
            TIMELINESS[state["timeliness"]],
            tuple(_field([state], part.title, part.sections) for part in parts),
            f"{state['settled']}/{state['owed']}",
            counted.get((state["agency"], "error"), 0),
            counted.get((state["agency"], "warning"), 0),
        )
        for state in checked["agencies"]
    )
    sums = tuple(_field(checked["agencies"], part.title, part.sections).text for part in parts)
    return MatrixView(tuple((part.title, part.name) for part in parts), lines, sums)


def plan_of(folder: JobFolder, job: Job) -> Plan:
    """The job's plan; read again only when the file has changed."""
    path = folder.path / job.inputs.plan
    if not path.is_file():
        raise PlanError(f"không tìm thấy tệp '{job.inputs.plan}'", where="job.toml › [inputs] plan")
    return _plan(path, job.inputs.plan, file_sha256(path))


@lru_cache(maxsize=8)
def _plan(path: Path, name: str, _digest: str) -> Plan:
    return parse_plan(read_needed(path, name, PlanError))[0]


def _field(states: Iterable[Data], column: str, sections: frozenset[str]) -> Field:
    cells = [CellState(c["state"]) for state in states for c in state["cells"] if c["section"] in sections]
    share = share_of(cells)
    return Field(column, share.text, share.state.value if share.state else "")


def _counts(findings: Iterable[Data]) -> dict[tuple[str, str], int]:
    """(agency, severity) → open findings."""
    counted: dict[tuple[str, str], int] = {}
    for found in findings:
        if not found["decided"]:
            key = (found["agency"] or "", found["severity"])
            counted[key] = counted.get(key, 0) + 1
    return counted


@dataclass(frozen=True, slots=True)
class Filter:
    """What of the findings is shown; "" anything."""

    agency: str = ""
    part: str = ""
    severity: str = ""
    kind: str = ""
    words: str = ""

    def takes(self, found: Data, sections: frozenset[str] | None) -> bool:
        decided = found["decided"]
        severity = "decided" if decided else found["severity"]
        wanted = (
            (self.agency, found["agency"] or "-"),
            (self.severity, severity),
            (self.kind, found["finding"]),
        )
        if any(want and want != has for want, has in wanted):
            return False
        if sections is not None and not any((found["item"] or "").startswith(f"{s}.") for s in sections):
            return False
        text = f"{found['title']} {found['message']} {found['name']} {found['measure'] or found['item'] or ''}"
        return self.words.casefold() in text.casefold()


def filtered(checked: Data, plan: Plan, wanted: Filter) -> list[Data]:
    """The findings that a filter takes, worst first as the check has them."""
    column = next((part for part in columns(plan) if part.title == wanted.part), None)
    sections = column.sections if column else None
    return [found for found in checked["findings"] if wanted.takes(found, sections)]

"""A workspace: the folder that holds jobs. What a job's folder says of its state, read anew at each look."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from reporting.errors import CchcError
from reporting.excel.folder import named_files
from reporting.inputs import period_of
from reporting.job import Job, parse_job
from reporting.period import Period
from reporting.sources import HOLIDAYS, Data
from reporting.store.files import JOB_FILE, file_sha256, read_toml, template_data
from reporting.store.manifest import NAME as MANIFEST

STATE_FOLDER = ".cchc"
OUTPUT = "ket_qua"
CHECK_JSON = "kiem_tra.json"


@dataclass(frozen=True, slots=True)
class JobFolder:
    """One job: `slug` names it in addresses; it is only ever looked up among the jobs that are there."""

    slug: str
    path: Path

    @property
    def file(self) -> Path:
        return self.path / JOB_FILE

    @property
    def output(self) -> Path:
        """Where the page lets this job's results be written."""
        return self.path / OUTPUT

    def job(self) -> Job:
        return parse_job(read_toml(self.file), self.file.name)

    def period(self, job: Job) -> Period:
        calendar = Data(*template_data("calendars", job.inputs.calendar, self.path))
        return period_of(job.task, calendar, Data(*template_data("holidays", HOLIDAYS, self.path)))

    def returns(self, job: Job) -> Path:
        return self.path / job.inputs.returns

    def checked(self) -> Mapping[str, Any] | None:
        """The last check's data; None when there is none that can be read."""
        try:
            data = json.loads((self.output / CHECK_JSON).read_text("utf-8"))
        except (OSError, ValueError):
            return None
        return data if isinstance(data, dict) else None

    def built(self) -> Mapping[str, Any] | None:
        try:
            data = json.loads((self.output / MANIFEST).read_text("utf-8"))
        except (OSError, ValueError):
            return None
        return data if isinstance(data, dict) else None


@dataclass(frozen=True, slots=True)
class Card:
    """A job as the workspace shows it. `trouble`: why its job.toml cannot be used ("" it can)."""

    slug: str
    title: str = ""
    state: str = ""
    received: int = 0
    expected: int = 0
    errors: int = 0
    deadline: date | None = None
    invented: bool = False
    trouble: str = ""


class Workspace:
    """The folder, and the jobs one level below it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        self.state = self.folder / STATE_FOLDER
        self.state.mkdir(parents=True, exist_ok=True)

    def jobs(self) -> Iterator[JobFolder]:
        for path in sorted(self.folder.iterdir()):
            if path.name[:1] != "." and (path / JOB_FILE).is_file():
                yield JobFolder(path.name, path)

    def job(self, slug: str) -> JobFolder | None:
        return next((job for job in self.jobs() if job.slug == slug), None)

    def cards(self) -> list[Card]:
        return [card(job) for job in self.jobs()]


def card(folder: JobFolder) -> Card:
    try:
        job = folder.job()
        period = folder.period(job)
    except CchcError as problem:
        return Card(folder.slug, trouble=problem.message)
    checked = folder.checked()
    totals = checked["totals"] if checked else {}
    deadline = period.deadline("agency")
    there = folder.returns(job).is_dir() and bool(named_files(folder.returns(job), ""))
    return Card(
        folder.slug,
        period.title,
        _state(folder, job, there, totals),
        totals.get("received", 0),
        totals.get("expected", 0),
        totals.get("open_errors", 0),
        deadline.day if deadline else None,
        job.task.invented,
    )


def _state(folder: JobFolder, job: Job, there: bool, totals: Mapping[str, int]) -> str:
    """chuẩn bị → đang thu → đang soạn → đã lập → đã khóa (issued: number and day are given)."""
    if not there:
        return "Chuẩn bị"
    built = folder.built()
    if built and not built.get("draft", True) and _same_inputs(folder, built):
        return "Đã khóa" if job.report.number and job.report.issued != date.min else "Đã lập"
    return "Đang thu" if not totals or totals.get("open_errors") else "Đang soạn"


def _same_inputs(folder: JobFolder, built: Mapping[str, Any]) -> bool:
    """Whether job.toml and the workbooks beside it are still those of the last build."""
    listed = {row["file"]: row["sha256"] for row in built.get("inputs", ())}
    beside = [name for name in listed if "/" not in name]
    return all((folder.path / n).is_file() and file_sha256(folder.path / n) == listed[n] for n in beside)

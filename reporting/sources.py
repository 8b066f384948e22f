"""Step 1, read: job.toml and everything it names → grids and data, with the SHA-256 of every file.

Nothing is interpreted here. A return that cannot be read is a finding; a plan, registry or
template that cannot be read stops the run.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from reporting.errors import CchcError, JobError, OutputError, PlanError, RegistryError, TemplateError, reason
from reporting.excel.folder import FolderRead, named_files, read_folder
from reporting.excel.needed import read_needed
from reporting.findings import Finding
from reporting.grid import Grid
from reporting.job import Job, parse_job
from reporting.resources import resource
from reporting.store.files import JOB_FILE, file_sha256, job_path, read_toml, template_data
from reporting.store.sample import sample_job

Tick = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Data:
    """A named data file (calendar, outline, profile, thresholds) and its name in messages."""

    values: Mapping[str, Any]
    name: str


@dataclass(frozen=True, slots=True)
class Sources:
    """All that a job reads. `hashes`: name relative to the job's folder → SHA-256; `received`: the files of the returns
    folder, `litter` those that programs leave there; `*_here`: the workbooks that an earlier run left in the output folder,
    where officers fill them; `taken`: their names there → SHA-256; `alone`: the agency whose form is all there is
    (`carried_job`); `files`: where those of `hashes` lie."""

    job: Job
    name: str
    plan: Grid
    registry: Grid
    calendar: Data
    holidays: Data
    outline: Data
    profile: Data
    thresholds: Data
    letter: Data
    sample: Job
    returns: tuple[Grid, ...] = ()
    register: Grid | None = None
    decisions: Grid | None = None
    compiler: Grid | None = None
    decisions_here: Grid | None = None
    compiler_here: Grid | None = None
    statistics: Data | None = None
    template: bytes | None = None
    previous: Sources | None = None
    findings: tuple[Finding, ...] = ()
    hashes: Mapping[str, str] = field(default_factory=dict)
    received: tuple[str, ...] = ()
    litter: tuple[str, ...] = ()
    taken: Mapping[str, str] = field(default_factory=dict)
    alone: str = ""
    files: Mapping[str, Path] = field(default_factory=dict)

    def must_be_as_read(self) -> None:
        """Raise JobError where an input was changed or taken away while the run was at work: the manifest would name
        bytes other than those that the figures come from."""
        changed = [name for name, path in self.files.items() if _digest(path) != self.hashes[name]]
        if changed:
            raise JobError(
                "tệp đầu vào thay đổi trong khi chương trình đang chạy; chưa ghi gì vào thư mục kết quả",
                where=", ".join(changed[:5]),
                action="Lưu và đóng tệp, đợi chép xong, rồi chạy lại.",
            )


def read_sources(
    given: Path,
    tick: Tick | None = None,
    *,
    with_previous: bool = True,
    passwords: tuple[str, ...] = (),
    output: Path | None = None,
) -> Sources:
    """Everything that the job at `given` (job.toml or its folder) names; `passwords` are tried on returns that
    need one, and stay in memory only. `output`: the folder whose workbooks of an earlier run are read too."""
    sources = _Reader(job_path(given), tick, passwords).read(with_previous)
    return sources if output is None else _with_workbooks_of(output, sources, job_path(given).parent)


HOLIDAYS = "ngay_nghi"  # a file of this name beside the job comes first
DECISIONS_NAME = "quyet_dinh.xlsx"
COMPILER_NAME = "phan_tong_hop.xlsx"


def _with_workbooks_of(output: Path, sources: Sources, folder: Path) -> Sources:
    """What stands in the output folder under the names of our workbooks; a job's own files are no output."""
    inputs = sources.job.inputs
    own = {(folder / name).resolve() for name in (inputs.decisions, inputs.compiler) if name}
    there = {name: output / name for name in (DECISIONS_NAME, COMPILER_NAME)}
    read = {
        name: (read_needed(path, f"{name} (thư mục kết quả)", OutputError), file_sha256(path))
        for name, path in there.items()
        if path.is_file() and path.resolve() not in own
    }
    grids = {name: grid for name, (grid, _) in read.items()}
    return replace(
        sources,
        decisions_here=grids.get(DECISIONS_NAME),
        compiler_here=grids.get(COMPILER_NAME),
        taken={name: digest for name, (_, digest) in read.items()},
    )


def read_frame(given: Path) -> Sources:
    """What forms are made from: plan, registry, settings and last period; this period's returns,
    register, decisions and compiler's sheet need not be there yet."""
    return _Reader(job_path(given), None).read(with_previous=True, answers=False)


def return_files(given: Path, job: Job) -> dict[str, Path]:
    """The files of the returns folder by the names that findings call them."""
    return named_files(job_path(given).parent / job.inputs.returns, job.inputs.returns)


class _Reader:
    """Reads relative to one job's folder and remembers what it read. `prefix` leads the names of last
    period's files: two periods may well have files of the same name."""

    def __init__(self, path: Path, tick: Tick | None, passwords: tuple[str, ...] = (), prefix: str = "") -> None:
        self.path, self.folder, self.tick, self.prefix = path, path.parent, tick, prefix
        self.passwords = passwords
        self.hashes: dict[str, str] = {}
        self.files: dict[str, Path] = {}
        self._known(JOB_FILE, path)

    def _known(self, name: str, path: Path) -> None:
        shown = self.prefix + name
        try:
            self.hashes[shown], self.files[shown] = file_sha256(path), path
        except OSError as problem:
            raise JobError(
                f"không mở được tệp ({reason(problem)})",
                where=shown,
                action="Đóng tệp ở chương trình khác, xem quyền đọc, rồi chạy lại.",
            ) from problem

    def read(self, with_previous: bool, answers: bool = True) -> Sources:
        job = parse_job(read_toml(self.path), self.prefix + self.path.name)
        inputs, report = job.inputs, job.report
        returns = self._returns(inputs.returns) if answers else FolderRead()
        return Sources(
            job=job,
            name=job.task.name,
            plan=self._needed(inputs.plan, PlanError, "[inputs] plan"),
            registry=self._needed(inputs.registry, RegistryError, "[inputs] registry"),
            calendar=self._data("calendars", inputs.calendar),
            holidays=self._data("holidays", HOLIDAYS),
            outline=self._data("outlines", report.outline),
            profile=self._data("profiles", report.profile),
            thresholds=self._data("checks", "nguong"),
            letter=self._data("letters", job.reminder.letter),
            sample=sample_job(),
            returns=returns.grids,
            register=self._optional(inputs.register, must_exist=True) if answers else None,
            decisions=self._optional(inputs.decisions, must_exist=False) if answers else None,
            compiler=self._optional(inputs.compiler, must_exist=True) if answers else None,
            statistics=self._data("forms", inputs.statistics) if inputs.statistics else None,
            template=self._template(report.template),
            previous=self._previous(inputs.previous) if with_previous else None,
            findings=returns.findings,
            hashes=self.hashes,
            files=self.files,
            received=(*returns.hashes, *returns.litter),
            litter=returns.litter,
        )

    def _returns(self, folder: str) -> FolderRead:
        path = self.folder / folder
        if not path.is_dir():
            raise JobError(
                f"không có thư mục báo cáo của các cơ quan '{folder}'",
                where=f"{self.prefix}{self.path.name} › [inputs] returns",
                action="Tạo thư mục này và chép các tệp báo cáo nhận được vào đó.",
            )
        result = read_folder(path, self.prefix + folder, self.tick, self.passwords)
        self.hashes.update(result.hashes)
        named = named_files(path, self.prefix + folder)
        self.files.update({name: named[name] for name, digest in result.hashes.items() if digest})
        return result

    def _needed(self, name: str, problem: type[CchcError], where: str) -> Grid:
        path = self.folder / name
        if not path.is_file():
            raise problem(f"không tìm thấy tệp '{name}'", where=f"{self.prefix}{self.path.name} › {where}")
        self._known(name, path)
        return read_needed(path, self.prefix + name, problem)

    def _optional(self, name: str, *, must_exist: bool) -> Grid | None:
        if not name or not must_exist and not (self.folder / name).is_file():
            return None
        return self._needed(name, JobError, "[inputs]")

    def _data(self, folder: str, name: str) -> Data:
        values, shown = template_data(folder, name, self.folder)
        return Data(values, shown)

    def _template(self, name: str) -> bytes | None:
        if not name:
            return None
        own = self.folder / name
        path = own if own.is_file() else resource("word", name)
        if not path.is_file():
            raise TemplateError(f"không có mẫu Word '{name}'", where=f"{self.path.name} › [report] template")
        if own.is_file():
            self._known(name, own)
        return path.read_bytes()

    def _previous(self, name: str) -> Sources | None:
        if not name:
            return None
        path = self.folder / name
        if not path.exists():
            raise JobError(f"không tìm thấy công việc kỳ trước '{name}'", where=f"{self.path.name} › [inputs] previous")
        folder = Path(name) if path.is_dir() else Path(name).parent
        previous = _Reader(job_path(path), None, self.passwords, f"{folder.as_posix()}/").read(with_previous=False)
        self.hashes.update(previous.hashes)
        self.files.update(previous.files)
        return previous


def _digest(path: Path) -> str:
    try:
        return file_sha256(path)
    except OSError:
        return ""

"""A job for the next period out of the present one: what stays is copied, what belongs to the old period is not."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from reporting.compose.outline import parse_outline
from reporting.errors import JobError, OutputError
from reporting.excel.compiler_workbook import compiler_workbook
from reporting.excel.register_workbook import register_workbook
from reporting.job import Job, parse_job
from reporting.period import Period, parse_calendar, parse_days_off
from reporting.sources import HOLIDAYS
from reporting.store.files import JOB_FILE, job_path, read_toml, template_data
from reporting.store.job_file import Setting, edited
from reporting.text import fold

REGISTER_NAME, COMPILER_NAME = "so_nhan_bao_cao.xlsx", "phan_tong_hop.xlsx"
# What a person may keep beside job.toml in place of a file of templates/.
_OWN_DATA = (".toml", ".docx", ".dotx")


@dataclass(frozen=True, slots=True)
class Opened:
    """The new job, and what was done, a line each."""

    job: Path
    period: Period
    notes: tuple[str, ...]


def open_next(given: Path, code: str, year: int | None = None, folder: Path | None = None) -> Opened:
    """Make the job of the period `code` beside the one at `given`.

    `year` not given: the present job's, or the next where `code` does not come later in the calendar.
    Raises JobError for an unknown period or one that is not later, OutputError for a folder that has content.
    """
    path = job_path(given)
    job = parse_job(read_toml(path), path.name)
    before, period = _periods(path, job, code, year)
    target = folder or path.parent.parent / folder_name(period)
    if target.exists() and any(target.iterdir()):
        raise OutputError("thư mục của kỳ mới đã có nội dung", where=target.as_posix(), accepted="thư mục mới")
    staging = target.with_name(f".{target.name}.moi")
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir(parents=True)
    try:
        notes = _fill(path, job, before, period, staging, target)
        if target.exists():
            target.rmdir()
        staging.replace(target)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return Opened(target / JOB_FILE, period, tuple(notes))


def folder_name(period: Period) -> str:
    """`quy_i_nam_2024`, `6_thang_dau_nam_2024`: the period's title without marks and blanks."""
    return "_".join(fold(period.title.replace("Đ", "D").replace("đ", "d")).split())


def _periods(path: Path, job: Job, code: str, year: int | None) -> tuple[Period, Period]:
    data, name = template_data("calendars", job.inputs.calendar, path.parent)
    calendar = parse_calendar(data, name)
    days_off = parse_days_off(*template_data("holidays", HOLIDAYS, path.parent))
    before = calendar.period(job.task.period, job.task.year, days_off)
    period = calendar.period(code, year or job.task.year, days_off)
    if year is None and period.cutoff <= before.cutoff:
        period = calendar.period(code, job.task.year + 1, days_off)
    if period.cutoff <= before.cutoff:
        raise JobError(
            f"{period.title} không sau {before.title}", where="kỳ mới", accepted="một kỳ sau kỳ của công việc này"
        )
    return before, period


def _fill(path: Path, job: Job, before: Period, period: Period, staging: Path, target: Path) -> list[str]:
    (staging / job.inputs.returns).mkdir(parents=True)
    notes = [f"Kỳ mới: {period.title}; thư mục {target.name}", f"{job.inputs.returns}: thư mục trống"]
    notes += _copied(path, job, staging)
    outline = parse_outline(*template_data("outlines", job.report.outline, path.parent))
    (staging / REGISTER_NAME).write_bytes(register_workbook())
    (staging / COMPILER_NAME).write_bytes(compiler_workbook(outline))
    notes.append(f"{REGISTER_NAME}, {COMPILER_NAME}: tệp mới, chưa ghi gì")
    settings = _settings(path, job, period, target)
    text = edited(_headed(path.read_text("utf-8-sig"), period), settings)
    (staging / JOB_FILE).write_text(text, "utf-8", newline="\n")
    notes.append(_compared_with(job, before, settings))
    notes.append("Bỏ của kỳ cũ: báo cáo đã nhận, sổ nhận, quyết định, lời tổng hợp, số và ngày văn bản, các hạn gửi")
    if period.year != before.year:
        notes.append("Năm mới: kiểm tra kế hoạch (plan) và danh mục đơn vị (registry) trong job.toml")
    return notes


def _headed(text: str, period: Period) -> str:
    """The comment above the first table speaks of the old job: it gives way to the new one's title."""
    body = text[text.index("[") :] if "[" in text else text
    return f"# Công việc: báo cáo {period.title}.\n\n{body}"


def _compared_with(job: Job, before: Period, settings: Mapping[tuple[str, str], Setting]) -> str:
    if job.task.invented:
        return f"{before.title} có số liệu minh họa: không dùng làm kỳ trước để đối chiếu"
    return f"Kỳ trước để đối chiếu: {before.title} ({settings[('inputs', 'previous')]})"


def _copied(path: Path, job: Job, staging: Path) -> list[str]:
    """Own data files and the plan and registry, where they lie inside the job's folder."""
    notes = []
    for file in sorted(path.parent.iterdir()):
        inside = file.name in (job.inputs.plan, job.inputs.registry)
        if file.is_file() and file.name != JOB_FILE and (inside or file.suffix.lower() in _OWN_DATA):
            shutil.copyfile(file, staging / file.name)
            notes.append(f"{file.name}: chép từ kỳ trước")
    return notes


def _settings(path: Path, job: Job, period: Period, target: Path) -> Mapping[tuple[str, str], Setting]:
    deadline = period.deadline("agency")
    day: date = deadline.day if deadline else period.cutoff
    settings: dict[tuple[str, str], Setting] = {
        ("job", "name"): target.name,
        ("job", "period"): period.code,
        ("job", "year"): period.year,
        ("job", "as_of"): day,
        ("job", "invented"): None,
        ("inputs", "previous"): None if job.task.invented else _relative(path, target),
        ("inputs", "register"): REGISTER_NAME,
        ("inputs", "compiler"): COMPILER_NAME,
    }
    for key in ("plan", "registry"):
        name = getattr(job.inputs, key)
        if (path.parent / name).resolve().parent != path.parent.resolve():
            settings[("inputs", key)] = _relative(path.parent / name, target)
    for table, key in (
        ("report", "number"),
        ("report", "issued"),
        ("report", "subject"),
        ("reminder", "until"),
        ("job", "deadline"),
    ):
        settings[(table, key)] = None
    return settings


def _relative(path: Path, folder: Path) -> str:
    return Path(os.path.relpath(path.resolve(), folder.resolve())).as_posix()

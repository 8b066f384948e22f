"""A job: one report to make. job.toml → Job; an unknown key is refused with "did you mean".

Paths stay as written, relative to the folder of job.toml; `store` resolves and reads them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from reporting.errors import JobError
from reporting.settings import Reader, one_of

YEARS = range(2000, 2101)
ANNEXES = ("I", "II", "III", "IV", "V")


@dataclass(frozen=True, slots=True)
class Task:
    """[job]: which report. `as_of` is "today": the program never asks the clock. `deadline`: until when agencies
    send, instead of the calendar's day."""

    name: str
    period: str
    year: int
    as_of: date
    invented: bool = False
    agency: str = ""
    deadline: date = date.min


@dataclass(frozen=True, slots=True)
class InputPaths:
    """[inputs]: files and folders relative to job.toml; `previous` is last period's job.toml. `leads`: the province's
    agencies in place of those that outline and statistics forms propose, { SKHCN = ["SKHCN"] }."""

    plan: str
    registry: str
    returns: str
    calendar: str = "bnv-3759-2021"
    previous: str = ""
    register: str = ""
    decisions: str = "quyet_dinh.xlsx"
    compiler: str = ""
    statistics: str = ""
    leads: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    communes_report: str = one_of("through_district", "directly", default="through_district")


@dataclass(frozen=True, slots=True)
class ReportSettings:
    """[report]: outline, style profile, annexes ("I" … "V"; `annex_files` "same": in the report's own PDF,
    pages numbered on), what is kept inside as a volume of its own (`record`, annexes again), who typesets the PDFs, and what the frame prints. `number` and
    `issued` stay out until the document system has given them (NĐ 30/2020, Điều 15): blanks are printed."""

    issuing_body: str
    place: str
    superior: str = ""
    symbol: str = "BC-UBND"
    outline: str = "theo_ke_hoach"
    profile: str = "nd30-2020"
    template: str = ""
    annexes: tuple[str, ...] = one_of(*ANNEXES, default=("I", "II", "III"))
    record: tuple[str, ...] = one_of(*ANNEXES, default=())
    annex_files: str = one_of("own", "same", default="own")
    pdf_engine: str = one_of("typst", "weasyprint", default="typst")
    annex_reference: str = one_of("", "filled", "blanks", "none", default="")
    subject: str = ""
    introduction: str = ""
    closing: str = ""
    addressees: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    joined_pdf: bool = False
    attach_data: bool = False
    number: str = ""
    issued: date = date.min


@dataclass(frozen=True, slots=True)
class Signing:
    """[signing]: the lines above the signature (TM., KT., TL., TUQ.) and the signer's name."""

    lines: tuple[str, ...]
    name: str = ""


@dataclass(frozen=True, slots=True)
class Reminder:
    """[reminder]: letters to those who still owe something. What is not given is taken from [report]
    and [signing]; `receiver`: to whom returns are sent, `channel`: by which way; `until`: the new
    deadline (not given: blanks in the letter); `letter`: whose words (templates/letters/*.toml)."""

    issuing_body: str = ""
    superior: str = ""
    symbol: str = ""
    place: str = ""
    signing: tuple[str, ...] = ()
    signer: str = ""
    recipients: tuple[str, ...] = ()
    receiver: str = ""
    channel: str = ""
    until: date = date.min
    letter: str = "don_doc"


@dataclass(frozen=True, slots=True)
class Job:
    """Everything job.toml says."""

    task: Task = field(metadata={"key": "job"})
    inputs: InputPaths
    report: ReportSettings
    signing: Signing
    reminder: Reminder = Reminder()


_READER = Reader("mẫu job.toml", JobError, "Bổ sung vào job.toml.")


def parse_job(data: Mapping[str, Any], where: str) -> Job:
    """A Job from the data of job.toml. JobError with the key's place and what is accepted."""
    job = _READER.table(Job, data, where)
    if job.task.year not in YEARS:
        said = f"từ {YEARS[0]} đến {YEARS[-1]}, ví dụ 2026"
        raise JobError(f"năm {job.task.year} không dùng được", where=f"{where} › [job] year", accepted=said)
    return job

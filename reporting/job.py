"""A job: one report to make. job.toml → Job; an unknown key is refused with "did you mean".

Paths stay as written, relative to the folder of job.toml; `store` resolves and reads them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from difflib import get_close_matches
from typing import Any, get_args, get_type_hints

from reporting.errors import JobError


@dataclass(frozen=True, slots=True)
class Task:
    """[job]: which report. `as_of` is "today": the program never asks the clock."""

    name: str
    period: str
    year: int
    as_of: date
    invented: bool = False
    agency: str = ""


@dataclass(frozen=True, slots=True)
class Inputs:
    """[inputs]: files and folders relative to job.toml; `previous` is last period's job.toml."""

    plan: str
    registry: str
    returns: str
    calendar: str = "bnv-3759-2021"
    previous: str = ""
    register: str = ""
    decisions: str = "quyet_dinh.xlsx"
    compiler: str = ""
    statistics: str = ""
    communes_report: str = "through_district"


@dataclass(frozen=True, slots=True)
class ReportSettings:
    """[report]: outline, style profile, annexes ("I" … "V"), and what the frame prints. `number` and
    `issued` stay out until the document system has given them (NĐ 30/2020, Điều 15): blanks are printed."""

    issuing_body: str
    place: str
    superior: str = ""
    symbol: str = "BC-UBND"
    outline: str = "theo_ke_hoach"
    profile: str = "nd30-2020"
    template: str = ""
    annexes: tuple[str, ...] = ("I", "II", "III")
    annex_files: str = "own"
    annex_reference: str = ""
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

    task: Task
    inputs: Inputs
    report: ReportSettings
    signing: Signing
    reminder: Reminder = Reminder()


CHOICES = {
    ("report", "annex_files"): ("own", "same"),
    ("report", "annex_reference"): ("", "filled", "blanks", "none"),
    ("inputs", "communes_report"): ("through_district", "directly"),
}
ANNEXES = ("I", "II", "III", "IV", "V")

_TABLES: dict[str, type] = {
    "job": Task,
    "inputs": Inputs,
    "report": ReportSettings,
    "signing": Signing,
    "reminder": Reminder,
}


def parse_job(data: Mapping[str, Any], where: str) -> Job:
    """A Job from the data of job.toml; raises JobError with the key's place and what is accepted."""
    _only_known(data, tuple(_TABLES), where)
    tables = {name: _table(name, data.get(name, {}), kind, where) for name, kind in _TABLES.items()}
    wrong = [a for a in tables["report"].annexes if a not in ANNEXES]
    if wrong:
        raise JobError(
            f"phụ lục '{wrong[0]}' không có", where=f"{where} › [report] annexes", accepted=", ".join(ANNEXES)
        )
    return Job(tables["job"], tables["inputs"], tables["report"], tables["signing"], tables["reminder"])


def _table(name: str, data: Any, kind: type, where: str) -> Any:
    place = f"{where} › [{name}]"
    if not isinstance(data, Mapping):
        raise JobError(f"'{name}' phải là một bảng [{name}]", where=where)
    known = tuple(f.name for f in fields(kind))
    _only_known(data, known, place)
    hints = get_type_hints(kind)
    values = {key: _value(value, hints[key], f"{place} {key}") for key, value in data.items()}
    for key, value in values.items():
        choices = CHOICES.get((name, key))
        if choices and value not in choices:
            raise JobError(
                f"giá trị '{value}' không dùng được", where=f"{place} {key}", accepted=", ".join(filter(None, choices))
            )
    try:
        return kind(**values)
    except TypeError:
        missing = [f.name for f in fields(kind) if f.default is f.default_factory and f.name not in values]
        raise JobError(
            f"thiếu khóa bắt buộc: {', '.join(missing)}", where=place, action="Bổ sung vào job.toml."
        ) from None


def _only_known(data: Mapping[str, Any], known: tuple[str, ...], where: str) -> None:
    for key in data:
        if key not in known:
            near = get_close_matches(key, known, n=1)
            action = f"Có phải ý anh/chị là '{near[0]}'?" if near else ""
            raise JobError(
                f"khóa '{key}' không có trong mẫu job.toml", where=where, accepted=", ".join(known), action=action
            )


def _value(value: Any, hint: Any, where: str) -> Any:
    if get_args(hint):
        if isinstance(value, list) and all(isinstance(v, str) for v in value):
            return tuple(value)
        raise JobError("phải là danh sách chữ", where=where, accepted='["…", "…"]')
    if type(value) is not hint:
        raise JobError(f"giá trị '{value}' sai kiểu", where=where, accepted=_KIND_NAMES.get(hint, hint.__name__))
    return value


_KIND_NAMES = {str: 'chữ trong dấu nháy "…"', int: "số nguyên", bool: "true hoặc false", date: "ngày dạng 2023-03-17"}

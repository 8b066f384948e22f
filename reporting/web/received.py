"""What lies in a job's returns folder, with what the last check made of each file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from reporting.excel.folder import named_files
from reporting.job import Job
from reporting.web.workspace import JobFolder

ASIDE = "khong_dung"


@dataclass(frozen=True, slots=True)
class ReceivedFile:
    """One file. `counted`: its agency's figures come from it; `findings`: (severity, title, message)."""

    file: str
    agency: str = ""
    name: str = ""
    received: str = ""
    counted: bool = False
    known: bool = True
    findings: tuple[tuple[str, str, str], ...] = ()

    @property
    def short(self) -> str:
        return PurePosixPath(self.file).name


def received_files(folder: JobFolder, job: Job, checked: Mapping[str, Any] | None) -> list[ReceivedFile]:
    if not folder.returns(job).is_dir():
        return []
    files = named_files(folder.returns(job), job.inputs.returns)
    agencies = {state["file"]: state for state in (checked or {}).get("agencies", ()) if state["file"]}
    found: dict[str, list[tuple[str, str, str]]] = {}
    for one in (checked or {}).get("findings", ()):
        place = one["location"] or {}
        if place.get("file") in files and (not place.get("cell") or one["severity"] == "error"):
            found.setdefault(place["file"], []).append((one["severity"], one["title"], one["message"]))
    checked_at = _changed(folder.output / "kiem_tra.json")
    return [
        _line(file, agencies.get(file), tuple(found.get(file, ())), _changed(path) <= checked_at)
        for file, path in files.items()
    ]


def _line(
    file: str, state: Mapping[str, Any] | None, found: tuple[tuple[str, str, str], ...], known: bool
) -> ReceivedFile:
    if state is None:
        return ReceivedFile(file, known=known, findings=found)
    return ReceivedFile(file, state["agency"], state["name"], state["received"] or "", True, known, found)


def _changed(path: Path) -> float:
    """Only to know whether a file has come since the last check; no report depends on it."""
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


def set_aside(folder: JobFolder, job: Job, file: str) -> str | None:
    """Move a file of the returns folder beside it; its new name, None where there is no such file."""
    path = named_files(folder.returns(job), job.inputs.returns).get(file)
    if path is None:
        return None
    room = folder.path / ASIDE
    room.mkdir(exist_ok=True)
    target = room / path.name
    number = 2
    while target.exists():
        target = room / f"{path.stem} ({number}){path.suffix}"
        number += 1
    path.rename(target)
    return target.name

"""The shape of a catalogue entry, and the severities of the contract."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Severity(Enum):
    """error blocks the final report until mended or decided; warning is shown; note is for the record."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        return list(Severity).index(self)

    @property
    def label(self) -> str:
        return {"error": "Lỗi", "warning": "Cảnh báo", "note": "Ghi nhận"}[self.value]


@dataclass(frozen=True, slots=True)
class Code:
    """`id` is stable (scripts and decisions rely on it); the texts may be improved."""

    id: str
    severity: Severity
    title: str
    wrong: str
    accepted: str = ""
    action: str = ""


def error(id: str, title: str, wrong: str, accepted: str = "", action: str = "") -> Code:
    return Code(id, Severity.ERROR, title, wrong, accepted, action)


def warning(id: str, title: str, wrong: str, accepted: str = "", action: str = "") -> Code:
    return Code(id, Severity.WARNING, title, wrong, accepted, action)


def note(id: str, title: str, wrong: str, accepted: str = "", action: str = "") -> Code:
    return Code(id, Severity.NOTE, title, wrong, accepted, action)

"""The shape of a catalogue entry, and the severities of the contract."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TypedDict, Unpack


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


class Choice(Enum):
    """What an officer may choose in quyet_dinh.xlsx in place of what a return says."""

    NUMBER = "number"
    YES_NO = "yes_no"
    STATUS = "status"
    FILE = "file"


# In place of a figure: a number or yes and no, as the row asks, or a status ("không phát sinh").
ANSWER = (Choice.NUMBER, Choice.YES_NO, Choice.STATUS)


@dataclass(frozen=True, slots=True)
class Code:
    """`id` is stable (scripts and decisions rely on it); the texts may be improved.

    `quoted` names the params that are values of cells: when one of them changes, an officer's decision
    no longer holds. The other params only name things. `choices`: what the officer may choose, if anything.
    `fields`: the columns of the row that the sender has to fill, unless the finding itself names
    fewer; () where it is mended in the cells that it points at. `accepting`: what “Có” in the decisions
    workbook does, where it is more than letting the report go out as it is.
    """

    id: str
    severity: Severity
    title: str
    wrong: str
    accepted: str = ""
    action: str = ""
    quoted: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    fields: tuple[str, ...] = ()
    accepting: str = ""


class FindingFacts(TypedDict, total=False):
    """The last of a Code."""

    quoted: tuple[str, ...]
    choices: tuple[Choice, ...]
    fields: tuple[str, ...]
    accepting: str


def error(id: str, title: str, wrong: str, accepted: str = "", action: str = "", **facts: Unpack[FindingFacts]) -> Code:
    return Code(id, Severity.ERROR, title, wrong, accepted, action, **facts)


def warning(
    id: str, title: str, wrong: str, accepted: str = "", action: str = "", **facts: Unpack[FindingFacts]
) -> Code:
    return Code(id, Severity.WARNING, title, wrong, accepted, action, **facts)


def note(id: str, title: str, wrong: str, accepted: str = "", action: str = "", **facts: Unpack[FindingFacts]) -> Code:
    return Code(id, Severity.NOTE, title, wrong, accepted, action, **facts)

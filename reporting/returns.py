"""A return as understood: one agency's answers for one period, every value with its cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum

from reporting.location import NOWHERE, Location
from reporting.obligations import Level


class Status(Enum):
    """What a form's status cell may say. "Không phát sinh" is an answer and asks for a reason."""

    DONE = "done"
    ONGOING = "ongoing"
    NOT_STARTED = "not_started"
    NOT_ARISING = "not_arising"

    @property
    def label(self) -> str:
        return {
            "done": "Hoàn thành",
            "ongoing": "Đang thực hiện",
            "not_started": "Chưa thực hiện",
            "not_arising": "Không phát sinh",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Below:
    """A cell of a subordinate's return that is part of a merged figure; `below`: those that it was merged from itself."""

    agency: str
    location: Location
    value: Decimal
    below: tuple[Below, ...] = ()


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as read: `raw` is what the cell holds; `repair` says what was made of it ("" = as typed). `added`: the
    other cells, where the number is the sum of what several agencies sent before they became one. `below`: the
    subordinates' cells that a merged figure was made from."""

    value: Decimal
    location: Location
    raw: str = ""
    repair: str = ""
    added: tuple[Location, ...] = ()
    below: tuple[Below, ...] = ()


LONGEST_PRINTED = 3_000  # letters of one cell: a page of the report


@dataclass(frozen=True, slots=True)
class Text:
    """Cleaned text with its cell."""

    text: str
    location: Location = NOWHERE

    @property
    def printed(self) -> str:
        """As much of it as a report prints."""
        return printed(self.text)


def printed(text: str) -> str:
    """A text cut after a word, and said to be, where it is longer than a page."""
    if len(text) <= LONGEST_PRINTED:
        return text
    kept, _, rest = text[:LONGEST_PRINTED].rpartition(" ")
    return f"{kept or rest}… (còn tiếp, xem biểu của cơ quan)"


@dataclass(frozen=True, slots=True)
class Answer:
    """One row of the form. A figure's parts: ratio and decrease fill numerator and denominator,
    count the numerator only, units 1 or 0 over 1 (raw "Có"/"Không"), a milestone the status.
    `reported`/`total`: số xã đã báo cáo n/N, on commune rows. None means the cell is blank."""

    row: str
    item: str
    measure: str = ""
    level: Level = "own"
    numerator: Quantity | None = None
    denominator: Quantity | None = None
    reported: Quantity | None = None
    total: Quantity | None = None
    status: Status | None = None
    status_at: Location = NOWHERE
    narrative: Text | None = None
    evidence: Text | None = None
    note: Text | None = None
    location: Location = NOWHERE

    @property
    def empty(self) -> bool:
        return not any(
            (self.numerator, self.denominator, self.status, self.narrative, self.evidence, self.note, self.reported)
        )


@dataclass(frozen=True, slots=True)
class FreeRow:
    """What the plan does not list: title, result, evidence."""

    title: Text
    result: Text | None = None
    evidence: Text | None = None


@dataclass(frozen=True, slots=True)
class Statistic:
    """One row of the statistics sheet. `unavailable`: there is no number, and `note` says why; that is an answer, and
    never 0."""

    code: str
    value: Quantity | None = None
    note: Text | None = None
    unavailable: bool = False
    location: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class TopicText:
    """What a lead writes for one subsection of the report (the outline's id): results, documents, limits."""

    section: str
    result: Text | None = None
    documents: Text | None = None
    limits: Text | None = None


@dataclass(frozen=True, slots=True)
class Return:
    """One file, one agency, one period. `digest` hashes the answers, not the file: two copies with
    equal content are one return. `sequence` is the form's send counter; `received` comes from the
    job's register, else the send date in the form; never from the file system. `explanations`: key of
    a finding → what the sender of an annotated copy wrote about it. `own_report`: how the agency's own report is headed
    and signed, by field of the form."""

    agency: str
    period: str
    plan: str
    file: str
    sequence: int = 1
    sent: date | None = None
    received: date | None = None
    received_from_register: bool = False
    answers: tuple[Answer, ...] = ()
    free_rows: tuple[FreeRow, ...] = ()
    statistics: tuple[Statistic, ...] = ()
    topics: tuple[TopicText, ...] = ()
    assessment: Mapping[str, Text] = field(default_factory=dict)
    filled_by: str = ""
    digest: str = ""
    sha256: str = ""
    form: str = ""
    explanations: tuple[tuple[str, Text], ...] = ()
    own_report: tuple[tuple[str, str], ...] = ()

    def answer(self, row: str) -> Answer | None:
        return next((a for a in self.answers if a.row == row), None)

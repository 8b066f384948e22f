"""Who owes what, what came, what is wrong: the denominator is the plan, also when nothing was sent."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from hashlib import sha256

from reporting.codes import Severity
from reporting.findings import Finding
from reporting.location import NOWHERE, Location
from reporting.numbers import format_date
from reporting.obligations import Obligation

_LATER_YEARS = 5


class CellState(Enum):
    """An owed cell is in exactly one of these."""

    FULL = "full"
    NO_FIGURE = "no_figure"
    NO_EVIDENCE = "no_evidence"
    SILENT = "silent"
    NOT_ARISING = "not_arising"

    @property
    def label(self) -> str:
        return {
            "full": "Đầy đủ",
            "no_figure": "Thiếu số liệu",
            "no_evidence": "Thiếu minh chứng",
            "silent": "Chưa báo cáo",
            "not_arising": "Không phát sinh (có lý do)",
        }[self.value]

    @property
    def settled(self) -> bool:
        return self in (CellState.FULL, CellState.NOT_ARISING)


class Timeliness(Enum):
    ON_TIME = "on_time"
    LATE = "late"
    UNKNOWN = "unknown"
    MISSING = "missing"

    @property
    def label(self) -> str:
        return {
            "on_time": "Đúng hạn",
            "late": "Trễ hạn",
            "unknown": "Chưa rõ ngày nhận",
            "missing": "Chưa gửi",
        }[self.value]


@dataclass(frozen=True, slots=True)
class OwedCell:
    """One obligation and what came of it. `overdue`: due before the cutoff and not done."""

    obligation: Obligation
    section: str
    state: CellState
    overdue: bool = False
    accepted: bool = False
    location: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class AgencyState:
    """One expected agency's return as a whole."""

    agency: str
    name: str
    file: str = ""
    received: date | None = None
    timeliness: Timeliness = Timeliness.MISSING
    cells: tuple[OwedCell, ...] = ()
    optional_answered: int = 0
    optional: int = 0

    @property
    def sent(self) -> bool:
        return bool(self.file)

    def counts(self) -> dict[CellState, int]:
        counted = Counter(cell.state for cell in self.cells)
        return {state: counted[state] for state in CellState}

    def settled(self, section: str = "") -> tuple[int, int]:
        """(settled, owed), for one section of the plan or for all."""
        cells = [c for c in self.cells if not section or c.section == section]
        return sum(c.state.settled for c in cells), len(cells)


@dataclass(frozen=True, slots=True)
class Decision:
    """A row of quyet_dinh.xlsx: a finding settled by a named officer."""

    key: str
    accepted: bool
    value: str = ""
    who: str = ""
    day: date | None = None
    why: str = ""
    location: Location = NOWHERE
    fingerprint: str = ""

    def lacks(self, period: str) -> tuple[str, ...]:
        """What it needs before it can be applied to this period: words, not signs, and a day of that year or one of
        the next (an old report may be made again). Empty when nothing is missing."""
        day = self.day if self.day and 0 <= self.day.year - int(period.rpartition("-")[2]) <= _LATER_YEARS else None
        parts = {
            "Chấp nhận hoặc Giá trị được chọn": self.accepted or self.value,
            "Người quyết định": any(map(str.isalpha, self.who)),
            "Ngày" + (f" ({format_date(self.day)} ở ngoài kỳ)" if self.day else ""): day,
            "Lý do": any(map(str.isalpha, self.why)),
        }
        return tuple(name for name, given in parts.items() if not given)


def fingerprint(finding: Finding, period: str) -> str:
    """Of the period and the values that a finding quotes: a decision holds as long as they stay the same.
    Many findings quote nothing (a missing return): without the period, last quarter's decision would settle them."""
    return sha256(repr([period, *finding.quoted]).encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Completeness:
    """The check's whole result. `open_errors` block the final report."""

    period: str
    as_of: date
    agencies: tuple[AgencyState, ...] = ()
    findings: tuple[Finding, ...] = ()
    decided: tuple[tuple[Finding, Decision], ...] = ()

    @property
    def decided_keys(self) -> frozenset[str]:
        return frozenset(f.key for f, _ in self.decided)

    @property
    def open_errors(self) -> tuple[Finding, ...]:
        keys = self.decided_keys
        return tuple(f for f in self.findings if f.severity is Severity.ERROR and f.key not in keys)

    @property
    def missing(self) -> tuple[AgencyState, ...]:
        return tuple(a for a in self.agencies if not a.sent)

    def of(self, code: str) -> Completeness:
        """What concerns one agency: its own state and the findings about what it sent, its file as a whole among them."""
        states = tuple(a for a in self.agencies if a.agency == code)
        files = {state.file for state in states if state.file}
        return replace(
            self,
            agencies=states,
            findings=tuple(f for f in self.findings if f.agency == code or not f.agency and f.location.file in files),
            decided=tuple((f, d) for f, d in self.decided if f.agency == code),
        )

    def agency(self, code: str) -> AgencyState | None:
        return next((a for a in self.agencies if a.agency == code), None)

"""Reporting periods: the calendar is data (templates/calendars/*.toml), a Period is one turn of it.

Periods of the CCHC regime: Quý I, 6 tháng and Năm start on 15/12 of the year before and are
cumulative; Quý III alone is a three-month slice, 15/6–14/9 (NĐ 09/2019, Điều 12).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from reporting.errors import RegistryError
from reporting.settings import Reader, named


@dataclass(frozen=True, slots=True)
class Deadline:
    """Until when a level must have sent. `invented` marks a sample's date that no source gives."""

    level: str
    day: date
    basis: str = ""
    invented: bool = False


@dataclass(frozen=True, slots=True)
class Period:
    """`code` Q1 | M6 | Q3 | Y; `start` and `cutoff` inclusive; `cumulative`: since 15/12."""

    code: str
    year: int
    name: str
    start: date
    cutoff: date
    cumulative: bool
    final: bool
    deadlines: tuple[Deadline, ...] = ()

    @property
    def id(self) -> str:
        """`Q1-2023`: used in files and identity carriers."""
        return f"{self.code}-{self.year}"

    @property
    def title(self) -> str:
        """`Quý I năm 2023`, `6 tháng đầu năm 2023`, `năm 2023`."""
        return f"{self.name} {self.year}" if self.name.endswith("năm") else f"{self.name} năm {self.year}"

    def continues(self, before: Period) -> bool:
        """Whether this slice begins the day after a cumulative period of the same year ends: both together
        are what was done since that one's start."""
        adjoins = before.cutoff + timedelta(days=1) == self.start
        return adjoins and before.cumulative and not self.cumulative and self.year == before.year

    def deadline(self, level: str) -> Deadline | None:
        return next((d for d in self.deadlines if d.level == level), None)


MonthDay = tuple[int, int, int]  # year offset (-1 or 0), month, day


@dataclass(frozen=True, slots=True)
class DeadlineRule:
    level: str
    day: MonthDay
    basis: str = ""
    invented: bool = False


@dataclass(frozen=True, slots=True)
class PeriodRule:
    """One row of the calendar."""

    code: str
    name: str
    start: MonthDay
    cutoff: MonthDay
    cumulative: bool
    final: bool = False
    deadlines: tuple[DeadlineRule, ...] = named("deadline", ())

    def of(self, year: int) -> Period:
        def day(rule: MonthDay) -> date:
            return date(year + rule[0], rule[1], rule[2])

        deadlines = tuple(Deadline(d.level, day(d.day), d.basis, d.invented) for d in self.deadlines)
        return Period(
            self.code, year, self.name, day(self.start), day(self.cutoff), self.cumulative, self.final, deadlines
        )


@dataclass(frozen=True, slots=True)
class Calendar:
    """A reporting regime: its id, legal basis and periods in order."""

    id: str
    basis: str = ""
    rules: tuple[PeriodRule, ...] = named("period", ())

    def period(self, code: str, year: int) -> Period:
        for rule in self.rules:
            if rule.code == code:
                return rule.of(year)
        known = ", ".join(f"{rule.code} ({rule.name})" for rule in self.rules)
        raise RegistryError(
            f"kỳ báo cáo '{code}' không có trong lịch '{self.id}'", where="job.toml › [job] period", accepted=known
        )


_READER = Reader("lịch báo cáo", RegistryError)


def parse_calendar(data: Mapping[str, Any], where: str) -> Calendar:
    """A calendar from its TOML data: `id`, `basis`, `[[period]]` with days as [year offset, month, day]."""
    calendar = _READER.table(Calendar, data, where)
    for rule in calendar.rules:
        try:
            rule.of(2023)
        except ValueError as problem:
            raise RegistryError(f"kỳ '{rule.code}' có ngày không tồn tại ({problem})", where=where) from problem
    return calendar

"""Reporting periods: the calendar is data (templates/calendars/*.toml), a Period is one turn of it.

Periods of the CCHC regime: Quý I, 6 tháng and Năm start on 15/12 of the year before and are
cumulative; Quý III alone is a three-month slice, 15/6–14/9 (NĐ 09/2019, Điều 12).

A term whose last day is a day off ends on the next working day (Bộ luật Dân sự 2015, khoản 5 Điều 148). Which days
are off is data too (templates/holidays/ngay_nghi.toml).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from reporting.errors import JobError, RegistryError
from reporting.numbers import format_date
from reporting.settings import Reader, named

AGENCY = "agency"  # the level whose deadline makes a return late
PROVINCE = "province"  # the report itself, to the ministry; no level of senders
_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_HOLIDAY = "ngày nghỉ lễ, tết"


@dataclass(frozen=True, slots=True)
class YearOff:
    """One year's holidays (`off`), and weekend days worked instead of another (`worked`)."""

    year: int
    off: tuple[date, ...] = ()
    worked: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class DaysOff:
    """Which days nobody works. `every_year`: (month, day)."""

    basis: str = ""
    every_year: tuple[tuple[int, int], ...] = ()
    years: tuple[YearOff, ...] = named("year", ())

    def why(self, day: date) -> str:
        """Why nobody works on the day: `Chủ nhật`, `ngày nghỉ lễ, tết`; "" on a working day."""
        if (day.month, day.day) in self.every_year or any(day in one.off for one in self.years):
            return _HOLIDAY
        worked = day.weekday() < 5 or any(day in one.worked for one in self.years)
        return "" if worked else _WEEKDAYS[day.weekday()]

    def working(self, day: date) -> date:
        """The day itself, or the next one on which people work."""
        while self.why(day):
            day += timedelta(days=1)
        return day


@dataclass(frozen=True, slots=True)
class Deadline:
    """Until when a level must have sent; `cutoff`: the last day of its figures, where that is not the period's.
    `invented` marks a sample's date that no source gives. `named`: the day that
    the rule names, where it is a day off (`why`) and `day` is the working day after it."""

    level: str
    day: date
    basis: str = ""
    invented: bool = False
    named: date | None = None
    why: str = ""
    cutoff: date | None = None

    @property
    def moved(self) -> str:
        """What is said of a deadline that moved; "" where it did not."""
        return f"ngày {format_date(self.named)} là {self.why}" if self.named else ""

    @property
    def text(self) -> str:
        """`16/3/2023`, `17/3/2025 (ngày 16/3/2025 là Chủ nhật)`."""
        return f"{format_date(self.day)} ({self.moved})" if self.moved else format_date(self.day)

    def on_a_working_day(self, days_off: DaysOff) -> Deadline:
        why = days_off.why(self.day)
        return replace(self, day=days_off.working(self.day), named=self.day, why=why) if why else self


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

    def deadline_of(self, level: str) -> Deadline | None:
        """Until when an agency of this level must have sent: its level's own day, else that of all."""
        own = self.deadline(level) if level != PROVINCE else None
        return own or self.deadline(AGENCY)

    def cutoff_of(self, level: str) -> date:
        """The last day of the figures of an agency of this level."""
        own = self.deadline_of(level)
        return own.cutoff if own and own.cutoff else self.cutoff

    def with_deadline(self, day: date, days_off: DaysOff) -> Period:
        """With the agencies' deadline that a job gives itself; a day before the cut-off is another period's."""
        if day <= self.cutoff:
            raise JobError(
                f"hạn gửi {format_date(day)} không sau ngày chốt số liệu {format_date(self.cutoff)} của {self.title}",
                where="job.toml › [job] deadline",
                accepted=f"một ngày sau {format_date(self.cutoff)}",
                action="Sửa ngày (còn ghi hạn của kỳ trước?), hoặc bỏ dòng này để dùng hạn trong lịch báo cáo.",
            )
        own = Deadline(AGENCY, day, "job.toml").on_a_working_day(days_off)
        return replace(self, deadlines=(own, *(d for d in self.deadlines if d.level == PROVINCE)))


MonthDay = tuple[int, int, int]  # year offset (-1 or 0), month, day
NO_DAY: MonthDay = (0, 0, 0)


@dataclass(frozen=True, slots=True)
class DeadlineRule:
    level: str
    day: MonthDay
    basis: str = ""
    invented: bool = False
    cutoff: MonthDay = NO_DAY


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

    def of(self, year: int, days_off: DaysOff = DaysOff()) -> Period:
        def day(rule: MonthDay) -> date:
            return date(year + rule[0], rule[1], rule[2])

        deadlines = tuple(
            Deadline(
                d.level, day(d.day), d.basis, d.invented, cutoff=day(d.cutoff) if d.cutoff != NO_DAY else None
            ).on_a_working_day(days_off)
            for d in self.deadlines
        )
        return Period(
            self.code, year, self.name, day(self.start), day(self.cutoff), self.cumulative, self.final, deadlines
        )


@dataclass(frozen=True, slots=True)
class Calendar:
    """A reporting regime: its id, legal basis and periods in order."""

    id: str
    basis: str = ""
    rules: tuple[PeriodRule, ...] = named("period", ())

    def period(self, code: str, year: int, days_off: DaysOff = DaysOff()) -> Period:
        for rule in self.rules:
            if rule.code == code:
                return rule.of(year, days_off)
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


def parse_days_off(data: Mapping[str, Any], where: str) -> DaysOff:
    """Days off from their TOML data: `every_year` as [month, day], `[[year]]` with `year`, `off`, `worked`."""
    return Reader("danh sách ngày nghỉ").table(DaysOff, data, where)

"""Deadlines on days off: the next working day counts, in the check, in the form and in the letter."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.checks.timeliness import timeliness
from reporting.completeness import Timeliness
from reporting.errors import JobError, TemplateError
from reporting.period import AGENCY, DaysOff, Deadline, Period, parse_calendar, parse_days_off
from reporting.resources import resource
from reporting.returns import Return
from reporting.store.files import read_toml

DAYS_OFF = parse_days_off(read_toml(resource("holidays", "ngay_nghi.toml")), "")
CALENDAR = parse_calendar(read_toml(resource("calendars", "bnv-3759-2021.toml")), "")


def _period(code: str, year: int) -> Period:
    return CALENDAR.period(code, year, DAYS_OFF)


def _deadline(code: str, year: int) -> Deadline:
    deadline = _period(code, year).deadline(AGENCY)
    assert deadline is not None
    return deadline


@pytest.mark.parametrize(
    ("code", "year", "day", "text"),
    [
        ("Q1", 2023, date(2023, 3, 16), "16/3/2023"),  # a Thursday stays
        ("Q1", 2024, date(2024, 3, 18), "18/3/2024 (ngày 16/3/2024 là thứ Bảy)"),
        ("Q1", 2025, date(2025, 3, 17), "17/3/2025 (ngày 16/3/2025 là Chủ nhật)"),
    ],
)
def test_a_deadline_on_a_weekend_moves_to_monday(code: str, year: int, day: date, text: str) -> None:
    deadline = _deadline(code, year)
    assert (deadline.day, deadline.text) == (day, text)


@pytest.mark.parametrize(
    ("named", "working"),
    [
        (date(2023, 1, 20), date(2023, 1, 27)),  # Tết Quý Mão
        (date(2023, 4, 29), date(2023, 5, 4)),  # Giỗ Tổ, 30/4, 01/5 and the days in lieu
        (date(2024, 2, 8), date(2024, 2, 15)),
        (date(2024, 5, 4), date(2024, 5, 4)),  # a Saturday worked instead of 29/4
        (date(2025, 8, 30), date(2025, 9, 3)),
        (date(2026, 2, 14), date(2026, 2, 23)),
        (date(2031, 9, 2), date(2031, 9, 3)),  # a year whose Tết is not listed keeps its fixed holidays
    ],
)
def test_holidays_are_days_off(named: date, working: date) -> None:
    assert DAYS_OFF.working(named) == working


@given(st.dates(date(2022, 1, 1), date(2030, 12, 31)))
def test_the_moved_day_is_the_first_working_day(named: date) -> None:
    moved = Deadline(AGENCY, named).on_a_working_day(DAYS_OFF)
    assert not DAYS_OFF.why(moved.day)
    between = (named + timedelta(days=n) for n in range((moved.day - named).days))
    assert all(DAYS_OFF.why(day) for day in between)
    assert moved.named == (named if moved.day != named else None)


@pytest.mark.parametrize(
    ("received", "when"),
    [(date(2025, 3, 17), Timeliness.ON_TIME), (date(2025, 3, 18), Timeliness.LATE)],
)
def test_monday_is_on_time_where_the_deadline_is_a_sunday(received: date, when: Timeliness) -> None:
    sent = Return("SYT", "Q1-2025", "", "x.xlsx", received=received)
    assert timeliness(sent, _period("Q1", 2025), "province") is when


def test_a_job_gives_its_own_deadline() -> None:
    period = _period("Q1", 2025).with_deadline(date(2025, 3, 22), DAYS_OFF)
    deadline = period.deadline(AGENCY)
    assert deadline and deadline.text == "24/3/2025 (ngày 22/3/2025 là thứ Bảy)"
    assert not deadline.invented
    assert period.deadline("province") == _period("Q1", 2025).deadline("province")


def test_a_deadline_of_another_period_is_refused() -> None:
    with pytest.raises(JobError, match="không sau ngày chốt số liệu 14/6/2025"):
        _period("M6", 2025).with_deadline(date(2025, 3, 17), DAYS_OFF)


@pytest.mark.parametrize(
    "data",
    [
        {"every_year": ["13-1"]},
        {"every_year": [902]},
        {"year": [{"off": []}]},
        {"year": [{"year": 2023, "off": ["x"]}]},
    ],
)
def test_a_list_of_holidays_that_cannot_be_read_is_refused(data: dict[str, object]) -> None:
    with pytest.raises(TemplateError, match="sai kiểu|thiếu khóa"):
        parse_days_off(data, "ngay_nghi.toml")


def test_nobody_has_a_day_off_without_a_list_but_at_weekends() -> None:
    assert DaysOff().working(date(2025, 9, 2)) == date(2025, 9, 2)
    assert DaysOff().working(date(2025, 9, 6)) == date(2025, 9, 8)

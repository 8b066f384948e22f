"""What a job still says of another period, another year or the sample is found before the final report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from reporting.compiler_sheet import CompilerSheet, CompilerText, Replacement
from reporting.job import Job, parse_job
from reporting.parse.leftovers import Before, leftovers, other_periods_in
from reporting.period import Period, parse_calendar
from reporting.resources import resource
from reporting.store.files import read_toml
from reporting.store.sample import sample_job
from tests.helpers.small import PLAN

CALENDAR = parse_calendar(read_toml(resource("calendars", "bnv-3759-2021.toml")), "")
PERIODS = tuple(rule.of(2023) for rule in CALENDAR.rules)
SAMPLE = sample_job()


def job(period: str = "M6", **tables: Mapping[str, Any]) -> Job:
    data: dict[str, dict[str, Any]] = {
        "job": {"name": "viec", "period": period, "year": 2023, "as_of": date(2023, 6, 21)},
        "inputs": {"plan": "plan.xlsx", "registry": "don_vi.xlsx", "returns": "bao_cao_nhan"},
        "report": {"issuing_body": "UBND TỈNH MẪU", "place": "Mẫu"},
        "signing": {"lines": ["CHỦ TỊCH"], "name": "Đặng Thị Hoa"},
    }
    for name, values in tables.items():
        data[name] = data.get(name, {}) | dict(values)
    return parse_job(data, "job.toml")


def period(code: str) -> Period:
    return CALENDAR.period(code, 2023)


BEFORE = Before(job("Q1", report={"number": "57", "issued": date(2023, 3, 20)}), period("Q1"))


def found(one: Job, before: Before | None = BEFORE, plan_year: int = 2023) -> list[tuple[str, str]]:
    """(code, place) of what was left in a job."""
    plan = replace(PLAN, year=plan_year)
    said = leftovers(one, plan, period(one.task.period), PERIODS, before, SAMPLE)
    return [(f.code, f.location.sheet) for f in said]


def test_a_job_of_its_own_period_has_nothing_left() -> None:
    assert (
        found(job(report={"number": "120", "issued": date(2023, 6, 20), "subject": "V/v 6 tháng đầu năm 2023"})) == []
    )


def test_a_plan_of_another_year_is_an_error() -> None:
    assert found(job(), plan_year=2022) == [("plan-other-year", "[inputs] plan")]


@pytest.mark.parametrize(
    ("report", "codes"),
    [
        ({"number": "57", "issued": date(2023, 3, 20)}, ["issued-early", "number-reused"]),
        ({"number": "57", "issued": date(2023, 6, 20)}, ["number-reused"]),
        ({"number": "120", "issued": date(2023, 6, 14)}, ["issued-early"]),  # the cut-off day itself is not over
        ({"number": "120", "issued": date(2023, 6, 15)}, []),
        ({"number": "120"}, ["number-without-day"]),
        ({"issued": date(2023, 6, 20)}, []),
    ],
)
def test_number_and_day_of_issue_are_this_periods(report: dict[str, Any], codes: list[str]) -> None:
    assert [code for code, _ in found(job(report=report))] == codes


def test_a_number_of_another_year_may_come_again() -> None:
    last_year = Before(BEFORE.job, CALENDAR.period("Y", 2022))
    assert found(job(report={"number": "57", "issued": date(2023, 6, 20)}), last_year) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Kết quả cải cách hành chính Quý I năm 2023", "Quý I năm 2023"),
        ("Kết quả quý 1/2023", "quý 1/2023"),
        ("Kết quả 6 tháng đầu năm 2022", "6 tháng đầu năm 2022"),
        ("Kết quả Quý\u00a0I", "Quý I"),
        ("Kết quả 6 tháng đầu năm 2023", ""),
        ("Kết quả 6 tháng đầu năm; nhiệm vụ Quý III năm 2023", ""),
        ("Kết quả Quý II", ""),
        ("Tăng 5% so với Quý I năm 2023", ""),
        ("Nhiều chỉ tiêu có kết quả cao hơn Quý I", ""),
        ("Thực hiện Kế hoạch số 1/KH-UBND năm 2023", ""),
        ("", ""),
    ],
)
def test_words_of_another_period_are_named(text: str, said: str) -> None:
    one = job(report={"introduction": text})
    plan = replace(PLAN, year=2023)
    findings = [f for f in leftovers(one, plan, period("M6"), PERIODS, BEFORE, SAMPLE) if f.code == "text-other-period"]
    assert [dict(f.params)["said"] for f in findings] == ([said] if said else [])
    assert all(f.location.sheet == "[report] introduction" for f in findings)


def test_the_officers_own_texts_are_asked_about() -> None:
    sheet = CompilerSheet(
        (
            CompilerText("ket_qua", "Trong Quý I, tỉnh đã ban hành 5 kế hoạch."),
            CompilerText("ton_tai", "So với Quý I, số hồ sơ trễ hạn giảm."),
        ),
        (Replacement("II.1.01/result", "Quý I năm 2023 đã rà soát xong."),),
    )
    findings = list(other_periods_in(sheet, {"ket_qua": "Kết quả nổi bật"}, period("M6"), PERIODS))
    assert [(f.code, f.subject) for f in findings] == [
        ("compiler-other-period", "ket_qua"),
        ("compiler-other-period", "II.1.01/result"),
    ]
    assert "“Kết quả nổi bật” ghi “Quý I”" in findings[0].wrong


@pytest.mark.parametrize(("code", "missing"), [("Q1", False), ("M6", True), ("Q3", True), ("Y", True)])
def test_the_last_period_is_asked_for_from_the_second_on(code: str, missing: bool) -> None:
    assert ("previous-missing" in [c for c, _ in found(job(code), before=None)]) is missing


@pytest.mark.parametrize("name", ["Nguyễn Văn A", "Trần Thị B", "Lê Văn C", "Phạm Thị D."])
def test_a_signer_of_the_sample_is_no_signer(name: str) -> None:
    assert found(job(signing={"name": name})) == [("signer-sample", "[signing] name")]
    assert found(job(signing={"name": name}, job={"invented": True})) == []


@pytest.mark.parametrize("name", ["Đặng Thị Hoa", "Y Ka", "A Byot", "Nguyễn Văn Á", "Lê Ô", ""])
def test_a_person_is_a_signer(name: str) -> None:
    assert found(job(signing={"name": name})) == []


def test_symbols_of_the_sample_are_asked_about() -> None:
    one = job(
        report={"recipients": ["Như trên", "Lưu: VT, NC.TTHG"]}, reminder={"symbol": "SNV-CCHC", "signer": "Trần Thị B"}
    )
    assert found(one) == [
        ("signer-sample", "[reminder] signer"),
        ("symbol-sample", "[report] recipients"),
        ("symbol-sample", "[reminder] symbol"),
    ]
    assert found(job(report={"recipients": ["Lưu: VT, SNV.HL"]}, reminder={"symbol": "SNV-VP"})) == []

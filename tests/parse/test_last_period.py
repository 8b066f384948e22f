"""Last period against this one: what another year's plan asks under the same code is not compared."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from reporting.errors import JobError
from reporting.inputs import parse_inputs
from reporting.parse.last_period import comparable_plan, comparable_returns
from reporting.plan import Plan
from reporting.sources import read_sources
from tests.helpers.answers import sent
from tests.helpers.checking import with_measure
from tests.helpers.deciding import job_copy
from tests.helpers.small import PLAN

LAST_YEAR = replace(PLAN, id="KH-THU-2022")
TABLE = """
| row        | top | bottom | status |
| I.1.b.01/1 | 12  | 40     |        |
| II.1.02    |     |        | done   |
"""


def reworded(code: str, plan: Plan) -> Plan:
    items = (replace(i, text="Việc khác hẳn.") if i.code == code else i for i in plan.items)
    return replace(plan, items=tuple(items))


def test_the_same_plan_is_compared_by_its_codes_however_its_words_were_corrected() -> None:
    corrected = reworded("II.1.02", PLAN)
    assert comparable_plan(corrected, PLAN) == corrected


def test_another_years_plan_is_compared_where_it_says_the_same() -> None:
    assert comparable_plan(LAST_YEAR, PLAN) == LAST_YEAR
    assert "II.1.02" not in [i.code for i in comparable_plan(reworded("II.1.02", LAST_YEAR), PLAN).items]


def test_a_measure_that_counts_something_else_is_not_compared() -> None:
    other = replace(with_measure("I.1.b.01/1", denominator="Tổng số văn bản"), id="KH-THU-2022")
    item = comparable_plan(other, PLAN).item("I.1.b.01")
    assert item
    assert item.measures == ()


def test_answers_to_what_is_not_compared_are_left_out() -> None:
    plan = comparable_plan(reworded("I.1.b.01", LAST_YEAR), PLAN)
    (kept,) = comparable_returns([sent("SNV", TABLE)], plan)
    assert [a.row for a in kept.answers] == ["II.1.02"]


def test_a_period_that_is_not_earlier_is_no_last_period(tmp_path: Path) -> None:
    """The job copied from last period's and its key left pointing at itself: every figure "không thay đổi"."""
    job = job_copy(tmp_path) / "job.toml"
    text = job.read_text(encoding="utf-8")
    assert "../quy_1_2023" in text
    job.write_text(text.replace("../quy_1_2023", "../sau_thang_2023"), encoding="utf-8")
    with pytest.raises(JobError, match="không trước"):
        parse_inputs(read_sources(job))

"""Completeness at its four depths: return, item, figure, evidence; and the state of every owed cell."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from reporting.completeness import CellState, Timeliness
from reporting.findings import finding
from reporting.obligations import obligations
from reporting.plan import Assignment, Role
from reporting.returns import Return
from tests.helpers.answers import sent
from tests.helpers.checking import cell, checked, codes, only
from tests.helpers.full import FULL
from tests.helpers.small import PERIOD, PLAN, REGISTRY

SNV, STP, SKHDT, HDAKHA = FULL


def without(agency: str) -> tuple[Return, ...]:
    return tuple(r for r in FULL if r.agency != agency)


def stp(row: str, cells: str = "") -> Return:
    """STP's complete return with one row replaced, or removed."""
    made = sent("STP", f"| row | top | bottom | status | text | evidence | note |\n{cells}").answers if cells else ()
    kept = tuple(a for a in STP.answers if a.row != row)
    return replace(STP, answers=(*kept, *made))


def test_a_complete_set_has_nothing_to_find() -> None:
    result = checked(*FULL)
    assert codes(result) == []
    assert {c.state for a in result.agencies for c in a.cells} == {CellState.FULL, CellState.NOT_ARISING}


def test_whom_the_plan_only_may_mean_need_not_say_why_nothing_arose() -> None:
    """“Các sở, ban ngành có liên quan”: everybody is asked as a precaution, marked as proposed."""
    row = "I.1.b.01/1"
    answer = stp(row, f"| {row} | | | not_arising | | | |")
    confirmed = checked(SNV, answer, SKHDT, HDAKHA)
    assert "not-arising-no-reason" in codes(confirmed)
    item = PLAN.items[0]
    asked = tuple(replace(a, proposed=a.proposed or a.role is Role.IMPLEMENT) for a in item.assignments)
    open_phrase = Assignment(Role.IMPLEMENT, "các sở, ban ngành có liên quan", open=True)
    plan = replace(PLAN, items=(replace(item, assignments=(*asked, open_phrase)), *PLAN.items[1:]))
    result = checked(SNV, answer, SKHDT, HDAKHA, plan=plan)
    assert "not-arising-no-reason" not in codes(result)
    assert cell(result, "STP", row).state is CellState.NOT_ARISING


def test_a_missing_return_is_one_finding_and_all_its_cells_are_silent() -> None:
    result = checked(*without("STP"))
    assert only(result, "return-missing", "item-silent") == [("return-missing", "STP", "", "")]
    state = result.agency("STP")
    assert state and not state.sent and state.timeliness is Timeliness.MISSING
    assert {c.state for c in state.cells} == {CellState.SILENT}


def test_a_return_that_could_not_be_read_is_not_also_missing() -> None:
    unread = finding("file-damaged", agency="STP")
    assert only(checked(*without("STP"), findings=(unread,)), "return-missing") == []


def test_a_return_with_no_rows_at_all_is_silent_on_every_item_once() -> None:
    result = checked(SNV, SKHDT, HDAKHA, sent("STP"))
    owed = list(dict.fromkeys(o.item for o in obligations(PLAN, REGISTRY, REGISTRY.agencies[1]) if o.required))
    assert [f.item for f in result.findings if f.code == "item-silent"] == owed


@pytest.mark.parametrize(
    ("row", "cells", "code", "state"),
    [
        ("I.1.b.01/1", "| I.1.b.01/1 | 40 | | | | x | |", "figure-missing", CellState.NO_FIGURE),
        ("I.1.b.01/1", "| I.1.b.01/1 | | 50 | | | x | |", "figure-missing", CellState.NO_FIGURE),
        ("I.1.b.01/1", "| I.1.b.01/1 | 40 | 50 | | | | |", "evidence-missing", CellState.NO_EVIDENCE),
        ("I.1.b.03/1", "| I.1.b.03/1 | | | | Đang làm. | x | |", "status-missing", CellState.NO_FIGURE),
        ("I.1.b.03/1", "| I.1.b.03/1 | | | done | Đã xong. | | |", "done-without-evidence", CellState.NO_EVIDENCE),
        ("III.1.01", "| III.1.01 | | | done | Đã xong. | | |", "evidence-missing", CellState.NO_EVIDENCE),
        ("II.1.01", "| II.1.01 | | | | Đã rà soát. | x | |", "status-missing", CellState.NO_FIGURE),
        ("II.1.01", "| II.1.01 | | | not_arising | | | |", "not-arising-no-reason", CellState.NO_FIGURE),
        ("II.1.01", "| II.1.01 | | | ongoing | | x | |", "narrative-missing", CellState.FULL),
        ("II.1.01", "", "item-silent", CellState.SILENT),
    ],
)
def test_each_gap_is_one_finding_and_one_state(row: str, cells: str, code: str, state: CellState) -> None:
    result = checked(SNV, stp(row, cells), SKHDT, HDAKHA)
    assert codes(result) == [code]
    assert cell(result, "STP", row).state is state


@pytest.mark.parametrize(
    ("row", "cells", "state"),
    [
        ("II.1.01", "| II.1.01 | | | not_arising | | | Không có văn bản. |", CellState.NOT_ARISING),
        ("II.1.01", "| II.1.01 | | | not_started | Chưa đến kỳ. | | |", CellState.FULL),
        ("I.1.b.01/1", "| I.1.b.01/1 | 0 | 50 | | | x | |", CellState.FULL),
    ],
    ids=["not arising with a reason", "nothing to prove yet", "nought is an answer"],
)
def test_these_are_answers(row: str, cells: str, state: CellState) -> None:
    result = checked(SNV, stp(row, cells), SKHDT, HDAKHA)
    assert codes(result) == []
    assert cell(result, "STP", row).state is state


def test_a_cell_that_reading_complained_of_is_not_reported_again() -> None:
    about: dict[str, Any] = {
        "item": "I.1.b.01",
        "measure": "I.1.b.01/1",
        "form_row": "I.1.b.01/1",
        "fields": ("numerator",),
    }
    told = finding("value-ambiguous", agency="STP", subject="I.1.b.01/1/numerator", **about)
    result = checked(SNV, stp("I.1.b.01/1", "| I.1.b.01/1 | | 50 | | | x | |"), SKHDT, HDAKHA, findings=(told,))
    assert codes(result) == ["value-ambiguous"]
    assert cell(result, "STP", "I.1.b.01/1").state is CellState.NO_FIGURE


def test_nobody_waits_for_a_coordinating_agency() -> None:
    state = checked(*FULL).agency("SKHDT")
    assert state and (state.optional, state.optional_answered) == (3, 0)


@pytest.mark.parametrize(
    ("received", "timeliness", "found"),
    [
        (date(2023, 3, 16), Timeliness.ON_TIME, []),
        (date(2023, 3, 17), Timeliness.LATE, ["return-late"]),
        (None, Timeliness.UNKNOWN, ["received-unknown"]),
    ],
)
def test_the_last_day_is_on_time(received: date | None, timeliness: Timeliness, found: list[str]) -> None:
    result = checked(SNV, replace(STP, received=received), SKHDT, HDAKHA)
    state = result.agency("STP")
    assert state and state.timeliness is timeliness
    assert codes(result) == found


@pytest.mark.parametrize(("day", "found"), [(14, ["received-before-sent"]), (15, []), (16, [])])
def test_a_day_of_receipt_before_the_sending_is_asked_about(day: int, found: list[str]) -> None:
    """A register begun as a copy of last period's would make everybody punctual."""
    returned = replace(STP, received=date(2023, 3, day), sent=date(2023, 3, 15))
    assert codes(checked(SNV, returned, SKHDT, HDAKHA)) == found


def test_an_item_past_its_day_and_not_done_is_overdue() -> None:
    """II.1.02 was due on 28/2/2023; the cutoff is 14/3/2023."""
    late = stp("II.1.02", "| II.1.02 | | | ongoing | Đang dự thảo. | x | |")
    result = checked(SNV, late, SKHDT, HDAKHA)
    assert only(result, "overdue") == [("overdue", "STP", "II.1.02", "STP.xlsx › Biểu › D2")]
    assert cell(result, "STP", "II.1.02").overdue
    assert not cell(checked(*FULL), "STP", "II.1.02").overdue


@pytest.mark.parametrize(("cutoff", "late"), [(date(2023, 2, 27), False), (date(2023, 2, 28), True)])
def test_what_is_due_on_the_cutoff_itself_is_due(cutoff: date, late: bool) -> None:
    returned = stp("II.1.02", "| II.1.02 | | | ongoing | Đang dự thảo. | x | |")
    result = checked(SNV, returned, SKHDT, HDAKHA, period=replace(PERIOD, cutoff=cutoff))
    assert ("overdue" in codes(result)) is late


def test_done_before_its_day_is_asked_about_of_the_lead() -> None:
    later = replace(PERIOD, cutoff=date(2023, 2, 14))
    assert only(checked(*FULL, period=later), "done-before-due") == [
        ("done-before-due", "STP", "II.1.02", "STP.xlsx › Biểu › D5")
    ]
    assert only(checked(*FULL), "done-before-due") == []


def test_silence_on_an_item_past_its_day_is_overdue_too_but_one_error() -> None:
    result = checked(SNV, stp("II.1.02"), SKHDT, HDAKHA)
    assert codes(result) == ["item-silent"]
    assert cell(result, "STP", "II.1.02").overdue


def test_the_evidence_of_a_district_serves_its_communes() -> None:
    result = checked(*FULL)
    assert cell(result, "HDAKHA", "I.1.b.01/1@commune").state is CellState.FULL


def test_communes_to_which_nothing_happened_are_not_counted() -> None:
    rows = "| row | status | note |\n| I.1.b.01/1@commune | not_arising | Không có hồ sơ. |"
    kept = tuple(a for a in HDAKHA.answers if a.row != "I.1.b.01/1@commune")
    result = checked(SNV, STP, SKHDT, replace(HDAKHA, answers=kept + sent("HDAKHA", rows).answers))
    assert codes(result) == []


@pytest.mark.parametrize(
    ("reported", "code"), [("1", "communes-partial"), ("3", "communes-over"), ("", "communes-unsaid")]
)
def test_communes_that_reported_are_counted(reported: str, code: str) -> None:
    rows = "| row | top | bottom | evidence | n | N |\n" + f"| I.1.b.01/1@commune | 20 | 100 | x | {reported} | 9 |"
    kept = tuple(a for a in HDAKHA.answers if a.row != "I.1.b.01/1@commune")
    result = checked(SNV, STP, SKHDT, replace(HDAKHA, answers=kept + sent("HDAKHA", rows).answers))
    assert codes(result) == [code]
    assert [f.subject for f in result.findings] == ["reported@commune"]

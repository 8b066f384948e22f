"""Decisions: matched by key, applied only when complete and current, their values used in the merge."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from reporting.chosen_values import chosen_values
from reporting.completeness import Completeness, Decision, fingerprint
from reporting.findings import Finding, finding
from reporting.location import Location
from reporting.merge import consolidate
from tests.helpers.answers import sent
from tests.helpers.checking import cell, checked, codes, with_measure
from tests.helpers.full import FULL
from tests.helpers.small import CAMPAIGN, PERIOD

SNV, STP, SKHDT, HDAKHA = FULL
HERE = Location("quyet_dinh.xlsx", "Quyết định", "G3")
RATIO = "I.1.b.01/1"
PAIR = ("numerator", "denominator")


def about_ratio(code: str, **facts: Any) -> Finding:
    """A finding about STP's row of the ratio."""
    said = {"agency": "STP", "item": "I.1.b.01", "measure": RATIO, "form_row": RATIO, "asked": PAIR}
    return finding(code, **(said | facts))


def decision(found: Finding, **fields: object) -> Decision:
    made = Decision(
        found.key, True, "", "Trần Văn A", date(2023, 6, 20), "Đơn vị đã giải thể", HERE, fingerprint(found, PERIOD.id)
    )
    return replace(made, **fields)  # type: ignore[arg-type]


def missing() -> Finding:
    """STP has sent nothing."""
    return checked(SNV, SKHDT, HDAKHA).findings[0]


def with_decisions(*decisions: Decision) -> Completeness:
    return checked(SNV, SKHDT, HDAKHA, decisions=decisions)


def test_an_accepted_error_no_longer_blocks_and_its_cells_say_so() -> None:
    result = with_decisions(decision(missing()))
    assert result.open_errors == ()
    assert [f.code for f, _ in result.decided] == ["return-missing"]
    state = result.agency("STP")
    assert state and all(c.accepted for c in state.cells)
    assert "return-missing" in codes(result)  # still told


def test_a_decision_about_one_agency_settles_no_other() -> None:
    result = checked(SNV, SKHDT, decisions=(decision(missing()),))
    assert [f.agency for f in result.open_errors] == ["HDAKHA"]


@pytest.mark.parametrize(
    ("fields", "code", "said"),
    [
        ({"who": ""}, "decision-incomplete", "Người quyết định"),
        ({"day": None}, "decision-incomplete", "Ngày"),
        ({"why": ""}, "decision-incomplete", "Lý do"),
        ({"who": "."}, "decision-incomplete", "Người quyết định"),
        ({"why": "-"}, "decision-incomplete", "Lý do"),
        ({"day": date(2099, 1, 1)}, "decision-incomplete", "Ngày (01/01/2099 ở ngoài kỳ)"),
        ({"day": date(2022, 12, 31)}, "decision-incomplete", "31/12/2022"),
        ({"accepted": False}, "decision-incomplete", "Chấp nhận hoặc Giá trị được chọn"),
        ({"fingerprint": "0" * 12}, "decision-stale", "Trần Văn A"),
        ({"key": "return-missing|KHAC||"}, "decision-unmatched", "return-missing|KHAC||"),
        ({"accepted": False, "value": "khoảng 5"}, "decision-value-unreadable", "khoảng 5"),
    ],
)
def test_a_decision_that_does_not_hold_is_told_and_blocks_on(fields: dict[str, object], code: str, said: str) -> None:
    result = with_decisions(decision(missing(), **fields))
    (about,) = [f for f in result.findings if f.code.startswith("decision-")]
    assert (about.code, about.location) == (code, HERE)
    assert said in about.wrong
    assert [f.code for f in result.open_errors] == ["return-missing"]


def test_an_untouched_row_is_no_decision() -> None:
    empty = Decision(missing().key, False, fingerprint=fingerprint(missing(), PERIOD.id))
    assert codes(with_decisions(empty)) == ["return-missing"]


def test_last_periods_decision_settles_nothing_in_this_one() -> None:
    carried_over = decision(missing(), fingerprint=fingerprint(missing(), "M6-2022"))
    result = with_decisions(carried_over)
    assert [f.code for f in result.open_errors] == ["return-missing"]
    assert "decision-stale" in codes(result)


def test_a_decision_typed_by_hand_without_a_fingerprint_holds() -> None:
    assert with_decisions(decision(missing(), fingerprint="")).open_errors == ()


def test_two_different_decisions_on_one_error_apply_neither() -> None:
    result = with_decisions(decision(missing()), decision(missing(), why="Lý do khác"))
    assert "decision-duplicate" in codes(result)
    assert len(result.open_errors) == 1


def test_an_older_decision_beside_its_successor_does_not_disturb() -> None:
    result = with_decisions(decision(missing(), fingerprint="0" * 12, why="Cũ"), decision(missing()))
    assert result.open_errors == ()
    assert codes(result) == ["return-missing"]


# ── chosen values ────────────────────────────────────────────────────────────────────────────────

AMBIGUOUS = finding(
    "value-ambiguous",
    Location("STP.xlsx", "Biểu", "B2"),
    agency="STP",
    item="I.1.b.01",
    measure=RATIO,
    form_row=RATIO,
    asked=PAIR,
    fields=("numerator",),
    subject=f"{RATIO}/numerator",
    raw="1.234",
)


def agreed(found: Finding, value: str) -> tuple[Decimal, ...]:
    """The operands of the ratio when STP's row holds only a denominator, and an officer chooses a value."""
    half = sent("STP", f"| row | bottom | evidence |\n| {RATIO} | 2000 | x |")
    overrides = chosen_values([(found, decision(found, value=value))])
    result = consolidate(CAMPAIGN, [half], choices=overrides)[0].items[0].measures[0]
    return tuple(total.value for total in result.figure.operands) if result.figure else ()


@pytest.mark.parametrize(
    ("value", "operands"),
    [
        ("1234", (1234, 2000)),
        ("1234,5", (Decimal("1234.5"), 2000)),
        ("85/100", (85, 100)),
        ("1.234", ()),
        ("85%", ()),
    ],
    ids=["number", "decimals", "both parts", "ambiguous again", "a percentage is no numerator"],
)
def test_a_chosen_value_goes_where_the_finding_was(value: str, operands: tuple[Decimal, ...]) -> None:
    assert agreed(AMBIGUOUS, value) == operands


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("9999", "tử số 9.999 lớn hơn mẫu số 2.000"),
        ("-5", "số âm"),
        ("120/100", "tử số 120 lớn hơn mẫu số 100"),
        ("1234,5", "số lượng có phần lẻ"),
        ("1234", ""),
        ("85/100", ""),
    ],
)
def test_a_chosen_value_that_no_sender_could_have_typed_is_not_taken(value: str, said: str) -> None:
    """An officer's slip would otherwise go out signed, with no check behind it."""
    plan = with_measure(RATIO, unit="hồ sơ")
    half = sent("STP", f"| row | bottom | evidence |\n| {RATIO} | 2000 | x |")
    result = checked(half, plan=plan, findings=(AMBIGUOUS,), decisions=(decision(AMBIGUOUS, value=value),))
    about = [f.wrong for f in result.findings if f.code == "decision-value-impossible"]
    assert ([said in one for one in about] == [True]) if said else about == []
    assert (AMBIGUOUS in result.open_errors) is bool(said)


def test_a_chosen_value_says_who_chose_it_and_where() -> None:
    overrides = chosen_values([(AMBIGUOUS, decision(AMBIGUOUS, value="1234"))])
    half = sent("STP", f"| row | bottom |\n| {RATIO} | 2000 |")
    figure = consolidate(CAMPAIGN, [half], choices=overrides)[0].items[0].measures[0].figure
    assert figure
    (source,) = figure.operands[0].sources
    assert (source.agency, source.decided_by, source.location, source.raw) == ("STP", "Trần Văn A", HERE, "1234")


def test_a_value_can_be_chosen_for_an_agency_that_never_sent() -> None:
    found = about_ratio("figure-missing", fields=PAIR)
    overrides = chosen_values([(found, decision(found, value="1/2"))])
    result = consolidate(CAMPAIGN, (), choices=overrides)[0].items[0].measures[0]
    assert result.figure and result.figure.value == 50


def test_a_chosen_value_of_the_communes_goes_to_their_row() -> None:
    found = about_ratio("figure-missing", agency="HDAKHA", form_row=f"{RATIO}@commune", fields=PAIR)
    (first, second) = chosen_values([(found, decision(found, value="1/2"))])
    assert (first.row, first.field, second.field) == (f"{RATIO}@commune", "numerator", "denominator")


@pytest.mark.parametrize(
    ("column", "value", "field"),
    [("communes", "3", "total"), ("reported", "3", "reported"), ("numerator", "3", "numerator")],
)
def test_columns_of_the_form_lead_to_their_field(column: str, value: str, field: str) -> None:
    found = about_ratio("value-dash", form_row=f"{RATIO}@commune", fields=(column,))
    assert [o.field for o in chosen_values([(found, decision(found, value=value))])] == [field]


YES_NO, COUNT = {"asked": ("answer",), "fields": ("answer",)}, {"asked": ("numerator",), "fields": ("numerator",)}


@pytest.mark.parametrize(
    ("code", "facts", "value", "fields"),
    [
        ("communes-over", {"fields": ("reported",)}, "7", ["reported"]),
        ("communes-over", {"fields": ("reported",)}, "7/9", []),
        ("figure-missing", {"fields": PAIR}, "Có", []),
        ("figure-missing", YES_NO, "Có", ["numerator", "denominator"]),
        ("figure-missing", YES_NO, "5", []),
        ("figure-missing", {"fields": ("denominator",)}, "50", ["denominator"]),
        ("figure-missing", {"fields": PAIR}, "50", []),
        ("figure-missing", COUNT, "5/6", []),
        ("figure-missing", {"fields": PAIR}, "Không phát sinh", ["status"]),
        ("yes-no-unknown", YES_NO, "Không", ["numerator", "denominator"]),
        ("percent-differs", {}, "85,5", []),
        ("status-missing", {"asked": ("status",)}, "5", []),
        ("item-silent", {"form_row": ""}, "5/6", []),
        ("item-silent", {"fields": PAIR}, "5/6", ["numerator", "denominator"]),
        ("evidence-missing", {}, "5", []),
        ("not-arising-with-figure", {}, "5", []),
        ("lead-below-parts", {}, "5", ["numerator"]),
        ("value-dash", COUNT, "5/6", []),
        ("value-error-cell", {"fields": ("narrative",)}, "5", []),
        ("value-error-cell", {"fields": ("narrative",)}, "Hoàn thành", []),
        ("row-conflict", {"fields": PAIR}, "5", []),
        ("row-conflict", {"fields": ("numerator", "narrative")}, "5", ["numerator"]),
        ("row-conflict", {"fields": ("narrative",)}, "5", []),
        ("row-conflict", YES_NO, "Có", ["numerator", "denominator"]),
    ],
)
def test_a_value_goes_only_where_it_was_meant(code: str, facts: dict[str, Any], value: str, fields: list[str]) -> None:
    """“Có” in the wrong column must not become 1/1, nor a number beside a text a numerator."""
    found = about_ratio(code, **facts)
    assert [o.field for o in chosen_values([(found, decision(found, value=value))])] == fields


def test_every_value_that_may_be_chosen_for_what_is_missing_reaches_the_report() -> None:
    """Whatever is silent, a value that counts as chosen changes the consolidation: none is lost on the way."""
    empty = tuple(replace(r, answers=()) for r in FULL)
    nothing = consolidate(CAMPAIGN, empty)[0]
    reached = 0
    for found in checked(*empty).findings:
        for value in ("5/6", "7", "Có", "Hoàn thành"):
            overrides = chosen_values([(found, decision(found, value=value))])
            if overrides:
                reached += 1
                assert consolidate(CAMPAIGN, empty, choices=overrides)[0] != nothing, (
                    found.key,
                    value,
                )
    assert reached


def test_a_number_chosen_by_an_officer_holds_against_not_arising() -> None:
    said = sent("STP", f"| row | bottom | status | note |\n| {RATIO} | 2000 | not_arising | Không có. |")
    overrides = chosen_values([(AMBIGUOUS, decision(AMBIGUOUS, value="1000"))])
    result = consolidate(CAMPAIGN, [said], choices=overrides)[0].items[0].measures[0]
    assert result.figure and (result.figure.value, result.not_arising) == (Decimal(50), ())


def test_a_status_can_be_chosen() -> None:
    found = finding("status-missing", agency="STP", item="II.1.01", form_row="II.1.01", asked=("status",))
    overrides = chosen_values([(found, decision(found, value="Hoàn thành"))])
    item = consolidate(CAMPAIGN, (), choices=overrides)[0].item("II.1.01")
    assert item and item.status and item.status.label == "Hoàn thành"
    assert item.status_source and item.status_source.decided_by == "Trần Văn A"


def test_a_decided_contradiction_stays_in_sight_and_goes_stale_when_the_cells_change() -> None:
    def wrong(top: str) -> Completeness:
        return checked(sent("SNV", f"| row | top | bottom | evidence |\n| {RATIO} | {top} | 10 | x |"))

    (found,) = [f for f in wrong("12").findings if f.code == "numerator-over-denominator"]
    settled = decision(found, accepted=False, value="9/10")
    returns = [sent("SNV", f"| row | top | bottom | evidence |\n| {RATIO} | 12 | 10 | x |")]
    still = checked(*returns, decisions=(settled,))
    assert found.key in still.decided_keys
    later = [sent("SNV", f"| row | top | bottom | evidence |\n| {RATIO} | 13 | 10 | x |")]
    assert "decision-stale" in codes(checked(*later, decisions=(settled,)))


def test_a_warning_can_be_decided_without_marking_other_cells() -> None:
    late = replace(STP, received=date(2023, 4, 1))
    gone = replace(late, answers=tuple(a for a in late.answers if a.row != "II.1.01"))
    (found,) = [f for f in checked(SNV, gone, SKHDT, HDAKHA).findings if f.code == "return-late"]
    result = checked(SNV, gone, SKHDT, HDAKHA, decisions=(decision(found),))
    assert not cell(result, "STP", "II.1.01").accepted


def _rivals() -> Finding:
    files = "nhan/a.xlsx", "nhan/b.xlsx"
    related = (Location(files[0]), Location(files[1], "Chỉ tiêu", "K7"))
    said = {"name": "Sở Tư pháp", "sequence": 1, "count": 1, "changes": "", "files": ""}
    return finding("return-rival", Location(files[1]), agency="STP", subject="+".join(files), related=related, **said)


@pytest.mark.parametrize(
    ("accepted", "value", "code", "said"),
    [
        (True, "", "decision-incomplete", "tên tệp được tính: b.xlsx, a.xlsx"),
        (False, "c.xlsx", "decision-value-unreadable", "c.xlsx"),
        (False, "b.xlsx", "", ""),
        (True, "nhan/a.xlsx", "", ""),
    ],
)
def test_yes_alone_does_not_settle_two_files_of_one_send(accepted: bool, value: str, code: str, said: str) -> None:
    found = _rivals()
    chosen = decision(found, accepted=accepted, value=value)
    result = checked(SNV, STP, SKHDT, HDAKHA, findings=(found,), decisions=(chosen,))
    about = [f for f in result.findings if f.code.startswith("decision-")]
    assert [f.code for f in about] == ([code] if code else [])
    assert all(said in f.message() for f in about)
    assert (found in result.open_errors) is bool(code)


def test_a_decision_about_a_file_does_not_accept_what_the_file_leaves_blank() -> None:
    blank = sent("STP", f"| row | top | bottom |\n| {RATIO} | 1 | 2 |")
    found = _rivals()
    result = checked(SNV, blank, SKHDT, HDAKHA, findings=(found,), decisions=(decision(found, value="a.xlsx"),))
    state = result.agency("STP")
    assert state and [c.accepted for c in state.cells if not c.state.settled] == [False] * 5

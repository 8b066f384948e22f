"""Contradictions quote both cells; tolerances are data."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from reporting.checks import Thresholds
from reporting.completeness import fingerprint
from reporting.plan import Assignment, Combine, Measure, MeasureKind, Plan, Role
from reporting.returns import Return
from tests.helpers.answers import sent
from tests.helpers.checking import HALF_YEAR, checked, codes, only, with_measure
from tests.helpers.full import FULL
from tests.helpers.small import PERIOD, PLAN

SNV, STP, SKHDT, HDAKHA = FULL
RATIO, LED = "I.1.b.01/1", "I.1.b.02/1"


def ratio(agency: str, top: str, bottom: str, rest: str = "| | | x | |", file: str = "") -> Return:
    made = sent(
        agency, f"| row | top | bottom | status | text | evidence | note |\n| {RATIO} | {top} | {bottom} {rest}"
    )
    return replace(made, file=file) if file else made


def related(result: object, code: str) -> list[str]:
    (found,) = [f for f in result.findings if f.code == code]  # type: ignore[attr-defined]
    return [str(found.location), *map(str, found.related)]


def test_a_numerator_above_its_denominator_quotes_both_cells() -> None:
    assert related(checked(ratio("SNV", "12", "10")), "numerator-over-denominator") == [
        "SNV.xlsx › Biểu › B2",
        "SNV.xlsx › Biểu › C2",
    ]


def test_not_arising_beside_a_number_contradicts_itself() -> None:
    wrong = checked(ratio("SNV", "5", "10", "| not_arising | | | Không có hồ sơ. |"))
    assert "not-arising-with-figure" in codes(wrong)
    nought = checked(ratio("SNV", "0", "0", "| not_arising | | | Không có hồ sơ. |"))
    assert "not-arising-with-figure" not in codes(nought)


def test_a_negative_number_is_refused() -> None:
    assert "negative-figure" in codes(checked(ratio("SNV", "-1", "10")))


def test_communes_that_answered_yes_are_no_more_than_those_that_reported() -> None:
    plan = with_measure(RATIO, kind=MeasureKind.UNITS, combine=Combine.COUNT)
    too_many = sent("HDAKHA", f"| row | top | n | N |\n| {RATIO}@commune | 12 | 2 | 2 |")
    assert related(checked(too_many, plan=plan), "numerator-over-denominator") == [
        "HDAKHA.xlsx › Biểu › B2",
        "HDAKHA.xlsx › Biểu › H2",
    ]
    all_of_them = sent("HDAKHA", f"| row | top | n | N |\n| {RATIO}@commune | 2 | 2 | 2 |")
    assert "numerator-over-denominator" not in codes(checked(all_of_them, plan=plan))


# ── two agencies with the same figures ───────────────────────────────────────────────────────────

_MANY = tuple(
    Measure(f"I.1.b.01/{n}", "I.1.b.01", f"Tỷ lệ {n}", MeasureKind.RATIO, "hồ sơ", "Số", "Tổng") for n in range(1, 7)
)
SEVERAL_MEASURES = replace(
    PLAN, items=tuple(replace(i, measures=_MANY) if i.code == "I.1.b.01" else i for i in PLAN.items)
)


def figures(agency: str, *numbers: int) -> Return:
    rows = "\n".join(f"| I.1.b.01/{n} | {top} | {top + 10} | x |" for n, top in enumerate(numbers, 1))
    return sent(agency, f"| row | top | bottom | evidence |\n{rows}")


def alike(*returns: Return) -> list[tuple[str, str, str, str]]:
    return only(checked(*returns, plan=SEVERAL_MEASURES), "returns-alike")


def test_figures_copied_into_another_agencys_form_are_seen() -> None:
    mine, theirs = figures("SNV", 40, 51, 62, 73, 84, 95), figures("STP", 40, 51, 62, 73, 84, 95)
    assert alike(mine, theirs) == [("returns-alike", "STP", "", "STP.xlsx")]
    (found,) = [f for f in checked(mine, theirs, plan=SEVERAL_MEASURES).findings if f.code == "returns-alike"]
    assert "6/6 số liệu giống hệt nhau (SNV.xlsx)" in found.wrong


def test_figures_that_are_alike_by_chance_accuse_nobody() -> None:
    mine = figures("SNV", 40, 51, 62, 73, 84, 95)
    assert alike(mine, figures("STP", 40, 51, 62, 73, 85, 96)) == []  # most, not nearly all
    assert alike(figures("SNV", 1, 2, 3, 4, 5, 6), figures("STP", 1, 2, 3, 4, 5, 6)) == []  # small numbers
    assert alike(figures("SNV", 40, 51, 62, 73), figures("STP", 40, 51, 62, 73)) == []  # too few to tell
    assert alike(mine) == []


# ── lead against the others ──────────────────────────────────────────────────────────────────────

CHECKED = with_measure(LED, combine=Combine.LEAD_CHECKED)


def alone(plan: Plan = CHECKED) -> Plan:
    """The lead has no share of its own: only the district coordinates."""
    roles = (Assignment(Role.LEAD, "SNV"), Assignment(Role.COORDINATE, "HUYEN"))
    return replace(plan, items=tuple(replace(i, assignments=roles) if i.code == "I.1.b.02" else i for i in plan.items))


def led(agency: str, top: str, bottom: str) -> Return:
    return sent(agency, f"| row | top | bottom | evidence |\n| {LED} | {top} | {bottom} | x |")


def test_the_parts_may_not_add_up_to_more_than_the_lead_says() -> None:
    result = checked(led("SNV", "5", "10"), led("STP", "4", "4"), led("HDAKHA", "3", "4"), plan=CHECKED)
    assert related(result, "lead-below-parts") == [
        *("SNV.xlsx › Biểu › B2", "SNV.xlsx › Biểu › C2"),
        *("STP.xlsx › Biểu › B2", "HDAKHA.xlsx › Biểu › B2"),
        *("STP.xlsx › Biểu › C2", "HDAKHA.xlsx › Biểu › C2"),
    ]
    (found,) = [f for f in result.findings if f.code == "lead-below-parts"]
    assert "báo 5/10, nhưng 2 đơn vị cộng lại đã là 7/8" in found.wrong
    assert "Sở Tư pháp 4, STP.xlsx › Biểu › B2" in found.wrong


def test_a_lead_above_its_parts_is_asked_only_when_all_parts_are_in() -> None:
    known = (led("SNV", "9", "10"), led("STP", "1", "1"), led("SKHDT", "1", "1"))
    above = ("lead-above-parts", "lead-differs-from-parts")
    assert not set(above) & set(codes(checked(*known, plan=CHECKED)))
    assert set(above) & set(codes(checked(*known, led("HDAKHA", "1", "1"), plan=CHECKED)))


def test_a_decision_goes_stale_when_the_parts_change_though_their_sum_does_not() -> None:
    def mark(one: str, other: str) -> str:
        result = checked(led("SNV", "5", "10"), led("STP", one, "9"), led("HDAKHA", other, "9"), plan=CHECKED)
        return next(fingerprint(f, result.period) for f in result.findings if f.code == "lead-below-parts")

    assert mark("4", "3") == mark("4", "3") != mark("3", "4")


def test_a_tolerance_of_the_plan_and_one_of_the_thresholds_add_up() -> None:
    given = (led("SNV", "5", "10"), led("HDAKHA", "7", "7"))
    wide = with_measure(LED, CHECKED, tolerance=Decimal(1))
    assert "lead-below-parts" in codes(checked(*given, plan=wide))
    limits = Thresholds(lead_and_sum=Decimal(1))
    assert "lead-below-parts" not in codes(checked(*given, plan=wide, thresholds=limits))


def test_when_everybody_answered_the_lead_without_a_share_must_say_the_sum() -> None:
    assert "lead-differs-from-parts" in codes(checked(led("SNV", "5", "10"), led("HDAKHA", "4", "10"), plan=alone()))
    assert "lead-differs-from-parts" not in codes(checked(led("SNV", "5", "10"), plan=alone()))


def test_a_lead_with_a_share_of_its_own_may_say_more() -> None:
    """SNV is one of the departments: what it did itself is asked on no other row."""
    others = [led(agency, "1", "2") for agency in ("STP", "SKHDT", "HDAKHA")]
    result = checked(led("SNV", "5", "10"), *others, plan=CHECKED)
    assert "lead-above-parts" in codes(result)
    assert "lead-differs-from-parts" not in codes(result)


# ── against last period ──────────────────────────────────────────────────────────────────────────


def test_a_cumulative_figure_that_falls_quotes_last_periods_cell() -> None:
    result = checked(
        ratio("SNV", "5", "20"), period=HALF_YEAR, before=(ratio("SNV", "6", "20", file="ky_truoc/SNV.xlsx"),)
    )
    assert related(result, "cumulative-falls") == ["SNV.xlsx › Biểu › B2", "SNV.xlsx › Biểu › B2"]
    (found,) = [f for f in result.findings if f.code == "cumulative-falls"]
    assert "tử số 5 so với 6" in found.wrong


@pytest.mark.parametrize(
    ("now", "then"),
    [
        (replace(HALF_YEAR, cumulative=False), PERIOD),
        (HALF_YEAR, replace(PERIOD, cumulative=False)),
        (replace(HALF_YEAR, year=2024, cutoff=date(2024, 6, 14)), PERIOD),
    ],
    ids=["a slice now", "a slice then", "another year"],
)
def test_only_cumulative_periods_of_one_year_may_not_fall(now: object, then: object) -> None:
    result = checked(ratio("SNV", "5", "20"), period=now, before=(ratio("SNV", "6", "20"),), before_period=then)  # type: ignore[arg-type]
    assert "cumulative-falls" not in codes(result)


def test_a_stock_may_fall() -> None:
    plan = with_measure(RATIO, stock=True)
    result = checked(ratio("SNV", "5", "20"), plan=plan, period=HALF_YEAR, before=(ratio("SNV", "6", "20"),))
    assert "cumulative-falls" not in codes(result)


@pytest.mark.parametrize(
    ("now", "before", "warned"),
    [
        (("90", "100"), ("10", "50"), True),
        (("45", "100"), ("10", "50"), False),
        (("1000", "1000"), ("20", "20"), True),
        (("6", "6"), ("1", "1"), False),
    ],
    ids=["share", "small change", "tenfold", "small numbers"],
)
def test_a_large_change_is_asked_about(now: tuple[str, str], before: tuple[str, str], warned: bool) -> None:
    result = checked(ratio("SNV", *now), period=HALF_YEAR, before=(ratio("SNV", *before),))
    assert ("large-change" in codes(result)) is warned


@pytest.mark.parametrize("stock", [False, True], ids=["since the year began", "on the day"])
def test_three_months_are_not_a_large_change_against_half_a_year(stock: bool) -> None:
    """Quý III alone is a slice of three months: fewer dossiers than in six months is no change."""
    plan = with_measure(RATIO, stock=stock)
    slice_of_three = replace(HALF_YEAR, code="Q3", cumulative=False)
    before = (ratio("SNV", "1000", "1000"),)
    result = checked(ratio("SNV", "20", "20"), plan=plan, period=slice_of_three, before=before)
    assert ("large-change" in codes(result)) is stock


def test_a_note_explains_a_large_change() -> None:
    result = checked(
        ratio("SNV", "90", "100", "| | | x | Mở rộng phạm vi. |"), period=HALF_YEAR, before=(ratio("SNV", "1", "50"),)
    )
    assert "large-change" not in codes(result)


TEXT = "Đã tổ chức rà soát 12 văn bản quy phạm pháp luật trên địa bàn."


def told(text: str, status: str = "ongoing") -> Return:
    return sent("STP", f"| row | status | text | evidence |\n| II.1.01 | {status} | {text} | x |")


@pytest.mark.parametrize(
    ("text", "found"), [(TEXT, True), (TEXT.replace("12", "14"), False), (TEXT.replace("Đã tổ chức", "Đã"), False)]
)
def test_text_copied_from_last_period_is_told(text: str, found: bool) -> None:
    assert ("text-copied" in codes(checked(told(text), period=HALF_YEAR, before=(told(TEXT, "done"),)))) is found


def test_a_whole_return_copied_is_one_finding() -> None:
    limits = Thresholds(fewest_rows=Decimal(4))
    before = tuple(replace(r, file=f"truoc/{r.file}") for r in FULL)
    result = checked(*FULL, period=HALF_YEAR, before=before, thresholds=limits)
    assert [(f.agency, f.related[0].file) for f in result.findings if f.code == "return-copied"] == [
        ("HDAKHA", "truoc/HDAKHA.xlsx"),
        ("SNV", "truoc/SNV.xlsx"),
        ("STP", "truoc/STP.xlsx"),
    ]
    assert "text-copied" not in [f.code for f in result.findings if f.agency != "SKHDT"]


# ── words, dates, repeated measures ──────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Đạt 85%.", True),
        ("Đạt 90%.", False),
        ("Đạt 90,0%, tăng 5% so với năm trước.", False),
        ("Mục tiêu 80%.", False),
        ("Đã triển khai.", False),
    ],
)
def test_a_percentage_in_words_must_fit_its_fraction(text: str, found: bool) -> None:
    result = checked(ratio("SNV", "90", "100", f"| | {text} | x | |"))
    assert ("percent-differs" in codes(result)) is found


@pytest.mark.parametrize(
    ("evidence", "found"),
    [
        ("Kế hoạch số 5 ngày 05/01/2023", []),
        ("Quyết định ngày 15 tháng 12 năm 2022", []),
        ("Kế hoạch ngày 15/3/2023", ["15/3/2023"]),
        ("Quyết định số 1 ngày 01/02/2021, Công văn ngày 01.02.2021", ["01/02/2021"]),
        ("Văn bản số 31/02/2023", []),
    ],
)
def test_a_document_dated_outside_the_period_is_told(evidence: str, found: list[str]) -> None:
    result = checked(ratio("SNV", "90", "100", f"| | | {evidence} | |"))
    assert [f.subject for f in result.findings if f.code == "evidence-date"] == found


def test_done_cannot_be_said_of_a_task_whose_target_is_missed() -> None:
    plan = with_measure(RATIO, same_as="II.1.02")
    result = checked(*FULL, plan=plan)  # 55 % of 80 %
    assert only(result, "done-but-target-missed") == [
        ("done-but-target-missed", "STP", "II.1.02", "STP.xlsx › Biểu › D5")
    ]
    assert codes(checked(*FULL, plan=with_measure(RATIO, same_as="II.1.01"))) == []  # ongoing


def test_the_same_measure_said_twice_must_agree() -> None:
    plan = with_measure(LED, same_as=RATIO)
    assert "same-measure-differs" in codes(checked(*FULL, plan=plan))
    assert "same-measure-differs" not in codes(checked(*FULL, plan=with_measure(LED, plan, tolerance=Decimal(5))))


def test_two_leads_that_differ_are_told() -> None:
    roles = (Assignment(Role.LEAD, "SNV"), Assignment(Role.LEAD, "STP"))
    plan = replace(PLAN, items=tuple(replace(i, assignments=roles) if i.code == "I.1.b.02" else i for i in PLAN.items))
    result = checked(led("SNV", "5", "10"), led("STP", "6", "10"), plan=plan)
    assert related(result, "leads-differ") == ["SNV.xlsx › Biểu › B2", "STP.xlsx › Biểu › B2"]

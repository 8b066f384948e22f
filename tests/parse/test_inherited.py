"""Agencies that took the place of others: last period is the sum of what those sent, dated and named."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from reporting.agencies import Agency, Registry
from reporting.checks import CheckInput, Previous, check
from reporting.errors import RegistryError
from reporting.excel.needed import read_needed
from reporting.excel.registry_workbook import registry_workbook
from reporting.findings import Finding
from reporting.forms.previous import previous_texts
from reporting.inputs import parse_inputs
from reporting.merge import Earlier, accumulated, consolidate
from reporting.obligations import Campaign, Roster
from reporting.parse.last_period import inherited
from reporting.parse.registry_workbook import parse_registry
from reporting.plan import Adding, Combine
from reporting.returns import Answer, Return, Status
from reporting.sources import read_frame
from tests.helpers.answers import sent
from tests.helpers.built import SAMPLES
from tests.helpers.checking import AS_OF, HALF_YEAR, with_measure
from tests.helpers.small import PERIOD, PLAN, REGISTRY

ENDED, BEGUN = date(2023, 4, 30), date(2023, 5, 1)
SUM, MILESTONE = "I.1.b.01/1", "I.1.b.03/1"
A, B = "HDAKHA", "HSATHAY"


def _district(code: str, name: str, **fields: object) -> Agency:
    made = Agency(code, f"Ủy ban nhân dân huyện {name}", short_name=f"UBND huyện {name}", level="district")
    return replace(made, groups=("HUYEN",), **fields)  # type: ignore[arg-type]


def _registry(*changed: Agency) -> Registry:
    """The small registry with agencies added, or in the place of those of the same code."""
    kept = {a.code: a for a in REGISTRY.agencies} | {a.code: a for a in changed}
    return replace(REGISTRY, agencies=tuple(kept.values()))


BEFORE = _registry(_district(B, "Sa Thầy"))


def _merged(*ended: str, into: tuple[str, ...] = ("HMOI",), new: tuple[Agency, ...] | None = None) -> Registry:
    """After 30/4/2023: the agencies of these codes have gone into others; communes go with them."""
    made = (_district("HMOI", "Mới", valid_from=BEGUN),) if new is None else new
    gone = [replace(a, valid_to=ENDED, successors=into) for a in BEFORE.agencies if a.code in ended]
    moved = [replace(a, parent=into[0]) for a in BEFORE.agencies if a.parent in ended]
    return _registry(_district(B, "Sa Thầy"), *gone, *made, *moved)


def _as_now(now: Registry, *returns: Return) -> tuple[dict[str, Return], tuple[Finding, ...]]:
    made, findings = inherited(Campaign(PLAN, BEFORE, PERIOD), returns, now, HALF_YEAR.cutoff)
    return {one.agency: one for one in made}, findings


def _answer(returns: dict[str, Return], agency: str, row: str = SUM) -> Answer:
    answer = returns[agency].answer(row)
    assert answer
    return answer


def _figure(answer: Answer | None) -> tuple[object, object]:
    parts = (answer.numerator, answer.denominator) if answer else (None, None)
    return (parts[0].value if parts[0] else None, parts[1].value if parts[1] else None)


def _ratio(agency: str, top: str, bottom: str, row: str = SUM, more: str = "") -> Return:
    return sent(agency, f"| row | top | bottom | n | N |\n| {row} | {top} | {bottom} | | |\n{more}")


def test_two_that_became_one_are_added_up_dated_and_named() -> None:
    communes = f"| {SUM}@commune | 20 | 60 | 2 | 2 |"
    returns, findings = _as_now(_merged(A, B), _ratio(A, "900", "1000", more=communes), _ratio(B, "8", "61"))
    answer = _answer(returns, "HMOI")
    assert _figure(answer) == (908, 1061)
    assert answer.numerator
    assert [answer.numerator.location.file, *(place.file for place in answer.numerator.added)] == [
        f"{A}.xlsx",
        f"{B}.xlsx",
    ]
    named = "cộng UBND huyện Đăk Hà (đến 30/4/2023), UBND huyện Sa Thầy (đến 30/4/2023)"
    assert answer.numerator.repair == named
    assert previous_texts(returns["HMOI"], PLAN)[SUM] == f"908/1.061 (85,6%), {named}"
    assert [(f.code, f.agency) for f in findings] == [("previous-inherited", "HMOI")]
    assert f"cộng từ {named.removeprefix('cộng ')}" in findings[0].wrong
    assert {A, B} & returns.keys() == set()


def test_one_that_goes_on_beside_what_it_took_in_is_added_to_it() -> None:
    now = _merged("SKHDT", into=("STP",), new=())
    returns, findings = _as_now(now, _ratio("STP", "5", "10"), _ratio("SKHDT", "7", "9"), _ratio("SNV", "1", "2"))
    assert _figure(_answer(returns, "STP")) == (12, 19)
    assert _figure(_answer(returns, "SNV")) == (1, 2)
    assert "cộng từ Sở Kế hoạch và Đầu tư (đến 30/4/2023), Sở Tư pháp" in findings[0].wrong


def test_several_mergers_in_a_row_lead_to_the_last() -> None:
    middle = _district("HGIUA", "Giữa", valid_from=BEGUN, valid_to=date(2023, 5, 31), successors=("HMOI",))
    now = _merged(A, B, into=("HGIUA",), new=(middle, _district("HMOI", "Mới", valid_from=date(2023, 6, 1))))
    returns, _ = _as_now(now, _ratio(A, "1", "2"), _ratio(B, "3", "4"))
    assert _figure(_answer(returns, "HMOI")) == (4, 6)


def test_a_merger_after_the_cut_off_changes_nothing() -> None:
    later = replace(HALF_YEAR, cutoff=ENDED)
    returns = (_ratio(A, "1", "2"), _ratio(B, "3", "4"))
    assert inherited(Campaign(PLAN, BEFORE, PERIOD), returns, _merged(A, B), later.cutoff) == (returns, ())


def test_agencies_that_name_each_other_as_successors_end_nothing() -> None:
    gone = {
        code: replace(a, valid_to=ENDED, successors=(other,))
        for code, other in ((A, B), (B, A))
        if (a := BEFORE.agency(code))
    }
    assert _registry(*gone.values()).heirs(A, HALF_YEAR.cutoff) == ()


@pytest.mark.parametrize("lacking", [(), (sent(B, "| row | status |\n| II.1.02 | done |"),)])
def test_a_sum_is_not_made_where_one_of_them_did_not_answer(lacking: tuple[Return, ...]) -> None:
    returns, findings = _as_now(_merged(A, B), _ratio(A, "900", "1000"), *lacking)
    assert _figure(returns["HMOI"].answer(SUM)) == (None, None)
    assert ("UBND huyện Sa Thầy chưa có báo cáo kỳ trước" in findings[0].wrong) is (not lacking)


def test_what_did_not_arise_in_one_of_them_adds_nothing() -> None:
    none = sent(B, f"| row | status | note |\n| {SUM} | not_arising | không có |")
    returns, _ = _as_now(_merged(A, B), _ratio(A, "900", "1000"), none)
    assert _figure(_answer(returns, "HMOI")) == (900, 1000)


def test_one_that_went_into_several_is_not_told_apart() -> None:
    now = _merged("SKHDT", into=("STP", "SNV"), new=())
    returns, findings = _as_now(now, _ratio("STP", "5", "10"), _ratio("SKHDT", "7", "9"), _ratio("SNV", "1", "2"))
    assert returns["STP"].answer(SUM) is None
    assert returns["SNV"].answer(SUM) is None
    assert [(f.code, f.agency) for f in findings] == [("previous-inherited", "SNV"), ("previous-inherited", "STP")]
    assert "chia cho nhiều đơn vị, không tách được" in findings[0].wrong


def test_one_that_was_made_from_a_part_of_another_has_no_last_period() -> None:
    now = _merged(A, into=("HMOI", B))
    returns, findings = _as_now(now, _ratio(A, "900", "1000"))
    assert "HMOI" not in returns
    assert ("previous-divided", "HMOI") in [(f.code, f.agency) for f in findings]


@pytest.mark.parametrize(("answers", "kept"), [(("Có", "Không"), None), (("Có", "Có"), 1), (("Không", "Không"), 0)])
def test_yes_and_no_are_not_added_up(answers: tuple[str, str], kept: int | None) -> None:
    """Where only the lead's list counts the others say Có or Không for themselves."""
    plan = with_measure(SUM, combine=Combine.LEAD)
    said = (sent(code, f"| row | top |\n| {SUM} | {top} |") for code, top in zip((A, B), answers, strict=True))
    (made,), _ = inherited(Campaign(plan, BEFORE, PERIOD), tuple(said), _merged(A, B), HALF_YEAR.cutoff)
    assert _figure(made.answer(SUM))[0] == kept


@pytest.mark.parametrize(("statuses", "kept"), [(("done", "ongoing"), None), (("done", "done"), Status.DONE)])
def test_a_status_is_kept_where_all_say_the_same(statuses: tuple[str, str], kept: Status | None) -> None:
    said = (sent(c, f"| row | status |\n| {MILESTONE} | {s} |") for c, s in zip((A, B), statuses, strict=True))
    returns, _ = _as_now(_merged(A, B), *said)
    answer = returns["HMOI"].answer(MILESTONE)
    assert (answer.status if answer else None) is kept


def test_a_figure_below_the_sum_of_both_is_found() -> None:
    """10/12 passed where one of the two alone had 908/1061."""
    now = _merged(A, B)
    before = (_ratio(A, "908", "1061"), _ratio(B, "100", "200"))
    returns, _ = inherited(Campaign(PLAN, BEFORE, PERIOD), before, now, HALF_YEAR.cutoff)
    sent_now = (_ratio("HMOI", "1000", "1200"),)
    consolidation, _ = consolidate(Campaign(PLAN, now, HALF_YEAR), sent_now)
    case = CheckInput(
        Campaign(PLAN, now, HALF_YEAR), AS_OF, sent_now, consolidation, previous=Previous(PERIOD, returns)
    )
    (found,) = [f for f in check(case).findings if f.code == "cumulative-falls"]
    assert "tử số 1.000 so với 1.008 (cộng UBND huyện Đăk Hà (đến 30/4/2023), UBND huyện Sa Thầy" in found.wrong
    assert [place.file for place in found.related] == [f"{A}.xlsx", f"{B}.xlsx"] * 2


def test_the_cumulative_figure_of_a_slice_counts_those_who_ended_before_it() -> None:
    plan = with_measure(SUM, adding=Adding.ALL)
    third = replace(HALF_YEAR, code="Q3", start=date(2023, 6, 15), cutoff=date(2023, 9, 14), cumulative=False)
    ended = date(2023, 6, 30)
    now = _merged(A, B)
    now = replace(now, agencies=tuple(replace(a, valid_to=ended) if a.code in (A, B) else a for a in now.agencies))
    others = [_ratio(code, "1", "2") for code in ("SNV", "STP", "SKHDT")]
    communes = f"| {SUM}@commune | 20 | 60 | 2 | 2 |"
    half = consolidate(
        Campaign(plan, BEFORE, HALF_YEAR), [*others, _ratio(A, "900", "1000", more=communes), _ratio(B, "8", "61")]
    )[0]
    heirs = {code: frozenset({"HMOI"}) for code in (A, B)}
    returns = [*others, _ratio("HMOI", "10", "12", more=communes)]
    whole = accumulated(consolidate(Campaign(plan, now, third), returns)[0], plan, Earlier(half, plan, heirs=heirs))
    item = whole.item("I.1.b.01")
    figure = item.measures[0].cumulative if item else None
    assert figure, item
    assert [operand.value for operand in figure.operands] == [
        3 + 900 + 8 + 20 + 3 + 10 + 20,
        6 + 1000 + 61 + 60 + 6 + 12 + 60,
    ]
    assert {A, B, "HMOI"} <= {source.agency for source in figure.operands[0].sources}


def test_a_registry_brought_up_to_date_still_asks_last_period_for_communes() -> None:
    roster = Roster(_merged(A, B))
    assert roster.children(A) == roster.children("HMOI") == {"X1", "X2"}
    assert (roster.communes(A), roster.communes("HMOI")) == (0, 2)


@pytest.mark.parametrize("shared", [False, True])
def test_the_sample_after_two_districts_became_one(tmp_path: Path, shared: bool) -> None:
    """Also where one registry, brought up to date, serves both periods' jobs."""
    for name in ("plan.xlsx", "don_vi.xlsx", "quy_1_2023"):
        copy = shutil.copytree if (SAMPLES / name).is_dir() else shutil.copyfile
        copy(SAMPLES / name, tmp_path / name)
    now = parse_registry(read_needed(SAMPLES / "don_vi.xlsx", "don_vi.xlsx", RegistryError))
    agencies = [
        replace(a, valid_to=ENDED, successors=("HMOI",))
        if a.code in (A, B)
        else replace(a, parent="HMOI" if a.parent in (A, B) else a.parent)
        for a in now.agencies
    ]
    agencies.append(_district("HMOI", "Mới", valid_from=BEGUN, order=len(agencies)))
    (tmp_path / "don_vi_moi.xlsx").write_bytes(registry_workbook(replace(now, agencies=tuple(agencies))))
    before = (tmp_path / "quy_1_2023" / "job.toml").read_text(encoding="utf-8")
    job = before.replace("[inputs]", '[inputs]\nprevious = "../quy_1_2023"').replace('"Q1"', '"M6"')
    job = re.sub("(?m)^(register|compiler) = .*$", "", job.replace("../don_vi.xlsx", "../don_vi_moi.xlsx"))
    (tmp_path / "m6" / "bao_cao_nhan").mkdir(parents=True)
    (tmp_path / "m6" / "job.toml").write_text(job.replace("2023-03", "2023-06"), encoding="utf-8")
    if shared:
        (tmp_path / "quy_1_2023" / "job.toml").write_text(before.replace("don_vi", "don_vi_moi"), encoding="utf-8")
    inputs = parse_inputs(read_frame(tmp_path / "m6"))
    assert inputs.previous
    as_now = {one.agency: one for one in inputs.previous.inherited}
    own, communes = (_answer(as_now, "HMOI", f"I.1.b.06/1{level}") for level in ("", "@commune"))
    assert (_figure(own), _figure(communes)) == ((2419, 3029), (8303, 9702))
    assert [(f.code, f.agency) for f in inputs.findings if f.code.startswith("previous")] == [
        ("previous-inherited", "HMOI")
    ]
    total = consolidate(inputs.previous.campaign, inputs.previous.returns)[0]
    item = total.item("I.1.b.06")
    figure = item.measures[0].figure if item else None
    assert figure
    assert figure.operands[0].value == 90432  # as before the merger

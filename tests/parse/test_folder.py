"""Several returns of one agency: which counts, and why not the others."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from reporting.agencies import Agency
from reporting.completeness import Decision
from reporting.findings import Finding
from reporting.obligations import Campaign
from reporting.parse.folder import settle
from reporting.returns import Return
from tests.helpers.answers import sent
from tests.helpers.returned import FULL_CAMPAIGN, FULL_PLAN, understood, workbook
from tests.helpers.small import CAMPAIGN, PERIOD, REGISTRY


def returned(file: str = "a.xlsx", numerator: object = 850, **guide: object) -> Return:
    made, _ = understood(workbook({"I.1.b.01/1": {"numerator": numerator}}, **guide), file)
    assert made
    return made


def settled(*returns: Return) -> tuple[list[str], list[tuple[str, str]]]:
    kept, findings = settle(returns, FULL_CAMPAIGN)
    return [r.file for r in kept], [(f.code, f.location.file) for f in findings]


def test_one_return_counts() -> None:
    assert settled(returned()) == (["a.xlsx"], [])


def test_a_copy_counts_once_whatever_its_name() -> None:
    copies = returned("a (1).xlsx"), returned("a.xlsx"), returned("a - Copy.xlsx")
    assert settled(*copies) == (["a.xlsx"], [("return-copy", "a (1).xlsx"), ("return-copy", "a - Copy.xlsx")])


def test_a_copy_with_other_looks_is_still_a_copy() -> None:
    """The content is compared, not the file: "850" as text is the same answer as 850."""
    assert settled(returned(), returned("b.xlsx", "850"))[1] == [("return-copy", "b.xlsx")]


def test_a_higher_counter_replaces_and_names_the_changed_cells() -> None:
    kept, findings = settle([returned("cu.xlsx"), returned("moi.xlsx", 900, sequence=2)], FULL_CAMPAIGN)
    assert [r.file for r in kept] == ["moi.xlsx"]
    assert [f.code for f in findings] == ["return-replaced"]
    assert "I.1.b.01/1 Tử số hoặc giá trị: 850 → 900" in findings[0].wrong
    assert "1 ô khác" in findings[0].wrong


def test_equal_counters_with_other_content_count_for_none() -> None:
    kept, findings = settle([returned("a.xlsx"), returned("b.xlsx", 900)], FULL_CAMPAIGN)
    assert kept == ()
    assert [f.code for f in findings] == ["return-rival"]
    assert {where.file for where in findings[0].related} == {"a.xlsx", "b.xlsx"}


def test_an_old_rival_does_not_matter_once_a_newer_one_came() -> None:
    three = [returned("a.xlsx"), returned("b.xlsx", 900), returned("c.xlsx", 950, sequence=2)]
    assert settled(*three) == (["c.xlsx"], [("return-replaced", "a.xlsx"), ("return-replaced", "b.xlsx")])


@pytest.mark.parametrize(
    ("first", "second", "counts"),
    [
        ({"sequence": 99, "sent": date(2023, 3, 10)}, {"sequence": 2, "sent": date(2023, 3, 12)}, []),
        ({"sequence": 99, "sent": None}, {"sequence": 2, "sent": None}, []),
        ({"sequence": 2, "sent": date(2023, 3, 10)}, {"sequence": 1, "sent": date(2023, 3, 12)}, []),
        ({"sequence": 1, "sent": date(2023, 3, 10)}, {"sequence": 2, "sent": date(2023, 3, 12)}, ["b.xlsx"]),
        ({"sequence": 1, "sent": date(2023, 3, 10)}, {"sequence": 2, "sent": date(2023, 3, 10)}, ["b.xlsx"]),
        ({"sequence": 1, "sent": None}, {"sequence": 4, "sent": None}, ["b.xlsx"]),
    ],
)
def test_a_counter_that_days_or_sense_speak_against_decides_nothing(
    first: dict[str, object], second: dict[str, object], counts: list[str]
) -> None:
    kept, findings = settled(returned("a.xlsx", **first), returned("b.xlsx", 900, **second))
    assert kept == counts
    assert [code for code, _ in findings] == (["return-replaced"] if counts else ["return-rival"])


def test_another_period_another_plan_another_agency_are_left_out() -> None:
    one = returned()
    foreign = [
        replace(one, file="ky.xlsx", period="M6-2023"),
        replace(one, file="kh.xlsx", plan="KH-2022"),
        replace(one, file="xa.xlsx", agency="X1"),
    ]
    assert settled(*foreign) == (
        [],
        [("return-wrong-period", "ky.xlsx"), ("return-wrong-plan", "kh.xlsx"), ("return-unexpected-agency", "xa.xlsx")],
    )


def test_returns_come_in_registry_order_not_in_file_order() -> None:
    one = returned("z.xlsx")
    other = replace(one, agency="SNV", file="b.xlsx")
    assert settled(one, other)[0] == ["b.xlsx", "z.xlsx"]


def test_an_agency_no_longer_valid_is_not_expected() -> None:
    gone = Agency("CU", "Sở Cũ", valid_to=PERIOD.start)
    registry = replace(REGISTRY, agencies=(*REGISTRY.agencies, gone))
    _, findings = settle([replace(returned(), agency="CU")], Campaign(FULL_PLAN, registry, PERIOD))
    assert [f.code for f in findings] == ["return-unexpected-agency"]


def test_order_of_files_does_not_matter() -> None:
    returns = [returned("a.xlsx"), returned("b.xlsx", 900), returned("c.xlsx", 950, sequence=2)]
    assert settled(*returns) == settled(*reversed(returns))


def test_a_later_send_with_fewer_answers_names_what_it_leaves_blank() -> None:
    """Officers send "only what was missing": the later file replaces the whole, it adds nothing."""
    kept, findings = settle([returned("cu.xlsx"), returned("moi.xlsx", None, sequence=2)], FULL_CAMPAIGN)
    assert [r.file for r in kept] == ["moi.xlsx"]
    (fewer,) = [f for f in findings if f.code == "return-fewer-answers"]
    assert fewer.location.file == "moi.xlsx"
    assert "1 ô mà bản trước (cu.xlsx) đã điền: I.1.b.01/1 Tử số hoặc giá trị: 850 → (trống)" in fewer.wrong


# --- an officer chooses among files of one send -----------------------------------------------------------------

ONE, TWO, THREE = (f"nhan/{name}" for name in ("SNV.xlsx", "SNV (1).xlsx", "moi/SNV moi.xlsx"))


def _rivals(*files: str) -> list[Return]:
    table = "| row | top | bottom |\n| I.1.b.01/1 | {} | 100 |"
    return [sent("SNV", table.format(n), file=file, digest=file) for n, file in enumerate(files, 1)]


def _decision(found: Finding, value: str, **fields: object) -> Decision:
    said = {"who": "Lê Thị Thu", "day": date(2023, 3, 20), "why": "đã hỏi đơn vị"} | fields
    return Decision(found.key, False, value, **said)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("written", "counted"),
    [
        ("SNV.xlsx", ONE),
        ("snv (1)", TWO),
        ("nhan\\SNV (1).xlsx", TWO),
        ("moi/SNV moi.xlsx", THREE),
        ("SNV cũ.xlsx", ""),
        ("Có", ""),
        ("", ""),
    ],
)
def test_the_file_that_an_officer_names_counts_and_the_others_are_told(written: str, counted: str) -> None:
    returns = _rivals(ONE, TWO, THREE)
    (doubt,) = settle(returns, CAMPAIGN)[1]
    kept, findings = settle(returns, CAMPAIGN, [_decision(doubt, written)])
    assert [one.file for one in kept] == ([counted] if counted else [])
    left = [f.location.file for f in findings if f.code == "return-not-chosen"]
    assert sorted(left) == (sorted({ONE, TWO, THREE} - {counted}) if counted else [])
    assert findings[0].code == "return-rival"  # stays, for the record


@pytest.mark.parametrize("fields", [{"who": ""}, {"why": ""}, {"day": None}, {"fingerprint": "0123456789ab"}])
def test_a_choice_that_is_not_whole_or_of_other_files_chooses_nothing(fields: dict[str, object]) -> None:
    (doubt,) = settle(_rivals(ONE, TWO), CAMPAIGN)[1]
    kept, _ = settle(_rivals(ONE, TWO), CAMPAIGN, [_decision(doubt, "SNV.xlsx", **fields)])
    assert kept == ()


def test_two_different_choices_choose_nothing() -> None:
    (doubt,) = settle(_rivals(ONE, TWO), CAMPAIGN)[1]
    both = [_decision(doubt, "SNV.xlsx"), _decision(doubt, "SNV (1).xlsx")]
    assert settle(_rivals(ONE, TWO), CAMPAIGN, both)[0] == ()


def test_a_form_that_another_agency_filled_does_not_replace_the_agencys_own() -> None:
    own, strange = _rivals(ONE, TWO)
    later = replace(strange, sequence=2)
    assert settle([own, later], CAMPAIGN)[0] == (later,)
    kept, findings = settle([own, later], CAMPAIGN, doubtful=[TWO])
    assert kept == ()
    assert [f.code for f in findings if f.code != "return-fewer-answers"] == ["return-rival"]
    doubt = next(f for f in findings if f.code == "return-rival")
    assert settle([own, later], CAMPAIGN, [_decision(doubt, "SNV.xlsx")], [TWO])[0] == (own,)
    assert settle([later], CAMPAIGN, doubtful=[TWO])[0] == (later,)  # shown, with its error

"""Figures that cannot be believed are errors until an officer has decided; what is believable is left alone."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from reporting.checks import Thresholds
from reporting.codes import CATALOGUE, Severity
from reporting.numbers import money_unit
from reporting.plan import MeasureKind
from reporting.returns import Return
from tests.helpers.answers import sent
from tests.helpers.checking import HALF_YEAR, checked, codes, only, with_measure

MEASURE = "I.1.b.01/1"
MONEY = with_measure(MEASURE, kind=MeasureKind.DECREASE, unit="triệu đồng")
IMPLAUSIBLE = ("amount-implausible", "rate-implausible")


def amounts(agency: str, top: str, bottom: str) -> Return:
    return sent(agency, f"| row | top | bottom | evidence |\n| {MEASURE} | {top} | {bottom} | x |")


def test_they_block_the_final_report() -> None:
    assert {CATALOGUE[code].severity for code in IMPLAUSIBLE} == {Severity.ERROR}


@pytest.mark.parametrize(
    ("top", "bottom", "cells"),
    [
        ("4869", "5034", []),
        ("4869,5", "5034", []),
        ("1200", "5034", []),
        ("0", "5034", []),
        ("4869000000", "5034", ["B2"]),  # đồng in one cell
        ("4869", "5034000000", ["C2"]),
        ("4869000000", "5034000000", ["B2", "C2"]),  # in both
        ("4869000", "5034", ["B2"]),  # thousands
        ("4,869", "5034", ["B2"]),  # tỷ
        ("4869", "5,034", ["B2"]),
        ("100000", "5034", ["B2"]),  # twenty times: a rate of 1.886 %
    ],
)
def test_money_in_another_unit_is_asked_about(top: str, bottom: str, cells: list[str]) -> None:
    result = checked(amounts("SNV", top, bottom), plan=MONEY)
    assert [place.split(" › ")[-1] for *_, place in only(result, *IMPLAUSIBLE)] == cells


@pytest.mark.parametrize(("now", "asked"), [("4869", False), ("3,2", True), ("5100000", True), ("9000", False)])
def test_both_cells_are_held_against_last_period(now: str, asked: bool) -> None:
    result = checked(amounts("SNV", now, now), plan=MONEY, period=HALF_YEAR, before=(amounts("SNV", "4700", "5034"),))
    assert ("amount-implausible" in codes(result)) is asked


@pytest.mark.parametrize(("odd", "asked"), [("2500", False), ("40000", False), ("4000000", True), ("2,5", True)])
def test_both_cells_are_held_against_the_other_agencies(odd: str, asked: bool) -> None:
    others = [amounts(agency, value, value) for agency, value in (("STP", "2400"), ("SKHDT", "3600"))]
    result = checked(amounts("SNV", odd, odd), *others, plan=MONEY)
    assert [agency for _, agency, _, _ in only(result, "amount-implausible")] == (["SNV"] if asked else [])


@pytest.mark.parametrize(
    ("now", "before", "asked"), [(("900", "1000"), ("30", "50"), True), (("90", "100"), ("30", "50"), False)]
)
def test_counts_that_grow_beyond_belief_are_asked_about(
    now: tuple[str, str], before: tuple[str, str], asked: bool
) -> None:
    result = checked(amounts("SNV", *now), period=HALF_YEAR, before=(amounts("SNV", *before),))
    assert ("rate-implausible" in codes(result)) is asked


def test_the_limits_are_data() -> None:
    wide = replace(Thresholds(), rate=Decimal(10**9), amount_factor=Decimal(10**9), largest_amount=Decimal(10**12))
    result = checked(amounts("SNV", "4869000000", "5034"), plan=MONEY, thresholds=wide)
    assert not only(result, *IMPLAUSIBLE)


@pytest.mark.parametrize(
    ("unit", "scale"),
    [("Triệu đồng", 10**6), ("tỷ đồng", 10**9), ("đồng", 1), ("nghìn đồng", 1000), ("hồ sơ", None), ("%", None)],
)
def test_units_of_money(unit: str, scale: int | None) -> None:
    assert money_unit(unit) == scale

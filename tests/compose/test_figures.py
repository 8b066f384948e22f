"""Numbers as printed, and the figures behind them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.compose.figures import change, difference, fraction, percent_text, recomputed, rounded
from reporting.compose.runs import plain
from reporting.consolidation import Figure, Formula, Total
from reporting.numbers import format_percent
from tests.helpers.consolidations import simple_ratio, source, total


@pytest.mark.parametrize(
    ("value", "threshold", "expected"),
    [
        ("82.44", "80", "82,4%"),
        ("80", "80", "80%"),
        ("79.96", "80", "79,96%"),
        ("99.96", "100", "99,96%"),
        ("99.96", None, "99,96%"),
        ("99.996", "100", "99,996%"),
        ("0.02", None, "0,02%"),
        ("100", "100", "100%"),
    ],
)
def test_rounding_never_crosses_the_threshold_or_a_full_hundred(
    value: str, threshold: str | None, expected: str
) -> None:
    assert percent_text(Decimal(value), Decimal(threshold) if threshold else None) == expected


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_percentage_short_of_all_never_reads_as_all(top: int, bottom: int) -> None:
    value = Decimal(100) * min(top, bottom) / bottom
    if value != 100 and value < Decimal("99.9999"):
        assert percent_text(value) != format_percent(100)


@pytest.mark.parametrize("value", ["12.25", "12.35", "0.05", "-12.25"])
def test_half_a_tenth_is_rounded_away_from_zero_in_print_and_in_differences(value: str) -> None:
    away = Decimal(value) + Decimal("0.05").copy_sign(Decimal(value))
    assert rounded(Decimal(value)) == away
    assert format_percent(Decimal(value), 1) == format_percent(away, 1)


def test_a_fraction_carries_both_numbers_with_their_cells() -> None:
    runs = fraction(simple_ratio("x", 12345, 14982), "hồ sơ")
    assert plain(runs) == "12.345/14.982 hồ sơ"
    assert [run.figure.value for run in runs if run.figure] == [12345, 14982]
    assert all(run.figure.operands[0].sources for run in runs if run.figure)


def test_the_difference_is_that_of_the_percentages_as_printed() -> None:
    now, before = simple_ratio("x", 8244, 10000), simple_ratio("x@Q1", 8116, 10000)
    figure = difference(now, before)
    assert figure is not None
    assert (figure.value, figure.formula) == (Decimal("1.2"), Formula.RATIO_DIFFERENCE)
    assert recomputed(figure) == figure.value


@pytest.mark.parametrize(
    ("top", "expected"),
    [
        (824, "tăng 1,2 điểm phần trăm so với Quý I"),
        (800, "giảm 1,2 điểm phần trăm so với Quý I"),
        (812, "không thay đổi so với Quý I"),
    ],
)
def test_a_change_says_its_direction(top: int, expected: str) -> None:
    assert plain(change(simple_ratio("x", top, 1000), simple_ratio("y", 812, 1000), "Quý I")) == expected


def test_a_ratio_printed_more_finely_is_set_beside_last_periods_not_subtracted_from_it() -> None:
    """99,96% (not 100%) less 99% is not the 1 point that rounding would say."""
    now, before = simple_ratio("x", 9996, 10000), simple_ratio("y", 9900, 10000)
    assert plain(change(now, before, "Quý I")) == "so với 99% của Quý I"
    close = simple_ratio("x", 7996, 10000)
    assert plain(change(close, before, "Quý I", Decimal(80))) == "so với 99% của Quý I"
    assert plain(change(close, close, "Quý I", Decimal(80))) == "không thay đổi so với Quý I"


def test_one_in_many_millions_is_still_not_all() -> None:
    assert percent_text(simple_ratio("x", 19_999_999, 20_000_000).value) == "99,999995%"


def test_counts_change_in_their_unit() -> None:
    def count(value: int) -> Figure:
        return Figure("x", Decimal(value), Formula.VALUE, (total(source("SNV", value)),), "hoạt động")

    assert plain(change(count(3), count(1), "Quý I")) == "tăng 02 hoạt động so với Quý I"


def test_nothing_is_compared_with_nothing() -> None:
    assert change(simple_ratio("x", 1, 2), None, "Quý I") == ()


def test_a_decrease_that_was_an_increase_is_called_so() -> None:
    now = Figure("x", Decimal(3), Formula.DECREASE, (Total(Decimal(97)), Total(Decimal(100))))
    before = Figure("y", Decimal(-2), Formula.DECREASE, (Total(Decimal(102)), Total(Decimal(100))))
    assert plain(change(now, before, "Quý I")) == "so với mức tăng 2% của Quý I"

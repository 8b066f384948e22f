"""Numbers and dates: what is written, what is read, what is asked back."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.numbers import (
    Outcome,
    as_decimal,
    format_count,
    format_date,
    format_number,
    format_percent,
    read_date,
    read_number,
)

D = Decimal


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (D("1234.5"), None, "1.234,5"),
        (D("1234567"), None, "1.234.567"),
        (D("0.855"), None, "0,855"),
        (D("1E+3"), None, "1.000"),
        (D("12.50"), None, "12,5"),
        (D("12.5"), 2, "12,50"),
        (D("2.345"), 2, "2,35"),
        (D("-0.04"), 1, "0,0"),
        (-7, None, "-7"),
    ],
)
def test_a_number_is_written_with_decimal_comma(value: Decimal, decimals: int | None, text: str) -> None:
    assert format_number(value, decimals) == text


@pytest.mark.parametrize(("value", "text"), [("80.0", "80%"), ("85.46", "85,5%"), ("99.95", "100%"), ("-2.5", "-2,5%")])
def test_a_percentage_has_no_blank_and_no_idle_zero(value: str, text: str) -> None:
    assert format_percent(D(value)) == text


@pytest.mark.parametrize(("value", "text"), [(2, "02"), (9, "09"), (10, "10"), (0, "0"), (1234, "1.234")])
def test_a_count_below_ten_has_a_leading_zero(value: int, text: str) -> None:
    assert format_count(value) == text


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2023, 3, 5), "05/3/2023"),
        (date(2023, 2, 15), "15/02/2023"),
        (date(2023, 1, 1), "01/01/2023"),
        (date(2023, 12, 31), "31/12/2023"),
    ],
)
def test_days_below_ten_and_months_one_and_two_have_a_leading_zero(day: date, text: str) -> None:
    assert format_date(day) == text


# --- reading ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1.234,5", "1234.5"),
        ("1.234.567", "1234567"),
        ("85,5", "85.5"),
        ("0", "0"),
        ("02", "2"),
        ("0,855", "0.855"),
        ("-5", "-5"),
        ("'12", "12"),
        (12, "12"),
        (12.5, "12.5"),
        (0.1 + 0.2, "0.3"),
        (D("7.50"), "7.5"),
    ],
)
def test_vietnamese_notation_is_read_without_remark(typed: object, value: str) -> None:
    read = read_number(typed)
    assert (read.outcome, read.value, read.repair) == (Outcome.NUMBER, D(value), "")


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("12.5", "12.5"),
        ("1,234,567", "1234567"),
        ("1,234.5", "1234.5"),
        ("1 234,5", "1234.5"),
        ("1\u00a0234", "1234"),
        ("12 (mười hai)", "12"),
        ("12 hồ sơ", "12"),
        ("12 văn bản (dự thảo)", "12"),
        ("12.", "12"),
        ("–5", "-5"),
    ],
)
def test_other_notation_with_one_meaning_is_repaired_and_says_so(typed: str, value: str) -> None:
    read = read_number(typed)
    assert (read.outcome, read.value) == (Outcome.NUMBER, D(value))
    assert read.repair


@pytest.mark.parametrize("typed", ["85,5%", "85,5 %", "85,5\u00a0%"])
def test_a_percentage_is_told_from_a_number(typed: str) -> None:
    read = read_number(typed)
    assert (read.value, read.percent) == (D("85.5"), True)


def test_a_percent_cell_holds_a_share() -> None:
    read = read_number(0.855, percent_cell=True)
    assert (read.value, read.percent) == (D("85.5"), True)
    assert "85,5%" in read.repair


@pytest.mark.parametrize("typed", ["12/15", "12 / 15", "12/15 hồ sơ"])
def test_a_fraction_in_one_cell_is_two_numbers(typed: str) -> None:
    read = read_number(typed)
    assert (read.value, read.denominator) == (D(12), D(15))


@pytest.mark.parametrize(("typed", "meanings"), [("1.234", ("1.234", "1,234")), ("1,234", ("1.234", "1,234"))])
def test_one_separator_before_three_digits_is_asked_back(typed: str, meanings: tuple[str, ...]) -> None:
    read = read_number(typed)
    assert (read.outcome, read.value, read.meanings) == (Outcome.AMBIGUOUS, None, meanings)


@pytest.mark.parametrize(
    ("typed", "outcome"),
    [
        (None, Outcome.BLANK),
        ("  ", Outcome.BLANK),
        ("-", Outcome.DASH),
        ("không có", Outcome.NOTHING),
        (normalize("NFD", "Không có"), Outcome.NOTHING),
        ("Không phát sinh", Outcome.NOT_ARISING),
        ("khoảng 80", Outcome.APPROXIMATE),
        ("> 80", Outcome.APPROXIMATE),
        ("80 trở lên", Outcome.APPROXIMATE),
        (date(2023, 12, 5), Outcome.DATE),
        ("tám mươi", Outcome.UNREADABLE),
        ("(12)", Outcome.UNREADABLE),
        ("1,5 tỷ", Outcome.UNREADABLE),
        ("1.23.4", Outcome.UNREADABLE),
        ("12/3/2023", Outcome.UNREADABLE),
        ("80% (12/15)", Outcome.UNREADABLE),
        (True, Outcome.UNREADABLE),
        (float("nan"), Outcome.UNREADABLE),
    ],
)
def test_what_is_no_number_has_no_value(typed: object, outcome: Outcome) -> None:
    read = read_number(typed)
    assert (read.outcome, read.value) == (outcome, None)


numbers = st.decimals(min_value=-(10**9), max_value=10**9, places=3, allow_nan=False)


@given(numbers)
def test_what_is_written_is_read_back_or_asked(number: Decimal) -> None:
    read = read_number(format_number(number))
    if read.outcome is Outcome.AMBIGUOUS:
        assert format_number(number) in read.meanings
    else:
        assert read.value == number


@given(numbers.map(lambda n: n.quantize(D("0.1"))))
def test_a_written_percentage_is_read_back(number: Decimal) -> None:
    read = read_number(format_percent(number))
    assert read.outcome is Outcome.AMBIGUOUS or (read.value, read.percent) == (number, True)


@given(st.integers(0, 10**15 - 1))
def test_stored_integers_keep_their_value(number: int) -> None:
    assert read_number(number).value == read_number(float(number)).value == number


@given(st.text(st.sampled_from("0123456789.,%/-() \u00a0kg"), max_size=12))
def test_a_text_with_a_value_is_confirmed_by_a_strict_reader(text: str) -> None:
    """Where babel's strict Vietnamese parser also reads plain digits, both agree."""
    from babel.numbers import NumberFormatError, parse_decimal

    read = read_number(text)
    plain = text.strip()
    if read.outcome is Outcome.NUMBER and not (read.percent or read.denominator or read.repair):
        try:
            strict = parse_decimal(plain.replace("\u00a0", ""), locale="vi_VN", strict=True)
        except NumberFormatError:
            return
        assert read.value == strict


@given(st.one_of(st.text(max_size=30), st.floats(), st.integers(), st.booleans(), st.dates(), st.none()))
def test_any_value_is_read_without_an_accident(value: object) -> None:
    read = read_number(value)
    assert (read.value is None) == (read.outcome is not Outcome.NUMBER)
    read_date(value)


def test_infinite_numbers_are_none() -> None:
    assert as_decimal(float("inf")) is None


# --- dates ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    [
        date(2023, 3, 5),
        datetime(2023, 3, 5, 8, 30),
        "05/3/2023",
        "5/03/2023",
        "5-3-2023",
        "5.3.2023",
        "ngày 05/3/2023",
        "2023-03-05",
        "2023-03-05 00:00:00",
        "ngày 05 tháng 3 năm 2023",
        "Kon Tum, ngày 5 tháng 3 năm 2023",
    ],
)
def test_dates_as_people_write_them(typed: object) -> None:
    assert read_date(typed).day == date(2023, 3, 5)


@pytest.mark.parametrize(("typed", "day"), [("5/3/23", date(2023, 3, 5)), ("3/15/2023", date(2023, 3, 15))])
def test_short_years_and_american_order_are_repaired_and_said(typed: str, day: date) -> None:
    read = read_date(typed)
    assert read.day == day
    assert read.repair


@pytest.mark.parametrize(
    ("serial", "epoch_1904", "day"), [(45000, False, date(2023, 3, 15)), (43538, True, date(2023, 3, 15))]
)
def test_serial_numbers_follow_their_epoch(serial: int, epoch_1904: bool, day: date) -> None:
    assert read_date(serial, date_1904=epoch_1904).day == day


@pytest.mark.parametrize("typed", ["31/02/2023", "3/2023", "hôm qua", 12, True])
def test_what_is_no_date_is_none(typed: object) -> None:
    assert read_date(typed).day is None
    assert not read_date(typed).blank


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_a_written_date_is_read_back(day: date) -> None:
    assert read_date(format_date(day)).day == day
    assert read_date((day - date(1899, 12, 30)) // timedelta(days=1)).day == day


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("4.250,0 hồ sơ", "bỏ đơn vị tính “hồ sơ”, hiểu là 4.250"),
        ("12 (mười hai)", "bỏ phần ghi chú “(mười hai)”, hiểu là 12"),
        ("85.5% (ước)", "bỏ phần ghi chú “(ước)”; dấu chấm coi là dấu phẩy thập phân, hiểu là 85,5%"),
        ("–12", "dấu gạch ngang trước số coi là dấu âm, hiểu là -12"),
        ("1 850/2.000.000", "hiểu là tử số 1.850, mẫu số 2.000.000"),
        ("12.", "bỏ dấu thừa cuối số, hiểu là 12"),
        ("1.234,5", ""),
    ],
)
def test_a_repair_says_what_was_made_of_it(typed: str, told: str) -> None:
    assert read_number(typed).repair == told

"""The two ways of reading an .xlsx agree, on the form and on random workbooks."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from reporting.excel.read import read_bytes
from reporting.grid import Grid
from tests.helpers.returned import edited, workbook

FAR = "XFD1"

text = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co")), min_size=1, max_size=20)
cell = st.one_of(
    st.tuples(st.just("text"), text),
    st.tuples(st.just("number"), st.one_of(st.integers(-(10**9), 10**9), st.floats(-1e9, 1e9, allow_nan=False))),
    st.tuples(st.just("percent"), st.integers(0, 1000).map(lambda n: n / 1000)),
    st.tuples(st.just("date"), st.dates(date(1901, 1, 1), date(2099, 12, 31))),
    st.tuples(st.just("bool"), st.booleans()),
    st.tuples(st.just("formula"), st.one_of(st.integers(0, 99), st.just("chữ"))),
    st.tuples(st.just("error"), st.sampled_from(["#N/A", "#REF!", "#DIV/0!"])),
    st.tuples(st.just("blank"), st.none()),
)
sheet = st.dictionaries(st.tuples(st.integers(0, 30), st.integers(0, 12)), cell, max_size=25)


def made(sheets: list[dict[tuple[int, int], tuple[str, Any]]], *, far: bool) -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        percent, day = book.add_format({"num_format": "0.0%"}), book.add_format({"num_format": "dd/mm/yyyy"})
        for cells in sheets:
            page = book.add_worksheet()
            page.set_row(40, None, None, {"hidden": True})
            page.write_blank(40, 0, None, percent)
            writers: dict[str, Callable[..., Any]] = {
                "text": page.write_string,
                "number": page.write_number,
                "percent": lambda r, c, v, to=page: to.write_number(r, c, v, percent),
                "date": lambda r, c, v, to=page: to.write_datetime(r, c, v, day),
                "bool": page.write_boolean,
                "formula": lambda r, c, v, to=page: to.write_formula(r, c, "=A99", None, v),
                "error": lambda r, c, v, to=page: to.write_formula(r, c, "=NA()", None, v),
                "blank": lambda r, c, v, to=page: to.write_blank(r, c, v, percent),
            }
            for (row, column), (kind, value) in cells.items():
                writers[kind](row, column, value)
            if far:
                page.write_string(FAR, "x")
    return target.getvalue()


def compared(one: Grid, other: Grid) -> None:
    for mine, theirs in zip(one.sheets, other.sheets, strict=True):
        assert mine.rows == theirs.rows
        assert (mine.errors, mine.percents, mine.formulas) == (theirs.errors, theirs.percents, theirs.formulas)
        assert (mine.uncalculated, mine.hidden_rows) == (theirs.uncalculated, theirs.hidden_rows)
        assert sorted(mine.merged) == sorted(theirs.merged)


@pytest.mark.long
@settings(max_examples=10)
@given(st.lists(sheet, min_size=1, max_size=3))
def test_random_workbooks_read_the_same_both_ways(sheets: list[dict[tuple[int, int], tuple[str, Any]]]) -> None:
    near, _ = read_bytes(made(sheets, far=False), "a.xlsx")
    far, _ = read_bytes(made(sheets, far=True), "a.xlsx")
    assert near
    assert far
    assert (near.reader, far.reader) == ("calamine", "openpyxl")
    compared(near, far)


def test_the_form_reads_the_same_both_ways() -> None:
    def stray(book: Any) -> None:
        book["Chỉ tiêu"][FAR] = "x"

    near, _ = read_bytes(edited(lambda book: None), "a.xlsx")
    far, _ = read_bytes(edited(stray), "a.xlsx")
    clean, _ = read_bytes(workbook(), "a.xlsx")
    assert near
    assert far
    assert clean
    compared(near, far)
    answers = (
        [s for s in clean.sheets if s.name == "Nội dung khác"],
        [s for s in far.sheets if s.name == "Nội dung khác"],
    )
    assert answers[0][0].rows == answers[1][0].rows


@pytest.mark.parametrize("value", [datetime(2023, 3, 5, 7, 30)])
def test_a_time_of_day_is_kept(value: datetime) -> None:
    def edit(book: Any) -> None:
        book["Nhiệm vụ"]["K7"] = value

    grid, _ = read_bytes(edited(edit), "a.xlsx")
    assert grid
    found = grid.sheet("Nhiệm vụ")
    assert found
    assert found.at(7, 11) == value

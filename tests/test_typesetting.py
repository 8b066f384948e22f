"""Widths and line breaks that both writers share."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.document import Column
from reporting.typesetting import balanced, column_widths, text_width
from tests.helpers.word import nd30

PROFILE = nd30()


def test_a_text_is_as_wide_as_its_letters() -> None:
    # Times New Roman: "m" is 0.778 em, bold "m" 0.833 em.
    assert text_width("mm", 72, PROFILE) == pytest.approx(2 * 0.778 * 25.4, abs=0.01)
    assert text_width("m", 72, PROFILE, bold=True) == pytest.approx(0.833 * 25.4, abs=0.01)


def test_a_title_that_fits_stays_on_one_line() -> None:
    assert balanced("BÁO CÁO", 14, PROFILE, 100) == "BÁO CÁO"


def test_a_body_s_name_breaks_before_its_place() -> None:
    assert balanced("ỦY BAN NHÂN DÂN TỈNH KON TUM", 13, PROFILE, 70) == "ỦY BAN NHÂN DÂN\nTỈNH KON TUM"


def test_blanks_left_for_a_date_are_never_a_line_end() -> None:
    reference = "(Kèm theo Báo cáo số        /BC-UBND ngày       tháng       năm 2023 của Ủy ban nhân dân tỉnh)"
    lines = balanced(reference, 14, PROFILE, 165, bold=False).split("\n")
    assert len(lines) == 2
    assert lines[0].endswith("/BC-UBND")
    assert " ".join(lines) == reference


@given(st.lists(st.sampled_from("Ủy ban nhân dân tỉnh cải cách hành chính".split()), min_size=1, max_size=40))
def test_no_word_is_lost_and_every_line_fits(words: list[str]) -> None:
    lines = balanced(" ".join(words), 14, PROFILE, 60).split("\n")
    assert " ".join(lines).split(" ") == words
    assert all(text_width(line, 14, PROFILE, bold=True) <= 60 for line in lines)


def test_columns_keep_their_shares_where_their_headings_fit() -> None:
    assert column_widths((Column("Một", 1), Column("Hai", 3)), 160, PROFILE) == (40, 120)


def test_a_narrow_column_gets_room_for_its_heading() -> None:
    narrow, wide = column_widths((Column("STT", 2), Column("Nhiệm vụ", 98)), 165, PROFILE)
    assert narrow > text_width("STT", PROFILE.sizes.table, PROFILE, bold=True) + 2 * PROFILE.spacing.cell_x
    assert narrow + wide == pytest.approx(165)


@given(st.lists(st.tuples(st.text("ab STT", max_size=12), st.floats(0, 50)), min_size=1, max_size=12))
def test_columns_always_fill_the_table(shares: list[tuple[str, float]]) -> None:
    columns = tuple(Column(title, width) for title, width in shares)
    widths = column_widths(columns, 257, PROFILE)
    assert all(width >= 0 for width in widths)
    if any(width > 0 for _, width in shares):
        assert sum(widths) == pytest.approx(257)

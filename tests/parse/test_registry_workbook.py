"""The registry's workbook: read back as written; a registry with a mistake is refused, with its cells."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reporting.agencies import Agency, Group, Level, Registry
from reporting.errors import RegistryError
from reporting.grid import Grid, Value
from reporting.parse.registry_workbook import parse_registry
from reporting.text import one_line
from tests.helpers.small import REGISTRY
from tests.helpers.workbooks import changed, registry_grid, reordered, with_cell, without_sheet


@pytest.fixture(scope="module")
def grid() -> Grid:
    return registry_grid(REGISTRY)


_names = st.text(st.characters(blacklist_categories=("Cs", "Cc", "Cn", "Co"), max_codepoint=0x1EFF), max_size=30)
_names = _names.map(lambda text: one_line(text).replace(";", "").strip())
_days = st.none() | st.dates(date(2000, 1, 1), date(2099, 12, 31))


@st.composite
def registries(draw: st.DrawFn) -> Registry:
    codes = draw(st.lists(st.from_regex(r"[A-Z][A-Z0-9]{1,6}", fullmatch=True), unique=True, min_size=3, max_size=6))
    group, *members = codes
    agencies = tuple(
        Agency(
            code,
            draw(_names.filter(bool)),
            draw(_names),
            draw(_names),
            "l1",
            draw(st.sampled_from(((), (group,)))),
            draw(st.sampled_from(("", *members))),
            draw(st.booleans()),
            tuple(draw(st.lists(_names.filter(bool), max_size=3))),
            draw(st.from_regex(r"[0-9]{0,5}", fullmatch=True)),
            draw(_names),
            draw(_days),
            draw(_days),
            tuple(draw(st.lists(st.sampled_from(members), unique=True, max_size=2))),
            order,
        )
        for order, code in enumerate(members, 1)
    )
    groups = (Group(group, draw(_names.filter(bool)), tuple(draw(st.lists(_names.filter(bool), max_size=2))), 1),)
    return Registry(agencies, groups, (Level("l1", draw(_names)),))


def test_what_is_written_is_read_back(grid: Grid) -> None:
    assert parse_registry(grid) == REGISTRY


@settings(max_examples=40)
@given(registries())
def test_any_registry_is_read_back(registry: Registry) -> None:
    assert parse_registry(registry_grid(registry)) == registry


def test_columns_may_stand_in_any_order(grid: Grid) -> None:
    width = 14
    assert parse_registry(changed(grid, "Đơn vị", lambda rows: reordered(rows, range(width)[::-1]))) == REGISTRY


def test_dates_are_kept() -> None:
    first, *others = REGISTRY.agencies
    dated = replace(first, valid_to=date(2025, 6, 30), successors=("STP",))
    registry = replace(REGISTRY, agencies=(dated, *others))
    assert parse_registry(registry_grid(registry)) == registry


@pytest.mark.parametrize(
    ("row", "title", "value", "said"),
    [
        ("SKHDT", "Mã", "SKHĐT", "mã 'SKHĐT' không dùng được"),
        ("SKHDT", "Mã", "SNV", "mã 'SNV' dùng hai lần"),
        ("SKHDT", "Tên đầy đủ", None, "thiếu tên"),
        ("SKHDT", "Cấp", "provinc", "có phải ý anh/chị là 'province'?"),
        ("SKHDT", "Nhóm", "SBM", "có phải ý anh/chị là 'SBN'?"),
        ("X1", "Đơn vị cấp trên", "HDAKHO", "có phải ý anh/chị là 'HDAKHA'?"),
        ("SKHDT", "Đơn vị kế thừa", "STO", "có phải ý anh/chị là 'STP'?"),
        ("SKHDT", "Báo cáo", "tùy", "có, không"),
        ("SKHDT", "Hiệu lực đến", "năm sau", "ngày 'năm sau' không đọc được"),
    ],
)
def test_a_bad_cell_is_refused_with_its_place(grid: Grid, row: str, title: str, value: Value, said: str) -> None:
    with pytest.raises(RegistryError) as refusal:
        parse_registry(with_cell(grid, "Đơn vị", row, title, value))
    assert said in refusal.value.message and "don_vi.xlsx › Đơn vị › " in refusal.value.message


@pytest.mark.parametrize("written", ["Cấp tỉnh", "cấp tỉnh", "province"])
def test_a_level_is_written_by_name_or_id(grid: Grid, written: str) -> None:
    assert parse_registry(with_cell(grid, "Đơn vị", "SKHDT", "Cấp", written)) == REGISTRY


def test_all_mistakes_are_told_at_once(grid: Grid) -> None:
    twice = with_cell(with_cell(grid, "Đơn vị", "SKHDT", "Nhóm", "SBM"), "Đơn vị", "STP", "Cấp", "tinh")
    with pytest.raises(RegistryError) as refusal:
        parse_registry(twice)
    assert "'SBM'" in refusal.value.message and "'tinh'" in refusal.value.message


@pytest.mark.parametrize("name", ["Đơn vị", "Nhóm", "Cấp"])
def test_a_missing_sheet_is_refused(grid: Grid, name: str) -> None:
    with pytest.raises(RegistryError, match=f"thiếu trang '{name}'"):
        parse_registry(without_sheet(grid, name))


def test_a_missing_column_is_refused(grid: Grid) -> None:
    with pytest.raises(RegistryError, match="thiếu cột Tên đầy đủ"):
        parse_registry(with_cell(grid, "Đơn vị", "Mã", "Tên đầy đủ", "Danh xưng"))

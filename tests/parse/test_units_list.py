"""A list of communes becomes rows of the registry: codes by the stated rule, nothing known is touched."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from reporting.agencies import Registry
from reporting.commands import main
from reporting.errors import RegistryError
from reporting.excel.read import read_grid
from reporting.excel.registry_workbook import registry_workbook
from reporting.grid import Grid, Sheet
from reporting.parse.registry_workbook import parse_registry
from reporting.parse.units_list import csv_rows, parse_unit_rules, with_units
from reporting.store.files import template_data
from tests.helpers.province import registry
from tests.helpers.small import REGISTRY

RULES = parse_unit_rules(*template_data("units", "don_vi_hanh_chinh", Path()))
LIST = Path(__file__).parent.parent / "helpers" / "xa_quang_ngai_2026.csv"


def added(*rows: tuple[str, ...], to: Registry = REGISTRY) -> dict[str, tuple[str, ...]]:
    grid = Grid("xa.xlsx", (Sheet("xa.xlsx", "Sheet1", rows),))
    _, new = with_units(to, grid, RULES)
    return {a.code: (a.name, a.level, *a.groups, a.parent) for a in new}


@pytest.mark.parametrize(
    ("row", "code", "name", "level"),
    [
        (("Phường Kon Tum", ""), "PKONTUM", "Ủy ban nhân dân phường Kon Tum", "commune"),
        (("Kon Tum", "Phường"), "PKONTUM", "Ủy ban nhân dân phường Kon Tum", "commune"),
        (("UBND xã Đăk Hà", ""), "XDAKHA", "Ủy ban nhân dân xã Đăk Hà", "commune"),
        (("Đặc khu Lý Sơn", ""), "DKLYSON", "Ủy ban nhân dân đặc khu Lý Sơn", "commune"),
        (("thị trấn Plei Kần", ""), "TTPLEIKAN", "Ủy ban nhân dân thị trấn Plei Kần", "commune"),
        (("Thị xã Đức Phổ", ""), "TXDUCPHO", "Ủy ban nhân dân thị xã Đức Phổ", "district"),
        (("Ya  Ly", "Xã"), "XYALY", "Ủy ban nhân dân xã Ya Ly", "commune"),
    ],
)
def test_codes_and_names(row: tuple[str, str], code: str, name: str, level: str) -> None:
    found = added(("Tên", "Loại"), row)
    assert found[code][:2] == (name, level)


def test_an_administrative_code_makes_the_code() -> None:
    assert list(added(("Mã hành chính", "Tên đầy đủ"), ("23293", "Phường Kon Tum"))) == ["X23293"]


def test_equal_names_are_numbered_in_the_order_of_the_list() -> None:
    rows = (("Tên", "Đơn vị cấp trên"), ("Xã Tân Lập", "HDAKHA"), ("xã Tân Lập", "HDAKHA"))
    assert list(added(*rows)) == ["XTANLAP", "XTANLAP2"]


def test_the_body_above_is_found_by_name_and_the_unit_reports_through_it() -> None:
    found = added(("Tên", "Đơn vị cấp trên"), ("Xã Ba", "UBND huyện Đăk Hà"))
    assert found["XBA"] == ("Ủy ban nhân dân xã Ba", "commune", "XA", "HDAKHA")


def test_what_the_registry_knows_stays() -> None:
    assert added(("Tên",), ("Xã Một",), ("Xã Ba",)).keys() == {"XBA"}


@pytest.mark.parametrize(
    ("rows", "wrong", "cell"),
    [
        ((("Tên",), ("Tân Lập",)), "không rõ “Tân Lập” là loại đơn vị gì", "A2"),
        ((("Tên", "Thuộc"), ("Xã Ba", "Huyện Không Có")), "không có đơn vị cấp trên", "B2"),
        ((("Cột khác",), ("x",)), "không tìm thấy danh sách đơn vị", ""),
    ],
)
def test_a_list_that_cannot_be_used_says_where(rows: tuple[tuple[str, ...], ...], wrong: str, cell: str) -> None:
    with pytest.raises(RegistryError, match=wrong) as told:
        added(*rows)
    assert str(told.value.where).endswith(cell)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_lists_saved_as_text(separator: str) -> None:
    assert list(csv_rows(separator.join("ab") + "\n" + separator.join("cd"))) == [("a", "b"), ("c", "d")]


def test_the_command_adds_the_96_communes_of_a_province(tmp_path: Path) -> None:
    before = tmp_path / "don_vi.xlsx"
    before.write_bytes(
        registry_workbook(Registry(registry(0).agencies, registry(0).groups[:1], registry(0).levels[:1]))
    )
    after = tmp_path / "moi.xlsx"
    command = ["units", str(LIST), "--registry", str(before), "-o", str(after)]
    made = CliRunner().invoke(main, command)
    assert made.exit_code == 0, made.output
    grid, _ = read_grid(after, after.name)
    assert grid
    communes = parse_registry(grid).members("XA")
    assert len(communes) == 96
    assert all(commune.expected and commune.level == "commune" for commune in communes)
    assert CliRunner().invoke(main, command).exit_code == 2  # never over a file that is there

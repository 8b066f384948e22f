"""cchc units: a list of communes into the agency registry."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from reporting.grid import Grid


@click.command(name="units")
@click.argument("units", metavar="DANH_SÁCH", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--registry",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    required=True,
    help="Danh mục đơn vị (don_vi.xlsx) để thêm vào; tệp này không bị sửa.",
)
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="Danh mục mới sẽ ghi.")
@click.option("--force", is_flag=True, help="Ghi đè tệp đã có.")
def command(units: Path, registry: Path, output: Path, force: bool) -> int:
    """Thêm các xã, phường của một danh sách (.xlsx hoặc .csv: tên, loại, mã hành chính, đơn vị cấp trên) vào danh mục.

    Mã đơn vị: X và mã hành chính; danh sách không có mã hành chính thì chữ đầu của loại và tên viết liền, không dấu
    (Phường Trung Sơn: PTRUNGSON), trùng thì thêm số. Đơn vị đã có trong danh mục giữ nguyên.
    """
    from reporting.commands.plan_import import refuse_overwriting
    from reporting.errors import RegistryError
    from reporting.excel.needed import read_needed
    from reporting.excel.registry_workbook import registry_workbook
    from reporting.parse.registry_workbook import parse_registry
    from reporting.parse.units_list import parse_unit_rules, with_units
    from reporting.store.files import replace_file, template_data

    refuse_overwriting(output, force)
    known = parse_registry(read_needed(registry, registry.name, RegistryError))
    rules = parse_unit_rules(*template_data("units", "don_vi_hanh_chinh", registry.parent))
    whole, added = with_units(known, _list(units), rules)
    replace_file(output, registry_workbook(whole))
    for agency in added:
        click.echo(f"{agency.code}\t{agency.name}" + (f"\tqua {whole.name_of(agency.parent)}" if agency.parent else ""))
    click.echo(f"Đã thêm {len(added)} đơn vị vào {output.as_posix()}", err=True)
    return 0


def _list(path: Path) -> Grid:
    """The list's cells; a .csv is one sheet."""
    from reporting.errors import RegistryError
    from reporting.excel.needed import read_needed
    from reporting.grid import Grid, Sheet
    from reporting.parse.units_list import csv_rows

    if path.suffix.lower() != ".csv":
        return read_needed(path, path.name, RegistryError)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as problem:
        raise RegistryError("tệp không ở bảng mã UTF-8", where=path.name, accepted="tệp .csv UTF-8, .xlsx") from problem
    return Grid(path.name, (Sheet(path.name, "csv", tuple(csv_rows(text))),))

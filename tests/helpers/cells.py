"""Cells of workbooks read again by other means than cchc's: openpyxl, xlrd, and the XML of an .ods."""

from __future__ import annotations

import re
import zipfile
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

Sheets = dict[str, dict[str, object]]
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


@cache
def cells_of(path: Path) -> Sheets:
    """Sheet → address → value, blanks left out."""
    if path.suffix == ".xls":
        return _xls(path)
    return _ods(path) if path.suffix == ".ods" else _xlsx(path)


def _xlsx(path: Path) -> Sheets:
    from openpyxl import load_workbook

    book = load_workbook(path, data_only=True)
    return {
        sheet.title: {
            cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None
        }
        for sheet in book.worksheets
    }


def _xls(path: Path) -> Sheets:
    import xlrd
    from xlrd.formula import cellname

    book = xlrd.open_workbook(path)
    return {
        sheet.name: {
            cellname(row, column): sheet.cell_value(row, column)
            for row in range(sheet.nrows)
            for column in range(sheet.ncols)
            if sheet.cell_type(row, column) not in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK)
        }
        for sheet in book.sheets()
    }


def _ods(path: Path) -> Sheets:
    with zipfile.ZipFile(path) as archive:
        tree = ElementTree.fromstring(archive.read("content.xml"))
    return {table.get(f"{_TABLE}name", ""): dict(_ods_cells(table)) for table in tree.iter(f"{_TABLE}table")}


def _ods_cells(table: ElementTree.Element) -> Any:
    number = 0
    for row in table.iter(f"{_TABLE}table-row"):
        column = 0
        for cell in row:
            repeated = int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
            value = _ods_value(cell)
            if value is not None:
                yield from ((f"{letters(column + n + 1)}{number + 1}", value) for n in range(repeated))
            column += repeated
        number += int(row.get(f"{_TABLE}number-rows-repeated", "1"))


def _ods_value(cell: ElementTree.Element) -> object:
    value = cell.get(f"{_OFFICE}value")
    if value is not None:
        return float(value)
    said = "\n".join("".join(line.itertext()) for line in cell.iter(f"{_TEXT}p"))
    return said or None


def letters(column: int) -> str:
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def number_in(value: object) -> Decimal:
    """What a cell holds, as an officer would read it aloud: 1234 · "2 345" · "3.200,0 hồ sơ"."""
    if isinstance(value, str):
        digits = re.match(r"[\d.,\s\u00a0]+", value)
        assert digits, value
        return Decimal(re.sub(r"[.\s\u00a0]", "", digits[0]).replace(",", "."))
    assert isinstance(value, (int, float)), value
    return Decimal(repr(value))

"""What calamine does not show of an .ods: percentages, error cells, hidden rows, document properties."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from reporting.excel import limits
from reporting.excel.parts import parse_xml
from reporting.grid import Place

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"


@dataclass(slots=True)
class Marks:
    """Places of one sheet, counted from 1."""

    percents: set[Place] = field(default_factory=set)
    errors: dict[Place, str] = field(default_factory=dict)
    hidden: set[int] = field(default_factory=set)


def marks_of(data: bytes) -> dict[str, Marks]:
    """Marks by sheet name."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        root = parse_xml(archive.read("content.xml"))
    if root is None:
        return {}
    return {table.get(_TABLE + "name", ""): _marks(table) for table in root.iter(_TABLE + "table")}


def _marks(table: Any) -> Marks:
    marks = Marks()
    for rows, row in _runs(table.iter(_TABLE + "table-row"), "rows", limits.MAX_ROW):
        if row.get(_TABLE + "visibility") in ("collapse", "filter"):
            marks.hidden.update(rows)
        for columns, cell in _runs(row, "columns", limits.MAX_COLUMN):
            places = [(r, c) for r in rows for c in columns] if _is_marked(cell) else ()
            if cell.get(_CALC + "value-type") == "error":
                marks.errors.update(dict.fromkeys(places, "".join(cell.itertext()).strip() or "#N/A"))
            else:
                marks.percents.update(places)
    return marks


def _is_marked(cell: Any) -> bool:
    return bool(cell.get(_CALC + "value-type") == "error" or cell.get(_OFFICE + "value-type") == "percentage")


def _runs(nodes: Any, what: str, limit: int) -> Iterator[tuple[range, Any]]:
    """Each node with the numbers (from 1) of the rows or columns that it stands for."""
    number = 0
    for node in nodes:
        repeated = min(int(node.get(f"{_TABLE}number-{what}-repeated") or 1), limit - number)
        yield range(number + 1, number + repeated + 1), node
        number += repeated
        if number >= limit:
            return


def properties_of(data: bytes) -> dict[str, str]:
    """Custom document properties: name → text."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        root = parse_xml(archive.read("meta.xml")) if "meta.xml" in archive.namelist() else None
    if root is None:
        return {}
    return {
        node.get(_META + "name", ""): "".join(node.itertext()).strip() for node in root.iter(_META + "user-defined")
    }

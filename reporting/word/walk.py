"""Walking a document's XML as a reader goes: what is there, in order; what is deleted or drawn twice is not."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from reporting.word.markup import NAMESPACES, W

TEXT_BOX = f"{W}txbxContent"
_FALLBACK = f"{{{NAMESPACES['mc']}}}Fallback"  # a second copy of a shape, for programs that cannot draw it
_GONE = (f"{W}del", f"{W}moveFrom", f"{W}p", _FALLBACK)
_HOLDERS = {f"{W}{name}" for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")}


def attribute(element: Any, name: str = "val") -> str:
    """An attribute of the w: namespace; "" where it, or the element, is missing."""
    return "" if element is None else str(element.get(f"{W}{name}") or "")


def is_on(element: Any) -> bool:
    """Whether a toggle such as w:b is there and not switched off."""
    return element is not None and attribute(element) not in ("0", "false", "off", "none")


def alive(root: Any, name: str) -> Iterator[Any]:
    """Every `p`, `tbl` … of a part in the order of the file, without the copies of shapes."""
    return (e for e in root.iter(f"{W}{name}") if next(e.iterancestors(_FALLBACK), None) is None)


def inner(element: Any, *names: str) -> Iterator[Any]:
    """Blocks of a body or cell, rows of a table, cells of a row; also inside content controls and the like."""
    wanted = {f"{W}{name}" for name in names}
    for child in element:
        if child.tag in wanted:
            yield child
        elif child.tag in _HOLDERS:
            yield from inner(child, *names)


def own(paragraph: Any, gone: Collection[str] = _GONE) -> Iterator[Any]:
    """What stands in a paragraph itself, not in a text box that hangs on it."""
    stack = list(reversed(paragraph))
    while stack:
        node = stack.pop()
        if node.tag not in gone and isinstance(node.tag, str):
            yield node
            stack.extend(reversed(node))


def runs(paragraph: Any) -> Iterator[Any]:
    return (node for node in own(paragraph) if node.tag == f"{W}r")


@dataclass(frozen=True, slots=True)
class CellPlace:
    """Table, row and cell in the row count from 1; `start` is the grid's column from 0, `span` how many it takes."""

    table: int
    row: int
    column: int
    start: int
    span: int


def cell_places(root: Any) -> Iterator[tuple[Any, CellPlace]]:
    """Every cell with its place; a table inside a cell counts as the next one."""
    for number, table in enumerate(alive(root, "tbl"), 1):
        for row_number, row in enumerate(inner(table, "tr"), 1):
            start = whole(attribute(row.find(f"{W}trPr/{W}gridBefore")))
            for column, cell in enumerate(inner(row, "tc"), 1):
                span = span_of(cell)
                yield cell, CellPlace(number, row_number, column, start, span)
                start += span


def span_of(cell: Any) -> int:
    """How many columns a cell takes; 1 where a damaged file says something else."""
    return min(whole(attribute(cell.find(f"{W}tcPr/{W}gridSpan"))) or 1, 100)


def whole(text: str) -> int:
    """A number of the file; 0 where a damaged file has something else."""
    return int(text) if text.isdecimal() and len(text) < 6 else 0

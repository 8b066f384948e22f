"""Which column of an annex's table is what: headings in one or two rows, repeated headings, rows of column numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping

from reporting.plan_import.rules import Patterned
from reporting.plan_import.source import SourceCell, SourceRow
from reporting.text import one_line

_COLUMN_NUMBERS = re.compile(r"^\(?\d{1,2}\)?(?:\s*=.*)?$|^\(?[a-hA-H]\)?$")


def expanded(row: SourceRow) -> list[SourceCell | None]:
    """One entry per grid column: a cell over several columns stands in its first, None in the others."""
    made: list[SourceCell | None] = []
    for cell in row.cells:
        made += [cell, *([None] * (cell.span - 1))]
    return made


def heading_of(grid: list[list[SourceCell | None]], columns: Patterned) -> tuple[int, dict[int, str]]:
    """Number of heading rows and column → name. A second row refines a heading merged over columns."""
    for index, cells in enumerate(grid[:5]):
        mapping = _names(cells, columns)
        if len(set(mapping.values())) >= 2 and {"task", "target", "activity", "product"} & set(mapping.values()):
            below = grid[index + 1] if index + 1 < len(grid) else []
            refined = _names(below, columns, fresh=True)
            if refined and all(c is None or not c.text.strip() or c.covered or len(c.text) < 60 for c in below):
                wide = {c for c, cell in enumerate(cells) if cell is None or cell.span > 1}
                extra = {c: n for c, n in refined.items() if c in wide or c not in mapping}
                if extra:
                    return index + 2, {**mapping, **extra}
            return index + 1, mapping
    return 0, {}


def figure_year(heading: list[list[SourceCell | None]], mapping: Mapping[int, str]) -> int:
    """The year that the column of figures names (`Năm 2030`); 0 for none."""
    column = next((c for c, name in mapping.items() if name == "figure"), -1)
    cells = [row[column] for row in heading if 0 <= column < len(row)]
    years = [year for cell in cells if cell is not None for year in re.findall(r"20\d\d", cell.text)]
    return int(years[-1]) if years else 0


def others(cells: list[SourceCell | None], mapping: Mapping[int, str]) -> dict[int, str]:
    """Columns whose title no rule knows: their cells are kept with the title."""
    return {
        c: one_line(cell.text)
        for c, cell in enumerate(cells)
        if cell is not None and c not in mapping and cell.text.strip()
    }


def _names(cells: list[SourceCell | None], columns: Patterned, fresh: bool = False) -> dict[int, str]:
    """Column → name. Activities alone are the tasks; of several columns of figures the last one asks."""
    made: dict[int, str] = {}
    for column, cell in enumerate(cells):
        text = one_line(cell.text) if cell and not (fresh and cell.covered) else ""
        name = columns.of(text) if 0 < len(text) < 90 else ""
        if name == "figure":
            made = {c: n for c, n in made.items() if n != "figure"}
        if name and name != "past" and (name not in made.values() or name in ("product", "note")):
            made[column] = name
    if not fresh and not {"task", "target"} & set(made.values()):
        made = {c: "task" if n == "activity" else n for c, n in made.items()}
    return made


def is_heading_again(texts: list[str], columns: Patterned) -> bool:
    names = [columns.of(t) for t in texts if t and len(t) < 60]
    known = [n for n in names if n]
    return len(set(known)) >= 3 and len(known) == len(names)


def is_column_numbers(texts: list[str]) -> bool:
    filled = [t for t in texts if t]
    return len(filled) >= 3 and all(_COLUMN_NUMBERS.match(t) for t in filled)


def covered(cells: list[SourceCell | None], mapping: Mapping[int, str], name: str) -> bool:
    found = (cells[c] for c, n in mapping.items() if n == name and c < len(cells))
    return any(cell is not None and cell.covered for cell in found)

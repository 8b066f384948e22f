"""Returns written as Markdown tables, as a form would bring them.

    sent("SNV", '''
    | row        | top | bottom | status | text | evidence | note | n | N |
    | I.1.b.02/1 | 12  | 40     | done   | …    | …        |      |   |   |
    ''')

`top` Có/Không are 1/0 over 1; a blank is a blank cell. Each value gets a cell of its own.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from reporting.location import Location, address
from reporting.returns import Answer, Quantity, Return, Status, Text

COLUMNS = ("row", "top", "bottom", "status", "text", "evidence", "note", "n", "N")
YES_NO = {"Có": Decimal(1), "Không": Decimal(0)}


def sent(agency: str, table: str = "", *, received: date | None = date(2023, 3, 15), **fields: object) -> Return:
    """A return of the small province's Quý I; `fields` replace fields of the Return."""
    file = f"{agency}.xlsx"
    lines = [line for line in table.splitlines() if line.strip().startswith("|")]
    names = [cell.strip() for cell in lines[0].strip().strip("|").split("|")] if lines else []
    assert set(names) <= set(COLUMNS), names
    answers = tuple(
        _answer(file, number, dict(zip(names, _cells(line), strict=True))) for number, line in enumerate(lines[1:], 2)
    )
    made = Return(agency, "Q1-2023", "KH-THU-2023", file, received=received, answers=answers, digest=agency)
    return replace(made, **fields)  # type: ignore[arg-type]


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def _answer(file: str, number: int, cells: dict[str, str]) -> Answer:
    def place(column: str) -> Location:
        return Location(file, "Biểu", address(number, COLUMNS.index(column) + 1))

    def quantity(column: str) -> Quantity | None:
        raw = cells.get(column, "")
        if not raw:
            return None
        return Quantity(YES_NO.get(raw) if raw in YES_NO else Decimal(raw.replace(",", ".")), place(column), raw)  # type: ignore[arg-type]

    def text(column: str) -> Text | None:
        return Text(cells[column], place(column)) if cells.get(column) else None

    row = cells["row"]
    code = row.removesuffix("@commune")
    item, _, number_of_measure = code.partition("/")
    top, bottom = quantity("top"), quantity("bottom")
    if top and top.raw in YES_NO and bottom is None:
        bottom = Quantity(Decimal(1), top.location, top.raw)
    return Answer(
        row,
        item,
        code if number_of_measure else "",
        "commune" if row.endswith("@commune") else "own",
        top,
        bottom,
        quantity("n"),
        quantity("N"),
        Status(cells["status"]) if cells.get("status") else None,
        place("status"),
        text("text"),
        text("evidence"),
        text("note"),
        place("row"),
    )

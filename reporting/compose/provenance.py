"""nguon_so_lieu.json: every figure and paragraph of the report with the file, sheet and cell behind it.

Whoever doubts a number reads its operands here, adds up the cells' values, applies the formula and
must arrive at the number printed. Contacts of the people who filled a return are not in it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from reporting.consolidation import Figure, Formula, Source, Total
from reporting.document import Block, Cell, Document, Paragraph, Run, Table
from reporting.returns import Below

FORMULAS = {
    Formula.VALUE: "o1",
    Formula.RATIO: "100 × o1 / o2",
    Formula.DECREASE: "100 × (o2 − o1) / o2",
    Formula.DIFFERENCE: "o1 − o2",
    Formula.RATIO_DIFFERENCE: "làm tròn(100 × o1 / o2, 1) − làm tròn(100 × o3 / o4, 1)",
}
_ITEM = re.compile(r"^([IVX]+(?:\.\w+)*\.\d{2})/")


def provenance_json(document: Document, facts: Mapping[str, str] | None = None) -> str:
    """The whole file. `facts` says which job it is (name, period, plan); the same document gives the same text."""
    figures = [_figure(part, block, run) for part, block, run in _printed(document)]
    facts_of_report = {"id": document.id, "title": document.title, "generation": document.generation, **(facts or {})}
    sections = {
        "report": facts_of_report,
        "formulas": {formula.value: text for formula, text in FORMULAS.items()},
        "figures": figures,
        "paragraphs": list(_paragraphs(document)),
    }
    return "{\n" + ",\n".join(f"{_line(name)}: {_lines(value)}" for name, value in sections.items()) + "\n}\n"


def _lines(value: Any) -> str:
    """A list with each entry on a line of its own: an officer can search it, a diff shows what changed."""
    if isinstance(value, list):
        return "[\n" + ",\n".join(_line(entry) for entry in value) + "\n]"
    return _line(value)


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _printed(document: Document) -> Iterator[tuple[str, str, Run]]:
    """Every run that carries a figure, with its part and block (a table's row)."""
    for part in document.parts:
        for block in part.blocks:
            for id, runs in _runs(block):
                yield from ((part.id, id, run) for run in runs if run.figure)


def _runs(block: Block) -> Iterator[tuple[str, tuple[Run, ...]]]:
    if isinstance(block, Paragraph):
        yield block.id, block.runs
    elif isinstance(block, Table):
        for row in block.rows:
            for cell in row.cells:
                yield from ((row.id, runs) for runs in cell.paragraphs)


def _figure(part: str, block: str, run: Run) -> dict[str, Any]:
    assert run.figure is not None
    figure: Figure = run.figure
    return {
        "id": figure.id,
        "part": part,
        "block": block,
        **_item_code(block),
        "text": run.text,
        "value": _number(figure.value),
        "unit": figure.unit,
        "formula": figure.formula.value,
        "operands": [_total(total) for total in figure.operands],
    }


def _total(total: Total) -> dict[str, Any]:
    return {"value": _number(total.value), "sources": [_source(source) for source in total.sources]}


def _source(source: Source) -> dict[str, Any]:
    known = {
        "agency": source.agency,
        "file": source.location.file,
        "sheet": source.location.sheet,
        "cell": source.location.cell,
        "value": None if source.value is None else _number(source.value),
        "raw": source.raw,
        "level": source.level,
        "decided_by": source.decided_by,
    }
    below = {"below": [_below(one) for one in source.below]} if source.below else {}
    return {name: value for name, value in known.items() if value not in ("", None)} | below


def _below(one: Below) -> dict[str, Any]:
    """A cell of a subordinate's return, and what lies below that one."""
    where = one.location
    node = {"agency": one.agency, "file": where.file, "sheet": where.sheet, "cell": where.cell}
    below = {"below": [_below(cell) for cell in one.below]} if one.below else {}
    return node | {"value": _number(one.value)} | below


def _paragraphs(document: Document) -> Iterator[dict[str, Any]]:
    for part in document.parts:
        for block in part.blocks:
            yield from _texts(part.id, block)


def _texts(part: str, block: Block) -> Iterator[dict[str, Any]]:
    """Paragraphs of the text, and the cells of annexes that repeat what somebody wrote."""
    if isinstance(block, Paragraph):
        replaced = {"replaced": True} if block.replaced else {}
        yield {**_text(part, block.id, block.plain, block.sources), **replaced}
    elif isinstance(block, Table):
        for row in block.rows:
            yield from (_cell(part, row.id, cell) for cell in row.cells if cell.sources)


def _cell(part: str, row: str, cell: Cell) -> dict[str, Any]:
    return _text(part, row, cell.plain, cell.sources)


def _text(part: str, block: str, text: str, sources: tuple[Source, ...]) -> dict[str, Any]:
    return {
        "part": part,
        "block": block,
        **_item_code(block),
        "text": text,
        "sources": [_source(source) for source in sources],
    }


def _item_code(block: str) -> dict[str, str]:
    """Only plan items have a key `code`."""
    found = _ITEM.match(block)
    return {"code": found[1]} if found else {}


def _number(value: Decimal) -> str:
    """Decimal as plain text, unrounded: JSON numbers would lose digits."""
    return f"{value.normalize():f}"

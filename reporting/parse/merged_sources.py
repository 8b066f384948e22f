"""The hidden sheet of a merged return: which cells of which subordinates' files stand behind a figure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from reporting.findings import Finding, finding
from reporting.forms.carried import Line, lines_of
from reporting.forms.layout import MERGED
from reporting.location import Location
from reporting.numbers import format_number
from reporting.parse.identity import Mark, carried_in
from reporting.returns import Answer, Below, Quantity

CELLS = ("numerator", "denominator", "reported")
Nodes = Mapping[str, Mapping[str, tuple[Below, ...]]]  # row code → column → cells


def merged_lines(nodes: Nodes, files: Mapping[str, str]) -> tuple[Line, ...]:
    """The sheet's lines; `files`: name → SHA-256 of the returns that were merged."""
    rows = {row: {key: list(map(_packed, cells)) for key, cells in columns.items()} for row, columns in nodes.items()}
    return lines_of({"rows": rows, "files": dict(files)}, MERGED)


def _packed(cell: Below) -> list[Any]:
    where = cell.location
    node = [cell.agency, where.file, where.sheet, where.cell, f"{cell.value:f}"]
    return [*node, list(map(_packed, cell.below))] if cell.below else node


def _unpacked(node: list[Any]) -> Below:
    agency, file, sheet, cell, value, below = node if len(node) > 5 else [*node, []]
    return Below(agency, Location(file, sheet, cell), Decimal(value), tuple(map(_unpacked, below)))


def with_sources(
    answers: Iterable[Answer], marks: tuple[Mark, ...], agency: str
) -> tuple[tuple[Answer, ...], tuple[Finding, ...]]:
    """The answers with the cells behind their merged figures, as far as the sum still agrees; where somebody typed
    another number over it, a finding."""
    carried = carried_in(marks, MERGED)
    if carried is None or not carried.intact:  # a change was told with the other hidden sheets
        return tuple(answers), ()
    rows = carried.parts.get("rows", {})
    findings: list[Finding] = []
    return tuple(_traced(answer, rows.get(answer.row, {}), agency, findings) for answer in answers), tuple(findings)


def _traced(answer: Answer, columns: Mapping[str, list[Any]], agency: str, findings: list[Finding]) -> Answer:
    for key, nodes in columns.items():
        cells = tuple(map(_unpacked, nodes))
        quantity: Quantity | None = getattr(answer, key) if key in CELLS else None
        if quantity is None:
            continue
        whole = sum((cell.value for cell in cells), Decimal(0))
        if whole == quantity.value:
            answer = replace(answer, **{key: replace(quantity, below=cells)})  # type: ignore[arg-type]
        else:
            findings.append(_changed(answer, key, quantity, whole, agency))
    return answer


def _changed(answer: Answer, key: str, quantity: Quantity, whole: Decimal, agency: str) -> Finding:
    return finding(
        "merged-figure-changed",
        quantity.location,
        agency=agency,
        item=answer.item,
        measure=answer.measure,
        form_row=answer.row,
        fields=(key,),
        subject=f"{answer.row}/{key}",
        which=answer.measure or answer.item,
        shown=format_number(quantity.value),
        total=format_number(whole),
    )


def cells_of(answers: Iterable[Answer]) -> Iterator[tuple[str, str, Quantity]]:
    """Row, column and figure of every cell that a merge may fill."""
    for answer in answers:
        for key in CELLS:
            quantity = getattr(answer, key)
            if answer.level == "commune" and quantity is not None:
                yield answer.row, key, quantity

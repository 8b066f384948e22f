"""Plans written as text: paragraphs, rows of tables (`| a | b |`), then `===` and what must come out.

In a cell `^` is merged with the cell above, `<` with the cell to the left, `//` breaks the line.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from docx import Document

from tests.plan_import.documents import saved


def written(path: Path) -> tuple[bytes, str]:
    """The plan as a Word document, and the listing expected of it."""
    text, _, wanted = path.read_text(encoding="utf-8").partition("\n===\n")
    return as_word(text), wanted.strip()


def as_word(text: str) -> bytes:
    made = Document()
    lines = [line for line in text.split("\n") if line.strip()]
    for is_row, group in groupby(lines, key=lambda line: line.startswith("|")):
        if is_row:
            _add_table(made, [_cells(line) for line in group])
        else:
            for line in group:
                made.add_paragraph(line)
    return saved(made)


def _cells(line: str) -> list[str]:
    return [cell.strip().replace("//", "\n") for cell in line.strip().strip("|").split("|")]


def _add_table(document: Any, rows: list[list[str]]) -> None:
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for at, cells in enumerate(rows):
        for column, text in enumerate(cells):
            if text not in ("^", "<"):
                table.cell(at, column).text = text
    for at, column, text in _merged(rows):
        table.cell(at, column).merge(table.cell(*((at - 1, column) if text == "^" else (at, column - 1))))


def _merged(rows: list[list[str]]) -> Iterator[tuple[int, int, str]]:
    for at, cells in enumerate(rows):
        for column, text in enumerate(cells):
            if text in ("^", "<"):
                yield at, column, text

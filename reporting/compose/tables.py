"""Cells and rows of the annexes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from reporting.compose.runs import Piece, Runs, say, sources_of
from reporting.consolidation import Source
from reporting.document import Cell, Row, Run

END = "./."


def cell(*lines: str | Run | Runs, span: int = 1, bold: bool = False, sources: Iterable[Source] = ()) -> Cell:
    """One paragraph a line; empty lines fall out, but a cell always has a paragraph."""
    paragraphs = tuple(runs for line in lines if (runs := say(line))) or ((Run(""),),)
    behind = (*sources, *(s for runs in paragraphs for s in sources_of(runs)))
    return Cell(paragraphs, span, bold=bold, sources=tuple(dict.fromkeys(behind)))


def group_row(id: str, text: str, columns: int) -> Row:
    return Row(id, (cell(text, span=columns, bold=True),), "group")


def body_row(id: str, *cells: Cell | Piece) -> Row:
    return Row(id, tuple(c if isinstance(c, Cell) else cell(c) for c in cells))


def closing_row(id: str, columns: int, *pieces: Piece | Runs) -> Row:
    """The annex's last row: what the table sums up to, ended by "./." as an annex's text must be
    (Mẫu 2.1, 2.2). On a line after the table the mark might stand alone on a page."""
    *before, last = say(*pieces)
    end = replace(last, text=last.text.rstrip(" .") + END)
    return Row(id, (cell(say(before, end), span=columns),), "total")

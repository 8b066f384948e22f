"""The end of the main text: who signs, and Nơi nhận; as a table, on tabs, or one under the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reporting.lint.measured import MeasuredParagraph
from reporting.lint.pieces import Piece, pieces
from reporting.lint.rules import LintRules
from reporting.text import fold

_LABEL = re.compile(r"^\s*Nơi\s+nhận\b", re.IGNORECASE)
_FOR = re.compile(r"^(TM|KT|TL|TUQ|Q|T/M|K/T|T/L|TUQ|T\.M|K\.T|T\.L)\s*[./]?\s+\w", re.IGNORECASE)
_DASH = re.compile(r"^\s*[-–•]")
_COPIES = re.compile(r"^\s*[\w.]+\.?\s*\(\d+")  # PL.(300): drafter and number of copies
_PARENTHESIS = re.compile(r"^[(\[<{].*|^(đã ký|đã kí)$", re.IGNORECASE)
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class ClosingBlock:
    """`start`: number of the first paragraph that belongs to the closing (0: there is none)."""

    functions: tuple[Piece, ...] = ()
    signer: Piece | None = None
    label: Piece | None = None
    recipients: tuple[Piece, ...] = ()
    start: int = 0


def find_closing(main: Sequence[MeasuredParagraph], rules: LintRules) -> ClosingBlock:
    label = _label(main)
    recipients = _recipients(main, label) if label else ()
    taken = {id(piece.paragraph) for piece in recipients if piece.whole}
    cell = label.paragraph.cell if label else None
    if cell is not None:
        side = [p for p in main if p.cell and p.cell.table == cell.table and p.cell.column != cell.column]
        signing = [piece for p in side for piece in pieces(p)]
        start = min(p.number for p in main if p.cell and p.cell.table == cell.table)
    else:
        signing = _loose_signing(main, label, taken, rules)
        start = min([p.paragraph.number for p in signing] + ([label.paragraph.number] if label else []), default=0)
    functions, signer = _told_apart(signing, rules)
    if cell is not None and not functions:
        loose = _loose_signing(main, label, taken, rules)
        functions, signer = _told_apart(loose, rules)
        start = min([start, *(piece.paragraph.number for piece in functions)])
    return ClosingBlock(functions, signer, label, recipients, start)


def is_function(text: str, rules: LintRules) -> bool:
    folded = f"{fold(text)} "
    return bool(_FOR.match(text)) or any(folded.startswith(f"{fold(word)} ") for word in rules.texts.functions)


def _label(main: Sequence[MeasuredParagraph]) -> Piece | None:
    for paragraph in reversed(main):
        for piece in pieces(paragraph):
            if _LABEL.match(piece.text) and len(piece.text) < 40:
                return piece
    return None


def _recipients(main: Sequence[MeasuredParagraph], label: Piece) -> tuple[Piece, ...]:
    """The lines under the label: in its cell, or with a dash after it."""
    home = label.paragraph
    lines: list[Piece] = []
    after = False
    for paragraph in main:
        if paragraph.number < home.number or not _same_place(paragraph, home):
            continue
        for piece in pieces(paragraph):
            if piece == label:
                after = True
            elif _COPIES.match(piece.text):
                continue
            elif after and (_DASH.match(piece.text) or paragraph.label):
                lines.append(piece)
            elif after and home.cell is not None and lines and not piece.upper and paragraph.cell == home.cell:
                lines.append(piece)  # a line of its own that continues the one above
    return _joined(lines)


def _joined(lines: Sequence[Piece]) -> tuple[Piece, ...]:
    """Lines with a dash; what continues a line belongs to it."""
    made: list[Piece] = []
    for line in lines:
        if made and not _DASH.match(line.text) and not line.paragraph.label:
            made[-1] = Piece(made[-1].paragraph, (*made[-1].spans, *line.spans), made[-1].whole)
        else:
            made.append(line)
    return tuple(made)


def _same_place(paragraph: MeasuredParagraph, home: MeasuredParagraph) -> bool:
    if home.cell is not None:
        cell = paragraph.cell
        return cell is not None and (cell.table, cell.column) == (home.cell.table, home.cell.column)
    return paragraph.box == home.box and paragraph.cell is None


def _loose_signing(
    main: Sequence[MeasuredParagraph], label: Piece | None, taken: set[int], rules: LintRules
) -> list[Piece]:
    """Pieces of a signing block outside a table: from the first function near the end."""
    near = label.paragraph.number - 12 if label else main[-1].number - 40 if main else 0
    candidates = [
        piece
        for paragraph in main
        if paragraph.number >= near and id(paragraph) not in taken
        for piece in pieces(paragraph)
        if not _LABEL.match(piece.text) and not _DASH.match(piece.text)
    ]
    for position, piece in enumerate(candidates):
        if piece.upper and is_function(piece.text, rules) and len(piece.text) < _LONGEST_NAME:
            return candidates[position:]
    return []


def _told_apart(signing: Sequence[Piece], rules: LintRules) -> tuple[tuple[Piece, ...], Piece | None]:
    """Functions first; the signer's name is the last line that is none."""
    lines = [piece for piece in signing if not _PARENTHESIS.match(piece.text)]
    if not lines:
        return (), None
    functions: list[Piece] = []
    for position, piece in enumerate(lines):
        if is_function(piece.text, rules) or (piece.upper and position == 0) or _continues(piece, lines, position):
            functions.append(piece)
        else:
            break
    rest = lines[len(functions) :]
    named = [piece for piece in rest if len(piece.text) <= _LONGEST_NAME]
    return tuple(functions), named[-1] if named else None


def _continues(piece: Piece, lines: Sequence[Piece], position: int) -> bool:
    """`GIÁM ĐỐC` / `SỞ NỘI VỤ`: capitals right under a function, with lines still to come."""
    close = piece.paragraph.number - lines[position - 1].paragraph.number <= 1
    more = position + 1 < len(lines)
    return position > 0 and piece.upper and close and more

"""Annexes within a file: `Phụ lục II`, title, reference line, and what follows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reporting.lint.measured import MeasuredParagraph
from reporting.lint.pieces import Piece, pieces

LABEL = re.compile(r"^\s*(phụ lục)(?:\s+(?:số\s+)?([IVXLC]+|\d+[a-zđ]?|[A-ZĐ]))?\s*[.:]?\s*$", re.IGNORECASE)
_BEGINNING = re.compile(r"^\s*phụ lục\s+(số\s+)?([IVXLC]+|\d+)\b", re.IGNORECASE)
_REFERENCE = re.compile(r"^\s*\(\s*(ban hành\s+)?kèm theo", re.IGNORECASE)
_END = re.compile(r"^\s*Nơi\s+nhận\b", re.IGNORECASE)
_RULE_LINES = 3


@dataclass(frozen=True, slots=True)
class AnnexBlock:
    """`paragraphs`: all of it; `zone`: label to reference line and the rule under it."""

    label: Piece
    title: tuple[Piece, ...]
    reference: tuple[Piece, ...]
    paragraphs: tuple[MeasuredParagraph, ...]
    zone: tuple[MeasuredParagraph, ...]

    @property
    def number(self) -> str:
        found = LABEL.match(self.label.text) or _BEGINNING.match(self.label.text)
        return (found[2] or "") if found else ""


def annex_starts(paragraphs: Sequence[MeasuredParagraph]) -> tuple[int, ...]:
    """Positions of the paragraphs that begin an annex: after the closing, or first in the file."""
    closing = max((n for n, p in enumerate(paragraphs) if any(_END.match(x.text) for x in pieces(p))), default=-1)
    first = next((n for n, p in enumerate(paragraphs) if not p.blank), 0)
    loose = [n for n, p in enumerate(paragraphs) if n > closing and p.cell is None and _is_label(p)]
    if closing >= 0 or not paragraphs or _is_label(paragraphs[first]):
        return tuple(loose)
    return tuple(n for n in loose if _alone(paragraphs[n]))


def read_annexes(paragraphs: Sequence[MeasuredParagraph], starts: Sequence[int]) -> tuple[AnnexBlock, ...]:
    ends = (*starts[1:], len(paragraphs))[: len(starts)]
    return tuple(_annex(paragraphs[start:end]) for start, end in zip(starts, ends, strict=True))


def _is_label(paragraph: MeasuredParagraph) -> bool:
    own = pieces(paragraph)
    if not own:
        return False
    if LABEL.match(own[0].text):
        return True
    return paragraph.align == "center" and bool(_BEGINNING.match(own[0].text))


def _alone(paragraph: MeasuredParagraph) -> bool:
    """`Phụ lục I` and nothing else, centred: no sentence of the text begins so."""
    return paragraph.align == "center" and bool(LABEL.match(pieces(paragraph)[0].text))


def _annex(paragraphs: Sequence[MeasuredParagraph]) -> AnnexBlock:
    own = pieces(paragraphs[0])
    title, reference = list(own[1:]), list[Piece]()
    zone = [paragraphs[0]]
    for paragraph in paragraphs[1:12]:
        lines = pieces(paragraph)
        opened = reference and reference[-1].text.count("(") > reference[-1].text.count(")")
        if paragraph.cell is not None:
            break
        if lines and (_REFERENCE.match(lines[0].text) or opened):
            reference += lines
        elif lines and not reference and (paragraph.align == "center" or (not title and lines[0].upper)):
            title += lines
        elif lines:
            break
        zone.append(paragraph)
    return AnnexBlock(own[0], tuple(title), tuple(reference), tuple(paragraphs), tuple(zone))

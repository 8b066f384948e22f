"""A plan typed in fonts from before Unicode → Unicode: by the fonts of the runs, else by its words together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from reporting.legacy_text import Encoding, decoded, encoding_of, is_legacy, is_unicode, shows_capitals, vote
from reporting.plan_import.source import SourceCell, SourceDocument, SourceParagraph, SourceRow, SourceRun, SourceTable

_WORDS = re.compile(r"(\s+)")
_Text = TypeVar("_Text", SourceParagraph, SourceCell)


def in_unicode(document: SourceDocument) -> tuple[SourceDocument, tuple[Encoding, ...]]:
    """The document in Unicode, and the encodings that were met."""
    texts = tuple(_texts(document))
    old = _Old(vote(held.text for held in texts), _mixed(texts), set())
    if old.voted is None and not any(encoding_of(run.font) for held in texts for run in held.runs):
        return document, ()
    blocks = tuple(_table(b, old) if isinstance(b, SourceTable) else old.turned(b) for b in document.blocks)
    return replace(document, blocks=blocks), tuple(sorted(old.met))


@dataclass(frozen=True, slots=True)
class _Old:
    """`voted`: by the words of the whole document; `mixed`: its fonts also hold Unicode text; `met`: was decoded."""

    voted: Encoding | None
    mixed: frozenset[Encoding]
    met: set[Encoding]

    def turned(self, held: _Text) -> _Text:
        if any(encoding_of(run.font) for run in held.runs):
            runs = tuple(self._run(run) for run in held.runs)
            return replace(held, runs=runs, text="".join(run.text for run in runs))
        if self.voted is None or not is_legacy(held.text, self.voted):
            return held
        self.met.add(self.voted)
        return replace(held, text=decoded(held.text, self.voted), runs=())

    def _run(self, run: SourceRun) -> SourceRun:
        encoding = encoding_of(run.font)
        if encoding is None or (encoding in self.mixed and not is_legacy(run.text, encoding)):
            return run
        self.met.add(encoding)
        capitals = shows_capitals(run.font)
        words = (w if is_unicode(w) else decoded(w, encoding, capitals=capitals) for w in _WORDS.split(run.text))
        return replace(run, text="".join(words))


def _mixed(texts: tuple[SourceParagraph | SourceCell, ...]) -> frozenset[Encoding]:
    # Small letters tell: capitals with tones are missing in TCVN3, and stand there in Unicode.
    runs = (run for held in texts for run in held.runs if any(c.islower() and is_unicode(c) for c in run.text))
    return frozenset(encoding for run in runs if (encoding := encoding_of(run.font)))


def _texts(document: SourceDocument) -> Iterator[SourceParagraph | SourceCell]:
    for block in document.blocks:
        if isinstance(block, SourceTable):
            yield from (cell for row in block.rows for cell in row.cells)
        else:
            yield block


def _table(table: SourceTable, old: _Old) -> SourceTable:
    rows = (SourceRow(tuple(old.turned(c) for c in row.cells), row.line, row.header) for row in table.rows)
    return replace(table, rows=tuple(rows))

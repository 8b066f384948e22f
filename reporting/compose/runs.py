"""Putting runs together: plain words join, figures and gaps stay runs of their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from reporting.compose.grammar import soften
from reporting.consolidation import Source
from reporting.document import BODY, Paragraph, Run
from reporting.text import upper_first

Piece = str | Run
Runs = tuple[Run, ...]


def say(*pieces: Piece | Iterable[Piece]) -> Runs:
    """Words, runs and sequences of both → runs, neighbouring plain words as one."""
    joined: list[Run] = []
    for run in _flat(pieces):
        last = joined[-1] if joined else None
        if last is not None and last == Run(last.text) and run == Run(run.text):
            joined[-1] = Run(last.text + run.text)
        elif run.text:
            joined.append(run)
    return tuple(joined)


def _flat(pieces: Iterable[Piece | Iterable[Piece]]) -> Iterator[Run]:
    for piece in pieces:
        if isinstance(piece, str):
            yield Run(piece)
        elif isinstance(piece, Run):
            yield piece
        else:
            yield from _flat(piece)


def plain(runs: Iterable[Run]) -> str:
    return "".join(run.text for run in runs)


def joined(parts: Iterable[Runs], between: str) -> Runs:
    """The non-empty parts with `between` them."""
    present = [part for part in parts if plain(part)]
    return say(*(piece for i, part in enumerate(present) for piece in ((between, part) if i else (part,))))


def sentence(*pieces: Piece | Iterable[Piece]) -> Runs:
    """The pieces with a capital at the beginning and one full stop at the end ("" stays empty)."""
    runs = say(*pieces)
    if not runs:
        return ()
    first, last = runs[0], runs[-1]
    capital = replace(first, text=upper_first(first.text))
    runs = (capital, *runs[1:])
    return say(runs, "" if last.text.rstrip().endswith((".", "!", "?", ":")) else ".")


def after_colon(runs: Runs) -> Runs:
    """Words that follow a colon begin small, unless a name begins them."""
    return (replace(runs[0], text=soften(runs[0].text)), *runs[1:]) if runs else ()


def sources_of(runs: Iterable[Run]) -> tuple[Source, ...]:
    """The cells behind the figures of these runs, each once."""
    found = (s for run in runs if run.figure for total in run.figure.operands for s in total.sources)
    return tuple(dict.fromkeys(found))


def paragraph(
    id: str, *pieces: Piece | Iterable[Piece], sources: Iterable[Source] = (), style: str = BODY
) -> Paragraph:
    """A body paragraph whose sources are those given and those of its figures."""
    runs = say(*pieces)
    return Paragraph(id, runs, style, sources=tuple(dict.fromkeys((*sources, *sources_of(runs)))))


def gap(words: str) -> Run:
    """Something missing, shown plainly (drafts only)."""
    return Run(f"[{words}]", mark="gap")

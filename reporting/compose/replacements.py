"""The compiling officer's own words in place of composed ones, and whether the data behind them changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from difflib import get_close_matches
from hashlib import sha256

from reporting.compiler_sheet import CompilerSheet, Replacement
from reporting.compose.grammar import full_stop, without_stop
from reporting.compose.runs import say
from reporting.consolidation import Source
from reporting.document import Block, Document, Paragraph, Part, Run, notes_of
from reporting.findings import Finding, finding
from reporting.text import one_line

_LENGTH = 12


def fingerprint(paragraph: Paragraph) -> str:
    """A short hash of the data behind a paragraph: who says what, and the figures. Files and cells are
    left out: the same answer sent again is the same answer. Without data it is that of the words."""
    figures = (f"{run.figure.id}={run.figure.value.normalize()}" for run in paragraph.runs if run.figure)
    sources = (f"{s.agency}|{s.raw}|{'' if s.value is None else s.value.normalize()}" for s in paragraph.sources)
    data = sorted({*figures, *sources}) or [paragraph.plain]
    return sha256("\n".join(data).encode()).hexdigest()[:_LENGTH]


def replaceable(document: Document) -> Iterator[Paragraph]:
    """The paragraphs of the main text that an officer may write anew, in order."""
    yield from (block for block in document.main.blocks if isinstance(block, Paragraph))


def replaced(document: Document, sheet: CompilerSheet, author: str = "") -> Document:
    """The document with the officer's words in their places; sources stay, and the officer's cell joins them."""
    chosen = {r.block: r for r in sheet.replacements}
    main = replace(document.main, blocks=tuple(_block(block, chosen, author) for block in document.main.blocks))
    return replace(document, parts=(main, *document.parts[1:]))


def _block(block: Block, chosen: dict[str, Replacement], author: str) -> Block:
    if not isinstance(block, Paragraph) or block.id not in chosen:
        return block
    new = chosen[block.id]
    cell = Source(author, new.location, raw=new.text)
    notes = "; ".join(without_stop(note) for note in notes_of(block))  # what was cited is cited still
    words = Run(worded(block.plain, new.text), note=full_stop(notes) if notes else "")
    return replace(block, runs=say(words), sources=(*block.sources, cell), replaced=True)


def worded(composed: str, text: str) -> str:
    """The officer's words as one paragraph, with the dash of the one they replace and a full stop."""
    words = one_line(text)
    ending = words if words.endswith((".", ":", "./.")) else full_stop(words)
    return f"- {ending.lstrip('- ')}" if composed.startswith("- ") else ending


def replacement_findings(main: Part, sheet: CompilerSheet) -> tuple[Finding, ...]:
    """Of the main text as composed (before replacing): data that changed since, and blocks that are not there."""
    known = {block.id: block for block in main.blocks if isinstance(block, Paragraph)}
    return tuple(_findings(sheet.replacements, known))


def _findings(replacements: Iterable[Replacement], known: dict[str, Paragraph]) -> Iterator[Finding]:
    for new in replacements:
        block = known.get(new.block)
        if block is None:
            near = get_close_matches(new.block, known, n=1)
            hint = f"Có phải ý anh/chị là '{near[0]}'?" if near else "Kiểm tra mã đoạn."
            yield finding("replacement-unknown-block", new.location, subject=new.block, hint=hint)
        elif not new.latest:
            yield finding("replacement-without-fingerprint", new.location, subject=new.block, now=block.plain)
        elif not new.fits(fingerprint(block)):
            yield finding("replacement-data-changed", new.location, subject=new.block, now=block.plain)

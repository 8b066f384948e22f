"""What a reader of a file hands over: paragraphs and tables in order, each with its place.

Adapters (Word, PDF, plain text) fill these values; nothing here knows where they come from.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from reporting.location import Location

Medium = Literal["word", "text", "pdf"]


@dataclass(frozen=True, slots=True)
class SourceRun:
    """A stretch of text in one font. `font` "" when the file does not say."""

    text: str
    font: str = ""
    italic: bool = False
    bold: bool = False


@dataclass(frozen=True, slots=True)
class SourceParagraph:
    """One paragraph. `line` counts lines of a text file, paragraphs of a Word file, lines of a PDF
    (from 1). `numbering` is the automatic number as Word prints it (`1.`, `a)`, `-`), `level` its
    depth (0 first). `after_blank`: a blank line or wider gap stands before it. `page` 0: unknown."""

    text: str
    line: int = 0
    style: str = ""
    numbering: str = ""
    level: int = -1
    italic: bool = False
    bold: bool = False
    runs: tuple[SourceRun, ...] = ()
    after_blank: bool = True
    page: int = 0

    @property
    def full(self) -> str:
        """The text as printed, with its automatic number."""
        return f"{self.numbering} {self.text}".strip() if self.numbering else self.text


@dataclass(frozen=True, slots=True)
class SourceCell:
    """`text` with "\\n" between paragraphs; `span` columns wide; `covered`: hidden under a cell
    merged from above, whose text it repeats. `bold`: the whole cell. `runs`: the same text by fonts, where known."""

    text: str
    line: int = 0
    span: int = 1
    covered: bool = False
    bold: bool = False
    runs: tuple[SourceRun, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceRow:
    """Cells from left to right; `header`: marked as a heading row in the file."""

    cells: tuple[SourceCell, ...]
    line: int = 0
    header: bool = False


@dataclass(frozen=True, slots=True)
class SourceTable:
    """A table; `page` where it starts (0: unknown)."""

    rows: tuple[SourceRow, ...]
    line: int = 0
    page: int = 0


SourceBlock = SourceParagraph | SourceTable


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """`footnotes`: mark as printed in the text (`⁽¹⁾`) → note. `tracked`: the file holds tracked
    changes, read as accepted."""

    file: str
    medium: Medium
    blocks: tuple[SourceBlock, ...]
    footnotes: tuple[tuple[str, str], ...] = ()
    tracked: bool = False
    notes: tuple[str, ...] = field(default=())

    def paragraphs(self) -> Iterator[SourceParagraph]:
        for block in self.blocks:
            if isinstance(block, SourceParagraph):
                yield block

    def tables(self) -> Iterator[SourceTable]:
        for block in self.blocks:
            if isinstance(block, SourceTable):
                yield block

    def at(self, line: int) -> Location:
        return Location(self.file, paragraph=line)

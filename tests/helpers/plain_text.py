"""Document → plain text: what a reader reads, in reading order; table cells parted by tabs."""

from __future__ import annotations

from collections.abc import Iterator

from reporting.document import Block, Document, Part, Table, plain_lines


def plain_text(document: Document) -> str:
    """The whole document; parts are parted by a blank line."""
    return "\n\n".join("\n".join(_part(part)) for part in document.parts) + "\n"


def _part(part: Part) -> Iterator[str]:
    for block in part.blocks:
        yield from _block(block)


def _block(block: Block) -> Iterator[str]:
    if not isinstance(block, Table):
        yield from plain_lines(block)
        return
    yield "\t".join(column.title for column in block.columns)
    for row in block.rows:
        yield "\t".join(cell.plain.replace("\n", " ") for cell in row.cells)

"""Any Word document as paragraphs with their places: text, automatic number, style, cell.

Read from the XML as it is: tracked insertions count, deletions do not; a drawing's fallback copy is
not read twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reporting.word.markup import W
from reporting.word.measure_looks import Cascade, paragraph_values
from reporting.word.numbering import Numbering
from reporting.word.package import WordFile, open_word, whole
from reporting.word.walk import CellPlace, alive, cell_places, own

_FIXED = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}softHyphen": ""}


@dataclass(frozen=True, slots=True)
class WordParagraph:
    """`number` counts all paragraphs from 1 in the order of the file, cells included; `label` is the
    automatic number as printed; `style` the style's name; `outline` 0 for the first heading level."""

    number: int
    text: str
    label: str = ""
    level: int = -1
    style: str = ""
    outline: int | None = None
    place: CellPlace | None = None

    @property
    def printed(self) -> str:
        """The text with its automatic number before it."""
        return f"{self.label} {self.text}".strip() if self.label else self.text


def read_paragraphs(path: Path) -> tuple[WordParagraph, ...]:
    """Every paragraph of a .docx, empty ones too. CchcError where it cannot be opened as one."""
    with whole(path.name):
        return paragraphs_of(open_word(path.read_bytes(), path.name))


def paragraphs_of(file: WordFile) -> tuple[WordParagraph, ...]:
    return tuple(_paragraphs(file.document, Cascade.of_file(file), Numbering.of_file(file)))


def _paragraphs(root: Any, cascade: Cascade, numbering: Numbering) -> Iterator[WordParagraph]:
    places = dict(cell_places(root))
    for number, paragraph in enumerate(alive(root, "p"), 1):
        properties = paragraph.find(f"{W}pPr")
        style = cascade.style_of(paragraph)
        label, level = numbering.label(paragraph)
        outline = paragraph_values(properties).get("outline", cascade.paragraph(style).get("outline"))
        place = places.get(next(paragraph.iterancestors(f"{W}tc"), None))
        yield WordParagraph(number, _text(paragraph), label, level, cascade.name(style), outline, place)


def _text(paragraph: Any) -> str:
    pieces: list[str] = []
    for node in own(paragraph):
        if node.tag == f"{W}t":
            pieces.append(node.text or "")
        elif node.tag in _FIXED and node.getparent().tag == f"{W}r":
            pieces.append(_FIXED[node.tag])
    return "".join(pieces)

"""Any Word document as paragraphs with their places: text, automatic number, style, cell.

Read from the XML as it is: tracked insertions count, deletions do not; a drawing's fallback copy is
not read twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reporting.word.markup import NAMESPACES, W, parse
from reporting.word.numbering import Numbering, read_numbering
from reporting.word.package import DOCUMENT, STYLES, Package, read_package

_FALLBACK = f"{{{NAMESPACES['mc']}}}Fallback"
_GONE = {f"{W}del", f"{W}moveFrom", f"{W}instrText", _FALLBACK}
_FIXED = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}softHyphen": ""}


@dataclass(frozen=True, slots=True)
class Place:
    """A cell: the table's number in the file, row and column, each from 1."""

    table: int
    row: int
    column: int


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
    place: Place | None = None

    @property
    def printed(self) -> str:
        """The text with its automatic number before it."""
        return f"{self.label} {self.text}".strip() if self.label else self.text


def read_paragraphs(path: Path) -> tuple[WordParagraph, ...]:
    """Every paragraph of a .docx, empty ones too; TemplateError where it cannot be opened as one."""
    return paragraphs_of(read_package(path.read_bytes(), path.name))


def paragraphs_of(package: Package) -> tuple[WordParagraph, ...]:
    """The same from a package in memory."""
    styles = parse(package[STYLES]) if STYLES in package else None
    numbers = parse(package["word/numbering.xml"]) if "word/numbering.xml" in package else None
    looks = {} if styles is None else _looks(styles)
    numbering = read_numbering(numbers, styles)
    return tuple(_paragraphs(parse(package[DOCUMENT]), looks, numbering))


def _paragraphs(root: Any, looks: dict[str, tuple[str, int | None]], numbering: Numbering) -> Iterator[WordParagraph]:
    places = _places(root)
    for number, paragraph in enumerate(_living(root), 1):
        properties = paragraph.find(f"{W}pPr")
        style = "" if properties is None else _value(properties.find(f"{W}pStyle"))
        own = None if properties is None else properties.find(f"{W}outlineLvl")
        name, outline = looks.get(style, (style, None))
        label, level = numbering.label(paragraph)
        outline = outline if own is None else int(_value(own))
        cell = next(paragraph.iterancestors(f"{W}tc"), None)
        place = None if cell is None else places[cell]
        yield WordParagraph(number, _text(paragraph), label, level, name, outline, place)


def _living(root: Any) -> Iterator[Any]:
    """Paragraphs that are there for a reader."""
    for paragraph in root.iter(f"{W}p"):
        if next(paragraph.iterancestors(_FALLBACK), None) is None:
            yield paragraph


def _text(paragraph: Any) -> str:
    pieces: list[str] = []
    stack = list(reversed(paragraph))
    while stack:
        node = stack.pop()
        if node.tag in _GONE or node.tag == f"{W}p":
            continue
        if node.tag == f"{W}t":
            pieces.append(node.text or "")
        elif node.tag in _FIXED and node.getparent().tag == f"{W}r":
            pieces.append(_FIXED[node.tag])
        else:
            stack.extend(reversed(node))
    return "".join(pieces)


def _places(root: Any) -> dict[Any, Place]:
    """Every cell's place; rows and cells of a table inside a cell count for themselves."""
    tables = {table: number for number, table in enumerate(root.iter(f"{W}tbl"), 1)}
    rows: dict[Any, int] = {}
    filled: dict[Any, int] = {}
    places: dict[Any, Place] = {}
    for row in root.iter(f"{W}tr"):
        table = next(row.iterancestors(f"{W}tbl"))
        filled[table] = filled.get(table, 0) + 1
        rows[row] = filled[table]
    for cell in root.iter(f"{W}tc"):
        row = next(cell.iterancestors(f"{W}tr"))
        filled[row] = filled.get(row, 0) + 1
        places[cell] = Place(tables[next(row.iterancestors(f"{W}tbl"))], rows[row], filled[row])
    return places


def _looks(styles: Any) -> dict[str, tuple[str, int | None]]:
    """Style id → (name, outline level, also from the styles it is based on)."""
    known = {style.get(f"{W}styleId"): style for style in styles.iter(f"{W}style")}
    return {id: (_value(style.find(f"{W}name")), _outline(style, known)) for id, style in known.items()}


def _outline(style: Any, known: dict[str, Any]) -> int | None:
    for _ in range(len(known)):  # a style based on itself ends
        level = style.find(f"{W}pPr/{W}outlineLvl")
        based = known.get(_value(style.find(f"{W}basedOn")))
        if level is not None:
            return int(_value(level))
        if based is None:
            return None
        style = based
    return None


def _value(element: Any) -> str:
    return "" if element is None else str(element.get(f"{W}val", ""))

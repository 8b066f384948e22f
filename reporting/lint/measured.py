"""A Word document as measured: what a reader would see, without styles, themes or XML.

Lengths in mm, font sizes and spacing between paragraphs in pt. Looks are effective: resolved
through run, styles, defaults and theme. Whoever reads the file (reporting/word/measure) fills these.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Literal

Align = Literal["left", "center", "right", "justify"]
HeaderKind = Literal["default", "first", "even"]


@dataclass(frozen=True, slots=True)
class MeasuredLook:
    """How a stretch of text looks. `colour` is RRGGBB, "" for automatic (black);
    `raised`: superscript or subscript; `spacing` pt added between letters, `scale` their width."""

    size: float
    bold: bool = False
    italic: bool = False
    caps: bool = False
    small_caps: bool = False
    underline: bool = False
    raised: bool = False
    colour: str = ""
    spacing: float = 0
    scale: float = 1


@dataclass(frozen=True, slots=True)
class Span:
    """Text in one look. `fonts`: of its letters and digits (none for marks and blanks);
    `field` is PAGE for a page number."""

    text: str
    look: MeasuredLook
    fonts: tuple[str, ...] = ()
    field: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal line. `line` drawn as a shape, `picture` an image as low as a line,
    `border` of the paragraph, `cell` of the table cell."""

    length: float
    kind: Literal["line", "picture", "border", "cell"] = "line"
    colour: str = ""
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class MeasuredCell:
    """A place in a table: all counted from 1. `width` mm, without the cell's margins."""

    table: int
    row: int
    column: int
    width: float


@dataclass(frozen=True, slots=True)
class MeasuredParagraph:
    """`number` counts from 1 in the order of the file, cells and text boxes included.

    `label` is the automatic number as printed; `first` is relative to `left` (< 0 hangs);
    `line` is a multiple of single line, or None where `exact` (pt) holds; `width` what the text
    has from edge to edge; `tabs` (kind, mm); `frame` where a frame or text box stands on the page.
    """

    number: int
    spans: tuple[Span, ...] = ()
    label: str = ""
    style: str = ""
    align: Align = "left"
    left: float = 0
    right: float = 0
    first: float = 0
    before: float = 0
    after: float = 0
    line: float | None = 1
    exact: float = 0
    tight: bool = False
    width: float = 0
    tabs: tuple[tuple[str, float], ...] = ()
    frame: str = ""
    section: int = 0
    cell: MeasuredCell | None = None
    box: int = 0
    rules: tuple[Rule, ...] = ()
    new_page: bool = False

    @property
    def text(self) -> str:
        """As read, in NFC: tabs, and line breaks as \\n."""
        return unicodedata.normalize("NFC", "".join(span.text for span in self.spans))

    @property
    def composed(self) -> bool:
        """Whether the file itself has it in NFC."""
        return all(unicodedata.is_normalized("NFC", span.text) for span in self.spans)

    @property
    def printed(self) -> str:
        """With the automatic number before it."""
        return f"{self.label} {self.text.lstrip()}" if self.label else self.text

    @property
    def blank(self) -> bool:
        return not self.label and not self.text.strip()


@dataclass(frozen=True, slots=True)
class Header:
    """A header or footer part as a section uses it."""

    kind: HeaderKind
    paragraphs: tuple[MeasuredParagraph, ...]


@dataclass(frozen=True, slots=True)
class MeasuredSection:
    """Paper and margins in mm (the gutter is in `left`). `number_start` None: numbers run on."""

    number: int
    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    headers: tuple[Header, ...] = ()
    footers: tuple[Header, ...] = ()
    title_page: bool = False
    number_start: int | None = None
    number_format: str = "decimal"
    continuous: bool = False

    @property
    def landscape(self) -> bool:
        return self.width > self.height


@dataclass(frozen=True, slots=True)
class Measured:
    """A whole document. `pages` 0: the file does not say. `generated`: made by this program."""

    file: str
    sections: tuple[MeasuredSection, ...]
    paragraphs: tuple[MeasuredParagraph, ...]
    even_headers: bool = False
    default_tab: float = 12.7
    pages: int = 0
    changes: bool = False
    generated: bool = False

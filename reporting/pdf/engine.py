"""The seam between a part of the report and what typesets it: two engines, one finish.

`typst` (the default: nothing but its wheel) and `weasyprint` (asks for Pango). Each turns a part into a Source, all
that its pages depend on, and a Source into pages; texts, pages and tags come out alike, so each proves the other.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from reporting.document import Document, Part
from reporting.pdf.faces import Face
from reporting.profile import Profile

if TYPE_CHECKING:
    import pikepdf

DEFAULT = "typst"
ENGINES = (DEFAULT, "weasyprint")


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page (counted from 0), in points from the lower left corner."""

    page: int
    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class TypesetSource:
    """One part as its engine takes it: HTML with CSS, or a tree as JSON with Typst's template."""

    engine: str
    text: str
    style: str
    faces: tuple[Face, ...]

    def shown(self, characters: dict[str, str]) -> TypesetSource:
        """With other words in the place of these characters."""
        return TypesetSource(
            self.engine,
            self.text.translate({ord(character): words for character, words in characters.items()}),
            self.style,
            self.faces,
        )


@dataclass(frozen=True, slots=True)
class Typeset:
    """`room`: where the space for the signature came to stand, if the part has one."""

    pdf: bytes
    room: Box | None = None


@dataclass(frozen=True, slots=True)
class Stamp:
    """The picture of one digital signature, `width` × `height` pt: an image, or a text of one or more lines."""

    width: float
    height: float
    faces: tuple[Face, ...]
    text: str = ""
    image: bytes = b""


class Engine(Protocol):
    """`libraries`: those whose versions may change its pages; `in_processes`: parts side by side need
    processes of their own (else threads do)."""

    libraries: tuple[str, ...]
    in_processes: bool

    def source(self, document: Document, part: Part, profile: Profile, first_page: int) -> TypesetSource:
        """`first_page` 1: page 1 bears no number; a later one goes on from the parts before."""

    def typeset(self, source: TypesetSource, archive_part: int) -> Typeset:
        """Pages as PDF/A-2a or -3a and PDF/UA-1; TemplateError when the engine complains."""

    def tidy(self, document: pikepdf.Pdf) -> None:
        """What the engine itself could not do right, on the way through the finish."""

    def picture(self, stamp: Stamp) -> bytes:
        """One untagged page, to be drawn inside another PDF."""


def engine_named(name: str) -> Engine:
    if name == "weasyprint":
        from reporting.pdf.weasy_engine import WeasyPrintEngine

        return WeasyPrintEngine()
    from reporting.pdf.typst_engine import TypstEngine

    return TypstEngine()

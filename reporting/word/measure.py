"""Any .docx, ours or anybody's, as a measured document: what a reader sees, in mm and pt.

1 the parts are found      3 sections: paper, margins, headers
2 styles are resolved      4 paragraphs in reading order, cells and text boxes included
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from reporting.lint.measured import Header, HeaderKind, Measured, MeasuredSection
from reporting.word.markup import NAMESPACES, W
from reporting.word.measure_looks import Cascade, number
from reporting.word.measure_text import TextMeasurer, mm
from reporting.word.numbering import Numbering
from reporting.word.package import WordFile, open_word, whole
from reporting.word.render import GENERATION_PROPERTY
from reporting.word.walk import attribute, is_on

_R = f"{{{NAMESPACES['r']}}}"
_CHANGES = tuple(f"{W}{name}" for name in ("ins", "del", "moveFrom", "moveTo", "commentRangeStart"))
_LETTER = (12240.0, 15840.0)  # twips: Word's paper where a section names none


def measure_docx(data: bytes, name: str) -> Measured:
    """`name` is what messages call the file. CchcError where it is no readable .docx."""
    file = open_word(data, name)
    with whole(name):
        settings = file.part("settings")
        cascade = Cascade.of_file(file)
        sections = _sections(file, cascade)
        reader = TextMeasurer(
            cascade,
            Numbering.of_file(file),
            tuple(s.width - s.left - s.right for s in sections),
            file.part("numbering"),
        )
        return Measured(
            file=name,
            sections=sections,
            paragraphs=reader.paragraphs(file.document),
            even_headers=settings is not None and is_on(settings.find(f"{W}evenAndOddHeaders")),
            default_tab=_default_tab(settings),
            pages=_pages(file),
            changes=next(file.document.iter(*_CHANGES), None) is not None,
            generated=GENERATION_PROPERTY.encode() in file.parts.get("docProps/custom.xml", b""),
        )


def _sections(file: WordFile, cascade: Cascade) -> tuple[MeasuredSection, ...]:
    made: list[MeasuredSection] = []
    for count, element in enumerate(
        e for e in file.document.iter(f"{W}sectPr") if e.getparent().tag != f"{W}sectPrChange"
    ):
        section = _section(element, count)
        width = section.width - section.left - section.right
        headers = _headers(file, cascade, element, "headerReference", width)
        footers = _headers(file, cascade, element, "footerReference", width)
        if made:
            headers, footers = _inherited(headers, made[-1].headers), _inherited(footers, made[-1].footers)
        made.append(replace(section, headers=headers, footers=footers))
    return tuple(made) or (MeasuredSection(0, mm(_LETTER[0]), mm(_LETTER[1]), 25.4, 25.4, 25.4, 25.4),)


def _section(element: Any, count: int) -> MeasuredSection:
    size, margins, numbers = (element.find(f"{W}{name}") for name in ("pgSz", "pgMar", "pgNumType"))
    start = attribute(numbers, "start")
    sides = {side: abs(mm(number(attribute(margins, side)))) for side in ("top", "bottom", "left", "right", "gutter")}
    return MeasuredSection(
        number=count,
        width=mm(number(attribute(size, "w")) or _LETTER[0]),
        height=mm(number(attribute(size, "h")) or _LETTER[1]),
        top=sides["top"],
        bottom=sides["bottom"],
        left=sides["left"] + sides["gutter"],
        right=sides["right"],
        title_page=is_on(element.find(f"{W}titlePg")),
        number_start=int(number(start)) if start else None,
        number_format=attribute(numbers, "fmt") or "decimal",
        continuous=attribute(element.find(f"{W}type")) == "continuous",
    )


def _headers(file: WordFile, cascade: Cascade, section: Any, kind: str, width: float) -> tuple[Header, ...]:
    found = []
    for reference in section.findall(f"{W}{kind}"):
        root = file.root(file.related.get(str(reference.get(f"{_R}id")), ""))
        if root is not None:
            paragraphs = TextMeasurer(cascade, Numbering.of(None, None), (width,), None).paragraphs(root)
            found.append(Header(_kind(attribute(reference, "type")), paragraphs))
    return tuple(found)


def _kind(text: str) -> HeaderKind:
    return "first" if text == "first" else "even" if text == "even" else "default"


def _inherited(own: tuple[Header, ...], before: tuple[Header, ...]) -> tuple[Header, ...]:
    """A section without a header of a kind has the one of the section before."""
    kinds = {header.kind for header in own}
    return own + tuple(header for header in before if header.kind not in kinds)


def _default_tab(settings: Any | None) -> float:
    given = "" if settings is None else attribute(settings.find(f"{W}defaultTabStop"))
    return mm(number(given)) if number(given) > 0 else 12.7


def _pages(file: WordFile) -> int:
    root = file.part("app")
    for element in () if root is None else root:
        if str(element.tag).endswith("}Pages") and (element.text or "").strip().isdigit():
            return int(element.text)
    return 0

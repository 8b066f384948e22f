"""Sections: paper, margins, page numbers from 1 in each part or through all, the DỰ THẢO mark in drafts.

The number stands in the middle of the top margin and not on page 1 (NĐ 30/2020, Phụ lục I, Mục I.7).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from reporting.document import Orientation, Part
from reporting.profile import Profile
from reporting.word.markup import DECLARATIONS, NAMESPACES, XML_HEAD, W, paragraph_xml, run_xml
from reporting.word.styles import DRAFT, PAGE_NUMBER
from reporting.word.units import twips

_FOOTER = 10.0  # mm from the lower edge; nothing stands there


@dataclass(frozen=True, slots=True)
class Running:
    """Relationship ids of headers or footers: of page 1 and of the others ("": none)."""

    first: str
    other: str

    def references(self, kind: str) -> str:
        """`kind` header or footer; w:headerReference elements for the ids there are."""
        named = (("default", self.other), ("first", self.first))
        return "".join(f'<w:{kind}Reference w:type="{type}" r:id="{id}"/>' for type, id in named if id)


NO_FOOTERS = Running("", "")


def section_xml(
    part: Part, profile: Profile, headers: Running, footers: Running = NO_FOOTERS, *, goes_on: bool = False
) -> str:
    """w:sectPr of a part, children in schema order. `goes_on`: numbered on from the part before, page 1 too."""
    page = profile.page
    if part.orientation == "landscape":
        size = f'w:w="{twips(page.height)}" w:h="{twips(page.width)}" w:orient="landscape"'
        sides = (page.landscape_top, page.landscape_right, page.landscape_bottom, page.landscape_left)
    else:
        size = f'w:w="{twips(page.width)}" w:h="{twips(page.height)}"'
        sides = (page.top, page.right, page.bottom, page.left)
    margins = " ".join(
        f'w:{name}="{twips(side)}"' for name, side in zip(("top", "right", "bottom", "left"), sides, strict=True)
    )
    numbers, first = ("", "") if goes_on else ('<w:pgNumType w:start="1"/>', "<w:titlePg/>")
    return (
        f"<w:sectPr>{headers.references('header')}{footers.references('footer')}"
        f'<w:type w:val="nextPage"/><w:pgSz {size}/>'
        f'<w:pgMar {margins} w:header="{twips(page.header)}" w:footer="{twips(_FOOTER)}" w:gutter="0"/>'
        f'{numbers}<w:cols w:space="720"/>{first}</w:sectPr>'
    )


def first_header() -> bytes:
    """Page 1 of a part: nothing printed, the top right kept free for the agency's stamp."""
    return _header(paragraph_xml(PAGE_NUMBER, ""))


def page_header() -> bytes:
    return _header(paragraph_xml(PAGE_NUMBER, _PAGE))


def empty_footer() -> bytes:
    """For annexes: without a footer of its own a section repeats that of the section before."""
    return f"{XML_HEAD}<w:ftr {DECLARATIONS}>{paragraph_xml(PAGE_NUMBER, '')}</w:ftr>".encode()


def footers_of(section: Any) -> Running:
    """The footers of a template's section (an address line on page 1: Phụ lục I, Mục III.4)."""
    if section is None:
        return NO_FOOTERS
    found = {e.get(f"{W}type"): e.get(f"{{{NAMESPACES['r']}}}id") for e in section.iter(f"{W}footerReference")}
    other = found.get("default", "")
    # Page 1 of a template without a first page of its own shows the footer of all pages.
    alike = section.find(f"{W}titlePg") is None
    return Running(other if alike else found.get("first", ""), other)


def draft_first_header(profile: Profile) -> bytes:
    return _header(paragraph_xml(PAGE_NUMBER, run_xml(profile.draft_text, DRAFT), '<w:jc w:val="right"/>'))


def draft_header(profile: Profile, orientation: Orientation) -> bytes:
    """The page number in the middle, the mark at the right edge of the text."""
    page = profile.page
    wide = page.width - page.left - page.right
    if orientation == "landscape":
        wide = page.height - page.landscape_left - page.landscape_right
    stops = f'<w:tab w:val="center" w:pos="{twips(wide / 2)}"/><w:tab w:val="right" w:pos="{twips(wide)}"/>'
    tab = "<w:r><w:tab/></w:r>"
    inside = f"{tab}{_PAGE}{tab}{run_xml(profile.draft_text, DRAFT)}"
    return _header(paragraph_xml(PAGE_NUMBER, inside, f'<w:tabs>{stops}</w:tabs><w:jc w:val="left"/>'))


_PAGE = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:rPr><w:noProof/></w:rPr><w:t>2</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


def _header(inside: str) -> bytes:
    return f"{XML_HEAD}<w:hdr {DECLARATIONS}>{inside}</w:hdr>".encode()

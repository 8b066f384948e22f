"""Sections: paper, margins, page numbers from 1 in each part, the DỰ THẢO mark in drafts.

The number stands in the middle of the top margin and not on page 1 (NĐ 30/2020, Phụ lục I, Mục I.7).
"""

from __future__ import annotations

from dataclasses import dataclass

from reporting.document import Orientation, Part
from reporting.profile import Profile
from reporting.word.markup import DECLARATIONS, XML_HEAD, paragraph_xml, run_xml
from reporting.word.styles import DRAFT, PAGE_NUMBER
from reporting.word.units import twips

_FOOTER = 10.0  # mm from the lower edge; nothing stands there


@dataclass(frozen=True, slots=True)
class Headers:
    """Relationship ids of the headers of one orientation: first page and the others."""

    first: str
    other: str


def section_xml(part: Part, profile: Profile, headers: Headers) -> str:
    """w:sectPr of a part, children in schema order."""
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
    return (
        f'<w:sectPr><w:headerReference w:type="default" r:id="{headers.other}"/>'
        f'<w:headerReference w:type="first" r:id="{headers.first}"/><w:type w:val="nextPage"/><w:pgSz {size}/>'
        f'<w:pgMar {margins} w:header="{twips(page.header)}" w:footer="{twips(_FOOTER)}" w:gutter="0"/>'
        '<w:pgNumType w:start="1"/><w:cols w:space="720"/><w:titlePg/></w:sectPr>'
    )


def first_header() -> bytes:
    """Page 1 of a part: nothing printed, the top right kept free for the agency's stamp."""
    return _header(paragraph_xml(PAGE_NUMBER, ""))


def page_header() -> bytes:
    return _header(paragraph_xml(PAGE_NUMBER, _PAGE))


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

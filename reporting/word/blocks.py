"""Blocks of the report as WordprocessingML on the named styles: what stands in the text.

The national header, the title, the addressees and the signing block are in the frame template;
everything else comes from here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reporting.document import HEADING_1, HEADING_2, HEADING_3, AnnexTitle, Block, Heading, Paragraph, Part, Table
from reporting.profile import Profile
from reporting.typesetting import annex_width, balanced, initials_room, text_width
from reporting.word.bookmarks import Bookmarks
from reporting.word.markup import paragraph_xml, run_xml
from reporting.word.shapes import REFERENCE_RULE, rule_xml
from reporting.word.styles import (
    ANNEX_LABEL,
    ANNEX_REFERENCE,
    ANNEX_TITLE,
    BEFORE_TABLE,
    BLOCK_STYLES,
    BODY_STYLE,
    END_OF_PART,
    LAST_SENTENCE,
    RULE,
)
from reporting.word.tables import character_style, table_xml
from reporting.word.units import points

_HEADINGS = {1: HEADING_1, 2: HEADING_2, 3: HEADING_3}
_JUSTIFICATION = {"left": "left", "center": "center", "right": "right"}
GAP_XML = paragraph_xml(END_OF_PART, "")


@dataclass(frozen=True, slots=True)
class PageSheet:
    """What a block's looks depend on: the profile and the text area of its page (mm)."""

    profile: Profile
    width: float
    height: float
    annex_width: float

    @classmethod
    def of(cls, part: Part, profile: Profile) -> PageSheet:
        page, narrow = profile.page, annex_width(part.orientation, profile)
        if part.orientation == "landscape":
            width = page.height - page.landscape_left - page.landscape_right
            return cls(profile, width, page.width - page.landscape_top - page.landscape_bottom, narrow)
        return cls(profile, page.width - page.left - page.right, page.height - page.top - page.bottom, narrow)


def blocks_xml(blocks: Sequence[Block], sheet: PageSheet, bookmarks: Bookmarks, *, signed: bool = False) -> str:
    """The blocks one after another; `signed`: the last one stays with the signing block that follows."""
    pieces: list[str] = []
    for position, block in enumerate(blocks):
        if isinstance(block, Table) and position and isinstance(blocks[position - 1], Table):
            pieces.append(GAP_XML)  # else Word makes one table of two
        pieces.append(_block_xml(block, sheet, bookmarks, _follower(blocks, position, signed)))
    return "".join(pieces)


def ended_with(xml: str, section: str) -> str:
    """A part's XML with its section in the last paragraph; a table gets a paragraph without height."""
    if not xml.endswith("</w:p>"):
        xml += GAP_XML
    last = xml.rindex("<w:p><w:pPr>")
    return xml[:last] + xml[last:].replace("</w:pPr>", f"{section}</w:pPr>", 1)


def _follower(blocks: Sequence[Block], position: int, signed: bool) -> str:
    """The style that a paragraph takes from what follows it: a table, the signing block, or ""."""
    if position + 1 < len(blocks):
        return BEFORE_TABLE if isinstance(blocks[position + 1], Table) else ""
    return LAST_SENTENCE if signed else ""


def _block_xml(block: Block, sheet: PageSheet, bookmarks: Bookmarks, follower: str) -> str:
    match block:
        case Heading():
            style = BLOCK_STYLES[_HEADINGS[block.level]]
            extra = _before_table(sheet) if follower == BEFORE_TABLE else ""
            return paragraph_xml(style, bookmarks.around(block.id, run_xml(block.plain)), extra)
        case Paragraph():
            return _paragraph(block, sheet, bookmarks, follower)
        case Table():
            return table_xml(block, sheet.width, sheet.height, sheet.profile, bookmarks)
        case AnnexTitle():
            return _annex_title(block, sheet, bookmarks)
        case _:
            raise ValueError(f"{type(block).__name__} {block.id} belongs to the frame, at the start or end of a part")


def _paragraph(block: Paragraph, sheet: PageSheet, bookmarks: Bookmarks, follower: str) -> str:
    style, keep = BLOCK_STYLES.get(block.style, BODY_STYLE), ""
    if follower and style == BODY_STYLE:
        style = follower
    elif follower:
        keep = "<w:keepNext/>" + (_before_table(sheet) if follower == BEFORE_TABLE else "")
    align = f'<w:jc w:val="{_JUSTIFICATION[block.align]}"/>' if block.align in _JUSTIFICATION else ""
    notes = bookmarks.notes
    runs = "".join(run_xml(run.text, character_style(run)) + notes.mark(run.note) for run in block.runs)
    if follower == LAST_SENTENCE:
        runs += run_xml(initials_room(block.plain, sheet.profile))
    return paragraph_xml(style, bookmarks.around(block.id, runs), keep + align)


def _before_table(sheet: PageSheet) -> str:
    """Room between a heading and the table under it, as between paragraphs."""
    return f'<w:spacing w:after="{points(sheet.profile.spacing.before)}"/>'


def _annex_title(block: AnnexTitle, sheet: PageSheet, bookmarks: Bookmarks) -> str:
    """`Phụ lục II`, the title in capitals, the reference line and its rule (Mẫu 2.1, 2.2)."""
    sizes = sheet.profile.sizes
    title = balanced(block.title, sizes.annex_title, sheet.profile, sheet.annex_width)
    reference = balanced(block.reference, sizes.annex_reference, sheet.profile, sheet.annex_width, bold=False)
    lines = [(ANNEX_LABEL, block.number), (ANNEX_TITLE, title), (ANNEX_REFERENCE, reference)]
    present = [(style, text) for style, text in lines if text]
    pieces = []
    for position, (style, text) in enumerate(present):
        inside = run_xml(text)
        pieces.append(paragraph_xml(style, bookmarks.around(block.id, inside) if not position else inside))
    under = (reference or title).split("\n")
    wide = max(text_width(line, sizes.annex_reference, sheet.profile, bold=not reference) for line in under)
    length = sheet.profile.letterhead.subject_rule * min(wide, sheet.width)
    pieces.append(paragraph_xml(RULE, rule_xml(REFERENCE_RULE, bookmarks.number(), length)) if present else "")
    return "".join(pieces)

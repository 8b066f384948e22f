"""What Word and both PDF engines must decide alike: widths of texts, balanced lines, widths of columns, room to sign.

Measured with the metric-compatible font that the profile names. Widths in mm, sizes in pt.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from math import ceil

from reporting.document import Cell, Column, Orientation, Row
from reporting.profile import Profile
from reporting.resources import resource

_MM_PER_POINT = 25.4 / 72
_UNKNOWN = 0.6  # em: a character that the font lacks
_NARROWEST_SHARE = 0.5  # a column gives at most half of its share to its neighbours
_TALLEST_WHOLE_ROW = 0.5  # of the page: a taller row may be split, else a page would stay half empty
_EM = 0.5  # mean width of a character, in font sizes
_BLANK = 0.25  # em
NO_BREAK = "\u00a0"
_HAIR = 0.3  # mm: borders and rounding
_ONE_BLANK = re.compile("(?<! ) (?! )")  # a row of blanks waits for a number or a date: no break there


@lru_cache(maxsize=8)
def advances(file: str) -> Mapping[str, float]:
    """Every character that a font file has → its advance in em."""
    from fontTools.ttLib import TTFont

    with TTFont(resource("fonts", file), lazy=True) as font:
        font.setGlyphOrder([f"{number}" for number in range(font["maxp"].numGlyphs)])  # names are slow to read
        em = font["head"].unitsPerEm
        widths = font["hmtx"].metrics
        return {chr(code): widths[glyph][0] / em for code, glyph in font.getBestCmap().items()}


def text_width(text: str, size: float, profile: Profile, *, bold: bool = False) -> float:
    """Width in mm of one line of text."""
    known = advances(dict(profile.font_files)["bold" if bold else "regular"])
    em = sum(known.get(character, _UNKNOWN) for character in text)
    return em * size * _MM_PER_POINT


def balanced(text: str, size: float, profile: Profile, width: float, *, bold: bool = True) -> str:
    """A title broken into lines of about equal length where it is wider than `width` mm.

    Typed line breaks are kept; no word is lost or split.
    """
    return "\n".join(_balanced_line(line, size, profile, width, bold) for line in text.split("\n"))


def _balanced_line(text: str, size: float, profile: Profile, width: float, bold: bool) -> str:
    whole = text_width(text, size, profile, bold=bold)
    lines = ceil(whole / width)
    if lines < 2:
        return text
    words = _ONE_BLANK.split(text)
    target = whole / lines
    broken: list[str] = []
    current, reached = words[0], text_width(words[0], size, profile, bold=bold)
    for word in words[1:]:
        longer = f"{current} {word}"
        after = text_width(longer, size, profile, bold=bold)
        past_target = after - target > target - reached and len(broken) < lines - 1
        if after > width or past_target:
            broken.append(current)
            current, reached = word, text_width(word, size, profile, bold=bold)
        else:
            current, reached = longer, after
    return "\n".join((*broken, current))


def column_widths(columns: Sequence[Column], width: float, profile: Profile) -> tuple[float, ...]:
    """Column widths in mm that fill `width`: the columns' shares, but wide enough for the longest
    word of each heading (`STT` never breaks); what they lack comes from the columns with room."""
    total = sum(max(column.width, 0.0) for column in columns) or 1.0
    shares = [width * max(column.width, 0.0) / total for column in columns]
    needed = [_heading_needs(column, profile) for column in columns]
    lacking = sum(max(need - share, 0.0) for need, share in zip(needed, shares, strict=True))
    room = [max(share - max(need, share * _NARROWEST_SHARE), 0.0) for need, share in zip(needed, shares, strict=True)]
    if not lacking or lacking > sum(room):
        return tuple(shares)
    given = lacking / sum(room)
    return tuple(max(share, need) - spare * given for share, need, spare in zip(shares, needed, room, strict=True))


def _heading_needs(column: Column, profile: Profile) -> float:
    words = column.title.split() or [""]
    longest = max(text_width(word, profile.sizes.table, profile, bold=True) for word in words)
    return longest + 2 * profile.spacing.cell_x + _HAIR


def may_split(row: Row, widths: Sequence[float], height: float, profile: Profile) -> bool:
    """Whether a row is so tall that it may be split between pages; `widths` of the columns and
    `height` of the text area in mm. Estimated, so that all writers decide alike."""
    return row_height(row, widths, profile) > _TALLEST_WHOLE_ROW * height


def row_height(row: Row, widths: Sequence[float], profile: Profile) -> float:
    """About how tall a row's tallest text prints, in mm."""
    start, tallest = 0, 0.0
    for cell in row.cells:
        tallest = max(tallest, _cell_height(cell, sum(widths[start : start + cell.span]), profile))
        start += cell.span
    return tallest


def _cell_height(cell: Cell, width: float, profile: Profile) -> float:
    size = profile.sizes.table * _MM_PER_POINT
    room = max(width - 2 * profile.spacing.cell_x, size)
    texts = ("".join(run.text for run in runs) for runs in cell.paragraphs)
    lines = sum(max(1, ceil(len(line) * _EM * size / room)) for text in texts for line in text.split("\n"))
    return lines * size * profile.spacing.table_line


# ── places that signing programs need ────────────────────────────────────────────────────────────


def annex_width(orientation: Orientation, profile: Profile) -> float:
    """How wide the lines of an annex's title may be: where the annex goes with the report in one file, the
    agency's seal is put beside them, in the upper left corner of the page."""
    page, room = profile.page, profile.gaps.seal + profile.gaps.seal_edge
    if orientation == "landscape":
        wide, left, right = page.height, page.landscape_left, page.landscape_right
    else:
        wide, left, right = page.width, page.left, page.right
    return wide - left - right - 2 * max(room - left, 0)


def initials_room(last_sentence: str, profile: Profile) -> str:
    """Blanks after `./.`, the end of the paragraph above the signing block: room for the initials of who is
    answerable for the text. They do not break: they take the last word with them to the next line."""
    if not last_sentence.endswith("./."):
        return ""
    return NO_BREAK * ceil(profile.gaps.initials / (_BLANK * profile.sizes.body * _MM_PER_POINT))

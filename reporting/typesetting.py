"""What Word and PDF must decide alike: widths of texts, balanced lines, widths of columns.

Measured with the metric-compatible font that the profile names. Widths in mm, sizes in pt.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from math import ceil

from reporting.document import Cell, Column, Row
from reporting.profile import Profile
from reporting.resources import resource

_MM_PER_POINT = 25.4 / 72
_UNKNOWN = 0.6  # em: a character that the font lacks
_NARROWEST_SHARE = 0.5  # a column gives at most half of its share to its neighbours
_TALLEST_WHOLE_ROW = 0.5  # of the page: a taller row may be split, else a page would stay half empty
_EM = 0.5  # mean width of a character, in font sizes
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
    `height` of the text area in mm. Estimated, so that both writers decide alike."""
    start = 0
    for cell in row.cells:
        if _cell_height(cell, sum(widths[start : start + cell.span]), profile) > _TALLEST_WHOLE_ROW * height:
            return True
        start += cell.span
    return False


def _cell_height(cell: Cell, width: float, profile: Profile) -> float:
    """About how tall a cell's text prints, in mm."""
    size = profile.sizes.table * _MM_PER_POINT
    room = max(width - 2 * profile.spacing.cell_x, size)
    texts = ("".join(run.text for run in runs) for runs in cell.paragraphs)
    lines = sum(max(1, ceil(len(line) * _EM * size / room)) for text in texts for line in text.split("\n"))
    return lines * size * profile.spacing.table_line

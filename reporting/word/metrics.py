"""How wide a text prints: advances of the metric-compatible font that the profile names.

Used for drawn rules as long as their text, for balanced lines of titles, and for telling tall
table rows from ordinary ones. Widths in mm, sizes in pt.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from math import ceil

from reporting.profile import Profile
from reporting.resources import resource
from reporting.word.units import MM_PER_INCH

_UNKNOWN = 0.6  # em: a character that the font lacks


@lru_cache(maxsize=8)
def _advances(file: str) -> Mapping[str, float]:
    """Character → advance in em."""
    from fontTools.ttLib import TTFont

    with TTFont(resource("fonts", file), lazy=True) as font:
        em = font["head"].unitsPerEm
        widths = font["hmtx"].metrics
        return {chr(code): widths[glyph][0] / em for code, glyph in font.getBestCmap().items()}


def text_width(text: str, size: float, profile: Profile, *, bold: bool = False) -> float:
    """Width in mm of one line of text."""
    advances = _advances(dict(profile.font_files)["bold" if bold else "regular"])
    em = sum(advances.get(character, _UNKNOWN) for character in text)
    return em * size / 72 * MM_PER_INCH


def line_count(text: str, size: float, profile: Profile, width: float) -> int:
    """About how many lines a text takes in a column `width` mm wide."""
    if not width > 0:
        return 1
    return sum(max(1, ceil(text_width(line, size, profile) * 1.04 / width)) for line in text.split("\n"))


def balanced(text: str, size: float, profile: Profile, width: float) -> str:
    """Bold text broken into lines of about equal length where it is wider than `width` mm.

    Typed line breaks are kept; no word is lost or split.
    """
    return "\n".join(_balanced_line(line, size, profile, width) for line in text.split("\n"))


def _balanced_line(text: str, size: float, profile: Profile, width: float) -> str:
    lines = ceil(text_width(text, size, profile, bold=True) / width)
    if lines < 2:
        return text
    words = text.split(" ")
    target = text_width(text, size, profile, bold=True) / lines
    broken: list[str] = []
    current = words[0]
    for word in words[1:]:
        longer = f"{current} {word}"
        reached = text_width(longer, size, profile, bold=True)
        over = reached > width or reached - target > target - text_width(current, size, profile, bold=True)
        if over and len(broken) < lines:
            broken.append(current)
            current = word
        else:
            current = longer
    return "\n".join((*broken, current))

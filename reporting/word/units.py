"""Lengths of WordprocessingML: twentieths of a point, half-points, English Metric Units."""

from __future__ import annotations

MM_PER_INCH = 25.4
# Times New Roman's own line is 1.15 times its size: a line height of 1.15 is Word's "single".
SINGLE_LINE = 1.15


def twips(mm: float) -> int:
    """Millimetres → twips (1/1440 inch)."""
    return round(mm * 1440 / MM_PER_INCH)


def points(pt: float) -> int:
    """Points → twips (1/20 pt)."""
    return round(pt * 20)


def half_points(pt: float) -> int:
    return round(pt * 2)


def emu(mm: float) -> int:
    """Millimetres → English Metric Units (1/914400 inch)."""
    return round(mm * 914400 / MM_PER_INCH)


def line_units(height: float) -> int:
    """Line height in font sizes → 240ths of Word's single line."""
    return round(240 * height / SINGLE_LINE)

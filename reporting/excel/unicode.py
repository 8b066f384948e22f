"""Cells in pre-Unicode fonts → Unicode, each sheet's conversions listed in a note."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from reporting.findings import Finding, finding
from reporting.grid import Grid, Place, Sheet, Value
from reporting.legacy_text import ENCODINGS, Encoding, decoded, is_legacy, is_unicode, odd_words, vote
from reporting.location import Location

# Sheet name → place → (encoding, whether the font shows capitals only).
Fonts = Mapping[str, Mapping[Place, tuple[Encoding, bool]]]


def in_unicode(grid: Grid, fonts: Fonts) -> tuple[Grid, tuple[Finding, ...]]:
    """The workbook with all its texts in Unicode: by font where it is known, by vote elsewhere."""
    voted = vote(_odd_texts(grid))
    if voted is None and not any(fonts.values()):
        return grid, ()
    sure = frozenset(_sure(grid, fonts))
    sheets, findings = [], []
    for sheet in grid.sheets:
        changed = dict(_changes(sheet, fonts.get(sheet.name, {}), voted, sure))
        sheets.append(replace(sheet, rows=_changed(sheet, changed)) if changed else sheet)
        if changed:
            findings.append(_told(sheet, changed))
    return replace(grid, sheets=tuple(sheets)), tuple(findings)


def _odd_texts(grid: Grid) -> list[str]:
    """Texts with odd words, as often as they stand there. Most workbooks have none: each text is looked at once."""
    rows = [row for sheet in grid.sheets for row in sheet.rows]
    odd = {value for value in set().union(*rows) if type(value) is str and not value.isascii() and odd_words(value)}
    return [value for row in rows for value in row if isinstance(value, str) and value in odd] if odd else []


def _sure(grid: Grid, fonts: Fonts) -> Iterator[Encoding]:
    """Encodings whose fonts hold no Unicode text at all: there even short words are converted.

    A cell may bear an old font and yet be typed in Unicode: "Có" would become "Cú"."""
    for encoding in ENCODINGS:
        texts = [
            value
            for sheet in grid.sheets
            for place, (found, _) in fonts.get(sheet.name, {}).items()
            if found == encoding and isinstance(value := sheet.at(*place), str)
        ]
        if any(is_legacy(text, encoding) for text in texts) and not any(map(is_unicode, texts)):
            yield encoding


def _changes(
    sheet: Sheet,
    fonts: Mapping[Place, tuple[Encoding, bool]],
    voted: Encoding | None,
    sure: frozenset[Encoding],
) -> list[tuple[Place, tuple[str, str]]]:
    found = []
    for r, row in enumerate(sheet.rows, 1):
        for c, value in enumerate(row, 1):
            if not isinstance(value, str) or value.isascii():
                continue
            encoding, capitals = fonts.get((r, c), (voted, False))
            by_font = (r, c) in fonts and encoding in sure
            if encoding and (by_font or is_legacy(value, encoding)):
                found.append(((r, c), (value, decoded(value, encoding, capitals=capitals))))
    return [(place, pair) for place, pair in found if pair[0] != pair[1]]


def _changed(sheet: Sheet, changed: Mapping[Place, tuple[str, str]]) -> tuple[tuple[Value, ...], ...]:
    return tuple(
        tuple(changed[r, c][1] if (r, c) in changed else value for c, value in enumerate(row, 1))
        for r, row in enumerate(sheet.rows, 1)
    )


def _told(sheet: Sheet, changed: Mapping[Place, tuple[str, str]]) -> Finding:
    place, (raw, made) = next(iter(changed.items()))
    where = sheet.location(*place)
    subject = f"{sheet.file}/{sheet.name}"
    return finding(
        "text-legacy",
        Location(where.file, where.sheet, where.cell),
        subject=subject,
        count=len(changed),
        raw=raw[:80],
        made=made[:80],
    )

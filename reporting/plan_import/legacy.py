"""Text typed in fonts from before Unicode (TCVN3 `.VnTime`, `VNI-Times`) turned into Unicode."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from reporting.plan_import.rules import LegacyFont
from reporting.plan_import.source import SourceParagraph, SourceRun

# Below this share of telltale characters a text is taken for Unicode.
_SHARE = 0.03


def by_font(name: str, tables: Iterable[LegacyFont]) -> LegacyFont | None:
    """The table of a font, known by its name."""
    wanted = name.strip().lower()
    return next((t for t in tables if wanted and any(p.search(wanted) for p in t.fonts)), None)


def by_content(text: str, tables: Iterable[LegacyFont]) -> LegacyFont | None:
    """The table whose telltale characters fill the text; None for Unicode text."""
    letters = sum(c.isalpha() or ord(c) > 127 for c in text)
    if letters < 20 or any(0x1EA0 <= ord(c) <= 0x1EF9 for c in text):
        return None
    shares = [(sum(c in t.signature for c in text) / letters, t) for t in tables]
    share, table = max(shares, key=lambda pair: pair[0], default=(0.0, None))
    return table if share >= _SHARE else None


def to_unicode(text: str, table: LegacyFont) -> str:
    """Pairs first (VNI writes a vowel and its mark apart), then single characters."""
    pairs, made, place = dict(table.pairs), [], 0
    while place < len(text):
        two = text[place : place + 2]
        if two in pairs:
            made.append(pairs[two])
            place += 2
        else:
            made.append(table.singles.get(text[place], text[place]))
            place += 1
    return "".join(made)


def convert_runs(paragraph: SourceParagraph, tables: tuple[LegacyFont, ...]) -> tuple[SourceParagraph, bool]:
    """The paragraph with runs in legacy fonts converted; whether anything was."""
    found = {run.font: table for run in paragraph.runs if (table := by_font(run.font, tables))}
    if not found:
        return paragraph, False
    runs = tuple(_converted(run, found.get(run.font)) for run in paragraph.runs)
    return replace(paragraph, runs=runs, text="".join(run.text for run in runs)), True


def _converted(run: SourceRun, table: LegacyFont | None) -> SourceRun:
    return replace(run, text=to_unicode(run.text, table)) if table else run

"""Fonts and colours of every letter: text, tables, text boxes, headers (Phụ lục I, Mục I.4)."""

from __future__ import annotations

from collections.abc import Iterator

from reporting.lint.anatomy import is_legacy
from reporting.lint.faults import Fault, fault
from reporting.lint.measured import Measured, MeasuredParagraph
from reporting.lint.rules import LintRules

_DARK = 0x40  # each part of a colour that passes for black


def check_fonts(measured: Measured, rules: LintRules) -> Iterator[Fault]:
    for paragraph in _all(measured):
        yield from _font(paragraph, rules)
        yield from _colour(paragraph, rules)


def _all(measured: Measured) -> Iterator[MeasuredParagraph]:
    yield from measured.paragraphs
    seen: set[tuple[MeasuredParagraph, ...]] = set()
    for section in measured.sections:
        for header in (*section.headers, *section.footers):
            if header.paragraphs not in seen:
                seen.add(header.paragraphs)
                yield from header.paragraphs


def _font(paragraph: MeasuredParagraph, rules: LintRules) -> Iterator[Fault]:
    allowed = tuple(_bare(font) for font in rules.fonts)
    wanted, article = " hoặc ".join(rules.fonts), rules.page.font_article
    for font in dict.fromkeys(font for span in paragraph.spans for font in span.fonts):
        if is_legacy(font, rules):
            yield fault("lint-font-legacy", paragraph, font, wanted=wanted, article=article)
        elif not _is_face(_bare(font), allowed) and font.casefold() not in rules.symbol_fonts:
            yield fault("lint-font", paragraph, font, wanted=wanted, article=article)


def _is_face(font: str, allowed: tuple[str, ...]) -> bool:
    """The font itself, or a converter's name of it (`TimesNewRomanPSMT`, `TimesNewRomanPS-BoldMT`). A font called
    `Times New Roman Bold` is on no machine: another takes its place."""
    return any(font == name or font.startswith(f"{name}ps") for name in allowed)


def _bare(font: str) -> str:
    """Letters and digits: converters leave blanks and hyphens out."""
    return "".join(c for c in font.casefold() if c.isalnum())


def _colour(paragraph: MeasuredParagraph, rules: LintRules) -> Iterator[Fault]:
    if paragraph.text.strip().casefold() in rules.stamps:
        return
    for span in paragraph.spans:
        if span.look.colour and not is_black(span.look.colour) and any(c.isalnum() for c in span.text):
            yield fault("lint-colour", paragraph, value=span.look.colour, article=rules.page.font_article)
            return


def is_black(colour: str) -> bool:
    """Black, or so dark that it prints black; also a colour that nobody can read."""
    try:
        parts = [int(colour[at : at + 2], 16) for at in (0, 2, 4)]
    except ValueError:
        return True
    return max(parts) <= _DARK

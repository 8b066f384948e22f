"""Lines of text within paragraphs, and what their letters look like.

A header may put four components into one paragraph with tabs and line breaks; so components are
looked for among pieces, not paragraphs.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from reporting.lint.measured import MeasuredLook, MeasuredParagraph, Span
from reporting.text import fold

_BREAK = re.compile(r"[\t\n]")
_GAP = re.compile(r"[ \u00a0]{3,}")
# Two ways of writing the tone on oa, oe, uy: both are accepted.
_TONES = {
    "oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa", "oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe",
    "oẹ": "ọe", "uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy",
}  # fmt: skip
_TONE = re.compile("|".join(_TONES), re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a paragraph between tabs and line breaks; `whole`: it is the paragraph's only one."""

    paragraph: MeasuredParagraph
    spans: tuple[Span, ...]
    whole: bool = True

    @property
    def raw(self) -> str:
        return unicodedata.normalize("NFC", "".join(span.text for span in self.spans if not span.look.raised))

    @property
    def text(self) -> str:
        """Without notes in superscript, blanks tidied."""
        return " ".join(self.raw.split())

    @property
    def folded(self) -> str:
        return fold(self.text)

    @property
    def letters(self) -> tuple[tuple[MeasuredLook, int], ...]:
        """Looks of the letters and digits, with how many."""
        counted = ((span.look, sum(c.isalnum() for c in span.text)) for span in self.spans if not span.look.raised)
        return tuple((look, count) for look, count in counted if count)

    @property
    def upper(self) -> bool:
        """Whether it is printed in capitals."""
        shown = [span.text.upper() if span.look.caps else span.text for span in self.spans if not span.look.raised]
        return is_upper("".join(shown))

    def share(self, wanted: Callable[[MeasuredLook], bool]) -> float:
        """The part of its letters that look so."""
        total = sum(count for _, count in self.letters)
        return sum(count for look, count in self.letters if wanted(look)) / total if total else 0.0

    @property
    def bold(self) -> bool:
        return self.share(lambda look: look.bold) > 0.5

    @property
    def italic(self) -> bool:
        return self.share(lambda look: look.italic) > 0.5

    @property
    def size(self) -> float:
        """Of most letters; 0 without any."""
        return main_size((self,))

    @property
    def underlined(self) -> bool:
        return self.share(lambda look: look.underline) > 0.5


def pieces(paragraph: MeasuredParagraph) -> tuple[Piece, ...]:
    """The pieces of a paragraph that hold any text, in order; its automatic number is not among them."""
    lines: list[list[Span]] = [[]]
    for span in paragraph.spans:
        parts = _BREAK.split(span.text)
        for count, part in enumerate(parts):
            if count:
                lines.append([])
            if part:
                lines[-1].append(Span(part, span.look, span.fonts, span.field))
    filled = [tuple(line) for line in lines if "".join(span.text for span in line).strip()]
    return tuple(Piece(paragraph, line, len(filled) == 1) for line in filled)


def whole_piece(paragraph: MeasuredParagraph) -> Piece:
    return Piece(paragraph, paragraph.spans)


def split_at(piece: Piece, pattern: re.Pattern[str]) -> tuple[Piece, ...]:
    """A piece set out with rows of blanks, cut before what the pattern finds."""
    text = "".join(span.text for span in piece.spans)
    found = pattern.search(text)
    if not found or not _GAP.search(text[: found.start()]):
        return (piece,)
    before, after = _cut(piece.spans, found.start())
    return (Piece(piece.paragraph, before, False), Piece(piece.paragraph, after, False))


def _cut(spans: Iterable[Span], at: int) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    before: list[Span] = []
    after: list[Span] = []
    position = 0
    for span in spans:
        here = min(max(at - position, 0), len(span.text))
        for text, side in ((span.text[:here], before), (span.text[here:], after)):
            if text:
                side.append(Span(text, span.look, span.fonts, span.field))
        position += len(span.text)
    return tuple(before), tuple(after)


def main_size(lines: Iterable[Piece]) -> float:
    """The size of most letters of several pieces; 0 without any."""
    counted: dict[float, int] = {}
    for line in lines:
        for look, count in line.letters:
            counted[look.size] = counted.get(look.size, 0) + count
    return max(counted, key=lambda size: counted[size]) if counted else 0.0


def is_upper(text: str) -> bool:
    return any(c.isalpha() for c in text) and text == text.upper()


def one_spelling(text: str) -> str:
    """NFC, tone marks in their newer place (hoà → hòa, uỷ → ủy), letters' case kept."""
    return _TONE.sub(_moved, unicodedata.normalize("NFC", text))


def _moved(match: re.Match[str]) -> str:
    found = match[0]
    made = _TONES[found.lower()]
    return "".join(new.upper() if old.isupper() else new for old, new in zip(found, made, strict=True))


def short(text: str, longest: int = 60) -> str:
    """As quoted in a message."""
    text = " ".join(text.split())
    return text if len(text) <= longest else f"{text[:longest].rstrip()}…"

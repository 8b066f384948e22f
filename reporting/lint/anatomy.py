"""Which paragraph is what: components found by content and position, tolerant of how people build them.

A header may be a table, text boxes, tabs or blanks; a signing block a table or tabs. What is not
found is None or empty; whether it had to be there is for the checks to say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from reporting.lint.annexes import AnnexBlock, annex_starts, read_annexes
from reporting.lint.closing import ClosingBlock, find_closing
from reporting.lint.heading import Head, TitleBlock, find_head, find_title
from reporting.lint.measured import Measured, MeasuredParagraph
from reporting.lint.pieces import Piece, pieces, whole_piece
from reporting.lint.rules import LintRules

Kind = Literal["document", "letter", "annex", "attached", "other"]
_ADDRESSEE = re.compile(r"^\s*Kính\s+gửi\b", re.IGNORECASE)
_DASH = re.compile(r"^\s*[-–•+]")
_ATTACHED = re.compile(r"^\s*\(\s*(Ban hành k|K)èm theo", re.IGNORECASE)
_BASIS = re.compile(r"^\s*(Căn cứ|Theo đề nghị|Xét đề nghị|Xét Tờ trình)\b")
_LEGACY_SHARE = 0.2
_HEAD = 60  # paragraphs with text among which the head must lie


@dataclass(frozen=True, slots=True)
class AddresseesBlock:
    """`Kính gửi:` and the lines that belong to it."""

    label: Piece
    lines: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Anatomy:
    """A measured document taken apart. `kind` "other": without national name, motto and number it is no official
    document, and is judged by page, fonts and words only. `body` are paragraphs of the main text outside tables and
    boxes, without the basis (căn cứ) lines; `main` everything before the first annex."""

    kind: Kind
    main: tuple[MeasuredParagraph, ...]
    head: Head
    title: TitleBlock
    addressees: AddresseesBlock | None
    basis: tuple[MeasuredParagraph, ...]
    body: tuple[MeasuredParagraph, ...]
    closing: ClosingBlock
    annexes: tuple[AnnexBlock, ...]
    legacy: bool


def take_apart(measured: Measured, rules: LintRules) -> Anatomy:
    paragraphs = measured.paragraphs
    starts = annex_starts(paragraphs)
    first = starts[0] if starts else len(paragraphs)
    main = paragraphs[:first]
    head = find_head(main[: _limit(main)], rules)
    title = find_title(main[: _limit(main)], head, rules)
    closing = find_closing(main, rules)
    addressees = _addressees(main[: _limit(main)])
    text = _text(main, head, title, addressees, closing)
    basis = _basis(text)
    return Anatomy(
        kind=_kind(main, head, title, bool(starts)),
        main=main,
        head=head,
        title=title,
        addressees=addressees,
        basis=basis,
        body=tuple(p for p in text if p not in basis),
        closing=closing,
        annexes=read_annexes(paragraphs, starts),
        legacy=_legacy_share(paragraphs, rules) > _LEGACY_SHARE,
    )


def is_legacy(font: str, rules: LintRules) -> bool:
    return font.casefold().startswith(rules.legacy_fonts)


def _limit(main: Sequence[MeasuredParagraph]) -> int:
    filled = [n for n, paragraph in enumerate(main) if not paragraph.blank]
    return filled[min(_HEAD, len(filled)) - 1] + 1 if filled else 0


def _kind(main: Sequence[MeasuredParagraph], head: Head, title: TitleBlock, annexed: bool) -> Kind:
    filled = [p for p in main if not p.blank]
    if not filled and annexed:
        return "annex"
    if head.national is None and any(_ATTACHED.match(p.text) for p in filled[:8]):
        return "attached"
    if head.national is None and head.motto is None and head.number is None:
        return "other"  # a list, a speech, a slip: nothing says that it is an official document
    return "letter" if title.type_name is None and head.letter_subject else "document"


def _addressees(paragraphs: Sequence[MeasuredParagraph]) -> AddresseesBlock | None:
    for position, paragraph in enumerate(paragraphs):
        if not _ADDRESSEE.match(paragraph.text):
            continue
        own = pieces(paragraph)
        lines = [piece for piece in own[1:] if piece.text]
        for following in paragraphs[position + 1 :]:
            if following.blank and not lines:
                continue
            if not (_DASH.match(following.text) or _DASH.match(following.label)):
                break
            lines.append(whole_piece(following))
        return AddresseesBlock(own[0], tuple(lines))
    return None


def _text(
    main: Sequence[MeasuredParagraph],
    head: Head,
    title: TitleBlock,
    addressees: AddresseesBlock | None,
    closing: ClosingBlock,
) -> tuple[MeasuredParagraph, ...]:
    """Paragraphs between the head and the closing, outside tables and boxes."""
    before = [0, *(p.number for p in head.paragraphs), *(p.paragraph.number for p in title.pieces)]
    if addressees:
        before += [addressees.label.paragraph.number, *(line.paragraph.number for line in addressees.lines)]
    start, end = max(before), closing.start
    inside = (p for p in main if p.number > start and (not end or p.number < end))
    return tuple(p for p in inside if not p.blank and p.cell is None and not p.box)


def _basis(text: Sequence[MeasuredParagraph]) -> tuple[MeasuredParagraph, ...]:
    """The căn cứ lines: one after another, the first ended by a semicolon."""
    lines: list[MeasuredParagraph] = []
    for paragraph in text[:40]:
        if _BASIS.match(paragraph.text):
            lines.append(paragraph)
        elif lines:
            break
    return tuple(lines) if lines and lines[0].text.rstrip().endswith(";") else ()


def _legacy_share(paragraphs: Sequence[MeasuredParagraph], rules: LintRules) -> float:
    total = legacy = 0
    for paragraph in paragraphs:
        for span in paragraph.spans:
            letters = sum(c.isalnum() for c in span.text)
            total += letters
            legacy += letters if any(is_legacy(font, rules) for font in span.fonts) else 0
    return legacy / total if total else 0.0

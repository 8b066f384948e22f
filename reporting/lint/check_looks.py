"""Size, weight, slant, case and place of a component (Phụ lục I, Mục V)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reporting.lint.faults import Fault, fault, limits, shown
from reporting.lint.pieces import Piece
from reporting.lint.rules import Component, LintRules
from reporting.typesetting import text_width

_MOST = 0.9  # of the letters
_FEWEST_BLANKS, _OFF_MIDDLE = 4, 12.0  # mm
_LETTERS_OF_CASE = 3  # fewer letters say nothing about capitals (`VT`)


def look_faults(name: str, lines: Iterable[Piece], rules: LintRules) -> Iterator[Fault]:
    """Each line of a component against its rules."""
    wanted = rules.components[name]
    for line in lines:
        if line.letters:
            yield from _style_faults(line, wanted)
            yield from _place_faults(line, wanted, rules)


def size_fault(line: Piece, wanted: Component) -> Iterator[Fault]:
    low, high = wanted.size
    bad = next((look.size for look, _ in line.letters if not low - 0.01 <= look.size <= high + 0.01), None)
    if bad is not None:
        accepted = f"cỡ chữ {limits(wanted.size)}"
        yield fault("lint-component-size", line.paragraph, wanted.name, value=shown(bad), wanted=accepted,
                    article=wanted.article)  # fmt: skip


def weight_faults(line: Piece, wanted: Component) -> Iterator[Fault]:
    """Bold and italic."""
    for code, share, must, words in (
        ("lint-component-bold", line.share(lambda look: look.bold), wanted.bold, ("chữ đậm", "không đậm")),
        ("lint-component-italic", line.share(lambda look: look.italic), wanted.italic, ("chữ nghiêng", "chữ đứng")),
    ):
        if must and share < _MOST or not must and share > 1 - _MOST:
            yield fault(code, line.paragraph, wanted.name, value=words[must], wanted=words[not must],
                        article=wanted.article)  # fmt: skip


def case_fault(line: Piece, wanted: Component) -> Iterator[Fault]:
    letters = sum(c.isalpha() for c in line.text)
    words = {"upper": "chữ in hoa", "lower": "chữ in thường"}
    wrong = wanted.case == "upper" and not line.upper or wanted.case == "lower" and line.upper
    if wrong and letters > _LETTERS_OF_CASE:
        other = "lower" if wanted.case == "upper" else "upper"
        yield fault("lint-component-case", line.paragraph, wanted.name, value=words[other], wanted=words[wanted.case],
                    article=wanted.article)  # fmt: skip


def _style_faults(line: Piece, wanted: Component) -> Iterator[Fault]:
    yield from size_fault(line, wanted)
    yield from weight_faults(line, wanted)
    yield from case_fault(line, wanted)


def _centred_by_blanks(line: Piece, rules: LintRules) -> bool:
    """Whether blanks before the words put them into the middle, as many people write."""
    paragraph, words = line.paragraph, line.raw.strip()
    blanks = len(line.raw) - len(line.raw.lstrip())
    if blanks < _FEWEST_BLANKS or not words:
        return False
    space, width = (text_width(part, line.size, rules.profile, bold=line.bold) for part in (" ", words))
    start = paragraph.left + paragraph.first + blanks * space
    middle = (paragraph.left + paragraph.width - paragraph.right) / 2
    return abs(start + width / 2 - middle) <= _OFF_MIDDLE


def _place_faults(line: Piece, wanted: Component, rules: LintRules) -> Iterator[Fault]:
    """Only where the component has a paragraph of its own: on tabs, its place is not measured."""
    paragraph = line.paragraph
    alone = "\t" not in paragraph.text and not paragraph.frame
    if wanted.align == "center" and alone and paragraph.align != "center" and not _centred_by_blanks(line, rules):
        yield fault("lint-component-align", paragraph, wanted.name, article=wanted.article)

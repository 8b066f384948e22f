"""Drawn rules: under the motto, the issuing body, the subject; there, solid, as long as they must be.

A floating line may be anchored anywhere in the head; a line that fits by its length counts wherever
its anchor is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reporting.lint.anatomy import Anatomy
from reporting.lint.check_fonts import is_black
from reporting.lint.faults import Fault, fault, shown
from reporting.lint.measured import MeasuredParagraph, Rule
from reporting.lint.pieces import Piece
from reporting.lint.rules import Limits, LintRules
from reporting.typesetting import text_width

_MOTTO = "Tiêu ngữ"


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A rule that must be there: under these lines of text, this long in parts of one of them."""

    name: str
    lines: tuple[Piece, ...]
    share: Limits
    length: str
    article: str
    typed: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class _Anchored:
    rule: Rule
    paragraph: MeasuredParagraph


def check_rules(anatomy: Anatomy, rules: LintRules) -> Iterator[Fault]:
    wanted = _wanted(anatomy, rules)
    free = _anchored(anatomy)
    homes = [[a for a in free if _at_home(a.paragraph, item, anatomy)] for item in wanted]
    claimed: list[_Anchored | None] = []
    for item, home in zip(wanted, homes, strict=True):
        claimed.append(_claim(item, home, free, rules))
    for number, (item, home) in enumerate(zip(wanted, homes, strict=True)):
        claimed[number] = claimed[number] or _claim(item, [], free, rules) or _left_over(home, free)
    for item, found in zip(wanted, claimed, strict=True):
        yield from _judge(item, found, rules)


def _wanted(anatomy: Anatomy, rules: LintRules) -> tuple[_Wanted, ...]:
    head, title, lines = anatomy.head, anatomy.title, rules.lines
    part = "dài 1/3 đến 1/2 dòng chữ, canh giữa"
    made = []
    if head.motto:
        typed = _typed_near(head.typed_rules, head.motto)
        made.append(_Wanted(_MOTTO, (head.motto,), lines.motto, "dài bằng dòng chữ", lines.motto_article, typed))
    if head.issuing:
        typed = _typed_near(head.typed_rules, head.issuing[-1])
        made.append(_Wanted("tên cơ quan ban hành", head.issuing, lines.part, part, lines.body_article, typed))
    if title.subject:
        made.append(_Wanted("trích yếu", title.subject, lines.part, part, lines.subject_article, title.typed_rules))
    return tuple(made)


def _typed_near(typed: Sequence[Piece], line: Piece) -> tuple[Piece, ...]:
    cell = line.paragraph.cell
    if cell is None:
        return tuple(typed)
    return tuple(t for t in typed if t.paragraph.cell and t.paragraph.cell.column == cell.column)


def _anchored(anatomy: Anatomy) -> list[_Anchored]:
    places = dict.fromkeys((*anatomy.head.paragraphs, *anatomy.title.zone))
    if anatomy.addressees:
        places[anatomy.addressees.label.paragraph] = None
    return [_Anchored(rule, paragraph) for paragraph in places for rule in paragraph.rules]


def _at_home(paragraph: MeasuredParagraph, item: _Wanted, anatomy: Anatomy) -> bool:
    """Whether a line anchored there is meant for this text by its place."""
    own = item.lines[0].paragraph
    if item.name == "trích yếu":
        return paragraph not in anatomy.head.paragraphs
    if own.cell is None:
        return paragraph in anatomy.head.paragraphs and (not own.box or paragraph.box in (own.box, 0))
    cell = paragraph.cell
    return cell is not None and (cell.table, cell.column) == (own.cell.table, own.cell.column)


def _claim(item: _Wanted, home: list[_Anchored], free: list[_Anchored], rules: LintRules) -> _Anchored | None:
    """A line that fits: from its own place first."""
    candidates = [a for a in home if a in free] or ([] if home else free)
    fitting = [a for a in candidates if _fits(a.rule, item, rules)]
    if not fitting:
        return None
    free.remove(fitting[0])
    return fitting[0]


def _left_over(home: list[_Anchored], free: list[_Anchored]) -> _Anchored | None:
    """A line in its own place that does not fit, and that no other text claimed."""
    rest = [a for a in home if a in free]
    if rest:
        free.remove(rest[0])
        return rest[0]
    return None


def _fits(rule: Rule, item: _Wanted, rules: LintRules) -> bool:
    low, high = item.share
    return any(low <= rule.length / width <= high for width in _widths(item, rules) if width)


def _widths(item: _Wanted, rules: LintRules) -> tuple[float, ...]:
    """Of the text as it should be written: capitals that do not belong there are another fault."""
    texts = [rules.texts.motto if item.name == _MOTTO and line.upper else line.text for line in item.lines]
    lines = zip(texts, item.lines, strict=True)
    return tuple(text_width(text, line.size, rules.profile, bold=line.bold) for text, line in lines)


def _judge(item: _Wanted, found: _Anchored | None, rules: LintRules) -> Iterator[Fault]:
    where = item.lines[-1].paragraph
    if found is None:
        underlined = next((line for line in item.lines if line.underlined), None)
        if underlined or item.typed:
            place = underlined.paragraph if underlined else item.typed[0].paragraph
            yield fault("lint-rule-typed", place, item.name, article=item.article)
        else:
            yield fault("lint-rule-missing", where, item.name, wanted=item.length, article=item.article)
        return
    rule = found.rule
    if not _fits(rule, item, rules) and not _fits_wrapped(rule, item, rules, where):
        longest = max(_widths(item, rules))
        yield fault("lint-rule-length", where, item.name, value=shown(round(rule.length)), room=shown(round(longest)),
                    wanted=item.length, article=item.article)  # fmt: skip
    if rule.dashed:
        yield fault("lint-rule-dashed", where, item.name, article=item.article)
    if rule.colour and not is_black(rule.colour):
        yield fault("lint-rule-colour", where, item.name, value=rule.colour)


def _fits_wrapped(rule: Rule, item: _Wanted, rules: LintRules, where: MeasuredParagraph) -> bool:
    """Text that Word wraps by itself: which of its lines the rule is measured by is not known."""
    room = where.width - where.left - where.right
    wraps = 0 < room < max(_widths(item, rules))
    return item.name != _MOTTO and wraps and rule.length <= item.share[1] * room

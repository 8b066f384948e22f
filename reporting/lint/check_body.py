"""The text: sizes, justification, indents, spacing, headings of each level, basis, end mark."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from reporting.lint.anatomy import Anatomy
from reporting.lint.check_looks import case_fault, look_faults, weight_faults
from reporting.lint.faults import Fault, fault, limits, shown
from reporting.lint.measured import Measured, MeasuredParagraph
from reporting.lint.pieces import Piece, main_size, whole_piece
from reporting.lint.rules import LintRules
from reporting.lint.sequences import ListItem, check_marks, check_order, items_of

_NOTE = re.compile(r"^\s*([(*\[]|Ghi chú|Nguồn|Đơn vị tính|ĐVT)", re.IGNORECASE)
_LINE = 110  # letters that surely need a second line
_SINGLE = 1.15  # font sizes
_ENDS = (".", ";", ":", ",", "/", "…", "-")
_LONGEST_TITLE = 180
_TAB = 0.1


def check_body(measured: Measured, anatomy: Anatomy, rules: LintRules) -> Iterator[Fault]:
    text = (*anatomy.basis, *anatomy.body)
    plain = [p for p in text if not _is_note(p)]
    items = items_of(anatomy.body)
    yield from _sizes(plain, rules)
    for paragraph in plain:
        yield from _align(paragraph, rules)
        yield from _indent(paragraph, measured, rules)
        yield from _line(paragraph, rules)
    yield from _spacing(plain, rules)
    yield from _basis(anatomy, rules)
    yield from check_marks(items, rules)
    yield from check_order(items, rules, gaps=not measured.generated)
    yield from _headings(items, anatomy.body, rules)
    yield from _end(anatomy, rules)


def _is_note(paragraph: MeasuredParagraph) -> bool:
    """A note or a unit beside a table, smaller or in italics: the decree says nothing about it."""
    piece = whole_piece(paragraph)
    return bool(_NOTE.match(paragraph.text)) and (piece.italic or 0 < piece.size < 13)


# ── every paragraph ──────────────────────────────────────────────────────────────────────────────


def _sizes(plain: Sequence[MeasuredParagraph], rules: LintRules) -> Iterator[Fault]:
    lines = [whole_piece(p) for p in plain]
    low, high = rules.components["point"].size
    usual = main_size(lines)
    for line in lines:
        bad = next((look.size for look, _ in line.letters if not low - 0.01 <= look.size <= high + 0.01), None)
        if bad is not None:
            yield fault("lint-body-size", line.paragraph, value=shown(bad), wanted=f"cỡ chữ {limits((low, high))}",
                        article=rules.body.article)  # fmt: skip
        elif low <= usual <= high and line.size and line.size != usual:
            yield fault("lint-body-size-mixed", line.paragraph, value=shown(line.size), wanted=shown(usual))


def _align(paragraph: MeasuredParagraph, rules: LintRules) -> Iterator[Fault]:
    if paragraph.align in ("left", "right") and len(paragraph.text) > _LINE:
        yield fault("lint-body-align", paragraph, article=rules.body.article)


def _indent(paragraph: MeasuredParagraph, measured: Measured, rules: LintRules) -> Iterator[Fault]:
    if paragraph.align in ("center", "right"):
        return
    start = paragraph.left + paragraph.first
    text = paragraph.text
    tabs = len(text) - len(text.lstrip("\t")) if not paragraph.label else 0
    for _ in range(tabs):
        start = _next_stop(start, paragraph, measured)
    near = min(abs(start - wanted) for wanted in rules.body.first_line)
    if near > rules.body.first_line_tolerance:
        yield fault("lint-indent", paragraph, value=shown(start / 10), article=rules.body.article)


def _next_stop(start: float, paragraph: MeasuredParagraph, measured: Measured) -> float:
    stops = [place for kind, place in paragraph.tabs if kind in ("left", "start", "num") and place > start + _TAB]
    if paragraph.first < 0 and paragraph.left > start + _TAB:
        stops.append(paragraph.left)
    usual = (int((start + _TAB) / measured.default_tab) + 1) * measured.default_tab
    return min(stops, default=usual)


def _line(paragraph: MeasuredParagraph, rules: LintRules) -> Iterator[Fault]:
    size = whole_piece(paragraph).size or 14
    lines = paragraph.line if paragraph.line is not None else paragraph.exact / (_SINGLE * size)
    low, high = rules.body.line
    if not low - rules.body.line_tolerance <= lines <= high + rules.body.line_tolerance:
        value = f"{shown(round(lines, 2))} dòng" if paragraph.line is not None else f"{shown(paragraph.exact)} pt"
        yield fault("lint-line-spacing", paragraph, value=value, article=rules.body.article)


def _spacing(plain: Sequence[MeasuredParagraph], rules: LintRules) -> Iterator[Fault]:
    """Between paragraphs that follow each other with nothing between."""
    for above, below in pairwise(plain):
        if below.number != above.number + 1 or below.new_page or "center" in (above.align, below.align):
            continue
        same = above.style == below.style
        after = 0.0 if same and above.tight else above.after
        before = 0.0 if same and below.tight else below.before
        if after + before < rules.body.before - 0.05:
            yield fault("lint-spacing", below, value=shown(after + before), wanted=shown(rules.body.before),
                        article=rules.body.article)  # fmt: skip


# ── particular lines ─────────────────────────────────────────────────────────────────────────────


def _basis(anatomy: Anatomy, rules: LintRules) -> Iterator[Fault]:
    wanted = rules.components["basis"]
    for position, paragraph in enumerate(anatomy.basis):
        yield from weight_faults(whole_piece(paragraph), wanted)
        last = position == len(anatomy.basis) - 1
        end = paragraph.text.rstrip()[-1:]
        if end != (";" if not last else ".") and len(anatomy.basis) > 1:
            value = f"kết thúc bằng “{end}”"
            yield fault("lint-basis-end", paragraph, value=value, article=wanted.article)


def _headings(items: Sequence[ListItem], body: Sequence[MeasuredParagraph], rules: LintRules) -> Iterator[Fault]:
    following = {above.number: below for above, below in pairwise(body)}
    for item in items:
        line = whole_piece(item.paragraph)
        if item.level in ("part", "chapter", "division"):
            yield from look_faults("part_heading", (line,), rules)
            title = following.get(item.paragraph.number)
            if title and title.align == "center":
                yield from _heading_looks("section_heading", whole_piece(title), rules)
        elif item.level == "article":
            yield from _article_bold(item, rules)
        elif item.level == "section" and len(item.rest) <= _LONGEST_TITLE and not item.rest.endswith((";", ",")):
            yield from _heading_looks("section_heading", line, rules)
        elif item.level == "clause" and _is_title(item, following.get(item.paragraph.number)):
            yield from _heading_looks("clause_heading", line, rules)
        elif item.level == "point":
            yield from _heading_looks("point", line, rules)


def _heading_looks(name: str, line: Piece, rules: LintRules) -> Iterator[Fault]:
    """Sizes are those of the text, checked there."""
    wanted = rules.components[name]
    yield from case_fault(line, wanted)
    if wanted.bold or line.share(lambda look: look.bold) > 0.95:
        yield from (f for f in weight_faults(line, wanted) if f.code == "lint-component-bold")
    if line.share(lambda look: look.italic) > 0.95:
        yield from (f for f in weight_faults(line, wanted) if f.code == "lint-component-italic")


def _is_title(item: ListItem, below: MeasuredParagraph | None) -> bool:
    """A khoản with a title: no sentence, and something other than the next khoản stands under it."""
    if below is None or item.rest.rstrip().endswith(_ENDS) or len(item.rest) > _LONGEST_TITLE:
        return False
    following = next(iter(items_of((below,))), None)
    return following is None or following.level == "point"


def _article_bold(item: ListItem, rules: LintRules) -> Iterator[Fault]:
    wanted = rules.components["article_heading"]
    first = next((span for span in item.paragraph.spans if span.text.strip()), None)
    if first is not None and not item.paragraph.label and not first.look.bold:
        yield fault("lint-component-bold", item.paragraph, wanted.name, value="không đậm", wanted="chữ đậm",
                    article=wanted.article)  # fmt: skip


def _end(anatomy: Anatomy, rules: LintRules) -> Iterator[Fault]:
    closing = anatomy.closing
    if anatomy.kind in ("annex", "attached") or not closing.start or not anatomy.body:
        return
    last = [p for p in anatomy.main if p.number < closing.start and not p.blank][-1]
    if last.cell is not None or last.box:
        return
    if not re.sub(r"\s+", "", last.text).rstrip("”\"'").endswith(rules.body.end):
        yield fault("lint-end-mark", last, wanted=rules.body.end, article=rules.body.end_article)

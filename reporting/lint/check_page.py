"""Paper, margins, page numbers (Phụ lục I, Mục I)."""

from __future__ import annotations

from collections.abc import Iterator

from reporting.lint.anatomy import Anatomy
from reporting.lint.check_looks import size_fault, weight_faults
from reporting.lint.faults import Fault, fault, limits, shown
from reporting.lint.measured import Header, Measured, MeasuredParagraph, MeasuredSection
from reporting.lint.pieces import Piece
from reporting.lint.rules import LintRules

_SIDES = (("top", "trên"), ("bottom", "dưới"), ("left", "trái"), ("right", "phải"))
_MIDDLE = 12.0  # mm around the middle of the text area


def check_page(measured: Measured, anatomy: Anatomy, rules: LintRules) -> Iterator[Fault]:
    for section in measured.sections:
        yield from _paper(section, measured, rules)
        yield from _margins(section, measured, rules)
    if anatomy.kind != "annex" and measured.sections[0].landscape:
        yield fault("lint-orientation", article=rules.page.article)
    yield from _numbers(measured, anatomy, rules)


def _paper(section: MeasuredSection, measured: Measured, rules: LintRules) -> Iterator[Fault]:
    page = rules.page
    sides = sorted((section.width, section.height))
    if abs(sides[0] - page.width) > 2 * page.tolerance or abs(sides[1] - page.height) > 2 * page.tolerance:
        value = f"{shown(round(section.width))} × {shown(round(section.height))}"
        wanted = f"{shown(page.width)} × {shown(page.height)}"
        yield fault("lint-paper", _first_of(section, measured), value=value, wanted=wanted, article=page.article)


def _margins(section: MeasuredSection, measured: Measured, rules: LintRules) -> Iterator[Fault]:
    page = rules.page
    for side, word in _SIDES:
        low, high = page.landscape if section.landscape else getattr(page, side)
        value = getattr(section, side)
        if not low - page.tolerance <= value <= high + page.tolerance:
            where = _first_of(section, measured)
            yield fault("lint-margins", where, word, value=shown(round(value, 1)), wanted=limits((low, high)),
                        article=page.article)  # fmt: skip


def _first_of(section: MeasuredSection, measured: Measured) -> MeasuredParagraph | None:
    inside = (p for p in measured.paragraphs if p.section == section.number and not p.blank)
    return next(inside, None)


# ── page numbers ─────────────────────────────────────────────────────────────────────────────────


def _numbers(measured: Measured, anatomy: Anatomy, rules: LintRules) -> Iterator[Fault]:
    article = rules.page.number_article
    printed = [s for s in measured.sections if _number(s.headers, "default")]
    if printed:
        yield from _number_looks(measured, rules)
        yield from _first_page(measured, article)
        yield from _missing_in_parts(measured, anatomy, rules)
    elif any(_number(s.footers, kind) for s in measured.sections for kind in _printed(measured)):
        yield fault("lint-page-number-footer", article=article)
    elif measured.pages > 1 or _letters(measured.paragraphs) > rules.page.number_from:
        yield fault("lint-page-number-missing", subject="văn bản", article=article)
    yield from _number_form(measured, article)


def _printed(measured: Measured) -> tuple[str, ...]:
    """The headers and footers that are printed: those of even pages only where even and odd differ."""
    return ("default", "even") if measured.even_headers else ("default",)


def _missing_in_parts(measured: Measured, anatomy: Anatomy, rules: LintRules) -> Iterator[Fault]:
    if measured.even_headers and not any(_number(s.headers, "even") for s in measured.sections):
        yield fault("lint-page-number-missing", subject="trang chẵn", article=rules.page.number_article)
    for annex in anatomy.annexes:
        section = measured.sections[annex.paragraphs[0].section]
        if not _number(section.headers, "default") and _letters(annex.paragraphs) > rules.page.number_from:
            yield fault("lint-page-number-missing", annex.paragraphs[0], annex.label.text,
                        article=rules.page.number_article)  # fmt: skip


def _first_page(measured: Measured, article: str) -> Iterator[Fault]:
    first = measured.sections[0]
    if _number(first.headers, "first" if first.title_page else "default"):
        yield fault("lint-page-number-first", article=article)


def _number_looks(measured: Measured, rules: LintRules) -> Iterator[Fault]:
    wanted = rules.components["page_number"]
    for section in measured.sections:
        line = _number(section.headers, "default")
        if line is None:
            continue
        yield from size_fault(line, wanted)
        yield from weight_faults(line, wanted)
        if not _centred(line.paragraph, section):
            yield fault("lint-component-align", line.paragraph, wanted.name, article=wanted.article)


def _number_form(measured: Measured, article: str) -> Iterator[Fault]:
    first = measured.sections[0]
    if any(section.number_format not in ("decimal", "numberInDash") for section in measured.sections):
        yield fault("lint-page-number-form", value="không phải chữ số Ả Rập", article=article)
    elif first.number_start not in (None, 0, 1):
        yield fault("lint-page-number-form", value=f"bắt đầu từ {first.number_start}", article=article)


def _number(headers: tuple[Header, ...], kind: str) -> Piece | None:
    """The page number that a header of this kind prints."""
    for header in headers:
        for paragraph in header.paragraphs if header.kind == kind else ():
            spans = tuple(span for span in paragraph.spans if span.field == "PAGE")
            if spans:
                return Piece(paragraph, spans)
    return None


def _centred(paragraph: MeasuredParagraph, section: MeasuredSection) -> bool:
    if paragraph.frame:
        return paragraph.frame in ("center", "at")
    before = paragraph.text[: _field_at(paragraph)]
    tabs = before.count("\t")
    if not tabs or paragraph.align == "center":
        return paragraph.align == "center"
    stops = [stop for stop in paragraph.tabs if stop[0] != "bar"]
    if tabs > len(stops):
        return False
    kind, place = stops[tabs - 1]
    middle = (section.width - section.left - section.right) / 2
    return kind == "center" and abs(place - middle) <= _MIDDLE


def _field_at(paragraph: MeasuredParagraph) -> int:
    position = 0
    for span in paragraph.spans:
        if span.field == "PAGE":
            return position
        position += len(span.text)
    return position


def _letters(paragraphs: tuple[MeasuredParagraph, ...]) -> int:
    return sum(len(paragraph.text) for paragraph in paragraphs)

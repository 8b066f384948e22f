"""Annexes: label, number, title, reference line, own page numbers, end mark (Phụ lục I, Mục III)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reporting.lint.anatomy import Anatomy
from reporting.lint.annexes import AnnexBlock
from reporting.lint.check_looks import look_faults
from reporting.lint.faults import Fault, fault
from reporting.lint.measured import Measured
from reporting.lint.rules import LintRules
from reporting.lint.sequences import roman_value
from reporting.text import fold


def check_annexes(measured: Measured, anatomy: Anatomy, rules: LintRules) -> Iterator[Fault]:
    for annex in anatomy.annexes:
        yield from look_faults("annex_label", (annex.label,), rules)
        yield from look_faults("annex_title", annex.title, rules)
        yield from look_faults("annex_reference", annex.reference, rules)
        yield from _end(annex, rules)
    yield from _numbers(anatomy, rules)
    yield from _pages(measured, anatomy, rules)
    if anatomy.annexes and anatomy.body and not any("phu luc" in fold(p.text) for p in anatomy.main):
        yield fault("lint-annex-unmentioned", article=rules.texts.annex_article)


def _numbers(anatomy: Anatomy, rules: LintRules) -> Iterator[Fault]:
    annexes, article = anatomy.annexes, rules.texts.annex_article
    last = 0
    for annex in annexes:
        value = roman_value(annex.number)
        if annex.number and not value:
            yield fault("lint-annex-number", annex.label.paragraph, value=f"đánh số {annex.number}", article=article)
        elif not annex.number and len(annexes) > 1:
            yield fault("lint-annex-number", annex.label.paragraph, value="không đánh số", article=article)
        elif last and value and value != last + 1:
            yield fault("lint-annex-number", annex.label.paragraph, value="số không liên tục", article=article)
        last = value or last


def _pages(measured: Measured, anatomy: Anatomy, rules: LintRules) -> Iterator[Fault]:
    for annex in anatomy.annexes:
        first = annex.paragraphs[0]
        section = measured.sections[first.section]
        shared = any(
            p.section == first.section and p.number < first.number and not p.blank for p in measured.paragraphs
        )
        opens_file = not any(p.number < first.number and not p.blank for p in measured.paragraphs)
        if not opens_file and (shared or section.number_start != 1):
            yield fault("lint-annex-pages", first, article=rules.texts.annex_article)


def _end(annex: AnnexBlock, rules: LintRules) -> Iterator[Fault]:
    """Only where the annex ends with text, not with a table."""
    after = [p for p in annex.paragraphs if p not in annex.zone and not p.blank]
    if not after or after[-1].cell is not None or after[-1].box or any(p.cell for p in after):
        return
    if not re.sub(r"\s+", "", after[-1].text).endswith(rules.body.end):
        yield fault("lint-annex-end", after[-1], wanted=rules.body.end, article=rules.body.end_article)

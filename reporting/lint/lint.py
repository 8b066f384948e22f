"""A measured document against the rules of one decree: every check, one finding for equal faults."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reporting.findings import Finding, ordered
from reporting.lint.anatomy import Anatomy, take_apart
from reporting.lint.check_annexes import check_annexes
from reporting.lint.check_body import check_body
from reporting.lint.check_closing import check_closing
from reporting.lint.check_fonts import check_fonts
from reporting.lint.check_head import check_head
from reporting.lint.check_page import check_page
from reporting.lint.check_text import check_text
from reporting.lint.faults import Fault, fault, findings_of
from reporting.lint.measured import Measured
from reporting.lint.rules import LintRules

_TAG = re.compile(r"\{\{[^}]*\}\}|\{%[^%]*%\}")


def lint_document(measured: Measured, rules: LintRules) -> tuple[Finding, ...]:
    """Findings, most severe first. `location.paragraph` counts from 1 in the order of the file,
    0 for the document as a whole; `related` are the other places of the same fault."""
    return ordered(findings_of(_faults(measured, take_apart(measured, rules), rules), measured.file))


def _faults(measured: Measured, anatomy: Anatomy, rules: LintRules) -> Iterator[Fault]:
    yield from check_page(measured, anatomy, rules)
    yield from check_fonts(measured, rules)
    if measured.changes:
        yield fault("lint-changes-left")
    tag = next((found for p in measured.paragraphs if (found := _TAG.search(p.text))), None)
    if tag:
        yield fault("lint-template", value=tag[0])
        return
    if anatomy.legacy:  # its letters cannot be read: what they say is not known
        return
    if anatomy.kind == "other":
        yield fault("lint-no-document")
    else:
        yield from check_head(anatomy, rules)
        yield from check_body(measured, anatomy, rules)
        yield from check_closing(anatomy, rules)
        yield from check_annexes(measured, anatomy, rules)
    date = anatomy.head.place_date
    yield from check_text(measured.paragraphs, date.paragraph if date else None, rules)

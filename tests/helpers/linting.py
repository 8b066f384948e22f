"""A Word file linted by the decree's rules, as the command does it."""

from __future__ import annotations

import tomllib
from functools import cache

from reporting.findings import Finding
from reporting.lint.lint import lint_document
from reporting.lint.rules import LintRules, parse_rules
from reporting.resources import resource
from reporting.word.measure import measure_docx
from tests.helpers.word import nd30


@cache
def rules() -> LintRules:
    text = resource("lint", "nd30-2020.toml").read_text(encoding="utf-8")
    return parse_rules(tomllib.loads(text), nd30(), "nd30-2020.toml")


def lint(docx: bytes) -> tuple[Finding, ...]:
    return lint_document(measure_docx(docx, "van_ban.docx"), rules())


def told(docx: bytes) -> list[str]:
    """Findings as a failing test should show them."""
    return [f"{finding.code}: {finding.message()}" for finding in lint(docx)]

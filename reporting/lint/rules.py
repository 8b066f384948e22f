"""The thresholds and word lists of one decree: templates/lint/*.toml, so that the next decree is data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from reporting.profile import Profile
from reporting.settings import Reader

Limits = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Component:
    """How one component must look. `case` upper | lower | ""; `align` center | ""."""

    name: str
    size: Limits
    bold: bool
    italic: bool
    case: str
    align: str
    article: str


@dataclass(frozen=True, slots=True)
class PageRules:
    """Paper and margins in mm; `number_from` letters of text make a second page certain."""

    width: float
    height: float
    top: Limits
    bottom: Limits
    left: Limits
    right: Limits
    landscape: Limits
    tolerance: float
    number_from: int
    article: str
    font_article: str
    number_article: str


@dataclass(frozen=True, slots=True)
class BodyRules:
    """`first_line` the accepted indents (mm); `before` pt; `line` times single line."""

    first_line: tuple[float, ...]
    first_line_tolerance: float
    before: float
    line: Limits
    line_tolerance: float
    end: str
    article: str
    end_article: str
    numbers_article: str


@dataclass(frozen=True, slots=True)
class LineRules:
    """Lengths of the rules as parts of the text line above them."""

    motto: Limits
    part: Limits
    motto_article: str
    body_article: str
    subject_article: str


@dataclass(frozen=True, slots=True)
class Texts:
    """Fixed texts and word lists; `points` the letters of điểm in order."""

    national_name: str
    motto: str
    motto_larger: float
    sizes_article: str
    capitals_article: str
    symbols_article: str
    number_article: str
    date_article: str
    points: str
    addressee_types: tuple[str, ...]
    recipients_article: str
    signing_article: str
    annex_article: str
    unsigned_types: tuple[str, ...]
    functions: tuple[str, ...]
    body_words: tuple[str, ...]
    superior_words: tuple[str, ...]
    academic_titles: tuple[str, ...]
    bodies: tuple[str, ...]
    not_bodies_after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LintRules:
    """Everything that the checks ask; `types` maps a type name in lower case to its abbreviation.

    `profile` only lends the font whose widths decide what wraps.
    """

    id: str
    title: str
    fonts: tuple[str, ...]
    symbol_fonts: tuple[str, ...]
    legacy_fonts: tuple[str, ...]
    stamps: tuple[str, ...]
    page: PageRules
    body: BodyRules
    lines: LineRules
    texts: Texts
    types: Mapping[str, str]
    components: Mapping[str, Component]
    profile: Profile


_READER = Reader("quy tắc kiểm tra thể thức")
COMPONENTS = (
    "national_name", "motto", "superior", "issuing_body", "number", "place_date", "type_name", "subject",
    "letter_subject", "basis", "part_heading", "section_heading", "clause_heading", "article_heading", "point",
    "function", "signer", "addressee", "recipients_label", "recipients", "annex_label", "annex_title",
    "annex_reference", "page_number",
)  # fmt: skip


def parse_rules(data: Mapping[str, Any], profile: Profile, where: str) -> LintRules:
    """Rules from their TOML data. TemplateError names the key that is unknown or missing."""
    rules = _READER.table(LintRules, data, where, profile=profile)
    _READER.keys(rules.components, COMPONENTS, COMPONENTS, f"{where} › [components]")
    return rules

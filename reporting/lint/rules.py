"""The thresholds and word lists of one decree: templates/lint/*.toml, so that the next decree is data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from difflib import get_close_matches
from typing import Any

from reporting.errors import TemplateError
from reporting.profile import Profile

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
class Rules:
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


_PARTS: dict[str, type] = {"page": PageRules, "body": BodyRules, "lines": LineRules, "texts": Texts}
_PLAIN = ("id", "title", "fonts", "symbol_fonts", "legacy_fonts", "stamps")
COMPONENTS = (
    "national_name", "motto", "superior", "issuing_body", "number", "place_date", "type_name", "subject",
    "letter_subject", "basis", "part_heading", "section_heading", "clause_heading", "article_heading", "point",
    "function", "signer", "addressee", "recipients_label", "recipients", "annex_label", "annex_title",
    "annex_reference", "page_number",
)  # fmt: skip


def parse_rules(data: Mapping[str, Any], profile: Profile, where: str) -> Rules:
    """Rules from their TOML data; TemplateError names the key that is unknown or missing."""
    _keys(data, (*_PLAIN, *_PARTS, "types", "components"), where)
    parts = {name: _part(kind, data[name], f"{where} › [{name}]") for name, kind in _PARTS.items()}
    _keys(data["components"], COMPONENTS, f"{where} › [components]")
    looks = {name: _part(Component, row, f"{where} › [components.{name}]") for name, row in data["components"].items()}
    plain = {name: _frozen(data[name]) for name in _PLAIN}
    return Rules(**plain, **parts, types=dict(data["types"]), components=looks, profile=profile)


def _part(kind: type, data: Mapping[str, Any], where: str) -> Any:
    _keys(data, tuple(field.name for field in fields(kind)), where)
    return kind(**{name: _frozen(value) for name, value in data.items()})


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _keys(data: Mapping[str, Any], wanted: tuple[str, ...], where: str) -> None:
    for key in data:
        if key not in wanted:
            near = get_close_matches(key, wanted, n=1)
            raise TemplateError(
                f"khóa '{key}' không có trong quy tắc kiểm tra thể thức",
                where=where,
                accepted=", ".join(wanted),
                action=f"Có phải ý anh/chị là '{near[0]}'?" if near else "",
            )
    missing = [key for key in wanted if key not in data]
    if missing:
        raise TemplateError(f"thiếu khóa: {', '.join(missing)}", where=where)

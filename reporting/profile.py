"""The style profile: what the decree fixes about looks, as data (templates/profiles/*.toml).

Lengths in millimetres, sizes in points. Both writers read the same profile, so that Word and PDF
look alike. Source: NĐ 30/2020/NĐ-CP, Phụ lục I; the article is named beside each value in the data.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from reporting.settings import Reader, named


@dataclass(frozen=True, slots=True)
class Page:
    """A4 in mm; margins of portrait pages; landscape annexes have their own."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    header: float
    landscape_top: float
    landscape_bottom: float
    landscape_left: float
    landscape_right: float


@dataclass(frozen=True, slots=True)
class Sizes:
    """Font sizes in pt, a set that rises and falls together (Phụ lục I, Mục V)."""

    national_name: float
    motto: float
    superior: float
    issuing_body: float
    number: float
    place_date: float
    type_name: float
    subject: float
    letter_subject: float
    body: float
    heading: float
    addressee: float
    signing: float
    recipients_label: float
    recipients: float
    annex_label: float
    annex_title: float
    annex_reference: float
    table: float
    page_number: float
    note: float


@dataclass(frozen=True, slots=True)
class Spacing:
    """Body text: first-line indent (mm), space before (pt), line height (times the font size);
    cell padding (mm) and line height in tables; height left for the signature (mm)."""

    first_line: float
    before: float
    line: float
    table_line: float
    cell_x: float
    cell_y: float
    signature: float


@dataclass(frozen=True, slots=True)
class LetterheadRules:
    """Widths of the header table's columns and of the signature table's (mm); rules as a part of
    the text line above (the national one as long as the motto)."""

    left: float
    right: float
    signing_left: float
    signing_right: float
    body_rule: float
    subject_rule: float


@dataclass(frozen=True, slots=True)
class Gaps:
    """Room that signing programs need (mm): for initials beside `./.`; for the seal in the upper left corner of an
    annex's page 1, which keeps `seal_edge` from the paper's edge."""

    initials: float = 15
    seal: float = 35
    seal_edge: float = 7


@dataclass(frozen=True, slots=True)
class SignatureField:
    """An empty signature field: `part` main | annex; `anchor` where it is placed; size in mm."""

    name: str
    part: str
    anchor: str
    width: float
    height: float
    tooltip: str


@dataclass(frozen=True, slots=True)
class Profile:
    """`font` is the name written in Word; `font_files` the metric-compatible files used in PDF; `ready_fields`:
    whether `fields` are put into the PDFs (signing programs make fields of their own)."""

    id: str
    title: str
    font: str
    font_files: tuple[tuple[str, str], ...]
    draft_text: str
    annex_reference: str
    page: Page
    sizes: Sizes
    spacing: Spacing
    letterhead: LetterheadRules
    gaps: Gaps = Gaps()
    ready_fields: bool = False
    fields: tuple[SignatureField, ...] = named("field", ())


_READER = Reader("hồ sơ kiểu trình bày")


def parse_profile(data: Mapping[str, Any], where: str) -> Profile:
    """A Profile from its TOML data. TemplateError names the key that is unknown or missing."""
    return _READER.table(Profile, data, where)

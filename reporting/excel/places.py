"""Where on a sheet calamine's values say too little: error cells, formulas, % formats, hidden rows.

Only positions and marks are taken from the XML; the values stay calamine's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from reporting.grid import Place
from reporting.legacy_text import Encoding

_TEXTS = ("s", "str", "inlineStr")
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")


@dataclass(frozen=True, slots=True)
class Places:
    """What `Sheet` holds beside its values."""

    errors: dict[Place, str] = field(default_factory=dict)
    percents: frozenset[Place] = frozenset()
    uncalculated: frozenset[Place] = frozenset()
    formulas: frozenset[Place] = frozenset()
    fonts: dict[Place, tuple[Encoding, bool]] = field(default_factory=dict)


NO_PLACES = Places()


def places_of(
    sheet: bytes, percent_styles: frozenset[str], legacy_styles: Mapping[str, tuple[Encoding, bool]]
) -> Places:
    """One pass over a sheet's XML; raises lxml's XMLSyntaxError when it is broken."""
    errors: dict[Place, str] = {}
    percents, uncalculated, formulas = set(), set(), set()
    fonts = {}
    for place, kind, style, formula, value in _cells(sheet):
        if kind == "e":
            errors[place] = value or "#N/A"
        elif style in percent_styles and value:
            percents.add(place)
        if style in legacy_styles and kind in _TEXTS:
            fonts[place] = legacy_styles[style]
        if formula:
            formulas.add(place)
            if value is None and kind != "str":
                uncalculated.add(place)
    return Places(errors, frozenset(percents), frozenset(uncalculated), frozenset(formulas), fonts)


def _cells(sheet: bytes) -> Iterator[tuple[Place, str, str, bool, str | None]]:
    """(place, type, style, has a formula, stored value) of every cell that has content."""
    from lxml import etree

    events = etree.iterparse(BytesIO(sheet), events=("end",), tag=("{*}c", "{*}row"), resolve_entities=False)
    for _, node in events:
        if node.tag.endswith("}c"):
            place = _place(node.get("r") or "")
            if place and len(node):
                yield place, node.get("t") or "", node.get("s") or "0", *_content(node)
        node.clear()


def _content(cell: Any) -> tuple[bool, str | None]:
    formula, value = False, None
    for child in cell:
        tag = str(child.tag)  # a comment's is a function
        if tag.endswith("}f"):
            formula = True
        elif tag.endswith("}v"):
            value = child.text or None
        elif tag.endswith("}is"):
            value = "".join(child.itertext()) or None
    return formula, value


def _place(reference: str) -> Place | None:
    match = _REFERENCE.fullmatch(reference)
    if not match:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]), column

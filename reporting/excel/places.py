"""What calamine's values do not say of a sheet: error cells, formulas, number formats, crossed-out letters, old fonts.

Only positions and marks are taken from the XML; the values stay calamine's. A sheet in the usual writing is searched,
any other parsed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from reporting.excel import limits
from reporting.excel.looks import Looks, rich_text
from reporting.formula import moved
from reporting.grid import Place
from reporting.legacy_text import Encoding
from reporting.location import column_number, place_of

TEXTS = ("s", "str", "inlineStr")
_REFERENCE = re.compile(r"[A-Z]{1,3}\d{1,7}")
# In the usual writing (`usual`): numbers with a look of their own; any cell with content; a formula with its result.
_NUMBERS = re.compile(rb'<c r="([A-Z]+)(\d++)" s="(\d++)"(?: t="(?:n|b|str)")?+><')
_CELLS = re.compile(rb'<c r="([A-Z]+)(\d++)"(?: s="(\d++)")?+(?: t="(\w++)")?+><(?:v>(\d++)<)?')
_FORMULA = re.compile(
    rb'<c r="([A-Z]+)(\d++)"(?: s="\d++")?+(?: t="(\w++)")?+><f([^<>]*+)>([^<]*+)(?:</f>)?+(<v>[^<])?'
)
_BETWEEN = b"\x1e"  # no XML text holds it
_SHARED = re.compile(rb'\bsi="(\d+)"')
_HIDDEN = re.compile(rb""" hidden="(?:1|true)["]""")
_LONGEST_TAG = 1_000  # of a row, in bytes
_ROW_NUMBER = re.compile(rb"""\br\s*=\s*["'](\d{1,7})["']""")
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&"))


@dataclass(frozen=True, slots=True)
class Places:
    """What `Sheet` holds beside its values; `fonts`: texts in pre-Unicode fonts."""

    errors: dict[Place, str] = field(default_factory=dict)
    uncalculated: set[Place] = field(default_factory=set)
    formulas: dict[Place, str] = field(default_factory=dict)
    formats: dict[Place, str] = field(default_factory=dict)
    marked: dict[Place, str] = field(default_factory=dict)
    fonts: dict[Place, tuple[Encoding, bool]] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)

    @property
    def percents(self) -> frozenset[Place]:
        return frozenset(place for place, code in self.formats.items() if "%" in code)


NO_PLACES = Places()


@dataclass(slots=True)
class _Shared:
    """Formulas that several cells share: number → (place, text) of the first."""

    found: dict[str, tuple[Place, str]] = field(default_factory=dict)

    def text(self, place: Place, number: str, text: str) -> str:
        if text or number not in self.found:
            self.found[number] = (place, text)
            return text
        first, known = self.found[number]
        return moved(known, place[0] - first[0], place[1] - first[1])


def searched(sheet: bytes, looks: Looks, rich: Mapping[int, str]) -> Places:
    """Of a sheet in the usual writing; `rich`: shared texts with special letters."""
    places = Places()
    if looks.formats:
        formats = {index.encode(): code for index, code in looks.formats.items()}
        for letters, row, style in _NUMBERS.findall(sheet):
            if style in formats:
                places.formats[int(row), _column(letters)] = formats[style]
    _formulas(sheet, places)
    places.hidden_rows.update(_hidden(sheet))
    if looks.struck or looks.legacy or rich:
        for letters, row, style, kind, number in _CELLS.findall(sheet):
            place = int(row), _column(letters)
            known = rich.get(int(number)) if kind == b"s" and number else None
            _mark(places, place, kind.decode(), style.decode() or "0", looks, known)
    return places


def _formulas(sheet: bytes, places: Places) -> None:
    """All formulas of a sheet are decoded at once: a form has a hundred of its own."""
    found = _FORMULA.findall(sheet)
    shared = _Shared()
    texts = _unescaped(_BETWEEN.join(text for *_, text, _ in found).decode()).split(_BETWEEN.decode())
    for (letters, row, kind, said, _, result), formula in zip(found, texts, strict=bool(found)):
        place = int(row), _column(letters)
        number = _SHARED.search(said) if said else None
        places.formulas[place] = shared.text(place, number[1].decode(), formula) if number else formula
        if not result and kind != b"str":
            places.uncalculated.add(place)


def _unescaped(text: str) -> str:
    for entity, sign in _ENTITIES:
        text = text.replace(entity, sign)
    return text


def parsed(root: Any, looks: Looks, rich: Mapping[int, str]) -> Places:
    """Of any sheet, from its XML."""
    places, shared = Places(), _Shared()
    hidden = [row.get("r") or "" for row in root.iter("{*}row") if row.get("hidden") in ("1", "true")]
    places.hidden_rows.update(int(row) for row in hidden if row.isdecimal() and int(row) <= limits.MAX_ROW)
    for place, cell in cells_of(root):
        if place[0] > limits.MAX_ROW or place[1] > limits.MAX_COLUMN:
            continue
        kind, style = cell.get("t") or "", cell.get("s") or "0"
        formula, value, known = _content(cell)
        if formula is not None:
            number = formula.get("si") if formula.get("t") == "shared" else None
            text = formula.text or ""
            places.formulas[place] = shared.text(place, number, text) if number else text
            if value is None and kind != "str":
                places.uncalculated.add(place)
        if kind == "e":
            places.errors[place] = value or "#N/A"
        elif value and kind not in ("s", "inlineStr") and style in looks.formats:
            places.formats[place] = looks.formats[style]
        if kind == "s" and value and value.isdecimal():
            known = rich.get(int(value))
        _mark(places, place, kind, style, looks, known)
    return places


def _hidden(content: bytes) -> Iterator[int]:
    """Rows that a filter or a hand has hidden."""
    for match in _HIDDEN.finditer(content):
        tag = content[content.rfind(b"<", max(match.start() - _LONGEST_TAG, 0), match.start()) : match.start()]
        number = _ROW_NUMBER.search(tag) if tag.startswith(b"<row ") else None
        if number:
            yield int(number[1])


def _mark(places: Places, place: Place, kind: str, style: str, looks: Looks, rich: str | None) -> None:
    if rich is not None:
        places.marked[place] = rich
    if style in looks.struck:
        places.marked[place] = ""  # the whole cell
    if style in looks.legacy and kind in TEXTS:
        places.fonts[place] = looks.legacy[style]


def cells_of(root: Any) -> Iterator[tuple[Place, Any]]:
    """Every cell with content; one that does not say its place stands right of the one before."""
    row = column = 0
    for node in root.iter("{*}row", "{*}c"):
        if str(node.tag).endswith("}c"):
            row, column = _place(node.get("r") or "") or (row, column + 1)
            if len(node):
                yield (row, column), node
        else:
            number = node.get("r") or ""
            row, column = int(number) if number.isdecimal() else row + 1, 0


def _content(cell: Any) -> tuple[Any, str | None, str | None]:
    """The formula, the stored value, the text with its special letters marked."""
    formula, value, known = None, None, None
    for child in cell:
        tag = str(child.tag)  # a comment's is a function
        if tag.endswith("}f"):
            formula = child
        elif tag.endswith("}v"):
            value = child.text or None
        elif tag.endswith("}is"):
            value, known = "".join(child.itertext()) or None, rich_text(child)
    return formula, value, known


def _place(reference: str) -> Place | None:
    """B3 → (3, 2); None for what is no address."""
    return place_of(reference) if _REFERENCE.fullmatch(reference) else None


@cache
def _column(letters: bytes) -> int:
    return column_number(letters.decode())

"""The first sheet of an annotated copy, come back: what the sender explains, and which send it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reporting.forms.layout import MARK, errors_mark
from reporting.grid import Sheet
from reporting.parse.identity import Mark
from reporting.returns import Text
from reporting.text import clean

Explanations = tuple[tuple[str, Text], ...]


def explanations_of(marks: Iterable[Mark]) -> Explanations:
    """Key of a finding → the sender's words. Columns by their marks, wherever they were moved."""
    known = {mark.text: mark for mark in marks}
    key, said = (known.get(_text(name)) for name in ("key", "explanation"))
    return tuple(_rows(key.sheet, key, said.column)) if key and said and key.sheet is said.sheet else ()


def _rows(sheet: Sheet, key: Mark, column: int) -> Iterator[tuple[str, Text]]:
    for row in range(key.row + 1, len(sheet.rows) + 1):
        name, value = sheet.at(row, key.column), sheet.at(row, column)
        words = clean(str(value)) if value is not None else ""
        if isinstance(name, str) and "|" in name and words:  # a key; the titles are not
            yield name, Text(words, sheet.location(row, column))


def copy_sequence(marks: Iterable[Mark]) -> int:
    """The send number that an annotated copy carries: one above that of the file it was made from; 0: no such copy."""
    start = _text("sequence:")
    carried = (mark.text.removeprefix(start) for mark in marks if mark.text.startswith(start))
    return max((int(number) for number in carried if number.isdecimal()), default=0)


def _text(name: str) -> str:
    return errors_mark(name).removeprefix(MARK)

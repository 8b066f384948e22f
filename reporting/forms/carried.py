"""What travels hidden in a form: the job, so that its agency can work with nothing beside it; the cells behind merged figures.

A hidden sheet of lines: a mark in the first column, text in the second. Every part (plan, registry, settings …) is
JSON that a person may read, cut into cells; a digest over all of it stands above, so that a change is noticed.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from reporting.forms.layout import CARRIED_JOB, MARK

_CELL = 30_000  # letters; Excel takes 32,767
_DIGEST = "digest"
Line = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Carried:
    """`texts`: name of a part → its JSON. `intact`: the digest is that of the texts."""

    texts: Mapping[str, str]
    intact: bool

    @property
    def parts(self) -> dict[str, Any]:
        return {name: json.loads(text, object_hook=_day) for name, text in self.texts.items()}


def lines_of(parts: Mapping[str, Any], sheet: str = CARRIED_JOB) -> tuple[Line, ...]:
    """The rows of a hidden sheet, the digest first."""
    cut = [
        (_mark(sheet, f"{name}:{number:02d}"), piece)
        for name, part in parts.items()
        for number, piece in enumerate(_pieces(_text(part)), 1)
    ]
    return ((_mark(sheet, _DIGEST), _digest_of(cut)), *cut)


def carried_by(marked: Iterable[Line], sheet: str = CARRIED_JOB) -> Carried | None:
    """What the marked cells of a workbook (`cchc:…`, text to the right) carry; None where they carry nothing."""
    start = _mark(sheet, "")
    lines = dict(sorted((mark, text) for mark, text in marked if mark.startswith(start)))
    digest = lines.pop(_mark(sheet, _DIGEST), "")
    if not lines and not digest:
        return None
    texts: dict[str, str] = {}
    for mark, text in lines.items():
        name = mark.removeprefix(start).partition(":")[0]
        texts[name] = texts.get(name, "") + text
    return Carried(texts, digest == _digest_of(lines.items()))


def _pieces(text: str) -> Iterator[str]:
    """What a cell holds; none begins or ends with a blank, which would get lost on the way."""
    while text:
        end = min(_CELL, len(text))
        while " " in text[end - 1 : end + 1]:
            end -= 1
        yield text[:end]
        text = text[end:]


def _mark(sheet: str, name: str) -> str:
    return f"{MARK}{sheet}:{name}"


def _digest_of(lines: Iterable[Line]) -> str:
    """Of the letters; how many blanks stand between two of them is not everywhere kept."""
    whole = " ".join(f"{mark} {text}" for mark, text in sorted(lines))
    return hashlib.sha256("".join(unicodedata.normalize("NFC", whole).split()).encode()).hexdigest()


def _text(part: Any) -> str:
    text = json.dumps(part, ensure_ascii=False, separators=(",", ":"), default=_plain)
    return unicodedata.normalize("NFC", text)


def _plain(value: object) -> object:
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    raise TypeError(type(value).__name__)


def _day(found: dict[str, Any]) -> Any:
    return date.fromisoformat(found["day"]) if found.keys() == {"day"} else found

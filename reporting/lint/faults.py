"""What a check yields, and how equal faults become one finding with all its places."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reporting.findings import Finding
from reporting.lint.measured import MeasuredParagraph
from reporting.lint.pieces import short
from reporting.location import Location

_NAMED = 12  # places named in a message; JSON has them all


@dataclass(frozen=True, slots=True)
class Fault:
    """`subject` tells faults of one code apart (a component, a font, a side of the page)."""

    code: str
    paragraph: MeasuredParagraph | None
    subject: str
    params: tuple[tuple[str, str], ...]


def fault(code: str, paragraph: MeasuredParagraph | None = None, subject: str = "", **params: object) -> Fault:
    return Fault(code, paragraph, subject, tuple((name, str(value)) for name, value in params.items()))


def findings_of(faults: Iterable[Fault], file: str) -> tuple[Finding, ...]:
    """One finding for each code and subject: at the first place, the others named and related."""
    groups: dict[tuple[str, str], list[Fault]] = {}
    for found in faults:
        groups.setdefault((found.code, found.subject), []).append(found)
    return tuple(_finding(group, file) for group in groups.values())


def _finding(group: list[Fault], file: str) -> Finding:
    first = group[0]
    number = first.paragraph.number if first.paragraph else 0
    others = dict.fromkeys(f.paragraph.number for f in group[1:] if f.paragraph and f.paragraph.number != number)
    text = short(first.paragraph.printed) if first.paragraph else ""
    params = (("text", text), *first.params, ("more", _more(tuple(others))))
    places = tuple(Location(file, paragraph=other) for other in others)
    return Finding(first.code, Location(file, paragraph=number), subject=first.subject, params=params, related=places)


def _more(others: tuple[int, ...]) -> str:
    if not others:
        return ""
    named = ", ".join(map(str, others[:_NAMED]))
    return f" (và {len(others)} đoạn khác: {named}{' …' if len(others) > _NAMED else ''})"


def shown(value: float) -> str:
    """A measure as Vietnamese writes it: 13, 13,5."""
    return f"{round(value, 2):g}".replace(".", ",")


def limits(pair: tuple[float, float]) -> str:
    low, high = pair
    return shown(low) if low == high else f"{shown(low)}–{shown(high)}"

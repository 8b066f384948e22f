"""Sections of the report that take up whatever the plan holds of one kind, wherever the plan has it.

So the default outline fits any plan: targets in `II.1`, tasks in `III` or only in the annex (`PL`), duties in `IV`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reporting.plan import Item, ItemKind, Plan, Section
from reporting.text import upper_first

KINDS = {"targets": ItemKind.TARGET, "tasks": ItemKind.TASK, "duties": ItemKind.DUTY}
_LETTERS = "abcdđeghiklmnopqrstuvxy"
# Words that stay capital when a title in capitals is written small (NĐ 30/2020, Phụ lục II), and abbreviations.
_NAMES = {"nhà nước": "Nhà nước", "nhân dân": "Nhân dân", "việt nam": "Việt Nam", "trung ương": "Trung ương"}


def of_kind(plan: Plan, kind: ItemKind) -> tuple[str, ...]:
    """Codes of all items of a kind, in plan order."""
    return tuple(item.code for item in plan.items if item.kind is kind)


def holding(plan: Plan, kind: ItemKind, parent: str) -> tuple[Section, ...]:
    """The sections right under `parent` ("" for the plan itself) that hold items of a kind at any depth."""
    return tuple(s for s in plan.sections if s.parent == parent and inside(plan, kind, s.section))


def inside(plan: Plan, kind: ItemKind, section: str) -> tuple[str, ...]:
    """Codes of the items of a kind in a section and below it, in plan order."""
    below = {section}
    for s in plan.sections:
        if s.parent in below:
            below.add(s.section)
    return tuple(item.code for item in plan.items if item.kind is kind and item.section in below)


def directly(plan: Plan, kind: ItemKind, section: str) -> tuple[str, ...]:
    return tuple(item.code for item in _items(plan, kind) if item.section == section)


def _items(plan: Plan, kind: ItemKind) -> Iterator[Item]:
    return (item for item in plan.items if item.kind is kind)


def tops(plan: Plan, kind: ItemKind) -> tuple[str, tuple[Section, ...]]:
    """The one part of the plan that holds the kind ("" when there are several) and the sections to head."""
    roots = holding(plan, kind, "")
    return (roots[0].section, holding(plan, kind, roots[0].section)) if len(roots) == 1 else ("", roots)


def numbers(sections: Sequence[Section], level: int) -> tuple[str, ...]:
    """The plan's own numbers where they are of the form that the level has in a report (1. · a)); else counted."""
    good = all(_fits(s.number, level) for s in sections)
    return tuple(s.number if good else _counted(n, level) for n, s in enumerate(sections))


def _fits(number: str, level: int) -> bool:
    return (
        number.rstrip(".").isdigit() if level == 2 else len(number) == 2 and number[0] in _LETTERS and number[1] == ")"
    )


def _counted(index: int, level: int) -> str:
    return f"{index + 1}." if level == 2 else f"{_LETTERS[index]})" if index < len(_LETTERS) else f"{index + 1})"


def title_of(section: Section) -> str:
    """Below the first level a title is written small; one with abbreviations or figures stays as printed."""
    title = section.title
    words = title.split()
    if not title.isupper() or any(len(w) > 1 and not set(w.lower()) & set(_VOWELS) for w in words):
        return title
    lowered = title.lower()
    for plain, named in _NAMES.items():
        lowered = lowered.replace(plain, named)
    return upper_first(lowered)


_VOWELS = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵ"

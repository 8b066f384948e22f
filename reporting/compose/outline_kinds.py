"""Sections of the report that take up whatever the plan holds of one kind, wherever the plan has it.

So the default outline fits any plan: targets in `II.1`, tasks in `III` or only in the annex (`PL`), duties in `IV`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reporting.plan import Item, ItemKind, Plan, Section
from reporting.text import fold, upper_first

KINDS = {"targets": ItemKind.TARGET, "tasks": ItemKind.TASK, "duties": ItemKind.DUTY}
_ROMAN = " I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX".split(" ")
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


def placed_as_plan(plan: Plan, groups: Sequence[tuple[Sequence[ItemKind], str]]) -> tuple[tuple[int, str], ...]:
    """The order and numbers of a report's parts: those of the plan's parts that they speak of, the others count on.
    A group is what it holds, or words of a part's title. () where the plan's parts do not tell: a kind in several
    parts or in an annex, one part for two groups, parts without Roman numbers."""
    parts = [s for s in plan.sections if not s.parent]
    found = [_part(plan, parts, kinds, words) for kinds, words in groups]
    held = [at for at, (kinds, _) in zip(found, groups, strict=True) if any(of_kind(plan, kind) for kind in kinds)]
    known = [at for at in found if at is not None]
    if not held or None in held or len(set(known)) != len(known):
        return ()
    values = {at: _roman_value(parts[at].number) for at in known}
    if 0 in values.values():
        return ()
    last = max(values.values())
    first = sorted((n for n, at in enumerate(found) if at is not None), key=lambda n: values[found[n]])  # type: ignore[index]
    rest = [n for n, at in enumerate(found) if at is None]
    numbered = [(n, values[found[n]]) for n in first]  # type: ignore[index]
    numbered += [(n, last + 1 + more) for more, n in enumerate(rest)]
    return tuple((n, f"{_ROMAN[value]}.") for n, value in numbered) if numbered[-1][1] < len(_ROMAN) else ()


def _part(plan: Plan, parts: Sequence[Section], kinds: Sequence[ItemKind], words: str) -> int | None:
    """The one part of the plan that holds the kinds; without kinds the one whose title has the words."""
    if kinds:
        roots = {s.section for kind in kinds for s in holding(plan, kind, "")}
    else:
        roots = {s.section for s in parts if words and fold(words) in fold(s.title)}
    return next((n for n, s in enumerate(parts) if s.section in roots), None) if len(roots) == 1 else None


def _roman_value(number: str) -> int:
    """`II.`, `Phần II`: 2; 0 for any other number."""
    said = number.rstrip(".: ").rpartition(" ")[2]
    return _ROMAN.index(said) if said in _ROMAN[1:] else 0


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

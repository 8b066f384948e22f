"""The outline: which sections the report has, in which order, and what goes into each. Data.

templates/outlines/*.toml; a section may `mirror` a heading of the plan, and then takes over that
heading's subsections with their numbers, titles and items as the plan has them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, NoReturn

from reporting.compiler_sheet import CompilerKey
from reporting.compose.outline_kinds import (
    KINDS,
    directly,
    holding,
    inside,
    numbers,
    of_kind,
    placed_as_plan,
    title_of,
    tops,
)
from reporting.errors import TemplateError
from reporting.forms.topics import Topic
from reporting.period import Period
from reporting.plan import Item, Plan, Section
from reporting.settings import Reader, named

_READER = Reader("bố cục")
OVERVIEWS = ("", "report", "status")


@dataclass(frozen=True, slots=True)
class Limits:
    """How long the main text may get; what is left out of it stands in the annexes.

    `narrative_words` of one item's narrative; `evidence` documents cited; `names` of agencies in
    a row; `coordinating` agencies named after a task's result, more are counted (0: only in the
    annex); `opinions` of agencies in one section, each of `opinion_words`.
    """

    narrative_words: int = 60
    evidence: int = 2
    names: int = 6
    opinions: int = 6
    opinion_words: int = 60
    coordinating: int = 0


@dataclass(frozen=True, slots=True)
class OutlineSection:
    """`items`: plan sections or item codes; `texts`: keys of the compiler's sheet; `opinions`: keys
    of the returns' assessments, used where the compiler wrote nothing; `periods`: () is every period.
    `lead`: the agency whose own text stands here, `asks` what its form says of it; `sentences`: with figures of the
    statistics forms in braces (`sentences.py`); `limits`: what the leads see as limits stands here too.
    `holds`: everything of a kind (`targets`, `tasks`, `duties`) that the plan has, wherever it has it. `part`: words of
    the plan's part that a section of the first level speaks of, where the outline takes the plan's numbers."""

    id: str
    level: int
    number: str
    title: str
    items: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    opinions: tuple[str, ...] = ()
    overview: str = ""
    mirror: str = ""
    holds: str = ""
    part: str = ""
    periods: tuple[str, ...] = ()
    narrative_words: int = 0
    lead: str = ""
    asks: str = ""
    sentences: tuple[str, ...] = ()
    limits: bool = False


@dataclass(frozen=True, slots=True)
class Outline:
    """`next_periods`: period code → how headings call the period after it ({year}, {next_year}). `items_in_record`: the
    plan's items stand in the record only, so that one without a place in the outline is none forgotten. `plan_numbers`:
    parts stand in the order and under the numbers of the plan's parts. `subject` of
    the report, what it is `about` in a sentence (the subject where it does not say) and `basis`, what it carries out, with {period}, {next_period}, {province}, {issuer} and {plan}."""

    id: str = ""
    title: str = ""
    sections: tuple[OutlineSection, ...] = named("section", ())
    limits: Limits = Limits()
    keys: tuple[CompilerKey, ...] = named("text", ())
    next_periods: tuple[tuple[str, str], ...] = named("next_period", ())
    detail_by_agency: bool = True
    items_in_record: bool = False
    plan_numbers: bool = False
    subject: str = ""
    about: str = ""
    basis: str = ""
    note: str = ""

    def next_period(self, period: Period) -> str:
        words = dict(self.next_periods).get(period.code, "thời gian tới")
        return words.format(year=period.year, next_year=period.year + 1)


def parse_outline(data: Mapping[str, Any], where: str) -> Outline:
    """An Outline from its TOML data; TemplateError names the key, what is accepted, and the nearest one."""
    outline = _READER.table(Outline, data, where)
    if not outline.sections:
        raise TemplateError("bố cục không có mục nào", where=where, accepted="ít nhất một [[section]]")
    for number, section in enumerate(outline.sections, 1):
        _check(section, f"{where} › [[section]] {number}")
    _unique(outline.sections, where)
    _keys_are_declared(outline, where)
    return outline


def laid_out(outline: Outline, plan: Plan, period: Period) -> tuple[OutlineSection, ...]:
    """The sections of this plan and period: mirrors expanded, periods applied, titles filled in."""
    chosen = (s for s in outline.sections if not s.periods or period.code in s.periods)
    own = {section.id for section in outline.sections}
    expanded = tuple(
        replace(part, id=f"{section.id}-{part.id}") if at and part.id in own else part
        for section in chosen
        for at, part in enumerate(_expanded(section, plan, outline.id))
    )
    expanded = _as_in_plan(outline, expanded, plan) if outline.plan_numbers else expanded
    words = {"period": period.title, "next_period": outline.next_period(period), "year": str(period.year)}
    return tuple(replace(s, title=_filled(s.title, words, outline.id)) for s in expanded)


def _as_in_plan(outline: Outline, sections: tuple[OutlineSection, ...], plan: Plan) -> tuple[OutlineSection, ...]:
    """The parts in the plan's order and under its numbers; as the outline has them where the plan does not tell."""
    groups: list[list[OutlineSection]] = []
    for section in sections:
        if section.level == 1 or not groups:
            groups.append([])
        groups[-1].append(section)
    kinds = {s.id: KINDS[s.holds] for s in outline.sections if s.holds}
    said = [([kinds[s.id] for s in group if s.id in kinds], group[0].part) for group in groups]
    placed = placed_as_plan(plan, said) or tuple((n, group[0].number) for n, group in enumerate(groups))
    return tuple(s for n, number in placed for s in (replace(groups[n][0], number=number), *groups[n][1:]))


def items_of(section: OutlineSection, plan: Plan) -> tuple[Item, ...]:
    """The plan items of a section, in the outline's order, those of one plan section in plan order."""
    return tuple(item for part in section.items for item in plan.items if part in (item.code, item.section))


def topics_of(outline: Outline, plan: Plan, period: Period) -> tuple[Topic, ...]:
    """The subsections that leads write, with the numbers of the headings above them."""
    found: list[Topic] = []
    above: dict[int, str] = {}
    for section in laid_out(outline, plan, period):
        above = {level: number for level, number in above.items() if level < section.level}
        above[section.level] = section.number.strip(".)")
        if section.lead:
            number = ".".join(above.values())
            found.append(Topic(section.id, number, f"{number}. {section.title}", section.lead, section.asks))
    return tuple(found)


def with_leads(outline: Outline, leads: Mapping[str, tuple[str, ...]]) -> Outline:
    """With the province's own agencies in place of the proposed ones; of several the first writes."""
    if not leads:
        return outline
    sections = (replace(s, lead=leads[s.lead][0]) if leads.get(s.lead) else s for s in outline.sections)
    return replace(outline, sections=tuple(sections))


def omitted(outline: Outline, plan: Plan, period: Period) -> tuple[Item, ...]:
    """Items of the plan that no section of the outline takes up."""
    if outline.items_in_record:
        return ()
    taken = {item.code for section in laid_out(outline, plan, period) for item in items_of(section, plan)}
    return tuple(item for item in plan.items if item.code not in taken)


def _expanded(section: OutlineSection, plan: Plan, outline: str) -> Iterable[OutlineSection]:
    known = [s.section for s in plan.sections]
    for part in (*section.items, *((section.mirror,) if section.mirror else ())):
        if part not in known and plan.item(part) is None:
            _unknown(
                part, (*known, *(i.code for i in plan.items)), f"bố cục {outline} › {section.id}", "mục của kế hoạch"
            )
    if section.holds:
        yield from _of_kind(section, plan)
        return
    yield replace(section, mirror="", overview="" if section.mirror else section.overview)
    for child in plan.sections:
        if section.mirror and child.parent == section.mirror:
            yield OutlineSection(
                child.section,
                section.level + 1,
                child.number,
                child.title,
                (child.section,),
                overview=section.overview,
                narrative_words=section.narrative_words,
            )


def _of_kind(section: OutlineSection, plan: Plan) -> Iterable[OutlineSection]:
    """All items of a kind: at level 3 in one row, above it under the plan's own headings."""
    kind = KINDS[section.holds]
    if section.level == 3:
        yield replace(section, holds="", items=of_kind(plan, kind))
        return
    root, heads = tops(plan, kind)
    own = directly(plan, kind, root)
    yield replace(section, holds="", items=own, overview=section.overview if own else "")
    for number, head in zip(numbers(heads, section.level + 1), heads, strict=True):
        below = holding(plan, kind, head.section) if section.level == 1 else ()
        items = directly(plan, kind, head.section) if below else inside(plan, kind, head.section)
        yield _headed(section, 1, number, head, items)
        for inner, part in zip(numbers(below, section.level + 2), below, strict=True):
            yield _headed(section, 2, inner, part, inside(plan, kind, part.section))


def _headed(section: OutlineSection, depth: int, number: str, head: Section, items: tuple[str, ...]) -> OutlineSection:
    return OutlineSection(
        head.section,
        section.level + depth,
        number,
        title_of(head),
        items,
        overview=section.overview,
        narrative_words=section.narrative_words,
    )


def _filled(title: str, words: Mapping[str, str], outline: str) -> str:
    upper = title == title.upper() or "{" in title and title.split("{")[0].isupper()
    try:
        filled = title.format_map(words)
    except (KeyError, ValueError, IndexError) as problem:
        accepted = ", ".join("{" + name + "}" for name in words)
        raise TemplateError(
            f"tiêu đề '{title}' không điền được", where=f"bố cục {outline}", accepted=accepted
        ) from problem
    return filled.upper() if upper else filled


def _check(section: OutlineSection, where: str) -> None:
    if section.level not in (1, 2, 3):
        raise TemplateError(f"cấp '{section.level}' không dùng được", where=where, accepted="1, 2, 3")
    if section.holds and section.holds not in KINDS:
        _unknown(section.holds, tuple(KINDS), f"{where} holds", "loại nội dung của kế hoạch")
    if section.overview not in OVERVIEWS:
        _unknown(section.overview, OVERVIEWS[1:], f"{where} overview", "loại đoạn tổng quan")


def _unique(sections: Iterable[OutlineSection], where: str) -> None:
    seen: set[str] = set()
    for section in sections:
        if section.id in seen:
            raise TemplateError(f"mục '{section.id}' có hai lần", where=where, accepted="mỗi mục một id")
        seen.add(section.id)


def _keys_are_declared(outline: Outline, where: str) -> None:
    declared = tuple(key.key for key in outline.keys)
    for section in outline.sections:
        for key in section.texts:
            if key not in declared:
                _unknown(key, declared, f"{where} › {section.id} texts", "mã của [[text]]")


def _unknown(value: str, known: tuple[str, ...], where: str, what: str) -> NoReturn:
    raise _READER.unknown(f"'{value}' không phải là {what}", value, known, where)

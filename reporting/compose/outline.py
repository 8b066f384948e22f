"""The outline: which sections the report has, in which order, and what goes into each. Data.

templates/outlines/*.toml; a section may `mirror` a heading of the plan, and then takes over that
heading's subsections with their numbers, titles and items as the plan has them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from difflib import get_close_matches
from typing import Any

from reporting.compiler import CompilerKey
from reporting.compose.outline_kinds import KINDS, directly, holding, inside, numbers, of_kind, title_of, tops
from reporting.errors import TemplateError
from reporting.period import Period
from reporting.plan import Item, Plan, Section

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
    `holds`: everything of a kind (`targets`, `tasks`, `duties`) that the plan has, wherever it has it."""

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
    periods: tuple[str, ...] = ()
    narrative_words: int = 0


@dataclass(frozen=True, slots=True)
class Outline:
    """`next_periods`: period code → how headings call the period after it ({year}, {next_year})."""

    id: str
    title: str
    sections: tuple[OutlineSection, ...]
    limits: Limits = Limits()
    keys: tuple[CompilerKey, ...] = ()
    next_periods: tuple[tuple[str, str], ...] = ()
    detail_by_agency: bool = True

    def next_period(self, period: Period) -> str:
        words = dict(self.next_periods).get(period.code, "thời gian tới")
        return words.format(year=period.year, next_year=period.year + 1)


def parse_outline(data: Mapping[str, Any], where: str) -> Outline:
    """An Outline from its TOML data; TemplateError names the key, what is accepted, and the nearest one."""
    plain = ("id", "title", "note", "detail_by_agency", "limits", "next_period", "text", "section")
    _known(data, plain, where)
    sections = tuple(_section(row, f"{where} › [[section]] {n}") for n, row in enumerate(data.get("section", ()), 1))
    if not sections:
        raise TemplateError("bố cục không có mục nào", where=where, accepted="ít nhất một [[section]]")
    _unique(sections, where)
    keys = tuple(_values(CompilerKey, row, f"{where} › [[text]]") for row in data.get("text", ()))
    outline = Outline(
        str(data.get("id", "")),
        str(data.get("title", "")),
        sections,
        _values(Limits, data.get("limits", {}), f"{where} › [limits]"),
        keys,
        tuple((str(k), str(v)) for k, v in data.get("next_period", {}).items()),
        bool(data.get("detail_by_agency", True)),
    )
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
    words = {"period": period.title, "next_period": outline.next_period(period), "year": str(period.year)}
    return tuple(replace(s, title=_filled(s.title, words, outline.id)) for s in expanded)


def items_of(section: OutlineSection, plan: Plan) -> tuple[Item, ...]:
    """The plan items of a section, in the outline's order, those of one plan section in plan order."""
    return tuple(item for part in section.items for item in plan.items if part in (item.code, item.section))


def omitted(outline: Outline, plan: Plan, period: Period) -> tuple[Item, ...]:
    """Items of the plan that no section of the outline takes up."""
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


def _section(row: Any, where: str) -> OutlineSection:
    section: OutlineSection = _values(OutlineSection, row, where)
    if section.level not in (1, 2, 3):
        raise TemplateError(f"cấp '{section.level}' không dùng được", where=where, accepted="1, 2, 3")
    if section.holds and section.holds not in KINDS:
        _unknown(section.holds, tuple(KINDS), f"{where} holds", "loại nội dung của kế hoạch")
    if section.overview not in OVERVIEWS:
        _unknown(section.overview, OVERVIEWS[1:], f"{where} overview", "loại đoạn tổng quan")
    return section


def _values(kind: type, row: Any, where: str) -> Any:
    if not isinstance(row, Mapping):
        raise TemplateError("phải là một bảng", where=where)
    known = {f.name: f for f in fields(kind)}
    _known(row, tuple(known), where)
    values = {}
    for name, value in row.items():
        wanted = str(known[name].type)
        values[name] = tuple(value) if isinstance(value, list) else value
        if not _fits(values[name], wanted):
            raise TemplateError(f"giá trị '{value}' sai kiểu", where=f"{where} {name}", accepted=_KINDS[wanted])
    try:
        return kind(**values)
    except TypeError:
        needed = [f.name for f in fields(kind) if f.default is f.default_factory and f.name not in values]
        raise TemplateError(f"thiếu khóa: {', '.join(needed)}", where=where) from None


_KINDS = {"str": 'chữ trong dấu nháy "…"', "int": "số nguyên", "tuple[str, ...]": '["…", "…"]'}


def _fits(value: Any, wanted: str) -> bool:
    if wanted == "tuple[str, ...]":
        return isinstance(value, tuple) and all(isinstance(v, str) for v in value)
    return type(value).__name__ == wanted


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


def _known(data: Mapping[str, Any], known: tuple[str, ...], where: str) -> None:
    for key in data:
        if key not in known:
            _unknown(key, known, where, "khóa của bố cục")


def _unknown(value: str, known: tuple[str, ...], where: str, what: str) -> None:
    near = get_close_matches(value, known, n=1)
    action = f"Có phải ý anh/chị là '{near[0]}'?" if near else ""
    raise TemplateError(f"'{value}' không phải là {what}", where=where, accepted=", ".join(known), action=action)

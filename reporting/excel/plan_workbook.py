"""The plan as a workbook that officers edit in Excel; `parse.plan_workbook` reads it back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from reporting.agencies import Registry
from reporting.excel.table_sheet import Cell, Filled, workbook
from reporting.parse.plan_layout import (
    COMBINES,
    COMPARATORS,
    CORRECTIONS,
    DUES,
    INFO,
    INFO_KEYS,
    INFO_LISTS,
    ITEMS,
    KINDS,
    MEASURES,
    MEASURES_SHEET,
    OPEN,
    PARTIES,
    PROPOSABLE,
    PROPOSED,
    ROLE_NOTES,
    ROLES,
    SECTIONS,
    TEXTS,
    YES,
)
from reporting.parse.tables import Layout
from reporting.plan import Adding, Assignment, DueKind, Item, Measure, Plan, Role, Section
from reporting.text import fold

Record = dict[str, Cell]
Names = dict[str, str]

CREATED = datetime(2023, 1, 1)


def plan_workbook(
    plan: Plan, registry: Registry, created: datetime = CREATED, *, extra: tuple[Filled, ...] = ()
) -> bytes:
    """plan.xlsx; agencies by name where the registry finds that name again, else by code. `extra`:
    sheets before the plan's own that the reader of plans skips (what an import wants looked at)."""
    title = f"{plan.type_name} {plan.title}".strip()
    return workbook((*extra, *plan_tables(plan, registry)), title=title, kind="plan", created=created)


def plan_tables(plan: Plan, registry: Registry) -> tuple[Filled, ...]:
    """The plan's own sheets."""
    names = names_for(plan, registry)
    return (
        Filled(INFO, list(_info(plan))),
        Filled(SECTIONS, [_section(section) for section in plan.sections]),
        Filled(ITEMS, [_item(item, names) for item in plan.items], frozen=4),
        Filled(_measures_sheet(plan), [_measure(m, names) for item in plan.items for m in item.measures], frozen=2),
        Filled(ROLE_NOTES, list(_role_notes(plan, names))),
        Filled(TEXTS, [{"section": section, "text": text} for section, text in plan.texts]),
        Filled(CORRECTIONS, list(_corrections(plan))),
        Filled(PARTIES, list(_parties(names, registry))),
    )


def _info(plan: Plan) -> Iterator[Record]:
    for field, key in INFO_KEYS.items():
        value = getattr(plan, field)
        for one in (value or ("",)) if field in INFO_LISTS else (value,):
            yield {"key": key, "value": str(one) if isinstance(one, int) else one}


def _section(section: Section) -> Record:
    return {
        "section": section.section,
        "number": section.number,
        "title": section.title,
        "parent": section.parent,
    }


def _item(item: Item, names: Names) -> Record:
    row: Record = {
        "code": item.code,
        "section": item.section,
        "kind": KINDS[item.kind],
        "text": item.text,
        "focal": names[item.focal] if item.focal else "",
        "due_kind": "" if item.due.kind is DueKind.NONE else DUES[item.due.kind],
        "due_day": item.due.day,
        "due_text": item.due.text,
        "due_added": YES if item.due.added else "",
        "evidence": item.evidence,
        "footnote": item.footnote,
        "roles_text": item.roles_text,
        "source_text": item.source_text,
        "number": item.number,
        "source_line": item.source_line or None,
    }
    for role in Role:
        row[role.value] = "; ".join(_party(a, names) for a in item.parties(role))
    return row


def _party(assignment: Assignment, names: Names) -> str:
    """The party as its cell says it: "Sở Nội vụ (đề xuất)", "các đơn vị được giao nhiệm vụ (nêu chung)"."""
    marks = [OPEN] if assignment.open else []
    marks += [PROPOSED] if assignment.proposed else []
    name = assignment.party.replace(";", ",") if assignment.open else names[assignment.party]
    return " ".join([name, *(f"({mark})" for mark in marks)])


def names_for(plan: Plan, registry: Registry) -> Names:
    """Party → the name its cells show: the registry's, if it leads back to the party, else the code."""
    parties = {a.party for item in plan.items for a in item.assignments if not a.open}
    parties |= {item.focal for item in plan.items if item.focal}
    parties |= {code for item in plan.items for measure in item.measures for code in measure.excluded}
    index = registry.index()
    names = {party: registry.name_of(party) for party in parties}
    return {p: name if ";" not in name and index.get(fold(name)) == p else p for p, name in names.items()}


def _measures_sheet(plan: Plan) -> Layout:
    """Without the column of what adds up where the plan says nothing of it: few officers need it."""
    if any(m.adding is not Adding.UNSAID for item in plan.items for m in item.measures):
        return MEASURES_SHEET
    return replace(MEASURES_SHEET, columns=tuple(c for c in MEASURES_SHEET.columns if c.key != "adding"))


def _measure(measure: Measure, names: Names) -> Record:
    return {
        "id": measure.id,
        "name": measure.name,
        "kind": MEASURES[measure.kind],
        "unit": measure.unit,
        "numerator": measure.numerator,
        "denominator": measure.denominator,
        "comparator": COMPARATORS[measure.comparator] if measure.comparator else "",
        "threshold": measure.threshold,
        "threshold_text": measure.threshold_text,
        "combine": COMBINES[measure.combine],
        "standing": YES if measure.standing else "",
        "exemption": "; ".join(filter(None, (*(names[code] for code in measure.excluded), measure.exemption))),
        "tolerance": measure.tolerance if measure.tolerance != Decimal(0) else None,
        "same_as": measure.same_as,
        "stock": YES if measure.stock else "",
        "adding": measure.adding.label,
        "proposed": "; ".join(PROPOSABLE.get(field, field) for field in measure.proposed),
    }


def _role_notes(plan: Plan, names: Names) -> Iterator[Record]:
    for item in plan.items:
        for a in item.assignments:
            if a.verb or a.why:
                name = f"{a.party} ({OPEN})" if a.open else names[a.party]
                yield {"item": item.code, "role": ROLES[a.role], "party": name, "verb": a.verb, "why": a.why}


def _corrections(plan: Plan) -> Iterator[Record]:
    for c in plan.corrections:
        yield {"where": c.where, "wrong": c.wrong, "right": c.right, "confirmed": YES if c.confirmed else ""}


def _parties(names: Names, registry: Registry) -> Iterator[Record]:
    """Every agency and group that the plan names, in registry order, so that names stay readable
    where no registry is at hand."""
    for group in registry.groups:
        if group.code in names:
            yield {"code": group.code, "name": names[group.code], "full_name": group.name}
    for agency in registry.agencies:
        if agency.code in names:
            yield {"code": agency.code, "name": names[agency.code], "full_name": agency.name}

"""An import in one line, and its items as lines of text to compare with what is expected."""

from __future__ import annotations

from collections.abc import Iterator

from reporting.agencies import Registry
from reporting.plan import DueKind, Item, Role
from reporting.plan_import.importer import Imported, import_plan
from reporting.plan_import.rules import ImportRules
from reporting.store.plan_text import read_plan_text
from reporting.word.plan_source import read_plan_docx


def imported(data: bytes | str, rules: ImportRules, registry: Registry | None = None) -> Imported:
    """From the bytes of a .docx or the text of a .txt."""
    if isinstance(data, str):
        return import_plan(read_plan_text(data.encode(), "ke_hoach.txt"), rules, registry)
    return import_plan(read_plan_docx(data, "ke_hoach.docx"), rules, registry)


def listing(items: tuple[Item, ...]) -> str:
    """One line an item: `II.1.01 | lead STP · coordinate SBN? các đơn vị liên quan~ | 2026-03-31`."""
    return "\n".join(" | ".join(filter(None, (i.code, _roles(i), _due(i)))) for i in items)


def _roles(item: Item) -> str:
    return " · ".join(_role(item, role) for role in Role if item.parties(role))


def _role(item: Item, role: Role) -> str:
    names = (f"{a.party}{'~' if a.open else ''}{'?' if a.proposed else ''}" for a in item.parties(role))
    return f"{role.value} {' '.join(names)}"


def _due(item: Item) -> str:
    return str(item.due.day) if item.due.day else "" if item.due.kind is DueKind.NONE else item.due.kind.value


def measured(items: tuple[Item, ...]) -> str:
    """One line a measure: `II.1.01/1 ratio >= 85 sum`."""
    return "\n".join(_measures(items))


def _measures(items: tuple[Item, ...]) -> Iterator[str]:
    for measure in (m for item in items for m in item.measures):
        comparator = measure.comparator.value if measure.comparator else ""
        threshold = "" if measure.threshold is None else f"{measure.threshold:f}"
        parts = (measure.id, measure.kind.value, comparator, threshold, measure.combine.value)
        yield " ".join(filter(None, parts)) + (f" [{measure.exemption}]" if measure.exemption else "")


def codes(found: Imported) -> list[str]:
    return [f.code for f in found.findings]

"""A Plan as text: for people at a terminal (100 columns), or as JSON for scripts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from decimal import Decimal
from textwrap import wrap

from reporting.agencies import Registry
from reporting.findings import Finding
from reporting.numbers import format_date, format_number, format_percent
from reporting.plan import Assignment, Comparator, Due, DueKind, Item, ItemKind, Measure, MeasureKind, Plan, Role

WIDTH = 100
_COMPARATORS = {Comparator.AT_LEAST: "tối thiểu", Comparator.AT_MOST: "không quá", Comparator.EQUAL: "bằng"}


def human(plan: Plan, registry: Registry | None) -> str:
    """Items under their headings, each with who does what, what it measures and until when."""
    lines = list(_head(plan))
    for section in plan.sections:
        items = [item for item in plan.items if item.section == section.section]
        lines += ["", *_wrapped(f"{section.number} {section.title}", 0)]
        for item in items:
            lines += _item(item, registry)
    known = {section.section for section in plan.sections}
    for item in plan.items:
        lines += _item(item, registry) if item.section not in known else ()
    return "\n".join([*lines, ""])


def _head(plan: Plan) -> Iterator[str]:
    yield from _wrapped(f"{plan.type_name} {plan.title}".strip(), 0)
    counts = [f"{len(plan.of_kind(kind))} {kind.label.lower()}" for kind in ItemKind]
    measures = sum(len(item.measures) for item in plan.items)
    yield f"{plan.id} · {len(plan.items)} mục: {', '.join(counts)} · {measures} phép đo"


def _item(item: Item, registry: Registry | None) -> Iterator[str]:
    yield from _wrapped(f"{item.code}  {item.text}", 2, 12)
    for role in Role:
        parties = [_party(a, registry) for a in item.parties(role)]
        if parties:
            yield from _wrapped(f"{role.label}: {'; '.join(parties)}", 12)
    if item.focal:
        yield from _wrapped(f"Đầu mối tổng hợp: {_name(item.focal, registry)} (đề xuất)", 12)
    for measure in item.measures:
        yield from _wrapped(f"Phép đo {measure.id.rpartition('/')[2]}: {measure_line(measure)}", 12)
    if item.due.kind is not DueKind.NONE:
        yield from _wrapped(f"Hạn: {due_line(item.due)}", 12)


def _wrapped(text: str, indent: int, hang: int | None = None) -> list[str]:
    following = " " * ((indent + 2) if hang is None else hang)
    return wrap(text, WIDTH, initial_indent=" " * indent, subsequent_indent=following, break_long_words=False)


def _name(party: str, registry: Registry | None) -> str:
    return registry.name_of(party) if registry else party


def _party(assignment: Assignment, registry: Registry | None) -> str:
    name = assignment.party if assignment.open else _name(assignment.party, registry)
    return f"{name} (đề xuất)" if assignment.proposed else name


def measure_line(measure: Measure) -> str:
    """ "Tỷ lệ giao dịch thanh toán trực tuyến; tối thiểu 30%; Cộng các đơn vị thực hiện"."""
    parts = [measure.name, threshold(measure), measure.combine.label.lower()]
    parts += ["đánh giá ở mọi kỳ"] if measure.standing else []
    parts += [measure.exemption] if measure.exemption else []
    parts += [f"không hỏi {', '.join(measure.excluded)}"] if measure.excluded else []
    parts += [f"trùng với {measure.same_as}"] if measure.same_as else []
    parts += [f"đề xuất: {', '.join(_FIELDS.get(field, field) for field in measure.proposed)}"] * bool(measure.proposed)
    return "; ".join(filter(None, parts))


_FIELDS = {"comparator": "so sánh", "threshold": "ngưỡng", "unit": "đơn vị tính", "combine": "cách tổng hợp"}


def threshold(measure: Measure) -> str:
    """ "tối thiểu 80%", "bằng 100% (ban hành đầy đủ)", "tối thiểu 2 hoạt động", "mốc công việc"."""
    if measure.threshold is None or measure.comparator is None:
        return measure.threshold_text or measure.kind.label.lower()
    counted = measure.kind is MeasureKind.COUNT
    number = format_number(measure.threshold) if counted else format_percent(measure.threshold, 2)
    value = f"{_COMPARATORS[measure.comparator]} {number} {measure.unit if counted else ''}".strip()
    words = measure.threshold_text
    return f"{value} ({words})" if words and number not in words else value


def due_line(due: Due) -> str:
    day = f" ({format_date(due.day)})" if due.day and due.text else ""
    return due.label + day + (" – hạn bổ sung, kế hoạch không ghi" if due.added else "")


# --- JSON -----------------------------------------------------------------------------------------


def as_json(plan: Plan, registry: Registry | None, findings: Iterable[Finding] = ()) -> str:
    """The whole plan as data. Only items have a key `code`; sections have `section`, measures `id`,
    findings `finding`. Numbers are JSON numbers, dates yyyy-mm-dd, what is not there is null."""
    data = {
        "plan": plan.id,
        "year": plan.year,
        "type": plan.type_name or None,
        "number": plan.number or None,
        "symbol": plan.symbol or None,
        "issuer": plan.issuer or None,
        "place": plan.place or None,
        "day": plan.day.isoformat() if plan.day else None,
        "title": plan.title,
        "annex_of": plan.annex_of or None,
        "legal_bases": plan.legal_bases,
        "signing": plan.signing,
        "recipients": plan.recipients,
        "counts": {kind.value: len(plan.of_kind(kind)) for kind in ItemKind},
        "sections": [asdict(section) for section in plan.sections],
        "items": [_item_data(item, registry) for item in plan.items],
        "texts": [{"section": section, "text": text} for section, text in plan.texts],
        "corrections": [asdict(correction) for correction in plan.corrections],
        "findings": [found.as_data() for found in findings],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _item_data(item: Item, registry: Registry | None) -> dict[str, object]:
    return {
        "code": item.code,
        "kind": item.kind.value,
        "section": item.section,
        "number": item.number,
        "text": item.text,
        "source_text": item.source_text or None,
        "roles": [_role_data(a, registry) for a in item.assignments],
        "roles_text": item.roles_text or None,
        "focal": item.focal or None,
        "focal_name": _name(item.focal, registry) if item.focal else None,
        "measures": [_measure_data(m) for m in item.measures],
        "due": _due_data(item.due),
        "evidence": item.evidence or None,
        "footnote": item.footnote or None,
        "source_line": item.source_line or None,
        "location": item.source.as_data(),
    }


def _role_data(assignment: Assignment, registry: Registry | None) -> dict[str, object]:
    named = not assignment.open
    return {
        "role": assignment.role.value,
        "party": assignment.party if named else None,
        "name": _name(assignment.party, registry) if named else assignment.party,
        "agencies": [a.code for a in registry.expand(assignment.party)] if registry and named else None,
        "open": assignment.open,
        "proposed": assignment.proposed,
        "verb": assignment.verb or None,
        "why": assignment.why or None,
    }


def _measure_data(measure: Measure) -> dict[str, object]:
    return {
        "id": measure.id,
        "name": measure.name,
        "kind": measure.kind.value,
        "unit": measure.unit or None,
        "numerator": measure.numerator or None,
        "denominator": measure.denominator or None,
        "comparator": measure.comparator.value if measure.comparator else None,
        "threshold": _number(measure.threshold),
        "threshold_text": measure.threshold_text or None,
        "combine": measure.combine.value,
        "standing": measure.standing,
        "exemption": measure.exemption or None,
        "excluded": measure.excluded,
        "tolerance": _number(measure.tolerance),
        "same_as": measure.same_as or None,
        "stock": measure.stock,
        "adding": measure.adding.value,
        "proposed": measure.proposed,
        "location": measure.source.as_data(),
    }


def _due_data(due: Due) -> dict[str, object]:
    day = due.day.isoformat() if due.day else None
    return {"kind": due.kind.value, "day": day, "text": due.text or None, "added": due.added}


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)

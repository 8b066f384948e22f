"""A Completeness as text: for people at a terminal (100 columns), one line a finding, or JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from itertools import groupby
from textwrap import shorten, wrap

from reporting.agencies import Registry
from reporting.codes import Severity
from reporting.completeness import AgencyState, Completeness, Decision, OwedCell, Timeliness
from reporting.findings import Finding
from reporting.listings.check_matrix import (
    CheckLine,
    Matrix,
    Share,
    Totals,
    at_once,
    by_registry,
    matrix,
    together,
    totals,
    who,
)
from reporting.numbers import format_date
from reporting.plan import Plan

WIDTH = 100
_NAME, _WHEN, _PART, _TOTAL, _COUNT = 23, 5, 6, 10, 4

_WHEN_SHORT = {
    Timeliness.ON_TIME: "đúng",
    Timeliness.LATE: "trễ",
    Timeliness.UNKNOWN: "?",
    Timeliness.MISSING: "chưa",
}


def human(completeness: Completeness, plan: Plan, registry: Registry) -> str:
    """The matrix, then the findings grouped by severity and by who must act."""
    model = matrix(completeness, plan)
    lines = [*_head(model), *(_line(line) for line in model.lines), *_foot(model), ""]
    lines += _findings(completeness, registry)
    return "\n".join(line.rstrip() for line in [*lines, *_summary(model.totals, completeness), ""])


def _head(model: Matrix) -> Iterator[str]:
    titles = "".join(column.title.rjust(_PART) for column in model.columns)
    yield (
        "Cơ quan".ljust(_NAME)
        + "Hạn".ljust(_WHEN)
        + titles
        + "Tổng".rjust(_TOTAL)
        + "Lỗi".rjust(_COUNT)
        + "CB".rjust(_COUNT)
    )
    yield "─" * _width(model)


def _width(model: Matrix) -> int:
    return _NAME + _WHEN + _PART * len(model.columns) + _TOTAL + 2 * _COUNT


def _line(line: CheckLine) -> str:
    when = _WHEN_SHORT[line.state.timeliness].ljust(_WHEN)
    counts = "".join(str(number or "").rjust(_COUNT) for number in (line.errors, line.warnings))
    return _name(line.state.name) + when + _shares(line.shares) + line.total.text.rjust(_TOTAL) + counts


def _name(name: str) -> str:
    fits = _NAME - 1
    return (name if len(name) <= fits else name[: fits - 1].rstrip() + "…").ljust(_NAME)


def _shares(shares: tuple[Share, ...]) -> str:
    return "".join((share.text or "·").rjust(_PART) for share in shares)


def _foot(model: Matrix) -> Iterator[str]:
    yield "─" * _width(model)
    total = model.totals
    counts = str(total.open_errors or "").rjust(_COUNT) + str(total.warnings or "").rjust(_COUNT)
    sums = "".join(_percent(share).rjust(_PART) for share in model.sums)
    yield "Tổng cộng".ljust(_NAME + _WHEN) + sums + model.total.text.rjust(_TOTAL) + counts


def _percent(share: Share) -> str:
    """Rounded down, so that 100% means complete."""
    return f"{100 * share.settled // share.owed}%" if share.owed else "·"


def _findings(completeness: Completeness, registry: Registry) -> Iterator[str]:
    decided = completeness.decided_keys
    for severity, group in groupby(by_registry(completeness.findings, registry), key=lambda f: f.severity):
        found = list(group)
        told = at_once(found, decided)
        yield f"{severity.label.upper()} ({len(found)})"
        shared = [members for members in told if len(members) > 1]
        if shared:
            yield "  Nhiều đơn vị"
            for members in shared:
                yield from _wrapped(together(members, registry))
        alone = by_registry((members[0] for members in told if len(members) == 1), registry)
        for _, own in groupby(alone, key=lambda f: f.agency):
            yield from _of_agency(list(own), decided, registry)
        yield ""


def _of_agency(found: list[Finding], decided: frozenset[str], registry: Registry) -> Iterator[str]:
    yield f"  {who(found[0], registry)}"
    for one in found:
        mark = "✓ đã quyết định: " if one.key in decided else ""
        where = f" [{one.location}]" if one.location else ""
        yield from _wrapped(f"{mark}{one.wrong}{where}")


def _wrapped(text: str) -> list[str]:
    return wrap(text, WIDTH, initial_indent="    - ", subsequent_indent="      ")


def _summary(total: Totals, completeness: Completeness) -> Iterator[str]:
    yield (
        f"Đã nhận {total.received}/{total.expected} báo cáo (đúng hạn {total.on_time}, trễ hạn {total.late}, "
        f"chưa gửi {total.missing}); {total.settled}/{total.owed} nội dung đầy đủ."
    )
    yield (
        f"Lỗi còn mở: {total.open_errors} (đã quyết định {total.errors - total.open_errors}); "
        f"cảnh báo: {total.warnings}; ghi nhận: {total.notes}. Tính đến ngày {format_date(completeness.as_of)}."
    )


def short(completeness: Completeness) -> str:
    """One line a finding, for grep: severity agency item place: text [name of the finding]."""
    decided = completeness.decided_keys
    return "".join(f"{_short(found, found.key in decided)}\n" for found in completeness.findings)


def _short(found: Finding, decided: bool) -> str:
    mark = "decided" if decided and found.severity is Severity.ERROR else found.severity.value
    subject = " ".join(filter(None, (mark, found.agency or "-", found.measure or found.item or "-")))
    where = f" {found.location}" if found.location else ""
    return f"{subject}{where}: {found.wrong} [{found.code}]"


def as_json(completeness: Completeness, plan: Plan, registry: Registry) -> str:
    """The whole check as data. Only plan items have a key `code`: a finding's kind is `finding`."""
    decisions = {found.key: decision for found, decision in completeness.decided}
    data = {
        "plan": plan.id,
        "period": completeness.period,
        "as_of": completeness.as_of.isoformat(),
        "names": _names(plan),
        "totals": asdict(totals(completeness)),
        "agencies": [_agency(state) for state in completeness.agencies],
        "findings": [_finding(found, decisions.get(found.key), registry) for found in completeness.findings],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _names(plan: Plan) -> dict[str, str]:
    """What sections, items and measures are called, for programs that tell of their codes."""
    names = {section.section: section.title for section in plan.sections}
    names |= {item.code: shorten(item.text, 80, placeholder="…") for item in plan.items}
    return names | {measure.id: measure.name for item in plan.items for measure in item.measures}


def _agency(state: AgencyState) -> dict[str, object]:
    settled, owed = state.settled()
    return {
        "agency": state.agency,
        "name": state.name,
        "file": state.file or None,
        "received": state.received.isoformat() if state.received else None,
        "timeliness": state.timeliness.value,
        "owed": owed,
        "settled": settled,
        "optional": state.optional,
        "optional_answered": state.optional_answered,
        "states": {kind.value: number for kind, number in state.counts().items()},
        "cells": [_cell(cell) for cell in state.cells],
    }


def _cell(cell: OwedCell) -> dict[str, object]:
    owed = cell.obligation
    return {
        "section": cell.section,
        "item": owed.item,
        "measure": owed.measure or None,
        "level": owed.level,
        "role": owed.role.value,
        "state": cell.state.value,
        "overdue": cell.overdue,
        "accepted": cell.accepted,
        "location": cell.location.as_data(),
    }


def _finding(found: Finding, decision: Decision | None, registry: Registry) -> dict[str, object]:
    settled = {"decided": decision is not None, "decision": _decision(decision) if decision else None}
    return found.as_data(who(found, registry)) | settled


def _decision(decision: Decision) -> dict[str, object]:
    day = decision.day.isoformat() if decision.day else None
    return {"value": decision.value or None, "who": decision.who, "day": day, "why": decision.why}

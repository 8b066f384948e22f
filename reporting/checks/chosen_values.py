"""A value that an officer chose must be one that a sender could have typed: a slip here would go out signed."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from reporting.checks.figures import SHARES
from reporting.checks.matter import Matter, Row
from reporting.completeness import Decision
from reporting.findings import Finding
from reporting.forms.build import counts_things
from reporting.numbers import format_number
from reporting.overrides import chosen

COUNTED = ("reported", "total")


class ChosenValues:
    """Why a chosen value cannot be, by finding and decision."""

    def __init__(self, matter: Matter) -> None:
        self._rows = {(one.agency.code, row.obligation.row): row for one in matter.agencies for row in one.rows}

    def impossible(self, found: Finding, decision: Decision) -> str:
        """ "" when nothing speaks against it."""
        overrides = chosen(found, decision)
        values = {o.field: o.value for o in overrides if isinstance(o.value, Decimal)}
        row = self._rows.get((overrides[0].agency, overrides[0].row)) if values else None
        return _why(values, row) if row else ""


def _why(values: Mapping[str, Decimal], row: Row) -> str:
    if any(value < 0 for value in values.values()):
        return "số âm"
    whole = counts_things(row.measure)
    if any(value % 1 and (whole or field in COUNTED) for field, value in values.items()):
        return "số lượng có phần lẻ"
    top, bottom = (_value(name, values, row) for name in ("numerator", "denominator"))
    if row.kind in SHARES and top is not None and bottom is not None and top > bottom:
        return f"tử số {format_number(top)} lớn hơn mẫu số {format_number(bottom)}"
    return ""


def _value(name: str, values: Mapping[str, Decimal], row: Row) -> Decimal | None:
    quantity = getattr(row.answer, name) if row.answer else None
    return values.get(name, quantity.value if quantity else None)

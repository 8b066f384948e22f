"""Values that an officer chose in quyet_dinh.xlsx for a cell that is ambiguous, missing or contradicted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from reporting.completeness import Decision
from reporting.findings import Finding, finding
from reporting.location import Location
from reporting.numbers import Outcome, read_number
from reporting.returns import Status
from reporting.text import fold

FIELDS = ("numerator", "denominator", "reported", "total", "status")


@dataclass(frozen=True, slots=True)
class Override:
    """One chosen value. `row` is a form row (`I.1.b.07/1`, `…@commune`), `field` one of FIELDS;
    `location` is the cell of the decisions workbook, which is where the value now comes from."""

    agency: str
    row: str
    field: str
    value: Decimal | Status
    raw: str
    who: str
    location: Location


def overrides_of(decided: Iterable[tuple[Finding, Decision]]) -> tuple[tuple[Override, ...], tuple[Finding, ...]]:
    """The values chosen by decisions that apply (Completeness.decided), and what could not be read."""
    overrides: list[Override] = []
    problems: list[Finding] = []
    for found, decision in decided:
        if not decision.value:
            continue
        read = _read(found, decision)
        overrides += read
        if not read:
            problems.append(_unreadable(decision))
    return tuple(overrides), tuple(problems)


def _read(found: Finding, decision: Decision) -> tuple[Override, ...]:
    """One override per field that the chosen value fills; () when it cannot be understood."""
    if not found.agency or not (found.measure or found.item):
        return ()
    values = _values(found, decision.value)
    row = (found.measure or found.item) + ("@commune" if "commune" in found.subject else "")
    return tuple(
        Override(found.agency, row, field, value, decision.value, decision.who, decision.location)
        for field, value in values.items()
    )


def _values(found: Finding, text: str) -> dict[str, Decimal | Status]:
    """“85/100” fills both parts, a plain number the field that the finding names (else the numerator)."""
    status = _STATUSES.get(fold(text))
    if status:
        return {"status": status}
    if fold(text) in _YES_NO:
        return {"numerator": _YES_NO[fold(text)], "denominator": Decimal(1)}
    read = read_number(text)
    if read.outcome is not Outcome.NUMBER or read.value is None or read.percent:
        return {}
    if read.denominator is not None:
        return {"numerator": read.value, "denominator": read.denominator}
    return {next((f for f in FIELDS if f in found.subject), "numerator"): read.value}


_STATUSES = {fold(status.label): status for status in Status}
_YES_NO = {"co": Decimal(1), "khong": Decimal(0)}


def _unreadable(decision: Decision) -> Finding:
    return finding(
        "decision-value-unreadable",
        decision.location,
        subject=decision.key,
        key=decision.key,
        value=decision.value,
        expected="một số (1.234,5), tử số/mẫu số (85/100), Có hoặc Không, hoặc một trạng thái",
    )

"""Values that an officer chose in quyet_dinh.xlsx for a cell that is ambiguous, missing or contradicted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from reporting.completeness import Decision
from reporting.findings import Finding
from reporting.location import Location
from reporting.numbers import Outcome, read_number
from reporting.returns import Status
from reporting.text import fold

FIELDS = ("numerator", "denominator", "reported", "total", "status")
ACCEPTED = "một số (1.234,5), tử số/mẫu số (85/100), Có hoặc Không, hoặc một trạng thái thực hiện"


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


def overrides_of(decided: Iterable[tuple[Finding, Decision]]) -> tuple[Override, ...]:
    """The values chosen by the decisions that apply (`Completeness.decided`)."""
    return tuple(override for found, decision in decided for override in chosen(found, decision))


def chosen(found: Finding, decision: Decision) -> tuple[Override, ...]:
    """One override per field that the chosen value fills; () when none is chosen or it cannot be understood."""
    if not decision.value or not found.agency or not (found.measure or found.item):
        return ()
    row = (found.measure or found.item) + ("@commune" if "commune" in found.subject else "")
    return tuple(
        Override(found.agency, row, field, value, decision.value, decision.who, decision.location)
        for field, value in _values(found, decision.value).items()
    )


def _values(found: Finding, text: str) -> Mapping[str, Decimal | Status]:
    """“85/100” fills both parts, a plain number the field that the finding names (else the numerator)."""
    word = fold(text)
    if word in _STATUSES:
        return {"status": _STATUSES[word]}
    if word in _YES_NO:
        return {"numerator": _YES_NO[word], "denominator": Decimal(1)}
    read = read_number(text)
    if read.outcome is not Outcome.NUMBER or read.value is None or read.percent:
        return {}
    if read.denominator is not None:
        return {"numerator": read.value, "denominator": read.denominator}
    return {_field(found): read.value}


def _field(found: Finding) -> str:
    """The field that a finding is about: the last part of its subject; else the numerator."""
    named = found.subject.rpartition("/")[2].removesuffix("@commune")
    return _ALSO.get(named, named if named in FIELDS else "numerator")


# columns of the form that go by another name than the field they fill
_ALSO = {"communes": "total", "answer": "numerator"}


_STATUSES = {fold(status.label): status for status in Status}
_YES_NO = {"co": Decimal(1), "khong": Decimal(0)}

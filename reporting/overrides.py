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
ACCEPTED = (
    "ở lỗi về số liệu: một số (1234,5) hoặc tử số/mẫu số (85/100); ở câu hỏi Có/Không: Có hoặc Không; ở lỗi về trạng "
    "thái: một trạng thái thực hiện; ở lỗi khác: chỉ chấp nhận hoặc không"
)

# Where a number may be chosen, and where a status: a value typed elsewhere would be lost, or worse,
# land in a figure it was not meant for.
_NUMBERS = frozenset(
    {
        "figure-missing",
        "numerator-over-denominator",
        "negative-figure",
        "lead-below-parts",
        "lead-differs-from-parts",
        "lead-above-parts",
        "leads-differ",
        "cumulative-falls",
        "large-change",
        "communes-over",
        "communes-partial",
        "communes-unsaid",
        "row-conflict",
    }
)
_STATUSES_AT = frozenset(
    {
        "figure-missing",
        "item-silent",
        "status-missing",
        "status-unknown",
        "status-conflict",
        "not-arising-no-reason",
        "not-arising-with-figure",
        "done-without-evidence",
        "overdue",
        "row-conflict",
    }
)


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
    """One override per field that the chosen value fills; () when none is chosen, when it cannot be
    understood, or when this finding is not about a value."""
    if not decision.value or not found.agency or not (found.measure or found.item) or found.subject == SEVERAL:
        return ()
    row = (found.measure or found.item) + ("@commune" if "commune" in found.subject else "")
    return tuple(
        Override(found.agency, row, field, value, decision.value, decision.who, decision.location)
        for field, value in _values(found, decision.value).items()
    )


# The subject of a finding about several form rows at once: no single value can be chosen for them.
SEVERAL = "rows"


def _values(found: Finding, text: str) -> Mapping[str, Decimal | Status]:
    """“85/100” fills both parts, a plain number the field that the finding names (else the numerator)."""
    word = fold(text)
    if word in _STATUSES:
        return {"status": _STATUSES[word]} if found.code in _STATUSES_AT or _is_about_a_value(found) else {}
    if word in _YES_NO:
        return {"numerator": _YES_NO[word], "denominator": Decimal(1)} if _asks_yes_or_no(found) else {}
    read = read_number(text)
    if read.outcome is not Outcome.NUMBER or read.value is None or read.percent or not _takes_numbers(found):
        return {}
    fields = _fields(found)
    if read.denominator is not None:
        both = {"numerator": read.value, "denominator": read.denominator}
        return both if "numerator" in fields and ("kind", "count") not in found.params else {}
    return {fields[0]: read.value} if len(fields) == 1 and fields != ("status",) else {}


def _is_about_a_value(found: Finding) -> bool:
    return found.code.startswith("value-")


def _takes_numbers(found: Finding) -> bool:
    if found.code == "item-silent":
        return bool(found.measure)
    return (found.code in _NUMBERS or _is_about_a_value(found)) and not _asks_yes_or_no(found)


def _asks_yes_or_no(found: Finding) -> bool:
    """“Có” typed where a number is asked most likely means "accepted": it is never read as 1."""
    if found.code == "yes-no-unknown" or found.subject.endswith("/answer"):
        return True
    return found.code in ("figure-missing", "item-silent") and ("kind", "units") in found.params


def _fields(found: Finding) -> tuple[str, ...]:
    """The fields that a finding is about: those it calls missing, else the last part of its subject,
    else the numerator. Where two are missing a plain number would be half a figure."""
    missing = dict(found.params).get("fields", "").split()
    if missing:
        return tuple(missing)
    named = found.subject.rpartition("/")[2].removesuffix("@commune")
    return (_ALSO.get(named, named if named in FIELDS else "numerator"),)


# columns of the form that go by another name than the field they fill
_ALSO = {"communes": "total", "answer": "numerator"}


_STATUSES = {fold(status.label): status for status in Status}
_YES_NO = {"co": Decimal(1), "khong": Decimal(0)}

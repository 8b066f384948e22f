"""Values that an officer chose in quyet_dinh.xlsx for a cell that is ambiguous, missing or contradicted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from reporting.codes import Choice
from reporting.completeness import Decision, fingerprint
from reporting.findings import Finding
from reporting.location import Location
from reporting.numbers import Outcome, read_number
from reporting.returns import Status
from reporting.text import fold, path_of, same_file

ACCEPTED = (
    "ở lỗi về số liệu: một số (1234,5) hoặc tử số/mẫu số (85/100); ở câu hỏi Có/Không: Có hoặc Không; ở lỗi về trạng "
    "thái: một trạng thái thực hiện; ở lỗi có nhiều bản cùng lần gửi: tên tệp được tính; ở lỗi khác: chỉ chấp nhận hoặc "
    "không"
)


@dataclass(frozen=True, slots=True)
class ChosenValue:
    """One chosen value. `row` is a form row (`I.1.b.07/1`, `…@commune`), `field` a part of its answer;
    `location` is the cell of the decisions workbook, which is where the value now comes from."""

    agency: str
    row: str
    field: str
    value: Decimal | Status
    raw: str
    who: str
    location: Location


def chosen_values(decided: Iterable[tuple[Finding, Decision]]) -> tuple[ChosenValue, ...]:
    """The values chosen by the decisions that apply (`Completeness.decided`)."""
    return tuple(override for found, decision in decided for override in chosen(found, decision))


def chosen(found: Finding, decision: Decision) -> tuple[ChosenValue, ...]:
    """One override per field that the chosen value fills; () when none is chosen, when it cannot be
    understood, or when it is not what may be chosen for this finding."""
    if not decision.value or not found.agency or not found.form_row:
        return ()
    return tuple(
        ChosenValue(found.agency, found.form_row, field, value, decision.value, decision.who, decision.location)
        for field, value in _values(found, decision.value).items()
    )


def files_in_question(found: Finding) -> tuple[str, ...]:
    """The files that an officer may choose among; () where the finding is not about that."""
    if Choice.FILE not in found.entry.choices:
        return ()
    return tuple(place.file for place in (found.location, *found.related) if not place.sheet)


def chosen_file(found: Finding, decision: Decision) -> str:
    """The one file that the chosen value names, perhaps without folder or extension; "" when it names none."""
    written = path_of(decision.value)
    named = [file for file in files_in_question(found) if same_file(written, path_of(file))]
    return named[0] if len(named) == 1 else ""


def decision_on(found: Finding, decisions: Iterable[Decision], period: str) -> Decision | None:
    """The decision that settles a finding already when returns are chosen: complete, on the present values, one."""
    mark = fingerprint(found, period)
    rows = {d for d in decisions if d.key == found.key and not d.lacks(period) and d.fingerprint in ("", mark)}
    said = {(d.accepted, d.value, d.who, d.day, d.why) for d in rows}
    return next(iter(rows)) if len(said) == 1 else None


def _values(found: Finding, text: str) -> Mapping[str, Decimal | Status]:
    """“85/100” fills both parts, a plain number the one column in question: where two are, it would be half a
    figure. “Có” typed where a number is asked most likely means "accepted": it is never read as 1."""
    word, choices, columns = fold(text), found.entry.choices, found.fields or found.asked[:1]
    if word in _STATUSES:
        about_text = found.fields and not _FIELD_OF.keys() & set(columns)
        return {"status": _STATUSES[word]} if Choice.STATUS in choices and not about_text else {}
    if word in _YES_NO:
        takes = Choice.YES_NO in choices and "answer" in columns
        return {"numerator": _YES_NO[word], "denominator": Decimal(1)} if takes else {}
    read = read_number(text)
    numbers = tuple(column for column in columns if column in _NUMBERS) if Choice.NUMBER in choices else ()
    if read.outcome is not Outcome.NUMBER or read.value is None or read.percent:
        return {}
    if read.denominator is not None:
        both = {"numerator": read.value, "denominator": read.denominator}
        return both if "numerator" in numbers and "denominator" in found.asked else {}
    return {_FIELD_OF[numbers[0]]: read.value} if len(numbers) == 1 else {}


# column of the form → field of an answer that a chosen value fills
_FIELD_OF = {
    "numerator": "numerator",
    "denominator": "denominator",
    "reported": "reported",
    "communes": "total",
    "answer": "numerator",
    "status": "status",
}
_NUMBERS = ("numerator", "denominator", "reported", "communes")
_STATUSES = {fold(status.label): status for status in Status}
_YES_NO = {"co": Decimal(1), "khong": Decimal(0)}

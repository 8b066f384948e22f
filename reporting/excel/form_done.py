"""When a row of the form is complete: the formula in its last column, and what it says of given answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from reporting.forms import layout
from reporting.forms.form import FormRow
from reporting.plan import MeasureKind
from reporting.returns import Status

_RATIOS = (MeasureKind.RATIO, MeasureKind.UNITS)


def has_rate(row: FormRow) -> bool:
    """Whether the form shows a percentage of this row's two numbers."""
    return row.obligation is not None and row.obligation.answer in _RATIOS and "denominator" in row.fill


def rate_formula(top: str, bottom: str) -> str:
    return f"=IF(AND(ISNUMBER({top}),ISNUMBER({bottom})),IF({bottom}<>0,ROUND({top}/{bottom}*100,2),-1),-1)"


def rate_now(answers: Any) -> float:
    """The formula's result; -1 (shown as nothing) while a part is missing, because an empty text
    stored as a result looks like a formula that was never calculated."""
    top, bottom = answers.get("numerator"), answers.get("denominator")
    numbers = all(isinstance(part, (int, float, Decimal)) for part in (top, bottom))
    return round(float(top) / float(bottom) * 100, 2) if numbers and bottom else -1


def done_formula(row: FormRow, cell: Mapping[str, str]) -> str:
    """1 when the row would be complete: valid figure (or status) and evidence, or not arising with a reason. What the
    reader would refuse is not done: words for a number, a part above its whole, a fraction of what is counted.
    `cell`: addresses by column key."""
    given = [rule for key in _NUMBERS if key in row.fill for rule in _valid_number(cell[key], row.whole)]
    given += [f"N({cell['numerator']})<=N({cell['denominator']})"] if has_rate(row) else []
    given += [_one_of(cell["answer"], _YES_NO)] if "answer" in row.fill else []
    given = given or [_one_of(cell["status"], _STATUSES)]
    excused = f'{cell["status"]}="{Status.NOT_STARTED.label}"'
    if "answer" in row.fill:
        excused += f',{cell["answer"]}="{layout.NO}"'
    proof = [] if "reported" in row.fill else [f'OR(TRIM({cell["evidence"]})<>"",{excused})']
    reason = f'IF(TRIM({cell["note"]}&{cell["narrative"]})<>"",1,0)'
    return f'=IF({cell["status"]}="{Status.NOT_ARISING.label}",{reason},IF(AND({",".join(given + proof)}),1,0))'


_NUMBERS = ("numerator", "denominator")
_YES_NO = (layout.YES, layout.NO)
_STATUSES = tuple(status.label for status in Status)


def _valid_number(cell: str, whole: bool) -> tuple[str, ...]:
    return (f"ISNUMBER({cell})", f"N({cell})>=0", *((f"N({cell})=INT(N({cell}))",) if whole else ()))


def _one_of(cell: str, words: Iterable[str]) -> str:
    return "OR(" + ",".join(f'{cell}="{word}"' for word in words) + ")"


def is_done(row: FormRow, answers: Any) -> bool:
    """What the form's own formula in the last column says of a row."""
    given = {key for key, value in answers.items() if str(value if value is not None else "").strip()}
    status = answers.get("status")
    status = status.label if isinstance(status, Status) else status
    if status == Status.NOT_ARISING.label:
        return bool(given & {"note", "narrative"})
    proven = "evidence" in given or status == Status.NOT_STARTED.label or answers.get("answer") == layout.NO
    return _answered(row, answers, status) and ("reported" in row.fill or proven)


def _is_valid(value: object, whole: bool) -> bool:
    number = isinstance(value, (int, float, Decimal)) and not isinstance(value, bool)
    return number and value >= 0 and not (whole and value % 1)  # type: ignore[operator]


def _answered(row: FormRow, answers: Any, status: str | None) -> bool:
    asked = [key for key in _NUMBERS if key in row.fill]
    values = [answers.get(key) for key in asked]
    if "answer" not in row.fill and not asked:
        return status in _STATUSES
    if not all(_is_valid(value, row.whole) for value in values):
        return False
    above = has_rate(row) and answers["numerator"] > answers["denominator"]
    return not above and ("answer" not in row.fill or answers.get("answer") in _YES_NO)

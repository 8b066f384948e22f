"""When a row of the form is complete: the formula in its last column, and what it says of given answers."""

from __future__ import annotations

from collections.abc import Mapping
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
    """1 when the row would be complete: figure (or status) and evidence, or not arising with a reason.
    `cell`: addresses by column key."""
    figures = [cell[key] for key in ("numerator", "denominator", "answer") if key in row.fill]
    given = [f'{one}<>""' for one in figures] or [f'{cell["status"]}<>""']
    excused = f'{cell["status"]}="{Status.NOT_STARTED.label}"'
    if "answer" in row.fill:
        excused += f',{cell["answer"]}="{layout.NO}"'
    proof = [] if "reported" in row.fill else [f'OR({cell["evidence"]}<>"",{excused})']
    reason = f'IF({cell["note"]}&{cell["narrative"]}<>"",1,0)'
    return f'=IF({cell["status"]}="{Status.NOT_ARISING.label}",{reason},IF(AND({",".join(given + proof)}),1,0))'


def is_done(row: FormRow, answers: Any) -> bool:
    """What the form's own formula in the last column says of a row."""
    given = {key for key, value in answers.items() if value not in (None, "")}
    status = answers.get("status")
    status = status.label if isinstance(status, Status) else status
    if status == Status.NOT_ARISING.label:
        return bool(given & {"note", "narrative"})
    asked = row.fill & {"numerator", "denominator", "answer"} or {"status"}
    proven = "evidence" in given or status == Status.NOT_STARTED.label or answers.get("answer") == layout.NO
    return asked <= given and ("reported" in row.fill or proven)

"""Last period's answers as one short text each: shown in grey beside the cells to fill."""

from __future__ import annotations

from reporting.numbers import format_number, format_percent
from reporting.plan import MeasureKind, Plan
from reporting.returns import Answer, Return

_LENGTH = 80


def previous_texts(returned: Return, plan: Plan) -> dict[str, str]:
    """Row code → what was answered: "12/15 (80%)", "02", "Có", "Đang thực hiện: …"."""
    texts = {answer.row: _text(answer, plan) for answer in returned.answers}
    return {row: text for row, text in texts.items() if text}


def _text(answer: Answer, plan: Plan) -> str:
    figure = _figure(answer, plan)
    if figure:
        summed = answer.numerator.repair if answer.numerator and answer.numerator.added else ""
        return f"{figure}, {summed}" if summed else figure
    status = answer.status.label if answer.status else ""
    narrative = answer.narrative.text.split("\n")[0] if answer.narrative and not answer.measure else ""
    text = ": ".join(filter(None, (status, narrative)))
    return text if len(text) <= _LENGTH else text[: _LENGTH - 1].rstrip() + "…"


def _figure(answer: Answer, plan: Plan) -> str:
    if answer.numerator is None:
        return ""
    measure = plan.measure(answer.measure)
    if measure and measure.kind is MeasureKind.UNITS and answer.numerator.raw and not answer.numerator.raw[0].isdigit():
        return answer.numerator.raw
    top = format_number(answer.numerator.value)
    if answer.denominator is None:
        return top
    bottom = answer.denominator.value
    rate = f" ({format_percent(answer.numerator.value / bottom * 100)})" if bottom and _is_ratio(measure) else ""
    return f"{top}/{format_number(bottom)}{rate}"


def _is_ratio(measure: object) -> bool:
    return getattr(measure, "kind", None) in (MeasureKind.RATIO, MeasureKind.UNITS)

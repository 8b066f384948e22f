"""What each agency brings to each item: its obligations joined with its answers and an officer's choices."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from reporting.agencies import Agency, Registry
from reporting.chosen_values import ChosenValue
from reporting.consolidation import Source
from reporting.findings import Finding, finding
from reporting.obligations import Campaign, Obligation, Roster
from reporting.plan import MeasureKind
from reporting.returns import Answer, Quantity, Return, Status

_ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class AnswerPart:
    """One form row of one agency. `numerator` and `denominator` are set when the row brings a usable
    figure: both of a ratio, never half of one."""

    obligation: Obligation
    answer: Answer | None = None
    status: Status | None = None
    status_source: Source | None = None
    numerator: Source | None = None
    denominator: Source | None = None
    reported: Source | None = None
    total: Decimal | None = None

    @property
    def agency(self) -> str:
        return self.obligation.agency

    @property
    def usable(self) -> bool:
        return self.numerator is not None

    @property
    def not_arising(self) -> bool:
        return self.status is Status.NOT_ARISING

    @property
    def settled(self) -> bool:
        """What counts as an answer to the measure: a figure, a milestone's status, or "không phát sinh"."""
        milestone = self.obligation.answer is MeasureKind.MILESTONE and self.status is not None
        return self.usable or milestone or self.not_arising

    @property
    def answered(self) -> bool:
        """A figure, a status, or any text: what counts as an answer to the item."""
        return self.usable or self.status is not None or bool(self.answer and not self.answer.empty)


def one_each(returns: Iterable[Return], registry: Registry) -> tuple[Return, ...]:
    """One return per agency, in registry order. Which of several versions counts is decided before;
    should two still come, the later in (sequence, digest, file) counts once, whatever the order."""
    kept = {r.agency: r for r in sorted(returns, key=lambda r: (r.sequence, r.digest, r.file))}
    order = {agency.code: place for place, agency in enumerate(registry.agencies)}
    return tuple(sorted(kept.values(), key=lambda r: (order.get(r.agency, len(order)), r.agency)))


def parts_by_item(
    campaign: Campaign, returns: Iterable[Return], choices: Iterable[ChosenValue] = ()
) -> tuple[dict[str, tuple[AnswerPart, ...]], tuple[Finding, ...]]:
    """Item code → its parts in registry order, expected agencies without a return among them; and a
    finding for every answered row that the plan does not give to its sender."""
    sent = {r.agency: r for r in returns}
    chosen = {(o.agency, o.row, o.field): o for o in choices}
    grouped: dict[str, list[AnswerPart]] = {item.code: [] for item in campaign.plan.items}
    stray: list[Finding] = []
    for agency in campaign.registry.agencies:
        if agency.code not in sent and agency.code not in campaign.expected:
            continue
        answers = {a.row: a for a in sent[agency.code].answers} if agency.code in sent else {}
        rows = campaign.owed(agency)
        for obligation in rows:
            grouped[obligation.item].append(_part(obligation, answers.get(obligation.row), chosen, campaign.roster))
        stray += _not_asked(answers, {row.row for row in rows}, agency)
    return {item: tuple(parts) for item, parts in grouped.items()}, tuple(stray)


def _not_asked(answers: Mapping[str, Answer], asked: set[str], agency: Agency) -> Iterator[Finding]:
    for row, answer in answers.items():
        if row not in asked and not answer.empty:
            yield finding("answer-not-asked", answer.location, agency=agency.code, subject=row, name=agency.label)


_Chosen = Mapping[tuple[str, str, str], ChosenValue]


def _part(obligation: Obligation, answer: Answer | None, chosen: _Chosen, roster: Roster) -> AnswerPart:
    status, status_source = _status(obligation, answer, chosen)
    numbers = {
        name: _number(obligation, answer, name, chosen) for name in ("numerator", "denominator", "reported", "total")
    }
    if status is Status.NOT_ARISING and status_source and not status_source.decided_by:
        # a number that an officer chose holds against the sender's "không phát sinh"
        status = None if any(source and source.decided_by for source in numbers.values()) else status
    numerator, denominator = _figure(obligation, status, status_source, numbers)
    total = numbers["total"]
    known = roster.communes(obligation.agency) if obligation.level == "commune" else 0
    return AnswerPart(
        obligation,
        answer,
        status,
        status_source,
        numerator,
        denominator,
        numbers["reported"],
        Decimal(known) if known else total.value if total else None,
    )


def _number(obligation: Obligation, answer: Answer | None, name: str, chosen: _Chosen) -> Source | None:
    override = chosen.get((obligation.agency, obligation.row, name))
    if override and isinstance(override.value, Decimal):
        return Source(
            obligation.agency, override.location, override.value, override.raw, obligation.level, override.who
        )
    quantity: Quantity | None = getattr(answer, name) if answer else None
    if quantity is None:
        return None
    where, level = quantity.location, obligation.level
    return Source(obligation.agency, where, quantity.value, quantity.raw, level, below=quantity.below)


def _status(obligation: Obligation, answer: Answer | None, chosen: _Chosen) -> tuple[Status | None, Source | None]:
    override = chosen.get((obligation.agency, obligation.row, "status"))
    if override and isinstance(override.value, Status):
        source = Source(
            obligation.agency, override.location, None, override.value.label, obligation.level, override.who
        )
        return override.value, source
    if answer is None or answer.status is None:
        return None, None
    return answer.status, Source(obligation.agency, answer.status_at, None, answer.status.label, obligation.level)


_Numbers = Mapping[str, Source | None]


def _figure(
    obligation: Obligation, status: Status | None, status_source: Source | None, numbers: _Numbers
) -> tuple[Source | None, Source | None]:
    """(numerator, denominator) of a usable figure, or (None, None). "Không phát sinh" brings none."""
    if obligation.answer is None or status is Status.NOT_ARISING:
        return None, None
    top, bottom = numbers["numerator"], numbers["denominator"]
    if obligation.answer is MeasureKind.COUNT:
        return top, None
    if obligation.answer in (MeasureKind.RATIO, MeasureKind.DECREASE):
        return (top, bottom) if top and bottom else (None, None)
    if obligation.answer is MeasureKind.MILESTONE and top is None:
        return _milestone(status, status_source) if obligation.level == "own" else (None, None)
    return _units(obligation, top, bottom or numbers["reported"] or numbers["total"])


def _units(obligation: Obligation, top: Source | None, bottom: Source | None) -> tuple[Source | None, Source | None]:
    """Yes or no of one unit (1 or 0 over 1), of an agency's communes (yes over those that reported), or
    the lead's list for the whole province, which brings its own denominator."""
    if top is None:
        return None, None
    if bottom is None and (obligation.level == "commune" or obligation.total):
        return None, None
    return top, bottom or _like(top, _ONE)


def _milestone(status: Status | None, source: Source | None) -> tuple[Source | None, Source | None]:
    if status is None or source is None:
        return None, None
    return _like(source, _ONE if status is Status.DONE else Decimal(0)), _like(source, _ONE)


def _like(source: Source, value: Decimal) -> Source:
    return Source(source.agency, source.location, value, source.raw, source.level, source.decided_by)

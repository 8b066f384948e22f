"""returns → Consolidation: per plan item the agreed figures, texts and evidence, each with its sources."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from reporting.chosen_values import ChosenValue
from reporting.consolidation import (
    Consolidation,
    Coverage,
    Evidence,
    Figure,
    ItemResult,
    MeasureResult,
    Narrative,
    Source,
    TopicResult,
)
from reporting.findings import Finding
from reporting.forms.statistics import NO_STATISTICS, Statistics
from reporting.merge.measures import asked, findings_of, measure_result
from reporting.merge.narratives import merged, reasons, said
from reporting.merge.parts import AnswerPart, one_each, parts_by_item
from reporting.merge.statistics import statistic_results
from reporting.merge.statuses import responsible, said_by_agency
from reporting.obligations import Campaign
from reporting.plan import Item, Role
from reporting.returns import Return


def consolidate(
    campaign: Campaign,
    returns: Iterable[Return],
    *,
    previous: Consolidation | None = None,
    choices: Iterable[ChosenValue] = (),
    statistics: Statistics = NO_STATISTICS,
) -> tuple[Consolidation, tuple[Finding, ...]]:
    """One result per plan item, in plan order, whatever the order of the returns.

    `previous` gives last period's figures and statuses; `choices` are values that an officer chose
    (`chosen_values`); `statistics`: the job's forms beside the plan. Findings: rows answered but not asked, denominators of zero, leads that differ.
    """
    counted = one_each(returns, campaign.registry)
    parts, findings = parts_by_item(campaign, counted, tuple(choices))
    items = []
    for item in campaign.plan.items:
        result, found = _item(item, parts[item.code], campaign, previous)
        items.append(result)
        findings += found
    return Consolidation(
        campaign.period.id,
        tuple(items),
        _assessments(counted),
        tuple((r.agency, row) for r in counted for row in r.free_rows),
        statistic_results(statistics, counted, campaign, items),
        _topics(counted),
        tuple(r.agency for r in counted),
    ), findings


def _item(
    item: Item, parts: tuple[AnswerPart, ...], campaign: Campaign, previous: Consolidation | None
) -> tuple[ItemResult, tuple[Finding, ...]]:
    lead = responsible(item, parts)
    before = previous.item(item.code) if previous else None
    earlier = {m.measure: _earlier(m, previous) for m in before.measures} if before and previous else {}
    tasks = [asked(measure, parts, lead) for measure in item.measures]
    statuses = said_by_agency(parts)
    status, source = next(((status, source) for agency, status, source in statuses if agency == lead), (None, None))
    result = ItemResult(
        item.code,
        status,
        source,
        before.status if before else None,
        tuple(measure_result(t, campaign.period, lead, earlier.get(t.measure.id), status, item.due) for t in tasks),
        said(parts, lead),
        _evidence(parts, lead),
        tuple((agency, status) for agency, status, _ in statuses),
        reasons(parts, lead),
        _coverage(parts),
        tuple(source for _, _, source in statuses if source),
    )
    return result, tuple(found for task in tasks for found in findings_of(task, campaign.registry))


def _earlier(result: MeasureResult, previous: Consolidation) -> Figure | None:
    """Last period's figure under an id of its own, so that provenance never mixes the two."""
    return replace(result.figure, id=f"{result.figure.id}@{previous.period}") if result.figure else None


def _evidence(parts: Sequence[AnswerPart], lead: str) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(
            part.answer.evidence.printed,
            part.agency,
            Source(part.agency, part.answer.evidence.location, None, part.answer.evidence.text, part.obligation.level),
            part.obligation.measure,
        )
        for part in sorted(parts, key=lambda part: part.agency != lead)
        if part.answer and part.answer.evidence
    )


def _coverage(parts: Sequence[AnswerPart]) -> Coverage:
    """Of the agencies that owe the item, who said anything about it."""
    owing = tuple(dict.fromkeys(p.agency for p in parts if p.obligation.required))
    spoke = {p.agency for p in parts if p.obligation.required and p.answered}
    missing = tuple(agency for agency in owing if agency not in spoke)
    return Coverage(len(owing) - len(missing), len(owing), missing)


def _assessments(returns: Sequence[Return]) -> tuple[tuple[str, tuple[Narrative, ...]], ...]:
    keys = sorted({key for r in returns for key in r.assessment})
    return tuple((key, merged(_assessed(key, returns))) for key in keys)


def _assessed(key: str, returns: Sequence[Return]) -> list[Narrative]:
    texts = [(r.agency, r.assessment[key]) for r in returns if key in r.assessment]
    return [
        Narrative(text.printed, Role.IMPLEMENT, (Source(agency, text.location, None, text.text),))
        for agency, text in texts
        if text.text
    ]


def _topics(returns: Sequence[Return]) -> tuple[TopicResult, ...]:
    return tuple(
        TopicResult(
            topic.section,
            sent.agency,
            *(
                Source(sent.agency, text.location, None, text.printed) if text else None
                for text in (topic.result, topic.documents, topic.limits)
            ),
        )
        for sent in returns
        for topic in sent.topics
    )

"""A task or duty in one paragraph: the lead's result, who took part, and the status where it says something."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reporting.compose.figures import answering, count_run, counted
from reporting.compose.gaps import missing_report
from reporting.compose.grammar import as_prose, concise, due_words, join_names, short_title, soften, without_stop
from reporting.compose.material import UNITS, Material
from reporting.compose.runs import Runs, after_colon, joined, paragraph, say, sentence
from reporting.compose.statements import lead_of, told
from reporting.consolidation import ItemResult, Source
from reporting.document import Paragraph
from reporting.plan import DueKind, Item, ItemKind, Role, holders
from reporting.returns import Status
from reporting.text import fold

_MANY = 2
_SHARED = 3


def task_paragraph(item: Item, material: Material, words: int, heading: str = "") -> Paragraph:
    """`- <task>: <lead's result> (<documents>). <who shares it>. <status>.`

    A duty's result that begins with whose it is stands by itself; under a heading that names the agency
    (part III) every result does, without the name.
    """
    result = material.result(item)
    narrative, sources = told(item, result, material, words)
    named = _names_lead(heading, item, result, material)
    if named:
        narrative = _without_subject(narrative, material.name(lead_of(item, result)))
    sentences = [
        narrative or _nothing_told(item, result, material),
        together(item, result, material),
        _shared(item, result, material),
        _status(item, result, material),
    ]
    words_said = joined(sentences, " ")
    bare = bool(narrative) and (
        named or item.kind is ItemKind.DUTY and _begins_with_lead(item, result, narrative, material)
    )
    return paragraph(
        f"{item.code}/result",
        "- " if bare else f"- {short_title(item.text)}: ",
        words_said if bare else after_colon(words_said),
        sources=(*sources, *((result.status_source,) if result.status_source else ())),
    )


def _names_lead(heading: str, item: Item, result: ItemResult, material: Material) -> bool:
    agency = material.registry.agency(lead_of(item, result))
    return agency is not None and any(name and fold(name) in fold(heading) for name in (agency.name, agency.short_name))


def _begins_with_lead(item: Item, result: ItemResult, narrative: Runs, material: Material) -> bool:
    lead = lead_of(item, result)
    return bool(lead) and narrative[0].text.startswith(material.name(lead))


def _without_subject(runs: Runs, name: str) -> Runs:
    if not runs or not runs[0].text.startswith(f"{name} "):
        return runs
    return sentence(runs[0].text[len(name) + 1 :], runs[1:])


def _nothing_told(item: Item, result: ItemResult, material: Material) -> Runs:
    """Without the lead's words: the gap, that nothing arose, or nothing (the counts then speak)."""
    lead = lead_of(item, result)
    missing = (lead,) if lead in result.coverage.missing else result.coverage.missing
    if missing and (lead or not result.coverage.answered):
        return sentence(missing_report(missing, material))
    if result.status is Status.NOT_ARISING:
        return sentence("trong kỳ không phát sinh", _reason(result))
    if result.status is None and not result.statuses and not result.narratives:
        return sentence(missing_report(missing or tuple(filter(None, (lead,))), material))
    if result.status is Status.DONE and lead:
        return say(f"{material.name(lead)} báo cáo đã hoàn thành.")
    return ()


def _reason(result: ItemResult) -> str:
    text = as_prose(result.reasons[0].text) if result.reasons else ""
    return f" ({without_stop(concise(text, 30)[0])})" if text else ""


def together(item: Item, result: ItemResult, material: Material) -> Runs:
    """Those who share the item: implementers by status; coordinating agencies by name or number where the
    outline wants them in the text (their results stand in the annex)."""
    lead = lead_of(item, result)
    statuses = [(agency, status) for agency, status in result.statuses if agency != lead]
    implementers = set(holders(item, Role.IMPLEMENT, material.registry))
    doing = [(agency, status) for agency, status in statuses if agency in implementers]
    if len(implementers) > _MANY:
        return _implementers(item, result, doing, material)
    beside = [agency for agency, status in statuses if status is not Status.NOT_ARISING]
    limit = material.outline.limits.coordinating
    if not beside or not limit:
        return ()
    if len(beside) <= limit:
        return say(f"Phối hợp thực hiện: {join_names(material.names(beside))}.")
    figure = counted(f"{item.code}#phoi_hop", _cells(result, beside))
    return sentence("Có ", count_run(figure), f" {UNITS} phối hợp báo cáo kết quả")


def _implementers(item: Item, result: ItemResult, doing: Sequence[tuple[str, Status]], material: Material) -> Runs:
    if not doing:
        return ()
    owing = len(_expected(item, material))
    spoke = counted(f"{item.code}#bao_cao", _cells(result, [agency for agency, _ in doing]))
    number = say(count_run(spoke, prose=False), f"/{owing} {UNITS} ")
    present = [status for status in Status if any(said is status for _, said in doing)]
    if len(present) == 1:
        words = say(number, _DOING[present[0]])
    else:
        counts = [_counted_status(item, result, doing, status) for status in present]
        words = say("có ", number, "báo cáo kết quả, trong đó ", joined(counts, ", "))
    return sentence(words, missing_implementers(item, doing, material))


def _shared(item: Item, result: ItemResult, material: Material) -> Runs:
    """What several implementers report in the same words, with their number."""
    if lead_of(item, result):
        return ()
    common = max(result.narratives, key=lambda n: len(n.agencies), default=None)
    if common is None or len(common.agencies) < _SHARED:
        return ()
    text, _ = concise(as_prose(common.text), material.outline.limits.narrative_words)
    first = {source.agency: source for source in reversed(common.sources)}
    figure = counted(f"{item.code}#cung_noi_dung", (first[agency] for agency in common.agencies))
    return say("Kết quả phổ biến: ", soften(without_stop(text)), " (", count_run(figure), f" {UNITS}).")


def missing_implementers(item: Item, doing: Iterable[tuple[str, Status]], material: Material) -> Runs:
    spoke = {agency for agency, _ in doing}
    silent = [agency for agency in _expected(item, material) if agency not in spoke]
    if not material.draft:
        silent = [agency for agency in silent if agency not in material.silent]  # named at the report's head
    return say("; ", missing_report(silent, material)) if silent else ()


def _expected(item: Item, material: Material) -> tuple[str, ...]:
    """Implementers that send a return of their own."""
    senders = {agency.code for agency in material.registry.expected()}
    return tuple(code for code in holders(item, Role.IMPLEMENT, material.registry) if code in senders)


_DOING = {
    Status.DONE: "đã hoàn thành",
    Status.ONGOING: "đang thực hiện",
    Status.NOT_STARTED: "chưa thực hiện",
    Status.NOT_ARISING: "không phát sinh",
}


def _counted_status(item: Item, result: ItemResult, doing: Sequence[tuple[str, Status]], status: Status) -> Runs:
    agencies = [agency for agency, said in doing if said is status]
    if not agencies:
        return ()
    figure = counted(f"{item.code}#{status.value}", _cells(result, agencies))
    return say(count_run(figure), f" {UNITS} {_DOING[status]}")


def _cells(result: ItemResult, agencies: Sequence[str]) -> tuple[Source, ...]:
    """For each agency one cell that shows that it answered: its status, else its text."""
    cells = (*result.status_sources, *(s for n in (*result.narratives, *result.reasons) for s in n.sources))
    return tuple(answering(agency, (s for s in cells if s.agency == agency)) for agency in agencies)


def _status(item: Item, result: ItemResult, material: Material) -> Runs:
    """Only what the section's count of statuses does not already say: done (in this period), not
    begun, overdue, or still open with a date set."""
    overdue = item.code in material.overdue
    match result.status:
        case Status.DONE:
            newly = result.previous_status not in (None, Status.DONE)
            return say("Nhiệm vụ đã hoàn thành trong kỳ." if newly else "Nhiệm vụ đã hoàn thành.")
        case Status.NOT_STARTED:
            return say(f"Nhiệm vụ chưa được triển khai{_late(item, overdue)}.")
        case Status.ONGOING if item.due.kind is DueKind.DATE or overdue:
            return say(f"Nhiệm vụ đang thực hiện{_late(item, overdue)}.")
    return ()


def _late(item: Item, overdue: bool) -> str:
    if overdue:
        return f", đã quá thời hạn: {soften(due_words(item.due))}"
    return f", thời hạn: {soften(due_words(item.due))}" if item.due.kind is DueKind.DATE else ""

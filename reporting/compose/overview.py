"""Counts at the head of the report and of its sections: how much is done, reached, still open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from reporting.compose.figures import answering, count_run, counted
from reporting.compose.gaps import missing_report
from reporting.compose.grammar import join_names
from reporting.compose.material import UNITS, Material
from reporting.compose.runs import Runs, joined, paragraph, say, sentence
from reporting.consolidation import Figure, ItemResult, Source, Verdict
from reporting.document import Paragraph, Run
from reporting.location import Location
from reporting.numbers import format_count, format_date
from reporting.plan import Item, ItemKind
from reporting.returns import Status

_STATUS_WORDS = {
    Status.DONE: "đã hoàn thành",
    Status.ONGOING: "đang thực hiện",
    Status.NOT_STARTED: "chưa triển khai",
    Status.NOT_ARISING: "không phát sinh trong kỳ",
}
_ALL_WORDS = {
    Status.DONE: "đã hoàn thành",
    Status.ONGOING: "đang được triển khai thực hiện",
    Status.NOT_STARTED: "chưa được triển khai",
    Status.NOT_ARISING: "không phát sinh trong kỳ",
}
_VERDICT_WORDS = {Verdict.MET: "đạt", Verdict.EXCEEDED: "vượt", Verdict.NOT_MET: "chưa đạt"}


def report_overview(id: str, material: Material) -> tuple[Paragraph, ...]:
    """Who reported; targets judged; tasks by status; where the details stand."""
    items = material.plan.items
    sentences = (
        _senders(id, material),
        _targets_judged([i for i in items if i.kind is ItemKind.TARGET], material, id),
        _tasks_by_status([i for i in items if i.kind is ItemKind.TASK], material, id, whole=True),
        _annexes(material),
    )
    runs = joined(sentences, " ")
    return (paragraph(f"{id}/overview", runs),) if runs else ()


def section_overview(id: str, items: Sequence[Item], material: Material) -> tuple[Paragraph, ...]:
    """One sentence or two before a section's items."""
    targets = [item for item in items if item.kind is ItemKind.TARGET]
    tasks = [item for item in items if item.kind is not ItemKind.TARGET]
    sentences = (
        _span(material) if targets else (),
        _tasks_by_status(tasks, material, id) if tasks else (),
    )
    runs = joined(sentences, " ")
    return (paragraph(f"{id}/overview", runs),) if runs else ()


def _span(material: Material) -> Runs:
    start, end = format_date(material.period.start), format_date(material.period.cutoff)
    if material.accumulates:
        return say(
            f"Số liệu trong kỳ tính từ ngày {start} đến ngày {end}; số liệu lũy kế tính từ ngày {material.whole_start} "
            f"đến ngày {end}, cụ thể như sau:"
        )
    kind = "lũy kế" if material.period.cumulative else "trong kỳ,"
    return say(f"Số liệu tính {kind} từ ngày {start} đến ngày {end}, cụ thể như sau:")


def _senders(id: str, material: Material) -> Runs:
    states = material.completeness.agencies
    if not states:
        return ()
    sent = [Source(state.agency, Location(state.file), raw=state.name) for state in states if state.sent]
    silent = [state.agency for state in states if not state.sent]
    figure = counted(f"{id}/overview#don_vi", sent)
    runs = say("Kết quả dưới đây tổng hợp từ báo cáo của ", count_run(figure, prose=False), f"/{len(states)} {UNITS}")
    return sentence(runs, "; " if silent else "", missing_report(silent, material) if silent else ())


def _annexes(material: Material) -> Runs:
    names = [
        name for kind in material.job.report.annexes if kind in ("I", "II", "III") and (name := material.annex(kind))
    ]
    if not names:
        return ()
    numbers = [name.removeprefix("Phụ lục ") for name in names]
    which = f"các Phụ lục {join_names(numbers)}" if len(names) > 1 else names[0]
    return say(f"Kết quả chi tiết nêu tại {which} kèm theo Báo cáo này.")


def item_verdict(result: ItemResult) -> Verdict:
    """A target is as good as its least measure; not judged while one of its measures is not."""
    verdicts = [measure.verdict for measure in result.measures if measure.figure or measure.verdict is not Verdict.NONE]
    if Verdict.NOT_MET in verdicts:
        return Verdict.NOT_MET
    if not verdicts or Verdict.NONE in verdicts:
        return Verdict.NONE
    return Verdict.MET if Verdict.MET in verdicts else Verdict.EXCEEDED


def _targets_judged(items: Sequence[Item], material: Material, id: str) -> Runs:
    """`Trong 23 chỉ tiêu của Kế hoạch, có 06 chỉ tiêu được đánh giá trong kỳ này (…); 17 chỉ tiêu còn lại …`;
    in the year report `Cả 23 chỉ tiêu của Kế hoạch đều được đánh giá trong kỳ này (…)`."""
    judged = [item for item in items if item_verdict(material.result(item)) is not Verdict.NONE]
    if not judged:
        return ()
    name = f"{id}/overview"
    counts = [
        _count(f"{name}#{verdict.value}", chosen, material, f"chỉ tiêu {words}")
        for verdict, words in _VERDICT_WORDS.items()
        if (chosen := [i for i in judged if item_verdict(material.result(i)) is verdict])
    ]
    rest = len(items) - len(judged)
    total = count_run(counted(f"{name}#danh_gia", one_each(judged, material)))
    if not rest:
        opening = say("Cả ", total, " chỉ tiêu của Kế hoạch đều được đánh giá trong kỳ này")
        return sentence(opening, " (", joined(counts, ", "), " mục tiêu đề ra)")
    when = "khi kết thúc năm" if not material.period.final else "khi có đủ số liệu"
    open_ones = f"; {format_count(rest)} chỉ tiêu còn lại được đánh giá {when}"
    opening = say(
        f"Trong {format_count(len(items))} chỉ tiêu của Kế hoạch, có ", total, " chỉ tiêu được đánh giá trong kỳ này"
    )
    return sentence(opening, " (", joined(counts, ", "), f" mục tiêu đề ra){open_ones}")


def _tasks_by_status(items: Sequence[Item], material: Material, id: str, *, whole: bool = False) -> Runs:
    """`Trong 05 nhiệm vụ, có 01 nhiệm vụ đã hoàn thành, 04 nhiệm vụ đang thực hiện.`"""
    known = [item for item in items if material.result(item).status is not None]
    if not known:
        return ()
    noun = "nhiệm vụ" if any(item.kind is ItemKind.TASK for item in items) else "nội dung"
    groups = by_status(known, material)
    shared = sum(i not in known and not i.lead and bool(material.result(i).statuses) for i in items)
    silent = len(items) - len(known) - shared
    name = f"{id}/overview"
    of_plan = " của Kế hoạch" if whole else ""
    if len(groups) == 1 and not silent and not shared:
        status = groups[0][0]
        figure = counted(f"{name}#{status.value}", one_each(known, material))
        return sentence(_all(figure, len(items), f"{noun}{of_plan}"), f" {_ALL_WORDS[status]}")
    counts = [_count(f"{name}#{s.value}", chosen, material, f"{noun} {_STATUS_WORDS[s]}") for s, chosen in groups]
    many = f", {format_count(shared)} {noun} do nhiều cơ quan, đơn vị cùng thực hiện" if shared else ""
    gap = f", {format_count(silent)} {noun} chưa có báo cáo của cơ quan chủ trì" if silent else ""
    return sentence(f"Trong {format_count(len(items))} {noun}{of_plan}, có ", joined(counts, ", "), many, gap)


def _all(figure: Figure, number: int, noun: str) -> Runs:
    if number == 1:
        return say(Run("01", figure=figure), f" {noun}")
    return say("Cả ", count_run(figure), f" {noun} đều")


def by_status(items: Sequence[Item], material: Material) -> list[tuple[Status, list[Item]]]:
    groups = ((status, [i for i in items if material.result(i).status is status]) for status in Status)
    return [(status, chosen) for status, chosen in groups if chosen]


def _count(id: str, items: Sequence[Item], material: Material, words: str) -> Runs:
    return say(count_run(counted(id, one_each(items, material))), f" {words}")


def one_each(items: Iterable[Item], material: Material) -> Iterator[Source]:
    """One cell for each item counted: the lead's status, else the first cell of its figure."""
    for item in items:
        result = material.result(item)
        figures = (s for m in result.measures if m.figure for total in m.figure.operands for s in total.sources)
        cell = result.status_source or next(figures, None)
        yield answering(cell.agency if cell else item.lead, (cell,) if cell else (), item.code)

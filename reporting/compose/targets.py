"""A target in one paragraph: result with its fraction, against the plan, against last period.

`- Tỷ lệ …: lũy kế đạt 82,4% (12.345/14.982 hồ sơ; mục tiêu năm 2023: tối thiểu 80%), tăng 1,2 điểm
phần trăm so với Quý I năm 2023; trong đó cấp tỉnh, cấp huyện đạt 85%, cấp xã đạt 80,1%.`
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from reporting.compose.figures import (
    change,
    counted,
    direction,
    fraction,
    is_percent,
    magnitude,
    operand,
    rounded,
    value_run,
)
from reporting.compose.gaps import missing_figure, still_missing
from reporting.compose.material import UNITS, Material
from reporting.compose.runs import Runs, joined, paragraph, plain, say, sentence
from reporting.compose.statements import cited, told
from reporting.consolidation import Coverage, Figure, Formula, ItemResult, MeasureResult, Source, Total, Verdict
from reporting.document import Paragraph, Run
from reporting.numbers import format_number
from reporting.plan import Item, Measure, MeasureKind
from reporting.returns import Status
from reporting.text import lower_first

_SPLIT_MATTERS = Decimal(1)


def target_paragraph(item: Item, material: Material, words: int) -> Paragraph:
    """All measures of a target, then what its lead says of it, in short."""
    result = material.result(item)
    told_words, sources = told(item, result, material, words)
    if not told_words:
        proof = [e for e in result.evidence if e.agency == item.lead]
        citation = cited(proof, material.outline.limits.evidence)
        told_words = say(f"Minh chứng: {citation[1:-1]}.") if citation else ()
        sources = tuple(e.source for e in proof)
    found = [(m, result.measure(m.id) or MeasureResult(m.id)) for m in item.measures]
    measures = [sentence(measure_runs(m, r, material)) for m, r in found]
    words_said = joined((*measures, _behind(found, material), told_words), " ")
    return paragraph(f"{item.code}/result", "- ", words_said, sources=(*sources, *_status_source(result)))


def _status_source(result: ItemResult) -> tuple[Source, ...]:
    return (result.status_source,) if result.status_source else ()


def measure_runs(measure: Measure, result: MeasureResult, material: Material) -> Runs:
    """`<measure>: <result> (<fraction>; <the year's target>), <verdict>, <against last period>; <both levels>`."""
    return say(f"{measure.name}: ", _result(measure, result, material))


def _result(measure: Measure, result: MeasureResult, material: Material) -> Runs:
    if result.figure is None:
        return _without_figure(measure, result, material)
    reached = say(_reached(measure, result, material), _verdict(measure, result))
    compared = _compared(measure, result, material)
    this_period = joined((joined((reached, compared), ", "), _split(result, material)), "; ")
    return joined((this_period, _accumulated(measure, result, material)), "; ")


def _accumulated(measure: Measure, result: MeasureResult, material: Material) -> Runs:
    """`lũy kế đạt 83,1% (26.790/32.240 hồ sơ; mục tiêu năm 2023: tối thiểu 80%)`: with last period's, beside a slice."""
    if result.cumulative is None:
        return ()
    return figure_words(measure, result.cumulative, "lũy kế ", _goal(measure, result, material), none_so_far="lũy kế ")


def _compared(measure: Measure, result: MeasureResult, material: Material) -> Runs:
    """Against last period; never a count that is not whole, or the missing would read as a decline."""
    if result.figure and result.figure.formula is Formula.VALUE and result.coverage.missing:
        return ()
    if result.cumulative or not _comparable(measure, material):
        return ()
    return change(result.figure, result.previous, material.since, measure.threshold)


def _comparable(measure: Measure, material: Material) -> bool:
    """What adds up since the year began is not set against three months that are in it (Quý III alone is a
    slice), nor three months against it, but for a condition that always holds; what stands on the day may be."""
    before = material.previous
    if before is None or measure.stock or before.code == material.period.code:
        return True
    if material.period.cumulative:
        return before.cumulative
    return measure.standing and measure.kind is MeasureKind.RATIO


def _without_figure(measure: Measure, result: MeasureResult, material: Material) -> Runs:
    """Nothing to print: because nothing arose, because only a status was asked, or because nobody reported."""
    coverage = result.coverage
    if result.not_arising and not coverage.missing:
        return say("trong kỳ không phát sinh")
    if measure.kind is MeasureKind.MILESTONE and result.status and not coverage.missing:
        return say(_milestone_words(result.status), _verdict(measure, result))
    return missing_figure(coverage.missing, material)


def _milestone_words(status: Status) -> str:
    return {
        Status.DONE: "đã hoàn thành",
        Status.ONGOING: "đang thực hiện",
        Status.NOT_STARTED: "chưa thực hiện",
        Status.NOT_ARISING: "trong kỳ không phát sinh",
    }[status]


def _reached(measure: Measure, result: MeasureResult, material: Material) -> Runs:
    assert result.figure is not None
    always = measure.standing or material.period.final
    so_far = "" if always and not result.cumulative else f"{material.so_far} "
    if so_far and measure.stock and not material.period.cumulative:
        so_far = f"đến ngày {material.cutoff} "
    none_so_far = "" if material.period.cumulative else so_far  # in three months none: not none as yet
    goal = "" if result.cumulative else _goal(measure, result, material)
    return figure_words(measure, result.figure, so_far, goal, none_so_far=none_so_far)


def figure_words(measure: Measure, figure: Figure, so_far: str = "", goal: str = "", *, none_so_far: str = "") -> Runs:
    """`lũy kế đạt 82,4% (12.345/14.982 hồ sơ; mục tiêu năm 2023: tối thiểu 80%)` and its counterparts for
    the other kinds of measure; `none_so_far` stands before “chưa có … nào”."""
    beside = f"; {goal})" if goal else ")"
    if figure.formula is Formula.DECREASE:
        return _decreased(measure, figure, so_far, beside)
    if measure.kind is MeasureKind.MILESTONE:
        return say(so_far, "có ", fraction(figure), f" {UNITS} hoàn thành (", value_run(figure), beside)
    if is_percent(figure):
        unit = measure.unit if measure.kind is not MeasureKind.UNITS else measure.unit or UNITS
        return say(so_far, "đạt ", value_run(figure, measure.threshold), " (", fraction(figure, unit), beside)
    if not figure.value and goal and measure.threshold:
        return say(none_so_far, Run("chưa phát sinh", figure=figure), f" ({goal})")  # and what is planned
    return say(_count(measure, figure, so_far, none_so_far), f" ({goal})" if goal else "")


def _decreased(measure: Measure, figure: Figure, so_far: str, beside: str) -> Runs:
    unit = f" {measure.unit}" if measure.unit else ""
    return say(
        so_far,
        f"{direction(figure)} ",
        magnitude(figure, measure.threshold),
        " (từ ",
        operand(figure, 1),
        f"{unit} còn " if figure.value >= 0 else f"{unit} lên ",
        operand(figure, 0),
        f"{unit}{beside}",
    )


def _count(measure: Measure, figure: Figure, so_far: str, none_so_far: str) -> Runs:
    unit = measure.unit or "nội dung"
    if figure.value:
        return say(so_far, value_run(figure), f" {unit}")
    none = "không có" if measure.threshold == 0 else "chưa có"
    return say(none_so_far, Run(none, figure=figure), f" {unit} nào")


def _verdict(measure: Measure, result: MeasureResult) -> str:
    """Where the target is judged: when it is due, or always as a standing condition."""
    words = {
        Verdict.EXCEEDED: ", vượt mục tiêu đề ra",
        Verdict.MET: ", bảo đảm mục tiêu đề ra",
        Verdict.NOT_MET: ", chưa đạt mục tiêu đề ra",
    }.get(result.verdict, "")
    return f"{words} ({goal_words(measure)})" if words and measure.threshold_text else words


def _goal(measure: Measure, result: MeasureResult, material: Material) -> str:
    """Before it is judged, the year's target, or that of the later year it is set for, as the plan words it."""
    if result.verdict is not Verdict.NONE or not measure.threshold_text:
        return ""
    item = material.plan.item(measure.item)
    due = item.due.day if item else None
    year = max(material.period.year, due.year if due else 0)
    return f"mục tiêu năm {year}: {goal_words(measure)}"


def goal_words(measure: Measure) -> str:
    """The threshold as the plan words it, without the verb: "đạt tối thiểu 85%" → "tối thiểu 85%"."""
    return measure.threshold_text.removeprefix("đạt ")


def _split(result: MeasureResult, material: Material) -> Runs:
    """`trong đó cấp tỉnh, cấp huyện đạt 85%, cấp xã đạt 80,1%`: where the two levels differ by a point or more."""
    own, communes = result.own, result.communes
    if own is None or communes is None or own.formula is not Formula.RATIO or communes.formula is not Formula.RATIO:
        return ()
    if abs(rounded(own.value) - rounded(communes.value)) < _SPLIT_MATTERS:
        return ()
    above = ", ".join(material.levels(s.agency for s in own.operands[0].sources)) or "các cơ quan, đơn vị"
    return say(f"trong đó {above} đạt ", value_run(own), f", {material.below} đạt ", value_run(communes))


def _behind(found: Sequence[tuple[Measure, MeasureResult]], material: Material) -> Runs:
    """`Số liệu theo báo cáo của 28/30 cơ quan, đơn vị.`: where not everybody stands behind the figures;
    once where it is the same for all measures of the target."""
    each = [(m, _reported_by(r, material)) for m, r in found if r.figure]
    texts = dict.fromkeys(plain(runs) for _, runs in each)
    if list(texts) == [""] or not texts:
        return ()
    if len(texts) == 1:
        return sentence("số liệu theo báo cáo của ", each[0][1])
    if all(runs for _, runs in each):
        return sentence("số liệu lần lượt theo báo cáo của ", joined((runs for _, runs in each), "; "))
    parts = (sentence(f"số liệu về {lower_first(m.name)} theo báo cáo của ", runs) for m, runs in each if runs)
    return joined(parts, " ")


def _reported_by(result: MeasureResult, material: Material) -> Runs:
    """How many agencies and communes reported, and whose data are not in; () where everybody's are."""
    coverage = result.coverage
    partial = [agencies_reporting(result)] if coverage.missing else []
    if coverage.communes_total and (coverage.communes_reported or 0) < coverage.communes_total:
        partial.append(_communes(result.measure, coverage, material))
    return say(joined(partial, " và "), still_missing(coverage.missing, material)) if partial else ()


def agencies_reporting(result: MeasureResult) -> Runs:
    """`28/30 cơ quan, đơn vị`: one cell for each that gave its figure or said that nothing arose."""
    coverage = result.coverage
    figure = counted(f"{result.measure}#don_vi", coverage.sources)
    answered = Run(str(coverage.answered), figure=figure if figure.value == coverage.answered else None)
    return say(answered, f"/{coverage.owing} {UNITS}")


def _communes(measure: str, coverage: Coverage, material: Material) -> Runs:
    total = Total(Decimal(coverage.communes_reported or 0), coverage.commune_sources)
    figure = Figure(f"{measure}#don_vi_{material.below}".replace(" ", "_"), total.value, Formula.VALUE, (total,))
    reported = Run(format_number(total.value), figure=figure if coverage.commune_sources else None)
    return say(reported, f"/{coverage.communes_total} đơn vị {material.below}")

"""Annex I: every target with its plan, last period's and this period's result, verdict and evidence;
then, where several agencies contribute, each agency's own figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reporting.compose.figures import direction, fraction, is_percent, magnitude, value_run
from reporting.compose.gaps import missing_figure, still_missing
from reporting.compose.grammar import documents
from reporting.compose.material import Material
from reporting.compose.runs import Runs, say
from reporting.compose.tables import body_row, cell, closing_row, group_row
from reporting.compose.targets import agencies_reporting
from reporting.consolidation import Figure, Formula, ItemResult, MeasureResult
from reporting.document import HEADING_3, Block, Cell, Column, Paragraph, Row, Run, Table
from reporting.numbers import format_count, format_date, format_number
from reporting.plan import Item, ItemKind, Measure, MeasureKind, items_by_section
from reporting.text import upper_first

TITLE = "KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU CẢI CÁCH HÀNH CHÍNH"
_DETAIL_COLUMNS = 7
# One unit's own answer is said in words, not as 100% (1/1).
_YES_OR_NO = {MeasureKind.UNITS: ("Chưa", "Có"), MeasureKind.MILESTONE: ("Chưa hoàn thành", "Hoàn thành")}


def target_blocks(material: Material) -> tuple[Block, ...]:
    """The results table, and the agencies' own figures below it when the outline asks for them."""
    targets = material.plan.of_kind(ItemKind.TARGET)
    details = tuple(_detail_tables(targets, material)) if material.outline.detail_by_agency else ()
    rows = tuple(_rows(targets, material))
    *head, last = (Table("annex-I/table", _columns(material), rows), *details)
    assert isinstance(last, Table)
    end = closing_row("annex-I/end", len(last.columns), _legend(material, bool(details)))
    return (*head, Table(last.id, last.columns, (*last.rows, end)))


def _legend(material: Material, details: bool) -> str:
    """What the figures cover, and what an empty cell means."""
    start, cutoff = format_date(material.period.start), material.cutoff
    empty = (
        "; ô để trống: cơ quan, đơn vị không thuộc phạm vi chỉ tiêu, không phát sinh hoặc chưa có số liệu"
        if details
        else ""
    )
    return f"Ghi chú: số liệu {material.so_far} từ ngày {start} đến ngày {cutoff}{empty}"


def _columns(material: Material) -> tuple[Column, ...]:
    this = upper_first(f"{material.so_far} đến {material.cutoff}") if material.period.cumulative else "Trong kỳ"
    return (
        Column("STT", 4, "center"),
        Column("Chỉ tiêu", 23),
        Column("Cơ quan chủ trì (đầu mối)", 10),
        Column(f"Kế hoạch năm {material.period.year}", 9, "center"),
        Column(upper_first(material.since), 7, "center"),
        Column("Kết quả", 8, "center", this),
        Column("Tử số/mẫu số hoặc số lượng", 14, "center", this),
        Column("Đánh giá", 7, "center"),
        Column("Ghi chú, minh chứng", 18),
    )


def _rows(targets: Sequence[Item], material: Material) -> Iterator[Row]:
    columns = len(_columns(material))
    for section, items in items_by_section(targets).items():
        heading = material.plan.section(section)
        if heading and len(items_by_section(targets)) > 1:
            yield group_row(f"annex-I/{section}", f"{heading.number} {heading.title}", columns)
        for item in items:
            yield from _item_rows(item, material)


def _item_rows(item: Item, material: Material) -> Iterator[Row]:
    result = material.result(item)
    lead = cell(material.name(item.lead) if item.lead else "Các cơ quan, đơn vị được giao")
    name = cell(item.text, f"(Mã: {item.code})")
    if len(item.measures) == 1:
        measure = item.measures[0]
        found = result.measure(measure.id) or MeasureResult(measure.id)
        cells = _measure_cells(measure, found, material)
        yield body_row(f"{item.code}/annex", str(item.number), name, lead, *cells, _notes(result, material, found))
        return
    blank = [cell("")] * 5
    yield body_row(f"{item.code}/annex", str(item.number), name, lead, *blank, _notes(result, material))
    for place, measure in enumerate(item.measures):
        found = result.measure(measure.id) or MeasureResult(measure.id)
        letter = f"{item.number}{'abcdđe'[place]}"
        cells = _measure_cells(measure, found, material)
        yield body_row(f"{measure.id}/annex", letter, measure.name, cell(""), *cells, _reported(found, material))


def _measure_cells(measure: Measure, result: MeasureResult, material: Material) -> tuple[Cell, ...]:
    return (
        cell(upper_first(measure.threshold_text)),
        cell(shown(result.previous, measure)),
        cell(_value(measure, result, material)),
        cell(*_fraction(measure, result)),
        cell(result.verdict.label),
    )


def _value(measure: Measure, result: MeasureResult, material: Material) -> Runs:
    if result.figure:
        return shown(result.figure, measure)
    if result.not_arising and not result.coverage.missing:
        return say("Không phát sinh")
    if measure.kind is MeasureKind.MILESTONE and result.status:
        return say(result.status.label)
    return say(missing_figure((), material) if material.draft else "Chưa có số liệu")


def shown(figure: Figure | None, measure: Measure) -> Runs:
    """A figure in a table cell: `82,4%`, `Giảm 3,1%`, `2`."""
    if figure is None:
        return ()
    if figure.formula is Formula.DECREASE:
        return say(f"{upper_first(direction(figure))} ", magnitude(figure, measure.threshold))
    return say(value_run(figure, measure.threshold, prose=False))


def _fraction(measure: Measure, result: MeasureResult) -> tuple[Runs, ...]:
    """The fraction or number, and the unit on a line of its own: long numbers must not be broken."""
    if result.figure is None:
        return ()
    if is_percent(result.figure):
        return fraction(result.figure), say(measure.unit)
    return say(Run(format_number(result.figure.value), figure=result.figure)), say(measure.unit)


def _notes(result: ItemResult, material: Material, measure: MeasureResult | None = None) -> Cell:
    """The lead's evidence first (the order of the results), then who is missing."""
    named = tuple(dict.fromkeys(document for e in result.evidence for document in documents(e.text)))
    limit = material.outline.limits.annex_evidence
    more = f"; và {format_count(len(named) - limit)} tài liệu khác" if len(named) > limit else ""
    reported = _missing(measure, material) if measure else ()
    listed = say("; ".join(named[:limit]), more)
    return cell(listed, reported, sources=tuple(e.source for e in result.evidence))


def _reported(result: MeasureResult, material: Material) -> Cell:
    return cell(_missing(result, material))


def _missing(result: MeasureResult, material: Material) -> Runs:
    coverage = result.coverage
    if not coverage.missing:
        return ()
    return say(agencies_reporting(result), " có số liệu", still_missing(coverage.missing, material))


def _detail_tables(targets: Sequence[Item], material: Material) -> Iterator[Table | Paragraph]:
    """Each agency's own figures: agencies down, measures across, a few measures a table."""
    measures = [m for item in targets for m in item.measures if len(_by_agency(m, material)) > 1]
    if not measures:
        return
    yield Paragraph("annex-I/detail", (Run("Số liệu chi tiết theo cơ quan, đơn vị", bold=True),), HEADING_3)
    for number, start in enumerate(range(0, len(measures), _DETAIL_COLUMNS), 1):
        yield _detail_table(number, measures[start : start + _DETAIL_COLUMNS], material)


def _by_agency(measure: Measure, material: Material) -> dict[str, Figure]:
    result = material.results.get(measure.item)
    found = result.measure(measure.id) if result else None
    return dict(found.by_agency) if found else {}


def _detail_table(number: int, measures: Sequence[Measure], material: Material) -> Table:
    shares = [_by_agency(measure, material) for measure in measures]
    present = {agency for share in shares for agency in share}
    agencies = [agency for agency in material.registry.agencies if agency.code in present]
    columns = (
        Column("STT", 4, "center"),
        Column("Cơ quan, đơn vị", 18),
        *(Column(f"{measure.name} ({measure.id})", 78 / len(measures), "center") for measure in measures),
    )
    rows = tuple(
        body_row(
            f"annex-I/detail/{number}/{agency.code}",
            str(place),
            agency.label,
            *(_share(share.get(agency.code), measure) for share, measure in zip(shares, measures, strict=True)),
        )
        for place, agency in enumerate(agencies, 1)
    )
    return Table(f"annex-I/detail/{number}", columns, rows)


def _share(figure: Figure | None, measure: Measure) -> Cell:
    if figure is None:
        return cell("")
    if is_percent(figure) and figure.operands[1].value == 1 and measure.kind in _YES_OR_NO:
        return cell(say(Run(_YES_OR_NO[measure.kind][int(figure.value > 0)], figure=figure)))
    if is_percent(figure):
        return cell(shown(figure, measure), say("(", fraction(figure), ")"))
    return cell(shown(figure, measure))

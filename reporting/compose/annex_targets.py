"""Annex I: every target with its plan, last period's and this period's result, verdict and the lead's
evidence; then each agency's own figures, and each agency's documents and explanations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reporting.compose.annex_evidence import evidence_table, number
from reporting.compose.figures import count_run, counted, direction, fraction, is_percent, magnitude, value_run
from reporting.compose.gaps import missing_figure, still_missing
from reporting.compose.grammar import documents
from reporting.compose.material import UNITS, Material
from reporting.compose.runs import Runs, say
from reporting.compose.tables import body_row, cell, closing_row, group_row
from reporting.compose.targets import agencies_reporting, goal_words
from reporting.consolidation import Evidence, Figure, Formula, ItemResult, MeasureResult
from reporting.document import HEADING_3, Block, Cell, Column, Paragraph, Row, Run, Table
from reporting.numbers import format_date, format_number
from reporting.plan import Item, ItemKind, Measure, MeasureKind, items_by_section
from reporting.text import upper_first

TITLE = "KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU CẢI CÁCH HÀNH CHÍNH"
_DETAIL_COLUMNS = 7
# One unit's own answer is said in words, not as 100% (1/1).
_YES_OR_NO = {MeasureKind.UNITS: ("Chưa", "Có"), MeasureKind.MILESTONE: ("Chưa hoàn thành", "Hoàn thành")}


def target_blocks(material: Material) -> tuple[Block, ...]:
    """The results table; the agencies' own figures when the outline asks for them; their documents."""
    targets = material.plan.of_kind(ItemKind.TARGET)
    details = tuple(_detail_tables(targets, material)) if material.outline.detail_by_agency else ()
    proof = evidence_table("annex-I/evidence", targets, material)
    rows = tuple(_rows(targets, material))
    parts: list[tuple[str, tuple[Table, ...]]] = [
        ("", (Table("annex-I/table", _columns(material), rows),)),
        ("Số liệu chi tiết theo cơ quan, đơn vị", details),
        (EVIDENCE_LABEL, (proof,) if proof else ()),
    ]
    blocks = [block for label, tables in parts if tables for block in (*_label(label, tables[0]), *tables)]
    last = blocks[-1]
    assert isinstance(last, Table)
    end = closing_row("annex-I/end", len(last.columns), _legend(material, bool(details)))
    return (*blocks[:-1], Table(last.id, last.columns, (*last.rows, end)))


EVIDENCE_LABEL = "Minh chứng, giải trình của các cơ quan, đơn vị"


def _label(text: str, first: Table) -> tuple[Block, ...]:
    """What stands above the tables of a part."""
    return (Paragraph(f"{first.id}/label", (Run(text, bold=True),), HEADING_3),) if text else ()


def _legend(material: Material, details: bool) -> str:
    """What the figures cover, and what an empty cell means."""
    start, cutoff = format_date(material.period.start), material.cutoff
    whole = (
        f"; số liệu lũy kế từ ngày {material.whole_start} đến ngày {cutoff}, ô lũy kế để trống: số liệu tại thời điểm, "
        "không cộng dồn hoặc chưa đủ căn cứ để cộng hai kỳ"
        if material.accumulates
        else ""
    )
    empty = (
        "; ô để trống: cơ quan, đơn vị không thuộc phạm vi chỉ tiêu, không phát sinh hoặc chưa có số liệu"
        if details
        else ""
    )
    return f"Ghi chú: số liệu {material.so_far} từ ngày {start} đến ngày {cutoff}{whole}{empty}"


def _columns(material: Material) -> tuple[Column, ...]:
    this = upper_first(f"{material.so_far} đến {material.cutoff}") if material.period.cumulative else "Trong kỳ"
    before = (Column(_last(material), 7, "center"),) if _compares(material) else ()
    more = (Column(f"Lũy kế đến {material.cutoff}", 13, "center"),) if material.accumulates else ()
    return (
        Column("STT", 4, "center"),
        Column("Chỉ tiêu", 19 if more else 23 if before else 27),
        Column("Cơ quan chủ trì (đầu mối)", 9 if more else 10),
        Column(f"Kế hoạch năm {material.period.year}", 8 if more else 9, "center"),
        *before,
        Column("Kết quả", 7 if more else 8, "center", this),
        Column("Tử số/mẫu số hoặc số lượng", 12 if more else 14, "center", this),
        *more,
        Column("Đánh giá", 7, "center"),
        Column("Ghi chú, minh chứng", 14 if more else 18 if before else 21),
    )


def _last(material: Material) -> str:
    """The last period's name; what it counts, where this one counts otherwise."""
    before = material.previous
    if before is None or before.cumulative is material.period.cumulative:
        return upper_first(material.since)
    return f"{upper_first(material.since)} ({'lũy kế' if before.cumulative else 'trong kỳ'})"


def _compares(material: Material) -> bool:
    """Whether there is a last period to show: the first report of a year has none."""
    return any(measure.previous for result in material.consolidation.items for measure in result.measures)


def _rows(targets: Sequence[Item], material: Material) -> Iterator[Row]:
    columns = len(_columns(material))
    printed: set[str] = set()
    several = len(items_by_section(targets)) > 1
    for section, items in items_by_section(targets).items():
        for heading in material.plan.path(section) if several else ():
            if heading.section not in printed and (heading.parent or heading.section == section):
                yield group_row(f"annex-I/{heading.section}", f"{heading.number} {heading.title}", columns)
            printed.add(heading.section)
        for item in items:
            yield from _item_rows(item, material)


def _item_rows(item: Item, material: Material) -> Iterator[Row]:
    result = material.result(item)
    lead = cell(material.name(item.lead) if item.lead else "Các cơ quan, đơn vị được giao")
    name = cell(*material.named(item))
    if len(item.measures) == 1:
        measure = item.measures[0]
        found = result.measure(measure.id) or MeasureResult(measure.id)
        cells = _measure_cells(measure, found, material)
        yield body_row(f"{item.code}/annex", str(item.number), name, lead, *cells, _notes(result, material, found))
        return
    blank = [cell("")] * (4 + _compares(material) + material.accumulates)
    yield body_row(f"{item.code}/annex", str(item.number), name, lead, *blank, _notes(result, material))
    for measure in item.measures:
        found = result.measure(measure.id) or MeasureResult(measure.id)
        cells = _measure_cells(measure, found, material)
        name = cell(measure.name)
        yield body_row(f"{measure.id}/annex", number(item, measure), name, cell(""), *cells, _reported(found, material))


def _measure_cells(measure: Measure, result: MeasureResult, material: Material) -> tuple[Cell, ...]:
    before = (cell(shown(result.previous, measure)),) if _compares(material) else ()
    return (
        cell(upper_first(goal_words(measure))),
        *before,
        cell(_value(measure, result, material)),
        cell(*_fraction(measure, result.figure)),
        *((cell(*_accumulated(measure, result.cumulative)),) if material.accumulates else ()),
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


def _fraction(measure: Measure, figure: Figure | None) -> tuple[Runs, ...]:
    """The fraction or number, and the unit on a line of its own: long numbers must not be broken."""
    if figure is None:
        return ()
    if is_percent(figure):
        return fraction(figure), say(measure.unit)
    return say(Run(format_number(figure.value), figure=figure)), say(measure.unit)


def _accumulated(measure: Measure, figure: Figure | None) -> tuple[Runs, ...]:
    """Beside a slice, with last period's: the share over its fraction, or the number; the unit stands beside."""
    if figure is None:
        return ()
    return (shown(figure, measure), fraction(figure)) if is_percent(figure) else (shown(figure, measure),)


def _notes(result: ItemResult, material: Material, measure: MeasureResult | None = None) -> Cell:
    """The lead's documents; how many others sent theirs, which stand at the annex's end; who is missing."""
    item = material.plan.item(result.code)
    own = [e for e in result.evidence if item and e.agency == item.lead]
    listed = "; ".join(dict.fromkeys(document for e in own for document in documents(e.text)))
    reported = _missing(measure, material) if measure else ()
    return cell(listed, _others(result, own), reported, sources=tuple(e.source for e in own))


def _others(result: ItemResult, own: Sequence[Evidence]) -> Runs:
    """`Minh chứng của 31 cơ quan, đơn vị khác: xem cuối Phụ lục`."""
    first = {e.agency: e.source for e in reversed(result.evidence) if e not in own}
    if not first:
        return ()
    figure = counted(f"{result.code}#minh_chung", first.values())
    return say("Minh chứng của ", count_run(figure, prose=False), f" {UNITS}{' khác' if own else ''}: xem cuối Phụ lục")


def _reported(result: MeasureResult, material: Material) -> Cell:
    return cell(_missing(result, material))


def _missing(result: MeasureResult, material: Material) -> Runs:
    coverage = result.coverage
    if not coverage.missing:
        return ()
    return say(agencies_reporting(result), " có số liệu", still_missing(coverage.missing, material))


def _detail_tables(targets: Sequence[Item], material: Material) -> Iterator[Table]:
    """Each agency's own figures: agencies down, measures across, a few measures a table."""
    measures = [(item, m) for item in targets for m in item.measures if len(_by_agency(m, material)) > 1]
    for place, start in enumerate(range(0, len(measures), _DETAIL_COLUMNS), 1):
        yield _detail_table(place, measures[start : start + _DETAIL_COLUMNS], material)


def _by_agency(measure: Measure, material: Material) -> dict[str, Figure]:
    result = material.results.get(measure.item)
    found = result.measure(measure.id) if result else None
    return dict(found.by_agency) if found else {}


def _detail_table(place: int, measures: Sequence[tuple[Item, Measure]], material: Material) -> Table:
    shares = [_by_agency(measure, material) for _, measure in measures]
    present = {agency for share in shares for agency in share}
    agencies = [agency for agency in material.registry.agencies if agency.code in present]
    columns = (
        Column("STT", 4, "center"),
        Column("Cơ quan, đơn vị", 18),
        *(Column(f"{number(item, m)}. {m.name}", 78 / len(measures), "center") for item, m in measures),
    )
    rows = tuple(
        body_row(
            f"annex-I/detail/{place}/{agency.code}",
            str(row),
            agency.label,
            *(_share(share.get(agency.code), m) for share, (_, m) in zip(shares, measures, strict=True)),
        )
        for row, agency in enumerate(agencies, 1)
    )
    return Table(f"annex-I/detail/{place}", columns, rows)


def _share(figure: Figure | None, measure: Measure) -> Cell:
    if figure is None:
        return cell("")
    if is_percent(figure) and figure.operands[1].value == 1 and measure.kind in _YES_OR_NO:
        return cell(say(Run(_YES_OR_NO[measure.kind][int(figure.value > 0)], figure=figure)))
    if is_percent(figure):
        return cell(shown(figure, measure), fraction(figure))
    return cell(shown(figure, measure))

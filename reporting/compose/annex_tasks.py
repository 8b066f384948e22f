"""Annexes II (tasks) and III (duties): every result in full, the lead's first, then everyone else's.

What the main text leaves out for length stands here whole: all narratives, all documents, all
statuses; in annex III also what agencies report beyond the plan and their opinions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reporting.compose.figures import count_run, counted
from reporting.compose.gaps import missing_report
from reporting.compose.grammar import documents, due_words, join_names
from reporting.compose.material import UNITS, Material
from reporting.compose.opinions import opinions_of
from reporting.compose.outline import OutlineSection, laid_out
from reporting.compose.overview import by_status, one_each
from reporting.compose.runs import Runs, joined, say
from reporting.compose.statements import lead_of
from reporting.compose.tables import body_row, cell, closing_row, group_row
from reporting.compose.tasks import together
from reporting.consolidation import Evidence, ItemResult, Narrative
from reporting.document import HEADING_3, Block, Cell, Column, Paragraph, Row, Run, Table
from reporting.plan import DueKind, Item, ItemKind, Role, items_by_section
from reporting.returns import Status
from reporting.text import clean, upper_first

TASKS_TITLE = "KẾT QUẢ THỰC HIỆN CÁC NHIỆM VỤ CẢI CÁCH HÀNH CHÍNH"
DUTIES_TITLE = "KẾT QUẢ THỰC HIỆN TRÁCH NHIỆM CỦA CÁC CƠ QUAN, ĐƠN VỊ"

COLUMNS = (
    Column("STT", 4, "center"),
    Column("Nhiệm vụ", 26),
    Column("Cơ quan chủ trì", 10),
    Column("Cơ quan phối hợp", 10),
    Column("Thời hạn", 8, "center"),
    Column("Kết quả thực hiện (sản phẩm, số, ngày văn bản)", 27),
    Column("Trạng thái", 8, "center"),
    Column("Ghi chú", 7),
)


def task_blocks(material: Material) -> tuple[Block, ...]:
    tasks = material.plan.of_kind(ItemKind.TASK)
    end = closing_row("annex-II/end", len(COLUMNS), _sum("annex-II", tasks, "nhiệm vụ", material))
    return (Table("annex-II/table", COLUMNS, (*_rows("annex-II", tasks, material), end)),)


def _sum(annex: str, items: Sequence[Item], noun: str, material: Material) -> Runs:
    """`Tổng số: 40 nhiệm vụ, trong đó 06 hoàn thành, 34 đang thực hiện`: after the leads' statuses."""
    counts = [
        say(
            count_run(counted(f"{annex}#{status.value}", one_each(chosen, material)), prose=False),
            f" {status.label.lower()}",
        )
        for status, chosen in by_status(items, material)
    ]
    return say(f"Tổng số: {len(items)} {noun}", ", trong đó " if counts else "", joined(counts, ", "))


def duty_blocks(material: Material) -> tuple[Block, ...]:
    """The duties; below them what came beyond the plan and the agencies' opinions, when there are any."""
    duties = material.plan.of_kind(ItemKind.DUTY)
    total = _sum("annex-III", duties, "nội dung", material)
    blocks: list[Block] = [Table("annex-III/table", COLUMNS, tuple(_rows("annex-III", duties, material)))]
    for id, label, columns, rows in (
        ("annex-III/free", "Kết quả ngoài nội dung của Kế hoạch", _FREE, tuple(_beyond_plan(material))),
        ("annex-III/opinions", "Đánh giá, kiến nghị của các cơ quan, đơn vị", _OPINIONS, tuple(_opinions(material))),
    ):
        if rows:
            blocks += [_label(id, label), Table(f"{id}/table", columns, rows)]
    last = blocks[-1]
    assert isinstance(last, Table)
    end = closing_row("annex-III/end", len(last.columns), total if len(blocks) == 1 else _REPORTED)
    return (*blocks[:-1], Table(last.id, last.columns, (*last.rows, end)))


_REPORTED = "Ghi chú: tổng hợp nguyên văn từ báo cáo của các cơ quan, đơn vị"


def _label(id: str, text: str) -> Paragraph:
    return Paragraph(id, (Run(text, bold=True),), HEADING_3)


def _rows(annex: str, items: Sequence[Item], material: Material) -> Iterator[Row]:
    printed: set[str] = set()
    for section, members in items_by_section(items).items():
        for heading in material.plan.path(section):
            if heading.section not in printed and (heading.parent or heading.section == section):
                yield group_row(f"{annex}/{heading.section}", f"{heading.number} {heading.title}", len(COLUMNS))
            printed.add(heading.section)
        for item in members:
            yield _item_row(item, material)
            yield from _others(item, material)


def _item_row(item: Item, material: Material) -> Row:
    result = material.result(item)
    lead = lead_of(item, result)
    return body_row(
        f"{item.code}/annex",
        str(item.number),
        cell(*material.named(item)),
        cell(material.name(lead) if lead else _parties(item, Role.IMPLEMENT, material)),
        cell(_parties(item, Role.COORDINATE, material)),
        cell(due_words(item.due) if item.due.kind is not DueKind.NONE else ""),
        _lead_result(item, result, lead, material),
        cell(result.status.label if result.status else ""),
        cell("Quá hạn" if item.code in material.overdue else ""),
    )


def _parties(item: Item, role: Role, material: Material) -> str:
    """Groups by their own names, as the plan assigns them."""
    return "; ".join(dict.fromkeys(upper_first(material.name(a.party)) for a in item.parties(role)))


def _lead_result(item: Item, result: ItemResult, lead: str, material: Material) -> Cell:
    """The lead's narratives in full, its documents, its reason where nothing arose; else the gap."""
    texts = [n for n in (*result.narratives, *result.reasons) if lead and lead in n.agencies]
    proof = [e for e in result.evidence if lead and e.agency == lead]
    if not lead and result.statuses:
        return cell(together(item, result, material))
    if not texts and not proof and (lead in result.coverage.missing or not result.coverage.answered):
        return cell(_gap(result, lead, material))
    lines = [line for n in texts for line in clean(n.text).split("\n")]
    return cell(*lines, _proof(proof), sources=(*(s for n in texts for s in n.sources), *(e.source for e in proof)))


def _gap(result: ItemResult, lead: str, material: Material) -> Runs:
    missing = (lead,) if lead in result.coverage.missing else result.coverage.missing
    gap = missing_report(missing, material)
    return gap if material.draft else say(gap[0].text[:1].upper() + gap[0].text[1:], gap[1:], ".")


def _proof(evidence: Sequence[Evidence]) -> str:
    named = tuple(dict.fromkeys(document for e in evidence for document in documents(e.text)))
    return f"({'; '.join(named)})" if named else ""


def _others(item: Item, material: Material) -> Iterator[Row]:
    """A row for each other text, with its senders; one for those who gave a status only."""
    result = material.result(item)
    lead = lead_of(item, result)
    texts = [n for n in (*result.narratives, *result.reasons) if any(a != lead for a in n.agencies)]
    statuses = dict(result.statuses)
    for number, narrative in enumerate((n for n in texts if lead not in n.agencies), 1):
        yield _other_row(f"{item.code}/annex/{number}", narrative, result, statuses, material)
    told = {agency for n in texts for agency in n.agencies}
    quiet = [(agency, status) for agency, status in result.statuses if agency not in told and agency != lead]
    if quiet:
        yield _quiet_row(f"{item.code}/annex/status", quiet, result, material)


def _other_row(
    id: str, narrative: Narrative, result: ItemResult, statuses: dict[str, Status], material: Material
) -> Row:
    said = tuple(dict.fromkeys(statuses[a].label for a in narrative.agencies if a in statuses))
    proof = [e for e in result.evidence if e.agency in narrative.agencies]
    lines = clean(narrative.text).split("\n")
    sources = (*narrative.sources, *(e.source for e in proof))
    return body_row(
        id,
        "",
        cell(join_names(material.names(narrative.agencies)), span=4),
        cell(*lines, _proof(proof), sources=sources),
        cell("; ".join(said)),
        cell(""),
    )


def _quiet_row(id: str, quiet: Sequence[tuple[str, Status]], result: ItemResult, material: Material) -> Row:
    """Those who only ticked a status, by status; with their documents if they gave any."""
    lines = []
    for status in Status:
        names = material.names(agency for agency, said in quiet if said is status)
        if names:
            lines.append(f"{status.label}: {join_names(names)}.")
    agencies = [agency for agency, _ in quiet]
    proof = [e for e in result.evidence if e.agency in agencies]
    ticked = counted(f"{id}#trang_thai", (s for s in result.status_sources if s.agency in agencies))
    label = say(count_run(ticked, prose=False), f" {UNITS} chỉ báo cáo trạng thái")
    return body_row(id, "", cell(label, span=4), cell(*lines, _proof(proof), sources=[e.source for e in proof], span=3))


_FREE = (
    Column("STT", 5, "center"),
    Column("Cơ quan, đơn vị", 18),
    Column("Nội dung", 30),
    Column("Kết quả, minh chứng", 47),
)
_OPINIONS = (Column("STT", 5, "center"), Column("Cơ quan, đơn vị", 25), Column("Nội dung", 70))


def _beyond_plan(material: Material) -> Iterator[Row]:
    for number, (agency, row) in enumerate(material.consolidation.free_rows, 1):
        texts = [text.printed for text in (row.result, row.evidence) if text and text.text]
        yield body_row(
            f"annex-III/free/{number}",
            str(number),
            material.name(agency),
            cell(*clean(row.title.text).split("\n")),
            cell(*texts),
        )


def _opinions(material: Material) -> Iterator[Row]:
    """By section of the report, in its order."""
    for section in laid_out(material.outline, material.plan, material.period):
        yield from _opinion_rows(section, material)


def _opinion_rows(section: OutlineSection, material: Material) -> Iterator[Row]:
    narratives = [n for key in section.opinions for n in opinions_of(key, material)]
    if narratives:
        titles = {key.key: key.title for key in material.outline.keys}
        title = next((titles[key] for key in section.texts if key in titles), section.title)
        yield group_row(f"annex-III/opinion/{section.id}", title, len(_OPINIONS))
    for number, narrative in enumerate(narratives, 1):
        yield body_row(
            f"annex-III/opinion/{section.id}/{number}",
            str(number),
            join_names(material.names(narrative.agencies)),
            cell(*clean(narrative.text).split("\n"), sources=narrative.sources),
        )

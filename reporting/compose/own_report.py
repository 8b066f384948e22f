"""An agency's own official report: its section's text under its own head and signature, and annexes of its items."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from reporting.agencies import Agency, Registry
from reporting.compose.annex_targets import shown
from reporting.compose.figures import fraction, is_percent
from reporting.compose.frame import annex_reference, usual_subject
from reporting.compose.grammar import documents, due_words, join_names
from reporting.compose.material import annex_number
from reporting.compose.outgoing import outgoing
from reporting.compose.report import INVENTED
from reporting.compose.runs import Runs, say
from reporting.compose.section import (
    Own,
    below,
    communes_behind,
    document_of,
    figure_of,
    main_part,
    own_of,
    own_settings,
)
from reporting.compose.tables import body_row, cell, closing_row, group_row
from reporting.compose.targets import goal_words
from reporting.consolidation import Source
from reporting.document import AnnexTitle, Block, Cell, Column, Document, Part, Row, Run, Table
from reporting.job import Job, ReportSettings, Signing
from reporting.numbers import format_date, format_number, read_date
from reporting.obligations import Campaign, Obligation
from reporting.plan import DueKind, Item, ItemKind, Measure, MeasureKind, items_by_section
from reporting.returns import Answer, Return, Status
from reporting.text import upper_first

_LISTS = ("addressees", "recipients")
_TARGETS = (
    Column("STT", 5, "center"),
    Column("Chỉ tiêu", 33),
    Column("Kế hoạch", 11, "center"),
    Column("Kết quả", 10, "center"),
    Column("Tử số/mẫu số hoặc số lượng", 15, "center"),
    Column("Ghi chú, minh chứng", 26),
)
_WORK = (
    Column("STT", 5, "center"),
    Column("Nội dung", 29),
    Column("Vai trò", 10),
    Column("Thời hạn", 9, "center"),
    Column("Kết quả thực hiện (sản phẩm, số, ngày văn bản)", 29),
    Column("Trạng thái", 9, "center"),
    Column("Ghi chú", 9),
)
_BEYOND = (Column("STT", 5, "center"), Column("Nội dung", 35), Column("Kết quả, minh chứng", 60))
_TITLES = {
    ItemKind.TARGET: "KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU CẢI CÁCH HÀNH CHÍNH",
    ItemKind.TASK: "KẾT QUẢ THỰC HIỆN CÁC NHIỆM VỤ CẢI CÁCH HÀNH CHÍNH",
    ItemKind.DUTY: "KẾT QUẢ THỰC HIỆN TRÁCH NHIỆM ĐƯỢC GIAO",
}
_NOUNS = {ItemKind.TARGET: "chỉ tiêu", ItemKind.TASK: "nhiệm vụ", ItemKind.DUTY: "nội dung"}
_BEYOND_TITLE = "KẾT QUẢ NGOÀI NỘI DUNG CỦA KẾ HOẠCH"


def proposed_head(job: Job, registry: Registry, agency: Agency) -> dict[str, str]:
    """What the form's sheet about the agency's own report shows at first, by field."""
    report, signing = own_settings(job, registry, agency)
    return {
        "superior": report.superior,
        "issuing_body": report.issuing_body,
        "symbol": report.symbol,
        "place": report.place,
        "addressees": "\n".join(report.addressees),
        "signing": "\n".join(signing.lines),
    }


def compose_own_report(
    job: Job, campaign: Campaign, sent: Return, draft: bool = False, *, generation: str = ""
) -> Document:
    """Main text and annexes of an agency's report, headed and signed as its form says."""
    own = own_of(job, campaign, sent, draft)
    report, signing = _as_written(own.report, own.signing, dict(sent.own_report))
    own = replace(own, report=report, signing=signing)
    annexes = tuple(_annexes(own))
    document = document_of(own, (main_part(own, "bao_cao", _cited(annexes)), *annexes), generation)
    own_job = replace(job, report=report, signing=signing)
    invented = (("Dữ liệu", INVENTED),) if job.task.invented else ()
    facts = (("Kỳ báo cáo", own.period.title), ("Kế hoạch", own.plan.id), *invented)
    properties = (*outgoing(own_job, "Báo cáo", own.agency.name, usual_subject(own.period)), *facts)
    return replace(document, numbering="each", properties=properties)


def _as_written(report: ReportSettings, signing: Signing, words: Mapping[str, str]) -> tuple[ReportSettings, Signing]:
    """The form's words in place of what is proposed. Of a report without an issuing body, place, symbol or signing
    function, what is proposed stands; the rest may be blank."""
    if not words:
        return report, signing
    needed = {key: words[key] for key in ("issuing_body", "symbol", "place") if words.get(key)}
    lists = {key: tuple(filter(None, words.get(key, "").split("\n"))) for key in _LISTS}
    report = replace(
        report,
        superior=words.get("superior", ""),
        number=words.get("number", ""),
        issued=read_date(words.get("issued") or None).day or date.min,
        **needed,  # type: ignore[arg-type]
        **lists,  # type: ignore[arg-type]
    )
    lines = tuple(filter(None, words.get("signing", "").split("\n"))) or signing.lines
    return report, Signing(lines, words.get("signer", ""))


def _cited(annexes: Sequence[Part]) -> str:
    """`Phụ lục`, `các Phụ lục I, II và III`."""
    numbers = [annex.title.removeprefix("Phụ lục ") for annex in annexes]
    return f"các Phụ lục {join_names(numbers)}" if len(numbers) > 1 else "".join(annex.title for annex in annexes)


# --- annexes ------------------------------------------------------------------------------------


def _annexes(own: Own) -> Iterator[Part]:
    """Those that have rows, numbered in the order of the plan."""
    made: list[tuple[str, tuple[Column, ...], tuple[Row, ...]]] = []
    for kind, title in _TITLES.items():
        columns: tuple[Column, ...] = _TARGETS if kind is ItemKind.TARGET else _WORK
        rows = tuple(_rows(kind, len(columns), own))
        if rows:
            count = sum(row.kind == "body" and row.cells[0].plain != "" for row in rows)
            made.append((title, columns, (*rows, closing_row("end", len(columns), _sum(kind, count, own)))))
    beyond = tuple(_beyond(own))
    if beyond:
        made.append(
            (_BEYOND_TITLE, _BEYOND, (*beyond, closing_row("end", len(_BEYOND), f"Tổng số: {len(beyond)} nội dung")))
        )
    numbers = ("I", "II", "III", "IV")[: len(made)]
    year = own.job.task.as_of.year
    reference = annex_reference(own.report, "blanks", year, own.agency.name)
    for number, (title, columns, rows) in zip(numbers, made, strict=True):
        id, label = f"annex-{number}", annex_number(numbers, number)
        heading = AnnexTitle(f"{id}/title", label, f"{title} {own.period.title.upper()}", reference)
        named = tuple(replace(row, id=f"{id}/{row.id}") for row in rows)
        blocks: tuple[Block, ...] = (heading, Table(f"{id}/table", columns, named))
        place = numbers.index(number) + 1
        yield Part(id, f"phu_luc_{place}", label, blocks, "landscape", annex=True)


def _sum(kind: ItemKind, count: int, own: Own) -> str:
    span = f"số liệu từ ngày {format_date(own.period.start)} đến ngày {format_date(own.period.cutoff)}"
    return f"Tổng số: {count} {_NOUNS[kind]}; {span}"


def _rows(kind: ItemKind, columns: int, own: Own) -> Iterator[Row]:
    """The agency's items under the plan's headings; what it may leave out and left out is not listed."""
    number = 0
    for section, items in items_by_section(own.plan.of_kind(kind)).items():
        rows = [(item, told) for item in items if (told := _told(item, own))]
        heading = own.plan.section(section)
        if rows and heading and kind is not ItemKind.TARGET:
            yield group_row(section, f"{heading.number} {heading.title}", columns)
        for item, told in rows:
            number += 1
            if kind is ItemKind.TARGET:
                yield from _target_rows(item, number, told, own)
            else:
                yield _work_row(item, number, told, own)


_Told = tuple[tuple[Obligation, Answer | None], ...]


def _told(item: Item, own: Own) -> _Told:
    return tuple((o, a) for o, a in own.rows(item) if o.required or a and not a.empty)


def _target_rows(item: Item, number: int, told: _Told, own: Own) -> Iterator[Row]:
    name = cell(item.text, f"(Mã: {item.code})")
    if len(told) == 1 and len(item.measures) < 2:
        yield body_row(item.code, str(number), name, *_measured(told[0], item, own))
        return
    yield body_row(item.code, str(number), name, *([cell("")] * (len(_TARGETS) - 2)))
    for asked, answer in told:
        yield body_row(asked.row, "", cell(_row_name(asked, item, own)), *_measured((asked, answer), item, own))


def _row_name(asked: Obligation, item: Item, own: Own) -> str:
    measure = next((m for m in item.measures if m.id == asked.measure), None)
    named = measure.name if measure else item.text
    return f"{named} ({own.registry.name_of(below(own))})" if asked.level == "commune" else named


def _measured(told: tuple[Obligation, Answer | None], item: Item, own: Own) -> tuple[Cell, ...]:
    asked, answer = told
    measure = next((m for m in item.measures if m.id == asked.measure), None)
    figure = figure_of(asked, answer, measure, own) if measure and answer else None
    value: Runs | str = answer.status.label if answer and answer.status else ""
    parts: Runs = ()
    if figure and measure:
        value = shown(figure, measure)
        parts = fraction(figure) if is_percent(figure) else say(Run(format_number(figure.value), figure=figure))
        if asked.answer is MeasureKind.UNITS and asked.level == "own" and not asked.total:
            value, parts = say(Run("Có" if figure.value else "Chưa", figure=figure)), ()
    return (
        cell(upper_first(goal_words(measure)) if measure else ""),
        cell(value or ("Chưa có số liệu" if asked.required else "")),
        cell(parts, _unit(measure) if parts else "", communes_behind(answer, own).removeprefix(", ")),
        _remarks(answer, own),
    )


def _unit(measure: Measure | None) -> str:
    return measure.unit if measure else ""


def _remarks(answer: Answer | None, own: Own) -> Cell:
    """Documents, then what is explained and why nothing arose."""
    if answer is None:
        return cell("")
    proof = "; ".join(documents(answer.evidence.printed)) if answer.evidence else ""
    said = [text.printed for text in (answer.narrative, answer.note) if text and text.text.strip()]
    return cell(proof, *(line for text in said for line in text.split("\n")), sources=_sources(answer, own))


def _work_row(item: Item, number: int, told: _Told, own: Own) -> Row:
    asked, answer = told[0]
    lines = answer.narrative.printed.split("\n") if answer and answer.narrative else []
    proof = "; ".join(documents(answer.evidence.printed)) if answer and answer.evidence else ""
    return body_row(
        item.code,
        str(number),
        cell(item.text, f"(Mã: {item.code})"),
        cell(upper_first(asked.role.label.lower())),
        cell(due_words(item.due) if item.due.kind is not DueKind.NONE else ""),
        cell(*lines, f"({proof})" if proof else "", sources=_sources(answer, own)),
        cell(_status(answer)),
        cell(answer.note.printed if answer and answer.note else ""),
    )


def _status(answer: Answer | None) -> str:
    status: Status | None = answer.status if answer else None
    return status.label if status else ""


def _sources(answer: Answer | None, own: Own) -> Sequence[Source]:
    texts = (answer.narrative, answer.evidence, answer.note) if answer else ()
    return [Source(own.agency.code, text.location, raw=text.text) for text in texts if text]


def _beyond(own: Own) -> Iterator[Row]:
    for number, row in enumerate(own.sent.free_rows, 1):
        texts = [text.printed for text in (row.result, row.evidence) if text and text.text]
        yield body_row(f"free/{number}", str(number), cell(*row.title.text.split("\n")), cell(*texts))

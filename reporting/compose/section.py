"""One agency's own section, from its own return alone: its figures, results, opinions, in its own name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from reporting.agencies import Agency, Registry
from reporting.compose.figures import recomputed
from reporting.compose.frame import addressees, closing, letterhead, plan_cited, usual_subject
from reporting.compose.grammar import as_prose, documents, full_stop, short_title
from reporting.compose.material import body_in_prose
from reporting.compose.runs import Runs, after_colon, gap, joined, paragraph, say, sentence
from reporting.compose.statements import with_citation
from reporting.compose.targets import figure_words
from reporting.consolidation import Figure, Formula, Source, Total
from reporting.document import Block, Document, Heading, Paragraph, Part, Run, Title
from reporting.job import Job, ReportSettings, Signing
from reporting.obligations import Campaign, InCampaign, Obligation
from reporting.plan import Item, ItemKind, Measure, MeasureKind, items_by_section
from reporting.returns import Answer, Quantity, Return, Status
from reporting.text import lower_first

_HEADINGS = (
    (ItemKind.TARGET, "KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU"),
    (ItemKind.TASK, "KẾT QUẢ THỰC HIỆN NHIỆM VỤ, GIẢI PHÁP"),
    (ItemKind.DUTY, "KẾT QUẢ THỰC HIỆN TRÁCH NHIỆM ĐƯỢC GIAO"),
)
_OPINIONS = (
    ("ket_qua", "Kết quả nổi bật"),
    ("ton_tai", "Tồn tại, hạn chế"),
    ("nguyen_nhan", "Nguyên nhân"),
    ("phuong_huong", "Phương hướng, nhiệm vụ trọng tâm kỳ tới"),
    ("kien_nghi", "Kiến nghị, đề xuất"),
)
_ROMAN = ("I.", "II.", "III.", "IV.", "V.")
_COMMITTEE = "Ủy ban nhân dân"
_STATUS_WORDS = {
    Status.DONE: "đã hoàn thành",
    Status.ONGOING: "đang thực hiện",
    Status.NOT_STARTED: "chưa thực hiện",
    Status.NOT_ARISING: "trong kỳ không phát sinh",
}


@dataclass(frozen=True, slots=True)
class Own(InCampaign):
    """The agency, its return, what it answers to; `report` and `signing`: how its report is headed and signed."""

    job: Job
    campaign: Campaign
    agency: Agency
    sent: Return
    draft: bool
    report: ReportSettings
    signing: Signing

    def rows(self, item: Item) -> tuple[tuple[Obligation, Answer | None], ...]:
        asked = (o for o in self.campaign.owed(self.agency) if o.item == item.code)
        return tuple((o, self.sent.answer(o.row)) for o in asked)


def own_of(job: Job, campaign: Campaign, sent: Return, draft: bool) -> Own:
    """With the head and the signature that are proposed for the agency."""
    agency = campaign.registry.agency(sent.agency)
    assert agency is not None
    report, signing = own_settings(job, campaign.registry, agency)
    return Own(job, campaign, agency, sent, draft, report, signing)


def own_settings(job: Job, registry: Registry, agency: Agency) -> tuple[ReportSettings, Signing]:
    """How an agency's own report is headed and signed, as far as the province's job and the registry tell."""
    issuer, place = job.report.issuing_body, job.report.place
    symbol = "UBND" if _is_committee(agency) else agency.symbol or agency.code
    report = ReportSettings(
        agency.name.upper(),
        _place(agency, place),
        superior_line(agency, issuer),
        f"BC-{symbol}",
        profile=job.report.profile,
        annex_reference=job.report.annex_reference,
        addressees=(_addressee(job, registry, agency),),
    )
    return report, Signing(signing_lines(agency))


def compose_section(
    job: Job,
    campaign: Campaign,
    sent: Return,
    draft: bool = False,
    *,
    generation: str = "",
) -> Document:
    """The agency's section as a Document of one part; `sent` is its own return. Rows that it was asked
    and left blank are marked in a draft, and otherwise left out when they were optional."""
    own = own_of(job, campaign, sent, draft)
    return document_of(own, (main_part(own, f"phan_{own.agency.code}"),), generation)


def document_of(own: Own, parts: tuple[Part, ...], generation: str) -> Document:
    subject = usual_subject(own.period)
    return Document(
        id=f"{own.plan.id}/{own.period.id}/{own.agency.code}",
        title=f"Báo cáo {lower_first(subject)} của {own.agency.name}",
        parts=parts,
        profile=own.job.report.profile,
        draft=own.draft,
        generation=generation,
        author=own.agency.name,
        subject=subject,
    )


def main_part(own: Own, name: str, annexes: str = "") -> Part:
    """The text of the section, or of the agency's own report; `annexes`: what follows it, as the text cites it."""
    subject = usual_subject(own.period)
    blocks: tuple[Block, ...] = (*_frame(own, subject, annexes), *_body(own), *_end(own, subject))
    return Part("main", name, subject, blocks)


def _frame(own: Own, subject: str, annexes: str) -> Iterator[Block]:
    yield letterhead(own.report, own.job.task.as_of.year)
    yield Title("main/title", "BÁO CÁO", subject)
    yield from addressees(own.report)
    more = f" (chi tiết tại {annexes} kèm theo)" if annexes else ""
    opening = f"Thực hiện {plan_cited(own.plan)}, {own.agency.name} báo cáo {lower_first(subject)}{more} như sau:"
    yield paragraph("main/opening", opening)


def superior_line(agency: Agency, issuing_body: str) -> str:
    """UBND TỈNH … above a department of the province; none above a people's committee, nor above a
    central body, which belongs to no group of the province (NĐ 30/2020, Phụ lục I, Mục II.2)."""
    if _is_committee(agency) or not agency.groups:
        return ""
    return " ".join(issuing_body.split()).replace(_COMMITTEE.upper(), "UBND")


def _is_committee(agency: Agency) -> bool:
    return agency.name.startswith(_COMMITTEE)


def _place(agency: Agency, place: str) -> str:
    """A people's committee signs in its own place, everybody else in the province's."""
    named = re.match(rf"{_COMMITTEE} (?:thành phố|thị xã|huyện|xã|phường|thị trấn|đặc khu) (.+)", agency.name)
    return named[1] if named else place


def _addressee(job: Job, registry: Registry, agency: Agency) -> str:
    issuer = body_in_prose(job.report.issuing_body, job.report.place)
    compiling = registry.agency(job.task.agency)
    through = compiling and compiling.code != agency.code
    return f"{issuer} (qua {compiling.name})" if compiling and through else issuer


def _body(own: Own) -> Iterator[Block]:
    number = 0
    for kind, title in _HEADINGS:
        blocks = tuple(_kind(own, kind))
        if blocks:
            yield Heading(f"section/{kind.value}", 1, _ROMAN[number], title)
            yield from blocks
            number += 1
    opinions = tuple(_opinions(own))
    if opinions:
        yield Heading("section/opinions", 1, _ROMAN[number], "ĐÁNH GIÁ, KIẾN NGHỊ")
        yield from opinions


def _kind(own: Own, kind: ItemKind) -> Iterator[Block]:
    """Targets in a row; tasks and duties under the plan's own section titles, numbered anew."""
    number = 0
    for section, items in items_by_section(own.plan.of_kind(kind)).items():
        paragraphs = [p for item in items if (p := _item(item, own))]
        heading = own.plan.section(section)
        if paragraphs and heading and kind is not ItemKind.TARGET:
            number += 1
            yield Heading(f"section/{section}", 2, f"{number}.", heading.title)
        yield from paragraphs


def _item(item: Item, own: Own) -> Paragraph | None:
    rows = own.rows(item)
    answered = [(o, a) for o, a in rows if a is not None and not a.empty]
    owed = any(o.required for o, _ in rows)
    if not answered and not (owed and own.draft):
        return None
    figures = [(o, _figure_words(o, a, item, own)) for o, a in rows if o.answer is not None and (a or o.required)]
    said = _said([a for _, a in answered])
    opening = "- " if any(words for _, words in figures) else f"- {short_title(item.text)}: "
    if not figures and not said:
        said = _status_words(answered) or (say(gap("CHƯA CÓ BÁO CÁO")) if own.draft else ())
    words = joined(
        (*(sentence(f) for f in _one_a_measure(figures) if f), sentence(said) if figures else after_colon(said)), " "
    )
    texts = (text for _, a in answered for text in (a.narrative, a.evidence) if text)
    sources = tuple(Source(own.agency.code, text.location, raw=text.text) for text in texts)
    return paragraph(f"{item.code}/result", opening, words, sources=sources) if words else None


def _one_a_measure(figures: Sequence[tuple[Obligation, Runs]]) -> Iterator[Runs]:
    """The agency's own figure and that of its communes in one sentence."""
    for measure in dict.fromkeys(asked.measure for asked, _ in figures):
        yield joined((words for asked, words in figures if asked.measure == measure), "; ")


def _said(answers: Sequence[Answer]) -> Runs:
    """The agency's own words with its documents; the reason where nothing arose."""
    texts = dict.fromkeys(as_prose(a.narrative.printed) for a in answers if a.narrative)
    reasons = dict.fromkeys(as_prose(a.note.text) for a in answers if a.note and a.status is Status.NOT_ARISING)
    named = dict.fromkeys(d for a in answers if a.evidence for d in documents(a.evidence.printed))
    words = " ".join(full_stop(text) for text in (*texts, *reasons))
    citation = f"({'; '.join(named)})" if named else ""
    return say(with_citation(words, citation)) if words else say(f"Minh chứng: {citation[1:-1]}." if citation else "")


def _status_words(answered: Sequence[tuple[Obligation, Answer]]) -> Runs:
    status = next((a.status for _, a in answered if a.status), None)
    return say(f"{_STATUS_WORDS[status]}.") if status else ()


def _figure_words(asked: Obligation, answer: Answer | None, item: Item, own: Own) -> Runs:
    measure = next(m for m in item.measures if m.id == asked.measure)
    name = f"{own.registry.name_of(below(own)) if asked.level == 'commune' else measure.name}: "
    if answer and answer.status is Status.NOT_ARISING:
        return say(name, _STATUS_WORDS[Status.NOT_ARISING])
    figure = figure_of(asked, answer, measure, own) if answer else None
    if figure is None:
        status = _STATUS_WORDS[answer.status] if answer and answer.status else ""
        blank = say(gap("CHƯA CÓ SỐ LIỆU")) if own.draft and asked.required else ()
        return say(name, status or blank) if status or blank else ()
    return say(name, _value(figure, asked, measure), communes_behind(answer, own))


def below(own: Own) -> str:
    """The group of those that report through this agency: `Ủy ban nhân dân cấp xã`."""
    children = own.registry.children(own.agency.code)
    return children[0].groups[0] if children and children[0].groups else ""


def _value(figure: Figure, asked: Obligation, measure: Measure) -> Runs:
    if asked.answer is MeasureKind.UNITS and asked.level == "own":
        return say(Run("đơn vị đã thực hiện" if figure.value else "đơn vị chưa thực hiện", figure=figure))
    return figure_words(measure, figure)


def communes_behind(answer: Answer | None, own: Own) -> str:
    if answer is None or answer.reported is None or answer.level != "commune":
        return ""
    total = answer.total.value if answer.total else len(own.registry.children(own.agency.code))
    return f", theo báo cáo của {answer.reported.value:f}/{total} đơn vị"


def figure_of(asked: Obligation, answer: Answer, measure: Measure, own: Own) -> Figure | None:
    """The figure of one row, out of its two cells."""
    if answer.numerator is None:
        return None
    kind = asked.answer or measure.kind
    top = _total(answer.numerator, own)
    if kind is MeasureKind.COUNT:
        return Figure(asked.row, top.value, Formula.VALUE, (top,), measure.unit)
    bottom = _total(answer.denominator, own) if answer.denominator else _one(answer, own)
    if not bottom.value:
        return None
    formula = Formula.DECREASE if kind is MeasureKind.DECREASE else Formula.RATIO
    bare = Figure(asked.row, Decimal(0), formula, (top, bottom), "%")
    return Figure(bare.id, recomputed(bare), formula, bare.operands, "%")


def _total(quantity: Quantity, own: Own) -> Total:
    return Total(quantity.value, (Source(own.agency.code, quantity.location, quantity.value, quantity.raw),))


def _one(answer: Answer, own: Own) -> Total:
    """Yes or no of one unit is 1 or 0 over 1; of communes, over those that reported."""
    if answer.reported:
        return _total(answer.reported, own)
    where = answer.numerator.location if answer.numerator else answer.location
    return Total(Decimal(1), (Source(own.agency.code, where, Decimal(1)),))


def _opinions(own: Own) -> Iterator[Block]:
    number = 0
    for key, title in _OPINIONS:
        text = own.sent.assessment.get(key)
        if text is None or not text.text.strip():
            continue
        number += 1
        yield Heading(f"section/{key}", 2, f"{number}.", title)
        source = Source(own.agency.code, text.location, raw=text.text)
        for line, words in enumerate(filter(None, text.text.split("\n")), 1):
            yield paragraph(f"section/{key}/{line}", f"- {full_stop(words.lstrip('-–•+ '))}", sources=(source,))


def _end(own: Own, subject: str) -> Iterator[Block]:
    yield paragraph("main/ending", f"Trên đây là Báo cáo {lower_first(subject)} của {own.agency.name}./.")
    yield closing(own.report, own.signing)


def signing_lines(agency: Agency) -> tuple[str, ...]:
    """The head's function by the kind of body; the name stays blank, the return does not say it."""
    if _is_committee(agency):
        return (f"TM. {_COMMITTEE.upper()}", "CHỦ TỊCH")
    heads = (
        ("Sở", "GIÁM ĐỐC"),
        ("Văn phòng", "CHÁNH VĂN PHÒNG"),
        ("Ban", "TRƯỞNG BAN"),
        ("Thanh tra", "CHÁNH THANH TRA"),
        ("Cục", "CỤC TRƯỞNG"),
        ("Trường", "HIỆU TRƯỞNG"),
        ("Kho bạc", "GIÁM ĐỐC"),
        ("Bảo hiểm", "GIÁM ĐỐC"),
        ("Đài", "GIÁM ĐỐC"),
        ("Ngân hàng", "GIÁM ĐỐC"),
    )
    return (next((title for start, title in heads if agency.name.startswith(start)), "THỦ TRƯỞNG CƠ QUAN"),)

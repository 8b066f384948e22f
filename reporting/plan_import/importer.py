"""Step 0: what the plan's own document says → Plan, with findings for all that no rule understood.

The order: mend the text (clean), find the frame, read its facts, build the tree, tell headings from
items, say who leads which field, then read each item's roles, due date and measures; annex tables
last, because their rows may be tasks of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reporting.agencies import Registry
from reporting.errors import PlanError
from reporting.findings import Finding
from reporting.plan import Item, ItemKind, Measure, MeasureKind, Plan, Section, by_role
from reporting.plan_import.annex import AnnexTable, annex_title, annexes_of, table_rows
from reporting.plan_import.annex_items import (
    RowReading,
    annex_root,
    merged,
    named_parties,
    new_items,
    read_row,
    same_item,
    target_text,
)
from reporting.plan_import.blocks import Blocks
from reporting.plan_import.clean import clean_document
from reporting.plan_import.coverage import lost_text
from reporting.plan_import.due import due_of
from reporting.plan_import.facts import PlanFacts, facts_of, title_index
from reporting.plan_import.frame import DocumentFrame, continues_table, frame_of
from reporting.plan_import.headings import numbered
from reporting.plan_import.items import measured, read_items, remeasured
from reporting.plan_import.keys import similarity, squeezed
from reporting.plan_import.leads import Leads, by_field, leads_of
from reporting.plan_import.markers import Marker, MarkerKind, marker_of
from reporting.plan_import.measures import has_figure
from reporting.plan_import.outline import CONCLUDING, Node, build
from reporting.plan_import.owners import focal_of
from reporting.plan_import.parties import Parties
from reporting.plan_import.proposed_registry import proposed_registry
from reporting.plan_import.questions import Question, QuestionAnswer, QuestionKind, questions_of, settle
from reporting.plan_import.roles import BLOCK_FIELDS, is_role_sentence, opening_label
from reporting.plan_import.rules import ImportRules
from reporting.plan_import.sections import PlanOutline, read_outline
from reporting.plan_import.selfcheck import doubts
from reporting.plan_import.source import SourceBlock, SourceDocument, SourceParagraph, SourceTable
from reporting.plan_import.work import (
    Work,
    report_facts,
    report_fields,
    report_form,
    report_items,
    report_outline,
    report_row,
)
from reporting.text import one_line

_OTHER_TYPES = re.compile(
    r"^(BÁO CÁO|TỜ TRÌNH|THÔNG BÁO|NGHỊ QUYẾT|NGHỊ ĐỊNH|THÔNG TƯ|BIÊN BẢN|GIẤY MỜI|CÔNG ĐIỆN|CHỈ THỊ|QUYẾT ĐỊNH|HỢP ĐỒNG|QUY CHẾ|LUẬT)\b"
)


@dataclass(frozen=True, slots=True)
class Imported:
    """`registry`: the one given, or the one proposed from the plan's names (`registry_proposed`). `questions`: what
    settles several items at once, with the answers that were given."""

    plan: Plan
    registry: Registry
    registry_proposed: bool
    findings: tuple[Finding, ...]
    facts: PlanFacts
    questions: tuple[Question, ...] = ()


def import_plan(
    document: SourceDocument,
    rules: ImportRules,
    registry: Registry | None = None,
    answers: Sequence[QuestionAnswer] = (),
) -> Imported:
    """Read a plan. PlanError when the document is no plan; everything less is a finding. `answers`: an officer's to
    the questions of an import before."""
    cleaned = clean_document(document, rules)
    _check_readable(cleaned.document)
    frame = frame_of(cleaned.document, rules)
    facts = facts_of(frame)
    work = Work(
        cleaned.document,
        rules,
        Parties(rules, registry, *_place(facts.issuer, registry)),
        facts.year,
    )
    work.parties.discover(p.text for p in cleaned.document.paragraphs())
    work.parties.discover(line for t in cleaned.document.tables() for line in _cell_lines(t))
    report_form(work, document, cleaned)
    report_facts(work, facts)
    body, unnumbered = numbered(frame.body, rules)
    for heading in unnumbered:
        work.report(
            "import-number-proposed", heading.line, subject=heading.text, number=heading.numbering, text=heading.text
        )
    tree = _tree(body, work)
    outline = read_outline(tree, rules, work.parties, lambda text: has_figure(text, rules.measures))
    _check_plan(frame, facts, outline, cleaned.document)
    report_outline(work, tree, outline)
    leads = leads_of((r for r in outline.items if r.kind is ItemKind.DUTY), rules.fields, work.parties)
    work.sections = list(outline.sections)
    read_items(work, outline, leads)
    _read_tables(work, frame, outline)
    if not work.items:
        raise PlanError(
            "không tìm thấy chỉ tiêu, nhiệm vụ hay trách nhiệm nào trong văn bản", where=document.file,
            accepted="văn bản kế hoạch có các mục đánh số, gạch đầu dòng hoặc bảng nhiệm vụ",
        )  # fmt: skip
    proposed, by_fields = by_field(work.items, work.sections, rules.fields, work.parties)
    questions, settled = _settle(work, proposed, answers)
    agreed = {q.about for q in questions if q.settled}
    report_fields(work, (f for f in by_fields if f.why not in agreed))
    items = _with_same_as([replace(i, focal=focal_of(i.assignments)) for i in settled])
    plan = _plan(work, facts, frame, outline, tuple(items))
    report_items(work, plan, outline, cleaned)
    opening = frame.head[max(title_index(frame.head), 0) + 1 :]
    for text, line in lost_text(
        (*opening, *frame.body, *frame.annexes), work.document, plan, facts, tuple(work.findings)
    ):
        work.report("import-text-lost", line, subject=f"{line} {text[:40]}", text=text[:300])
    used = {p for i in plan.items for p in named_parties(i.assignments)} | {i.focal for i in plan.items}
    agencies = registry or proposed_registry(work.parties, used)
    work.findings += doubts(work, plan, agencies, tree)
    return Imported(
        plan,
        agencies,
        registry is None,
        tuple(work.findings),
        facts,
        questions,
    )


def _settle(
    work: Work, items: Sequence[Item], answers: Sequence[QuestionAnswer]
) -> tuple[tuple[Question, ...], tuple[Item, ...]]:
    """The questions of the import, and the items as the answers make them; what is answered is asked no more."""
    unknown = [str(dict(f.params).get("party", "")) for f in work.findings if f.code == "import-unknown-agency"]
    asked = questions_of(
        [replace(i, focal=focal_of(i.assignments)) for i in items], work.sections, unknown, work.parties
    )
    questions, settled, found = settle(asked, answers, items, work.parties)
    known = {q.about for q in questions if q.settled and q.kind is QuestionKind.UNKNOWN}
    work.findings[:] = [
        f for f in work.findings if dict(f.params).get("party") not in known or f.code != "import-unknown-agency"
    ]
    work.findings += found
    return questions, tuple(
        new if new is old else remeasured(work, new) for old, new in zip(items, settled, strict=True)
    )


def _place(issuer: str, registry: Registry | None) -> tuple[str, str]:
    """`tỉnh`, `thành phố`, `huyện`, `xã` … of the body that issues the plan, and its name."""
    kinds = r"(?i)(?<!\w)(tỉnh|thành phố|thị xã|huyện|quận|xã|phường|đặc khu)\s+((?:[A-ZĐÀ-Ỹ][\w’']*\s?)+)"
    found = re.search(kinds.replace("(?i)", ""), issuer) or re.search(kinds, issuer)
    name = " ".join(w.capitalize() for w in found[2].split()) if found else ""
    return (found[1].lower() if found and registry is None else "tỉnh"), name


def _cell_lines(table: SourceTable) -> Iterator[str]:
    for cell in (c for row in table.rows for c in row.cells if not c.covered):
        yield from cell.text.split("\n")


def _tree(blocks: Sequence[SourceBlock], work: Work) -> Node:
    blocks = [_with_colon(b, work) if isinstance(b, SourceParagraph) else b for b in blocks]
    tree = build(blocks, lambda p, m, n: _is_note(p, m, n, work))
    Blocks(work.rules, work.parties).fold(tree)
    return tree


def _with_colon(paragraph: SourceParagraph, work: Work) -> SourceParagraph:
    """A bulleted label without its colon gets it when names or a date and nothing else follow."""
    marker = marker_of(paragraph.full)
    if not marker.kind.is_bullet or ":" in paragraph.text:
        return paragraph
    for end in work.rules.roles.labels.without_colon(marker.rest):
        said = marker.rest[end:].strip(" .;")
        dated = len(said.split()) <= 9 and due_of(said, work.year, work.rules.due) is not None
        if dated or work.parties.whole(said):
            at = len(paragraph.text) - len(marker.rest) + end
            return replace(paragraph, text=f"{paragraph.text[:at]}:{paragraph.text[at:]}")
    return paragraph


def _is_note(paragraph: SourceParagraph, marker: Marker, above: Node, work: Work) -> bool:
    """Whether a paragraph speaks of the item above it: a labelled line, or a starred, italic or
    bracketed sentence that only says who does what."""
    text = marker.rest if marker.kind.is_bullet else paragraph.full
    if CONCLUDING.match(text):
        return False
    if marker.kind.is_number and marker.kind is not MarkerKind.PLAIN:
        return False
    label = opening_label(text, work.rules, work.parties)
    if label is not None and label.field not in BLOCK_FIELDS:
        return True
    if marker.kind in (MarkerKind.DASH, MarkerKind.BULLET):
        return False
    candidate = marker.kind is MarkerKind.STAR or paragraph.italic or text.startswith("(")
    if marker.kind is MarkerKind.PLAIN:
        candidate = candidate or above.kind.is_bullet or above.kind.is_number and len(above.text.split()) > 14
    elif marker.kind is MarkerKind.PLUS:
        candidate = paragraph.italic
    return candidate and len(text) < 900 and is_role_sentence(text, work.rules, work.parties)


def _check_readable(document: SourceDocument) -> None:
    if not any(p.text.strip() for p in document.paragraphs()) and not any(document.tables()):
        raise PlanError(
            "tệp không có chữ nào đọc được", where=document.file, accepted=".docx, .txt, PDF có lớp chữ",
            action="Nếu là bản quét ảnh, dùng bản Word gốc hoặc nhận dạng chữ (OCR) trước.",
        )  # fmt: skip


def _check_plan(frame: DocumentFrame, facts: PlanFacts, outline: PlanOutline, document: SourceDocument) -> None:
    """A report, a letter or anything else is refused with its name."""
    if facts.type_name:
        return
    other = next((m[1] for p in frame.head if (m := _OTHER_TYPES.match(p.text.strip()))), "")
    if not other:
        other = next(
            (m[1] for p in list(document.paragraphs())[:25] if p.text.isupper() and (m := _OTHER_TYPES.match(p.text))),
            "",
        )
    named = any("kế hoạch" in squeezed(p.text) for p in list(document.paragraphs())[:30])
    zones = {i.kind for i in outline.items}
    if (
        other
        or not named
        or (ItemKind.TASK in zones and len(outline.assumed) == len([s for s in outline.sections if not s.parent]))
    ):
        what = f"là {other}, không phải kế hoạch" if other else "không phải kế hoạch"
        raise PlanError(
            f"văn bản này {what}", where=document.file,
            accepted="kế hoạch có dòng 'KẾ HOẠCH', các mục về chỉ tiêu, nhiệm vụ, tổ chức thực hiện, hoặc phụ lục nhiệm vụ",
        )  # fmt: skip


def _read_tables(work: Work, frame: DocumentFrame, outline: PlanOutline) -> None:
    """Tables in the text stand in their section; annexes after the closing get sections of their own."""
    for section, table in _whole_tables(outline.tables, work.rules):
        annex = table_rows(table, work.rules)
        _take_annex(work, annex, section or "PL", known=bool(section))
    if frame.annexes and not any(isinstance(b, SourceTable) for b in frame.annexes):
        _read_listed_annex(work, frame)
        return
    annexes = annexes_of(frame.annexes, work.rules)
    with_rows = [a for a in annexes if a.rows]
    for number, annex in enumerate(annexes, 1):
        root = annex_root(annex, len(with_rows)) if annex.number or len(with_rows) <= 1 else f"PL{number}"
        _take_annex(work, annex, root, known=False)


def _whole_tables(tables: Sequence[tuple[str, SourceTable]], rules: ImportRules) -> Iterator[tuple[str, SourceTable]]:
    """Tables of the text, one that goes on over pages put together again."""
    held: tuple[str, SourceTable] | None = None
    for section, table in tables:
        if held and held[0] == section and continues_table(held[1], table, rules):
            held = (section, replace(held[1], rows=(*held[1].rows, *table.rows)))
            continue
        if held:
            yield held
        held = (section, table)
    if held:
        yield held


def _read_listed_annex(work: Work, frame: DocumentFrame) -> None:
    """An annex without a table: a list of tasks under headings of its own."""
    paragraphs = [b for b in frame.annexes if isinstance(b, SourceParagraph)]
    first = next(
        (n for n, p in enumerate(paragraphs) if marker_of(p.full).kind is not MarkerKind.PLAIN), len(paragraphs)
    )
    if first == len(paragraphs):
        return
    number, title = annex_title(paragraphs[:first])
    tree = _tree(paragraphs[first:], work)
    listed = read_outline(tree, work.rules, work.parties, lambda t: has_figure(t, work.rules.measures), ("PL", "tasks"))
    work.sections += [Section("PL", f"Phụ lục {number}".strip(), title), *listed.sections]
    report_outline(work, tree, listed)
    read_items(work, listed, Leads((), (), ()))


def _take_annex(work: Work, annex: AnnexTable, root: str, known: bool) -> None:
    taken: set[str] = set()
    fresh: list[RowReading] = []
    for text, line in annex.unread:
        work.report("import-table-unread", line, subject=f"{line}", text=text[:300])
    for row in annex.rows:
        reading = read_row(row, work.year, work.rules, work.parties)
        same = same_item(row, work.items, taken)
        report_row(work, reading, same.code if same else "")
        if same is None:
            fresh.append(reading)
            continue
        taken.add(same.code)
        at = work.items.index(same)
        made = merged(same, reading)
        roles = by_role(made.assignments)
        work.items[at] = replace(made, assignments=roles, focal=focal_of(roles))
        work.report("import-annex-same", row.line, item=same.code, subject=f"{row.line}", text=one_line(row.text)[:200])
    if fresh:
        _add_rows(work, annex, root, fresh, known)


def _add_rows(work: Work, annex: AnnexTable, root: str, fresh: Sequence[RowReading], known: bool) -> None:
    offset = max((i.number for i in work.items if i.section == root), default=0)
    for section, item, reading in new_items(annex, root, fresh):
        if section is not None and not (known and section.section == root):
            _place_section(work, section)
        if item is None or reading is None:
            continue
        if item.section == root and offset:
            item = replace(item, number=item.number + offset, code=f"{root}.{item.number + offset:02}")
        work.correct(item.code, item.text, item.source_line)
        roles = by_role(item.assignments)
        item = replace(item, assignments=roles, source=work.at(item.source_line), focal=focal_of(roles))
        _place_item(work, measured(work, item, target_text(reading.row)))


def _place_section(work: Work, section: Section) -> None:
    """After its parent and what stands under the parent already."""
    below = [
        n
        for n, s in enumerate(work.sections)
        if s.section == section.parent or s.section.startswith(f"{section.parent}.")
    ]
    work.sections.insert(below[-1] + 1 if below and section.parent else len(work.sections), section)


def _place_item(work: Work, item: Item) -> None:
    """Before the first item of a later section."""
    order = {s.section: n for n, s in enumerate(work.sections)}
    own = order.get(item.section, len(order))
    at = next((n for n, i in enumerate(work.items) if order.get(i.section, len(order)) > own), len(work.items))
    work.items.insert(at, item)


def _with_same_as(items: list[Item]) -> list[Item]:
    """A figure that a task repeats word for word is asked once (contract, "Targets and measures")."""
    tasks = [i for i in items if i.kind is ItemKind.TASK and re.search(r"\d", i.text)]
    made = []
    for item in items:
        measures = tuple(replace(m, same_as=_repeated(m, tasks)) if _repeated(m, tasks) else m for m in item.measures)
        made.append(replace(item, measures=measures))
    return made


def _repeated(measure: Measure, tasks: Sequence[Item]) -> str:
    if measure.kind is MeasureKind.MILESTONE or not measure.threshold_text:
        return ""
    for task in tasks:
        if any(_says_the_same(measure, clause) for clause in re.split(r"[;.]\s|\svà\s(?=\d)", task.text)):
            return task.code
    return ""


def _says_the_same(measure: Measure, clause: str) -> bool:
    """The same threshold of the same thing; what the task adds after it does not matter."""
    at = clause.find(measure.threshold_text)
    if at < 0:
        return False
    length = len(measure.numerator.split())
    said = " ".join(clause[at + len(measure.threshold_text) :].split()[:length])
    return similarity(measure.numerator.removeprefix("Số "), said) >= 0.8


def _plan(work: Work, facts: PlanFacts, frame: DocumentFrame, outline: PlanOutline, items: tuple[Item, ...]) -> Plan:
    reform = "cải cách hành chính" in squeezed(work.correct("Trích yếu", facts.title, facts.line("title")))
    for recipient in facts.recipients:
        work.correct("Nơi nhận", recipient, 0)
    texts = [("mo_dau", facts.introduction)] if facts.introduction else []
    texts += [(section, text) for section, text, _ in outline.texts]
    return Plan(
        f"KH-{'CCHC-' if reform else ''}{facts.year or ''}".rstrip("-"), facts.year, facts.title, facts.type_name or "KẾ HOẠCH",
        facts.number, facts.symbol, facts.issuer, facts.place, facts.day, facts.annex_of, facts.legal_bases, facts.signing,
        facts.recipients, tuple(work.sections), items, tuple(work.corrections), tuple(texts),
    )  # fmt: skip

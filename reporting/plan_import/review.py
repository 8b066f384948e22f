"""What an officer has to look at after an import, row by row: not understood, proposed, recognised."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reporting.codes import Severity
from reporting.plan import Assignment, Item, ItemKind, Measure
from reporting.plan_import.importer import Imported
from reporting.plan_import.questions import QuestionKind
from reporting.plan_import.work import listed
from reporting.text import one_line

ASKED, UNCLEAR, PROPOSED, RECOGNISED = "Cần trả lời", "Chưa hiểu", "Đề xuất", "Nhận ra"

_FIELDS = {
    "name": "tên",
    "unit": "đơn vị tính",
    "numerator": "tử số",
    "denominator": "mẫu số",
    "comparator": "so sánh",
    "threshold": "ngưỡng",
    "kind": "loại",
    "combine": "cách tổng hợp",
}


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """`state` one of the three; `line` in the source document (0: none); `action` what to do."""

    state: str
    item: str
    line: int
    what: str
    text: str
    action: str = ""
    question: str = ""
    answer: str = ""


_ASKED = {
    QuestionKind.SILENT: ("Ai thực hiện", "Ghi tên hoặc mã cơ quan, hoặc “Chủ trì: …; phối hợp: …”, vào cột 'Trả lời'."),
    QuestionKind.PHRASE: ("Cụm từ chung là những ai", "Ghi cơ quan, nhóm cơ quan vào cột 'Trả lời'; “không” nếu để nêu chung."),
    QuestionKind.UNKNOWN: ("Cơ quan ngoài danh mục", "Ghi cơ quan trong danh mục vào cột 'Trả lời'; “không” nếu để nguyên như kế hoạch."),
    QuestionKind.PROPOSAL: ("Đề xuất cho nhiều mục", "Ghi “đồng ý”, “không”, hoặc cơ quan đúng vào cột 'Trả lời'."),
}  # fmt: skip
# The findings that a question asks: they do not stand in the sheet twice.
_AS_QUESTION = {QuestionKind.SILENT: "import-item-without-roles", QuestionKind.UNKNOWN: "import-unknown-agency"}


def review_rows(imported: Imported) -> tuple[ReviewRow, ...]:
    """Questions that settle several items first, then what was not understood, then proposals, then a summary of what was
    recognised."""
    rows = (*_asked(imported), *_unclear(imported), *_proposed(imported), *_agencies(imported), *_recognised(imported))
    order = {ASKED: 0, UNCLEAR: 1, PROPOSED: 2, RECOGNISED: 3}
    return tuple(sorted(rows, key=lambda row: order[row.state]))


def _asked(imported: Imported) -> Iterator[ReviewRow]:
    """Each question; one that is answered stays with its answer, for the next import."""
    for q in imported.questions:
        what, action = _ASKED[q.kind]
        state = RECOGNISED if q.settled else ASKED
        yield ReviewRow(state, listed(q.items), q.line, what, q.text, action, q.id, q.answer)


def _unclear(imported: Imported) -> Iterator[ReviewRow]:
    asked = {(_AS_QUESTION.get(q.kind), q.about) for q in imported.questions}
    first = {(_AS_QUESTION.get(q.kind), q.items[0]) for q in imported.questions}
    for found in imported.findings:
        if (found.code, dict(found.params).get("party")) in asked:
            continue
        if found.code == _AS_QUESTION[QuestionKind.SILENT] and (found.code, found.item) in first:
            continue
        state = RECOGNISED if found.severity is Severity.NOTE else UNCLEAR
        if found.code in (
            "import-number-proposed",
            "import-correction",
            "import-fact-proposed",
            "import-zone-assumed",
            "import-target-without-figure",
        ):
            state = PROPOSED
        yield ReviewRow(state, found.item, found.location.paragraph, found.entry.title, found.wrong, found.action)


def _proposed(imported: Imported) -> Iterator[ReviewRow]:
    for item in imported.plan.items:
        for reason, assignments in _by_reason(item).items():
            who = "; ".join(f"{a.role.label}: {imported.registry.name_of(a.party)}" for a in assignments)
            yield ReviewRow(PROPOSED, item.code, item.source_line, "Vai trò", who, reason)
        if item.focal:
            name = imported.registry.name_of(item.focal)
            why = "Kế hoạch không nêu cơ quan chủ trì; đề xuất cơ quan theo dõi đầu tiên."
            yield ReviewRow(PROPOSED, item.code, item.source_line, "Đầu mối tổng hợp", name, why)
        for measure in item.measures:
            yield _measure(item, measure)


def _by_reason(item: Item) -> dict[str, list[Assignment]]:
    made: dict[str, list[Assignment]] = {}
    for assignment in item.assignments:
        if assignment.proposed:
            made.setdefault(assignment.why, []).append(assignment)
    return made


def _measure(item: Item, measure: Measure) -> ReviewRow:
    names = ", ".join(_FIELDS[f] for f in measure.proposed if f in _FIELDS)
    what = f"{measure.name} · {measure.kind.label} · {measure.threshold_text or 'không có ngưỡng'} · {measure.combine.label}"
    why = f"Kế hoạch không ghi: {names}; suy từ lời văn và vai trò." if names else ""
    return ReviewRow(PROPOSED, item.code, item.source_line, f"Phép đo {measure.id}", what, why)


def _agencies(imported: Imported) -> Iterator[ReviewRow]:
    """Without a registry every agency is a proposal, with its code."""
    for agency in imported.registry.agencies if imported.registry_proposed else ():
        action = "Mã dùng trong tên tệp và biểu mẫu; đổi trong danh mục đơn vị trước khi dùng."
        yield ReviewRow(PROPOSED, "", 0, "Cơ quan", f"{agency.code}: {agency.name}", action)
    for group in imported.registry.groups if imported.registry_proposed else ():
        if not imported.registry.members(group.code):
            text = f"{group.code}: {group.name}"
            yield ReviewRow(
                UNCLEAR, "", 0, "Nhóm chưa có đơn vị nào", text, "Thêm các đơn vị của nhóm vào danh mục đơn vị."
            )


def _recognised(imported: Imported) -> Iterator[ReviewRow]:
    plan = imported.plan
    for kind in ItemKind:
        items = plan.of_kind(kind)
        if items:
            codes = f"{items[0].code} … {items[-1].code}" if len(items) > 1 else items[0].code
            yield ReviewRow(RECOGNISED, "", items[0].source_line, kind.label, f"{len(items)} mục ({codes})")
    for section in plan.sections:
        inside = [i for i in plan.items if i.section == section.section]
        line = inside[0].source_line if inside else 0
        text = f"{section.number} {one_line(section.title)}".strip()
        yield ReviewRow(RECOGNISED, section.section, line, "Đề mục", f"{text}: {len(inside)} mục" if inside else text)

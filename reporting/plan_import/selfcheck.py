"""What an importer must never hand over in silence: checked on its own result before it says "done".

Knows nothing of the rules that made the result. An error here means: look before the plan is used.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from reporting.agencies import Registry
from reporting.findings import Finding, finding
from reporting.plan import Item, Plan
from reporting.plan_import.markers import MarkerKind
from reporting.plan_import.outline import Node, numbering_jumps
from reporting.plan_import.roles import opening_label
from reporting.plan_import.work import Work
from reporting.text import one_line


def doubts(work: Work, plan: Plan, registry: Registry, tree: Node) -> Iterator[Finding]:
    """Codes used twice, items that are only a label or a heading, agencies of one word, a part that is missing."""
    for code, count in Counter(i.code for i in plan.items).items():
        if count > 1:
            yield finding("import-code-doubled", work.at(_line(plan, code)), item=code, count=count)
    for item in plan.items:
        text = one_line(item.text)
        if _is_label(item, work):
            yield finding("import-item-is-label", work.at(item.source_line), item=item.code, text=text[:120])
        elif _is_heading(text, work):
            yield finding("import-item-is-heading", work.at(item.source_line), item=item.code, text=text[:120])
    yield from _common_words(work, plan, registry)
    yield from _passed_over(work, plan)
    for node, expected in numbering_jumps(tree):
        if node.kind is MarkerKind.ROMAN and node in tree.children:
            number = {"number": node.marker.printed, "expected": expected}
            yield finding(
                "import-part-missing", work.at(node.line), subject=f"{node.line}", text=node.text[:120], **number
            )


_WITH = re.compile(r"(?<!\w)[Pp]hối hợp(?: chặt chẽ)? (?:với|cùng) (?:các )?(?=[A-ZĐÀ-Ỹ])")


def _passed_over(work: Work, plan: Plan) -> Iterator[Finding]:
    """`phối hợp với VNPT tỉnh`: somebody with a name stands there, and no role came of it."""
    told = {
        f.item for f in work.findings if f.code in ("import-roles-left", "import-roles-idle", "import-unknown-agency")
    }
    for item in (i for i in plan.items if i.code not in told):
        text = one_line(item.text)
        for match in _WITH.finditer(text):
            name = " ".join(text[match.end() :].split()[:6])
            if not any(m.start <= 25 for m in work.parties.find(text[match.end() :])):
                where = {"item": item.code, "subject": name, "left": name, "text": text[:300]}
                yield finding("import-roles-left", work.at(item.source_line), **where)


def _line(plan: Plan, code: str) -> int:
    return next(i.source_line for i in reversed(plan.items) if i.code == code)


def _is_label(item: Item, work: Work) -> bool:
    """`Cơ quan chủ trì: Sở Tư pháp.` and nothing else."""
    label = opening_label(item.text, work.rules, work.parties)
    return label is not None and (bool(label.roles) or label.field in ("due", "product", "funding"))


def _is_heading(text: str, work: Work) -> bool:
    return text.isupper() and len(text.split()) > 1 and work.rules.zones.of(text) != ""


def _common_words(work: Work, plan: Plan, registry: Registry) -> Iterator[Finding]:
    """A body whose name is one word, or begins small: it comes from the middle of something else (`bản`)."""
    told: set[str] = set()
    for item in plan.items:
        for assignment in (a for a in item.assignments if not a.open and a.party not in told):
            name = registry.name_of(assignment.party)
            if work.parties.is_group(assignment.party) or registry.group(assignment.party):
                continue
            if len(name.split()) < 2 and not name.isupper():
                told.add(assignment.party)
                yield finding("import-agency-doubtful", work.at(item.source_line), item=item.code, party=name)

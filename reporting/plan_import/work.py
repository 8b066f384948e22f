"""What one import gathers on its way, and what it reports: every repair, proposal and gap as a finding."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from reporting.findings import Finding, finding
from reporting.location import Location
from reporting.plan import Correction, Item, MeasureKind, Plan, Section
from reporting.plan_import.annex_items import RowReading
from reporting.plan_import.clean import Cleaned
from reporting.plan_import.corrections import corrected
from reporting.plan_import.facts import PlanFacts
from reporting.plan_import.figures import figures_of
from reporting.plan_import.keys import squeezed
from reporting.plan_import.leads import FieldProposal
from reporting.plan_import.outline import Node, numbering_jumps
from reporting.plan_import.owners import Owners
from reporting.plan_import.parties import Parties
from reporting.plan_import.questions import silent_sections
from reporting.plan_import.rules import ImportRules
from reporting.plan_import.sections import PlanOutline
from reporting.plan_import.source import SourceDocument
from reporting.text import one_line


@dataclass(slots=True)
class Work:
    """What one import gathers."""

    document: SourceDocument
    rules: ImportRules
    parties: Parties
    year: int = 0
    findings: list[Finding] = field(default_factory=list)
    corrections: list[Correction] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)

    def at(self, line: int) -> Location:
        return self.document.at(line)

    def report(self, code: str, line: int, **params: object) -> None:
        self.findings.append(finding(code, self.at(line), **params))

    def correct(self, where: str, text: str, line: int) -> str:
        """The text without its slips, to be read; what the plan keeps is the text as printed until an officer
        confirms each slip."""
        mended, found = corrected(where, text, self.rules.slips)
        for correction in found:
            self.report(
                "import-correction",
                line,
                item=where,
                subject=correction.wrong,
                wrong=correction.wrong,
                right=correction.right,
                place=where,
            )
        self.corrections += found
        return mended


def report_form(work: Work, document: SourceDocument, cleaned: Cleaned) -> None:
    if cleaned.legacy:
        work.report("import-legacy-font", 0, value=", ".join(cleaned.legacy))
    if cleaned.dropped:
        work.report("import-dropped", 0, count=cleaned.dropped)
    if document.tracked:
        work.report("import-tracked-changes", 0)
    for line in cleaned.joined:
        work.report("import-joined", line, subject=f"{line}")


_FACTS = {"title": "trích yếu (tên kế hoạch)", "year": "năm của kế hoạch", "issuer": "cơ quan ban hành"}
_LABELS = {"issuer": "Cơ quan ban hành", "year": "Năm"}


def report_facts(work: Work, facts: PlanFacts) -> None:
    for name, label in _FACTS.items():
        if not getattr(facts, name):
            work.report("import-fact-missing", 0, subject=name, fact=label)
    for name, why in facts.proposed:
        work.report(
            "import-fact-proposed",
            facts.line(name),
            subject=name,
            fact=_LABELS.get(name, name),
            value=getattr(facts, name),
            why=why,
        )


def report_outline(work: Work, tree: Node, outline: PlanOutline) -> None:
    for node, expected in numbering_jumps(tree):
        work.report(
            "import-numbering-jump",
            node.line,
            subject=f"{node.line}",
            number=node.marker.printed,
            expected=expected,
            text=node.text[:120],
        )
    for section, text, line in outline.loose:
        work.report("import-unplaced-text", line, subject=f"{section} {line}", text=text[:300])
    for section, text, line in outline.texts:
        if section and any(f.kind is not MeasureKind.COUNT for f in figures_of(text, work.rules.measures)):
            work.report("import-figure-in-text", line, subject=f"{section} {line}", text=text[:300])
    for section, text, line in outline.assumed:
        work.report("import-zone-assumed", line, subject=section, text=text[:120])


def report_owners(work: Work, item: Item, owners: Owners, line: int) -> None:
    for piece in owners.left:
        work.report(
            "import-roles-left",
            line,
            item=item.code,
            subject=piece,
            left=piece,
            text=item.roles_text or owners.sentence,
        )
    for party in owners.idle:
        work.report(
            "import-roles-idle",
            line,
            item=item.code,
            subject=party,
            party=party,
            text=item.roles_text or owners.sentence,
        )
    for name in owners.unknown:
        work.report("import-unknown-agency", line, item=item.code, subject=name, party=name)


def report_row(work: Work, reading: RowReading, same: str) -> None:
    where = same or one_line(reading.row.text)[:60]
    if reading.due_unclear:
        work.report("import-due-unclear", reading.row.line, item=where, text=reading.row.cell("due"))
    for piece in reading.owners.left:
        work.report(
            "import-roles-left",
            reading.row.line,
            item=where,
            subject=piece,
            left=piece,
            text=reading.row.cell("lead"),
        )
    for name in reading.owners.unknown:
        work.report("import-unknown-agency", reading.row.line, item=where, subject=name, party=name)


def _report_own_bodies(work: Work, plan: Plan) -> None:
    """Each body that only the plan's own sentences name, once."""
    told = {str(dict(f.params).get("party", "")) for f in work.findings if f.code == "import-unknown-agency"}
    for item in plan.items:
        for party in (a.party for a in item.assignments):
            name = work.parties.unknown.get(party, party)
            if squeezed(name) in work.parties.discovered and name not in told:
                told.add(name)
                work.report("import-unknown-agency", item.source_line, item=item.code, subject=name, party=name)


def report_items(work: Work, plan: Plan, outline: PlanOutline, cleaned: Cleaned) -> None:
    _report_own_bodies(work, plan)
    _report_silent(work, plan)
    for item in plan.items:
        if any(m.kind is MeasureKind.MILESTONE for m in item.measures):
            work.report(
                "import-target-without-figure", item.source_line, item=item.code, text=one_line(item.text)[:200]
            )
    annexed = any(i.code.startswith("PL") for i in plan.items) or any(
        f.code == "import-annex-same" for f in work.findings
    )
    for text, line in outline.annex_named if not annexed else ():
        work.report("import-annex-missing", line, subject=f"{line}", text=text[:200])
    used = {m for m, _ in cleaned.document.footnotes if any(m in r.source for r in outline.items)}
    for mark, note in cleaned.document.footnotes:
        if mark not in used and not _anywhere(mark, plan):
            work.report("import-footnote-loose", 0, subject=mark, mark=mark, text=note[:300])


def _report_silent(work: Work, plan: Plan) -> None:
    """Items that name nobody and for which nobody is proposed: one line for those of a heading."""
    for items in silent_sections(plan.items).values():
        work.report(
            "import-item-without-roles", items[0].source_line, item=items[0].code, items=listed(i.code for i in items),
            text=" / ".join(one_line(i.text)[:120] for i in items[:4]),
        )  # fmt: skip


def listed(codes: Iterable[str]) -> str:
    """`I.1.a.01, I.1.a.02`; of many the first and the last with their number."""
    made = tuple(codes)
    return ", ".join(made) if len(made) <= 6 else f"{made[0]} … {made[-1]} ({len(made)} mục)"


def report_fields(work: Work, proposals: Iterable[FieldProposal]) -> None:
    for proposal in proposals:
        work.report(
            "import-field-proposed", 0, subject=proposal.items[0], items=listed(proposal.items),
            party=work.parties.name_of(proposal.party), why=proposal.why,
        )  # fmt: skip


def _anywhere(mark: str, plan: Plan) -> bool:
    texts: Iterable[str] = (*plan.legal_bases, *(t for _, t in plan.texts), *(s.title for s in plan.sections))
    return any(mark in text for text in texts)

"""Rows of a table of tasks → items of the plan, or roles, due dates and outputs for the same task of the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from reporting.plan import Assignment, Due, DueKind, Item, ItemKind, Role, Section
from reporting.plan_import.annex import AnnexRow, AnnexTable, RowGroup
from reporting.plan_import.due import due_of, due_of_later_year
from reporting.plan_import.keys import similarity, squeezed, words
from reporting.plan_import.owners import Owners, from_cells
from reporting.plan_import.parties import Parties
from reporting.plan_import.roles import read_roles
from reporting.plan_import.rules import ImportRules
from reporting.text import one_line

# A row and a task of the text are the same from this share of common words on.
SAME = 0.8
_ROLE_COLUMNS = (("lead", Role.LEAD), ("coordinate", Role.COORDINATE), ("monitor", Role.MONITOR))


@dataclass(frozen=True, slots=True)
class RowReading:
    """A row as understood: who, when, what comes out."""

    row: AnnexRow
    owners: Owners
    due: Due
    due_unclear: bool = False

    @property
    def evidence(self) -> str:
        return one_line(self.row.cell("product")).strip(" ;")

    @property
    def remark(self) -> str:
        """Funding and notes of the row: no field of an item holds them."""
        parts = (("Kinh phí", self.row.cell("funding")), ("Ghi chú", self.row.cell("note")))
        said = [f"{label}: {text}" for label, text in parts if text]
        return "; ".join((*said, *filter(None, (self.row.cell("other"),))))


def read_row(row: AnnexRow, year: int, rules: ImportRules, parties: Parties) -> RowReading:
    cells = {role: row.cell(name) for name, role in _ROLE_COLUMNS if row.cell(name)}
    owners = _labelled_cell(row.cell("lead"), rules, parties) or from_cells(cells, rules, parties)
    text = row.cell("due")
    due = due_of(text, year, rules.due) if text else due_of_later_year(row.figure_year, year, f"năm {row.figure_year}")
    return RowReading(row, owners, due or Due(DueKind.NONE, text=text), bool(text) and due is None)


def _labelled_cell(text: str, rules: ImportRules, parties: Parties) -> Owners | None:
    """One column for all roles: `Chủ trì: Sở Nội vụ; phối hợp: các sở` or `Sở Nội vụ chủ trì; …`."""
    if not re.search(r"chủ trì|phối hợp", squeezed(text)):
        return None
    read = read_roles(text, rules, parties)
    return Owners(read.assignments, text, read.fields, read.left, read.idle, read.unknown) if read.assignments else None


def same_item(row: AnnexRow, items: Iterable[Item], taken: set[str]) -> Item | None:
    """The task of the text that says the same, if one does; not one that somebody else leads."""
    if row.part:
        return None
    best: tuple[float, Item] | None = None
    length = len(words(row.text))
    for item in items:
        if (
            item.code in taken
            or item.kind is ItemKind.DUTY
            or not 0.5 <= (len(words(item.text)) + 1) / (length + 1) <= 2
        ):
            continue
        share = similarity(row.text, item.text)
        if share >= SAME and (best is None or share > best[0]):
            best = (share, item)
    return best[1] if best else None


def merged(item: Item, reading: RowReading) -> Item:
    """The task of the text with what its row of the annex adds: the row's roles replace proposals."""
    stated = tuple(a for a in item.assignments if not a.proposed)
    assignments = (*stated, *(a for a in reading.owners.assignments if a not in stated))
    if not reading.owners.assignments:
        assignments = item.assignments
    due = reading.due if reading.due.kind is not DueKind.NONE and item.due.kind is DueKind.NONE else item.due
    footnote = "; ".join(filter(None, (item.footnote, reading.remark)))
    return replace(
        item, assignments=assignments, due=due, evidence=item.evidence or reading.evidence, footnote=footnote
    )


@dataclass(slots=True)
class _Numbering:
    """Codes of an annex: `PL`, its groups `PL.II`, their rows `PL.II.03`."""

    root: str
    sections: list[Section]
    used: dict[str, set[int]]
    known: dict[tuple[tuple[str, str], ...], str]

    def section(self, group: RowGroup | None) -> str:
        if group is None:
            return self.root
        if group.path in self.known:
            return self.known[group.path]
        parent = self.section(group.parent)
        count = sum(s.parent == parent for s in self.sections) + 1
        number = re.sub(r"[^\w]", "", group.number.rpartition(".")[2]) or str(count)
        taken = {s.section for s in self.sections}
        section = next(
            c for c in (f"{parent}.{number}", *(f"{parent}.{number}-{n}" for n in range(2, 99))) if c not in taken
        )
        self.sections.append(Section(section, f"{group.number}." if group.number else "", group.title, parent))
        self.known[group.path] = section
        return section

    def next(self, section: str, printed: str) -> int:
        """The row's own number (`3`, the 3 of `1.3`) where it is free, else the next one."""
        used = self.used.setdefault(section, set())
        last = re.search(r"(\d{1,3})\W*$", printed)
        own = int(last[1]) if last else 0
        number = own if own and own not in used else max(used, default=0) + 1
        used.add(number)
        return number


def annex_root(annex: AnnexTable, count: int) -> str:
    """`PL`, or `PL1`, `PL2` where there are several (Roman numbers as digits are written: `PLII`)."""
    return "PL" if count == 1 else f"PL{annex.number or ''}"


def new_items(
    annex: AnnexTable, root: str, readings: Sequence[RowReading]
) -> Iterator[tuple[Section | None, Item | None, RowReading | None]]:
    """Sections and items for the rows that are no task of the text, in order."""
    title = annex.title or "Nhiệm vụ cụ thể"
    head = Section(root, f"Phụ lục {annex.number}".strip(), title)
    numbering = _Numbering(root, [head], {}, {})
    yield head, None, None
    number = 0
    for reading in readings:
        before = len(numbering.sections)
        section = numbering.section(reading.row.group)
        for made in numbering.sections[before:]:
            yield made, None, None
        if reading.row.part > 1:
            code = f"{section}.{number:02}-{reading.row.part}"
        else:
            number = numbering.next(section, reading.row.number)
            code = f"{section}.{number:02}"
        yield None, _item(code, section, number, reading), reading


def _item(code: str, section: str, number: int, reading: RowReading) -> Item:
    kind = ItemKind.TARGET if reading.row.target else ItemKind.TASK
    product = reading.evidence if reading.row.part else ""
    text = f"{reading.row.text.rstrip(' .;')}: {product}" if product else reading.row.text
    return Item(
        code, kind, section, number, text, text, reading.owners.assignments, due=reading.due,
        evidence=reading.evidence, footnote=reading.remark, source_line=reading.row.line,
        roles_text=_roles_text(reading.row),
    )  # fmt: skip


def _roles_text(row: AnnexRow) -> str:
    labels = (("lead", "Chủ trì"), ("coordinate", "Phối hợp"), ("monitor", "Theo dõi"))
    return "; ".join(f"{label}: {row.cell(name)}" for name, label in labels if row.cell(name))


def target_text(row: AnnexRow) -> str:
    """A target of a table in one sentence: its words, its figure, its unit."""
    figure, unit = row.cell("figure"), row.cell("unit")
    if not re.search(r"\d", figure):
        return row.text
    percent = "%" if unit.strip() == "%" and "%" not in figure else ""
    return f"{row.text} đạt {figure}{percent}{'' if unit.strip() in ('', '%') else ' ' + unit}"


def named_parties(assignments: Iterable[Assignment]) -> set[str]:
    return {a.party for a in assignments if not a.open}

"""Items of the text: roles, due date, measures and corrections of each, from its words and the sentences about it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from reporting.plan import Correction, Due, DueKind, Item, ItemKind, Section, by_role
from reporting.plan_import.clean import without_marks
from reporting.plan_import.due import date_words, due_in_sentence, due_of, due_of_later_year
from reporting.plan_import.keys import squeezed
from reporting.plan_import.leads import Leads
from reporting.plan_import.measures import measures_of
from reporting.plan_import.owners import Owners, focal_of, owners_of
from reporting.plan_import.sections import PlanOutline, RawItem
from reporting.plan_import.work import Work, report_owners
from reporting.text import one_line


def read_items(work: Work, outline: PlanOutline, leads: Leads) -> None:
    """Every item of an outline, into `work.items`, with its findings."""
    titles = {s.section: s for s in outline.sections}
    for raw in outline.items:
        notes = raw.shared or _notes_above(raw.section, titles, outline)
        lead_in = titles[raw.section].title if raw.section in titles and raw.kind is not ItemKind.DUTY else ""
        lead_in = raw.above or lead_in
        owners = owners_of(raw, notes, _titles(raw.section, titles), leads, work.rules, work.parties, lead_in)
        item = _item(work, raw, owners)
        later = _later_year(item, _titles(raw.section, titles), work.year)
        work.items.append(replace(item, due=later) if later else item)


def _titles(section: str, sections: dict[str, Section]) -> str:
    """The heading's title and those above it: a field may be named higher up."""
    parts = []
    while section in sections:
        parts.append(sections[section].title)
        section = sections[section].parent
    return " · ".join(parts)


_BY_YEAR = re.compile(r"(?i)(?<!\w)(?:đến|tới)\s+(?:hết\s+)?năm\s+(20\d\d)(?!\d)")


def _later_year(item: Item, titles: str, year: int) -> Due | None:
    """The year for which a target is set where it is not the plan's own: `Đến năm 2030: …`, or its heading says so."""
    if item.kind is not ItemKind.TARGET or item.due.kind is not DueKind.NONE:
        return None
    found = _BY_YEAR.search(item.text[:40]) or next(iter(_BY_YEAR.finditer(titles)), None)
    return due_of_later_year(int(found[1]), year, one_line(found[0])) if found else None


def _notes_above(section: str, sections: dict[str, Section], outline: PlanOutline) -> tuple[tuple[str, int], ...]:
    while section in sections:
        if section in outline.section_notes:
            return outline.section_notes[section]
        section = sections[section].parent
    return ()


def _item(work: Work, raw: RawItem, owners: Owners) -> Item:
    bare, marks = without_marks(raw.source, [m for m, _ in work.document.footnotes])
    notes = dict(work.document.footnotes)
    text = re.sub(r"\s*\./\.$", ".", bare)
    read = work.correct(raw.code, text, raw.line)
    sentence = " ".join(t for t, _ in raw.notes) or owners.sentence
    _correct_sentence(work, raw, sentence)
    assignments = by_role(owners.assignments)
    item = Item(
        raw.code, raw.kind, raw.section, raw.number, text, bare, assignments, focal_of(assignments), (),
        _due(work, raw, dict(owners.fields), read), one_line(dict(owners.fields).get("product", "")),
        " ".join(notes[m] for m in marks), raw.line, work.at(raw.line), sentence,
    )  # fmt: skip
    funding = dict(owners.fields).get("funding", "")
    if funding:
        item = replace(item, footnote="; ".join(filter(None, (item.footnote, f"Kinh phí: {funding}"))))
    report_owners(work, item, owners, raw.notes[0][1] if raw.notes else raw.line)
    return measured(work, item, read)


def measured(work: Work, item: Item, text: str) -> Item:
    """The item with its measures, if it is a target; `text` names the figure."""
    if item.kind is not ItemKind.TARGET:
        return item
    return replace(item, measures=measures_of(item.code, text, item.assignments, work.rules, work.parties))


def remeasured(work: Work, item: Item) -> Item:
    """How the figures of an item add up, once an answer has said who owes them; nothing else of its measures changes."""
    again = {m.id: m for m in measured(work, item, item.text).measures}
    if not item.measures or [m.kind for m in again.values()] != [m.kind for m in item.measures]:
        return item
    made = (replace(m, combine=again[m.id].combine) if m.id in again else m for m in item.measures)
    return replace(item, measures=tuple(made))


def _correct_sentence(work: Work, raw: RawItem, sentence: str) -> None:
    """Slips of the role sentence, and the missing separator between two agencies' clauses."""
    line = raw.notes[0][1] if raw.notes else raw.line
    work.correct(raw.code, sentence, line)
    for wrong, right in _missing_separators(sentence, work):
        work.corrections.append(Correction(raw.code, wrong, right))
        work.report(
            "import-correction",
            line,
            item=raw.code,
            subject=wrong,
            wrong=wrong,
            right=right,
            place=f"câu phân công của {raw.code}",
        )


def _missing_separators(sentence: str, work: Work) -> Iterator[tuple[str, str]]:
    """`… thực hiện Văn phòng Ủy ban nhân dân theo dõi`: a verb, then an agency with a verb of its own."""
    verbs = _any_of(tuple(work.rules.roles.verbs))
    for mention in work.parties.find(sentence):
        before = re.search(rf"(?<!\w)({verbs})\s+$", squeezed(sentence[: mention.start]) + " ")
        after = re.match(rf"\s+({verbs})(?!\w)", sentence[mention.end :].lower())
        if before and after and mention.text[:1].isupper():
            head = " ".join(sentence[: mention.start].split()[-len(before[1].split()[-2:]) :])
            tail = f"{mention.text}{sentence[mention.end : mention.end + after.end()]}"
            yield f"{head} {tail}", f"{head}; {tail}"


@cache
def _any_of(verbs: tuple[str, ...]) -> str:
    return "|".join(re.escape(v) for v in sorted(verbs, key=len, reverse=True))


def _due(work: Work, raw: RawItem, fields: dict[str, str], text: str) -> Due:
    said = fields.get("due", "")
    if said:
        due = due_of(said, work.year, work.rules.due)
        if due is None:
            work.report("import-due-unclear", raw.line, item=raw.code, text=said)
        elif due.kind is DueKind.NONE:
            work.report("import-due-start", raw.line, item=raw.code, text=said)
        return due or Due(DueKind.NONE, text=said)
    found = due_in_sentence(text, work.year, work.rules.due)
    passed = date_words(text, work.rules.due) if found is None else ""
    if passed:
        work.report("import-due-passed-over", raw.line, item=raw.code, subject=passed, text=passed)
    return found or Due()

"""Who owes an item: the sentence under it, its own opening words, its heading, else a proposal."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from reporting.plan import Assignment, ItemKind, Role
from reporting.plan_import.leads import Leads, proposed_roles
from reporting.plan_import.names_of_bodies import ADDRESS, without_filler
from reporting.plan_import.parties import Mention, Parties
from reporting.plan_import.roles import RoleSentence, is_role_sentence, read_roles
from reporting.plan_import.roles_in_items import (
    bracketed_roles,
    delegated_roles,
    opening_objects,
    opening_roles,
    opening_subject,
    trailing_labels,
    trailing_sentence,
)
from reporting.plan_import.rules import ImportRules
from reporting.plan_import.sections import RawItem


@dataclass(frozen=True, slots=True)
class Owners:
    """The roles of one item, and what was said beside them. `sentence`: the plan's own words."""

    assignments: tuple[Assignment, ...] = ()
    sentence: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    left: tuple[str, ...] = ()
    idle: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


def owners_of(
    raw: RawItem, section_notes: tuple[tuple[str, int], ...], title: str, leads: Leads, rules: ImportRules, parties: Parties,
    lead_in: str = "",
) -> Owners:  # fmt: skip
    """All sources of roles in order; the first that names anybody holds. `lead_in`: the heading right above,
    which may itself say who does what stands under it (`Giao Sở Tư pháp chủ trì, phối hợp với …:`)."""
    notes = " ".join(_ended(text) for text, _ in raw.notes)
    own = (
        bracketed_roles(raw.source, rules, parties)
        or trailing_labels(raw.source, rules)
        or delegated_roles(raw.source, rules, parties)
    )
    last = trailing_sentence(raw.source, rules, parties) if not own and raw.kind is not ItemKind.DUTY else ""
    own = own or last
    read = read_roles(notes or own, rules, parties) if notes or own else RoleSentence()
    if notes and own:
        read = _both(read, read_roles(own, rules, parties))
    assignments = tuple(_no_group_leads(a, parties) for a in read.assignments)
    said = Owners(assignments, notes or own, read.fields, read.left, read.idle, read.unknown)
    if said.assignments:
        return _with_opening(said, raw, rules, parties) if last and raw.kind is ItemKind.TASK else said
    if raw.kind is ItemKind.DUTY:
        return replace(said, assignments=_of_duty(raw, rules, parties))
    opening = opening_roles(raw.source, rules, parties)
    if opening.assignments:
        return replace(said, assignments=_of_opening(opening, raw.source, parties))
    subject = opening_subject(raw.source, rules, parties) if raw.kind is ItemKind.TASK else ()
    if subject:
        return replace(said, assignments=_as_subject(subject, raw.source))
    above = _of_heading(said, raw, lead_in, rules, parties) if lead_in else None
    if above:
        return above
    inherited = _inherited(said, raw, section_notes, rules, parties)
    if inherited:
        return inherited
    if raw.subjects:
        return replace(said, assignments=_of_duty(raw, rules, parties))
    if raw.kind is ItemKind.TASK:
        objects = opening_objects(raw.source, rules, parties)
        return replace(said, assignments=_merged(proposed_roles(raw.source, title, leads, rules.fields), objects))
    return said


def _inherited(
    said: Owners, raw: RawItem, section_notes: tuple[tuple[str, int], ...], rules: ImportRules, parties: Parties
) -> Owners | None:
    """The roles that a note of the whole section gives to those of its items that name nobody."""
    shared = " ".join(_ended(text) for text, _ in section_notes)
    read = read_roles(shared, rules, parties) if shared else RoleSentence()
    if not read.assignments:
        return None
    made = _of_section(read, raw.section, parties)
    return replace(said, assignments=made, sentence=shared, fields=said.fields or read.fields)


def focal_of(assignments: Iterable[Assignment]) -> str:
    """Where no agency leads, the first one that monitors is proposed as đầu mối (contract, "Who owes what")."""
    made = tuple(assignments)
    if any(a.role is Role.LEAD and not a.open for a in made):
        return ""
    return next((a.party for a in made if a.role is Role.MONITOR and not a.open), "")


def from_cells(cells: dict[Role, str], rules: ImportRules, parties: Parties) -> Owners:
    """Roles from the columns of a table. A group in the lead column carries the task out (nobody
    leads alone)."""
    assignments: list[Assignment] = []
    left: list[str] = []
    unknown: list[str] = []
    for role, text in cells.items():
        label = {Role.LEAD: "Chủ trì", Role.COORDINATE: "Phối hợp", Role.MONITOR: "Theo dõi, đôn đốc"}[role]
        read = read_roles(f"{label}: {text}", rules, parties)
        assignments += [_no_group_leads(a, parties) for a in read.assignments]
        left += read.left
        unknown += read.unknown
    return Owners(tuple(dict.fromkeys(assignments)), "", (), tuple(left), (), tuple(unknown))


def _of_heading(said: Owners, raw: RawItem, lead_in: str, rules: ImportRules, parties: Parties) -> Owners | None:
    """Whom the heading right above hands the item to, or whose roles it tells; None where it does neither."""
    handed = parties.subjects(lead_in)
    if handed:
        made = _of_duty(replace(raw, subjects=handed), rules, parties)
        return replace(said, assignments=made, sentence=raw.above or said.sentence)
    if not is_role_sentence(lead_in, rules, parties):
        return None
    above = read_roles(lead_in, rules, parties)
    made = tuple(_no_group_leads(a, parties) for a in above.assignments)
    return replace(said, assignments=made, sentence=lead_in, left=above.left, unknown=above.unknown)


def _with_opening(said: Owners, raw: RawItem, rules: ImportRules, parties: Parties) -> Owners:
    """Who the first words of a task name, beside those of its last sentence."""
    opening = opening_roles(raw.source, rules, parties)
    opened = tuple(_no_group_leads(a, parties) for a in opening.assignments)
    return replace(said, assignments=_merged(opened, said.assignments))


def _no_group_leads(assignment: Assignment, parties: Parties) -> Assignment:
    if assignment.role is Role.LEAD and (assignment.open or parties.is_group(assignment.party)):
        return replace(assignment, role=Role.IMPLEMENT)
    return assignment


def _ended(text: str) -> str:
    return text if re.search(r"[.;:]\s*$", text) else f"{text};"


def _both(one: RoleSentence, other: RoleSentence) -> RoleSentence:
    return RoleSentence(
        (*one.assignments, *(a for a in other.assignments if a not in one.assignments)), (*one.left, *other.left),
        (*one.idle, *other.idle), (*one.fields, *other.fields), (*one.unknown, *other.unknown),
    )  # fmt: skip


def _of_section(read: RoleSentence, section: str, parties: Parties) -> tuple[Assignment, ...]:
    why = f"Câu phân công chung của mục {section}"
    return tuple(replace(_no_group_leads(a, parties), why=why, proposed=True) for a in read.assignments)


def _of_duty(raw: RawItem, rules: ImportRules, parties: Parties) -> tuple[Assignment, ...]:
    """The item's own subject, else its heading's agencies: one agency leads, several or groups carry out."""
    own = _own_subjects(raw.source, parties)
    before, _, after = raw.source.partition(":")
    body = after if own and before.endswith(own[-1].text) else raw.source
    subject = _as_subject(own or raw.subjects, body)
    said = opening_roles(raw.source, rules, parties).assignments if own else ()
    opening = tuple(_no_group_leads(a, parties) for a in said)
    if not _alone(own) and any(a.role in (Role.LEAD, Role.IMPLEMENT) for a in opening):
        return opening
    named = {m.code for m in own}
    others = tuple(a for a in opening if a.party not in named) or opening_objects(body.strip(), rules, parties)
    return _merged(subject, others)


def _of_opening(opening: RoleSentence, text: str, parties: Parties) -> tuple[Assignment, ...]:
    """`Công an xã phối hợp với các thôn cấp …`: whoever opens the sentence and only works with others leads."""
    if any(a.role is not Role.COORDINATE for a in opening.assignments):
        return tuple(_no_group_leads(a, parties) for a in opening.assignments)
    own = _own_subjects(text, parties)
    named = {m.code for m in own}
    return _merged(_as_subject(own, text), tuple(a for a in opening.assignments if a.party not in named))


def _alone(subjects: tuple[Mention, ...]) -> bool:
    return len(subjects) == 1 and not subjects[0].group and not subjects[0].open


def _own_subjects(text: str, parties: Parties) -> tuple[Mention, ...]:
    """The run of parties that opens an item (`Đề nghị Ngân hàng Nhà nước … chỉ đạo`)."""
    body = ADDRESS.sub("", text)
    made: list[Mention] = []
    place = 0
    for mention in parties.find(body[:300]):
        if re.search(r"\w", without_filler(body[place : mention.start])):
            break
        made.append(mention)
        place = mention.end
    return tuple(made)


def _as_subject(subjects: tuple[Mention, ...], text: str) -> tuple[Assignment, ...]:
    role = Role.LEAD if _alone(subjects) else Role.IMPLEMENT
    verb = _opening_verb(text)
    return tuple(Assignment(role, m.code, verb=verb, open=m.open) for m in subjects)


def _opening_verb(text: str) -> str:
    """The verb as the item writes it: its first two words, or up to the first comma if that is nearer."""
    head = re.split(r"[,;.:]", text.strip(), maxsplit=1)[0]
    return " ".join(head.split()[:2])


def _merged(*parts: tuple[Assignment, ...]) -> tuple[Assignment, ...]:
    """Each role of a party once, the first reason kept; a party that leads does not also carry out."""
    made: dict[tuple[Role, str], Assignment] = {}
    for assignment in (a for part in parts for a in part):
        made.setdefault((assignment.role, assignment.party), assignment)
    leads = {party for role, party in made if role is Role.LEAD}
    return tuple(a for a in made.values() if not (a.role in (Role.IMPLEMENT, Role.COORDINATE) and a.party in leads))

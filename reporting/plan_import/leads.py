"""From "who leads which field" in the part on organisation to proposed leads of the tasks.

A heading of tasks and a duty that speak of the same field of reform (data) belong together; the
duty's agency is proposed, with the duty as the reason. Nobody is proposed when no duty says so.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from reporting.plan import Assignment, Item, ItemKind, Role, Section, by_role
from reporting.plan_import.keys import key, phrase_pattern, squeezed, words
from reporting.plan_import.parties import Mention, Parties
from reporting.plan_import.rules import DutyTopic, FieldRules
from reporting.plan_import.sections import RawItem
from reporting.text import one_line


@dataclass(frozen=True, slots=True)
class FieldLead:
    """`agency` leads what `field` names, as `why` says (quotes the duty and its place)."""

    field: str
    agency: str
    why: str


@dataclass(frozen=True, slots=True)
class Leads:
    """Leads per field, per narrow topic, and the groups that work along in every task."""

    fields: tuple[FieldLead, ...]
    topics: tuple[tuple[DutyTopic, FieldLead], ...]
    along: tuple[tuple[str, str], ...]


def leads_of(duties: Iterable[RawItem], rules: FieldRules, parties: Parties) -> Leads:
    """What the duties say about fields, topics and groups."""
    scores: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    reasons: dict[tuple[str, str], str] = {}
    topics: list[tuple[DutyTopic, FieldLead]] = []
    along: dict[str, str] = {}
    for duty in duties:
        agency = _single(duty.subjects)
        if not agency:
            _groups(duty, along)
            continue
        for field in rules.fields:
            score = _score(duty.source, field, rules)
            if score:
                scores[field.id][agency] += score
                reasons.setdefault((field.id, agency), _why(duty, agency, parties, field.phrases))
        for topic in rules.topics:
            if phrase_pattern(topic.duties).search(squeezed(duty.source)) and all(t.id != topic.id for t, _ in topics):
                topics.append((topic, FieldLead(topic.id, agency, _why(duty, agency, parties, topic.duties))))
    best = {field: max(by, key=lambda a: by[a]) for field, by in scores.items()}
    fields = tuple(FieldLead(field, agency, reasons[field, agency]) for field, agency in best.items())
    return Leads(fields, tuple(topics), tuple(along.items()))


def field_of(title: str, rules: FieldRules) -> str:
    """The field that a heading of tasks names; "" when none."""
    wanted = squeezed(title)
    for field in rules.fields:
        if phrase_pattern(field.phrases).search(wanted):
            return field.id
    return ""


def proposed_roles(text: str, title: str, leads: Leads, rules: FieldRules) -> tuple[Assignment, ...]:
    """Lead, partners and groups proposed for a task that names nobody."""
    lead = next((f for f in leads.fields if f.field == field_of(title, rules)), None)
    made: list[Assignment] = []
    partners: list[Assignment] = []
    for topic, owner in leads.topics:
        if not phrase_pattern(topic.phrases).search(squeezed(text)):
            continue
        if topic.joins and lead is not None and owner.agency != lead.agency:
            partners.append(Assignment(Role.COORDINATE, owner.agency, True, owner.why))
        elif not topic.joins:
            lead = owner
    if lead is not None:
        made.append(Assignment(Role.LEAD, lead.agency, True, lead.why))
    partners += [Assignment(Role.COORDINATE, group, True, why) for group, why in leads.along]
    return (*made, *partners)


@dataclass(frozen=True, slots=True)
class FieldProposal:
    """What a whole field lacked: `items` without anybody, and the party proposed for all of them."""

    title: str
    items: tuple[str, ...]
    party: str
    why: str


def by_field(
    items: Sequence[Item], sections: Iterable[Section], rules: FieldRules, parties: Parties
) -> tuple[tuple[Item, ...], tuple[FieldProposal, ...]]:
    """Items that name nobody take whoever follows, else leads, the other items of their field, as a proposal: one
    for the whole field. Nobody where the field's other items do not agree for the greater part."""
    titles = {s.section: s for s in sections}
    fields = {item.code: field_of(_path(item.section, titles), rules) for item in items}
    made = list(items)
    proposals: list[FieldProposal] = []
    for field in dict.fromkeys(filter(None, fields.values())):
        inside = [i for i in items if fields[i.code] == field]
        for kinds, roles in _ORDER:
            silent = [i for i in inside if i.kind in kinds and not any(a.role in _OWES for a in i.assignments)]
            found = next((f for role in roles if (f := _common(inside, role, parties))), None)
            if not silent or found is None:
                continue
            role, party, why = found
            proposals.append(FieldProposal(field, tuple(i.code for i in silent), party, why))
            for item in silent:
                proposed = (Assignment(role, party, True, why), *item.assignments)
                made[items.index(item)] = replace(item, assignments=by_role(proposed))
    return tuple(made), tuple(proposals)


_OWES = (Role.LEAD, Role.IMPLEMENT, Role.MONITOR)
_ORDER = (
    ((ItemKind.TARGET,), (Role.MONITOR, Role.LEAD)),
    ((ItemKind.TASK,), (Role.LEAD, Role.MONITOR)),
)


def _path(section: str, titles: Mapping[str, Section]) -> str:
    parts = []
    while section in titles:
        parts.append(titles[section].title)
        section = titles[section].parent
    return " · ".join(parts)


def _common(items: Iterable[Item], role: Role, parties: Parties) -> tuple[Role, str, str] | None:
    """The party that holds a role in most items of a field, and the reason."""
    named = [a.party for i in items for a in i.parties(role) if not a.open and not parties.is_group(a.party)]
    if not named:
        return None
    party, count = Counter(named).most_common(1)[0]
    if count * 2 < len(named):
        return None
    name, verb = parties.name_of(party), role.label.lower()
    return role, party, f"Kế hoạch không nêu cơ quan; {count}/{len(named)} nhiệm vụ cùng lĩnh vực giao {name} {verb}"


def _single(subjects: tuple[Mention, ...]) -> str:
    """The one agency a heading names; "" for groups, several or nobody."""
    named = [m for m in subjects if not m.open]
    return named[0].code if len(named) == 1 and not named[0].group and len(subjects) == 1 else ""


def _groups(duty: RawItem, along: dict[str, str]) -> None:
    for mention in duty.subjects:
        if mention.group:
            why = f"Kế hoạch không nêu cơ quan phối hợp; mục {duty.section} giao {mention.text} cùng thực hiện các nhiệm vụ của Kế hoạch"
            along.setdefault(mention.code, why)


def _score(text: str, field: DutyTopic, rules: FieldRules) -> int:
    """3 for a quoted index component, 2 for `chủ trì … <field>`, 1 for any other leading word."""
    wanted = squeezed(text)
    match = phrase_pattern(field.phrases).search(wanted)
    if not match:
        return 0
    before = wanted[: match.start()]
    if re.search(r"[“\"'][^”\"']*$", before):
        return 3
    if before.startswith("chủ trì"):
        return 2
    return 1 if phrase_pattern(rules.leading).search(before) else 0


def _why(duty: RawItem, agency: str, parties: Parties, phrases: tuple[str, ...]) -> str:
    text = one_line(duty.source)
    match = phrase_pattern(phrases).search(key(text))
    said = text[match.start() : match.end()] if match else " ".join(words(text)[:8])
    return f"Mục {duty.section} giao {parties.name_of(agency)}: “… {said} …”"

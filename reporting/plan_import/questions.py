"""What an officer settles once for many items: a phrase that names nobody, a heading that names nobody, a proposal.

A question keeps its id as long as the plan says the same, so that answers fit a second import. An answer
that is not understood settles nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from hashlib import sha256

from reporting.findings import Finding, finding
from reporting.location import NOWHERE, Location
from reporting.plan import Assignment, Item, ItemKind, Role, Section, by_role
from reporting.plan_import.answers import AGREED, NOBODY, Parsed, parsed
from reporting.plan_import.keys import squeezed
from reporting.plan_import.parties import Parties
from reporting.plan_import.roles import PROPOSED_FOR_PHRASE
from reporting.text import fold, one_line

_MANY = 2  # a phrase or a proposal of one item stands beside its item
_OWES = (Role.LEAD, Role.IMPLEMENT)


class QuestionKind(Enum):
    SILENT = "silent"
    PHRASE = "phrase"
    UNKNOWN = "unknown"
    PROPOSAL = "proposal"


@dataclass(frozen=True, slots=True)
class QuestionAnswer:
    """What stands beside the id of a question in a workbook or a list."""

    question: str
    text: str
    location: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class Question:
    """`about`: the phrase, the section or the reason of the proposal; `items`: the codes that it settles;
    `roles`: what is proposed. `answer`: the officer's words, `settled` once they were understood."""

    id: str
    kind: QuestionKind
    about: str
    text: str
    items: tuple[str, ...]
    line: int
    roles: tuple[tuple[Role, str], ...] = ()
    answer: str = ""
    settled: bool = False


def questions_of(
    items: Sequence[Item], sections: Iterable[Section], unknown: Iterable[str], parties: Parties
) -> tuple[Question, ...]:
    """The questions of an import, those that settle most items first. `unknown`: names that the registry lacks."""
    titles = {s.section: s for s in sections}
    names = {*map(squeezed, unknown), *parties.discovered} if parties.registry else set()
    made = (*_silent(items, titles), *_phrases(items, names), *_proposals(items, parties))
    return tuple(sorted(made, key=lambda q: (-len(q.items), q.line, q.id)))


def settle(
    questions: Iterable[Question], answers: Iterable[QuestionAnswer], items: Sequence[Item], parties: Parties
) -> tuple[tuple[Question, ...], tuple[Item, ...], tuple[Finding, ...]]:
    """Questions with their answers, the items as the answers make them, and the answers nobody understood."""
    made = list(items)  # not by code: a code may be used twice, and nothing is lost here
    given = {fold(a.question): a for a in answers if a.text.strip()}
    found: list[Finding] = []
    asked: list[Question] = []
    for question in questions:
        answer = given.pop(fold(question.id), None)
        if answer is None:
            asked.append(question)
            continue
        read = parsed(answer.text, parties)
        if _fits(question, read):
            for at in [n for n, item in enumerate(made) if item.code in question.items]:
                made[at] = _answered(made[at], question, read, parties)
        else:
            found.append(
                finding(
                    "import-answer-unread", answer.location, subject=question.id, question=question.id, text=answer.text
                )
            )
        asked.append(replace(question, answer=answer.text, settled=_fits(question, read)))
    for answer in given.values():
        found.append(
            finding(
                "import-answer-idle",
                answer.location,
                subject=answer.question,
                question=answer.question,
                text=answer.text,
            )
        )
    return tuple(asked), tuple(made), tuple(found)


def silent_sections(items: Iterable[Item]) -> dict[str, list[Item]]:
    """Items that name nobody and for which nobody is proposed, by their section."""
    made: dict[str, list[Item]] = {}
    for item in items:
        if not item.focal and not any(a.role in (*_OWES, Role.MONITOR) for a in item.assignments):
            made.setdefault(item.section, []).append(item)
    return made


def _silent(items: Iterable[Item], titles: Mapping[str, Section]) -> Iterator[Question]:
    for section, inside in silent_sections(items).items():
        title = one_line(titles[section].title) if section in titles else ""
        said = " / ".join(one_line(i.text)[:120] for i in inside[:4])
        text = f"Kế hoạch không cho biết ai thực hiện các mục của {section} {title}: cơ quan nào? “{said}”"
        yield _question(QuestionKind.SILENT, f"{section} {title}".strip(), text, inside)


def _phrases(items: Iterable[Item], unknown: set[str]) -> Iterator[Question]:
    """Each phrase that names nobody and must do something, and each name that the registry lacks."""
    bearing: dict[str, list[Item]] = {}
    said: dict[str, str] = {}
    for item in items:
        for phrase in dict.fromkeys(squeezed(a.party) for a in item.assignments if a.open):
            bearing.setdefault(phrase, []).append(item)
        said |= {squeezed(a.party): a.party for a in item.assignments if a.open and squeezed(a.party) not in said}
    for phrase, inside in bearing.items():
        name = said[phrase]
        if phrase in unknown:
            text = f"“{name}” chưa có trong danh mục đơn vị: là cơ quan nào của danh mục?"
            yield _question(QuestionKind.UNKNOWN, name, text, inside)
        elif len(inside) >= _MANY and any(
            squeezed(a.party) == phrase and a.role in _OWES for i in inside for a in i.assignments
        ):
            yield _question(
                QuestionKind.PHRASE, name, f"“{name}” trong kế hoạch này gồm những cơ quan, nhóm cơ quan nào?", inside
            )


def _proposals(items: Iterable[Item], parties: Parties) -> Iterator[Question]:
    """What is proposed for several items with one reason."""
    alike: dict[tuple[str, tuple[tuple[Role, str], ...]], list[Item]] = {}
    for item in items:
        for why, roles in _reasons(item).items():
            alike.setdefault((why, roles), []).append(item)
    for (why, roles), inside in alike.items():
        if len(inside) < _MANY:
            continue
        who = "; ".join(f"{role.label.lower()}: {parties.name_of(party)}" for role, party in roles)
        yield _question(QuestionKind.PROPOSAL, why, f"Đề xuất {who}. Đúng không? ({why})", inside, roles)


def _reasons(item: Item) -> dict[str, tuple[tuple[Role, str], ...]]:
    made: dict[str, tuple[tuple[Role, str], ...]] = {}
    for a in item.assignments:
        if a.proposed and a.why and not a.why.startswith(PROPOSED_FOR_PHRASE):
            made[a.why] = (*made.get(a.why, ()), (a.role, a.party))
    return made


def _question(
    kind: QuestionKind, about: str, text: str, inside: Sequence[Item], roles: tuple[tuple[Role, str], ...] = ()
) -> Question:
    said = "|".join((kind.value, squeezed(about), *(f"{role.value} {party}" for role, party in roles)))
    number = sha256(said.encode()).hexdigest()[:6].upper()
    return Question(f"H-{number}", kind, about, text, tuple(i.code for i in inside), inside[0].source_line, roles)


def _fits(question: Question, read: Parsed) -> bool:
    """Only a proposal can be agreed to; where nobody is named, somebody must be."""
    if read.word == AGREED:
        return question.kind is QuestionKind.PROPOSAL
    return bool(read.assignments) or (read.word == NOBODY and question.kind is not QuestionKind.SILENT)


def _answered(item: Item, question: Question, read: Parsed, parties: Parties) -> Item:
    settle_one: Callable[[], Iterable[Assignment]] = {
        QuestionKind.SILENT: lambda: (*item.assignments, *_owing(read, item, parties, Role.LEAD)),
        QuestionKind.PHRASE: lambda: _named(item, question, read, keep=True),
        QuestionKind.UNKNOWN: lambda: _named(item, question, read, keep=read.word == NOBODY),
        QuestionKind.PROPOSAL: lambda: _decided(item, question, read, parties),
    }[question.kind]
    return replace(item, assignments=by_role(_once(settle_one())))


def _owing(read: Parsed, item: Item, parties: Parties, alone: Role) -> Iterator[Assignment]:
    """The roles that the answer gives; names without a role lead alone or carry out together."""
    bare = [a for a in read.assignments if a.role is None]
    role = alone if len(bare) == 1 and not parties.is_group(bare[0].party) else Role.IMPLEMENT
    if item.kind is ItemKind.TARGET and alone is Role.MONITOR:
        role = alone
    for named in read.assignments:
        yield Assignment(named.role or role, named.party, why="Cán bộ trả lời ở trang Cần xem")


def _named(item: Item, question: Question, read: Parsed, keep: bool) -> Iterator[Assignment]:
    """Whoever stands behind a phrase takes its role; the plan's phrase stays, what was proposed for it goes."""
    wanted = squeezed(question.about)
    held = {a.party for a in item.assignments if not a.open and not a.proposed}
    for a in item.assignments:
        if a.proposed and a.why.startswith(PROPOSED_FOR_PHRASE) and f"“{wanted}”" in squeezed(a.why):
            continue
        if not (a.open and squeezed(a.party) == wanted):
            yield a
            continue
        if keep:
            yield a
        why = f"Cán bộ trả lời: “{question.about}” là cơ quan này"
        for named in read.assignments:
            if named.party not in held:
                yield Assignment(a.role, named.party, why=why, verb=a.verb)


def _decided(item: Item, question: Question, read: Parsed, parties: Parties) -> Iterator[Assignment]:
    """The proposal as the officer's own, or what the officer names instead of it."""
    roles = {role for role, _ in question.roles}
    for a in item.assignments:
        if not (a.proposed and a.why == question.about):
            yield a
        elif read.word == AGREED:
            yield replace(a, proposed=False)
    yield from _owing(read, item, parties, Role.MONITOR if roles == {Role.MONITOR} else Role.LEAD)


def _once(assignments: Iterable[Assignment]) -> Iterator[Assignment]:
    """Each role of a party once; what is proposed gives way to what was said."""
    made: dict[tuple[Role, str], Assignment] = {}
    for a in assignments:
        known = made.get((a.role, a.party))
        if known is None or (known.proposed and not a.proposed):
            made[(a.role, a.party)] = a
    yield from made.values()

"""Sentences that say who does what → assignments (the verbs and labels are data).

A sentence is a row of parties and verbs. A verb speaks of the parties just before it, whatever the
punctuation ("… thực hiện Văn phòng UBND theo dõi"); `phối hợp với` and labels speak of those after.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from reporting.plan import Assignment, Role
from reporting.plan_import.keys import key, phrase_pattern, squeezed
from reporting.plan_import.labels import Label
from reporting.plan_import.parties import Mention, Parties
from reporting.plan_import.rules import ImportRules, RoleRules

PROPOSED_FOR_PHRASE = "Kế hoạch viết “"  # how the reason of a group behind an open phrase begins


@dataclass(frozen=True, slots=True)
class RoleSentence:
    """What a sentence says. `left`: words no rule understood; `idle`: parties that got no role;
    `fields`: labelled parts (`due`, `product`, `funding`) with their text."""

    assignments: tuple[Assignment, ...] = ()
    left: tuple[str, ...] = ()
    idle: tuple[str, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()
    unknown: tuple[str, ...] = ()

    def field(self, name: str) -> str:
        return next((text for known, text in self.fields if known == name), "")


@dataclass(frozen=True, slots=True)
class Token:
    """A verb (`roles` of the parties before), an object phrase or label (`forward`), or a party."""

    start: int
    end: int
    text: str
    roles: tuple[Role, ...] = ()
    forward: bool = False
    label: bool = False
    party: Mention | None = None


@dataclass(slots=True)
class _Reading:
    """The state of reading one sentence from left to right."""

    made: list[Assignment] = field(default_factory=list)
    subjects: list[Mention] = field(default_factory=list)
    pending: list[Mention] = field(default_factory=list)
    forward: Token | None = None
    held: Token | None = None


# Labels that open a block of a task, never a part of a role sentence.
BLOCK_FIELDS = ("content", "remark")
# A piece of a role sentence that says when.
_TIME = re.compile(
    r"(?<!\w)(?:(?:trong|vào|từ|trước|đến|hết|xong)(?: ngày)? )?(?:quý (?:[ivx]+|\d)|tháng \d|ngày \d|\d{1,2}/\d|thường xuyên|hằng |hàng |định kỳ|trong năm|cả năm|"
    r"(?:đầu|cuối|hết|giữa) năm|năm 20\d\d)"
)


def opening_label(text: str, rules: ImportRules, parties: Parties, below: bool = False) -> Label | None:
    """The label that opens a paragraph: it names somebody or, with something `below` it, nobody yet."""
    found = rules.roles.labels.opening(text, colon=not below)
    if found is None or found.field:
        complete = found is None or found.end <= len(text) or found.field == "due"
        return found if complete else None
    said = text[found.end :].strip()
    if not said:
        return found if found.with_subject else None
    if parties.find(said[:200]) or parties.looks_like_agency(said[:90]):
        return found
    return found if _names_others(said, found, rules) else None


def _names_others(said: str, label: Label, rules: ImportRules) -> bool:
    """`Chủ trì: Các bệnh viện, trung tâm y tế`: a short list of whomever, not a task of its own."""
    sure = label.with_subject or set(label.roles) <= {Role.LEAD, Role.COORDINATE}
    if not (sure and said[:1].isupper() and len(said.split()) <= 15):
        return False
    wanted = squeezed(said)
    return not any(wanted.startswith(f"{verb} ") for verb in rules.roles.openers)


def read_roles(text: str, rules: ImportRules, parties: Parties) -> RoleSentence:
    """Read one or more sentences or labelled lines. Never raises; what is not understood is listed."""
    assignments: list[Assignment] = []
    left: list[str] = []
    idle: list[str] = []
    fields: list[tuple[str, str]] = []
    unknown: list[str] = []
    text, asides = _without_asides(text, rules.roles)
    fields += [("due", aside) for aside in asides]
    for label, part in _labelled(text, rules.roles):
        if label is not None and label.field:
            fields.append((label.field, part.strip(" .;,-")))
            continue
        read = _read_clause(part, label, rules, parties)
        assignments += read.assignments
        left += read.left
        idle += read.idle
        unknown += read.unknown
        fields += read.fields
    if not any(a.role in (Role.LEAD, Role.IMPLEMENT, Role.MONITOR) for a in assignments):
        assignments = _led_by_the_first(assignments, text, rules, parties)
    return RoleSentence(once(assignments), tuple(left), tuple(idle), tuple(fields), tuple(unknown))


def _without_asides(text: str, rules: RoleRules) -> tuple[str, list[str]]:
    """`theo hướng dẫn của Bộ Nội vụ` gives that body no role."""
    found: list[str] = []
    for pattern in rules.asides:
        for match in pattern.finditer(key(text)):
            found.append(text[match.start() : match.end()].strip())
            text = text[: match.start()] + " " * (match.end() - match.start()) + text[match.end() :]
    return text, found


def _led_by_the_first(
    assignments: list[Assignment], text: str, rules: ImportRules, parties: Parties
) -> list[Assignment]:
    """`Sở Nội vụ phối hợp với Trường Chính trị thực hiện`: where nobody else leads, the first leads the work."""
    body = _bare(text)
    first = next(iter(parties.find(body)), None)
    follows = phrase_pattern(rules.roles.objects).match(key(body[first.end :]).lstrip()) if first else None
    if first is None or first.start > 12 or not follows:
        return assignments
    role = Role.IMPLEMENT if first.group or first.open else Role.LEAD
    return [replace(a, role=role) if a.party == first.code else a for a in assignments]


def is_role_sentence(text: str, rules: ImportRules, parties: Parties) -> bool:
    """Whether a paragraph says nothing but who does what (or when), so that it speaks of another item."""
    body = _bare(text)
    label = opening_label(body, rules, parties)
    if label is not None and label.field not in BLOCK_FIELDS:
        return True
    with parties.undisturbed():
        read = read_roles(body, rules, parties)
    if not read.assignments:
        return False
    known = sum(len(a.verb) for a in read.assignments if a.verb)
    return bool(known) and sum(len(p) for p in read.left) * 3 <= len(body)


def _labelled(text: str, rules: RoleRules) -> Iterator[tuple[Label | None, str]]:
    """The text cut at its labels: (None, before the first), (label, its part) …"""
    body = _bare(text)
    place: int = 0
    label: Label | None = None
    for found in rules.labels.find(body):
        if found.field in BLOCK_FIELDS:
            continue
        if body[place : found.start].strip(" .;,-()"):
            yield label, body[place : found.start]
        place, label = found.end, found
    if body[place:].strip(" .;,-()"):
        yield label, body[place:]


def _bare(text: str) -> str:
    """Without the star, dash or brackets around the whole."""
    body = re.sub(r"^[\s*+\-–]+", "", text).strip()
    if body.startswith("(") and body.rstrip(" .;").endswith(")") and body.count("(") == body.count(")"):
        inner = body.rstrip(" .;")[1:-1]
        if "(" not in inner or inner.index("(") < inner.find(")"):
            body = inner
    return body.strip()


def _read_clause(part: str, label: Label | None, rules: ImportRules, parties: Parties) -> RoleSentence:
    tokens = list(tokens_of(part, rules, parties))
    left: list[str] = []
    unknown: list[str] = []
    fields: list[tuple[str, str]] = []
    for start, end in _gaps(part, tokens):
        rest = _meaningful(part[start:end], rules.roles)
        for piece in rest:
            mention = _unknown_agency(piece, part, start, parties)
            if _TIME.search(key(piece)):
                fields.append(("due", piece))
            elif mention:
                tokens.append(Token(mention.start, mention.end, mention.text, party=mention))
                unknown.append(mention.text)
            else:
                left.append(piece)
    tokens.sort(key=lambda t: t.start)
    tokens = [t for n, t in enumerate(tokens) if not _verb_of_something_else(part, tokens[:n], t, rules.roles)]
    if label is not None:
        tokens.insert(0, Token(0, 0, label.text, label.roles, forward=True, label=True))
    tokens = _with_forward_verbs(part, tokens)
    made, idle = _bind_all(tokens, part)
    return RoleSentence(tuple(made), tuple(left), tuple(idle), tuple(fields), tuple(unknown))


def _verb_of_something_else(part: str, before: list[Token], token: Token, rules: RoleRules) -> bool:
    """`hướng dẫn kinh phí thực hiện`: after words of the task the second verb gives nobody a role."""
    if not before or not token.roles or not before[-1].roles or token.forward or before[-1].forward:
        return False
    return bool(_meaningful(part[before[-1].end : token.start], rules))


def _with_forward_verbs(part: str, tokens: list[Token]) -> list[Token]:
    """A verb with a colon after it is a label (`Chủ trì: Sở Nội vụ`); `phối hợp` right before a party
    means `phối hợp với`."""
    made: list[Token] = []
    for index, token in enumerate(tokens):
        after = tokens[index + 1] if index + 1 < len(tokens) else None
        if token.roles and not token.forward and part[token.end : token.end + 2].strip().startswith(":"):
            token = replace(token, forward=True, label=True)
        elif (
            token.roles == (Role.COORDINATE,) and squeezed(token.text) == "phối hợp" and after and after.party and made
        ):
            joined = not part[token.end : after.start].strip()
            token = replace(token, forward=True) if joined else token
        made.append(token)
    return made


def tokens_of(part: str, rules: ImportRules, parties: Parties) -> Iterator[Token]:
    found = parties.find(part)
    yield_at: list[Token] = [Token(m.start, m.end, m.text, party=m) for m in found]
    wanted = list(key(part))
    for mention in found:
        wanted[mention.start : mention.end] = "\x00" * (mention.end - mention.start)
    masked = "".join(wanted)
    for phrases, forward in ((rules.roles.objects, True), (rules.roles.verbs, False)):
        pattern = phrase_pattern(phrases)
        for match in pattern.finditer(masked):
            roles = phrases[squeezed(match.group())]
            if roles == (Role.IMPLEMENT,) and _TIME.match(masked[match.end() :].lstrip()):
                continue  # `thực hiện thường xuyên` says when
            if all(match.end() <= t.start or match.start() >= t.end for t in yield_at):
                yield_at.append(Token(match.start(), match.end(), part[match.start() : match.end()], roles, forward))
    yield from sorted(yield_at, key=lambda t: t.start)


def _gaps(part: str, tokens: Iterable[Token]) -> Iterator[tuple[int, int]]:
    place = 0
    for token in sorted(tokens, key=lambda t: t.start):
        if token.start > place:
            yield place, token.start
        place = max(place, token.end)
    if place < len(part):
        yield place, len(part)


def _meaningful(text: str, rules: RoleRules) -> list[str]:
    """The pieces of a gap that are more than punctuation and filler."""
    pieces = []
    for piece in _apart(text):
        rest = phrase_pattern(rules.noise).sub(" ", key(piece))
        if re.search(r"\w", rest) or _TIME.fullmatch(squeezed(piece)):
            pieces.append(piece.strip())
    return pieces


def _apart(text: str) -> Iterator[str]:
    """A gap cut at punctuation and at `và`, unless a name goes on after it (`Phòng Tài nguyên và Môi trường`)."""
    for part in re.split(r"[;:()]|,(?=\s|$)|\.(?=\s|$)|\s[-–]\s(?![A-ZĐÀ-Ỹ])", text):
        words = part.split()
        named = bool(words) and words[0][:1].isupper() and len(words) <= 9
        if (
            named
            and re.search(r"(?<!\w)và [A-ZĐÀ-Ỹ]", part)
            and part.count(" và ") == 1
            and not re.search(r"và (?:Sở|Ban|Văn phòng|Phòng|Công an|UBND|Ủy ban|Vụ|Cục|Trung tâm)(?!\w)", part)
        ):
            yield part
        else:
            yield from re.split(r"(?<!\w)và(?!\w)", part)


def _unknown_agency(piece: str, part: str, start: int, parties: Parties) -> Mention | None:
    """A piece that opens like the name of an agency."""
    body = re.sub(r"^(?:đề nghị|giao|do|các|cùng|với)\s+", "", piece, flags=re.I)
    if parties.looks_like_agency(body):
        return parties.unknown_agency(part.find(body, start), body)
    own = parties.by_initials(body)
    return replace(parties.unknown_agency(part.find(body, start), own), text=body) if own else None


def bind(tokens: Iterable[Token]) -> list[Assignment]:
    return _bind_all(list(tokens), "")[0]


def _bind_all(tokens: list[Token], part: str) -> tuple[list[Assignment], list[str]]:
    """Each verb to its parties; what stays without a verb is idle."""
    state = _Reading()
    for index, token in enumerate(tokens):
        if token.party is not None:
            _on_party(state, token, part[tokens[index - 1].end : token.start] if index else "")
        elif token.forward:
            _on_forward(state, token)
        else:
            _on_verb(state, token)
    return state.made, [m.text for m in state.pending if state.forward is None]


def _on_party(state: _Reading, token: Token, between: str) -> None:
    assert token.party is not None
    if state.forward is not None:
        state.made += [a for role in state.forward.roles for a in assignments_of(role, token.party, state.forward.text)]
        if state.forward.label:
            state.pending.append(token.party)
            return
        if ";" in between:
            state.pending = [token.party]
        elif state.pending:
            state.pending.append(token.party)
    else:
        state.pending.append(token.party)
        if state.held is not None:
            state.made += [a for role in state.held.roles for a in assignments_of(role, token.party, state.held.text)]
            state.pending.pop()


def _on_forward(state: _Reading, token: Token) -> None:
    """`phối hợp với`: whoever stands before without a verb coordinates too."""
    if not token.label and state.pending and state.forward is None:
        state.subjects = state.pending
        state.made += [a for m in state.pending for a in assignments_of(Role.COORDINATE, m, token.text)]
    state.pending, state.forward, state.held = [], token, None


def _on_verb(state: _Reading, token: Token) -> None:
    if state.forward is not None and state.forward.label:
        _within_label(state, token)
        return
    if state.forward is not None:
        if not state.pending:
            state.forward = None
            return
        forward, codes = state.forward.text, {m.code for m in state.pending}
        state.made = [a for a in state.made if not (a.verb == forward and a.party in codes)]
        state.forward = None
    if state.pending:
        state.subjects, state.pending = state.pending, []
        state.forward = None
    if state.subjects:
        state.made += [a for role in token.roles for m in state.subjects for a in assignments_of(role, m, token.text)]
    else:
        state.held = token


def _within_label(state: _Reading, token: Token) -> None:
    """`Trách nhiệm: Sở Nội vụ (chủ trì), các sở (phối hợp)`: the verb is more exact than the label."""
    assert state.forward is not None
    exact = Role.IMPLEMENT in state.forward.roles and {Role.LEAD, Role.COORDINATE} & set(token.roles)
    if exact and state.pending:
        label, codes = state.forward.text, {m.code for m in state.pending}
        state.made = [a for a in state.made if not (a.verb == label and a.party in codes)]
        state.made += [a for role in token.roles for m in state.pending for a in assignments_of(role, m, token.text)]
    state.pending = []


def assignments_of(role: Role, mention: Mention, verb: str) -> tuple[Assignment, ...]:
    """The role of a party. Where "các sở, ban ngành có liên quan" must carry something out, the whole
    group is proposed beside the open phrase: nobody else can be asked."""
    said = Assignment(role, mention.code, verb=verb.strip(), open=mention.open)
    if not (mention.also and role is Role.IMPLEMENT):
        return (said,)
    why = f"{PROPOSED_FOR_PHRASE}{mention.text}”: đề xuất hỏi cả nhóm, cơ quan không có việc thì ghi không phát sinh"
    return said, Assignment(role, mention.also, True, why, verb.strip())


def once(assignments: Iterable[Assignment]) -> tuple[Assignment, ...]:
    """Each role of a party once; verbs of the same role joined (`theo dõi, đôn đốc`)."""
    made: dict[tuple[Role, str], Assignment] = {}
    for a in assignments:
        known = made.get((a.role, a.party))
        if known is None:
            made[a.role, a.party] = a
        elif a.verb and a.verb not in known.verb:
            made[a.role, a.party] = Assignment(
                a.role, a.party, known.proposed, known.why, f"{known.verb}, {a.verb}", known.open
            )
    return tuple(made.values())

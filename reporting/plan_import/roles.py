"""Sentences that say who does what → assignments (the verbs and labels are data).

A sentence is a row of parties and verbs. A verb speaks of the parties just before it, whatever the
punctuation ("… thực hiện Văn phòng UBND theo dõi"); `phối hợp với` and labels speak of those after.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from reporting.plan import Assignment, Role
from reporting.plan_import.keys import key, phrase_pattern, squeezed
from reporting.plan_import.parties import Mention, Parties
from reporting.plan_import.rules import RoleRules, Rules


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
class _Token:
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
    forward: _Token | None = None
    held: _Token | None = None


# A piece of a role sentence that says when.
_TIME = re.compile(
    r"(?<!\w)(?:quý (?:[ivx]+|\d)|tháng \d|ngày \d|\d{1,2}/\d|thường xuyên|hằng |hàng |định kỳ|trong năm|cả năm|"
    r"(?:đầu|cuối|hết|giữa) năm|năm 20\d\d)"
)


def label_pattern(rules: RoleRules) -> re.Pattern[str]:
    """A label at the start of a clause, with its colon."""
    phrases = sorted({*rules.labels, *(p for ps in rules.fields.values() for p in ps)}, key=len, reverse=True)
    body = "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in phrases)
    return re.compile(rf"(?<!\w)({body})(?:\s*\([^)]*\))?\s*:")


def read_roles(text: str, rules: Rules, parties: Parties) -> RoleSentence:
    """Read one or more sentences or labelled lines. Never raises; what is not understood is listed."""
    assignments: list[Assignment] = []
    left: list[str] = []
    idle: list[str] = []
    fields: list[tuple[str, str]] = []
    unknown: list[str] = []
    for label, part in _labelled(text, rules.roles):
        if label and label in _field_names(rules.roles):
            fields.append((_field_names(rules.roles)[label], part.strip(" .;,-")))
            continue
        roles = rules.roles.labels.get(label, ())
        read = _read_clause(part, roles, label, rules, parties)
        assignments += read.assignments
        left += read.left
        idle += read.idle
        unknown += read.unknown
        fields += read.fields
    return RoleSentence(_once(assignments), tuple(left), tuple(idle), tuple(fields), tuple(unknown))


def is_role_sentence(text: str, rules: Rules, parties: Parties) -> bool:
    """Whether a paragraph says nothing but who does what (or when), so that it speaks of another item."""
    body = _bare(text)
    wanted = key(body)
    if label_pattern(rules.roles).match(wanted):
        return True
    with parties.undisturbed():
        read = read_roles(body, rules, parties)
    if not read.assignments:
        return False
    known = sum(len(a.verb) for a in read.assignments if a.verb)
    return bool(known) and sum(len(p) for p in read.left) * 3 <= len(body)


def bracketed_roles(text: str, rules: Rules, parties: Parties) -> str:
    """The closing bracket of an item when it says who does it: `… (Sở Nội vụ chủ trì)`."""
    match = re.search(r"\(([^()]{4,300})\)\s*[.;,]?\s*$", text)
    if match:
        with parties.undisturbed():
            read = read_roles(match[1], rules, parties)
        named = any(not a.open or a.verb for a in read.assignments)
        if (named and not read.left) or (read.fields and not read.left):
            return match[1]
        if read.idle and not read.left and not read.assignments and parties.whole(match[1]):
            return f"Chủ trì: {match[1]}"
    return ""


def trailing_labels(text: str, rules: Rules) -> str:
    """The labelled end of an item: `… . Cơ quan chủ trì: Sở Nội vụ; thời gian: Quý I`."""
    for match in label_pattern(rules.roles).finditer(key(text)):
        before = text[: match.start()].rstrip()
        if before and before[-1] in ".;:,(-–":
            return text[match.start() :].rstrip(" )")
    return ""


def opening_roles(text: str, rules: Rules, parties: Parties) -> RoleSentence:
    """The roles that an item's own wording opens with: `Sở Tư pháp chủ trì, phối hợp với … rà soát …`,
    `Giao Sở Nội vụ chủ trì …`, `Đề nghị Ngân hàng Nhà nước … chỉ đạo`. Nothing when it opens otherwise."""
    body = re.sub(r"^(?:Đề nghị|Giao cho|Giao|Yêu cầu)\s+", "", text)
    found = parties.find(body)
    if not found or found[0].start > 2:
        return RoleSentence()
    clause = re.split(r"[;.](?:\s|$)", body, maxsplit=1)[0]
    tokens = [t for t in _tokens(clause, rules, parties) if t.end <= len(clause)]
    first_verb = next((i for i, t in enumerate(tokens) if t.roles), None)
    if first_verb is None:
        return RoleSentence()
    kept = _opening(tokens, clause)
    return RoleSentence(_once(_bind(kept)))


def opening_objects(text: str, rules: Rules, parties: Parties) -> tuple[Assignment, ...]:
    """Those whom an item's subject works with: `Chủ trì, phối hợp với các cơ quan liên quan …`."""
    clause = text[:260]
    wanted = key(clause)
    pattern = phrase_pattern((*rules.roles.objects, "phối hợp"))
    match = next((m for m in pattern.finditer(wanted) if m.start() < 60), None)
    if match is None:
        return ()
    verb = text[match.start() : match.end()]
    made: list[Assignment] = []
    place = match.end()
    for mention in (m for m in parties.find(clause) if m.start >= match.end()):
        between = clause[place : mention.start]
        if not re.fullmatch(_JOINING, key(between)):
            named = _named_between(between, rules)
            if not named:
                break
            made.append(Assignment(Role.COORDINATE, named, verb=verb, open=True))
        made += _assignments(Role.COORDINATE, mention, verb)
        place = mention.end
    return tuple(made)


_JOINING = re.compile(r"(?:[\s,]|và|với|các|cùng|chặt chẽ|có trách nhiệm)*")


def _named_between(between: str, rules: Rules) -> str:
    """A body that the registry does not hold, named in the row of parties: `Bộ Nội vụ và các đơn vị …`."""
    body = re.sub(r"^(?:với|và|các)\s+|\s+(?:và|với)(?:\s+các)?$|,$", "", between.strip()).strip(" ,")
    opens = any(re.match(rf"{re.escape(h)}\s+[^\W\d_]", body) for h in rules.agencies.heads)
    return body if opens and len(body.split()) <= 9 and "," not in body else ""


def _opening(tokens: list[_Token], clause: str) -> list[_Token]:
    """Parties, their verbs, and the parties right after `phối hợp với`; the rest is the task itself."""
    kept: list[_Token] = []
    verb = False
    for token in tokens:
        between = key(clause[kept[-1].end : token.start]) if kept else ""
        if token.party is None:
            if verb and not token.forward and kept[-1].party is not None:
                break
            verb = True
        elif verb and not (any(t.forward for t in kept) and _JOINING.fullmatch(between)):
            break
        kept.append(token)
    return kept


def _labelled(text: str, rules: RoleRules) -> Iterator[tuple[str, str]]:
    """The text cut at its labels: ("", before the first), (label, its part) …"""
    body = _bare(text)
    wanted = key(body)
    place, label = 0, ""
    for match in label_pattern(rules).finditer(wanted):
        if body[place : match.start()].strip(" .;,-()"):
            yield label, body[place : match.start()]
        place, label = match.end(), squeezed(match[1])
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


def _field_names(rules: RoleRules) -> Mapping[str, str]:
    return {p: name for name, phrases in rules.fields.items() for p in phrases}


def _read_clause(part: str, roles: tuple[Role, ...], label: str, rules: Rules, parties: Parties) -> RoleSentence:
    tokens = list(_tokens(part, rules, parties))
    left: list[str] = []
    unknown: list[str] = []
    fields: list[tuple[str, str]] = []
    for start, end in _gaps(part, tokens):
        rest = _meaningful(part[start:end], rules.roles)
        for piece in rest:
            mention = _unknown_agency(piece, part, start, rules, parties)
            if _TIME.search(key(piece)):
                fields.append(("due", piece))
            elif mention:
                tokens.append(_Token(mention.start, mention.end, mention.text, party=mention))
                unknown.append(mention.text)
            else:
                left.append(piece)
    tokens.sort(key=lambda t: t.start)
    if roles:
        tokens.insert(0, _Token(0, 0, label, roles, forward=True, label=True))
    tokens = _with_forward_verbs(part, tokens)
    made, idle = _bind_all(tokens, part)
    return RoleSentence(tuple(made), tuple(left), tuple(idle), tuple(fields), tuple(unknown))


def _with_forward_verbs(part: str, tokens: list[_Token]) -> list[_Token]:
    """A verb with a colon after it is a label (`Chủ trì: Sở Nội vụ`); `phối hợp` right before a party
    means `phối hợp với`."""
    made: list[_Token] = []
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


def _tokens(part: str, rules: Rules, parties: Parties) -> Iterator[_Token]:
    found = parties.find(part)
    yield_at: list[_Token] = [_Token(m.start, m.end, m.text, party=m) for m in found]
    wanted = list(key(part))
    for mention in found:
        wanted[mention.start : mention.end] = "\x00" * (mention.end - mention.start)
    masked = "".join(wanted)
    for phrases, forward in ((rules.roles.objects, True), (rules.roles.verbs, False)):
        pattern = phrase_pattern(phrases)
        for match in pattern.finditer(masked):
            roles = phrases[squeezed(match.group())]
            if all(match.end() <= t.start or match.start() >= t.end for t in yield_at):
                yield_at.append(_Token(match.start(), match.end(), part[match.start() : match.end()], roles, forward))
    yield from sorted(yield_at, key=lambda t: t.start)


def _gaps(part: str, tokens: Iterable[_Token]) -> Iterator[tuple[int, int]]:
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
    for piece in re.split(r"[;:()]|,(?=\s|$)|\.(?=\s|$)|\s[-–]\s|(?<!\w)và(?!\w)", text):
        rest = phrase_pattern(rules.noise).sub(" ", key(piece))
        if re.search(r"\w", rest):
            pieces.append(piece.strip())
    return pieces


def _unknown_agency(piece: str, part: str, start: int, rules: Rules, parties: Parties) -> Mention | None:
    """A piece that opens like the name of an agency."""
    body = re.sub(r"^(?:đề nghị|giao|do|các|cùng|với)\s+", "", piece, flags=re.I)
    head = next((h for h in rules.agencies.heads if re.match(rf"{re.escape(h)}(?!\w)", body)), "")
    if not head or len(body.split()) < 2 and head == body or len(body) > 90:
        return None
    place = part.find(body, start)
    if parties.registry is None:
        return Mention(place, place + len(body), parties.propose(body), body, unknown=True)
    return Mention(place, place + len(body), body, body, open=True, unknown=True)


def _bind(tokens: Iterable[_Token]) -> list[Assignment]:
    return _bind_all(list(tokens), "")[0]


def _bind_all(tokens: list[_Token], part: str) -> tuple[list[Assignment], list[str]]:
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


def _on_party(state: _Reading, token: _Token, between: str) -> None:
    assert token.party is not None
    if state.forward is not None:
        state.made += [a for role in state.forward.roles for a in _assignments(role, token.party, state.forward.text)]
        if state.forward.label:
            return
        if ";" in between:
            state.pending = [token.party]
        elif state.pending:
            state.pending.append(token.party)
    else:
        state.pending.append(token.party)
        if state.held is not None:
            state.made += [a for role in state.held.roles for a in _assignments(role, token.party, state.held.text)]
            state.pending.pop()


def _on_forward(state: _Reading, token: _Token) -> None:
    """`phối hợp với`: whoever stands before without a verb coordinates too."""
    if not token.label and state.pending and state.forward is None:
        state.subjects = state.pending
        state.made += [a for m in state.pending for a in _assignments(Role.COORDINATE, m, token.text)]
    state.pending, state.forward, state.held = [], token, None


def _on_verb(state: _Reading, token: _Token) -> None:
    if state.forward is not None and not state.forward.label:
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
        state.made += [a for role in token.roles for m in state.subjects for a in _assignments(role, m, token.text)]
    else:
        state.held = token


def _assignments(role: Role, mention: Mention, verb: str) -> tuple[Assignment, ...]:
    """The role of a party. Where "các sở, ban ngành có liên quan" must carry something out, the whole
    group is proposed beside the open phrase: nobody else can be asked."""
    said = Assignment(role, mention.code, verb=verb.strip(), open=mention.open)
    if not (mention.also and role is Role.IMPLEMENT):
        return (said,)
    why = f"Kế hoạch viết “{mention.text}”: đề xuất hỏi cả nhóm, cơ quan không có việc thì ghi không phát sinh"
    return said, Assignment(role, mention.also, True, why, verb.strip())


def _once(assignments: Iterable[Assignment]) -> tuple[Assignment, ...]:
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

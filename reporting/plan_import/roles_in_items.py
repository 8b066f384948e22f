"""Roles that an item's own wording gives: its closing bracket, its labelled end, its opening words."""

from __future__ import annotations

import re

from reporting.plan import Assignment, Role
from reporting.plan_import.keys import key, phrase_pattern
from reporting.plan_import.names_of_bodies import ADDRESS
from reporting.plan_import.parties import Mention, Parties
from reporting.plan_import.roles import (
    BLOCK_FIELDS,
    RoleSentence,
    Token,
    assignments_of,
    bind,
    is_role_sentence,
    once,
    read_roles,
    tokens_of,
)
from reporting.plan_import.rules import ImportRules


def bracketed_roles(text: str, rules: ImportRules, parties: Parties) -> str:
    """The closing bracket of an item when it says who does it: `… (Sở Nội vụ chủ trì)`."""
    match = re.search(r"\(([^()]{4,300})\)\s*[.;,]?\s*$", text)
    if match:
        with parties.undisturbed():
            read = read_roles(match[1], rules, parties)
        first, _, rest = match[1].partition(";")
        lead = parties.whole(first)
        alone = len(lead) == 1 and not lead[0].open and not lead[0].group
        if rest and alone and not read.left and {a.role for a in read.assignments} == {Role.COORDINATE}:
            return f"{first} chủ trì;{rest}"  # `(Trung tâm …; các thôn phối hợp)`
        named = any(not a.open or a.verb for a in read.assignments)
        if read.idle and not read.left and not read.assignments and not any(m.open for m in lead):
            return f"Chủ trì: {match[1]}"
        if (named and not read.left) or (read.fields and not read.left):
            return match[1]
    return ""


def delegated_roles(text: str, rules: ImportRules, parties: Parties) -> str:
    """The end of an item that hands it over: `…, giao Sở Nội vụ chủ trì, Công an tỉnh phối hợp`."""
    match = re.search(r"[,;.:(]\s*(?:giao|Giao|do|Do)(?: cho)?\s+(?=[A-ZĐỦ]|các\s)(.{6,300})$", text, re.S)
    return match[1] if match and is_role_sentence(match[1], rules, parties) else ""


def trailing_labels(text: str, rules: ImportRules) -> str:
    """The labelled end of an item: `… . Cơ quan chủ trì: Sở Nội vụ; thời gian: Quý I`."""
    for label in rules.roles.labels.find(text):
        before = text[: label.start].rstrip()
        if label.field not in BLOCK_FIELDS and before and before[-1] in ".;:,(-–\n":
            return text[label.start :].rstrip(" )")
    return ""


def trailing_sentence(text: str, rules: ImportRules, parties: Parties) -> str:
    """The last sentences of an item when they only say who does it: `… . Vụ Pháp chế chủ trì, các đơn vị phối hợp.`"""
    for match in re.finditer(r"[.;]\s+(?=[A-ZĐÀ-Ỹ])", text):
        tail = text[match.end() :]
        if len(tail) < 500 and is_role_sentence(tail, rules, parties):
            return tail
    return ""


def opening_roles(text: str, rules: ImportRules, parties: Parties) -> RoleSentence:
    """The roles that an item's own wording opens with: `Sở Tư pháp chủ trì, phối hợp với … rà soát …`,
    `Giao Sở Nội vụ chủ trì …`, `Đề nghị Ngân hàng Nhà nước … chỉ đạo`. Nothing when it opens otherwise."""
    body = ADDRESS.sub("", text)
    found = parties.find(body)
    if not found or found[0].start > 2:
        return RoleSentence()
    clause = re.split(r"[;.](?:\s|$)", body, maxsplit=1)[0]
    tokens = [t for t in tokens_of(clause, rules, parties) if t.end <= len(clause)]
    first_verb = next((i for i, t in enumerate(tokens) if t.roles), None)
    if first_verb is None:
        return RoleSentence()
    kept = _opening(tokens, clause, rules)
    return RoleSentence(once(bind(kept)))


def opening_subject(text: str, rules: ImportRules, parties: Parties) -> tuple[Mention, ...]:
    """Whoever is the subject of the item's sentence: parties, then at once a verb that opens a task
    (`Các đơn vị sự nghiệp công lập xây dựng phương án …`)."""
    body = ADDRESS.sub("", text)
    made: list[Mention] = []
    place = 0
    for mention in parties.find(body[:300]):
        if not re.fullmatch(_JOINING, key(body[place : mention.start]).replace(";", ",")):
            break
        made.append(mention)
        place = mention.end
    verbs = "|".join(re.escape(v) for v in sorted(rules.roles.openers, key=len, reverse=True))
    return tuple(made) if made and re.match(rf"\s+(?:{verbs})(?!\w)", body[place:]) else ()


def opening_objects(text: str, rules: ImportRules, parties: Parties) -> tuple[Assignment, ...]:
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
        made += assignments_of(Role.COORDINATE, mention, verb)
        place = mention.end
    return tuple(made)


_JOINING = re.compile(
    r"(?:[\s,]|và|với|các|cùng|chặt chẽ|có trách nhiệm|giám đốc|thủ trưởng|chủ tịch|chánh văn phòng|trưởng|lãnh đạo)*"
)


def _named_between(between: str, rules: ImportRules) -> str:
    """A body that the registry does not hold, named in the row of parties: `Bộ Nội vụ và các đơn vị …`."""
    body = re.sub(r"^(?:với|và|các)\s+|\s+(?:và|với)(?:\s+các)?$|,$", "", between.strip()).strip(" ,")
    opens = any(re.match(rf"{re.escape(h)}\s+[^\W\d_]", body) for h in rules.agencies.heads)
    return body if opens and len(body.split()) <= 9 and "," not in body else ""


def _opening(tokens: list[Token], clause: str, rules: ImportRules) -> list[Token]:
    """Parties, their verbs, and the parties right after `phối hợp với`; the rest is the task itself. Between
    them stands filler at most: in `các sở rà soát, gửi Văn phòng tổng hợp` nobody's verb is `tổng hợp`."""
    kept: list[Token] = []
    verb = False
    for token in tokens:
        between = key(clause[kept[-1].end : token.start]) if kept else ""
        apart = bool(
            re.search(r"\w", phrase_pattern(rules.roles.noise).sub(" ", re.sub(r"(?<!\w)đồng thời(?!\w)", "", between)))
        )
        if token.party is None:
            if apart or (verb and not token.forward and kept[-1].party is not None):
                break
            verb = True
        elif verb:
            if not (any(t.forward for t in kept) and _JOINING.fullmatch(between)):
                break
        elif apart and not _JOINING.fullmatch(between.strip(" ;")):
            break
        kept.append(token)
    return kept

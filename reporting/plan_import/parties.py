"""Who is named: agencies by name, alias, abbreviation or initials; groups; phrases that name nobody.

With a registry its codes are used; without one, the usual agencies of a province (data) are
proposed, and every name met goes into the proposed registry.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from reporting.agencies import Agency, Group, Registry
from reporting.plan_import.keys import key, phrase_pattern, squeezed
from reporting.plan_import.markers import marker_of
from reporting.plan_import.names_of_bodies import (
    ABBREVIATED,
    ADDRESS,
    REGIONAL,
    UNIT_NAME,
    ascii_initials,
    capitals,
    head_pattern,
    initials_key,
    name_end,
    name_patterns,
    opener,
    placed,
    variants,
    without_filler,
)
from reporting.plan_import.rules import ImportRules, KnownAgency, KnownGroup
from reporting.text import lower_first


@dataclass(frozen=True, slots=True)
class Mention:
    """A party in a text: `start`, `end` in the text; `code` of agency or group, or the phrase itself
    when `open`. `unknown`: looks like an agency that nobody knows; `also` the group inside an open phrase."""

    start: int
    end: int
    code: str
    text: str
    open: bool = False
    unknown: bool = False
    group: bool = False
    also: str = ""


@dataclass(slots=True)
class Parties:
    """Finds parties in text. Remembers the agencies that had to be proposed (`unknown`: code → name).
    `place`: what kind of place issues the plan; its agencies are `Công an xã`, `Thuế thành phố`; `own`: its
    name, which may follow any agency. `discovered`: names of the plan's own bodies, from sentences of roles."""

    rules: ImportRules
    registry: Registry | None = None
    place: str = "tỉnh"
    own: str = ""
    discovered: dict[str, str] = field(default_factory=dict)
    unknown: dict[str, str] = field(default_factory=dict)
    _codes: dict[str, tuple[str, bool]] = field(default_factory=dict)
    _initials: dict[str, str] = field(default_factory=dict)
    _pattern: re.Pattern[str] = field(default_factory=lambda: re.compile("(?!)"))
    _groups: dict[str, str] = field(default_factory=dict)
    _own_initials: dict[str, str] = field(default_factory=dict)
    _found: dict[str, tuple[Mention, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.registry is None:
            self._load(_as_agencies(self.rules.agencies.agencies), _as_groups(self.rules.agencies.groups))
        else:
            self._load(self.registry.agencies, self.registry.groups)
            self._add_usual_names(self.registry)
        self._pattern = phrase_pattern(self._codes)

    def name_of(self, code: str) -> str:
        if self.registry:
            return self.registry.name_of(code)
        names = {a.code: a.name for a in self.rules.agencies.agencies} | {
            g.code: g.name for g in self.rules.agencies.groups
        }
        return names.get(code, self.unknown.get(code, code))

    def by_code(self, code: str) -> str:
        """The code itself if an agency or a group bears it; "" otherwise."""
        if self.registry is not None:
            return code if self.registry.agency(code) or self.registry.group(code) else ""
        known = {*self.unknown, *(code for code, _ in self._codes.values())}
        return code if code in known else ""

    def group(self, level: str) -> str:
        """Code of the group of a level (`province`, `district`, `commune`); "" if the registry has none."""
        return self._groups.get(level, "")

    def is_group(self, code: str) -> bool:
        return code in self._groups.values() or bool(self.registry and self.registry.group(code))

    def find(self, text: str) -> tuple[Mention, ...]:
        """All parties of a text in order, none overlapping."""
        known = self._found.get(text)
        if known is not None:
            return known
        spans: list[Mention] = []
        for candidate in sorted(self._candidates(text), key=lambda m: (m.start - m.end, m.open)):
            if all(candidate.end <= m.start or candidate.start >= m.end for m in spans):
                spans.append(candidate)
        made = tuple(self._whole_names(text, sorted(spans, key=lambda m: m.start)))
        if not any(m.unknown for m in made):
            self._found[text] = made
        return made

    def _whole_names(self, text: str, found: Iterable[Mention]) -> Iterator[Mention]:
        """Mentions with what belongs to the name: the place that issues the plan (`Thuế tỉnh Nam Phong`), and in
        brackets the part of the body that does the work (`Văn phòng UBND tỉnh (Trung tâm …)`)."""
        end = 0
        for mention in found:
            if mention.start < end:
                continue
            end = mention.end
            end += self._place_after(mention, text[end:])
            part = re.match(r"\s*\(([^()]{3,90})\)", text[end:])
            end += part.end() if part and not mention.open and self._is_part(part[1]) else 0
            yield replace(mention, end=end, text=text[mention.start : end]) if end > mention.end else mention

    def _place_after(self, mention: Mention, rest: str) -> int:
        """Length of the place that belongs to a name: `Thuế tỉnh Nam Phong`, `Phòng Nội vụ huyện`."""
        own = re.match(rf"\s+(?:{self.place}\s+)?{re.escape(self.own)}(?!\w)", rest) if self.own else None
        if own is None and (mention.open or mention.group):
            own = re.match(rf"\s+(?:thuộc|của)\s+(?:UBND|[UỦ][ỷy] ban nhân dân)\s+{self.place}(?!\w)", rest)
        elif own is None:
            own = re.match(rf"\s+{self.place}(?!\w)(?!\s+[A-ZĐÀ-Ỹ])", rest)
        return own.end() if own else 0

    def _is_part(self, bracket: str) -> bool:
        """One body and nothing else, no verb: not `(chủ trì)`, not `(Sở Nội vụ phối hợp)`."""
        body = re.sub(r"^(?:qua|thông qua|trực tiếp là)\s+", "", bracket.strip())
        if phrase_pattern(self.rules.roles.verbs).search(key(body)) or re.search(r"[,;]", body):
            return False
        return self.looks_like_agency(body)

    def listed(self, text: str) -> tuple[Mention, ...]:
        """Bodies named one after another (`Đài …, Báo …`), each known or looking like one; () otherwise."""
        made: list[Mention] = []
        for body in _row_of_names(text, self):
            known = self.whole(body)
            if not known and not (len(body.split()) <= 10 and self.looks_like_agency(body)):
                return ()
            made += known or (self.unknown_agency(text.find(body), body),)
        return tuple(made)

    def discover(self, texts: Iterable[str]) -> None:
        """Learn the names of the plan's own bodies: `Vụ Pháp chế chủ trì, …`, `Giao Chi cục Kiểm lâm:`, a heading
        or a cell that is a name. A name ends before a verb of roles; before any other opening verb only at the
        start of a sentence."""
        patterns = name_patterns(self.rules)
        for text in texts:
            body = marker_of(text).rest
            for pattern in patterns:
                for match in pattern.finditer(body):
                    self._learn_own(match[1].strip())
            for piece in _partners(body, self):
                self._learn_own(piece)
            labels = [found for found in self.rules.roles.labels.find(body) if found.roles]
            for piece in (p for label in labels for p in _row_of_names(re.split(r"[.(]", body[label.end :])[0], self)):
                self._learn_own(piece)
            if len(body.split()) <= 12 and not body.rstrip().endswith("."):
                for piece in _row_of_names(body.rstrip(" :;"), self):
                    self._learn_own(piece)

    def _learn_own(self, name: str) -> None:
        name = name_end(self.rules).split(name)[0]
        if squeezed(name).endswith(tuple(f" {w}" for w in self.rules.roles.unfinished)) or len(name.split()) > 12:
            return
        if self.looks_like_agency(name) and not any(m.start == 0 for m in self.find(name)):
            self.discovered.setdefault(squeezed(name), name)
            self._found.clear()
            head, _, tail = name.partition(" ")
            self._own_initials.setdefault(initials_key(head, capitals(tail)), name)
            self._own_initials.setdefault(capitals(name), name)

    def by_initials(self, text: str) -> str:
        """The plan's own body whose name has these initials (`VPB`: Văn phòng Bộ); "" for none."""
        return self._own_initials.get(text.strip(), "") if re.fullmatch(r"\s*[A-ZĐ]{2,8}\s*", text) else ""

    def subjects(self, text: str) -> tuple[Mention, ...]:
        """Those whom a line names and nothing else, addressed or not: `Giao Sở Nội vụ`, `a) Công an tỉnh`,
        `Các sở tập trung thực hiện các nội dung sau`."""
        line = self.rules.roles.hands_out.sub("", text.strip(" :."))
        body = re.sub(r"\([^)]*\)", "", ADDRESS.sub("", line)).strip(" :.")
        return self.whole(body)

    def whole(self, text: str) -> tuple[Mention, ...]:
        """The parties of a text that consists of nothing else; () otherwise."""
        found = self.find(text)
        rest = _without(text, found)
        return found if found and not re.search(r"\w", without_filler(rest)) else ()

    @contextmanager
    def undisturbed(self) -> Iterator[None]:
        """Reading only to see whether a text is a role sentence proposes no agencies."""
        unknown = dict(self.unknown)
        yield
        self.unknown.clear()
        self.unknown.update(unknown)

    def looks_like_agency(self, text: str) -> bool:
        """Opens like the name of an agency: `Vụ Pháp chế`, `Trung tâm dữ liệu`; not `Ban hành …`, `Báo cáo …`."""
        head = head_pattern(self.rules).match(text)
        after = text[head.end() :].strip() if head else ""
        return bool(head and after) and (after[0].isupper() or " " in text[: head.end()]) and len(text) <= 90  # type: ignore[union-attr]

    def unknown_agency(self, start: int, name: str) -> Mention:
        """An agency that nobody knows: a proposed code without a registry, its bare name beside one."""
        if self.registry is None:
            return Mention(start, start + len(name), self.propose(name), name, unknown=True)
        return Mention(start, start + len(name), name, name, open=True, unknown=True)

    def propose(self, name: str) -> str:
        """A code for an agency that nobody knows, from its initials: `Hội Luật gia tỉnh` → HLG."""
        wanted = squeezed(name)
        for code, known in self.unknown.items():
            if squeezed(known) == wanted:
                return code
        base = ascii_initials(name) or "CQ"
        taken = set(self.unknown) | {code for code, _ in self._codes.values()}
        code = next(c for c in (base, *(f"{base}{n}" for n in range(2, 999))) if c not in taken)
        self.unknown[code] = name
        return code

    def _candidates(self, text: str) -> Iterator[Mention]:
        wanted = key(text)
        yield from self._open(text, wanted)
        yield from self._named_units(text)
        for match in REGIONAL.finditer(text):
            yield self._regional(match)
        if self.discovered:
            for match in phrase_pattern(self.discovered).finditer(wanted):
                yield self.unknown_agency(match.start(), text[match.start() : match.end()])
        for match in self._pattern.finditer(wanted):
            code, group = self._codes[squeezed(match.group())]
            yield Mention(match.start(), match.end(), code, text[match.start() : match.end()], group=group)
        for match in ABBREVIATED.finditer(text):
            found = self._abbreviated(match)
            if found:
                yield found

    def _regional(self, match: re.Match[str]) -> Mention:
        code = self._codes.get(squeezed(match.group()), ("", False))[0]
        if code:
            return Mention(match.start(), match.end(), code, match.group())
        return self.unknown_agency(match.start(), match.group())

    def _abbreviated(self, match: re.Match[str]) -> Mention | None:
        """`Sở KH&CN, UBND …`: the longest run of capitals whose initials somebody bears."""
        ends = [m.end() for m in re.finditer(r"[A-ZĐ]+", match[2])]
        for end in reversed(ends):
            code = self._initials.get(initials_key(match[1], match[2][:end]), "")
            stop = match.start(2) + end
            if code:
                return Mention(match.start(), stop, code, match.string[match.start() : stop])
            own = self._own_initials.get(initials_key(match[1], match[2][:end]), "")
            if own:
                return replace(self.unknown_agency(match.start(), own), end=stop)
        return None

    def _open(self, text: str, wanted: str) -> Iterator[Mention]:
        spans = {m.span() for p in self.rules.roles.open for m in p.finditer(wanted) if m.end() > m.start()}
        for start, end in sorted(spans):
            phrase = text[start:end]
            if phrase[0].isupper() and re.search(r"\w\s+$", text[:start]):
                continue  # inside a name: `Hiệp hội Doanh nghiệp tỉnh`
            groups = [self._codes[squeezed(m.group())] for m in self._pattern.finditer(wanted, start, end)]
            also = next((code for code, group in groups if group), "")
            yield Mention(start, end, lower_first(phrase), phrase, open=True, also=also)

    def _named_units(self, text: str) -> Iterator[Mention]:
        """`UBND huyện Đăk Hà`, `UBND phường 5`: one unit of a level."""
        for match in UNIT_NAME.finditer(text):
            code = self._codes.get(squeezed(match.group()), ("", False))[0]
            if not code and self.registry is not None:
                code = self.registry.find(match.group()) or self.registry.find(match[1])
            if code:
                yield Mention(match.start(), match.end(), code, match.group())
            else:
                yield Mention(match.start(), match.end(), self.propose(match.group()), match.group(), unknown=True)

    def _load(self, agencies: Iterable[Agency], groups: Iterable[Group]) -> None:
        for agency in agencies:
            self._learn((agency.name, agency.short_name, *agency.aliases), agency.code, False)
            for name in (agency.name, agency.short_name):
                head, _, tail = name.partition(" ")
                if tail and not UNIT_NAME.match(name):
                    self._initials.setdefault(initials_key(head, capitals(tail)), agency.code)
        for group in groups:
            self._learn((group.name, *group.aliases), group.code, True)
        for known in self.rules.agencies.groups:
            found = self._known((known.name, *known.aliases))
            if found:
                self._groups[known.level] = found[0]

    def _learn(self, names: Iterable[str], code: str, group: bool) -> None:
        for name in filter(None, names):
            for variant in (*variants(name), *variants(placed(name, self.place))):
                self._codes.setdefault(squeezed(variant), (code, group))

    def _known(self, names: Iterable[str]) -> tuple[str, bool] | None:
        return next((self._codes[squeezed(n)] for n in names if squeezed(n) in self._codes), None)

    def _add_usual_names(self, registry: Registry) -> None:
        """Usual aliases of agencies and groups that the registry knows under one of their names."""
        for agency in self.rules.agencies.agencies:
            names = (agency.name, *agency.aliases)
            found = self._known(v for n in names for v in variants(n))
            code = found[0] if found else agency.code if registry.agency(agency.code) else ""
            if code:
                self._learn(names, code, False)
        for group in self.rules.agencies.groups:
            names = (group.name, *group.aliases)
            found = self._known(v for n in names for v in variants(n))
            code = found[0] if found else group.code if registry.group(group.code) else ""
            if code:
                self._learn(names, code, True)
                self._groups.setdefault(group.level, code)


def _row_of_names(text: str, parties: Parties) -> Iterator[str]:
    """Names with a comma or semicolon between them; a capital that opens no name goes on with the one before
    (`Trung tâm Văn hóa, Thể thao và Truyền thanh`)."""
    held = ""
    for piece in re.split(r"\s*(;|,)\s*", text.strip(" .,;")):
        name = re.sub(r"^(?:và|với)\s+", "", piece)
        goes_on = held.endswith(",") and piece[:1].isupper() and not parties.looks_like_agency(piece)
        if goes_on and not parties.find(piece):
            held = f"{held} {piece}"
        elif piece in (",", ";"):
            held = f"{held}{piece}"
        else:
            if held.strip(",; "):
                yield held.strip(",; ")
            held = name
    if held.strip(",; "):
        yield held.strip(",; ")


def _partners(text: str, parties: Parties) -> Iterator[str]:
    """The bodies in a row after `phối hợp với`, the last one only when a verb shows where its name ends."""
    for match in re.finditer(r"(?:phối hợp(?: chặt chẽ)?(?: với| cùng)?|cùng với)\s+([^.;:()]{3,300})", text):
        row = list(_row_of_names(match[1].replace(" và ", ", "), parties))
        for piece in row:
            name = opener(parties.rules).split(piece)[0]
            if name != piece or piece is not row[-1]:
                yield name


def _as_agencies(known: Iterable[KnownAgency]) -> Iterator[Agency]:
    for agency in known:
        yield Agency(agency.code, agency.name, agency.symbol, aliases=agency.aliases)


def _as_groups(known: Iterable[KnownGroup]) -> Iterator[Group]:
    for group in known:
        yield Group(group.code, group.name, group.aliases)


def _without(text: str, found: Iterable[Mention]) -> str:
    made, place = [], 0
    for mention in found:
        made.append(text[place : mention.start])
        place = mention.end
    return " ".join((*made, text[place:]))

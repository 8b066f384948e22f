"""From the tree to headings and items: what is a heading, what is an item, and which code it gets.

Codes come from the plan's own numbering: heading `II.2`, its third item `II.2.03`. A heading with its
duty on the same line (`9. Sở Y tế: Triển khai …`) is heading III.9 and item III.9.01.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from reporting.plan import ItemKind, Section
from reporting.plan_import.keys import squeezed
from reporting.plan_import.markers import MarkerKind
from reporting.plan_import.names_of_bodies import ADDRESS, without_filler
from reporting.plan_import.outline import Node, is_single
from reporting.plan_import.parties import Mention, Parties
from reporting.plan_import.roles_in_items import bracketed_roles
from reporting.plan_import.rules import ImportRules
from reporting.plan_import.source import SourceTable
from reporting.text import upper_first

_KINDS = {"targets": ItemKind.TARGET, "tasks": ItemKind.TASK, "duties": ItemKind.DUTY}
_ANNEX_REFERENCE = re.compile(
    r"^\(?\s*(?:Có|Phụ lục|Chi tiết|Kèm theo|Nội dung|(?:Các |Những )?[Nn]hiệm vụ|(?:Các )?[Cc]hỉ tiêu|Phân công|Danh mục)[^.;]{0,120}?"
    r"(?:kèm theo|đính kèm|(?:tại|theo|trong)(?: các)? [Pp]hụ lục)"
    r"|^\(?\s*(?:Tại|Xem|Theo)(?: các)? [Pp]hụ lục[^.;]{0,60}[.;)]*$"
)
# A heading under which labels say who does what stands beside it.
_ALLOTS = re.compile(
    r"^(?:phân công|tổ chức thực hiện|trách nhiệm|(?:cơ quan|đơn vị) thực hiện|thời gian|tiến độ)(?: (?:và |, )?(?:phân công|trách nhiệm|tổ chức|thực hiện|nhiệm vụ|thời gian))*$"
)
_CONCLUDING = re.compile(
    r"^(?:Trên đây|Trong quá trình|Yêu cầu (?:các|Thủ trưởng)|Đề nghị (?:các|Thủ trưởng)|Quá trình)"
)


@dataclass(frozen=True, slots=True)
class RawItem:
    """An item before its wording is read. `source` its own words as in the file (sub-items on lines
    of their own); `notes` the sentences about it, `shared` those that may hold for it too; `subjects` whom its
    heading names; `above` the line that hands it out."""

    code: str
    kind: ItemKind
    section: str
    number: int
    source: str
    line: int
    notes: tuple[tuple[str, int], ...] = ()
    subjects: tuple[Mention, ...] = ()
    shared: tuple[tuple[str, int], ...] = ()
    above: str = ""


@dataclass(slots=True)
class PlanOutline:
    """What the body holds. `section_notes`: role sentences right under a heading; `loose`: paragraphs
    placed nowhere; `assumed`: headings whose content was taken for tasks without a word that says so."""

    sections: list[Section] = field(default_factory=list)
    items: list[RawItem] = field(default_factory=list)
    texts: list[tuple[str, str, int]] = field(default_factory=list)
    tables: list[tuple[str, SourceTable]] = field(default_factory=list)
    section_notes: dict[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)
    loose: list[tuple[str, str, int]] = field(default_factory=list)
    assumed: list[tuple[str, str, int]] = field(default_factory=list)
    annex_named: list[tuple[str, int]] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the walk stands."""

    section: str
    zone: str
    subjects: tuple[Mention, ...] = ()


HasFigure = Callable[[str], bool]


def read_outline(
    root: Node, rules: ImportRules, parties: Parties, has_figure: HasFigure, start: tuple[str, str] = ("", "")
) -> PlanOutline:
    """Headings, items and other texts of a body, in the order of the plan. `start`: section and zone
    of the whole, for an annex that is a list of tasks."""
    outline = PlanOutline()
    _Walk(rules, parties, has_figure, outline).inside(root, _Place(*start))
    return outline


@dataclass(frozen=True, slots=True)
class _Walk:
    rules: ImportRules
    parties: Parties
    has_figure: HasFigure
    outline: PlanOutline

    def inside(self, node: Node, place: _Place) -> None:
        """Everything under a heading."""
        place = self._settled(node, place)
        self.outline.tables += [(place.section, table) for table in node.tables]
        if place.zone == "text":
            self._all_text(node, place)
            return
        marked = [c for c in node.children if c.kind is not MarkerKind.PLAIN]
        used: set[int] = set()
        for child in node.children:
            if child.kind is MarkerKind.PLAIN:
                self._plain(child, place, bool(marked), used)
            elif _ALLOTS.match(squeezed(child.text)) and child.notes and not child.children and place.section:
                self.outline.section_notes[place.section] = tuple(child.notes)
                self.outline.texts.append((place.section, _printed(child), child.line))
            elif child.kind.is_number and self._is_heading(child, marked, place):
                self._heading(child, place)
                self._number(child, used)
            else:
                self._item(child, place, used)

    def _settled(self, node: Node, place: _Place) -> _Place:
        """`Mục tiêu` holds targets when at least half of its paragraphs hold a figure, else text; a heading of
        targets and tasks holds tasks then."""
        if place.zone not in ("aims", "mixed"):
            return place
        if any(c.kind.is_number and any(g.kind is not MarkerKind.PLAIN for g in c.children) for c in node.children):
            return place  # each of its headings is settled by itself
        leaves = [
            c
            for c in node.children
            if c.kind.is_bullet or c.kind is MarkerKind.PLAIN or (c.kind.is_number and not c.children)
        ]
        if not leaves:
            return place
        figures = sum(self.has_figure(c.text) for c in leaves)
        other = "text" if place.zone == "aims" else "tasks"
        return _Place(place.section, "targets" if figures * 2 >= len(leaves) else other, place.subjects)

    def _zone(self, title: str, parent: str, line: int, section: str) -> str:
        """What a heading's words say it holds, within what its parent allows."""
        named = self.rules.zones.of(re.sub(r"\s*[:.]$", "", title))
        if parent == "duties" and named != "text":
            return "duties"
        if named == "own_tasks":
            return "tasks"
        if parent == "text" and named in ("", "text", "aims"):
            return named or "text"
        if parent == "targets" and named in ("", "tasks", "aims"):
            return "aims" if squeezed(title).strip(" .:") == "mục tiêu" else "targets"
        if parent == "aims" and named == "tasks":
            return "aims"
        if not named and not parent:
            self.outline.assumed.append((section, title, line))
            return "tasks"
        return named or parent

    def _heading(self, node: Node, place: _Place) -> None:
        section = self._free(f"{place.section}.{node.marker.id}" if place.section else node.marker.id)
        title, rest = self._title(node, place.zone)
        zone = self._zone(title, place.zone, node.line, section)
        subjects = self._subjects(title) if zone == "duties" else self.parties.subjects(title)
        self.outline.sections.append(Section(section, node.marker.printed, title, place.section))
        self.outline.lines[section] = node.line
        inner = _Place(section, zone, subjects or place.subjects)
        if rest and zone in _KINDS:
            notes = tuple(node.notes) if not node.children else ()
            self.outline.items.append(
                RawItem(f"{section}.01", _KINDS[zone], section, 1, rest, node.line, notes, inner.subjects)
            )
            shifted = Node(node.marker, "", node.line, children=node.children, tables=node.tables)
            _Shifted(self).inside(shifted, inner)
            return
        if rest:
            self.outline.texts.append((section, rest, node.line))
        notes = tuple(node.notes)
        bracket = bracketed_roles(title, self.rules, self.parties) if zone in _KINDS and not notes else ""
        if notes or bracket:
            self.outline.section_notes[section] = notes or ((bracket, node.line),)
        self.inside(node, inner)

    def _free(self, section: str) -> str:
        """An id of its own also for a number that the plan uses twice (two parts that both count I, II)."""
        later = (f"{section}-{n}" for n in range(2, 999))
        return section if section not in self.outline.lines else next(s for s in later if s not in self.outline.lines)

    def _title(self, node: Node, zone: str) -> tuple[str, str]:
        """Title and, for a heading with its duty on the same line, the duty."""
        text = node.text.strip()
        before, colon, after = _outside_brackets(text)
        if colon and after.strip() and (zone == "duties" or not node.children) and self._subjects(before):
            return before.strip(), after.strip()
        if not node.children and not node.tables and zone in _KINDS:
            opening = self._opening_party(text) if zone == "duties" else ""
            return opening or _short(text), text
        if colon and after.strip() and self.rules.zones.of(before) and len(before) < 60:
            return before.strip(), after.strip()
        return text.rstrip(" :;."), ""

    def _opening_party(self, text: str) -> str:
        """The parties that open a sentence, as it writes them: `Thủ trưởng các sở; Chủ tịch UBND các xã`."""
        body = re.sub(r"^(?:(?:đề nghị|giao cho|giao|yêu cầu|đối với)\s+)+", "", text, flags=re.I)
        head = len(body) - len(ADDRESS.sub("", body))
        end = head
        for mention in self.parties.find(body):
            if mention.end <= head:
                continue
            if re.search(r"\w", without_filler(body[end : mention.start])):
                break
            end = mention.end
        return upper_first(body[:end]) if end > head else ""

    def _subjects(self, title: str) -> tuple[Mention, ...]:
        body = re.sub(r"\([^)]*\)", "", ADDRESS.sub("", title)).strip(" :.")
        known = self.parties.whole(body)
        return known or self.parties.listed(body)

    def _is_heading(self, node: Node, siblings: list[Node], place: _Place) -> bool:
        """A number opens a heading when something stands under it, when its siblings are headings,
        or when it names who has a duty; else it is an item of its own."""
        if (
            place.zone in ("tasks", "targets")
            and node.kind > MarkerKind.ROMAN
            and not node.tables
            and self._notes_follow(node)
        ):
            return False
        if node.tables or any(c.kind is not MarkerKind.PLAIN for c in node.children):
            return True
        if place.zone not in _KINDS or node.kind <= MarkerKind.ROMAN:
            return True
        if node.children:
            return _looks_like_title(node)
        if place.zone == "duties":
            before, colon, _ = node.text.partition(":")
            named = bool(colon) and len(before) < 200 and bool(self._subjects(before))
            return not place.subjects and (named or bool(self._opening_party(node.text)))
        numbered = [s for s in siblings if s.kind is node.kind]
        inner = sum(bool(s.children) and not self._notes_follow(s) for s in numbered)
        return inner * 2 >= len(numbered) and (place.zone == "duties" or _looks_like_title(node))

    @staticmethod
    def _notes_follow(node: Node) -> bool:
        """An item with parts whose roles stand after the parts."""
        if not (node.children and is_single(node)):
            return False
        return node.notes[0][1] > max(n.line for n in node.walk())

    def _item(self, node: Node, place: _Place, used: set[int]) -> None:
        number = self._number(node, used)
        code = f"{place.section}.{number:02}" if place.section else f"{number:02}"
        if _ANNEX_REFERENCE.match(node.text) and len(node.text) < 220:
            self.outline.annex_named.append((node.text, node.line))
            self.outline.texts.append((place.section, node.text, node.line))
            used.discard(number)
            return
        if place.zone not in _KINDS:
            self.outline.texts += [(place.section, _paragraph(n), n.line) for n in node.walk()]
            return
        if not node.whole and self._is_group(node) and not self._notes_follow(node):
            subjects = self._subjects(node.text)
            code = self._free(code)
            self.outline.sections.append(Section(code, node.marker.printed, node.text.rstrip(" :"), place.section))
            self.outline.lines[code] = node.line
            if node.notes:
                self.outline.section_notes[code] = tuple(node.notes)
            self.inside(
                Node(node.marker, node.text, node.line, children=node.children),
                _Place(code, place.zone, subjects or place.subjects),
            )
            return
        subjects, text = self._own_subject(node, place)
        notes = tuple(note for n in node.walk() for note in n.notes)
        self.outline.items.append(
            RawItem(
                code,
                _KINDS[place.zone],
                place.section,
                number,
                text,
                node.line,
                notes,
                subjects,
                tuple(node.shared),
                node.above,
            )
        )

    def _own_subject(self, node: Node, place: _Place) -> tuple[tuple[Mention, ...], str]:
        """`- Sở Nội vụ: chủ trì …`: whom the item itself names before a colon."""
        before, colon, _ = node.text.partition(":")
        own = self._subjects(before) if colon and place.zone == "duties" else ()
        return own or place.subjects, _whole(node)

    @staticmethod
    def _is_group(node: Node) -> bool:
        """A lead-in whose sub-items are the items: it ends with a colon, or each sub-item says who does it."""
        children = [c for c in node.children if c.kind is not MarkerKind.PLAIN]
        if len(children) < 2:
            return False
        sentences = sum(
            len(c.text.split()) >= (7 if c.kind is MarkerKind.PLUS else 5) or bool(c.children) for c in children
        )
        return (node.leads_in and sentences * 2 >= len(children)) or all(c.notes for c in children)

    @staticmethod
    def _number(node: Node, used: set[int]) -> int:
        value = node.marker.value
        printed = node.kind.is_number and node.kind is not MarkerKind.LETTER and value and value not in used
        number = value if printed else max(used, default=0) + 1
        used.add(number)
        return number

    def _plain(self, node: Node, place: _Place, marked: bool, used: set[int]) -> None:
        """A paragraph without a number: an item where nothing is numbered, else text."""
        if _ANNEX_REFERENCE.match(node.text):
            self.outline.annex_named.append((node.text, node.line))
            self.outline.texts.append((place.section, node.text, node.line))
        elif place.zone in _KINDS and place.section and not marked and not node.text.rstrip().endswith(":"):
            self._item(node, place, used)
        else:
            self.outline.texts.append((place.section, node.text, node.line))
            if place.zone in _KINDS and marked and place.section and not _CONCLUDING.match(node.text):
                self.outline.loose.append((place.section, node.text, node.line))

    def _all_text(self, node: Node, place: _Place) -> None:
        """Under a heading of text every paragraph is kept; numbered headings below it stay headings."""
        for child in node.children:
            if (
                child.kind.is_number
                and child.kind is not MarkerKind.PLAIN
                and any(c.kind is not MarkerKind.PLAIN for c in child.children)
                or child.kind.is_number
                and self.rules.zones.of(child.text) not in ("", "text")
                or child.kind.is_number
                and _looks_like_title(child)
                and child.children
            ):
                self._heading(child, place)
            else:
                self.outline.texts += [(place.section, _paragraph(n), n.line) for n in child.walk()]


class _Shifted:
    """Items under a heading that is itself item 01 are numbered from 02."""

    def __init__(self, walk: _Walk) -> None:
        self.walk = walk

    def inside(self, node: Node, place: _Place) -> None:
        used = {1}
        self.walk.outline.tables += [(place.section, table) for table in node.tables]
        for child in node.children:
            if child.kind is MarkerKind.PLAIN:
                self.walk._plain(child, place, True, used)
            else:
                self.walk._item(child, place, used)


def _looks_like_title(node: Node) -> bool:
    """Short, without a full stop, or bold: a heading rather than a sentence."""
    words = len(node.text.split())
    return node.bold and words <= 25 or words <= 14 and not node.text.rstrip().endswith((".", ";"))


def _outside_brackets(text: str) -> tuple[str, str, str]:
    """The text parted at its first colon that no bracket holds."""
    depth = 0
    for at, sign in enumerate(text):
        depth += (sign == "(") - (sign == ")")
        if sign == ":" and depth <= 0:
            return text[:at], sign, text[at + 1 :]
    return text, "", ""


def _short(text: str) -> str:
    """A title for a numbered sentence: its first clause."""
    if len(text) <= 100:
        return text.rstrip(" .;:")
    clause = re.split(r"[,;:.]\s", text, maxsplit=1)[0]
    return clause if len(clause) <= 100 else f"{clause[:97].rsplit(' ', 1)[0]}…"


def _printed(node: Node) -> str:
    return f"{node.marker.printed} {node.text}".strip()


def _paragraph(node: Node) -> str:
    """A paragraph of text as kept: numbers stay, the dash of a plain list goes."""
    return node.text if node.kind is MarkerKind.DASH else _printed(node)


def _whole(node: Node) -> str:
    """The item's words and those of its sub-items, each sub-item on a line of its own."""
    return "\n".join((node.text, *(_printed(n) for child in node.children for n in child.walk())))

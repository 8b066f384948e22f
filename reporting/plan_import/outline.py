"""From paragraphs to a tree: who stands under whom, by numbering alone.

A number of a kind that is open closes what is below it; a kind not yet open goes one deeper. So
plans that use the same signs at other depths come out right without styles.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from reporting.plan_import.markers import Marker, MarkerKind, follows, marker_of
from reporting.plan_import.source import SourceBlock, SourceParagraph, SourceTable


@dataclass(slots=True)
class Node:
    """A numbered or bulleted paragraph with what stands under it. `notes` are the sentences about it
    (roles, due dates), with their lines (`private_notes`: bullets under its number); `shared` those of a later
    sibling that may hold for it too; `above` the line that hands it out; `whole`: its children are its parts."""

    marker: Marker
    text: str
    line: int
    bold: bool = False
    children: list[Node] = field(default_factory=list)
    notes: list[tuple[str, int]] = field(default_factory=list)
    tables: list[SourceTable] = field(default_factory=list)
    whole: bool = False
    private_notes: bool = False
    shared: list[tuple[str, int]] = field(default_factory=list)
    above: str = ""

    @property
    def kind(self) -> MarkerKind:
        return self.marker.kind

    @property
    def leads_in(self) -> bool:
        return self.text.rstrip().endswith(":")

    def walk(self) -> Iterator[Node]:
        yield self
        for child in self.children:
            yield from child.walk()


# How a plan ends; the words speak of the whole plan, not of the item above.
CONCLUDING = re.compile(
    r"^(?:Trên đây là|Trong quá trình (?:triển khai|tổ chức|thực hiện)|Quá trình (?:triển khai|thực hiện))"
)

IsNote = Callable[[SourceParagraph, Marker, Node], bool]


def build(blocks: Sequence[SourceBlock], is_note: IsNote) -> Node:
    """The tree of a body. `is_note` tells sentences about the item above from items."""
    root = Node(Marker(MarkerKind.PLAIN, "", 0, ""), "", 0)
    open_nodes: list[Node] = [root]
    for block in blocks:
        if isinstance(block, SourceTable):
            open_nodes[-1].tables.append(block)
            continue
        marker = marker_of(block.full)
        if marker.kind is MarkerKind.PLAIN and CONCLUDING.match(block.text):
            root.children.append(Node(marker, block.text, block.line, block.bold))
        elif len(open_nodes) > 1 and is_note(block, marker, _noted(open_nodes)):
            noted = _noted(open_nodes)
            noted.notes.append((marker.rest if marker.kind.is_bullet else block.full, block.line))
            noted.private_notes |= marker.kind.is_bullet and noted.kind.is_number
        elif marker.kind is MarkerKind.PLAIN:
            _add_plain(open_nodes, block, marker)
        else:
            _add_marked(open_nodes, block, _as_letter(marker, open_nodes))
    _raise_notes(root)
    return root


def _raise_notes(node: Node) -> None:
    """Labels after the parts of an item (`b) …:` `- …;` `- …` `Cơ quan chủ trì: …`) speak of the item: its
    parts say nothing of their own, and its text or its neighbours show that it is one."""
    for child in node.children:
        parts = [c for c in child.children if c.kind is not MarkerKind.PLAIN]
        if parts and child.kind.is_number and child.kind >= MarkerKind.ARABIC and not child.notes:
            last = _last(parts[-1])
            silent = not any(n.notes for n in child.walk() if n is not last)
            listed = all(c.kind.is_bullet for c in parts) and all(c.text.rstrip().endswith(";") for c in parts[:-1])
            beside = any(s.notes and not s.children for s in node.children if s.kind is child.kind)
            if last.notes and silent and child.leads_in and (beside or listed and len(parts) > 1):
                child.notes, last.notes = last.notes, []
        _raise_notes(child)


def _last(node: Node) -> Node:
    while node.children:
        node = node.children[-1]
    return node


def is_single(node: Node) -> bool:
    """An item with parts: it ends with a colon and the labels speak of it, not of its parts."""
    return bool(node.notes) and node.leads_in and not any(n.notes for c in node.children for n in c.walk())


def _noted(open_nodes: list[Node]) -> Node:
    """The node that a note speaks of: the last paragraph standing under the innermost open node."""
    node = open_nodes[-1]
    while node.children and node.children[-1].kind is not MarkerKind.PLAIN:
        node = node.children[-1]
    if node.children and node.children[-1].kind is MarkerKind.PLAIN and node.kind.is_number:
        return node.children[-1]
    return node


def _add_plain(open_nodes: list[Node], paragraph: SourceParagraph, marker: Marker) -> None:
    """A paragraph without a number: the title of a bare `Chương I`, or text under the last heading."""
    top = open_nodes[-1]
    if not top.text and top.kind.is_number and not top.children:
        top.text = paragraph.text
        return
    if top.kind.is_bullet and (paragraph.text[:1].islower() or top.leads_in):
        top.children.append(Node(marker, paragraph.text, paragraph.line, paragraph.bold))
        return
    while open_nodes[-1].kind.is_bullet:
        open_nodes.pop()
    open_nodes[-1].children.append(Node(marker, paragraph.text, paragraph.line, paragraph.bold))


def _add_marked(open_nodes: list[Node], paragraph: SourceParagraph, marker: Marker) -> None:
    node = Node(marker, marker.rest, paragraph.line, paragraph.bold)
    kinds = [n.kind for n in open_nodes]
    if marker.kind in kinds and not _nests_again(open_nodes, marker):
        del open_nodes[len(kinds) - 1 - kinds[::-1].index(marker.kind) :]
    else:
        while len(open_nodes) > 1 and not _may_hold(open_nodes[-1], marker.kind):
            open_nodes.pop()
    open_nodes[-1].children.append(node)
    open_nodes.append(node)


def _nests_again(open_nodes: list[Node], marker: Marker) -> bool:
    """A numbering that starts again under a lead-in: `- …:` followed by `1.` while `1.` is open above."""
    top = open_nodes[-1]
    return (
        marker.value == 1
        and top.leads_in
        and top.kind.is_bullet
        and marker.kind.is_number
        and marker.kind > MarkerKind.ROMAN
    )


def _may_hold(node: Node, kind: MarkerKind) -> bool:
    """Bullets nest in the order in which they first appear; numbers by their usual depth, and
    under a bullet only when it leads in."""
    if kind.is_bullet:
        return True
    if node.kind.is_bullet:
        return node.leads_in and kind > MarkerKind.MUC
    return node.kind < kind or (
        node.kind in (MarkerKind.LETTER, MarkerKind.PAREN) and kind in (MarkerKind.ARABIC, MarkerKind.PAREN)
    )


def _as_letter(marker: Marker, open_nodes: list[Node]) -> Marker:
    """`C.`, `D.`, `I.`, `V.` after `B.`, `C.`, … are letters, not Roman numbers; and the reverse."""
    siblings = [n for n in open_nodes if n.kind in (MarkerKind.UPPER, MarkerKind.ROMAN)]
    if marker.kind is MarkerKind.ROMAN and len(marker.printed) == 2 and siblings:
        upper = [n for n in siblings if n.kind is MarkerKind.UPPER]
        expected = "ABCDĐEGHIKLMN"[upper[-1].marker.value : upper[-1].marker.value + 1] if upper else ""
        letter_next = marker.printed[0] in (expected, "D" if expected == "Đ" else "")
        roman = [n for n in siblings if n.kind is MarkerKind.ROMAN]
        roman_next = (roman[-1].marker.value if roman else 0) + 1
        if letter_next and marker.value != roman_next:
            return Marker(MarkerKind.UPPER, marker.printed, "ABCDĐEGHIKLMN".find(marker.printed[0]) + 1, marker.rest)
    return marker


def numbering_jumps(root: Node) -> Iterator[tuple[Node, int]]:
    """Nodes whose number does not follow the one before, with the number expected."""
    for parent in root.walk():
        last: dict[MarkerKind, Marker] = {}
        for node in parent.children:
            if not node.kind.is_number:
                continue
            before = last.get(node.kind)
            wrong = node.marker.value != 1 if before is None else not follows(before, node.marker)
            if wrong:
                yield node, before.value + 1 if before else 1
            last[node.kind] = node.marker

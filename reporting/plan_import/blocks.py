"""Blocks of a task: paragraphs that are fields of it (who, when, what comes out) leave the tree as items.

`a) Nội dung: …` `b) Đơn vị chủ trì: …` `c) Thời gian: …` under one number are one task; labels after
several items hold for those above that have none; a line `Giao Sở Nội vụ:` heads the items below it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from reporting.plan_import.labels import Label
from reporting.plan_import.markers import Marker, MarkerKind
from reporting.plan_import.outline import Node
from reporting.plan_import.parties import Parties
from reporting.plan_import.roles import is_role_sentence, opening_label
from reporting.plan_import.rules import ImportRules


@dataclass(frozen=True, slots=True)
class Blocks:
    """Folds the labelled paragraphs of a tree into the items that they speak of."""

    rules: ImportRules
    parties: Parties

    def fold(self, node: Node) -> None:
        for child in node.children:
            self.fold(child)
        labels = [self._label(child) for child in node.children]
        if any(label and (label.roles or label.field in ("due", "product")) for label in labels):
            self._fold_labels(node, labels)
        self._put_under_lead_ins(node)
        _share(node)

    def _label(self, node: Node) -> Label | None:
        """A lettered or bulleted label; without its colon only when something stands under it."""
        if node.kind is MarkerKind.PLAIN or node.kind <= MarkerKind.ARTICLE:
            return None
        found = opening_label(node.text, self.rules, self.parties, below=bool(node.children))
        return found if found is None or found.end <= len(node.text) or node.kind > MarkerKind.ARABIC else None

    def _fold_labels(self, node: Node, labels: list[Label | None]) -> None:
        """Contents become items, other labels notes of the items since the last notes, else of the heading."""
        kept: list[Node] = []
        open_items: list[Node] = []
        noted = False
        for child, label in zip(node.children, labels, strict=True):
            if label is None or label.field == "content":
                made = self._contents(node, child, label) if label else [child]
                open_items = [*([] if noted else open_items), *(m for m in made if m.kind is not MarkerKind.PLAIN)]
                kept += made
                noted = False
            elif label.field == "remark":
                (open_items[-1].children if open_items else kept).append(_plain(child))
            else:
                for owner in open_items or [node]:
                    if owner is node or not owner.notes or noted or len(open_items) == 1:
                        owner.notes += _notes(child)
                noted = True
        node.children = kept

    def _contents(self, parent: Node, node: Node, label: Label) -> list[Node]:
        """The task or tasks that `Nội dung: …` holds."""
        rest = node.text[label.end :].strip() if label.end <= len(node.text) else ""
        if rest:
            return [Node(node.marker, rest, node.line, node.bold, node.children, node.notes, node.tables)]
        parts = [c for c in node.children if c.kind is not MarkerKind.PLAIN]
        if len(parts) > 1 and not all(c.text.rstrip().endswith(";") for c in parts[:-1]):
            for part in parts:
                part.notes = [*part.notes, *node.notes]
            return node.children
        title = f"{parent.text.rstrip(' :.')}:"
        return [Node(node.marker, title, node.line, node.bold, node.children, node.notes, node.tables, whole=True)]

    def _put_under_lead_ins(self, node: Node) -> None:
        """`Giao Văn phòng Sở chủ trì, phối hợp với các phòng:` and the list after it."""
        kept: list[Node] = []
        above = ""
        for child in node.children:
            if child.kind is MarkerKind.PLAIN:
                above = child.text if child.leads_in and self._hands_out(child.text) else ""
                if not above:
                    kept.append(child)
                continue
            child.above = child.above or above
            kept.append(child)
        node.children = kept

    def _hands_out(self, text: str) -> bool:
        body = text.rstrip(" :")
        return bool(self.parties.subjects(body)) or is_role_sentence(body, self.rules, self.parties)


def _plain(node: Node) -> Node:
    return replace(node, marker=Marker(MarkerKind.DASH, "-", 0, node.text))


def _notes(node: Node) -> list[tuple[str, int]]:
    """A label with what stands under it, as one sentence; labels under it are sentences of their own."""
    below = [" ".join(n.text for n in child.walk()) for child in node.children]
    head = node.text if node.text.rstrip().endswith((":", ".", ";")) or not below else f"{node.text.rstrip()}:"
    return [(" ".join((head, "; ".join(b.rstrip(" .;") for b in below))).strip(), node.line), *node.notes]


def _share(node: Node) -> None:
    """Labels on a line of their own after several bullets hold for those before that have none."""
    waiting: list[Node] = []
    for child in node.children:
        if not child.kind.is_bullet and not (child.kind.is_number and not child.children):
            waiting = []
        elif child.notes:
            if not child.private_notes:
                for other in waiting:
                    other.shared = list(child.notes)
            waiting = []
        else:
            waiting.append(child)

"""A report's Word file that somebody edited, with what the data changed since put in as tracked changes.

Three files: the report as it was written, his edited copy of it, and the report as it would be written now. His file is
the skeleton; a block that only he changed stays, one that only the data changed is changed in it, one that both changed
keeps his words and says so in a comment. Blocks are known by their hidden bookmarks, then by their text, then by
likeness; where two are about as like nothing is touched and the doubt is told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher
from enum import Enum
from typing import Any

from reporting.text import one_line
from reporting.word.bookmarks import PREFIX
from reporting.word.edited import holds_text
from reporting.word.markup import W, parse, serialize
from reporting.word.package import DOCUMENT, custom_property, read_package, set_custom_property, write_package
from reporting.word.render import GENERATION_PROPERTY
from reporting.word.tracked import Tracker, highest_number, text_said

ALIKE, MARGIN = 0.8, 0.1  # of 1: how like a block without its bookmark must be, and by how much the likest


class What(Enum):
    """What became of a block."""

    PUT_IN = "put_in"  # the data changed it, he did not
    ADDED = "added"  # new in the data
    STRUCK = "struck"  # no longer in the data
    KEPT = "kept"  # he changed it, the data did not
    CONFLICT = "conflict"  # both did
    DOUBT = "doubt"  # not known which of his it is


@dataclass(frozen=True, slots=True)
class MergeOutcome:
    """One block or table row: `name` its bookmark; the texts as written, as the data has it now, as he has it."""

    what: What
    name: str
    before: str = ""
    now: str = ""
    his: str = ""


@dataclass(frozen=True, slots=True)
class MergedDocument:
    data: bytes
    outcomes: tuple[MergeOutcome, ...]

    @property
    def conflicts(self) -> tuple[MergeOutcome, ...]:
        return tuple(one for one in self.outcomes if one.what in (What.CONFLICT, What.DOUBT))


@dataclass(slots=True)
class _Block:
    """A paragraph or a table on the first level of the body."""

    name: str
    element: Any
    text: str
    table: bool = False


def merge(base: bytes, his: bytes, now: bytes, day: date, cells: Mapping[str, str], name: str) -> MergedDocument:
    """`cells`: bookmark → the cells behind a block, for comments; `name` of his file in messages. Raises CchcError where
    one of the files cannot be read."""
    package = read_package(his, name)
    root = parse(package[DOCUMENT])
    report = read_package(now, name)
    written, current = (_blocks(parse(one[DOCUMENT])) for one in (read_package(base, name), report))
    work = _Work(written, _blocks(root), current, Tracker(day, highest_number(root)), cells)
    outcomes = tuple(work.run())
    work.tracker.add_to(package)
    package[DOCUMENT] = serialize(root)
    # it may be edited and merged again
    set_custom_property(package, GENERATION_PROPERTY, custom_property(report, GENERATION_PROPERTY))
    return MergedDocument(write_package(package), outcomes)


def cell_key(name: str, row: Sequence[str], column: int) -> str:
    """How a cell of a table is called among the `cells`: by the table's bookmark, what heads its row, its column."""
    return "|".join((name, *(_bare(text) for text in row[:2]), str(column)))


def _blocks(root: Any) -> list[_Block]:
    return list(_inside(root.find(f"{W}body")))


def _inside(parent: Any) -> Iterator[_Block]:
    waiting = ""
    for child in parent:
        if child.tag == f"{W}bookmarkStart":
            waiting = waiting or _own(child)
        elif child.tag == f"{W}p":
            name = waiting or _name(child)
            waiting = ""
            yield _Block(name, child, text_said(child))
        elif child.tag == f"{W}tbl":
            name = waiting or _name(child)
            waiting = ""
            yield _Block(name, child, "", True)
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml"):
            yield from _inside(child)


def _name(element: Any) -> str:
    """Of the bookmarks that begin in it, the first that holds text: an empty one is of words that he deleted."""
    marks = [mark for mark in element.iter(f"{W}bookmarkStart") if _own(mark)]
    return next(map(_own, sorted(marks, key=lambda mark: not holds_text(mark))), "")


def _own(mark: Any) -> str:
    name = str(mark.get(f"{W}name", ""))
    return name if name.startswith(PREFIX) else ""


@dataclass(slots=True)
class _Work:
    written: list[_Block]
    his: list[_Block]
    current: list[_Block]
    tracker: Tracker
    cells: Mapping[str, str]
    homes: dict[str, _Block] = field(default_factory=dict)

    def run(self) -> Iterator[MergeOutcome]:
        known = {block.name: block for block in self.written if block.name}
        now = {block.name: block for block in self.current if block.name}
        doubts = self._find(known)
        for name, before in known.items():
            mine, after = self.homes.get(name), now.get(name)
            if name in doubts:
                if after is None or after.text != before.text:
                    yield MergeOutcome(What.DOUBT, name, before.text, after.text if after else "")
            elif before.table:
                yield from self._table(name, before, mine, after)
            else:
                yield from self._paragraph(name, before, mine, after)
        yield from self._new(known)
        yield from self._nameless()

    # ── which of his blocks is which ──

    def _find(self, known: Mapping[str, _Block]) -> frozenset[str]:
        """Fills `homes`; the names of which two candidates are about as good."""
        named = {block.name: block for block in reversed(self.his) if block.name}
        self.homes.update(
            {name: named[name] for name in known if name in named and named[name].table == known[name].table}
        )
        taken = {id(block.element) for block in self.homes.values()}
        free = [block for block in self.his if id(block.element) not in taken and not block.name and block.text.strip()]
        doubts = set()
        for name in (name for name in known if name not in self.homes and not known[name].table):
            wanted = known[name].text
            same = [block for block in free if _bare(block.text) == _bare(wanted)]
            scored = sorted(((_likeness(block.text, wanted), n) for n, block in enumerate(free)), reverse=True)
            best = [free[n] for score, n in scored[:1] if score >= ALIKE]
            near = len(scored) > 1 and scored[1][0] >= scored[0][0] - MARGIN
            chosen = same if len(same) == 1 else [] if same or near else best
            if chosen:
                self.homes[name] = chosen[0]
                free.remove(chosen[0])
            elif same or (best and near):
                doubts.add(name)
        return frozenset(doubts)

    # ── paragraphs ──

    def _paragraph(
        self, name: str, before: _Block, mine: _Block | None, after: _Block | None
    ) -> Iterator[MergeOutcome]:
        changed = after is None or after.text != before.text
        now, his = after.text if after else "", mine.text if mine else ""
        touched = mine is None or _bare(mine.text) != _bare(before.text)
        if not changed:
            if touched:
                yield MergeOutcome(What.KEPT, name, before.text, now, his)
        elif mine is None:
            yield MergeOutcome(What.CONFLICT, name, before.text, now)
        elif touched and _bare(his) != _bare(now):
            self.tracker.remark(mine.element, _conflict(before.text, now, self.cells.get(name, "")))
            yield MergeOutcome(What.CONFLICT, name, before.text, now, his)
        elif after is None:
            self.tracker.strike(mine.element)
            yield MergeOutcome(What.STRUCK, name, before.text)
        elif not touched:
            self.tracker.say(mine.element, now)
            self.tracker.remark(mine.element, _reason(self.cells.get(name, "")))
            yield MergeOutcome(What.PUT_IN, name, before.text, now, his)

    def _new(self, known: Mapping[str, _Block]) -> Iterator[MergeOutcome]:
        """What the data has and the report as written had not: behind the block that stands before it now."""
        last: Any = None
        for block in self.current:
            home = self.homes.get(block.name)
            if block.name in known or not block.name:
                last = home.element if home is not None else last
                continue
            made = deepcopy(block.element)
            _without_marks(made)
            if block.table:
                for row in made.iter(f"{W}tr"):
                    self.tracker.insert_row(row)
            else:
                self.tracker.insert(made)
            if last is None:
                continue
            last.addnext(made)
            last = made
            yield MergeOutcome(What.ADDED, block.name, "", block.text or "bảng")

    def _nameless(self) -> Iterator[MergeOutcome]:
        """The head, the signature and what else has no name: what he changed stays, what the data changed is told."""
        before, now, his = (Counter(_nameless_texts(blocks)) for blocks in (self.written, self.current, self.his))
        for text in now - before - his:
            yield MergeOutcome(What.DOUBT, "", "", text)
        for text in before - his:
            yield MergeOutcome(What.KEPT, "", text, text)

    # ── tables ──

    def _table(self, name: str, before: _Block, mine: _Block | None, after: _Block | None) -> Iterator[MergeOutcome]:
        old, new = _rows(before.element), _rows(after.element) if after else []
        if mine is None or after is None:
            if [_cells(row) for row in old] != [_cells(row) for row in new]:
                yield MergeOutcome(What.CONFLICT, name, _called(old), _called(new))
            elif mine is None:
                yield MergeOutcome(What.KEPT, name, _called(old), _called(new))
            return
        his = _rows(mine.element)
        to_his, to_new = _aligned(old, his), _aligned(old, new)
        for place, row in enumerate(old):
            own = his[to_his[place]] if place in to_his else None
            come = new[to_new[place]] if place in to_new else None
            yield from self._row(name, row, own, come)
        ours = set(to_his.values())
        yield from (
            MergeOutcome(What.KEPT, name, his=" | ".join(_cells(row)))
            for place, row in enumerate(his)
            if place not in ours
        )
        yield from self._new_rows(name, (old, new, his), to_his, to_new)

    def _row(self, name: str, row: Any, own: Any, come: Any) -> Iterator[MergeOutcome]:
        before, now = _cells(row), _cells(come) if come is not None else ()
        his = _cells(own) if own is not None else ()
        shown = (" | ".join(before), " | ".join(now), " | ".join(his))
        if before == now:
            if before != his:
                yield MergeOutcome(What.KEPT, name, *shown)
            return
        if own is None or (before != his and len(before) != len(his)):
            yield MergeOutcome(What.CONFLICT, name, *shown)
        elif come is None:
            if before == his:
                self.tracker.strike_row(own)
                yield MergeOutcome(What.STRUCK, name, *shown)
            else:
                yield MergeOutcome(What.CONFLICT, name, *shown)
        elif len(before) == len(now):
            yield from self._row_cells(name, row, own, come)

    def _row_cells(self, name: str, row: Any, own: Any, come: Any) -> Iterator[MergeOutcome]:
        heads = _cells(come)
        for column, (old, mine, new) in enumerate(zip(_tcs(row), _tcs(own), _tcs(come), strict=True)):
            texts = tuple(_cell(cell) for cell in (old, new, mine))
            before, now, his = texts
            if before == now or his == now:
                continue
            target = mine.find(f"{W}p")
            if his != before:
                self.tracker.remark(target, _conflict(before, now, self.cells.get(cell_key(name, heads, column), "")))
                yield MergeOutcome(What.CONFLICT, name, *texts)
                continue
            for paragraph, said in zip(mine.findall(f"{W}p"), _lines(new, len(mine.findall(f"{W}p"))), strict=True):
                if text_said(paragraph) != said:
                    self.tracker.say(paragraph, said)
            if source := self.cells.get(cell_key(name, heads, column)):
                self.tracker.remark(target, _reason(source))
            yield MergeOutcome(What.PUT_IN, name, *texts)

    def _new_rows(
        self, name: str, rows: tuple[Sequence[Any], ...], to_his: Mapping[int, int], to_new: Mapping[int, int]
    ) -> Iterator[MergeOutcome]:
        _, new, his = rows
        back = {place: old for old, place in to_new.items()}
        last = his[0] if his else None
        for place, row in enumerate(new):
            old = back.get(place)
            if old is not None:
                last = his[to_his[old]] if old in to_his else last
            elif last is not None:
                made = deepcopy(row)
                _without_marks(made)
                self.tracker.insert_row(made)
                last.addnext(made)
                last = made
                yield MergeOutcome(What.ADDED, name, "", " | ".join(_cells(row)))


def _rows(table: Any) -> list[Any]:
    return list(table.iterchildren(f"{W}tr"))


def _called(rows: Sequence[Any]) -> str:
    """A table by its first row."""
    return "bảng " + " | ".join(map(one_line, _cells(rows[0]))) if rows else ""


def _nameless_texts(blocks: Sequence[_Block]) -> Iterator[str]:
    """What the blocks say that have none of our bookmarks: paragraphs, and the paragraphs of tables."""
    for block in blocks:
        if not block.name:
            texts = map(text_said, block.element.iter(f"{W}p")) if block.table else [block.text]
            yield from filter(None, map(_bare, texts))


def _tcs(row: Any) -> list[Any]:
    return list(row.iterchildren(f"{W}tc"))


def _cells(row: Any) -> tuple[str, ...]:
    return tuple(map(_cell, _tcs(row)))


def _cell(cell: Any) -> str:
    return "\n".join(text_said(paragraph) for paragraph in cell.findall(f"{W}p"))


def _lines(cell: Any, count: int) -> list[str]:
    """The lines of a cell for so many paragraphs; what is more stands in the last one."""
    said = [text_said(paragraph) for paragraph in cell.findall(f"{W}p")]
    lines = said[: count - 1] + (["\n".join(said[count - 1 :])] if len(said) >= count else [])
    return lines + [""] * (count - len(lines))


def _aligned(old: Sequence[Any], new: Sequence[Any]) -> dict[int, int]:
    """Place of a row → its place in the other table, by what heads it (its number and name), in order."""
    keys = [[tuple(map(_bare, _cells(row)[:2])) for row in rows] for rows in (old, new)]
    found: dict[int, int] = {}
    for kind, a, b, c, d in SequenceMatcher(None, keys[0], keys[1], autojunk=False).get_opcodes():
        if kind == "equal" or (kind == "replace" and b - a == d - c):
            pairs = zip(range(a, b), range(c, d), strict=True)
            found |= {one: two for one, two in pairs if kind == "equal" or _rows_alike(old[one], new[two])}
    return found


def _rows_alike(one: Any, two: Any) -> bool:
    return _likeness(" ".join(_cells(one)), " ".join(_cells(two))) >= ALIKE


def _without_marks(element: Any) -> None:
    """A copy from the new report: no bookmarks of it, no footnotes, no section of its own."""
    for tag in ("bookmarkStart", "bookmarkEnd", "footnoteReference", "sectPr"):
        for node in list(element.iter(f"{W}{tag}")):
            node.getparent().remove(node)


def _likeness(one: str, two: str) -> float:
    from rapidfuzz.fuzz import ratio

    return float(ratio(_bare(one), _bare(two))) / 100


def _bare(text: str) -> str:
    return " ".join(one_line(text).split()).lstrip("-–— ")


def _reason(cells: str) -> str:
    return f"Số liệu đã thay đổi. Nguồn: {cells}" if cells else "Số liệu đã thay đổi."


def _conflict(before: str, now: str, cells: str) -> str:
    source = f" Nguồn: {cells}" if cells else ""
    return f"XUNG ĐỘT: đã có người sửa và số liệu cũng thay đổi. Cũ: “{before}”. Mới: “{now}”. Giữ lời đã sửa.{source}"

"""Tables of tasks (the plan's annex): columns in any order, merged group rows, many pages → rows.

What the rows mean for the plan (roles, due dates, the same task in the text) is decided in annex_items.py.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from reporting.plan_import.annex_columns import (
    covered,
    expanded,
    figure_year,
    heading_of,
    is_column_numbers,
    is_heading_again,
    others,
)
from reporting.plan_import.markers import MarkerKind, marker_of, roman_value
from reporting.plan_import.names_of_bodies import further_body
from reporting.plan_import.rules import ImportRules, Patterned
from reporting.plan_import.source import SourceBlock, SourceCell, SourceParagraph, SourceRow, SourceTable
from reporting.text import one_line


@dataclass(frozen=True, slots=True)
class RowGroup:
    """A row that heads the rows below it: `II` `Cải cách thủ tục hành chính`."""

    number: str
    title: str
    line: int = 0
    parent: RowGroup | None = None

    @property
    def path(self) -> tuple[tuple[str, str], ...]:
        """Number and title of this heading and of those above it, outermost first."""
        return (*(self.parent.path if self.parent else ()), (self.number, self.title))

    @property
    def rank(self) -> int:
        """How deep its number stands: A, I, 1, 1.1; a heading without a number stands outside."""
        if re.fullmatch(r"[A-HĐ]", self.number):
            return 0
        if not self.number or roman_value(self.number):
            return 1
        return 2 + self.number.count(".")


@dataclass(frozen=True, slots=True)
class AnnexRow:
    """One task of a table; texts as in the cells, one blank for line breaks in all but the task. `part`: which
    of several rows under one task, each with its own lead and date (0: the only one); `figure_year`: the year
    that the column of its figure names (0: none)."""

    number: str
    text: str
    line: int
    group: RowGroup | None = None
    cells: Mapping[str, str] = field(default_factory=dict)
    target: bool = False
    part: int = 0
    figure_year: int = 0

    def cell(self, name: str) -> str:
        return self.cells.get(name, "")


@dataclass(frozen=True, slots=True)
class AnnexTable:
    """One annex: `number` as printed (`Phụ lục I` → `I`; "" for the only one), its title, its rows.
    `unread`: rows that are neither task nor group, with their line."""

    number: str
    title: str
    line: int
    rows: tuple[AnnexRow, ...]
    unread: tuple[tuple[str, int], ...] = ()


_ANNEX_HEAD = re.compile(r"^(?:PHỤ LỤC|Phụ lục|BIỂU|Biểu)(?:\s+(?:SỐ|số)?\s*([IVX]+|\d{1,2}))?\s*[.:]?\s*(.*)$", re.S)


def annexes_of(blocks: Sequence[SourceBlock], rules: ImportRules) -> tuple[AnnexTable, ...]:
    """The annexes after the closing, each with the rows of its tables. A table goes on with the one
    before; a paragraph between two tables of an annex heads the second."""
    made: list[AnnexTable] = []
    titles: list[SourceParagraph] = []
    reader = _Reader(rules.columns, further_body(rules))
    for block in blocks:
        if isinstance(block, SourceParagraph):
            if _ANNEX_HEAD.match(block.text):
                titles, reader = [block], _Reader(rules.columns, further_body(rules))
            else:
                titles.append(block)
            continue
        begins = not made or any(_ANNEX_HEAD.match(p.text) for p in titles)
        if titles and (not begins or (len(titles) > 1 and marker_of(titles[-1].full).kind.is_number)):
            reader.group = _group_of(titles[-1].full, titles[-1].line)
            titles = titles[:-1] if begins else titles
        rows, unread = reader.read(block, () if begins else made[-1].rows[-1:])
        if not begins:
            last = made[-1]
            made[-1] = replace(last, rows=(*last.rows[:-1], *rows), unread=(*last.unread, *unread))
        elif rows or unread:
            number, title = _title(titles)
            made.append(AnnexTable(number, title, titles[0].line if titles else block.line, tuple(rows), tuple(unread)))
        titles = []
    return (*made[:-1], _with_rest(made[-1], titles)) if made else ()


def _with_rest(annex: AnnexTable, rest: Sequence[SourceParagraph]) -> AnnexTable:
    """Paragraphs after the last table say something that is no row."""
    left = tuple((p.full, p.line) for p in rest if re.search(r"\w", p.text))
    return replace(annex, unread=(*annex.unread, *left))


def annex_title(paragraphs: Sequence[SourceParagraph]) -> tuple[str, str]:
    """Number and title of an annex from the paragraphs that head it."""
    return _title(paragraphs)


def table_rows(table: SourceTable, rules: ImportRules) -> AnnexTable:
    """A task table inside the text."""
    rows, unread = _Reader(rules.columns, further_body(rules)).read(table)
    return AnnexTable("", "", table.line, tuple(rows), tuple(unread))


def _title(paragraphs: Sequence[SourceParagraph]) -> tuple[str, str]:
    number = ""
    parts: list[str] = []
    for paragraph in paragraphs[:5]:
        head = _ANNEX_HEAD.match(paragraph.text)
        if head:
            number = head[1] or ""
            parts += [head[2]] if head[2] else []
        elif not paragraph.text.startswith("(") and len(paragraph.text) < 300:
            parts.append(paragraph.text)
    return number, one_line(" ".join(parts))


@dataclass(slots=True)
class _Reader:
    """Reads tables one after another; a table without a heading continues the one before."""

    columns: Patterned
    further: re.Pattern[str]
    mapping: dict[int, str] = field(default_factory=dict)
    others: dict[int, str] = field(default_factory=dict)
    group: RowGroup | None = None
    figure_year: int = 0

    def read(self, table: SourceTable, before: Sequence[AnnexRow] = ()) -> tuple[list[AnnexRow], list[tuple[str, int]]]:
        """Rows of a table, and those that are neither task nor group with their line. `before`: the last row
        of the page before, which may go on here; it comes back first."""
        grid = [expanded(row) for row in table.rows]
        header, mapping = heading_of(grid, self.columns)
        if mapping and mapping == self.mapping:
            header = 0  # the heading once more, on a further page: skipped where it stands
        elif mapping:
            self.mapping = mapping
            self.others = others(grid[header - 1], mapping)
            self.figure_year = figure_year(grid[:header], mapping)
        rows: list[AnnexRow] = list(before)
        unread: list[tuple[str, int]] = []
        pairs = list(zip(table.rows, grid, strict=True))[header:]
        for (row, cells), (_, below) in zip(pairs, [*pairs[1:], (None, [])], strict=True):
            if self.mapping:
                heading = self._heads_next(cells, below)
                if heading:
                    self._enter(heading)
                else:
                    self._row(row, cells, rows, unread)
            elif _joined(cells):
                unread.append((_joined(cells), row.line))
        return rows, unread

    def _row(
        self, row: SourceRow, cells: list[SourceCell | None], rows: list[AnnexRow], unread: list[tuple[str, int]]
    ) -> None:
        texts = [one_line(c.text) if c else "" for c in cells]
        if not any(texts) or is_heading_again(texts, self.columns) or is_column_numbers(texts):
            return
        group = _group(row, cells, texts, self.mapping)
        if group:
            self._enter(group)
            return
        named = self._named(cells)
        self._leave_group(named.get("number", ""), rows)
        text = self._task(cells)
        if rows and self._is_part(cells):
            rows[-1] = rows[-1] if rows[-1].part else replace(rows[-1], part=1)
            rows.append(replace(rows[-1], line=row.line, group=self.group, cells=named, part=rows[-1].part + 1))
            return
        if rows and _continues(rows[-1], named, text, cells, self.mapping):
            rows[-1] = _merged(rows[-1], named, text)
        elif text:
            rows.append(
                AnnexRow(
                    named.get("number", ""),
                    text,
                    row.line,
                    self.group,
                    named,
                    target="target" in self.mapping.values(),
                    figure_year=self.figure_year,
                )
            )
        else:
            unread.append((_joined(cells), row.line))

    def _leave_group(self, number: str, rows: Sequence[AnnexRow]) -> None:
        """`2` after `1.1`, `1.2` under heading `1` stands beside the heading, not under it."""
        group, last = self.group, rows[-1].number if rows else ""
        if group and re.fullmatch(r"\d{1,2}\W*", number) and re.match(rf"{re.escape(group.number)}\.\d", last):
            self.group = group.parent

    def _is_part(self, cells: list[SourceCell | None]) -> bool:
        """A further row of a merged task with a product, a lead and a date of its own."""
        own = {
            n
            for c, n in self.mapping.items()
            if c < len(cells) and (cell := cells[c]) and cell.text.strip() and not cell.covered
        }
        task = next((cells[c] for c, n in self.mapping.items() if n == "task" and c < len(cells)), None)
        return task is not None and task.covered and "activity" not in own and {"lead", "due"} <= own

    def _enter(self, group: RowGroup) -> None:
        """The heading stands under the last one whose number is of a higher rank."""
        above = self.group
        while above is not None and above.rank >= group.rank:
            above = above.parent
        self.group = replace(group, parent=above)

    def _heads_next(self, cells: list[SourceCell | None], below: list[SourceCell | None]) -> RowGroup | None:
        """A row of number and words only, followed by a row numbered under it (`1`, then `1.1`)."""
        named, column = self._named(cells), next((c for c, n in self.mapping.items() if n == "number"), -1)
        after = below[column] if 0 <= column < len(below) else None
        number = named.get("number", "").rstrip(". )")
        if set(named) - {"number", "task", "target"} or after is None:
            return None
        if not number and named and re.fullmatch(r"(?:0?1|a)[.)]?", after.text.strip()):
            line = next(c.line for c in cells if c is not None)
            return RowGroup("", _titled(one_line(named.get("task") or named.get("target", ""))), line)
        if not number or not re.match(rf"{re.escape(number)}\.\d", after.text.strip()):
            return None
        line = next(c.line for c in cells if c is not None)
        return RowGroup(number, _titled(one_line(named.get("task") or named.get("target", ""))), line)

    def _named(self, cells: list[SourceCell | None]) -> dict[str, str]:
        made: dict[str, str] = {}
        for column, name in self.mapping.items():
            cell = cells[column] if column < len(cells) else None
            if cell is not None and cell.text.strip():
                text = _cell_text(name, cell.text, self.further)
                made[name] = (
                    f"{made[name]}; {text}" if name in made and text not in made[name] else made.get(name, text)
                )
        said = [
            f"{title}: {one_line(cell.text)}"
            for column, title in self.others.items()
            if (cell := cells[column] if column < len(cells) else None) is not None and cell.text.strip()
        ]
        return {**made, "other": "; ".join(said)} if said else made

    def _task(self, cells: list[SourceCell | None]) -> str:
        """The task's words: its own column; an activity column beside it gives the item, the task before it."""
        found = {
            name: cells[c]
            for c, name in self.mapping.items()
            if name in ("task", "target", "activity") and c < len(cells)
        }
        main = found.get("task") or found.get("target")
        activity = found.get("activity")
        if activity is not None and activity.text.strip():
            head = one_line(main.text).rstrip(" :.;") if main and main.text.strip() else ""
            return f"{head}: {_kept_lines(activity.text)}" if head else _kept_lines(activity.text)
        if main is None or main.covered:
            return ""
        return _kept_lines(main.text)


# The end of a line of a cell that goes on in the next.
_GOES_ON = re.compile(r"(?:[,;:/–-]|\svà|(?<!\w)các)$", re.I)


def _cell_text(name: str, text: str, further: re.Pattern[str]) -> str:
    """A cell as one line. Lines of a product, and those that name a `further` body, stay apart."""
    if name == "product":
        return text.replace("\n", "; ")
    if name not in ("lead", "coordinate", "monitor"):
        return one_line(text)
    made = ""
    for line in filter(None, (one_line(part) for part in text.split("\n"))):
        apart = made and further.match(line) and not _GOES_ON.search(made)
        made = f"{made}; {line}" if apart else f"{made} {line}".strip()
    return made


def _kept_lines(text: str) -> str:
    """Lines of a cell: sub-items on their own lines, wrapped lines joined."""
    made: list[str] = []
    for line in filter(None, (one_line(part) for part in text.split("\n"))):
        if made and marker_of(line).kind is MarkerKind.PLAIN and not made[-1].endswith((".", ";", ":")):
            made[-1] = f"{made[-1]} {line}"
        else:
            made.append(line)
    first = marker_of(made[0]) if made else None
    if first and first.kind.is_bullet and len(made) == 1:
        made[0] = first.rest
    return "\n".join(made)


def _group(
    row: SourceRow, cells: list[SourceCell | None], texts: list[str], mapping: Mapping[int, str]
) -> RowGroup | None:
    """A row over all columns, or with a Roman or capital number, or in bold, and nothing but a title."""
    filled = [(c, cell) for c, cell in enumerate(cells) if cell is not None and texts[c] and not cell.covered]
    named = ("number", "task", "target", "activity")
    if not filled or any(mapping.get(c, "") not in named and cell.span == 1 for c, cell in filled):
        return None
    joined = " ".join(texts[c] for c, _ in filled)
    number = texts[filled[0][0]] if len(filled) > 1 else ""
    if not _looks_like_group(joined, number, [cell for _, cell in filled]):
        return None
    if number:
        return RowGroup(number.rstrip(". )"), _titled(texts[filled[-1][0]]), row.line)
    return _group_of(joined, row.line)


def _group_of(text: str, line: int) -> RowGroup:
    """`II. Cải cách thủ tục hành chính` → its number and title."""
    marker = marker_of(text)
    found = marker.kind is not MarkerKind.PLAIN and not marker.kind.is_bullet
    return RowGroup(marker.printed.rstrip(".)") if found else "", _titled(marker.rest if found else text), line)


def _looks_like_group(joined: str, number: str, cells: Sequence[SourceCell]) -> bool:
    if any(cell.span > 2 for cell in cells) or all(cell.bold for cell in cells) or joined.isupper():
        return True
    if roman_value(number.rstrip(". ")) or re.fullmatch(r"[A-HĐ][.)]?", number):
        return True
    return not number and marker_of(joined).kind in (MarkerKind.ROMAN, MarkerKind.UPPER)


def _titled(text: str) -> str:
    return text.strip(" :.;")


def _continues(
    last: AnnexRow, named: Mapping[str, str], text: str, cells: list[SourceCell | None], mapping: Mapping[int, str]
) -> bool:
    """The rest of a row that a page break cut, or a further row of the same merged task."""
    if named.get("number") and not covered(cells, mapping, "number"):
        return False
    if not text:
        return True
    alone = bool(last.number) and not set(named) - {"task", "target"} and not last.text.endswith((".", ";", ":"))
    return text[:1].islower() or text[:1].isdigit() or alone and marker_of(text).kind is MarkerKind.PLAIN


def _merged(last: AnnexRow, named: Mapping[str, str], text: str) -> AnnexRow:
    cells = dict(last.cells)
    for name, value in named.items():
        if value and value not in cells.get(name, ""):
            joint = " " if value[:1].islower() else "; "
            cells[name] = f"{cells[name]}{joint}{value}" if name in cells else value
    whole = f"{last.text} {text}" if text else last.text
    return replace(last, text=whole, cells=cells, part=0)


def _joined(cells: list[SourceCell | None]) -> str:
    return " | ".join(one_line(c.text) for c in cells if c is not None and c.text.strip())

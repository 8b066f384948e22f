"""phan_tong_hop.xlsx → the compiling officer's sheet: texts by key, and paragraphs written anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

from reporting.compiler_sheet import NO_SHEET, CompilerKey, CompilerSheet, CompilerText, Replacement, text_mark
from reporting.findings import Finding, finding
from reporting.grid import Grid
from reporting.location import Location
from reporting.parse.appearance import STRUCK, Formulas, seen
from reporting.parse.tables import Layout, ReadColumn, ReadRow, find_sheet, read_table
from reporting.text import fold

_MARK_HINT = "Chương trình dùng để biết dòng nào được viết ở tệp này, dòng nào chép từ tệp cạnh job.toml."
_MARK_OF_WRITING = "Số liệu của đoạn khi anh/chị viết lại. Chương trình ghi; không sửa."
_MARK_OF_SHOWING = "Số liệu của đoạn khi lập tệp này. Chọn “Có” ở cột “Đã đọc lại” là nhận số liệu này."
_NOT_READ = ("", "khong", "chua")

TEXTS = Layout(
    "Nội dung tổng hợp",
    "Phần do đơn vị tổng hợp viết. Mỗi dòng trong ô (Alt+Enter) là một đoạn của báo cáo. Ô để trống: báo cáo dùng ý "
    "kiến trong biểu của các cơ quan, ghi rõ cơ quan nào. Viết ngay trong tệp này: bản cạnh job.toml dùng "
    "cho mọi lần lập, bản trong thư mục kết quả dùng khi lập lại vào thư mục ấy.",
    (
        ReadColumn("key", "Mã nội dung", 20, required=True),
        ReadColumn("title", "Mục của báo cáo", 30),
        ReadColumn("hint", "Gợi ý", 40),
        ReadColumn("text", "Nội dung", 90, required=True),
        ReadColumn("mark", "Dấu bản gốc", 12, hint=_MARK_HINT),
    ),
)
REPLACEMENTS = Layout(
    "Thay đoạn",
    "Muốn viết lại đoạn nào của báo cáo thì ghi văn bản mới vào cột “Văn bản thay thế”; ô để trống: giữ câu do chương "
    "trình soạn. Khi số liệu của đoạn thay đổi, chương trình báo; đọc lại đoạn rồi chọn “Có” ở cột “Đã đọc lại” của bản "
    "vừa lập. Không sửa cột mã và các cột dấu.",
    (
        ReadColumn("block", "Mã đoạn", 18, required=True),
        ReadColumn("composed", "Câu do chương trình soạn", 70),
        ReadColumn("text", "Văn bản thay thế", 70, required=True),
        ReadColumn("read_again", "Đã đọc lại", 10, choices=("Có",)),
        ReadColumn("fingerprint", "Dấu số liệu", 15, hint=_MARK_OF_WRITING),
        ReadColumn("shown", "Dấu khi lập", 15, hint=_MARK_OF_SHOWING),
        ReadColumn("mark", "Dấu bản gốc", 12, hint=_MARK_HINT),
    ),
    optional=True,
)

T = TypeVar("T", CompilerText, Replacement)


@dataclass(frozen=True, slots=True)
class Composed:
    """A paragraph of the report as the sheet of a build lists it: as composed, and the officer's words ("" none)."""

    block: str
    composed: str
    text: str = ""


def composed_paragraphs(grid: Grid) -> tuple[Composed, ...]:
    """Those that the build composed, in the order of the report."""
    sheet = find_sheet(grid, REPLACEMENTS.sheet)
    rows = read_table(sheet, REPLACEMENTS).rows if sheet else ()
    made = (Composed(row.text("block"), row.prose("composed"), row.prose("text")) for row in rows)
    return tuple(one for one in made if one.block and one.composed)


class HasKeys(Protocol):
    """An outline, as far as the sheet is concerned: the keys that it asks for."""

    @property
    def keys(self) -> tuple[CompilerKey, ...]: ...


def parse_compiler(grid: Grid, outline: HasKeys) -> tuple[CompilerSheet, tuple[Finding, ...]]:
    """The sheet, and what is wrong with the workbook. A text may be found by its key or by its title
    ("Tồn tại, hạn chế"); rows without a text are not filled. Unknown block ids are found when composing."""
    findings: list[Finding] = []
    rows = [(layout, row) for layout in (TEXTS, REPLACEMENTS) for row in _rows(grid, layout, findings)]
    filled = [(layout, row) for layout, row in rows if row.prose("text")]
    texts = tuple(_text(row, outline.keys) for layout, row in filled if layout is TEXTS)
    replacements = tuple(_replacement(row) for layout, row in filled if layout is REPLACEMENTS)
    formulas = Formulas(grid)
    for _, row in filled:
        findings += _not_typed(row, formulas)
    findings += _beside(grid)
    findings += _twice([(t.key, t.text, t.location) for t in texts])
    findings += _twice([(r.block, r.text, r.location) for r in replacements])
    if not texts and not replacements:
        return NO_SHEET, tuple(findings)
    return CompilerSheet(_first(texts, "key"), _first(replacements, "block")), tuple(findings)


def copied_from(before: CompilerSheet, sheet: CompilerSheet, keys: Iterable[CompilerKey]) -> Iterator[Finding]:
    """Texts that stand word for word in last period's sheet: a job begun as a copy of the last one would print
    its funding and its assessment again."""
    titles = {key.key: key.title for key in keys}
    for text in sheet.texts:
        earlier = before.text(text.key)
        if earlier and fold(earlier.text) == fold(text.text):
            title = titles.get(text.key, text.key)
            yield finding(
                "compiler-text-copied", text.location, subject=text.key, related=(earlier.location,), title=title
            )


def _rows(grid: Grid, layout: Layout, findings: list[Finding]) -> tuple[ReadRow, ...]:
    sheet = find_sheet(grid, layout.sheet)
    if sheet is None:
        if not layout.optional:
            where = Location(grid.file)
            findings.append(finding("compiler-sheet-unreadable", where, subject=f"trang “{layout.sheet}”"))
        return ()
    table = read_table(sheet, layout)
    if table.missing:
        what = f"cột “{'”, “'.join(table.missing)}”"
        findings.append(finding("compiler-sheet-unreadable", Location(grid.file, sheet.name), subject=what))
    for where, raw in table.broken:
        findings.append(finding("compiler-cell-unreadable", where, subject=str(where.cell), raw=raw))
    return table.rows


def _text(row: ReadRow, keys: Iterable[CompilerKey]) -> CompilerText:
    written = row.text("key")
    known = next((k.key for k in keys if fold(written) in (fold(k.key), fold(k.title))), written)
    return CompilerText(known, row.prose("text"), row.location("text"))


def _replacement(row: ReadRow) -> Replacement:
    """A tick says that the words were read again beside the data which this workbook shows."""
    read_again = fold(row.text("read_again")) not in _NOT_READ
    mark = read_again and row.text("shown") or row.text("fingerprint")
    return Replacement(row.text("block"), row.prose("text"), mark, row.location("text"))


def _not_typed(row: ReadRow, formulas: Formulas) -> Iterator[Finding]:
    """A date, a number, a formula where words belong: what of it is printed; crossed-out letters are not."""
    sheet, place, where = row.sheet, (row.number, row.columns["text"]), row.location("text")
    said = {"subject": f"{sheet.name}/{where.cell}", "cell": where.cell, "raw": row.prose("text")[:80]}
    if place in sheet.formulas and place not in sheet.uncalculated:
        _, why = formulas.doubt(sheet, place)
        yield finding("compiler-cell-of-value", where, what=why or "công thức", **said)
    elif place in sheet.marked and STRUCK in sheet.marked[place]:
        yield finding("compiler-cell-of-value", where, what="chữ gạch bỏ, không in", **said)
    elif not isinstance(row.value("text"), str):
        yield finding("compiler-cell-of-value", where, what="ngày, số hoặc ô đánh dấu, không phải chữ", **said)


_OUR_REMARKS = {fold(column.hint) for layout in (TEXTS, REPLACEMENTS) for column in layout.columns if column.hint}


def _beside(grid: Grid) -> Iterator[Finding]:
    """What stands in columns and on sheets that the workbook does not have, in comments and shapes."""
    if find_sheet(grid, TEXTS.sheet) is None:
        return
    for sheet in grid.sheets:
        layout = next((one for one in (TEXTS, REPLACEMENTS) if fold(one.sheet) == fold(sheet.name)), None)
        table = read_table(sheet, layout) if layout else None
        known = {column for row in table.rows[:1] for column in row.columns.values()} if table else set()
        for number, cells in enumerate(sheet.rows, 1):
            for column, value in enumerate(cells, 1):
                if value is None or column in known or table and number <= table.header or table and not known:
                    continue
                said = seen(sheet, (number, column))
                if said:
                    where = sheet.location(number, column)
                    yield finding("compiler-cell-beside", where, subject=f"{sheet.name}/{where.cell}", raw=said[:80])
        for number, remark in enumerate(r for r in sheet.remarks if fold(r.text) not in _OUR_REMARKS):
            where = Location(sheet.file, sheet.name, remark.cell)
            yield finding("compiler-cell-beside", where, subject=f"{sheet.name}/remark/{number}", raw=remark.text[:80])


@dataclass(frozen=True, slots=True)
class _Here:
    """A row of the sheet in the output folder: what it says, and the mark of what the job's file said then."""

    said: CompilerText | Replacement
    mark: str


def with_sheet_here(
    own: CompilerSheet, here: Grid, outline: HasKeys
) -> tuple[CompilerSheet, tuple[Finding, ...], tuple[str, ...]]:
    """The job's sheet, and over it what was written into the copy in the output folder since that was made.

    A row of the copy counts where it no longer says what the job's file said then; where the job's file has
    changed too, the copy's words stand and the doubt is a finding. Words that were read again in the copy were
    so beside the data it names, whatever file holds them. The last value names the rows that count.
    """
    findings: list[Finding] = []
    texts = [_Here(_text(row, outline.keys), row.text("mark")) for row in _rows(here, TEXTS, findings)]
    blocks = [_Here(_replacement(row), row.text("mark")) for row in _rows(here, REPLACEMENTS, findings)]
    made: dict[str, CompilerText | Replacement] = {t.key: t for t in own.texts} | {r.block: r for r in own.replacements}
    marks: dict[str, str] = {}
    for row in (*texts, *blocks):
        name = row.said.key if isinstance(row.said, CompilerText) else row.said.block
        before = made.get(name)
        now = before.text if before else ""
        if isinstance(before, Replacement) and isinstance(row.said, Replacement) and row.said.text == now:
            made[name] = replace(before, read_again=row.said.fingerprint)
        if row.said.text == now or text_mark(row.said.text) == row.mark or name in marks:
            continue
        marks[name] = text_mark(now)
        if text_mark(now) != row.mark:
            marks[name] = row.mark
            related = (before.location,) if before else ()
            findings.append(finding("compiler-two-places", row.said.location, subject=name, related=related))
        if row.said.text:
            made[name] = row.said
        else:
            made.pop(name, None)
    sheet = CompilerSheet(
        tuple(said for said in made.values() if isinstance(said, CompilerText)),
        tuple(said for said in made.values() if isinstance(said, Replacement)),
        marks,
    )
    return sheet, tuple(findings), tuple(f"{name}={made[name].text if name in made else ''}" for name in sorted(marks))


def _twice(rows: list[tuple[str, str, Location]]) -> list[Finding]:
    """The same key with two different texts: nobody can know which one is meant."""
    found: list[Finding] = []
    for place, (key, text, where) in enumerate(rows):
        first = next(((t, at) for k, t, at in rows[:place] if k == key), None)
        if first and first[0] != text:
            found.append(finding("compiler-key-twice", where, subject=key, related=(first[1], where)))
    return found


def _first(rows: tuple[T, ...], key: str) -> tuple[T, ...]:
    """Each key once, the first."""
    kept: dict[str, T] = {}
    for row in rows:
        kept.setdefault(getattr(row, key), row)
    return tuple(kept.values())

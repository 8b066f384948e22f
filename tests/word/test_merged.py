"""New data into a Word file that somebody edited: what he wrote stays, what changed is tracked, both is a conflict."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openxml_audit import OpenXmlValidator

from reporting.document import Document, Paragraph, Row, Run, Table
from reporting.word.bookmarks import bookmark_name
from reporting.word.markup import W
from reporting.word.merged import MergedDocument, What, merge
from reporting.word.package import DOCUMENT, read_package
from reporting.word.render import render_docx
from tests.helpers.documents import sample_document
from tests.helpers.edits import Edit
from tests.helpers.tracked import comments, lines
from tests.helpers.word import nd30

DAY = date(2023, 3, 20)
BASE = sample_document()
DOCX = render_docx(BASE, nd30())


def body_paragraphs() -> list[Paragraph]:
    return [b for b in BASE.main.blocks if isinstance(b, Paragraph)]


def said_anew(document: Document, changes: dict[str, str]) -> Document:
    """The document with other words in these paragraphs (by id); rows of tables too (`id` of the row: its last cell)."""
    parts = tuple(replace(p, blocks=tuple(_block(b, changes) for b in p.blocks)) for p in document.parts)
    return replace(document, parts=parts)


def _block(block: Any, changes: dict[str, str]) -> Any:
    if isinstance(block, Paragraph) and block.id in changes:
        return replace(block, runs=(Run(changes[block.id]),))
    if isinstance(block, Table):
        return replace(block, rows=tuple(_row(row, changes) for row in block.rows))
    return block


def _row(row: Row, changes: dict[str, str]) -> Row:
    if row.id not in changes:
        return row
    *before, last = row.cells
    return replace(row, cells=(*before, replace(last, paragraphs=((Run(changes[row.id]),),))))


def merged(his: bytes, now: Document, cells: dict[str, str] | None = None) -> MergedDocument:
    return merge(DOCX, his, render_docx(now, nd30()), DAY, cells or {}, "sua.docx")


def kinds(result: MergedDocument) -> list[What]:
    return [one.what for one in result.outcomes]


_LONG = [b for b in body_paragraphs() if len(b.plain) > 80 and b.id not in ("main/opening", "main/ending")]
FIRST, SECOND = _LONG[:2]
ROW = next(b for p in BASE.parts for b in p.blocks if isinstance(b, Table)).rows[3]


def test_nothing_new_leaves_his_file_as_it_is() -> None:
    his = Edit(DOCX).swap(FIRST.plain[:20], FIRST.plain[:9], "Đến nay, ").saved
    result = merged(his, BASE)
    assert kinds(result) == [What.KEPT]
    assert lines(result.data) == lines(his)


def test_a_changed_figure_is_tracked_with_its_cells() -> None:
    new = FIRST.plain.replace(FIRST.plain.split()[-1], "97,5%.")
    result = merged(DOCX, said_anew(BASE, {FIRST.id: new}), {bookmark_name(FIRST.id): "SNV.xlsx › Chỉ tiêu › K7"})
    assert kinds(result) == [What.PUT_IN]
    assert lines(result.data, reject=True) == lines(DOCX)
    assert new in lines(result.data)
    assert comments(result.data) == ["Số liệu đã thay đổi. Nguồn: SNV.xlsx › Chỉ tiêu › K7"]


def test_what_both_changed_keeps_his_words_and_says_so() -> None:
    his = Edit(DOCX).say(FIRST.plain[:20], "Lãnh đạo đã viết lại câu này.").saved
    result = merged(his, said_anew(BASE, {FIRST.id: "Đã đạt 97,5%."}))
    assert kinds(result) == [What.CONFLICT]
    assert lines(result.data) == lines(his)
    (remark,) = comments(result.data)
    assert remark.startswith("XUNG ĐỘT") and "Đã đạt 97,5%." in remark and FIRST.plain[:30] in remark


def test_a_cell_of_a_table_is_changed_alone() -> None:
    result = merged(DOCX, said_anew(BASE, {ROW.id: "Số mới 123"}))
    assert kinds(result) == [What.PUT_IN]
    assert "Số mới 123" in lines(result.data)
    assert lines(result.data, reject=True) == lines(DOCX)


def test_a_row_that_he_deleted_and_whose_figure_changed_is_a_conflict() -> None:
    document = Edit(DOCX)
    row = next(r for r in document.root.iter(f"{W}tr") if ROW.cells[1].plain in "".join(r.itertext()))
    row.getparent().remove(row)
    result = merged(document.saved, said_anew(BASE, {ROW.id: "Số mới 123"}))
    assert kinds(result) == [What.CONFLICT]
    assert lines(result.data) == lines(document.saved)


def test_new_and_lost_paragraphs_are_tracked_whole() -> None:
    added = replace(FIRST, id="moi/1", runs=(Run("Một nội dung mới có thêm."),))
    blocks = [b for b in BASE.main.blocks if b is not SECOND]
    blocks.insert(blocks.index(FIRST) + 1, added)
    now = replace(BASE, parts=(replace(BASE.main, blocks=tuple(blocks)), *BASE.parts[1:]))
    result = merged(DOCX, now)
    assert sorted(k.value for k in kinds(result)) == ["added", "struck"]
    accepted = lines(result.data)
    assert accepted[accepted.index(FIRST.plain) + 1] == "Một nội dung mới có thêm."
    assert SECOND.plain not in accepted
    assert [line for line in lines(result.data, reject=True) if line] == [line for line in lines(DOCX) if line]


def test_rows_come_and_go() -> None:
    def rows(table: Table) -> Table:
        new = replace(
            ROW,
            id="moi",
            cells=(*ROW.cells[:1], replace(ROW.cells[1], paragraphs=((Run("Hàng mới"),),)), *ROW.cells[2:]),
        )
        return replace(table, rows=(*table.rows[:2], new, *table.rows[3:]))

    first = next(b for p in BASE.parts for b in p.blocks if isinstance(b, Table))
    parts = tuple(replace(p, blocks=tuple(rows(b) if b is first else b for b in p.blocks)) for p in BASE.parts)
    result = merged(DOCX, replace(BASE, parts=parts))
    assert {What.ADDED, What.STRUCK} <= set(kinds(result)) or kinds(result) == [What.PUT_IN]
    assert lines(result.data, reject=True) == lines(DOCX)


def test_without_bookmarks_it_is_found_by_its_words() -> None:
    document = Edit(DOCX)
    paragraph = document.paragraph(FIRST.plain[:30])
    for mark in [*paragraph.iter(f"{W}bookmarkStart"), *paragraph.iter(f"{W}bookmarkEnd")]:
        mark.getparent().remove(mark)
    result = merged(document.saved, said_anew(BASE, {FIRST.id: "Đã đạt 97,5%."}))
    assert kinds(result) == [What.PUT_IN]


def test_his_own_tracked_changes_and_comments_stay() -> None:
    document = Edit(DOCX).inserted(SECOND.plain[:20])
    result = merged(document.saved, said_anew(BASE, {FIRST.id: "Đã đạt 97,5%."}))
    text = read_package(result.data, "a.docx")[DOCUMENT].decode()
    assert 'w:author="A"' in text or "<w:ins" in text
    assert lines(result.data, reject=True) == lines(document.saved)


@pytest.mark.parametrize("which", ["conflict", "changed", "table"])
def test_the_file_is_valid(which: str, tmp_path: Path) -> None:
    his = Edit(DOCX).say(FIRST.plain[:20], "Lãnh đạo đã viết lại câu này.").saved if which == "conflict" else DOCX
    now = {ROW.id: "Số mới 123"} if which == "table" else {FIRST.id: "Đã đạt 97,5%."}
    path = tmp_path / "ghep.docx"
    path.write_bytes(merged(his, said_anew(BASE, now)).data)
    found = OpenXmlValidator().validate(path)
    assert found.is_valid, [str(error) for error in found.errors][:3]


WORDS = st.text(alphabet="aăâbcdđeê 0123456789,.%–", min_size=1, max_size=60).map(lambda s: f"Câu {s.strip()}.")
EDITABLE = [b for b in body_paragraphs() if len(b.plain) > 80][:6]


@given(
    his=st.dictionaries(st.sampled_from(range(len(EDITABLE))), WORDS, max_size=3),
    now=st.dictionaries(st.sampled_from(range(len(EDITABLE))), WORDS, max_size=3),
)
@settings(max_examples=25, deadline=None)
def test_rejected_it_is_his_and_accepted_it_is_ours_where_one_side_changed(
    his: dict[int, str], now: dict[int, str]
) -> None:
    document = Edit(DOCX)
    for number, words in his.items():
        document.say(EDITABLE[number].plain[:60], words)
    result = merged(document.saved, said_anew(BASE, {EDITABLE[n].id: words for n, words in now.items()}))
    assert lines(result.data, reject=True) == lines(document.saved)
    accepted = lines(result.data)
    for number in range(len(EDITABLE)):
        mine, ours = his.get(number), now.get(number)
        assert (mine or ours or EDITABLE[number].plain) in accepted
    both = {n for n in his if n in now and his[n] != now[n]}
    assert len(result.conflicts) == len(both)

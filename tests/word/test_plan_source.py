"""A plan's Word document as a reader sees it: numbers, tracked changes, footnotes, merged cells, fonts."""

from __future__ import annotations

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt

from reporting.plan_import.source import SourceDocument, SourceParagraph, SourceTable
from reporting.word.plan_source import read_plan_docx
from tests.plan_import.conftest import SAMPLES
from tests.plan_import.documents import listed, numbered, saved, task_table, tracked


def read(document: object) -> SourceDocument:
    return read_plan_docx(saved(document), "ke_hoach.docx")


def test_automatic_numbers_are_written_out() -> None:
    made = Document()
    list_id = numbered(made)
    for level, text in ((0, "A"), (1, "B"), (3, "c"), (1, "D"), (2, "e"), (2, "f"), (0, "G"), (1, "H")):
        listed(made, list_id, level, text)
    assert [p.full for p in read(made).paragraphs()] == ["I. A", "1. B", "- c", "2. D", "a) e", "b) f", "II. G", "1. H"]


def test_tracked_changes_are_read_as_accepted() -> None:
    made = Document()
    paragraph = made.add_paragraph("Rà soát")
    tracked(paragraph, "del", " một phần")
    tracked(paragraph, "ins", " toàn bộ")
    document = read(made)
    assert [p.text for p in document.paragraphs()] == ["Rà soát toàn bộ"]
    assert document.tracked


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    made = Document()
    first = made.add_paragraph("Rà soát ")
    made.add_paragraph("văn bản.")
    mark = f'<w:rPr {nsdecls("w")}><w:del w:id="3" w:author="A"/></w:rPr>'
    first._p.get_or_add_pPr().append(parse_xml(mark))
    assert [p.text for p in read(made).paragraphs()] == ["Rà soát văn bản."]


def test_hidden_text_is_not_read_and_breaks_are() -> None:
    made = Document()
    paragraph = made.add_paragraph("Một")
    paragraph.add_run("ẩn").font.hidden = True
    paragraph.add_run("\nhai\tba")
    assert [p.text for p in read(made).paragraphs()] == ["Một\nhai ba"]


def test_looks_and_fonts_from_runs_and_styles() -> None:
    made = Document()
    made.styles["Normal"].font.name = ".VnTime"
    italic = made.add_paragraph()
    italic.add_run("nghiêng").italic = True
    bold = made.add_paragraph("đậm", style="Heading 1")
    bold.runs[0].font.size = Pt(14)
    first, second = read(made).paragraphs()
    assert (first.italic, first.bold, first.runs[0].font) == (True, False, ".VnTime")
    assert (second.bold, second.style.casefold()) == (True, "heading 1")


def test_merged_cells_keep_their_place() -> None:
    made = Document()
    task_table(made, ("A", "B", "C"), (("gộp ngang",), ("1", "dọc", "x"), ("2", "^", "y")))
    (table,) = read(made).tables()
    spans = [[(c.text, c.span, c.covered) for c in row.cells] for row in table.rows]
    assert spans[1] == [("gộp ngang", 3, False)]
    assert spans[3] == [("2", 1, False), ("dọc", 1, True), ("y", 1, False)]


def test_paragraphs_are_counted_through_tables() -> None:
    made = Document()
    made.add_paragraph("đầu")
    task_table(made, ("A", "B"), (("1", "2"),))
    made.add_paragraph("cuối")
    lines = [(b.line, type(b)) for b in read(made).blocks]
    assert lines == [(1, SourceParagraph), (2, SourceTable), (6, SourceParagraph)]


def test_the_footnote_of_the_sample_plan_is_a_real_one() -> None:
    path = SAMPLES / "ke_hoach_2023" / "ke_hoach_cchc_2023.docx"
    document = read_plan_docx(path.read_bytes(), path.name)
    ((mark, note),) = document.footnotes
    assert note.startswith("Quy định tại mục a khoản 3 Điều 5")
    assert sum(mark in p.text for p in document.paragraphs()) == 1

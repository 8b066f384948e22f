"""Footnotes: real ones in Word and in both PDFs, and the same words. Texts invented."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx
import pytest
from openxml_audit import OpenXmlValidator

from reporting.document import Document, Paragraph, notes_of
from reporting.pdf.render import PdfOptions, render_pdfs
from reporting.word.render import render_docx
from tests.helpers.documents import sample_document
from tests.helpers.pdfs import broken_rules, pages_text, squeezed, tags
from tests.helpers.word import nd30

NOTES = (
    "Kế hoạch số 22/KH-UBND ngày 20/01/2026 & phụ lục <kèm theo>.",
    "Quyết định số 5/QĐ-UBND; Công văn số 6/STP-HC.",
)


def with_notes() -> Document:
    """The sample report, its first two paragraphs of body text with a footnote each."""
    document = sample_document()
    blocks, wanted = list(document.main.blocks), list(NOTES)
    for place, block in enumerate(blocks):
        if isinstance(block, Paragraph) and wanted and place > 5:
            *before, last = block.runs
            blocks[place] = replace(block, runs=(*before, replace(last, note=wanted.pop(0))))
    assert not wanted
    return replace(document, parts=(replace(document.main, blocks=tuple(blocks)), *document.parts[1:]))


def test_word_has_real_footnotes_in_the_order_of_their_marks(tmp_path: Path) -> None:
    path = tmp_path / "bao_cao.docx"
    path.write_bytes(render_docx(with_notes(), nd30()))
    with zipfile.ZipFile(path) as package:
        notes = package.read("word/footnotes.xml").decode()
        text = package.read("word/document.xml").decode()
    marked = re.findall(r'<w:footnoteReference w:id="(\d+)"', text)
    written = dict(re.findall(r'<w:footnote w:id="(\d+)">.*?<w:t[^>]*> (.*?)</w:t>', notes))
    assert [written[id].replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">") for id in marked] == list(NOTES)
    assert OpenXmlValidator().validate(path).is_valid
    docx.Document(str(path))


def test_a_document_without_notes_has_no_part_for_them() -> None:
    with zipfile.ZipFile(BytesIO(render_docx(sample_document(), nd30()))) as package:
        assert "word/footnotes.xml" not in package.namelist()


@pytest.mark.parametrize("engine", ["typst", "weasyprint"])
@pytest.mark.engine("java")
def test_the_pdf_has_them_tagged(engine: str, tmp_path: Path) -> None:
    document = with_notes()
    assert [note for block in document.main.blocks for note in notes_of(block)] == list(NOTES)
    path = tmp_path / "bao_cao.pdf"
    path.write_bytes(render_pdfs(document, nd30(), PdfOptions(engine=engine))["bao_cao.pdf"])
    said = squeezed("".join(pages_text(path.read_bytes())))
    assert all(squeezed(note) in said for note in NOTES)
    assert tags(path.read_bytes()).count("Note") == len(NOTES)
    assert [rules for rules in broken_rules(path).values() if rules] == []

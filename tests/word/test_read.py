"""Word documents read: texts, places, automatic numbers as Word prints them."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.document import Table
from reporting.word.markup import DECLARATIONS, parse
from reporting.word.numbering import Numbering, format_counter, roman
from reporting.word.package import WordFile, open_word
from reporting.word.read import paragraphs_of, read_paragraphs
from reporting.word.render import render_docx
from tests.helpers.documents import sample_document
from tests.helpers.word import expected, nd30, tidy


def test_our_own_report_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "bao_cao.docx"
    path.write_bytes(render_docx(sample_document(), nd30()))
    found = read_paragraphs(path)
    assert sorted(tidy(p.text) for p in found if p.text) == sorted(expected(sample_document()))
    headings = [(p.style, p.outline) for p in found if p.text == "1. Cải cách thể chế"]
    assert headings == [("CCHC Khoản", 1)]


def test_cells_know_their_place(tmp_path: Path) -> None:
    path = tmp_path / "bao_cao.docx"
    path.write_bytes(render_docx(sample_document(), nd30()))
    table = next(block for block in sample_document().blocks() if isinstance(block, Table))
    words = table.rows[1].cells[2].plain
    place = next(p.place for p in read_paragraphs(path) if p.text == words)
    assert place is not None
    assert (place.row, place.column) == (4, 3)  # two heading rows and a group row above


def test_a_document_of_word_s_own_list_styles_prints_its_numbers(tmp_path: Path) -> None:
    document = docx.Document()
    for words in ("Một", "Hai"):
        document.add_paragraph(words, style="List Number")
    document.add_paragraph("gạch", style="List Bullet")
    path = tmp_path / "danh_sach.docx"
    document.save(str(path))
    assert [p.printed for p in read_paragraphs(path)] == ["1. Một", "2. Hai", "• gạch"]


def package(body: str, numbering: str = "") -> WordFile:
    parts = {"document": f"<w:body>{body}</w:body>", "numbering": numbering}
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, inside in parts.items():
            archive.writestr(f"word/{name}.xml", f"<w:{name} {DECLARATIONS}>{inside}</w:{name}>")
    return open_word(out.getvalue(), "van_ban.docx")


def item(text: str, depth: int, number: int = 1) -> str:
    place = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
    return f"<w:p><w:pPr>{place}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


LIST = """
<w:abstractNum w:abstractNumId="0">
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>
  <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl>
  <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%3)"/></w:lvl>
  <w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2.%4"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="0"/>
  <w:lvlOverride w:ilvl="1"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
"""


def test_levels_count_and_begin_again() -> None:
    body = "".join(item("x", depth) for depth in (0, 1, 2, 2, 1, 2, 3, 0, 1))
    labels = [p.label for p in paragraphs_of(package(body, LIST))]
    assert labels == ["I.", "1.", "a)", "b)", "2.", "a)", "1.2.1", "II.", "1."]


def test_a_list_with_a_start_of_its_own() -> None:
    body = item("x", 0) + item("x", 1) + item("x", 1, 2) + item("x", 1, 2)
    assert [p.label for p in paragraphs_of(package(body, LIST))] == ["I.", "1.", "5.", "6."]


def test_deleted_text_is_gone_and_inserted_text_is_there() -> None:
    deleted = '<w:del w:id="1" w:author="A"><w:r><w:delText>cũ</w:delText></w:r></w:del>'
    inserted = '<w:ins w:id="2" w:author="A"><w:r><w:t>mới</w:t></w:r></w:ins>'
    body = f"<w:p>{deleted}{inserted}<w:r><w:tab/><w:t>chữ</w:t><w:br/><w:t>dòng</w:t></w:r></w:p>"
    assert [p.text for p in paragraphs_of(package(body))] == ["mới\tchữ\ndòng"]


def test_a_missing_list_gives_no_label() -> None:
    assert Numbering.of(None, None).label(parse(f"<w:p {DECLARATIONS}/>".encode())) == ("", -1)
    assert [p.label for p in paragraphs_of(package(item("x", 0, 7), LIST))] == [""]


@pytest.mark.parametrize(
    ("value", "shape", "printed"),
    [
        (3, "decimal", "3"),
        (3, "decimalZero", "03"),
        (28, "lowerLetter", "bb"),
        (4, "lowerRoman", "iv"),
        (4, "none", ""),
    ],
)
def test_counters(value: int, shape: str, printed: str) -> None:
    assert format_counter(value, shape) == printed


@given(st.integers(1, 3999))
def test_roman_numbers_can_be_read_back(value: int) -> None:
    worth = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
    digits = [worth[letter] for letter in roman(value)]
    total = sum(-d if d < max(digits[n + 1 :], default=0) else d for n, d in enumerate(digits))
    assert total == value

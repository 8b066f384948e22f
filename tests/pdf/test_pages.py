"""What stands on the pages: the document's words, all of them, where NĐ 30/2020 wants them."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from io import BytesIO

import pikepdf
import pytest

from reporting.document import Cell, Closing, Column, Heading, Paragraph, Part, Row, Run, Table
from reporting.errors import TemplateError
from tests.helpers.documents import (
    ADDRESSEES,
    LONG_WORD,
    cell,
    document_of,
    letterhead,
    sample_document,
    text,
)
from tests.helpers.pdfs import page_count, pages_text, printed, profile, rendered, squeezed

pytestmark = [pytest.mark.engine("pdftotext", "pdffonts"), pytest.mark.usefixtures("each_engine")]

HOSTILE = (
    "<script>alert(1)</script><b>đậm</b>",
    '"><img src="file:///etc/passwd"><a href="http://example.org/">liên kết</a>',
    "</style><style>@import url(http://example.org/a.css); body { display: none }",
    "{{ 7 * 7 }} {% for x in y %} {# ghi chú #} ${x}",
    "A & B < C > D &amp; &lt; &#65;",
    "đường dẫn file:///etc/passwd và http://example.org/?a=1&b=2",
    "<!-- không phải chú thích --> <![CDATA[ dữ liệu ]]> ]]>",
    "content: counter(page); position: fixed",
)


@pytest.mark.parametrize("draft", [False, True])
@pytest.mark.parametrize("number", [0, 1, 2])
def test_pdf_says_what_the_document_says(number: int, draft: bool) -> None:
    sample = sample_document(draft=draft, addressees=ADDRESSEES)
    part = sample.parts[number]
    assert_all_printed(part, rendered(sample, part))


def test_nothing_is_printed_that_the_document_does_not_say() -> None:
    sample = sample_document()
    for part in sample.parts:
        rest = squeezed("".join(body(page) for page in pages_text(rendered(sample, part))))
        for line in sorted(printed(part), key=len, reverse=True):
            rest = rest.replace(line, "", 1)
        heads = "".join(squeezed(column.title + column.group) for column in table_columns(part))
        assert set(rest) <= set(heads), rest  # only heading rows repeated on later pages


@pytest.mark.parametrize("words", HOSTILE)
def test_markup_in_a_return_prints_as_text(words: str) -> None:
    table = Table("t", (Column(words, 1), Column("b", 1, group=words)), (Row("r", (cell(words), cell("x"))),))
    blocks = (Heading("I", 1, "I.", words), text("p", words), table)
    document = document_of(*blocks)
    pdf = rendered(document)
    assert_all_printed(document.main, pdf)
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert not any("/Annots" in page.obj for page in opened.pages)


def test_an_annex_starts_without_number_and_counts_from_one() -> None:
    sample = sample_document()
    for part in sample.parts:
        pages = pages_text(rendered(sample, part))
        numbers = [re.search(r"\n(\d+)\n$", page) for page in pages]
        assert numbers[0] is None
        assert [match and int(match[1]) for match in numbers[1:]] == list(range(2, len(pages) + 1))


def test_every_page_of_a_draft_says_so_and_no_page_of_a_final_report() -> None:
    for draft in (True, False):
        sample = sample_document(draft=draft)
        for part in sample.parts:
            assert all((profile().draft_text in page) is draft for page in pages_text(rendered(sample, part)))


def test_only_fonts_of_the_profile_are_embedded() -> None:
    for part in sample_document().parts:
        assert fonts(rendered(sample_document(), part)) <= TINOS


def test_signs_that_times_lacks_come_from_the_symbols_font() -> None:
    document = document_of(text("p", "☐ chưa ☑ rồi ✓ đạt ⇒ kết quả"))
    pdf = rendered(document)
    assert_all_printed(document.main, pdf)
    assert fonts(pdf) == {"Tinos-Regular", "DejaVuSans-Regular"}


def test_a_character_without_a_font_is_refused_in_a_final_report_and_shown_in_a_draft() -> None:
    with pytest.raises(TemplateError, match=r"U\+1F600"):
        rendered(document_of(text("II.1.01/result", "Tốt 😀")))
    draft = pages_text(rendered(document_of(text("p", "Tốt 😀"), draft=True)))
    assert "[U+1F600]" in draft[0]


def test_a_sheet_is_a4_and_landscape_where_the_part_says_so() -> None:
    sample = sample_document()
    sizes = []
    for part in sample.parts:
        with pikepdf.open(BytesIO(rendered(sample, part))) as document:
            sizes.append({tuple(round(float(x)) for x in page.mediabox) for page in document.pages})
    assert sizes == [{(0, 0, 595, 842)}, {(0, 0, 842, 595)}, {(0, 0, 595, 842)}]


def test_very_long_words_are_broken_and_none_is_clipped() -> None:
    columns = (Column("STT", 1), Column("Nội dung", 3), Column("Ghi chú", 1))
    table = Table("t", columns, (Row("r", (cell("1"), cell(LONG_WORD * 3), cell(LONG_WORD))),))
    document = document_of(letterhead(), text("p", LONG_WORD * 4), table)
    pdf = rendered(document)
    assert_all_printed(document.main, pdf)
    assert_within_margins(pdf)


@pytest.mark.parametrize("filling", range(27, 37))
def test_the_signature_never_stands_alone_on_a_page(filling: int) -> None:
    end = text("end", "Trên đây là Báo cáo kết quả công tác cải cách hành chính, kính đề nghị xem xét, tổng hợp./.")
    lines = [text(f"p{n}", "Một dòng của báo cáo.") for n in range(filling)]
    closing = Closing("c", ("Như trên", "Lưu: VT"), ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), "Nguyễn Văn Mẫu")
    pages = pages_text(rendered(document_of(letterhead(), *lines, end, closing)))
    last = pages[-1]
    assert "./." in last
    assert all(words in last for words in ("Nơi nhận:", "TM. ỦY BAN NHÂN DÂN", "Nguyễn Văn Mẫu"))


def test_a_heading_never_ends_a_page() -> None:
    for filling in range(30, 38):
        lines = [text(f"p{n}", "Một dòng của báo cáo.") for n in range(filling)]
        document = document_of(*lines, Heading("I", 1, "I.", "TIÊU ĐỀ"), text("q", "Câu sau tiêu đề."))
        page = next(page for page in pages_text(rendered(document)) if "TIÊU ĐỀ" in page)
        assert "Câu sau tiêu đề." in page


def test_an_empty_cell_and_an_empty_table_do_no_harm() -> None:
    columns = (Column("A", 1), Column("B", 1))
    empty = Table("t", columns, (Row("r", (Cell(()), cell(""))),))
    assert page_count(rendered(document_of(empty, Table("u", columns, ()), text("p", "")))) == 1


def test_a_line_break_and_styles_of_runs_are_kept() -> None:
    paragraph = Paragraph(
        "p", (Run("một\nhai ", bold=True), Run("ba", italic=True), Run("bốn", bold=True, italic=True))
    )
    page = pages_text(rendered(document_of(paragraph)))[0]
    assert page.splitlines()[:2] == ["một", "hai babốn"]


def test_lines_end_alike_wherever_runs_begin() -> None:
    """A run that ends with a blank must not be broken after its first word (WeasyPrint would)."""
    words = (
        "Số liệu về mức độ hài lòng của người dân theo Báo cáo số 15/BC-SNV, 7/KH-UBND của 25/30 đơn vị " * 2
    ).split()
    paragraphs = [Paragraph("0", (Run(" ".join(words), bold=True),))]
    for n in range(1, len(words)):
        runs = (Run(" ".join(words[:n]) + " ", bold=True), Run(" ".join(words[n:]), bold=True))
        paragraphs.append(Paragraph(str(n), runs))
    pages = pages_text(rendered(document_of(*paragraphs)))
    lines = Counter(line for page in pages for line in body(page).splitlines() if line)
    assert set(lines.values()) == {len(words)}
    assert squeezed("".join(lines)) == squeezed("".join(words))


# ── helpers ──────────────────────────────────────────────────────────────────────────────────────

TINOS = {"Tinos-Regular", "Tinos-Bold", "Tinos-Italic", "Tinos-BoldItalic"}


def assert_all_printed(part: Part, pdf: bytes) -> None:
    """Each paragraph and cell, as often as the document says it."""
    whole = squeezed("".join(body(page) for page in pages_text(pdf)))
    for line in sorted(printed(part), key=len, reverse=True):
        assert line in whole, line
        whole = whole.replace(line, "\N{SYMBOL FOR NULL}", 1)


def body(page: str) -> str:
    """The page without its draft mark and number, drawn last."""
    return re.sub(rf"(\n{profile().draft_text})?(\n\d+)?\n$", "\n", page)


def table_columns(part: Part) -> list[Column]:
    return [column for block in part.blocks if isinstance(block, Table) for column in block.columns]


def fonts(pdf: bytes) -> set[str]:
    done = subprocess.run(["pdffonts", "-"], input=pdf, capture_output=True, check=True)
    rows = [line.split() for line in done.stdout.decode().splitlines()[2:]]
    assert all("yes" in row for row in rows)
    return {_face(row[0].partition("+")[2]) for row in rows}


def _face(name: str) -> str:
    """WeasyPrint's names (`Tinos-cchc-Bold-Italic`) as the files' own."""
    family, _, style = name.replace("-cchc", "").partition("-")
    return f"{family}-{style.replace('-', '') or 'Regular'}"


def assert_within_margins(pdf: bytes) -> None:
    """No word stands outside the text area of a portrait page."""
    done = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=pdf, capture_output=True, check=True)
    edges = [
        tuple(map(float, found)) for found in re.findall(r'xMin="([\d.]+)".*?xMax="([\d.]+)"', done.stdout.decode())
    ]
    page = profile().page
    left, right = page.left / 25.4 * 72, (page.width - page.right) / 25.4 * 72
    assert edges
    assert min(edge[0] for edge in edges) >= left - 10  # the letterhead is 3 mm wider on either side
    assert max(edge[1] for edge in edges) <= right + 10

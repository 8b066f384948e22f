"""Long tables: heading rows repeated, rows whole, one Table tag, nothing lost."""

from __future__ import annotations

import pytest

from reporting.document import Column, Document, Row, Table
from reporting.pdf.layout import head_rows
from tests.helpers.documents import cell, document_of, sample_document, text
from tests.helpers.pdfs import page_count, pages_text, printed, rendered, squeezed, tags

pytestmark = [pytest.mark.engine("pdftotext"), pytest.mark.usefixtures("each_engine")]

COLUMNS = (Column("STT", 1, "center"), Column("Nội dung công việc", 5), Column("Kết quả", 2))
LONG = " ".join(f"đoạn{n}" for n in range(1500))


def table(*texts: str, id: str = "t") -> Table:
    rows = tuple(Row(f"{id}{n}", (cell(str(n)), cell(words), cell("xong"))) for n, words in enumerate(texts, 1))
    return Table(id, COLUMNS, rows)


def test_the_heading_row_stands_on_every_page() -> None:
    sample = sample_document()
    pages = pages_text(rendered(sample, sample.parts[1]))
    assert len(pages) > 3
    assert all("Cơquanchủtrì" in page and "Tửsố/mẫusố" in page for page in map(squeezed, pages[:-1]))


def test_a_table_over_many_pages_is_one_table_to_a_reader() -> None:
    document = document_of(table(*["việc"] * 120), text("p", "Giữa hai bảng"), table(*["việc"] * 80, id="u"))
    names = tags(rendered(document))
    assert page_count(rendered(document)) > 5
    assert (names.count("Table"), names.count("THead"), names.count("TBody")) == (2, 2, 2)
    assert (names.count("TR"), names.count("TH"), names.count("TD")) == (2 + 200, 6, 600)


def test_two_tables_one_after_the_other_stay_two() -> None:
    for rows in range(30, 40):
        names = tags(rendered(document_of(table(*["việc"] * rows), table("a", "b", id="u"))))
        assert (names.count("Table"), names.count("TR")) == (2, 1 + rows + 1 + 2)


def test_a_paragraph_over_two_pages_is_one_paragraph_to_a_reader() -> None:
    document = document_of(text("p", LONG), text("q", "Hết"))
    assert page_count(rendered(document)) > 1
    assert tags(rendered(document)).count("P") == 2


def test_a_row_higher_than_a_page_is_split_under_repeated_headings() -> None:
    document = document_of(table("ngắn", LONG, "ngắn"))
    pdf = rendered(document)
    pages = pages_text(pdf)
    assert len(pages) > 3
    assert all("Nội dung công việc" in page for page in pages)
    whole = squeezed("".join(pages).replace("STT\nNội dung công việc\nKết quả\n", ""))
    for line in printed(document.main):
        if "đoạn" not in line:
            assert line in whole
    assert all(f"đoạn{n}" in whole for n in range(1500))
    names = tags(pdf)
    assert (names.count("Table"), names.count("TR"), names.count("TD")) == (1, 4, 9)


def test_a_table_of_one_row() -> None:
    document = document_of(table("một việc"))
    assert page_count(rendered(document)) == 1
    assert tags(rendered(document)).count("TR") == 2


def test_two_thousand_rows(tmp_path: object) -> None:
    document = document_of(table(*(f"việc số {n}" for n in range(2000))), landscape=True)
    pdf = rendered(document)
    pages = pages_text(pdf)
    assert all(page.count("Nội dung công việc") == 1 for page in pages)
    found = [line for page in pages for line in page.splitlines() if "việc số" in line]
    assert found == [f"{n + 1} việc số {n} xong" for n in range(2000)]
    assert tags(pdf).count("TR") == 2001


def test_grouped_headings_are_headings_to_a_reader() -> None:
    document: Document = sample_document()
    names = tags(rendered(document, document.parts[1]))
    assert names.count("TH") == 9 + 2
    assert names.count("Table") == 1


def test_columns_of_a_group_stand_under_it() -> None:
    columns = (
        Column("A", 1),
        Column("B", 1, group="G"),
        Column("C", 1, group="G"),
        Column("D", 1),
        Column("E", 1, group="H"),
    )
    upper, lower = head_rows(Table("t", columns, ()))
    assert [(c.text, c.columns, c.rows) for c in upper] == [("A", 1, 2), ("G", 2, 1), ("D", 1, 2), ("H", 1, 1)]
    assert [c.text for c in lower] == ["B", "C", "E"]

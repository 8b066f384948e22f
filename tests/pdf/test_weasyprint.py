"""What WeasyPrint alone needs: processes, a fetcher that refuses, rows found in a first layout, Pango."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from reporting.document import Column, Row, Table
from reporting.errors import EngineError, TemplateError
from reporting.pdf import PdfOptions, render_pdfs, workers
from reporting.pdf.engine import TypesetSource
from reporting.pdf.faces import faces
from reporting.pdf.weasy_engine import fetcher_of, lay_out, split_rows
from reporting.pdf.weasy_markup import markup
from tests.helpers.documents import cell, document_of, sample_document, text
from tests.helpers.pdfs import IN_USE, pages_text, profile, rendered

SAMPLE = sample_document()
WEASYPRINT = PdfOptions(engine="weasyprint")


@pytest.fixture(autouse=True)
def only_weasyprint(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(IN_USE, "engine", "weasyprint")


def test_worker_processes_give_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    alone = render_pdfs(SAMPLE, profile(), replace(WEASYPRINT, workers=1))
    ready: list[str] = []
    options = replace(WEASYPRINT, workers=2, progress=ready.append)
    monkeypatch.setattr(workers, "WORTH_SHARING", 0)
    assert render_pdfs(SAMPLE, profile(), options) == alone
    assert sorted(ready) == sorted(alone)


def test_a_fault_in_a_worker_is_told_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "WORTH_SHARING", 0)
    style = replace(profile(), sizes=replace(profile().sizes, body=-5))
    with pytest.raises(TemplateError, match="không dàn trang được"):
        render_pdfs(SAMPLE, style, replace(WEASYPRINT, workers=2))


def test_nothing_but_named_fonts_can_be_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "a.css"
    secret.write_text("body { color: red }")
    fetcher = fetcher_of({"phong:a.ttf": b"phong"})
    assert fetcher.fetch("phong:a.ttf").read() == b"phong"
    for url in (secret.as_uri(), "http://127.0.0.1/", "https://example.org/", "data:text/css,a", "phong:../b.ttf", "a"):
        with pytest.raises(ValueError, match="refused"):
            fetcher.fetch(url)


@pytest.mark.parametrize(
    "inside",
    ['<img src="{}" alt="x">', '<style>@import url("{}");</style>', '<link rel="stylesheet" href="{}">',
     '<p style="background: url({})">x</p>'],
)  # fmt: skip
@pytest.mark.parametrize("url", ["file:///etc/passwd", "http://127.0.0.1:9/x"])
def test_even_markup_in_the_page_reaches_no_file_and_no_network(inside: str, url: str) -> None:
    page = TypesetSource("weasyprint", f"<html lang=vi><body>{inside.format(url)}", "", faces(profile()))
    with pytest.raises(TemplateError, match="refused"):
        lay_out(page)


def test_a_machine_without_pango_is_told_what_it_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(EngineError, match="Pango"):
        render_pdfs(document_of(text("p", "Một câu khác.")), profile(), WEASYPRINT)


def test_only_rows_higher_than_half_a_page_are_split() -> None:
    """A page has some 55 lines: a row of 24 is kept together, one of 40 fills what is left of a page."""
    middling, high = (" ".join(["từ" + "x" * 8] * words) for words in (100, 170))
    document = document_of(table(*[middling] * 5))
    assert split_rows(lay_out(markup(document, document.main, profile()))) == frozenset()
    document = document_of(table(middling, high, middling))
    assert split_rows(lay_out(markup(document, document.main, profile()))) == {"0.2"}


def test_a_row_that_is_higher_than_it_seemed_is_found_and_split() -> None:
    """Wide words, one a line: higher than a page, though estimated to be lower than half of it."""
    document = document_of(table("ngắn", " ".join(["W" * 13] * 75), "ngắn"))
    made = markup(document, document.main, profile())
    assert 'class="tall' not in made.text
    assert split_rows(lay_out(made)) == {"0.2"}
    pages = pages_text(rendered(document))
    assert all("Nội dung công việc" in page for page in pages)


# ── helpers ──────────────────────────────────────────────────────────────────────────────────────


def table(*texts: str) -> Table:
    columns = (Column("STT", 1, "center"), Column("Nội dung công việc", 5), Column("Kết quả", 2))
    rows = tuple(Row(f"t{n}", (cell(str(n)), cell(words), cell("xong"))) for n, words in enumerate(texts, 1))
    return Table("t", columns, rows)

"""The set of files: names, same bytes, only what changed made again, annexes in one file or many."""

from __future__ import annotations

import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from reporting.document import Document
from reporting.errors import EngineError, TemplateError
from reporting.pdf import PdfOptions, render_pdfs, workers
from reporting.pdf.engine import fetcher_of, lay_out
from reporting.pdf.faces import faces
from reporting.pdf.markup import Markup
from tests.helpers.documents import document_of, sample_document, text
from tests.helpers.pdfs import page_count, pages_text, profile, rendered, tags

SAMPLE = sample_document()


@pytest.fixture(scope="module")
def own() -> dict[str, bytes]:
    return render_pdfs(SAMPLE, profile())


def test_one_file_a_part_named_after_it(own: dict[str, bytes]) -> None:
    assert list(own) == ["bao_cao.pdf", "phu_luc_1.pdf", "phu_luc_2.pdf"]


def test_the_same_document_gives_the_same_bytes(own: dict[str, bytes]) -> None:
    assert render_pdfs(sample_document(), profile()) == own


def test_worker_processes_give_the_same_bytes(own: dict[str, bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    ready: list[str] = []
    options = PdfOptions(workers=2, progress=ready.append)
    monkeypatch.setattr(workers, "WORTH_SHARING", 0)
    monkeypatch.setitem(sys.modules, "weasyprint", None)  # not here: in processes of their own
    assert render_pdfs(SAMPLE, profile(), options) == own
    assert sorted(ready) == sorted(own)


def test_a_fault_in_a_worker_is_told_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "WORTH_SHARING", 0)
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    style = replace(profile(), sizes=replace(profile().sizes, body=-5))
    with pytest.raises(TemplateError, match="không dàn trang được"):
        render_pdfs(SAMPLE, style, PdfOptions(workers=2))


def test_a_rebuild_makes_only_what_changed_and_gives_the_same_bytes(own: dict[str, bytes], tmp_path: Path) -> None:
    made: list[str] = []
    options = PdfOptions(cache=tmp_path / "kho", progress=made.append)
    assert render_pdfs(SAMPLE, profile(), options) == own
    assert len(made) == 3
    assert render_pdfs(replace(SAMPLE, generation="khác"), profile(), options) == own
    assert len(made) == 3
    changed = with_last_annex(SAMPLE, "Một câu mới./.")
    assert render_pdfs(changed, profile(), options) == render_pdfs(changed, profile())
    assert made[3:] == ["phu_luc_2.pdf"]


def test_a_damaged_cache_is_not_believed(own: dict[str, bytes], tmp_path: Path) -> None:
    options = PdfOptions(cache=tmp_path)
    render_pdfs(SAMPLE, profile(), options)
    for entry in tmp_path.iterdir():
        entry.write_bytes(entry.read_bytes()[:-9] + b"something")
    assert render_pdfs(SAMPLE, profile(), options) == own


def test_a_cache_that_cannot_be_written_stops_nothing(own: dict[str, bytes], tmp_path: Path) -> None:
    (tmp_path / "tep").write_text("không phải thư mục")
    assert render_pdfs(SAMPLE, profile(), PdfOptions(cache=tmp_path / "tep")) == own


def test_annexes_in_the_same_file_are_not_signed_apart(own: dict[str, bytes]) -> None:
    made = render_pdfs(SAMPLE, profile(), PdfOptions(annex_files="same"))
    assert list(made) == ["bao_cao.pdf"]
    assert page_count(made["bao_cao.pdf"]) == sum(map(page_count, own.values()))
    assert field_names(made["bao_cao.pdf"]) == ["NguoiKy", "CoQuan"]


@pytest.mark.engine("pdftotext")
def test_a_joined_edition_is_all_parts_without_fields(own: dict[str, bytes]) -> None:
    joined = render_pdfs(SAMPLE, profile(), PdfOptions(joined=True))["ban_gop.pdf"]
    assert pages_text(joined) == [page for data in own.values() for page in pages_text(data)]
    assert field_names(joined) == []
    parts = [name for data in own.values() for name in tags(data)[1:] if name != "Form"]
    assert tags(joined) == ["Document", *parts]
    assert bookmarks(joined) == [title for data in own.values() for title in bookmarks(data)]


def test_bookmarks_follow_the_headings(own: dict[str, bytes]) -> None:
    assert bookmarks(own["bao_cao.pdf"])[:4] == [
        "BÁO CÁO. Kết quả công tác cải cách hành chính Quý I năm 2023",
        "I. KẾT QUẢ THỰC HIỆN MỤC TIÊU",
        "1. Mục tiêu",
        "a) Mục tiêu chung",
    ]
    assert bookmarks(own["phu_luc_1.pdf"])[0].startswith("Phụ lục I. KẾT QUẢ THỰC HIỆN")


def test_a_file_says_what_it_is(own: dict[str, bytes]) -> None:
    with pikepdf.open(BytesIO(own["phu_luc_1.pdf"])) as document:
        assert document.Root.Lang == "vi"
        assert document.docinfo["/Title"] == f"Phụ lục I - {SAMPLE.title}"
        with document.open_metadata() as metadata:
            assert metadata["dc:title"] == f"Phụ lục I - {SAMPLE.title}"
            assert metadata["dc:creator"] == [SAMPLE.author]
            assert metadata["{urn:vn:nd-30-2020:phu-luc-vi}metadata"] == [": ".join(p) for p in SAMPLE.properties]
        assert not any("Date" in str(key) for key in document.docinfo)


def test_nothing_but_named_fonts_can_be_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "a.css"
    secret.write_text("body { color: red }")
    fetcher = fetcher_of({"phong:a.ttf": b"phong"})
    assert fetcher.fetch("phong:a.ttf").read() == b"phong"
    for url in (secret.as_uri(), "http://127.0.0.1/", "https://example.org/", "data:text/css,a", "phong:../b.ttf", "a"):
        with pytest.raises(ValueError, match="refused"):
            fetcher.fetch(url)


@pytest.mark.parametrize(
    "markup",
    ['<img src="{}" alt="x">', '<style>@import url("{}");</style>', '<link rel="stylesheet" href="{}">',
     '<p style="background: url({})">x</p>'],
)  # fmt: skip
@pytest.mark.parametrize("url", ["file:///etc/passwd", "http://127.0.0.1:9/x"])
def test_even_markup_in_the_page_reaches_no_file_and_no_network(markup: str, url: str) -> None:
    page = Markup(f"<html lang=vi><body>{markup.format(url)}", "", faces(profile()))
    with pytest.raises(TemplateError, match="refused"):
        lay_out(page)


def test_a_machine_without_pango_is_told_what_it_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(EngineError, match="Pango"):
        render_pdfs(document_of(text("p", "Một câu khác.")), profile())


def test_a_letter_without_annexes_is_one_file() -> None:
    document = document_of(text("p", "Một câu."))
    for options in (PdfOptions(), PdfOptions(annex_files="same"), PdfOptions(joined=True)):
        assert render_pdfs(document, profile(), options) == {"bao_cao.pdf": rendered(document)}


# ── helpers ──────────────────────────────────────────────────────────────────────────────────────


def with_last_annex(document: Document, words: str) -> Document:
    annex = document.parts[-1]
    changed = replace(annex, blocks=(*annex.blocks, text("them", words)))
    return replace(document, parts=(*document.parts[:-1], changed))


def field_names(pdf: bytes) -> list[str]:
    with pikepdf.open(BytesIO(pdf)) as document:
        form = document.Root.get("/AcroForm")
        return [str(field.T) for field in form.Fields] if form else []


def bookmarks(pdf: bytes) -> list[str]:
    with pikepdf.open(BytesIO(pdf)) as document, document.open_outline() as outline:
        titles: list[str] = []
        waiting = list(outline.root)
        while waiting:
            item = waiting.pop(0)
            titles.append(item.title)
            waiting = list(item.children) + waiting
        return titles

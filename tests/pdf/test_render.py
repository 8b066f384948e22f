"""The set of files: names, same bytes, only what changed made again, annexes in one file or many."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from reporting.document import Document
from tests.helpers.documents import document_of, sample_document, text
from tests.helpers.pdfs import made, page_count, pages_text, profile, rendered, tags

SAMPLE = sample_document()
READY = profile(ready_fields=True)
pytestmark = pytest.mark.usefixtures("each_engine")


@pytest.fixture(scope="module")
def own(each_engine: str) -> dict[str, bytes]:
    return made(SAMPLE, READY)


def test_one_file_a_part_named_after_it(own: dict[str, bytes]) -> None:
    assert list(own) == ["bao_cao.pdf", "phu_luc_1.pdf", "phu_luc_2.pdf"]


def test_the_same_document_gives_the_same_bytes(own: dict[str, bytes]) -> None:
    assert made(sample_document(), READY) == own


def test_a_rebuild_makes_only_what_changed_and_gives_the_same_bytes(own: dict[str, bytes], tmp_path: Path) -> None:
    ready: list[str] = []
    options: dict[str, Any] = {"cache": tmp_path / "kho", "progress": ready.append}
    assert made(SAMPLE, READY, **options) == own
    assert len(ready) == 3
    assert made(replace(SAMPLE, generation="khác"), READY, **options) == own
    assert len(ready) == 3
    changed = with_last_annex(SAMPLE, "Một câu mới./.")
    assert made(changed, READY, **options) == made(changed, READY)
    assert ready[3:] == ["phu_luc_2.pdf"]


def test_a_damaged_cache_is_not_believed(own: dict[str, bytes], tmp_path: Path) -> None:
    made(SAMPLE, READY, cache=tmp_path)
    for entry in tmp_path.iterdir():
        entry.write_bytes(entry.read_bytes()[:-9] + b"something")
    assert made(SAMPLE, READY, cache=tmp_path) == own


def test_an_entry_in_the_place_of_another_is_not_believed(own: dict[str, bytes], tmp_path: Path) -> None:
    made(SAMPLE, READY, cache=tmp_path)
    one, other, *_ = sorted(tmp_path.glob("*.cache"))
    one_data, other_data = one.read_bytes(), other.read_bytes()
    one.write_bytes(other_data)
    other.write_bytes(one_data)
    assert made(SAMPLE, READY, cache=tmp_path) == own


def test_a_cache_that_cannot_be_written_stops_nothing(own: dict[str, bytes], tmp_path: Path) -> None:
    (tmp_path / "tep").write_text("không phải thư mục", encoding="utf-8")
    assert made(SAMPLE, READY, cache=tmp_path / "tep") == own


def test_annexes_in_the_same_file_are_not_signed_apart(own: dict[str, bytes]) -> None:
    one = made(SAMPLE, READY, annex_files="same")
    assert list(one) == ["bao_cao.pdf"]
    assert page_count(one["bao_cao.pdf"]) == sum(map(page_count, own.values()))
    assert field_names(one["bao_cao.pdf"]) == ["NguoiKy", "CoQuan"]


@pytest.mark.engine("pdftotext")
def test_in_one_file_the_pages_are_numbered_on(own: dict[str, bytes], tmp_path: Path) -> None:
    sample = replace(SAMPLE, numbering="through")
    one = made(sample, profile(), annex_files="same", cache=tmp_path)["bao_cao.pdf"]
    numbers = [re.search(r"\n(\d+)\n$", page) for page in pages_text(one)]
    assert [match and int(match[1]) for match in numbers] == [None, *range(2, page_count(one) + 1)]
    assert made(sample, profile(), annex_files="same", cache=tmp_path)["bao_cao.pdf"] == one


@pytest.mark.engine("pdftotext")
def test_a_joined_edition_is_all_parts_without_fields(own: dict[str, bytes]) -> None:
    joined = made(SAMPLE, READY, joined=True)["ban_gop.pdf"]
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


def test_a_letter_without_annexes_is_one_file() -> None:
    document = document_of(text("p", "Một câu."))
    for options in ({}, {"annex_files": "same"}, {"joined": True}):
        assert made(document, profile(), **options) == {"bao_cao.pdf": rendered(document)}


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

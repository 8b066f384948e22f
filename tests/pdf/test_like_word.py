"""Word (as LibreOffice prints it) and PDF: the same words on the same pages, at the same height."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from reporting.word.render import render_docx
from tests.helpers.documents import sample_document
from tests.helpers.pdfs import made, page_count, pages_text, profile

pytestmark = [pytest.mark.engine("soffice", "pdftotext"), pytest.mark.usefixtures("each_engine")]

Place = tuple[str, float, float]


@pytest.fixture(scope="module")
def pair(each_engine: str, tmp_path_factory: pytest.TempPathFactory, soffice: Any) -> tuple[bytes, bytes]:
    """(the Word file printed by LibreOffice, our PDF with annexes in the same file)."""
    path: Path = tmp_path_factory.mktemp("docx") / "bao_cao.docx"
    sample = sample_document(numbering="through")
    path.write_bytes(render_docx(sample, profile()))
    printed: bytes = soffice(path, "pdf").read_bytes()
    return printed, made(sample, profile(), annex_files="same")["bao_cao.pdf"]


def test_as_many_pages(pair: tuple[bytes, bytes]) -> None:
    word, ours = map(page_count, pair)
    assert abs(word - ours) <= max(1, word // 30)


def test_the_same_words_on_the_same_pages(pair: tuple[bytes, bytes]) -> None:
    for word, ours in zip(*map(pages_text, pair), strict=True):
        assert Counter(word.split()) == Counter(ours.split())


def test_every_line_begins_at_the_same_height(pair: tuple[bytes, bytes]) -> None:
    """Within 3 mm down the page: what a reader would see when he lays one over the other."""
    for word, ours in zip(*map(places, pair), strict=True):
        theirs = dict(first_of_each(word))
        mine = dict(first_of_each(ours))
        common = theirs.keys() & mine.keys()
        assert len(common) > 10
        assert max(abs(theirs[key] - mine[key]) for key in common) < 3 / 25.4 * 72


def places(pdf: bytes) -> list[list[Place]]:
    text = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    pages = text.split("<page ")[1:]
    found = (re.findall(r'xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>(.*?)</word>', page) for page in pages)
    return [[(word, float(x), float(y)) for x, y, word in page] for page in found]


def first_of_each(page: list[Place]) -> list[tuple[str, float]]:
    """Words that stand once on the page, with their height."""
    often = Counter(word for word, _, _ in page)
    return [(word, y) for word, _, y in page if often[word] == 1]

"""Pictures of pages, asked for by several threads at once as a browser does."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from reporting.pdf.picture import page_count, page_picture
from tests.helpers.documents import sample_document
from tests.helpers.pdfs import made, profile


def test_many_threads_get_the_pictures_that_one_gets() -> None:
    data = made(sample_document(), profile())["bao_cao.pdf"]
    pages = [number % (page_count(data) + 2) for number in range(24)]
    with ThreadPoolExecutor(8) as pool:
        at_once = list(pool.map(lambda number: page_picture(data, number), pages))
    assert at_once == [page_picture(data, number) for number in pages]
    assert at_once[0] is None and at_once[1] is not None

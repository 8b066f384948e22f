"""Pages of a PDF as pictures, to be looked at before signing (pypdfium2, which pdfplumber brings)."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any

_SCALE = 1.3  # of 72 dots to the inch: an A4 page is 774 × 1095 dots
_ONE_AT_A_TIME = Lock()  # PDFium must not be called by two threads at once


def page_count(data: bytes) -> int:
    with _opened(data) as document:
        return len(document)


def page_picture(data: bytes, number: int) -> bytes | None:
    """Page `number` (from 1) as PNG; None where there is no such page."""
    with _opened(data) as document:
        if not 1 <= number <= len(document):
            return None
        target = io.BytesIO()
        document[number - 1].render(scale=_SCALE).to_pil().save(target, "PNG")
        return target.getvalue()


@contextmanager
def _opened(data: bytes) -> Iterator[Any]:
    from pypdfium2 import PdfDocument

    with _ONE_AT_A_TIME:
        document = PdfDocument(data)
        try:
            yield document
        finally:
            document.close()

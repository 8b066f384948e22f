"""Pages of a PDF as pictures, to be looked at before signing (pypdfium2, which pdfplumber brings)."""

from __future__ import annotations

import io

_SCALE = 1.3  # of 72 dots to the inch: an A4 page is 774 × 1095 dots


def page_count(data: bytes) -> int:
    from pypdfium2 import PdfDocument

    document = PdfDocument(data)
    try:
        return len(document)
    finally:
        document.close()


def page_picture(data: bytes, number: int) -> bytes | None:
    """Page `number` (from 1) as PNG; None where there is no such page."""
    from pypdfium2 import PdfDocument

    document = PdfDocument(data)
    try:
        if not 1 <= number <= len(document):
            return None
        target = io.BytesIO()
        document[number - 1].render(scale=_SCALE).to_pil().save(target, "PNG")
        return target.getvalue()
    finally:
        document.close()

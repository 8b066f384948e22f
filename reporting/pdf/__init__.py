"""Document + Profile → PDF: PDF/A-2a and PDF/UA-1 in one file, ready to be signed; signing and verifying.

engine     the seam: typst (default) or weasyprint; layout: what both read off a part
typst_*    Part → tree → pages (templates/print/part.typ) · weasy_*: Part → HTML → pages (part.html, part.css)
finish     metadata, ready-made signature fields, attachment (pikepdf)
render     all parts, side by side, from a cache where nothing changed
sign       pyHanko · verify: what a signed file still says
"""

from __future__ import annotations

from reporting.pdf.render import PdfOptions, render_pdfs

__all__ = ["PdfOptions", "render_pdfs"]

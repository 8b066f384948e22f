"""Document + Profile → PDF: PDF/A-2a and PDF/UA-1 in one file, signed-ready; signing and verifying.

markup     Part → HTML, Profile → CSS (templates/print)
engine     HTML → pages → PDF (WeasyPrint), nothing reachable but templates and fonts
structure  tags as a reader needs them: one Table a table, page furniture as artifacts
finish     metadata, empty signature fields, attachment (pikepdf)
render     all parts, side by side, from a cache where nothing changed
sign       pyHanko · verify: what a signed file still says
"""

from __future__ import annotations

from reporting.pdf.render import PdfOptions, render_pdfs

__all__ = ["PdfOptions", "render_pdfs"]

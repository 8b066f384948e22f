"""Step 6, render: Document and Completeness → the bytes of every file, by its name in the output folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from reporting.completeness import Completeness
from reporting.compose.check_text import as_json
from reporting.compose.provenance import provenance_json
from reporting.document import Document
from reporting.inputs import Inputs
from reporting.sources import Sources

Tick = Callable[[int, int], None]

PROVENANCE_NAME = "nguon_so_lieu.json"
CHECK_NAME = "kiem_tra.xlsx"
CHECK_JSON_NAME = "kiem_tra.json"
DECISIONS_NAME = "quyet_dinh.xlsx"
COMPILER_NAME = "phan_tong_hop.xlsx"
SECTIONS_FOLDER = "phan_co_quan"


def check_files(sources: Sources, inputs: Inputs, completeness: Completeness) -> dict[str, bytes]:
    """What `check` writes: the matrix and findings, and the officer's decisions workbook."""
    from reporting.excel.check_workbook import check_workbook
    from reporting.excel.decisions_workbook import decisions_workbook

    return {
        CHECK_NAME: check_workbook(completeness, inputs.plan, inputs.registry, inputs.period),
        CHECK_JSON_NAME: as_json(completeness, inputs.plan, inputs.registry).encode(),
        DECISIONS_NAME: decisions_workbook(completeness, inputs.registry, sources.decisions),
    }


def report_files(
    sources: Sources, inputs: Inputs, document: Document, cache: Path | None, tick: Tick
) -> dict[str, bytes]:
    """The report itself: Word, PDFs, and where every figure comes from."""
    from reporting.pdf import PdfOptions, render_pdfs
    from reporting.word.render import render_docx

    settings = inputs.job.report
    done: list[str] = []

    def ready(name: str) -> None:
        done.append(name)
        tick(len(done), len(document.parts))

    options = PdfOptions(annex_files=settings.annex_files, joined=settings.joined_pdf, cache=cache, progress=ready)
    return {
        f"{document.main.name}.docx": render_docx(document, inputs.profile, sources.template),
        **render_pdfs(document, inputs.profile, options),
        PROVENANCE_NAME: provenance_json(document).encode(),
    }


def compiler_file(inputs: Inputs, composed: Document) -> dict[str, bytes]:
    """The compiler's sheet to go on with: what the officer has written, beside every paragraph as composed."""
    from reporting.compose.replacements import replaceable
    from reporting.excel.compiler_workbook import compiler_workbook

    return {COMPILER_NAME: compiler_workbook(inputs.outline, tuple(replaceable(composed)), inputs.compiler)}


def section_files(sources: Sources, inputs: Inputs, document: Document, code: str) -> dict[str, bytes]:
    """One agency's own section, in a subfolder of its own."""
    files = report_files(sources, inputs, document, None, lambda done, of: None)
    return {f"{SECTIONS_FOLDER}/{code}/{name}": data for name, data in files.items()}

"""Step 6, render: Document and Completeness → the bytes of every file, by its name in the output folder."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from reporting.completeness import Completeness
from reporting.document import Document
from reporting.forms.form import Form
from reporting.inputs import Inputs
from reporting.listings.check_text import as_json
from reporting.parse.first_page import send_number
from reporting.parse.identity import marks_of
from reporting.profile import Profile
from reporting.sources import COMPILER_NAME, DECISIONS_NAME, Sources
from reporting.store.files import sha256

if TYPE_CHECKING:
    from reporting.compose.letters import Correspondence

Tick = Callable[[int, int], None]

PROVENANCE_NAME = "nguon_so_lieu.json"
CHECK_NAME = "kiem_tra.xlsx"
CHECK_PAGE_NAME = "kiem_tra.html"
CHECK_PRINTED_NAME = "kiem_tra.pdf"
CHECK_JSON_NAME = "kiem_tra.json"
SECTIONS_FOLDER = "phan_co_quan"
LETTERS_FOLDER = "don_doc"
COPIES_FOLDER = "tra_lai"
RECORD_FOLDER = "ho_so_noi_bo"


def check_files(sources: Sources, inputs: Inputs, completeness: Completeness) -> dict[str, bytes]:
    """What `check` writes: the matrix and findings, and the officer's decisions workbook."""
    from reporting.excel.check_workbook import check_workbook
    from reporting.excel.decisions_workbook import decisions_workbook
    from reporting.html.check_page import check_page

    files = {
        CHECK_NAME: check_workbook(completeness, inputs.campaign),
        CHECK_PAGE_NAME: check_page(completeness, inputs.campaign).encode(),
        CHECK_JSON_NAME: as_json(completeness, inputs.plan, inputs.registry).encode(),
    }
    if sources.alone:  # who sends a return mends it, and decides nothing
        return files
    return files | {DECISIONS_NAME: decisions_workbook(completeness, inputs.registry, inputs.decision_rows)}


def report_files(
    sources: Sources, inputs: Inputs, document: Document, cache: Path | None, tick: Tick
) -> dict[str, bytes]:
    """The report itself: Word, PDFs, and where every figure comes from."""
    from reporting.compose.provenance import provenance_json
    from reporting.pdf import PdfOptions, render_pdfs
    from reporting.pdf.finish import Attachment
    from reporting.word.render import render_docx

    settings = inputs.job.report
    provenance = provenance_json(document).encode()
    data = Attachment(PROVENANCE_NAME, "application/json", "Nguồn số liệu của báo cáo", provenance)
    done: list[str] = []

    def ready(name: str) -> None:
        done.append(name)
        tick(len(done), len(document.parts))

    options = PdfOptions(
        engine=settings.pdf_engine,
        annex_files=settings.annex_files,
        joined=settings.joined_pdf,
        attachments=(data,) if settings.attach_data else (),
        cache=cache,
        progress=ready,
    )
    return {
        f"{document.main.name}.docx": render_docx(document, inputs.profile, sources.template),
        **render_pdfs(document, inputs.profile, options),
        PROVENANCE_NAME: provenance,
    }


def record_files(sources: Sources, inputs: Inputs, record: Document | None) -> dict[str, bytes]:
    """What stays inside, in a subfolder of its own so that it is not sent along by mistake."""
    from reporting.word.render import render_docx

    if record is None:
        return {}
    return {f"{RECORD_FOLDER}/{record.main.name}.docx": render_docx(record, inputs.profile, sources.template)}


def printed_check(artifacts: Mapping[str, bytes], profile: Profile) -> dict[str, bytes]:
    """The check's page as people print it from the browser."""
    from reporting.pdf.faces import faces
    from reporting.pdf.weasy_engine import page_as_pdf

    return {CHECK_PRINTED_NAME: page_as_pdf(artifacts[CHECK_PAGE_NAME].decode(), faces(profile))}


def compiler_file(inputs: Inputs, composed: Document) -> dict[str, bytes]:
    """The compiler's sheet to go on with: what the officer has written, beside every paragraph as composed."""
    from reporting.compose.replacements import replaceable
    from reporting.excel.compiler_workbook import compiler_workbook

    return {COMPILER_NAME: compiler_workbook(inputs.outline, tuple(replaceable(composed)), inputs.compiler)}


def section_files(sources: Sources, inputs: Inputs, document: Document, code: str) -> dict[str, bytes]:
    """One agency's own section, in a subfolder of its own."""
    files = report_files(sources, inputs, document, None, lambda done, of: None)
    return {f"{SECTIONS_FOLDER}/{code}/{name}": data for name, data in files.items()}


def letter_files(letters: Correspondence, inputs: Inputs, agencies: tuple[str, ...], tick: Tick) -> dict[str, bytes]:
    """The reminder letters, Word and PDF; `agencies`: only to these, without the general one."""
    from reporting.compose.letters import letter_to, letter_to_all
    from reporting.pdf import PdfOptions, render_pdfs
    from reporting.word.render import render_docx

    wanted = [debt for debt in letters.letters if not agencies or debt.agency.code in agencies]
    documents = [letter_to(debt, letters) for debt in wanted]
    documents += [letter_to_all(letters)] if letters.debts and not agencies else []
    files: dict[str, bytes] = {}
    for done, document in enumerate(documents, 1):
        made = {f"{document.main.name}.docx": render_docx(document, inputs.profile)}
        made |= render_pdfs(document, inputs.profile, PdfOptions(engine=inputs.job.report.pdf_engine))
        files |= {f"{LETTERS_FOLDER}/{name}": data for name, data in made.items()}
        tick(done, len(documents))
    return files


def copy_files(
    inputs: Inputs,
    sources: Sources,
    completeness: Completeness,
    agencies: tuple[str, ...],
    files: Mapping[str, Path],
) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """Annotated copies of the senders' own files, and the names of those that none could be made of.

    `files`: where each return lies. A copy is named after its next send: `M6-2023_STC_lan_2.xlsx`.
    """
    from reporting.compose.sent_back import files_to_send_back
    from reporting.excel.annotate import annotated

    grids = {grid.file: grid for grid in sources.returns}
    made: dict[str, bytes] = {}
    failed: list[str] = []
    for back in files_to_send_back(completeness, inputs.campaign, grids):
        if agencies and back.agency not in agencies:
            continue
        grid = grids[back.file]
        sequence = send_number(marks_of(grid)) + 1
        data = files[back.file].read_bytes()
        as_read = sha256(data) == sources.hashes.get(back.file)
        copy = annotated(data, grid, back, sequence, _form(inputs, back.agency)) if as_read else None
        if copy is None:
            failed.append(back.file)
            continue
        name = _copy_name(back.file, inputs.job.inputs.returns, sequence, rebuilt=copy.rebuilt)
        made[_free_name(name, made)] = copy.data
    return made, tuple(failed)


def _form(inputs: Inputs, code: str) -> Form | None:
    agency = inputs.registry.agency(code)
    if agency is None:
        return None
    return inputs.forms.made(agency)


def _copy_name(file: str, folder: str, sequence: int, *, rebuilt: bool) -> str:
    """In the same subfolder as the return lay; a new workbook is an .xlsx whatever the sender's was."""
    inside = PurePosixPath(file.removeprefix(folder.rstrip("/") + "/"))
    stem = re.sub(r"_lan_\d+$", "", inside.stem)
    suffix = inside.suffix.lower() if inside.suffix.lower() in (".xlsx", ".xlsm") and not rebuilt else ".xlsx"
    return (PurePosixPath(COPIES_FOLDER) / inside.with_name(f"{stem}_lan_{sequence}{suffix}")).as_posix()


def _free_name(name: str, taken: Mapping[str, bytes]) -> str:
    """Two files of one name but different endings do not take each other's place."""
    path = PurePosixPath(name)
    names = (name, *(path.with_name(f"{path.stem} ({n}){path.suffix}").as_posix() for n in range(2, 1000)))
    folded = {one.casefold() for one in taken}  # Windows does not tell A.xlsx from a.xlsx
    return next(one for one in names if one.casefold() not in folded)

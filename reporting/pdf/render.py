"""All PDFs of a report: each part by itself, side by side, from the cache where nothing changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from reporting.document import Document, Part
from reporting.pdf import cache
from reporting.pdf.engine import DEFAULT
from reporting.pdf.finish import Attachment
from reporting.pdf.request import PartRequest, file_name, part_request
from reporting.pdf.workers import render_all
from reporting.profile import Profile

JOINED_NAME = "ban_gop.pdf"


@dataclass(frozen=True, slots=True)
class PdfOptions:
    """`engine`: who typesets. `annex_files`: "own" one file a part (each signed by itself), "same" all in one. `joined`: a reading edition of all parts besides. `attachments` go into the main file (then PDF/A-3a).
    `workers` 0: as many as there are processors; `cache`: a folder outside the output, or none;
    `progress` is told each file's name as it is ready."""

    engine: str = DEFAULT
    annex_files: str = "own"
    joined: bool = False
    attachments: tuple[Attachment, ...] = ()
    workers: int = 0
    cache: Path | None = None
    progress: Callable[[str], None] = lambda name: None


def render_pdfs(document: Document, profile: Profile, options: PdfOptions = PdfOptions()) -> dict[str, bytes]:
    """File name → PDF/A-2a and PDF/UA-1, the main text first. The same arguments give the same bytes."""
    from reporting.pdf.join import join

    if document.numbering == "through":
        parts = _numbered_on(document, profile, options)
    else:
        parts = _rendered([_request(document, part, profile, options, 1) for part in document.parts], options)
    if len(parts) < 2:
        return parts
    if options.annex_files == "same":
        return {file_name(document.main): join(tuple(parts.values()), keep_fields=True)}
    if options.joined:
        return parts | {JOINED_NAME: join(tuple(parts.values()), keep_fields=False)}
    return parts


def _numbered_on(document: Document, profile: Profile, options: PdfOptions) -> dict[str, bytes]:
    """Part after part: where one ends the page numbers of the next begin."""
    from reporting.pdf.join import page_count

    parts: dict[str, bytes] = {}
    first_page = 1
    for part in document.parts:
        made = _rendered([_request(document, part, profile, options, first_page)], options)
        parts |= made
        first_page += sum(map(page_count, made.values()))
    return parts


def _request(document: Document, part: Part, profile: Profile, options: PdfOptions, first_page: int) -> PartRequest:
    return part_request(
        document,
        part,
        profile,
        engine=options.engine,
        first_page=first_page,
        own_files=options.annex_files == "own",
        attachments=() if part.annex else options.attachments,
    )


def _rendered(requests: list[PartRequest], options: PdfOptions) -> dict[str, bytes]:
    found = {request.name: cache.load(options.cache, request.key) for request in requests}

    def done(request: PartRequest, data: bytes) -> None:
        cache.store(options.cache, request.key, data)
        options.progress(request.name)

    made = render_all((request for request in requests if found[request.name] is None), options.workers, done)
    return {request.name: found[request.name] or made[request.name] for request in requests}

"""All PDFs of a report: each part laid out by itself, side by side, from the cache where nothing changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from reporting.document import Document, Part
from reporting.pdf.finish import Attachment
from reporting.pdf.metadata import Metadata
from reporting.profile import Profile


@dataclass(frozen=True, slots=True)
class PdfOptions:
    """`annex_files`: "own" one file a part (each signed by itself), "same" all in one. `joined`: a
    reading edition of all parts besides. `attachments` go into the main file (then PDF/A-3a).
    `workers` 0: as many as there are processors; `cache`: a folder outside the output, or none."""

    annex_files: str = "own"
    joined: bool = False
    attachments: tuple[Attachment, ...] = ()
    workers: int = 0
    cache: Path | None = None
    progress: Callable[[str], None] = lambda name: None


@dataclass(frozen=True, slots=True)
class PartRequest:
    """One part to lay out, as handed to a worker: everything that its bytes depend on."""

    document: Document
    part: Part
    profile: Profile
    fields: bool


def render_pdfs(document: Document, profile: Profile, options: PdfOptions = PdfOptions()) -> dict[str, bytes]:
    """File name → PDF/A-2a and PDF/UA-1, the main text first. The same arguments give the same bytes."""
    requests = [PartRequest(_bare(document, part), part, profile, not document.draft) for part in document.parts]
    return {file_name(request.part): render_part(request) for request in requests}


def file_name(part: Part) -> str:
    return f"{part.name or ('phu_luc' if part.annex else 'bao_cao')}.pdf"


def _bare(document: Document, part: Part) -> Document:
    """The document without its other parts, and without what changes when they do."""
    return replace(document, parts=(part,), generation="")


def render_part(request: PartRequest) -> bytes:
    from reporting.pdf import engine
    from reporting.pdf.finish import finish
    from reporting.pdf.markup import markup, part_title
    from reporting.pdf.places import field_places

    document, part, profile = request.document, request.part, request.profile
    typeset = engine.write(engine.lay_out(markup(document, part, profile)))
    places = field_places(part, profile, dict(typeset.anchors)) if request.fields else ()
    metadata = Metadata(part_title(document, part), document.subject, document.author, document.properties)
    return finish(typeset.pdf, metadata, places)

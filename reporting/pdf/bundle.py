"""A whole output folder against its manifest: every file there, as made, signed or not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from reporting.apart import called_apart
from reporting.errors import OutputError
from reporting.findings import Finding, finding
from reporting.location import Location
from reporting.pdf.verify import PdfState, matches


@dataclass(frozen=True, slots=True)
class Listed:
    """A file as the manifest lists it."""

    file: str
    size: int
    sha256: str


def listed_files(manifest: Any, where: str) -> tuple[Listed, ...]:
    """The outputs of a manifest's data; OutputError when it is no manifest of ours."""
    try:
        return tuple(Listed(str(row["file"]), int(row["size"]), str(row["sha256"])) for row in manifest["outputs"])
    except (KeyError, TypeError, ValueError) as problem:
        raise OutputError(
            "bảng kê không đọc được", where=where, accepted="manifest.json do cchc build ghi"
        ) from problem


def made_as(listed: Iterable[Listed], data: bytes) -> Listed | None:
    """The file of the manifest that these bytes begin with: a signed copy is known by them, whatever its name."""
    pdfs = (entry for entry in listed if entry.file.lower().endswith(".pdf"))
    return next((entry for entry in pdfs if matches(data, entry.size, entry.sha256)), None)


def file_findings(listed: Sequence[Listed], read: Callable[[str], bytes | None]) -> Iterator[Finding]:
    """Missing files, and files that do not begin with the bytes that were made."""
    for entry in listed:
        data = read(entry.file)
        if data is None:
            yield finding("pdf-missing", Location(entry.file), subject=entry.file)
        elif not _as_made(entry, data):
            yield finding("pdf-hash-differs", Location(entry.file), subject=entry.file)


def annex_findings(states: Iterable[PdfState], present: Callable[[str], bool]) -> Iterator[Finding]:
    """Every annex that a report names has its file."""
    for state in states:
        for file, title in state.annexes:
            if not present(file):
                yield finding("pdf-annex-missing", Location(state.file), subject=file, annex=title)


def _as_made(entry: Listed, data: bytes) -> bool:
    """Only a PDF may have grown, and by signatures alone; what comes behind them is their own affair."""
    if not matches(data, entry.size, entry.sha256):
        return False
    return (
        len(data) == entry.size
        or entry.file.lower().endswith(".pdf")
        and called_apart(_only_signed, data, entry.size, name=entry.file)
    )


def _only_signed(data: bytes, size: int) -> bool:
    """Whether what stands behind the bytes as made was put there by signing, and shows nothing else."""
    import pikepdf

    from reporting.pdf.revisions import changed_pages
    from reporting.pdf.signatures import embedded

    try:
        with (
            pikepdf.open(BytesIO(data[:size]), suppress_warnings=True) as made,
            pikepdf.open(BytesIO(data), suppress_warnings=True) as whole,
        ):
            signed = any(one.end > size for one in embedded(data, whole))
            return signed and not changed_pages(made, whole)
    except Exception:  # noqa: BLE001 -- what cannot be read as a whole is no longer the file as made
        return False

"""What a PDF still says of itself: signatures, changes since, empty fields, conformance, fonts.

Three answers for a signature: valid, invalid, or that it cannot be judged here, why, and who can. Conformance is what
the file *claims* (its XMP); whether it holds is for a validator such as veraPDF.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from io import BytesIO
from typing import TYPE_CHECKING, Any, TypeVar

from reporting.findings import Finding, finding
from reporting.location import Location
from reporting.pdf.metadata import ND30
from reporting.pdf.signatures import (
    DETACHED,
    TIME_STAMP,
    Cms,
    Embedded,
    embedded,
    empty_fields,
    is_trusted,
    name_of,
    read_certificates,
    read_cms,
)

if TYPE_CHECKING:
    from asn1crypto.x509 import Certificate

__all__ = [
    "PdfState",
    "SignatureState",
    "SignatureVerdict",
    "matches",
    "read_certificates",
    "read_state",
    "state_findings",
]

UNTOUCHED, MORE_SIGNATURES, CHANGED = "untouched", "signatures", "changed"
T = TypeVar("T")


class SignatureVerdict(Enum):
    """`UNKNOWN`: cannot be judged here, which is not the same as wrong."""

    VALID = "valid"
    INVALID = "invalid"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class SignatureState:
    """One signature, in the order in which they were made. `signer` and the `body` that he signs for; `moment` as the
    signer's machine said it, `stamped` by a time-stamping authority. `intact`: the signed bytes are as they were and
    the signature is sound; `trusted`: None when no authorities were given; `since`: untouched | signatures | changed,
    with the pages that show something else (0: what belongs to no page); `saved_again`: another program wrote the
    whole file anew after the signature; `why` it cannot be judged."""

    field: str
    signer: str
    moment: datetime | None
    intact: bool
    trusted: bool | None
    since: str
    verdict: SignatureVerdict = SignatureVerdict.VALID
    body: str = ""
    issuer: str = ""
    stamped: datetime | None = None
    hash_name: str = ""
    kind: str = ""
    signed_bytes: int = 0
    changed_pages: tuple[int, ...] = ()
    saved_again: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True)
class FontState:
    name: str
    embedded: bool


@dataclass(frozen=True, slots=True)
class PdfState:
    """A PDF as found. `annexes`: file name and title, as the main text names them; `locked`: asks for a password."""

    file: str
    title: str = ""
    pages: int = 0
    conformance: tuple[str, ...] = ()
    fonts: tuple[FontState, ...] = ()
    signatures: tuple[SignatureState, ...] = ()
    empty_fields: tuple[str, ...] = ()
    annexes: tuple[tuple[str, str], ...] = ()
    readable: bool = True
    locked: bool = False


def read_state(file: str, pdf: bytes, roots: Sequence[Certificate] = (), moment: datetime | None = None) -> PdfState:
    """Never raises for a damaged file: that is a state as well. `moment`: when trust is judged, else at signing."""
    import pikepdf
    import pyhanko.sign.validation  # noqa: F401 - a part missing from the installation is not a damaged file

    logging.getLogger("pikepdf").addHandler(logging.NullHandler())
    try:
        with pikepdf.open(BytesIO(pdf), suppress_warnings=True) as document:
            state = _document_state(file, document)
            return replace(state, signatures=tuple(_signatures(pdf, document, roots, moment))) if state.pages else state
    except pikepdf.PasswordError:
        return PdfState(file, readable=False, locked=True)
    except Exception:  # noqa: BLE001 - a damaged file fails anywhere in the readers; here that is the answer
        return PdfState(file, readable=False)


def _document_state(file: str, document: Any) -> PdfState:
    """Each part of it by itself: metadata that cannot be read says nothing about the pages."""
    pages = len(document.pages)
    if not pages:
        return PdfState(file, readable=False)
    title, conformance, annexes = _or_none(lambda: _told(document)) or ("", (), ())
    fonts = _or_none(lambda: tuple(_fonts(document))) or ()
    empty = _or_none(lambda: empty_fields(document)) or ()
    return PdfState(file, title, pages, conformance, fonts, (), empty, annexes)


def _or_none(read: Callable[[], T]) -> T | None:
    try:
        return read()
    except Exception:  # noqa: BLE001 - what other programs write may be wrong in any way
        return None


def _told(document: Any) -> tuple[str, tuple[str, ...], tuple[tuple[str, str], ...]]:
    with document.open_metadata() as metadata:
        title = str(metadata.get("dc:title", ""))
        return title, tuple(_conformance(metadata)), tuple(_annexes(metadata.get(f"{{{ND30}}}annexes", ())))


def _conformance(metadata: Any) -> Iterator[str]:
    part, level = metadata.get("pdfaid:part"), metadata.get("pdfaid:conformance")
    if part:
        yield f"PDF/A-{part}{str(level or '').lower()}"
    if accessible := metadata.get("{http://www.aiim.org/pdfua/ns/id/}part"):
        yield f"PDF/UA-{accessible}"


def _annexes(entries: Any) -> Iterator[tuple[str, str]]:
    for entry in [entries] if isinstance(entries, str) else entries:
        name, _, title = str(entry).partition(": ")
        yield name, title


def _fonts(document: Any) -> Iterator[FontState]:
    """Every font that a page may draw with; a composite font's program hangs on its descendant."""
    found: dict[str, bool] = {}
    seen: set[tuple[int, int]] = set()
    for page in document.pages:
        drawn = [page.get("/Resources"), *(note.get("/AP") for note in page.obj.get("/Annots", ()))]
        for font in _fonts_in(drawn, seen):
            programs = ("/FontFile", "/FontFile2", "/FontFile3")
            inside = "/FontDescriptor" in font and any(key in font.FontDescriptor for key in programs)
            name = str(font.BaseFont)[1:]
            found[name] = inside and found.get(name, True)
    yield from (FontState(name, found[name]) for name in sorted(found))


def _fonts_in(things: list[Any], seen: set[tuple[int, int]]) -> Iterator[Any]:
    import pikepdf

    while things:
        thing = things.pop()
        if isinstance(thing, pikepdf.Array):
            things += list(thing)
        if not isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
            continue
        if thing.is_indirect:
            if thing.objgen in seen:
                continue
            seen.add(thing.objgen)
        if thing.get("/Type") == "/Font" and "/BaseFont" in thing and thing.get("/Subtype") != "/Type0":
            yield thing
        things += [thing.get(key) for key in set(thing.keys()) - {"/Parent", "/P", "/StructParents"}]


# ── signatures ───────────────────────────────────────────────────────────────────────────────────


def _signatures(
    pdf: bytes, document: Any, roots: Sequence[Certificate], moment: datetime | None
) -> Iterator[SignatureState]:
    found = embedded(pdf, document)
    for one in found:
        state = _signature(one, roots, moment)
        if state.verdict is SignatureVerdict.VALID and one.end < len(pdf):
            later = [other for other in found if other.end > one.end]
            state = _since(state, one, later, pdf, document)
        yield state


def _signature(one: Embedded, roots: Sequence[Certificate], moment: datetime | None) -> SignatureState:
    bare = SignatureState(one.field, "", None, False, None, UNTOUCHED, kind=one.kind, signed_bytes=one.end)
    if one.kind not in (*DETACHED, TIME_STAMP):
        why = f"chữ ký dạng {one.kind.lstrip('/') or 'không rõ'}"
        return replace(bare, verdict=SignatureVerdict.UNKNOWN, why=why)
    try:
        cms = read_cms(one)
        trusted = is_trusted(cms, roots, moment) if roots else None
    except Exception as problem:  # noqa: BLE001 - a signature of another make fails anywhere in its readers
        if not one.end:
            return replace(bare, verdict=SignatureVerdict.INVALID, since=CHANGED, saved_again=True)
        return replace(
            bare, verdict=SignatureVerdict.UNKNOWN, why=f"không đọc được nội dung chữ ký ({type(problem).__name__})"
        )
    return _told_by(cms, bare, one, trusted)


def _told_by(cms: Cms, bare: SignatureState, one: Embedded, trusted: bool | None) -> SignatureState:
    whole = bool(one.end) and cms.digest_ok and cms.sound
    return replace(
        bare,
        signer=name_of(cms.certificate, "common_name"),
        body=name_of(cms.certificate, "organization_name") or name_of(cms.certificate, "organizational_unit_name"),
        issuer=str(cms.certificate.issuer.native.get("common_name", "")),
        moment=cms.moment,
        stamped=cms.stamped,
        hash_name=cms.hash_name,
        intact=whole,
        trusted=trusted,
        since=UNTOUCHED if whole else CHANGED,
        verdict=SignatureVerdict.VALID if whole else SignatureVerdict.INVALID,
        saved_again=not one.end,
    )


def _since(state: SignatureState, one: Embedded, later: list[Embedded], pdf: bytes, after: Any) -> SignatureState:
    """What came behind the signed bytes."""
    import pikepdf

    from reporting.pdf.revisions import BEYOND_PAGES, changed_pages

    if not pdf[one.end :].strip():
        return state
    try:
        with pikepdf.open(BytesIO(pdf[: one.end]), suppress_warnings=True) as before:
            pages = changed_pages(before, after)
    except Exception as problem:  # noqa: BLE001 - the signed revision may not open by itself
        why = f"không so được phần thêm sau khi ký với phần đã ký ({type(problem).__name__})"
        return replace(state, verdict=SignatureVerdict.UNKNOWN, since=CHANGED, why=why)
    if one.permission == 1 and any(not other.time_stamp for other in later):
        pages = pages or (BEYOND_PAGES,)
    if pages:
        return replace(state, verdict=SignatureVerdict.INVALID, since=CHANGED, changed_pages=pages)
    return replace(state, since=MORE_SIGNATURES)


# ── what is wrong ────────────────────────────────────────────────────────────────────────────────


def state_findings(state: PdfState, *, all_signed: bool = False) -> Iterator[Finding]:
    """`all_signed`: a file without signature is an error. A field left empty in a signed file is no fault."""
    where = Location(state.file)
    if not state.readable:
        yield finding("pdf-locked" if state.locked else "pdf-unreadable", where, subject=state.file)
        return
    for signature in state.signatures:
        yield from _signature_findings(signature, where)
    if not state.signatures:
        for name in state.empty_fields:
            yield finding("pdf-field-unsigned" if all_signed else "pdf-field-empty", where, subject=name)
        if all_signed and not state.empty_fields:
            yield finding("pdf-unsigned", where, subject=state.file)
    missing = [kind for kind in ("PDF/A", "PDF/UA") if not any(c.startswith(kind) for c in state.conformance)]
    if missing:
        yield finding("pdf-conformance-missing", where, subject=state.file, missing=", ".join(missing))
    for font in state.fonts:
        if not font.embedded:
            yield finding("pdf-font-not-embedded", where, subject=font.name)


def _signature_findings(signature: SignatureState, where: Location) -> Iterator[Finding]:
    if signature.verdict is SignatureVerdict.UNKNOWN:
        yield finding("pdf-signature-unjudged", where, subject=signature.field, why=signature.why)
    elif signature.saved_again:
        yield finding("pdf-saved-again", where, subject=signature.field)
    elif not signature.intact:
        yield finding("pdf-signature-broken", where, subject=signature.field, bytes=str(signature.signed_bytes))
    elif signature.since == CHANGED:
        yield finding(
            "pdf-changed-after-signing", where, subject=signature.field, pages=changed_words(signature.changed_pages)
        )
    if signature.intact and signature.hash_name == "sha1":
        yield finding("pdf-signature-sha1", where, subject=signature.field)
    if signature.trusted is False:
        yield finding("pdf-signer-untrusted", where, subject=signature.field, signer=signature.signer)


def changed_words(pages: tuple[int, ...]) -> str:
    """`trang 2, 3` or, where nothing on a page changed, `phần chung của tệp`."""
    numbers = ", ".join(str(page) for page in pages if page)
    shared = "phần chung của tệp (số trang, tệp kèm, lệnh tự chạy hoặc ô đã điền)" if 0 in pages else ""
    return " và ".join(text for text in (f"trang {numbers}" if numbers else "", shared) if text)


def matches(pdf: bytes, size: int, sha256: str) -> bool:
    """Whether the first `size` bytes are the ones listed: signatures are appended behind them."""
    return len(pdf) >= size and hashlib.sha256(pdf[:size]).hexdigest() == sha256

"""What a PDF still says of itself: signatures, changes since, empty fields, conformance, fonts.

Conformance is what the file *claims* (its XMP); whether it holds is for a validator such as veraPDF.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from reporting.errors import SigningError
from reporting.findings import Finding, finding
from reporting.location import Location
from reporting.pdf.metadata import ND30

if TYPE_CHECKING:
    from asn1crypto.x509 import Certificate

UNTOUCHED, MORE_SIGNATURES, CHANGED = "untouched", "signatures", "changed"


@dataclass(frozen=True, slots=True)
class SignatureState:
    """One signature. `intact`: the signed bytes are as they were and the signature is sound;
    `trusted`: None when no root certificates were given; `since`: untouched | signatures | changed;
    `moment` as the signer's machine said it."""

    field: str
    signer: str
    moment: datetime | None
    intact: bool
    trusted: bool | None
    since: str


@dataclass(frozen=True, slots=True)
class FontState:
    name: str
    embedded: bool


@dataclass(frozen=True, slots=True)
class PdfState:
    """A PDF as found. `annexes`: file name and title, as the main text names them."""

    file: str
    title: str = ""
    pages: int = 0
    conformance: tuple[str, ...] = ()
    fonts: tuple[FontState, ...] = ()
    signatures: tuple[SignatureState, ...] = ()
    empty_fields: tuple[str, ...] = ()
    annexes: tuple[tuple[str, str], ...] = ()
    readable: bool = True


def read_state(file: str, pdf: bytes, roots: Sequence[Certificate] = (), moment: datetime | None = None) -> PdfState:
    """Never raises for a damaged file: that is a state as well. `moment`: when trust is judged."""
    import pikepdf

    try:
        with pikepdf.open(BytesIO(pdf)) as document:
            state = _document_state(file, document)
        signatures = tuple(_signatures(pdf, roots, moment))
    except Exception:  # noqa: BLE001 - a damaged file fails anywhere in the readers; here that is the answer
        return PdfState(file, readable=False)
    signed = {signature.field for signature in signatures}
    empty = tuple(name for name in state.empty_fields if name not in signed)
    return PdfState(file, state.title, state.pages, state.conformance, state.fonts, signatures, empty, state.annexes)


def _document_state(file: str, document: Any) -> PdfState:
    with document.open_metadata() as metadata:
        title = str(metadata.get("dc:title", ""))
        conformance = tuple(_conformance(metadata))
        annexes = tuple(_annexes(metadata.get(f"{{{ND30}}}annexes", ())))
    form = document.Root.get("/AcroForm")
    fields = [field for field in form.Fields if field.get("/FT") == "/Sig"] if form else []
    empty = tuple(str(field.T) for field in fields if "/V" not in field)
    return PdfState(file, title, len(document.pages), conformance, tuple(_fonts(document)), (), empty, annexes)


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
    """Every font that draws; a composite font's program hangs on its descendant."""
    import pikepdf

    found: dict[str, bool] = {}
    for thing in document.objects:
        if not isinstance(thing, pikepdf.Dictionary) or thing.get("/Type") != "/Font" or "/BaseFont" not in thing:
            continue
        if thing.get("/Subtype") != "/Type0":
            programs = ("/FontFile", "/FontFile2", "/FontFile3")
            embedded = "/FontDescriptor" in thing and any(key in thing.FontDescriptor for key in programs)
            name = str(thing.BaseFont)[1:]
            found[name] = embedded and found.get(name, True)
    yield from (FontState(name, found[name]) for name in sorted(found))


# ── signatures ───────────────────────────────────────────────────────────────────────────────────


def read_certificates(pem: bytes) -> tuple[Certificate, ...]:
    """Root certificates out of a PEM (one or several) or DER file."""
    from asn1crypto import pem as armour
    from asn1crypto.x509 import Certificate

    try:
        if armour.detect(pem):
            return tuple(Certificate.load(data) for _, _, data in armour.unarmor(pem, multiple=True))
        return (Certificate.load(pem),)
    except ValueError as problem:
        raise SigningError("không đọc được chứng thư gốc", accepted="tệp .pem, .crt, .cer") from problem


def _signatures(pdf: bytes, roots: Sequence[Certificate], moment: datetime | None) -> Iterator[SignatureState]:
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.pdf_utils.reader import PdfFileReader

    for logger in ("pyhanko", "pyhanko_certvalidator"):  # what they log to stderr stands in the state
        logging.getLogger(logger).addHandler(logging.NullHandler())
    try:
        for signature in PdfFileReader(BytesIO(pdf)).embedded_regular_signatures:
            yield _signature(signature, roots, moment)
    except PdfError as problem:
        raise SigningError("không đọc được chữ ký") from problem


def _signature(signature: Any, roots: Sequence[Certificate], moment: datetime | None) -> SignatureState:
    from pyhanko.sign.general import SigningError as PyHankoSigningError
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko.sign.validation.errors import SignatureValidationError

    name = str(signature.field_name)
    try:
        status = validate_pdf_signature(signature, _context(roots, moment))
    except (SignatureValidationError, PyHankoSigningError, ValueError):
        return SignatureState(name, "", None, False, None, CHANGED)
    return SignatureState(
        name,
        str(status.signing_cert.subject.native.get("common_name", "")),
        status.signer_reported_dt,
        bool(status.intact and status.valid),
        bool(status.trusted) if roots else None,
        _since(status),
    )


def _since(status: Any) -> str:
    from pyhanko.sign.diff_analysis import ModificationLevel
    from pyhanko.sign.validation.status import SignatureCoverageLevel

    if status.coverage == SignatureCoverageLevel.ENTIRE_FILE:
        return UNTOUCHED
    if status.coverage != SignatureCoverageLevel.ENTIRE_REVISION or not status.docmdp_ok:
        return CHANGED
    allowed = (ModificationLevel.NONE, ModificationLevel.LTA_UPDATES, ModificationLevel.FORM_FILLING)
    return MORE_SIGNATURES if status.modification_level in allowed else CHANGED


def _context(roots: Sequence[Certificate], moment: datetime | None) -> Any:
    """No network: revocation is not asked for (an office checks that with its own service)."""
    from pyhanko_certvalidator import ValidationContext

    return ValidationContext(trust_roots=list(roots), allow_fetching=False, moment=moment, revocation_mode="soft-fail")


# ── what is wrong ────────────────────────────────────────────────────────────────────────────────


def state_findings(state: PdfState, *, all_signed: bool = False) -> Iterator[Finding]:
    """`all_signed`: an empty field is an error, else a note."""
    where = Location(state.file)
    if not state.readable:
        yield finding("pdf-unreadable", where, subject=state.file)
        return
    for signature in state.signatures:
        yield from _signature_findings(signature, where)
    for name in state.empty_fields:
        yield finding("pdf-field-unsigned" if all_signed else "pdf-field-empty", where, subject=name)
    missing = [kind for kind in ("PDF/A", "PDF/UA") if not any(c.startswith(kind) for c in state.conformance)]
    if missing:
        yield finding("pdf-conformance-missing", where, subject=state.file, missing=", ".join(missing))
    for font in state.fonts:
        if not font.embedded:
            yield finding("pdf-font-not-embedded", where, subject=font.name)


def _signature_findings(signature: SignatureState, where: Location) -> Iterator[Finding]:
    if not signature.intact:
        yield finding("pdf-signature-broken", where, subject=signature.field)
    elif signature.since == CHANGED:
        yield finding("pdf-changed-after-signing", where, subject=signature.field)
    if signature.trusted is False:
        yield finding("pdf-signer-untrusted", where, subject=signature.field, signer=signature.signer)


def matches(pdf: bytes, size: int, sha256: str) -> bool:
    """Whether the first `size` bytes are the ones listed: signatures are appended behind them."""
    return len(pdf) >= size and hashlib.sha256(pdf[:size]).hexdigest() == sha256

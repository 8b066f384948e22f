"""PAdES signatures through pyHanko, drawn as NĐ 30/2020 wants them, keeping PDF/A-2a and PDF/UA-1.

For testing, and for offices that may use it: whether the government's own signing program fills
the same fields is not verified. Every signature is appended; earlier bytes stay as they were.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from reporting.errors import SigningError
from reporting.pdf.engine import DEFAULT, Stamp, engine_named
from reporting.pdf.faces import Face

if TYPE_CHECKING:
    from pyhanko.sign.signers import Signer as Signer

VIETNAM = timezone(timedelta(hours=7))
MM = 72 / 25.4
# Mục II.8.b: the agency's signature on an annex stands in the top margin of page 1.
STAMP_HEIGHT = 15 * MM


@dataclass(frozen=True, slots=True)
class FieldState:
    """A signature field of a file; `stamp` when it lies in the top margin of page 1 (an annex's)."""

    name: str
    tooltip: str
    signed: bool
    width: float
    height: float
    stamp: bool


@dataclass(frozen=True, slots=True)
class Appearance:
    """`image`: PNG of the handwritten signature or of the seal (Mục II.7, II.8). `number`: number and
    symbol of the document, shown with the time on an annex. Neither: nothing is drawn."""

    image: bytes = b""
    number: str | None = None

    def text(self, moment: datetime) -> str:
        """`Số: …; dd/mm/yyyy; hh:mm:ss; +07:00` (Mục II.8.b; time zone per ISO 8601)."""
        if self.number is None:
            return ""
        here = moment.astimezone(VIETNAM)
        return f"Số:\u00a0{self.number}; {here:%d/%m/%Y}; {here:%H:%M:%S};\u00a0+07:00"


@dataclass(frozen=True, slots=True)
class SigningRequest:
    """One signature to make. `certify`: as the first one, that forbids everything but further
    signatures (DocMDP)."""

    field: str
    moment: datetime
    appearance: Appearance = Appearance()
    certify: bool = False


def signature_fields(pdf: bytes) -> tuple[FieldState, ...]:
    """All signature fields, in the order of the form. SigningError when the file is no PDF."""
    import pikepdf

    try:
        with pikepdf.open(BytesIO(pdf)) as document:
            form = document.Root.get("/AcroForm")
            first = document.pages[0]
            return (
                tuple(_field_state(field, first) for field in form.Fields if field.get("/FT") == "/Sig") if form else ()
            )
    except pikepdf.PdfError as problem:
        raise SigningError("tệp không phải PDF hoặc đã hỏng", accepted="tệp PDF do cchc build tạo ra") from problem


def _field_state(field: Any, first: Any) -> FieldState:
    left, bottom, right, top = (float(edge) for edge in field.Rect)
    on_first = "/P" not in field or field.P.objgen == first.obj.objgen
    stamp = on_first and top - bottom <= STAMP_HEIGHT and bottom > float(first.mediabox[3]) - 30 * MM
    return FieldState(str(field.T), str(field.get("/TU", "")), "/V" in field, right - left, top - bottom, stamp)


def sign_pdf(pdf: bytes, signing: SigningRequest, signer: Signer, faces: tuple[Face, ...]) -> bytes:
    """The file with one more signature appended. SigningError says what stands against it."""
    field = _empty_field(pdf, signing.field)
    _check_certificate(signer, signing.moment)
    text = signing.appearance.text(signing.moment)
    look = Stamp(field.width, field.height, faces, text=text, image=signing.appearance.image)
    drawing = engine_named(DEFAULT).picture(look)
    with TemporaryDirectory() as folder:
        stamp = Path(folder, "stamp.pdf")
        stamp.write_bytes(drawing)
        return _signed(pdf, signing, signer, stamp)


def _signed(pdf: bytes, signing: SigningRequest, signer: Signer, stamp: Path) -> bytes:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.pdf_utils.layout import AxisAlignment, Margins, SimpleBoxLayoutRule
    from pyhanko.sign import PdfSignatureMetadata, PdfSigner
    from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
    from pyhanko.stamp import StaticStampStyle

    class AtMoment(PdfSigner):
        """pyHanko asks the clock itself; here the time printed and the time signed are one."""

        def init_signing_session(self, *arguments: Any, **options: Any) -> Any:
            session = super().init_signing_session(*arguments, **options)
            session.system_time = signing.moment
            return session

    metadata = PdfSignatureMetadata(
        field_name=signing.field,
        subfilter=SigSeedSubFilter.PADES,
        md_algorithm="sha256",
        certify=signing.certify,
        docmdp_permissions=MDPPerm.FILL_FORMS,
    )
    middle = AxisAlignment.ALIGN_MID
    whole_box = SimpleBoxLayoutRule(middle, middle, margins=Margins(0, 0, 0, 0))
    style = StaticStampStyle.from_pdf_file(str(stamp), border_width=0, background_layout=whole_box)
    with _faults_told():
        out = AtMoment(metadata, signer=signer, stamp_style=style).sign_pdf(
            IncrementalPdfFileWriter(BytesIO(pdf)), existing_fields_only=True
        )
        signed: bytes = out.getvalue()
        return signed


def _empty_field(pdf: bytes, name: str) -> FieldState:
    fields = signature_fields(pdf)
    found = next((field for field in fields if field.name == name), None)
    names = ", ".join(field.name for field in fields if not field.signed) or "không còn ô chữ ký trống"
    if found is None:
        raise SigningError(f"không có ô chữ ký '{name}'", accepted=names)
    if found.signed:
        raise SigningError(f"ô chữ ký '{name}' đã ký", accepted=names, action="Ký vào ô còn trống.")
    return found


# ── who signs ────────────────────────────────────────────────────────────────────────────────────


def p12_signer(data: bytes, password: str) -> Signer:
    """The key and certificates of a PKCS#12 file."""
    from pyhanko.sign.signers import SimpleSigner

    try:
        signer: Signer | None = SimpleSigner.load_pkcs12_data(data, other_certs=[], passphrase=password.encode())
    except (ValueError, OSError) as problem:
        raise _p12_error() from problem
    if signer is None or signer.signing_cert is None:
        raise _p12_error()
    return signer


def _p12_error() -> SigningError:
    return SigningError(
        "không mở được tệp chứng thư số PKCS#12: sai mật khẩu, hoặc tệp không có khóa",
        accepted="tệp .p12, .pfx có khóa riêng và chứng thư",
        action="Kiểm tra lại mật khẩu và tệp.",
    )


@contextmanager
def token_signer(library: str, token: str, pin: str, certificate: str) -> Iterator[Signer]:
    """A key on a PKCS#11 token, named by the token's and the certificate's labels."""
    try:
        import pkcs11
        from pyhanko.config.pkcs11 import TokenCriteria
        from pyhanko.sign.pkcs11 import PKCS11Signer, open_pkcs11_session
    except ImportError as problem:
        raise SigningError("thiếu thư viện python-pkcs11", action="Cài thêm: pip install python-pkcs11") from problem
    criteria = TokenCriteria(label=token) if token else None
    try:
        with open_pkcs11_session(library, token_criteria=criteria, user_pin=pin) as session:
            yield PKCS11Signer(session, cert_label=certificate or None)
    except (pkcs11.PKCS11Error, RuntimeError, OSError) as problem:
        raise SigningError(
            f"thiết bị ký số không dùng được ({problem or type(problem).__name__})",
            where=library,
            action="Kiểm tra trình điều khiển, tên thiết bị, nhãn chứng thư số và mã PIN.",
        ) from problem


def _check_certificate(signer: Signer, moment: datetime) -> None:
    certificate = signer.signing_cert
    if certificate is None:
        raise SigningError("không có chứng thư số để ký")
    first, last = certificate.not_valid_before, certificate.not_valid_after
    if not first <= moment <= last:
        raise SigningError(
            f"chứng thư số không có hiệu lực vào lúc ký ({moment.astimezone(VIETNAM):%d/%m/%Y})",
            accepted=f"từ {first:%d/%m/%Y} đến {last:%d/%m/%Y}",
        )


@contextmanager
def _faults_told() -> Iterator[None]:
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.sign.general import SigningError as PyHankoSigningError

    try:
        yield
    except (PyHankoSigningError, PdfError) as problem:
        raise SigningError(f"không ký được: {problem}") from problem

"""The signatures in a PDF, read from its bytes: who, when, over which bytes, and whether they still hold.

Read through qpdf, which opens what offices' programs write (hybrid cross-references, keys given twice, bytes before
%PDF); the cryptography is pyHanko's and asn1crypto's. Nothing is fetched from a network.
"""

from __future__ import annotations

import asyncio
import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from reporting.errors import SigningError

if TYPE_CHECKING:
    from asn1crypto.x509 import Certificate

DETACHED = ("/adbe.pkcs7.detached", "/ETSI.CAdES.detached")
TIME_STAMP = "/ETSI.RFC3161"


@dataclass(frozen=True, slots=True)
class Cms:
    """What the signature itself says. `digest_ok`: the bytes are those that were signed; `sound`: the signature is
    the certificate's. `moment` as the signer's machine said it, `stamped` as a time-stamping authority did."""

    certificate: Certificate
    others: tuple[Certificate, ...]
    hash_name: str
    digest_ok: bool
    sound: bool
    moment: datetime | None
    stamped: datetime | None


@dataclass(frozen=True, slots=True)
class Embedded:
    """A signature in the file. `end`: where its revision ends; 0 when its place in the file is not where it says."""

    field: str
    kind: str
    contents: bytes
    signed: bytes
    end: int
    moment: datetime | None = None
    permission: int = 0

    @property
    def time_stamp(self) -> bool:
        return self.kind == TIME_STAMP


def embedded(pdf: bytes, document: Any) -> tuple[Embedded, ...]:
    """All signatures, in the order in which they were made."""
    form = document.Root.get("/AcroForm")
    found = [_embedded(pdf, name, value) for name, value in _signed_fields(form.get("/Fields", ()))] if form else []
    return tuple(sorted(found, key=lambda one: one.end or len(pdf) + 1))


def empty_fields(document: Any) -> tuple[str, ...]:
    form = document.Root.get("/AcroForm")
    named = _fields(form.get("/Fields", ())) if form else ()
    return tuple(name for name, field in named if field.get("/FT") == "/Sig" and "/V" not in field)


def _fields(fields: Any, above: str = "", deep: int = 0) -> Iterator[tuple[str, Any]]:
    import pikepdf

    for field in fields if deep < 40 else ():
        if not isinstance(field, pikepdf.Dictionary):
            continue
        own = str(field.get("/T", ""))
        name = f"{above}.{own}" if above and own else above or own
        yield name, field
        yield from _fields(field.get("/Kids", ()), name, deep + 1)


def _signed_fields(fields: Any) -> Iterator[tuple[str, Any]]:
    import pikepdf

    for name, field in _fields(fields):
        value = field.get("/V")
        if field.get("/FT") == "/Sig" and isinstance(value, pikepdf.Dictionary):
            yield name, value


def _embedded(pdf: bytes, name: str, value: Any) -> Embedded:
    kind = str(value.get("/SubFilter", ""))
    contents = bytes(value.get("/Contents", b""))
    try:
        first, a, b, c = (int(number) for number in value.ByteRange)
        gap = pdf[a:b]
        placed = first == 0 < a < b <= b + c <= len(pdf) and gap[:1] == b"<" and gap[-1:] == b">"
        held = bytes.fromhex(gap[1:-1].decode("ascii")) if placed else b""
        placed = placed and held.rstrip(b"\0") == contents.rstrip(b"\0")
    except (AttributeError, TypeError, ValueError):
        placed = False
    if not placed:
        return Embedded(name, kind, contents, b"", 0)
    return Embedded(name, kind, held, pdf[:a] + pdf[b : b + c], b + c, _moment(value), _permission(value))


def _moment(value: Any) -> datetime | None:
    """`D:20230317090506+07'00'`; None when it is not written so."""
    told = re.match(r"D:(\d{14})(?:Z|([+-]\d\d)'?(\d\d)?'?)?", str(value.get("/M", "")))
    if told is None:
        return None
    zone = f"{told[2]}{told[3] or '00'}" if told[2] else "+0000"
    try:
        return datetime.strptime(told[1] + zone, "%Y%m%d%H%M%S%z")
    except ValueError:
        return None


def _permission(value: Any) -> int:
    """DocMDP: 1 nothing, 2 forms and signatures, 3 comments too; 0 when the signature certifies nothing."""
    for reference in value.get("/Reference", ()):
        if reference.get("/TransformMethod") == "/DocMDP":
            return int(reference.get("/TransformParams", {}).get("/P", 2))
    return 0


def read_cms(one: Embedded) -> Cms:
    """ValueError (or one of asn1crypto's kin) when the signature is of a form that cannot be read."""
    from asn1crypto import cms

    content = cms.ContentInfo.load(one.contents)
    if content["content_type"].native != "signed_data":
        raise ValueError("không phải chữ ký dạng CMS")
    data = content["content"]
    info = data["signer_infos"][0]
    certificates = tuple(choice.chosen for choice in data["certificates"] if choice.name == "certificate")
    certificate = _signer(info, certificates)
    hash_name = info["digest_algorithm"]["algorithm"].native
    if one.time_stamp:
        token = data["encap_content_info"]["content"].parsed
        imprint = token["message_imprint"]
        covered = hashlib.new(imprint["hash_algorithm"]["algorithm"].native, one.signed).digest()
        held = hashlib.new(hash_name, bytes(data["encap_content_info"]["content"].contents)).digest()
        intact, sound = _integrity(info, certificate, "tst_info", held)
        intact = intact and covered == imprint["hashed_message"].native
        return Cms(certificate, certificates, hash_name, intact, sound, None, token["gen_time"].native)
    held = hashlib.new(hash_name, one.signed).digest()
    intact, sound = _integrity(info, certificate, "data", held)
    return Cms(
        certificate, certificates, hash_name, intact, sound, _signing_time(info) or one.moment, _stamp_time(info)
    )


def _integrity(info: Any, certificate: Any, content_type: str, digest: bytes) -> tuple[bool, bool]:
    from pyhanko.sign.validation.generic_cms import validate_sig_integrity

    intact, sound = validate_sig_integrity(info, certificate, content_type, digest)
    return bool(intact), bool(sound)


def _signer(info: Any, certificates: Sequence[Any]) -> Any:
    """The certificate that the signature names."""
    named = info["sid"]
    for certificate in certificates:
        if named.name == "issuer_and_serial_number":
            wanted = named.chosen
            if certificate.serial_number == wanted["serial_number"].native and certificate.issuer == wanted["issuer"]:
                return certificate
        elif certificate.key_identifier == named.chosen.native:
            return certificate
    raise ValueError("không kèm chứng thư số của người ký")


def _attribute(info: Any, group: str, name: str) -> Any:
    from asn1crypto import core

    attributes = info[group]
    for attribute in () if attributes is core.VOID or attributes.native is None else attributes:
        if attribute["type"].native == name:
            return attribute["values"][0]
    return None


def _signing_time(info: Any) -> datetime | None:
    told = _attribute(info, "signed_attrs", "signing_time")
    return told.native if told is not None and isinstance(told.native, datetime) else None


def _stamp_time(info: Any) -> datetime | None:
    """A time stamp counts when it is of this very signature."""
    token = _attribute(info, "unsigned_attrs", "signature_time_stamp_token")
    if token is None:
        return None
    told = token["content"]["encap_content_info"]["content"].parsed
    imprint = told["message_imprint"]
    covered = hashlib.new(imprint["hash_algorithm"]["algorithm"].native, info["signature"].native).digest()
    return told["gen_time"].native if covered == imprint["hashed_message"].native else None


# ── whose certificate it is ──────────────────────────────────────────────────────────────────────


def read_certificates(data: bytes) -> tuple[Certificate, ...]:
    """Certificates of authorities out of a PEM (one or several) or DER file."""
    from asn1crypto import pem as armour
    from asn1crypto.x509 import Certificate

    try:
        if armour.detect(data):
            return tuple(Certificate.load(one) for _, _, one in armour.unarmor(data, multiple=True))
        certificate = Certificate.load(data)
        certificate.native  # noqa: B018 - reads it whole: what is none fails here
        return (certificate,)
    except ValueError as problem:
        raise SigningError("không đọc được chứng thư gốc", accepted="tệp .pem, .crt, .cer") from problem


def is_trusted(cms: Cms, authorities: Sequence[Certificate], moment: datetime | None) -> bool:
    """Whether a chain leads to one of the authorities given, roots or those between; as of the time of signing, whose
    algorithms (SHA-1) were those of their day. Revocation is for the authority's own service."""
    from pyhanko_certvalidator import CertificateValidator, ValidationContext
    from pyhanko_certvalidator.errors import PathError, ValidationError
    from pyhanko_certvalidator.policy_decl import AcceptAllAlgorithms

    roots = [one for one in authorities if one.self_signed in ("yes", "maybe")]
    context = ValidationContext(
        trust_roots=roots or list(authorities),
        other_certs=[*authorities, *cms.others],
        allow_fetching=False,
        moment=moment or cms.stamped or cms.moment,
        revocation_mode="soft-fail",
        algorithm_usage_policy=AcceptAllAlgorithms(),
    )
    validator = CertificateValidator(cms.certificate, validation_context=context)
    try:
        asyncio.run(validator.async_validate_path())
    except (PathError, ValidationError, ValueError):
        return False
    return True


def name_of(certificate: Any, part: str) -> str:
    """A part of the subject's name; of several, the last."""
    told = certificate.subject.native.get(part, "")
    return str(told[-1] if isinstance(told, list) else told)

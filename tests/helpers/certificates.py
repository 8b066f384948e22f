"""Certificates for tests: an invented authority, and people and agencies that it vouches for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

PASSWORD = "mật khẩu thử"
FIRST, LAST = datetime(2023, 1, 1, tzinfo=UTC), datetime(2043, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Identity:
    """A PKCS#12 file (password: PASSWORD) and the authority's certificate in PEM."""

    p12: bytes
    authority: bytes


@cache
def identity(name: str, first: datetime = FIRST, last: datetime = LAST, bits: int = 2048) -> Identity:
    key = rsa.generate_private_key(public_exponent=65537, key_size=bits)
    authority, authority_key = _authority()
    certificate = _certificate(name, "Cơ quan chứng thực thử", key.public_key(), first, last, ca=False).sign(
        authority_key, hashes.SHA256()
    )
    p12 = pkcs12.serialize_key_and_certificates(
        name.encode(), key, certificate, [authority], serialization.BestAvailableEncryption(PASSWORD.encode())
    )
    return Identity(p12, authority.public_bytes(serialization.Encoding.PEM))


@cache
def _authority() -> tuple[x509.Certificate, rsa.RSAPrivateKey]:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = "Cơ quan chứng thực thử"
    return _certificate(name, name, key.public_key(), FIRST, LAST, ca=True).sign(key, hashes.SHA256()), key


def _certificate(
    subject: str, issuer: str, key: rsa.RSAPublicKey, first: datetime, last: datetime, *, ca: bool
) -> x509.CertificateBuilder:
    usage = dict.fromkeys(
        ("key_encipherment", "data_encipherment", "key_agreement", "encipher_only", "decipher_only"), False
    )
    return (
        x509.CertificateBuilder()
        .subject_name(_name(subject))
        .issuer_name(_name(issuer))
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(first)
        .not_valid_after(last)
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
        .add_extension(
            x509.KeyUsage(digital_signature=not ca, content_commitment=not ca, key_cert_sign=ca, crl_sign=ca, **usage),
            critical=True,
        )
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"), x509.NameAttribute(NameOID.COMMON_NAME, common)])

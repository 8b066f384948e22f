"""Workbooks behind a password: opened with a password that was given, never guessed."""

from __future__ import annotations

from io import BytesIO


def is_encrypted(data: bytes) -> bool:
    """Whether opening these bytes needs a password (.xlsx, .xlsb, .xls; .ods by its manifest)."""
    if data[:2] == b"PK":
        return _ods_encrypted(data)
    import msoffcrypto

    try:
        return bool(msoffcrypto.OfficeFile(BytesIO(data)).is_encrypted())
    except Exception:  # noqa: BLE001 -- msoffcrypto raises many kinds for a damaged file; the reader says so
        return False


def _ods_encrypted(data: bytes) -> bool:
    import zipfile

    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return b"encryption-data" in archive.read("META-INF/manifest.xml")
    except Exception:  # noqa: BLE001 -- no ODS or a damaged one
        return False


def decrypted(data: bytes, passwords: tuple[str, ...]) -> bytes | None:
    """The workbook inside, by the first password that fits; None when none does."""
    import msoffcrypto

    for password in passwords:
        target = BytesIO()
        try:
            office = msoffcrypto.OfficeFile(BytesIO(data))
            office.load_key(password=password, verify_password=True)
            office.decrypt(target)
        except Exception:  # noqa: BLE001, S112 -- InvalidKeyError and what a wrong key makes of the bytes
            continue
        return target.getvalue()
    return None

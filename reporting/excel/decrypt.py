"""Workbooks behind a password: opened with one that was given or that Excel itself tries, never guessed.

Only in the process of `worker`: how often a key is hashed, and so how long it takes, is said by the file.
"""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO

from reporting.excel import limits

# Excel locks a workbook with it when only its structure is protected, and opens it without asking.
BY_ITSELF = "VelvetSweatshop"


class TooMuchError(Exception):
    """The file asks for more hashing than any program that writes workbooks."""


def is_encrypted(data: bytes) -> bool:
    """Whether opening an OLE file (.xls; .xlsx and .xlsb behind a password) needs a password."""
    import msoffcrypto

    try:
        return bool(msoffcrypto.OfficeFile(BytesIO(data)).is_encrypted())
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 -- msoffcrypto raises many kinds for a damaged file; the reader says so
        return False


def decrypted(data: bytes, passwords: Iterable[str]) -> bytes | None:
    """The workbook inside, by the first password that fits; None when none does. Raises TooMuchError."""
    import msoffcrypto

    for password in passwords:
        target = BytesIO()
        try:
            office = msoffcrypto.OfficeFile(BytesIO(data))
            if getattr(office, "info", {}).get("spinValue", 0) > limits.MAX_TURNS:
                raise TooMuchError
            office.load_key(password=password, verify_password=True)
            office.decrypt(target)
        except (MemoryError, TooMuchError):
            raise
        except Exception:  # noqa: BLE001, S112 -- InvalidKeyError and what a wrong key makes of the bytes
            continue
        return target.getvalue()
    return None

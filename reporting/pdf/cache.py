"""PDFs already made, by the hash of everything they depend on. A damaged entry is made again."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

KEPT = 120  # entries: some twenty reports


def load(folder: Path | None, key: str) -> bytes | None:
    """The stored PDF; None when there is none, or what lies there is not what was stored."""
    if folder is None:
        return None
    try:
        stored = _path(folder, key).read_bytes()
    except OSError:
        return None
    seal, data = stored[:64], stored[64:]
    return data if _seal(key, data) == seal else None


def store(folder: Path | None, key: str, data: bytes) -> None:
    """Best effort: a cache that cannot be written must not stop a report."""
    if folder is None:
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=folder, suffix=".tmp")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(_seal(key, data) + data)
            os.replace(name, _path(folder, key))
        finally:
            Path(name).unlink(missing_ok=True)
        _prune(folder)
    except OSError:
        return


def _seal(key: str, data: bytes) -> bytes:
    """Holds for this entry alone: one that was put in the place of another is made again."""
    return hashlib.sha256(key.encode() + b"\0" + data).hexdigest().encode()


def _path(folder: Path, key: str) -> Path:
    return folder / f"{key}.pdf.cache"


def _prune(folder: Path) -> None:
    entries = sorted(folder.glob("*.pdf.cache"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in entries[KEPT:]:
        path.unlink(missing_ok=True)

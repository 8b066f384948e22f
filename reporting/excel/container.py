"""Whether a zip may be opened at all.

calamine checks no CRC and trusts sizes, so both are looked at here first: sizes from the zip's
central directory, then every part unpacked once with its CRC.
"""

from __future__ import annotations

import posixpath
import zipfile
from dataclasses import dataclass
from io import BytesIO

from reporting.excel import limits


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a container is refused: a code of the catalogue and the values of its text."""

    code: str
    reason: str
    limit: str = ""


def unpack(data: bytes, known: zipfile.ZipFile | None = None) -> dict[str, bytes] | Problem:
    """Every XML part of a zip with its CRC checked, or why not. Sizes are looked at first. `known`: the same, already
    `opened`; it is closed."""
    try:
        with known or zipfile.ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
            too_large = _over_limits(entries)
            if too_large:
                return too_large
            twice = _twice(entries)
            if twice:
                return Problem("file-damaged", f"hai phần trong tệp cùng tên {twice}")
            return {_name(entry): _checked(archive, entry) for entry in entries if not entry.is_dir()}
    except Exception as problem:  # noqa: BLE001 -- BadZipFile, zlib.error, lzma errors, struct.error: a damaged file, whatever its name
        return Problem("file-damaged", _reason(problem))


def _name(entry: zipfile.ZipInfo) -> str:
    return entry.filename.replace("\\", "/").lstrip("/")


def _twice(entries: list[zipfile.ZipInfo]) -> str:
    """A name that two parts share, as programs take names: which of them is read differs from one to the other."""
    names = [posixpath.normpath(_name(entry)).lower() for entry in entries if not entry.is_dir()]
    return next((name for name in names if names.count(name) > 1), "") if len(set(names)) < len(names) else ""


def _reason(problem: Exception) -> str:
    text = str(problem)
    if "CRC" in text:
        return "sai mã kiểm tra CRC của một phần trong tệp"
    if "encrypted" in text or "password" in text:
        return "phần nén trong tệp đặt mật khẩu"
    return "cấu trúc nén không trọn vẹn"


def _over_limits(entries: list[zipfile.ZipInfo]) -> Problem | None:
    if len(entries) > limits.MAX_PARTS:
        return Problem("file-too-large", f"{len(entries)} phần trong tệp", f"tối đa {limits.MAX_PARTS} phần")
    total = sum(entry.file_size for entry in entries)
    if total > limits.MAX_UNPACKED:
        return Problem("file-too-large", f"{total >> 20} MB sau giải nén", f"tối đa {limits.MAX_UNPACKED >> 20} MB")
    for entry in entries:
        ratio = entry.file_size / max(entry.compress_size, 1)
        if entry.file_size > limits.MIN_RATIO_SIZE and ratio > limits.MAX_RATIO:
            return Problem("file-too-large", f"tỷ lệ nén {ratio:.0f} lần", f"tối đa {limits.MAX_RATIO} lần")
    return None


def _checked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """One part; never more bytes than its header says (a lying header fails its CRC)."""
    with archive.open(entry) as part:
        content = part.read(entry.file_size + 1)
    if len(content) != entry.file_size:
        raise zipfile.BadZipFile("size")
    return content

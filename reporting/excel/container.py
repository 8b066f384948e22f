"""What a file is, by its bytes, never by its name; and whether a zip may be opened at all.

calamine checks no CRC and trusts sizes, so both are looked at here first: sizes from the zip's
central directory, then every part unpacked once with its CRC.
"""

from __future__ import annotations

import posixpath
import zipfile
from dataclasses import dataclass
from enum import Enum
from io import BytesIO

from reporting.excel import limits


class Kind(Enum):
    """Kinds that are told apart. The value is what a user calls it."""

    XLSX = "bảng tính .xlsx"
    XLSB = "bảng tính .xlsb"
    XLS = "bảng tính .xls"
    ODS = "bảng tính .ods"
    EMPTY = "tệp rỗng"
    WORD = "văn bản Word"
    SLIDES = "tệp trình chiếu"
    PDF = "tệp PDF"
    IMAGE = "tệp ảnh"
    ZIP = "zip"
    RAR = "rar"
    SEVEN = "7z"
    HTML = "trang web (HTML)"
    XML = "tệp XML"
    MAIL = "thư điện tử"
    TEXT = "tệp chữ (CSV, TXT)"
    OLE = "tệp Office cũ không phải bảng tính"
    TORN = "phần đầu của một tệp"
    UNKNOWN = "loại tệp không nhận ra"

    @property
    def workbook(self) -> bool:
        return self in (Kind.XLSX, Kind.XLSB, Kind.XLS, Kind.ODS)

    @property
    def archive(self) -> bool:
        return self in (Kind.ZIP, Kind.RAR, Kind.SEVEN, Kind.TORN)


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAGIC = (
    (b"%PDF", Kind.PDF),
    (b"Rar!", Kind.RAR),
    (b"7z\xbc\xaf\x27\x1c", Kind.SEVEN),
    (b"\x89PNG", Kind.IMAGE),
    (b"\xff\xd8\xff", Kind.IMAGE),
    (b"GIF8", Kind.IMAGE),
    (b"II*\x00", Kind.IMAGE),
    (b"MM\x00*", Kind.IMAGE),
    (b"{\\rtf", Kind.WORD),
)
_PARTS = (
    ("xl/workbook.bin", Kind.XLSB),
    ("xl/workbook.xml", Kind.XLSX),
    ("word/document.xml", Kind.WORD),
    ("ppt/presentation.xml", Kind.SLIDES),
)


def opened(data: bytes) -> zipfile.ZipFile | None:
    """A zip with its directory read; None for what is none, or is damaged."""
    try:
        return zipfile.ZipFile(BytesIO(data)) if data[:2] == b"PK" else None
    except Exception:  # noqa: BLE001 -- any damage at all: `unpack` says which
        return None


def sniff(data: bytes, archive: zipfile.ZipFile | None) -> Kind:
    """The kind of file that these bytes are; `archive`: the same, `opened`."""
    if not data.strip(b"\x00"):
        return Kind.EMPTY
    if data[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return _zip_kind(data, archive)
    if data[:8] == _OLE:
        return _ole_kind(data)
    if b"PK\x03\x04".startswith(data[:4]) or _OLE.startswith(data[:8]):
        return Kind.TORN
    if data[:2] == b"\x09\x08" or data[:2] in (b"\x09\x00", b"\x09\x02", b"\x09\x04"):
        return Kind.XLS
    return next((kind for magic, kind in _MAGIC if data.startswith(magic)), None) or _text_kind(data)


def _zip_kind(data: bytes, archive: zipfile.ZipFile | None) -> Kind:
    """By the part that only one kind has. A directory that is damaged or cut off is told from the names in the
    bytes; where they do not tell either, the file is torn."""
    whole = Kind.ZIP
    try:
        if archive is None:
            raise zipfile.BadZipFile
        names = {name.replace("\\", "/").lower() for name in archive.namelist()}
        mimetype = _head(archive, "mimetype") if "mimetype" in names else b""
    except Exception:  # noqa: BLE001 -- any damage at all: the reader says so later
        names, mimetype = {part for part, _ in _PARTS if part.split("/")[0].encode() + b"/" in data}, data[38:120]
        whole = Kind.TORN
    if b"opendocument.spreadsheet" in mimetype:
        return Kind.ODS
    if b"opendocument.text" in mimetype:
        return Kind.WORD
    return next((kind for part, kind in _PARTS if part in names), whole)


def _head(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        return part.read(80)


def _ole_kind(data: bytes) -> Kind:
    """Stream names stand in the directory as UTF-16. An encrypted .xlsx is a workbook to us."""
    wide = {name: name.encode("utf-16-le") for name in ("Workbook", "Book", "EncryptedPackage", "WordDocument")}
    if wide["EncryptedPackage"] in data:
        return Kind.XLSX
    if wide["Workbook"] in data or b"\x00B\x00o\x00o\x00k\x00\x00" in data or wide["Book"] + b"\0\0" in data:
        return Kind.XLS
    if wide["WordDocument"] in data:
        return Kind.WORD
    return Kind.OLE if _has_directory(data) else Kind.TORN


def _has_directory(data: bytes) -> bool:
    """Whether the sector with the names of the streams is there (header: sector size at 30, its number at 48)."""
    size, number = 1 << min(int.from_bytes(data[30:32], "little"), 20), int.from_bytes(data[48:52], "little")
    return len(data) >= 512 and (number + 2) * size <= len(data)


def _text_kind(data: bytes) -> Kind:
    head = data[:2048].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if head.startswith((b"<!doctype html", b"<html", b"<table", b"<head", b"<body", b"<meta")):
        return Kind.HTML
    if head.startswith(b"<?xml"):
        return Kind.HTML if b"<html" in head else Kind.XML
    if head.startswith((b"mime-version:", b"received:", b"from:", b"return-path:")):
        return Kind.MAIL
    wide = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    binary = sum(byte < 9 or 13 < byte < 32 for byte in data[:2048])
    return Kind.TEXT if wide or not binary else Kind.UNKNOWN


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

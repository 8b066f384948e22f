"""What a file is, by its bytes, never by its name."""

from __future__ import annotations

import zipfile
from enum import Enum
from io import BytesIO


class Kind(Enum):
    """Kinds that are told apart."""

    XLSX = "xlsx"
    XLSB = "xlsb"
    XLS = "xls"
    ODS = "ods"
    DOCX = "docx"
    DOC = "doc"
    ODT = "odt"
    RTF = "rtf"
    LOCKED = "locked"  # an Office package behind a password: workbook or document, nobody can tell
    EMPTY = "empty"
    SLIDES = "slides"
    PDF = "pdf"
    IMAGE = "image"
    ZIP = "zip"
    RAR = "rar"
    SEVEN = "7z"
    HTML = "html"
    XML = "xml"
    MAIL = "mail"
    TEXT = "text"
    OLE = "ole"
    TORN = "torn"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        """What a user calls it."""
        return _LABELS.get(self, self.value)

    @property
    def workbook(self) -> bool:
        return self in (Kind.XLSX, Kind.XLSB, Kind.XLS, Kind.ODS, Kind.LOCKED)

    @property
    def document(self) -> bool:
        return self in (Kind.DOCX, Kind.DOC, Kind.ODT, Kind.RTF)

    @property
    def archive(self) -> bool:
        return self in (Kind.ZIP, Kind.RAR, Kind.SEVEN, Kind.TORN)


_LABELS = {
    **{kind: f"bảng tính .{kind.value}" for kind in (Kind.XLSX, Kind.XLSB, Kind.XLS, Kind.ODS)},
    **dict.fromkeys((Kind.DOCX, Kind.DOC, Kind.ODT, Kind.RTF), "văn bản Word"),
    Kind.LOCKED: "tệp Office có mật khẩu",
    Kind.EMPTY: "tệp rỗng",
    Kind.SLIDES: "tệp trình chiếu",
    Kind.PDF: "tệp PDF",
    Kind.IMAGE: "tệp ảnh",
    Kind.HTML: "trang web (HTML)",
    Kind.XML: "tệp XML",
    Kind.MAIL: "thư điện tử",
    Kind.TEXT: "tệp chữ (CSV, TXT)",
    Kind.OLE: "tệp Office cũ không phải bảng tính",
    Kind.TORN: "phần đầu của một tệp",
    Kind.UNKNOWN: "loại tệp không nhận ra",
}
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
    (b"{\\rtf", Kind.RTF),
)
_PARTS = (
    ("xl/workbook.bin", Kind.XLSB),
    ("xl/workbook.xml", Kind.XLSX),
    ("word/document.xml", Kind.DOCX),
    ("ppt/presentation.xml", Kind.SLIDES),
)
_STREAMS = (
    ("EncryptedPackage", Kind.LOCKED),
    ("Workbook", Kind.XLS),
    ("Book", Kind.XLS),
    ("WordDocument", Kind.DOC),
)


def opened(data: bytes) -> zipfile.ZipFile | None:
    """A zip with its directory read; None for what is none, or is damaged."""
    try:
        return zipfile.ZipFile(BytesIO(data)) if data[:2] == b"PK" else None
    except Exception:  # noqa: BLE001 -- any damage at all: whoever unpacks says which
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
        return Kind.ODT
    return next((kind for part, kind in _PARTS if part in names), whole)


def _head(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        return part.read(80)


def _ole_kind(data: bytes) -> Kind:
    """By the streams at the top: a document may hold a workbook, and a workbook a document."""
    names = _streams(data)
    whole = Kind.OLE if names else Kind.TORN
    names = names or {name for name, _ in _STREAMS if f"{name}\0".encode("utf-16-le") in data}
    return next((kind for name, kind in _STREAMS if name in names), whole)


def _streams(data: bytes) -> set[str]:
    """Names at the top of an OLE file; none where its directory is damaged or cut off."""
    import olefile

    try:
        with olefile.OleFileIO(BytesIO(data)) as ole:
            return {entry[0] for entry in ole.listdir(storages=True) if len(entry) == 1}
    except Exception:  # noqa: BLE001 -- any damage at all: the reader says so later
        return set()


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

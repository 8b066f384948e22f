"""One opener of .docx: what is none, or is damaged, is refused in the same words by all who read documents."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.errors import CchcError
from reporting.file_kind import Kind, opened, sniff
from reporting.resources import resource
from reporting.word.measure import measure_docx
from reporting.word.package import DOCUMENT, open_word, read_package, write_package
from reporting.word.plan_source import read_plan_docx
from reporting.word.render import render_docx
from reporting.word.template_check import check_template
from tests.helpers import authors
from tests.helpers.documents import sample_document
from tests.helpers.formats import locked
from tests.helpers.word import nd30, texts

NAME = "van_ban.docx"
OURS = resource("word", "bao_cao.docx").read_bytes()
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
READERS: dict[str, Callable[[bytes], object]] = {
    "lint": lambda data: measure_docx(data, NAME),
    "plan": lambda data: read_plan_docx(data, NAME),
    "template": lambda data: check_template(data, NAME, nd30()),
}
STRICT = (
    ("http://schemas.openxmlformats.org/wordprocessingml/2006/", "http://purl.oclc.org/ooxml/wordprocessingml/"),
    ("http://schemas.openxmlformats.org/officeDocument/2006/", "http://purl.oclc.org/ooxml/officeDocument/"),
    ("http://schemas.openxmlformats.org/drawingml/2006/", "http://purl.oclc.org/ooxml/drawingml/"),
    ("officeDocument/extended-properties", "officeDocument/extendedProperties"),
    ("officeDocument/custom-properties", "officeDocument/customProperties"),
    ("<w:document ", '<w:document w:conformance="strict" '),
)


def zipped(parts: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def strict(data: bytes) -> bytes:
    """The same document as Word saves it under "Strict Open XML Document"."""
    package = read_package(data, NAME)
    for part, content in package.items():
        text = content.decode()
        for usual, other in STRICT:
            text = text.replace(usual, other)
        package[part] = text.encode()
    return write_package(package)


def flipped(part: str) -> bytes:
    """One bit of a packed part turned over."""
    with zipfile.ZipFile(BytesIO(OURS)) as archive:
        entry = archive.getinfo(part)
    place = entry.header_offset + 30 + len(entry.filename) + entry.compress_size // 2
    data = bytearray(OURS)
    data[place] ^= 4
    return bytes(data)


REFUSED = [
    ("nothing", b"", "không phải tệp Word"),
    ("text", "chữ thường".encode(), "không phải tệp Word"),
    ("cut off", OURS[:-200], "không phải tệp Word"),
    ("other zip", zipped({"a.txt": b"x"}), "không phải văn bản Word"),
    ("workbook", zipped({"xl/workbook.xml": b"<x/>"}), "bảng tính .xlsx, không phải tệp Word"),
    ("pdf", b"%PDF-1.7", "tệp PDF, không phải tệp Word"),
    ("old", OLE + b"\0" * 600, r"kiểu cũ \(.doc\)"),
    ("password", locked(OURS, "bi mat"), "có mật khẩu"),
    ("flipped bit", flipped(DOCUMENT), "tệp Word bị hỏng"),
    ("torn XML", zipped({DOCUMENT: b"<w:document"}), "tệp Word bị hỏng"),
    ("other XML", zipped({DOCUMENT: b"<x/>"}), "không phải văn bản Word"),
]


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize(("data", "said"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_all_readers_refuse_in_the_same_words(reader: str, data: bytes, said: str) -> None:
    with pytest.raises(CchcError, match=said) as caught:
        READERS[reader](data)
    assert (caught.value.where, caught.value.accepted) == (NAME, "tệp Word .docx")
    assert caught.value.action


@pytest.mark.parametrize("reader", READERS)
def test_all_readers_read_strict_open_xml_as_the_usual_kind(reader: str) -> None:
    assert b"purl.oclc.org" in zipfile.ZipFile(BytesIO(strict(OURS))).read(DOCUMENT)
    assert READERS[reader](strict(OURS)) == READERS[reader](OURS)


def test_a_strict_template_makes_the_same_report() -> None:
    made = render_docx(sample_document(), nd30(), strict(OURS))
    assert texts(made) == texts(render_docx(sample_document(), nd30(), OURS))
    assert not [name for name, content in read_raw(made).items() if b"purl.oclc.org/ooxml" in content]


def read_raw(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_damaged_picture_keeps_nobody_from_reading_the_words() -> None:
    data = zipped(read_raw(OURS) | {"word/media/image1.png": b"anh" * 400})
    place = data.index(b"word/media/image1.png") + len("word/media/image1.png") + 3
    broken = data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]
    assert measure_docx(broken, NAME) == measure_docx(data, NAME)
    with pytest.raises(CchcError, match="bị hỏng"):
        check_template(broken, NAME, nd30())  # a template is written again, with its picture


@given(st.integers(0, len(OURS) - 1), st.integers(0, 7))
def test_one_turned_bit_is_read_or_refused(place: int, bit: int) -> None:
    data = bytearray(OURS)
    data[place] ^= 1 << bit
    for read in READERS.values():
        with suppress(CchcError):
            read(bytes(data))


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (OURS, Kind.DOCX),
        (authors.direct(), Kind.DOCX),
        (locked(OURS, "x"), Kind.LOCKED),
        (locked(OURS, "x")[:400], Kind.TORN),
        (b"{\\rtf1", Kind.RTF),
        (zipped({"mimetype": b"application/vnd.oasis.opendocument.text"}), Kind.ODT),
        (zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), Kind.ODS),
        (b"\0\0\0", Kind.EMPTY),
        (OURS[:3], Kind.TORN),
        (OURS[:-300], Kind.DOCX),
    ],
)
def test_what_a_file_is_by_its_bytes(data: bytes, kind: Kind) -> None:
    assert sniff(data, opened(data)) is kind


def test_the_main_part_is_found_by_its_relationship() -> None:
    parts = read_raw(authors.direct())
    moved = {name.replace("document.xml", "document2.xml"): content for name, content in parts.items()}
    moved["_rels/.rels"] = moved["_rels/.rels"].replace(b"word/document.xml", b"word/document2.xml")
    assert open_word(zipped(moved), NAME).kinds["styles"] == "word/styles.xml"
    assert measure_docx(zipped(moved), NAME).paragraphs == measure_docx(authors.direct(), NAME).paragraphs

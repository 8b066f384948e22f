"""What could act in a sender's file is told, and does not travel back."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from reporting.compose.sent_back import SentBack
from reporting.excel.active import active_content
from reporting.excel.annotate import annotated
from reporting.excel.read import read_bytes
from tests.conftest import Convert
from tests.helpers.returned import FILE, form, workbook

DDE = '<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><ddeLink ddeService="cmd"/></externalLink>'
BOOK = '<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><externalBook/></externalLink>'


def with_part(name: str, content: str) -> bytes:
    target = BytesIO(workbook())
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr(name, content)
    return target.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("xl/vbaProject.bin", "x", "macro"),
        ("xl/macrosheets/sheet1.xml", "<x/>", "macro"),
        ("xl/externalLinks/externalLink1.xml", DDE, "liên kết DDE, OLE"),
        ("xl/externalLinks/externalLink1.xml", BOOK, "liên kết tới tệp khác"),
        ("xl/connections.xml", "<x/>", "kết nối dữ liệu ngoài"),
        ("xl/embeddings/oleObject1.bin", "x", "đối tượng nhúng"),
        ("xl/activeX/activeX1.xml", "<x/>", "đối tượng nhúng"),
    ],
)
def test_it_is_named_and_the_copy_is_made_from_the_form(name: str, content: str, what: str) -> None:
    data = with_part(name, content)
    grid, findings = read_bytes(data, FILE)
    assert grid
    assert [(f.code, what in f.wrong) for f in findings] == [("file-active", True)]
    copy = annotated(data, grid, SentBack(FILE, "HDAKHA", "UBND huyện Đăk Hà", "Quý I năm 2023", ()), 2, form())
    assert copy
    assert copy.rebuilt
    assert active_content(copy.data) == ()


def test_our_own_forms_hold_nothing_of_it() -> None:
    assert active_content(workbook()) == ()


@pytest.mark.long
@pytest.mark.engine("soffice")
def test_nor_do_those_that_libreoffice_saved(soffice: Convert, tmp_path: Path) -> None:
    source = tmp_path / "a.xlsx"
    source.write_bytes(workbook())
    assert [active_content(soffice(source, kind).read_bytes()) for kind in ("ods", "xls")] == [(), ()]

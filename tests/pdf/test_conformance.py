"""PDF/A-2a and PDF/UA-1, judged by veraPDF; well-formed, judged by qpdf."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pikepdf
import pytest

from reporting.document import Column, Row, Table
from reporting.pdf.finish import Attachment
from tests.helpers.documents import ADDRESSEES, cell, document_of, sample_document, text
from tests.helpers.pdfs import broken_rules, made, profile, rendered

READY = profile(ready_fields=True)
DATA = Attachment("nguon_so_lieu.json", "application/json", "Nguồn số liệu của báo cáo", b'{"so": 1}')


pytestmark = pytest.mark.usefixtures("each_engine")


@pytest.mark.engine("java", "qpdf")
def test_every_pdf_is_archival_and_accessible(tmp_path: Path) -> None:
    sample = sample_document(addressees=ADDRESSEES)
    files = [write(tmp_path / name, data) for name, data in made(sample, READY).items()]
    drafts = made(sample_document(draft=True), READY)
    files += [write(tmp_path / f"du_thao_{name}", data) for name, data in drafts.items()]
    same = made(sample, READY, annex_files="same")
    files.append(write(tmp_path / "mot_tep.pdf", same["bao_cao.pdf"]))
    files.append(write(tmp_path / "hang_cao.pdf", rendered(document_of(tall_table()))))
    assert set(map(tuple, broken_rules(*files).values())) == {()}
    for file in files:
        subprocess.run(["qpdf", "--check", str(file)], check=True, capture_output=True)


@pytest.mark.engine("java")
def test_data_attached_makes_it_pdf_a_3a(tmp_path: Path) -> None:
    several = made(sample_document(), profile(), attachments=(DATA,), joined=True)
    assert list(several) == ["bao_cao.pdf", "phu_luc_1.pdf", "phu_luc_2.pdf", "ban_gop.pdf"]
    files = [write(tmp_path / name, several[name]) for name in ("bao_cao.pdf", "ban_gop.pdf")]
    assert set(map(tuple, broken_rules(*files, flavours="3a,ua1").values())) == {()}


@pytest.mark.engine("java")
def test_the_judge_sees_what_is_wrong(tmp_path: Path) -> None:
    path = write(tmp_path / "hong.pdf", rendered(document_of(text("p", "Một câu."))))
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        del document.Root.MarkInfo
        document.save(path)
    assert all(broken_rules(path).values())


def write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def tall_table() -> Table:
    columns = (Column("STT", 1, "center"), Column("Nội dung", 5))
    long = " ".join(["Rà soát văn bản quy phạm pháp luật của Hội đồng nhân dân"] * 180)
    rows = tuple(Row(f"r{n}", (cell(str(n)), cell(words))) for n, words in enumerate(("Ngắn", long, "Ngắn"), 1))
    return Table("t", columns, rows)

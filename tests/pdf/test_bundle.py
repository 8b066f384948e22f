"""A folder of outputs against its manifest."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest

from reporting.errors import OutputError
from reporting.pdf.bundle import annex_findings, file_findings, listed_files
from reporting.pdf.verify import PdfState

FILES = {"bao_cao.pdf": b"%PDF mot", "nguon_so_lieu.json": b"{}", "phu_luc_1.pdf": b"%PDF hai"}


def manifest() -> dict[str, Any]:
    rows = [
        {"file": name, "size": len(data), "sha256": hashlib.sha256(data).hexdigest()} for name, data in FILES.items()
    ]
    return {"outputs": rows}


def problems(changed: dict[str, bytes | None]) -> list[tuple[str, str]]:
    found = file_findings(listed_files(manifest(), "manifest.json"), (FILES | changed).get)
    return [(finding.code, finding.location.file) for finding in found]


def test_files_as_made_raise_nothing() -> None:
    assert problems({}) == []


def test_a_pdf_may_have_grown_by_signatures_and_nothing_else_may() -> None:
    assert problems({"bao_cao.pdf": b"%PDF mot va chu ky"}) == [("pdf-hash-differs", "bao_cao.pdf")]
    assert problems({"nguon_so_lieu.json": b"{} "}) == [("pdf-hash-differs", "nguon_so_lieu.json")]


def test_a_missing_or_different_file_is_named() -> None:
    changed: dict[str, bytes | None] = {"phu_luc_1.pdf": None, "bao_cao.pdf": b"%PDF mat"}
    assert problems(changed) == [("pdf-hash-differs", "bao_cao.pdf"), ("pdf-missing", "phu_luc_1.pdf")]


def test_an_annex_that_the_report_names_must_be_there() -> None:
    report = PdfState("bao_cao.pdf", annexes=(("phu_luc_1.pdf", "Phụ lục I. A"), ("phu_luc_2.pdf", "Phụ lục II. B")))
    found = list(annex_findings([report], lambda name: name in FILES))
    assert [(f.code, f.subject) for f in found] == [("pdf-annex-missing", "phu_luc_2.pdf")]
    assert "Phụ lục II. B" in found[0].message()


@pytest.mark.parametrize(
    "data", [{}, [], {"outputs": [{"file": "a"}]}, {"outputs": [{"file": "a", "size": "x", "sha256": ""}]}]
)
def test_a_manifest_of_something_else_is_refused(data: object) -> None:
    with pytest.raises(OutputError, match="bảng kê không đọc được"):
        listed_files(data, "manifest.json")

"""Signature fields where NĐ 30/2020, Phụ lục I, Mục II.7 and II.8 put signatures."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from io import BytesIO
from typing import Any

import pikepdf
import pytest

from reporting.pdf.places import MM
from tests.helpers.documents import sample_document
from tests.helpers.pdfs import made, profile

Rect = tuple[float, float, float, float]


pytestmark = pytest.mark.usefixtures("each_engine")
READY = profile(ready_fields=True)


@pytest.fixture(scope="module")
def files(each_engine: str) -> dict[str, bytes]:
    return made(sample_document(), READY)


@pytest.mark.engine("pdftotext")
def test_the_person_signs_between_function_and_name(files: dict[str, bytes]) -> None:
    page, (left, bottom, right, top) = fields(files["bao_cao.pdf"])["NguoiKy"]
    words = word_boxes(files["bao_cao.pdf"], page)
    function, name = words["TỊCH"], words["Mẫu"]
    assert page == 1
    assert function[1] >= top
    assert name[3] <= bottom
    middle = (words["Nguyễn"][0] + name[2]) / 2
    assert (left + right) / 2 == pytest.approx(middle, abs=1)


def test_the_seal_covers_a_third_of_the_signature_on_its_left(files: dict[str, bytes]) -> None:
    placed = fields(files["bao_cao.pdf"])
    (_, person), (_, seal) = placed["NguoiKy"], placed["CoQuan"]
    assert (seal[2] - person[0]) / (person[2] - person[0]) == pytest.approx(1 / 3, abs=0.01)
    assert seal[0] < person[0]
    assert (seal[1] + seal[3]) / 2 == pytest.approx((person[1] + person[3]) / 2, abs=0.1)
    assert seal[2] - seal[0] == pytest.approx(37 * MM, abs=0.1)


@pytest.mark.engine("pdftotext")
@pytest.mark.parametrize("name", ["phu_luc_1.pdf", "phu_luc_2.pdf"])
def test_an_annex_is_stamped_in_its_top_margin_where_nothing_is_printed(files: dict[str, bytes], name: str) -> None:
    page, (left, bottom, right, top) = fields(files[name])["CoQuan"]
    with pikepdf.open(BytesIO(files[name])) as document:
        width, height = (float(edge) for edge in document.pages[0].mediabox[2:])
    landscape, style = width > height, profile().page
    margin = style.landscape_top if landscape else style.top
    assert page == 0
    assert width - right == pytest.approx((style.landscape_right if landscape else style.right) * MM, abs=0.1)
    assert height - bottom <= margin * MM
    assert top <= height
    for word, box in word_boxes(files[name], 0).items():
        assert not (box[0] < right and box[2] > left and box[1] < top and box[3] > bottom), word


def test_fields_are_tagged_named_for_readers_and_empty(files: dict[str, bytes]) -> None:
    for data in files.values():
        with pikepdf.open(BytesIO(data)) as document:
            assert len(document.Root.AcroForm.Fields) == len(fields(data)) > 0
            for field in document.Root.AcroForm.Fields:
                assert str(field.TU).startswith("Chữ ký số của")
                assert "/V" not in field
                owner = parent_tree(document)[int(field.StructParent)]
                assert (owner.S, str(owner.Alt)) == ("/Form", str(field.TU))


def test_fields_come_from_the_profile() -> None:
    for style in (profile(), replace(READY, fields=())):
        assert [fields(data) for data in made(sample_document(), style).values()] == [{}, {}, {}]
    renamed = tuple(replace(field, name=f"O_{n}") for n, field in enumerate(profile().fields))
    several = made(sample_document(), replace(READY, fields=renamed))
    assert [list(fields(data)) for data in several.values()] == [["O_0", "O_1"], ["O_2"], ["O_2"]]


def test_a_draft_cannot_be_signed() -> None:
    drafts = made(sample_document(draft=True), READY)
    assert [fields(data) for data in drafts.values()] == [{}, {}, {}]


# ── helpers ──────────────────────────────────────────────────────────────────────────────────────


def fields(pdf: bytes) -> dict[str, tuple[int, Rect]]:
    """Field name → (page from 0, its rectangle from the lower left in pt)."""
    with pikepdf.open(BytesIO(pdf)) as document:
        form = document.Root.get("/AcroForm")
        pages = {page.obj.objgen: number for number, page in enumerate(document.pages)}
        return {str(f.T): (pages[f.P.objgen], tuple(map(float, f.Rect))) for f in form.Fields} if form else {}  # type: ignore[misc]


def parent_tree(document: pikepdf.Pdf) -> dict[int, Any]:
    numbers = list(document.Root.StructTreeRoot.ParentTree.Nums)
    return {int(key): value for key, value in zip(numbers[::2], numbers[1::2], strict=True)}


def word_boxes(pdf: bytes, page: int) -> dict[str, Rect]:
    """Word → its last rectangle on the page, from the lower left in pt."""
    command = ["pdftotext", "-bbox", "-f", str(page + 1), "-l", str(page + 1), "-", "-"]
    text = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()
    height = float(re.findall(r'<page [^>]*height="([\d.]+)"', text)[0])
    found = re.findall(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>', text)
    return {word: (float(x0), height - float(y1), float(x1), height - float(y0)) for x0, y0, x1, y1, word in found}

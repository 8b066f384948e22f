"""Word files that are broken inside: told with the file, never an accident."""

from __future__ import annotations

import random
import zipfile
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest

from reporting.errors import CchcError, PlanError
from reporting.word.measure import measure_docx
from reporting.word.plan_source import read_plan_docx
from reporting.word.read import read_paragraphs
from reporting.word.render import render_docx
from tests.helpers.documents import sample_document
from tests.helpers.word import nd30

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def changed(name: str, content: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(render_docx(sample_document(), nd30()))) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.namelist():
            new.writestr(part, content if part == name else old.read(part))
    return out.getvalue()


def parts() -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(render_docx(sample_document(), nd30()))) as archive:
        return {name: archive.read(name) for name in archive.namelist() if name.endswith(".xml")}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("word/document.xml", f'<w:document xmlns:w="{W}"/>'),
        ("word/document.xml", f'<w:document xmlns:w="{W}"><w:p/></w:document>'),
        ("word/document.xml", "<x/>"),
        ("word/document.xml", "<w:document"),
    ],
)
def test_a_document_without_a_body_is_refused(name: str, content: str, tmp_path: Path) -> None:
    data = changed(name, content.encode())
    with pytest.raises(PlanError):
        read_plan_docx(data, "a.docx")
    with pytest.raises(CchcError):
        measure_docx(data, "a.docx")
    path = tmp_path / "a.docx"
    path.write_bytes(data)
    with pytest.raises(CchcError):
        read_paragraphs(path)


@pytest.mark.parametrize("seed", range(40))
def test_attributes_and_texts_changed_at_random_are_read_or_refused(seed: int) -> None:
    chance = random.Random(seed)
    name = chance.choice([name for name in parts() if name.startswith("word/")])
    content = bytearray(parts()[name])
    for _ in range(chance.randrange(1, 12)):
        at = chance.randrange(len(content))
        content[at : at + chance.randrange(0, 4)] = chance.choice((b"9" * 12, b"-1", b"", b"x", b"\xc4\x91"))
    data = changed(name, bytes(content))
    for read in (read_plan_docx, measure_docx):
        with suppress(CchcError):
            read(data, "a.docx")

"""Damaged and strange files: findings or a clear refusal, never an accident."""

from __future__ import annotations

import random
import unicodedata
import zipfile
from contextlib import suppress
from io import BytesIO

import pytest
from lxml import etree

from reporting.errors import CchcError
from tests.helpers.authors import GOOD, direct, package, section
from tests.helpers.linting import lint, told
from tests.helpers.word import parts

_VALUES = ("", "x", "-1", "99999999999", "1.5", "NaN", "inf", "0")
_TEXTS = ("", "Phụ lục", "Nơi nhận:", "Kính gửi", "I. ", "a) ", "BÁO CÁO", "Số:", "{{", "1. x")


def damaged(docx: bytes, dice: random.Random) -> bytes:
    """A few elements gone, doubled, or with other values."""
    made = parts(docx)
    for _ in range(dice.randint(1, 6)):
        name = dice.choice([name for name in sorted(made) if name.startswith("word/") and name.endswith(".xml")])
        root = etree.fromstring(made[name])
        element = dice.choice([e for e in root.iter() if isinstance(e.tag, str)])
        parent = element.getparent()
        what = dice.random()
        if what < 0.4 and parent is not None:
            parent.remove(element)
        elif what < 0.7 and element.attrib:
            element.set(dice.choice(sorted(map(str, element.attrib))), dice.choice(_VALUES))
        else:
            element.text = dice.choice(_TEXTS)
        made[name] = etree.tostring(root)
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in made.items():
            archive.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize("author", ["direct", "automatic_numbers", "in_boxes", "decision"])
def test_damage_is_survived(author: str) -> None:
    """It is read and judged, or refused in words of our own."""
    good, told = GOOD[author](), []
    for seed in range(40):
        with suppress(CchcError):
            told.append([finding.message() for finding in lint(damaged(good, random.Random(seed)))])
    assert len(told) > 20
    assert any(told) and all(message for messages in told for message in messages)


def test_an_empty_document_is_no_official_document() -> None:
    assert [finding.code for finding in lint(package(section()))] == ["lint-no-document"]


def test_a_whole_document_in_loose_accents_has_one_fault() -> None:
    """Its components are found all the same."""
    loose = parts(direct())
    loose["word/document.xml"] = unicodedata.normalize("NFD", loose["word/document.xml"].decode()).encode()
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in loose.items():
            archive.writestr(name, data)
    assert {line.partition(":")[0] for line in told(out.getvalue())} == {"lint-text-nfd"}


def test_a_document_in_an_old_code_is_told_only_that() -> None:
    old = parts(direct())
    text = (
        old["word/document.xml"]
        .decode()
        .replace("Times New Roman", ".VnTime")
        .replace("Ủy ban nhân dân", "ñy ban nh©n d©n")
    )
    old["word/document.xml"] = text.encode()
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in old.items():
            archive.writestr(name, data)
    assert {finding.code for finding in lint(out.getvalue())} == {"lint-font-legacy"}

"""Correct documents, however they were made: no error and no warning."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from reporting.profile import Profile, parse_profile
from reporting.resources import resource
from reporting.word.render import render_docx, render_parts
from tests.conftest import Convert
from tests.helpers.authors import GOOD, NATIONAL, direct, header_table
from tests.helpers.documents import ADDRESSEES, letter, sample_document
from tests.helpers.edits import Edit
from tests.helpers.linting import told
from tests.helpers.word import nd30

SMALL = {"national_name": 12, "motto": 13, "superior": 12, "issuing_body": 12, "place_date": 13, "body": 13,
         "heading": 13, "addressee": 13, "signing": 13, "type_name": 13, "subject": 13, "page_number": 13}  # fmt: skip
OURS = {
    "report in the small profile": lambda: render_docx(sample_document(), small_profile()),
    "report": lambda: render_docx(sample_document(), nd30()),
    "report in 12/13/13": lambda: render_docx(sample_document(), nd30(sizes=SMALL)),
    "report with wide margins": lambda: render_docx(
        sample_document(), nd30(page={"top": 25, "left": 35, "right": 20}, letterhead={"left": 67, "right": 100})
    ),
    "report with 1.27 cm and 1.5 lines": lambda: render_docx(
        sample_document(), nd30(spacing={"first_line": 12.7, "line": 1.15 * 1.5, "before": 12})
    ),
    "several addressees": lambda: render_docx(sample_document(addressees=ADDRESSEES), nd30()),
    "draft": lambda: render_docx(sample_document(draft=True), nd30()),
    "letter": lambda: render_docx(letter(), nd30()),
}


def small_profile() -> Profile:
    return parse_profile(
        tomllib.loads(resource("profiles", "nd30-2020-co-nho.toml").read_text(encoding="utf-8")), "co-nho"
    )


@pytest.mark.parametrize("name", OURS)
def test_what_we_write_passes(name: str) -> None:
    assert told(OURS[name]()) == []


@pytest.mark.parametrize("part", ["bao_cao.docx", "phu_luc_1.docx", "phu_luc_2.docx"])
def test_each_part_alone_passes(part: str) -> None:
    assert told(render_parts(sample_document(), nd30())[part]) == []


@pytest.mark.parametrize("author", GOOD)
def test_other_peoples_correct_documents_pass(author: str) -> None:
    assert told(GOOD[author]()) == []


EVERYDAY = {
    "a type with a footnote mark": lambda e: e.say("BÁO CÁO", "BÁO CÁO(1)"),
    "a line centred by blanks": lambda e: e.form("BÁO CÁO", '<w:jc w:val="left"/>').say(
        "BÁO CÁO", "\u00a0" * 56 + "BÁO CÁO"
    ),
}


@pytest.mark.parametrize("name", EVERYDAY)
def test_what_people_do_every_day_is_no_fault(name: str) -> None:
    edited = EVERYDAY[name](Edit(render_docx(sample_document(), nd30())))
    assert not [line for line in told(edited.saved) if "component" in line]


@pytest.mark.parametrize("spelling", ["CỘNG HÒA", "CỘNG HOÀ"])
def test_both_spellings_of_the_national_name_pass(spelling: str) -> None:
    whole = NATIONAL.replace("CỘNG HÒA", spelling)
    assert told(Edit(direct()).say(NATIONAL, whole).saved) == []


def test_narrow_tables_of_practice_pass() -> None:
    """17.25–17.5 cm, as measured on issued documents; the columns are wider than the text area."""
    assert "5783" in header_table((4139, 5783))
    assert told(Edit(direct()).columns(4139, 5783).saved) == []


@pytest.mark.engine("soffice")
@pytest.mark.parametrize(
    "author",
    [
        "ours",
        pytest.param("in_boxes", marks=pytest.mark.long),
        pytest.param("automatic_numbers", marks=pytest.mark.long),
    ],
)
def test_documents_saved_by_libreoffice_pass(author: str, tmp_path: Path, soffice: Convert) -> None:
    """docx → odt → docx."""
    path = tmp_path / "van_ban.docx"
    path.write_bytes(OURS["report"]() if author == "ours" else GOOD[author]())
    odt = soffice(path, "odt")
    assert told(soffice(odt, "docx").read_bytes()) == []

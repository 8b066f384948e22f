"""Whatever a text holds, the file opens and says it: never a corrupt file, nothing lost."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from reporting.document import (
    Addressees,
    AnnexTitle,
    Cell,
    Closing,
    Column,
    Document,
    Heading,
    Letterhead,
    Part,
    Row,
    Run,
    Table,
    Title,
)
from reporting.word.bookmarks import LONGEST, bookmark_name
from reporting.word.markup import plain
from reporting.word.render import render_docx
from tests.helpers.documents import LONG_WORD, document_of, letterhead, text
from tests.helpers.word import W, body, expected, nd30, parts, squeezed, texts

PROFILE = nd30()

HOSTILE = (
    "{{ 7 * 7 }} {% for x in y %} {# chú thích #}",
    "{_{ giữ nguyên }_} {_% và %_}",
    "<w:p><w:r><w:t>chèn</w:t></w:r></w:p>",
    "A & B < C > D \"E\" 'F'",
    "</w:t></w:body>",
    "]]> <!-- chú thích --> <?xml?>",
    "tên " * 75,
    LONG_WORD,
    "Tổ hợp rời: Tiê\u0309u ngữ",
    "dòng một\ndòng hai\tcột",
)


def whole(words: str) -> Document:
    """A document with the same words in every place that takes words."""
    table = Table(
        "t",
        (Column(words, 1), Column("b", 2, group=words), Column("c", 1, group=words)),
        (Row("r", (Cell(((Run(words),),)), Cell(((Run(words),),), span=2))),),
    )
    blocks = (
        Letterhead("l", words, words, words, words, words),
        Title("ti", words, words),
        Addressees("a", (words, words)),
        Heading("h", 1, "I.", words),
        text("p", words),
        table,
        Closing("c", (words, words), (words,), words),
    )
    annex = (AnnexTitle("at", words, words, words), table)
    return Document(
        "d",
        words,
        (Part("main", "bao_cao", "Báo cáo", blocks), Part("a1", "phu_luc_1", "Phụ lục", annex, "landscape", True)),
        generation="1",
        author=words,
        subject=words,
        properties=(("Ghi chú", words),),
    )


def same_words(document: Document, docx: bytes) -> bool:
    return Counter(squeezed("".join(texts(docx)))) == Counter(squeezed(plain("".join(expected(document)))))


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_come_through_literally(words: str) -> None:
    document = whole(words)
    docx = render_docx(document, PROFILE)
    found = squeezed("".join(texts(docx)))
    assert found.count(squeezed(plain(words))) >= 17
    assert same_words(document, docx)


@pytest.mark.parametrize("words", ["ký tự\x0b điều \x07khiển\x0c \x00 \ufffe", "một\udcffhai"])
def test_characters_that_xml_forbids_are_left_out_and_the_rest_stays(words: str) -> None:
    assert same_words(whole(words), render_docx(whole(words), PROFILE))


@given(st.text(min_size=1, max_size=60).filter(lambda words: plain(words).strip()))
def test_any_text_gives_a_well_formed_file(words: str) -> None:
    for name, content in parts(render_docx(whole(words), PROFILE)).items():
        assert etree.fromstring(content) is not None, name


@given(st.text(max_size=80), st.text(max_size=80))
def test_bookmark_names_are_valid_for_word_and_differ_where_the_ids_do(one: str, other: str) -> None:
    name = bookmark_name(one)
    assert len(name) <= LONGEST
    assert name.isascii() and name.replace("_", "").isalnum()
    assert (name == bookmark_name(other)) == (one == other)


def test_a_narrative_of_3000_words_is_whole() -> None:
    words = " ".join(f"từ{n}" for n in range(3000))
    document = document_of(text("p", words))
    assert texts(render_docx(document, PROFILE)) == [words]


def test_a_table_without_rows_keeps_its_headings() -> None:
    docx = render_docx(document_of(Table("t", (Column("STT", 1), Column("Nội dung", 5)), ())), PROFILE)
    assert texts(docx) == ["STT", "Nội dung"]


def test_a_table_without_columns_and_a_part_without_blocks_are_no_corrupt_files() -> None:
    for document in (document_of(Table("t", (), ())), document_of()):
        root = body(render_docx(document, PROFILE))
        assert root[-1].tag == f"{W}sectPr"
        assert root[0].tag == f"{W}p"


def test_empty_cells_still_hold_a_paragraph() -> None:
    row = Row("r", (Cell(()), Cell(((Run(""),),))))
    root = body(render_docx(document_of(Table("t", (Column("", 1), Column("", 1)), (row,))), PROFILE))
    assert all(cell[-1].tag == f"{W}p" for cell in root.iter(f"{W}tc"))


def test_no_recipients_no_signer_no_addressee() -> None:
    document = document_of(letterhead(), Addressees("a", ()), text("p", "Chữ."), Closing("c", (), ("GIÁM ĐỐC",), ""))
    found = texts(render_docx(document, PROFILE))
    assert "GIÁM ĐỐC" in found
    assert not [line for line in found if line.startswith(("Kính gửi", "Nơi nhận"))]


_MAYBE = st.sampled_from(("", "Chữ & số", "{{ x }}"))
_FEW = st.lists(st.sampled_from(("Nơi một", "Nơi <hai>")), max_size=3).map(tuple)


@given(st.tuples(*[_MAYBE] * 4), st.tuples(_MAYBE, _MAYBE), _FEW, _FEW, _FEW, _MAYBE)
def test_whatever_parts_of_the_frame_there_are_all_are_printed(
    head: tuple[str, ...],
    title: tuple[str, str],
    to: tuple[str, ...],
    copies: tuple[str, ...],
    lines: tuple[str, ...],
    signer: str,
) -> None:
    superior, name, date, subject = head
    document = document_of(
        Letterhead("l", superior, name, "Số:      /BC", date, subject),
        Title("t", *title),
        Addressees("a", to),
        text("p", "Thân bài./."),
        Closing("c", copies, lines, signer),
    )
    assert sorted(texts(render_docx(document, PROFILE))) == sorted(expected(document))


def test_two_thousand_rows_are_all_there() -> None:
    columns = tuple(Column(f"Cột {n}", 1) for n in range(7))
    rows = tuple(Row(f"r{n}", tuple(Cell(((Run(f"ô {n}.{c} chữ"),),)) for c in range(7))) for n in range(2000))
    document = document_of(Table("t", columns, rows), landscape=True)
    assert texts(render_docx(document, PROFILE)) == expected(document)

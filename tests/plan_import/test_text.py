"""Numbers, damage, legacy fonts, slips: what happens to words before they are understood."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.plan_import.clean import clean_document
from reporting.plan_import.corrections import corrected
from reporting.plan_import.keys import key, similarity
from reporting.plan_import.markers import LETTERS, MarkerKind, follows, marker_of, roman, roman_value
from reporting.plan_import.old_fonts import in_unicode
from reporting.plan_import.outline import build, numbering_jumps
from reporting.plan_import.rules import ImportRules
from reporting.plan_import.source import SourceCell, SourceDocument, SourceParagraph, SourceRow, SourceRun, SourceTable


def document(*texts: str) -> SourceDocument:
    return SourceDocument("x.txt", "text", tuple(SourceParagraph(text, n) for n, text in enumerate(texts, 1)))


def cleaned(rules: ImportRules, *texts: str) -> list[str]:
    return [p.text for p in clean_document(document(*texts), rules).document.paragraphs()]


@pytest.mark.parametrize(
    ("text", "kind", "id", "rest"),
    [
        ("I. MỤC TIÊU", MarkerKind.ROMAN, "I", "MỤC TIÊU"),
        ("Phần II", MarkerKind.PART, "II", ""),
        ("Chương 3. Tổ chức", MarkerKind.CHAPTER, "III", "Tổ chức"),
        ("Phần thứ nhất", MarkerKind.PART, "I", ""),
        ("B. Nhiệm vụ", MarkerKind.UPPER, "B", "Nhiệm vụ"),
        ("1. Cải cách", MarkerKind.ARABIC, "1", "Cải cách"),
        ("12/ Đài", MarkerKind.ARABIC, "12", "Đài"),
        ("1.2. Cải cách", MarkerKind.DECIMAL2, "2", "Cải cách"),
        ("1.2.3 Cải cách", MarkerKind.DECIMAL3, "3", "Cải cách"),
        ("đ) Năm", MarkerKind.LETTER, "đ", "Năm"),
        ("(1) Một", MarkerKind.PAREN, "1", "Một"),
        ("Nhiệm vụ 3: Rà soát", MarkerKind.ARABIC, "3", "Rà soát"),
        ("- Gạch", MarkerKind.DASH, "0", "Gạch"),
        ("–Gạch dài", MarkerKind.DASH, "0", "Gạch dài"),
        ("+ Cộng", MarkerKind.PLUS, "0", "Cộng"),
        ("* Sao", MarkerKind.STAR, "0", "Sao"),
        ("• Chấm", MarkerKind.BULLET, "0", "Chấm"),
    ],
)
def test_markers(text: str, kind: MarkerKind, id: str, rest: str) -> None:
    marker = marker_of(text)
    assert (marker.kind, marker.id, marker.rest) == (kind, id, rest)


@pytest.mark.parametrize(
    "text", ["100% hồ sơ", "30 hồ sơ", "2023 là năm", "1.000 hồ sơ", "15/KH-UBND", "Cải cách", "IC là"]
)
def test_no_markers(text: str) -> None:
    assert marker_of(text).kind is MarkerKind.PLAIN


def test_letters_run_as_in_the_decree_and_as_in_word() -> None:
    d, dd, e = (marker_of(f"{c}) x") for c in "dđe")
    assert LETTERS[3:6] == "dđe"
    assert follows(d, dd)
    assert follows(dd, e)
    assert follows(d, e)
    assert not follows(e, d)


@given(st.integers(1, 300))
def test_roman_numbers_there_and_back(value: int) -> None:
    assert roman_value(roman(value)) == value


def test_a_gap_in_the_numbering_is_seen() -> None:
    tree = build(document("I. A", "1. Một", "3. Ba", "II. B", "1. Một").blocks, lambda *_: False)
    assert [(node.marker.printed, expected) for node, expected in numbering_jumps(tree)] == [("3.", 2)]


def test_bullets_nest_in_the_order_in_which_they_appear() -> None:
    tree = build(
        document("1. A", "* Nhóm:", "- một", "- hai", "+ hai a", "* Nhóm hai:", "- ba").blocks, lambda *_: False
    )
    groups = tree.children[0].children
    assert [(g.text, [c.text for c in g.children]) for g in groups] == [
        ("Nhóm:", ["một", "hai"]),
        ("Nhóm hai:", ["ba"]),
    ]
    assert [c.text for c in groups[0].children[1].children] == ["hai a"]


def test_a_letter_that_looks_roman(rules: ImportRules) -> None:
    tree = build(document("A. Một", "I. x", "B. Hai", "I. y", "C. Ba", "I. z", "D. Bốn").blocks, lambda *_: False)
    assert [n.marker.id for n in tree.children] == ["A", "B", "C", "D"]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("** Sở Nội vụ *chủ trì*.*",), ["* Sở Nội vụ chủ trì."]),
        (("hoạt động (*kiểm tra; điều tra*) theo",), ["hoạt động (kiểm tra; điều tra) theo"]),
        (("**TM. ỦY BAN", "Tên"), ["TM. ỦY BAN", "Tên"]),
        (("- tham mưu Ủy ban", "12", "nhân dân tỉnh."), ["- tham mưu Ủy ban nhân dân tỉnh."]),
        (("- Xong.", "- 4 -", "Trang 5/10", "- Tiếp."), ["- Xong.", "- Tiếp."]),
        (("- Công văn số 10/QĐ-", "TTg của Thủ tướng."), ["- Công văn số 10/QĐ-TTg của Thủ tướng."]),
        (("1. Cải cách thể chế", "- Việc."), ["1. Cải cách thể chế", "- Việc."]),
        (("Nơi nhận:", "- Bộ Nội vụ;"), ["Nơi nhận:", "- Bộ Nội vụ;"]),
        ((unicodedata.normalize("NFD", "Sở Nội vụ"),), ["Sở Nội vụ"]),
    ],
)
def test_damage_is_mended(texts: tuple[str, ...], expected: list[str], rules: ImportRules) -> None:
    assert cleaned(rules, *texts) == expected


def test_a_footnote_in_the_flow_goes_to_its_mark(rules: ImportRules) -> None:
    done = clean_document(document("- Việc⁽¹⁾.", "⁽¹⁾ Theo quy định.", "- Việc hai."), rules).document
    assert done.footnotes == (("⁽¹⁾", "Theo quy định."),)
    assert [p.text for p in done.paragraphs()] == ["- Việc⁽¹⁾.", "- Việc hai."]


def test_a_numbered_paragraph_is_no_footnote(rules: ImportRules) -> None:
    assert cleaned(rules, "Mở đầu.", "(1) Việc một.", "(2) Việc hai.") == ["Mở đầu.", "(1) Việc một.", "(2) Việc hai."]


TCVN3 = "Uû ban nh©n d©n tØnh: C¶i c¸ch hµnh chÝnh nhµ n­íc"
VNI = "Uyû ban nhaân daân tænh: Caûi caùch haønh chính nhaø nöôùc"
MEANT = "nhân dân tỉnh: Cải cách hành chính nhà nước"


@pytest.mark.parametrize(("text", "encoding"), [(TCVN3, "TCVN3"), (VNI, "VNI")])
def test_old_encodings_are_recognised_by_their_words(text: str, encoding: str, rules: ImportRules) -> None:
    done = clean_document(document(text, "Chữ Unicode ở đoạn khác vẫn giữ nguyên."), rules)
    assert [MEANT in p.text for p in done.document.paragraphs()] == [True, False]
    assert [p.text for p in done.document.paragraphs()][1] == "Chữ Unicode ở đoạn khác vẫn giữ nguyên."
    assert done.legacy == (encoding,)


def test_legacy_fonts_are_recognised_by_their_name(rules: ImportRules) -> None:
    paragraph = SourceParagraph("Sè 5", 1, runs=(SourceRun("Sè 5", ".VnTime"),))
    done = clean_document(SourceDocument("x", "word", (paragraph,)), rules)
    assert [p.text for p in done.document.paragraphs()] == ["Số 5"]
    assert done.legacy == ("TCVN3",)


def test_a_font_of_capitals_and_fonts_in_cells(rules: ImportRules) -> None:
    heading = SourceParagraph("kÕ ho¹ch trong", 1, runs=(SourceRun("kÕ ho¹ch trong", ".VnTimeH"),))
    cell = SourceCell("1. Rµ so¸t", 2, runs=(SourceRun("1. "), SourceRun("Rµ so¸t", ".VnTime")))
    unknown = SourceCell("Rà soát", 2)
    source = SourceDocument("x", "word", (heading, SourceTable((SourceRow((cell, unknown)),))))
    done = clean_document(source, rules).document
    assert [p.text for p in done.paragraphs()] == ["KẾ HOẠCH TRONG"]
    assert [[c.text for c in row.cells] for t in done.tables() for row in t.rows] == [["1. Rà soát", "Rà soát"]]


def test_unicode_typed_in_an_old_font_stays(rules: ImportRules) -> None:
    texts = ("Có ý kiến.", "Đã rà soát đầy đủ.", "hồ sơ à.")
    source = tuple(SourceParagraph(text, n, runs=(SourceRun(text, ".VnTime"),)) for n, text in enumerate(texts, 1))
    done = clean_document(SourceDocument("x", "word", source), rules)
    assert [p.text for p in done.document.paragraphs()] == list(texts)
    assert done.legacy == ()


@given(
    st.text(
        alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữự ", max_size=80
    )
)
def test_unicode_text_is_left_alone(text: str) -> None:
    source = SourceDocument("x", "text", (SourceParagraph(text, 1),))
    assert in_unicode(source) == (source, ())


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("Phần đầu hoàn thành lộ trình", "Phấn đấu hoàn thành lộ trình", "Phần đầu hoàn thành"),
        ("phối hợp với các các cơ quan", "phối hợp với các cơ quan", "các các"),
        ("thường xuyên xuyên kiểm tra", "thường xuyên kiểm tra", "thường xuyên xuyên"),
        ("Công TTĐT tỉnh", "Cổng TTĐT tỉnh", "Công TTĐT"),
    ],
)
def test_slips_are_proposed(text: str, right: str, wrong: str, rules: ImportRules) -> None:
    mended, found = corrected("I.01", text, rules.slips)
    assert mended == right
    assert [c.wrong for c in found] == [wrong]


@pytest.mark.parametrize("text", ["Phần đầu của Kế hoạch", "từng bước, dần dần", "công thông tin", "đề báo cáo viên"])
def test_right_words_are_left_alone(text: str, rules: ImportRules) -> None:
    assert corrected("I.01", text, rules.slips) == (text, ())


@given(st.text(max_size=60))
def test_a_key_has_the_length_of_its_text(text: str) -> None:
    nfc = unicodedata.normalize("NFC", text)
    assert len(key(nfc)) == len(nfc)


@given(st.text(max_size=60))
def test_a_text_is_like_itself(text: str) -> None:
    assert similarity(text, text) in (0.0, 1.0)

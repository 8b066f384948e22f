"""The Word file says what the Document says, on named styles, in one deterministic package."""

from __future__ import annotations

import re
from collections import Counter
from io import BytesIO

import docx as python_docx
import pytest
from lxml import etree

from reporting.document import MOTTO, NATIONAL_NAME, Cell, Column, Heading, Paragraph, Row, Run, Table
from reporting.profile import Profile
from reporting.typesetting import text_width
from reporting.word.bookmarks import bookmark_name
from reporting.word.render import GENERATION_PROPERTY, render_docx, render_part_docx, render_parts
from reporting.word.styles import style_ids
from tests.helpers.documents import ADDRESSEES, GENERATION, document_of, letter, letterhead, sample_document, text
from tests.helpers.word import (
    W,
    body,
    bookmark_names,
    expected,
    nd30,
    paragraph_text,
    parts,
    shipped_profiles,
    style_of,
    texts,
    tidy,
)

PROFILE = nd30()


def by_style(docx: bytes, style: str) -> list[str]:
    return [tidy(paragraph_text(p)) for p in body(docx).iter(f"{W}p") if style_of(p) == style]


@pytest.mark.parametrize("draft", [False, True])
@pytest.mark.parametrize("addressees", [("Bộ Nội vụ",), ADDRESSEES])
def test_every_paragraph_and_cell_is_there_once(draft: bool, addressees: tuple[str, ...]) -> None:
    document = sample_document(draft=draft, addressees=addressees)
    assert Counter(texts(render_docx(document, PROFILE))) == Counter(expected(document))


def test_the_same_document_gives_the_same_bytes() -> None:
    assert render_docx(sample_document(), PROFILE) == render_docx(sample_document(), PROFILE)


def test_no_time_of_the_run_is_in_the_file() -> None:
    files = parts(render_docx(sample_document(), PROFILE))
    assert not re.search(rb"dcterms:(created|modified)", files["docProps/core.xml"])


def test_every_paragraph_stands_on_a_named_style_without_direct_fonts() -> None:
    root = body(render_docx(sample_document(draft=True), PROFILE))
    known = set(style_ids(PROFILE))
    assert {style_of(p) for p in root.iter(f"{W}p")} <= known
    assert not list(root.iter(f"{W}rFonts", f"{W}sz", f"{W}b", f"{W}i", f"{W}color"))


def test_headings_have_outline_levels_and_typed_numbers() -> None:
    docx = render_docx(sample_document(), PROFILE)
    assert by_style(docx, "CCHCMuc")[0] == "I. KẾT QUẢ THỰC HIỆN MỤC TIÊU"
    assert "1. Cải cách thể chế" in by_style(docx, "CCHCKhoan")
    assert by_style(docx, "CCHCDiem") == ["a) Mục tiêu chung", "b) Các chỉ tiêu cụ thể"]
    styles = etree.fromstring(parts(docx)["word/styles.xml"])
    levels = {
        s.get(f"{W}styleId"): value_of(s, f"{W}pPr/{W}outlineLvl")
        for s in styles.iter(f"{W}style")
        if s.find(f"{W}pPr/{W}outlineLvl") is not None
    }
    assert levels == {"CCHCMuc": "0", "CCHCKhoan": "1", "CCHCDiem": "2", "CCHCPhuLuc": "0"}
    assert "word/numbering.xml" not in parts(docx)


def test_each_part_is_a_section_with_its_own_paper_and_page_numbers_from_1() -> None:
    sections = list(body(render_docx(sample_document(), PROFILE)).iter(f"{W}sectPr"))
    sizes = [(s.find(f"{W}pgSz").get(f"{W}w"), s.find(f"{W}pgSz").get(f"{W}orient")) for s in sections]
    assert sizes == [("11906", None), ("16838", "landscape"), ("11906", None)]
    for section in sections:
        assert section.find(f"{W}pgNumType").get(f"{W}start") == "1"
        assert section.find(f"{W}titlePg") is not None


def test_page_1_prints_no_number_and_the_others_do() -> None:
    files = parts(render_docx(sample_document(), PROFILE))
    assert b"PAGE" in files["word/header_so_trang.xml"]
    assert b"PAGE" not in files["word/header_trang_dau.xml"]
    assert b"<w:t" not in files["word/header_trang_dau.xml"]


def test_a_draft_is_marked_on_every_page_and_a_final_report_nowhere() -> None:
    draft = parts(render_docx(sample_document(draft=True), PROFILE))
    headers = [name for name in draft if name.startswith("word/header")]
    assert len(headers) == 3
    assert all("DỰ THẢO".encode() in draft[name] for name in headers)
    assert not any("DỰ THẢO".encode() in content for content in parts(render_docx(sample_document(), PROFILE)).values())


def test_a_gap_is_visible() -> None:
    root = body(render_docx(sample_document(draft=True), PROFILE))
    gaps = [r for r in root.iter(f"{W}r") if r.find(f"{W}rPr/{W}rStyle[@{W}val='CCHCChoTrong']") is not None]
    assert [paragraph_text_of_run(r) for r in gaps] == ["[thiếu số liệu: Sở Tư pháp]"]


def paragraph_text_of_run(run: etree._Element) -> str:
    return "".join(t.text or "" for t in run.iter(f"{W}t"))


def test_one_addressee_is_on_the_line_and_several_stand_under_the_colon() -> None:
    one = render_docx(sample_document(), PROFILE)
    assert by_style(one, "CCHCKinhGui") == ["Kính gửi: Bộ Nội vụ"]
    several = render_docx(sample_document(addressees=ADDRESSEES), PROFILE)
    assert by_style(several, "CCHCKinhGuiNhieu") == ["Kính gửi:"]
    assert by_style(several, "CCHCNoiGui") == [f"- {ADDRESSEES[0]};", f"- {ADDRESSEES[1]};", f"- {ADDRESSEES[2]}."]


def test_number_line_keeps_its_blanks() -> None:
    root = body(render_docx(sample_document(), PROFILE))
    line = next(p for p in root.iter(f"{W}p") if style_of(p) == "CCHCSoKyHieu")
    assert paragraph_text(line) == letterhead().number_line


def test_superior_body_is_printed_only_where_there_is_one() -> None:
    province = render_docx(sample_document(), PROFILE)
    assert by_style(province, "CCHCCoQuanChuQuan") == []
    department = render_docx(document_of(letterhead("ỦY BAN NHÂN DÂN TỈNH MẪU"), text("a", "Chữ.")), PROFILE)
    assert " ".join(by_style(department, "CCHCCoQuanChuQuan")) == "ỦY BAN NHÂN DÂN TỈNH MẪU"


def test_rules_are_drawn_lines_with_the_length_of_their_text() -> None:
    root = body(render_docx(sample_document(), PROFILE))
    drawn = {e.getparent().find("{*}extent").get("cx"): e.get("name") for e in root.iter("{*}docPr")}
    lengths = {name: int(cx) / 36000 for cx, name in drawn.items()}
    motto = text_width(MOTTO, PROFILE.sizes.motto, PROFILE, bold=True)
    assert lengths["Đường kẻ dưới Tiêu ngữ"] == pytest.approx(motto, abs=0.1)
    body_name = text_width("ỦY BAN NHÂN DÂN", PROFILE.sizes.issuing_body, PROFILE, bold=True)
    assert body_name / 3 <= lengths["Đường kẻ dưới tên cơ quan"] <= body_name / 2
    numbers = [e.get("id") for e in root.iter("{*}docPr")]
    assert len(set(numbers)) == len(numbers) == 5


def test_national_name_fits_its_column_and_the_header_table_hangs_over_the_margins() -> None:
    assert text_width(NATIONAL_NAME, PROFILE.sizes.national_name, PROFILE, bold=True) < PROFILE.letterhead.right
    table = next(body(render_docx(sample_document(), PROFILE)).iter(f"{W}tbl"))
    assert int(table.find(f"{W}tblPr/{W}tblInd").get(f"{W}w")) < 0


@pytest.mark.parametrize("profile", shipped_profiles().values(), ids=shipped_profiles())
def test_every_shipped_profile_gives_the_same_words_within_the_decree(profile: Profile) -> None:
    assert texts(render_docx(sample_document(), profile)) == texts(render_docx(sample_document(), PROFILE))
    sizes = profile.sizes
    assert 12 <= sizes.national_name <= 13 and 13 <= sizes.motto <= 14 and 13 <= sizes.body <= 14
    assert (sizes.motto - sizes.national_name, sizes.place_date) == (1, sizes.motto)
    assert text_width(NATIONAL_NAME, sizes.national_name, profile, bold=True) < profile.letterhead.right


def test_size_sets_and_margins_come_from_the_profile() -> None:
    small = nd30(sizes={"national_name": 12, "motto": 13, "place_date": 13, "body": 13}, page={"left": 35, "right": 20})
    files = parts(render_docx(sample_document(), small))
    styles = etree.fromstring(files["word/styles.xml"])
    sizes = {s.get(f"{W}styleId"): s for s in styles.iter(f"{W}style")}
    assert value_of(sizes["CCHCQuocHieu"], f"{W}rPr/{W}sz") == "24"
    assert value_of(sizes["CCHCThanBai"], f"{W}rPr/{W}sz") == "26"
    section = next(etree.fromstring(files["word/document.xml"]).iter(f"{W}sectPr"))
    assert value_of(section, f"{W}pgMar", "left") == str(round(35 * 1440 / 25.4))


def test_signing_block_never_splits_and_keeps_the_last_sentence() -> None:
    root = body(render_docx(sample_document(), PROFILE))
    table = next(t for t in root.iter(f"{W}tbl") if any(style_of(p) == "CCHCNguoiKy" for p in t.iter(f"{W}p")))
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in table.iter(f"{W}tr"))
    assert style_of(table.getprevious()) == "CCHCCauKet"
    styles = etree.fromstring(parts(render_docx(sample_document(), PROFILE))["word/styles.xml"])
    last = next(s for s in styles.iter(f"{W}style") if s.get(f"{W}styleId") == "CCHCCauKet")
    assert last.find(f"{W}pPr/{W}keepNext") is not None


def test_heading_rows_repeat_and_rows_stay_whole() -> None:
    root = body(render_docx(sample_document(), PROFILE))
    table = next(t for t in root.iter(f"{W}tbl") if len(list(t.iter(f"{W}gridCol"))) == 9)
    rows = table.findall(f"{W}tr")
    assert [r.find(f"{W}trPr/{W}tblHeader") is not None for r in rows[:3]] == [True, True, False]
    assert all(r.find(f"{W}trPr/{W}cantSplit") is not None for r in rows)
    assert sum(int(c.get(f"{W}w")) for c in table.iter(f"{W}gridCol")) == pytest.approx(257 * 1440 / 25.4, abs=1)


def test_a_row_taller_than_half_a_page_may_split() -> None:
    columns = (Column("STT", 1), Column("Nội dung", 9))
    rows = (
        Row("r1", (Cell(((Run("1"),),)), Cell(((Run("chữ " * 3000),),)))),
        Row("r2", (Cell(((Run("2"),),)), Cell(((Run("ngắn"),),)))),
    )
    root = body(render_docx(document_of(Table("t", columns, rows)), PROFILE))
    splits = [row.find(f"{W}trPr/{W}cantSplit") is None for row in root.iter(f"{W}tr")]
    assert splits == [False, True, False]


def test_every_block_is_found_again_by_a_hidden_bookmark() -> None:
    document = sample_document()
    docx = render_docx(document, PROFILE)
    names = bookmark_names(docx)
    assert len(set(names)) == len(names)
    assert all(len(name) <= 40 and re.fullmatch(r"_b\w+", name) for name in names)
    assert set(names) == {bookmark_name(block.id) for block in document.blocks()}
    root = body(docx)
    starts = [e.get(f"{W}id") for e in root.iter(f"{W}bookmarkStart")]
    assert sorted(starts) == sorted(e.get(f"{W}id") for e in root.iter(f"{W}bookmarkEnd"))
    assert len(set(starts)) == len(starts)


def test_generation_and_properties_are_in_the_file() -> None:
    docx = render_docx(sample_document(), PROFILE)
    custom = etree.fromstring(parts(docx)["docProps/custom.xml"])
    values = {p.get("name"): p[0].text for p in custom}
    assert values[GENERATION_PROPERTY] == GENERATION
    assert values["Kỳ báo cáo"] == "Quý I/2023"
    core = python_docx.Document(BytesIO(docx)).core_properties
    assert core.title == sample_document().title
    assert core.author == "Ủy ban nhân dân tỉnh Mẫu"
    assert core.language == "vi-VN"


def test_language_is_vietnamese_everywhere() -> None:
    files = parts(render_docx(sample_document(), PROFILE))
    languages = re.findall(rb'<w:lang w:val="([^"]*)"', b"".join(files.values()))
    assert set(languages) == {b"vi-VN"}


def test_no_leftovers_of_the_tools() -> None:
    files = parts(render_docx(sample_document(), PROFILE))
    assert "word/stylesWithEffects.xml" not in files
    assert not [name for name in files if name.startswith("customXml")]
    assert not re.search(rb"\{\{|\{%|python-docx", b"".join(files.values()))


def test_a_letter_has_its_subject_under_the_number_and_no_title() -> None:
    docx = render_docx(letter(), PROFILE)
    superior, name, number, about, national, motto, place, *rest = expected(letter())
    assert texts(docx) == [superior, name, national, motto, number, about, place, *rest]
    subject = next(p for p in body(docx).iter(f"{W}p") if style_of(p) == "CCHCTrichYeuCongVan")
    assert style_of(subject.getprevious()) == "CCHCSoKyHieu"


def test_parts_are_written_as_files_of_their_own() -> None:
    document = sample_document()
    files = render_parts(document, PROFILE)
    assert list(files) == ["bao_cao.docx", "phu_luc_1.docx", "phu_luc_2.docx"]
    together = Counter(line for docx in files.values() for line in texts(docx))
    assert together == Counter(texts(render_docx(document, PROFILE)))
    assert len(list(body(render_part_docx(document, document.parts[1], PROFILE)).iter(f"{W}sectPr"))) == 1


def test_two_tables_in_a_row_stay_two_tables() -> None:
    table = Table("t1", (Column("A", 1),), (Row("r", (Cell(((Run("một"),),)),)),))
    other = Table("t2", (Column("B", 1),), (Row("r", (Cell(((Run("hai"),),)),)),))
    tables = [e for e in body(render_docx(document_of(table, other), PROFILE)) if e.tag == f"{W}tbl"]
    assert len(tables) == 2
    assert tables[0].getnext().tag == f"{W}p"


def test_a_frame_block_in_the_middle_is_refused_not_dropped() -> None:
    with pytest.raises(ValueError, match="frame"):
        render_docx(document_of(text("a", "Chữ."), letterhead()), PROFILE)


def test_runs_bear_their_looks_as_character_styles() -> None:
    runs = (Run("a", bold=True), Run("b", italic=True), Run("c", bold=True, italic=True), Run("d"))
    root = body(render_docx(document_of(Paragraph("p", runs)), PROFILE))
    styles = [r.find(f"{W}rPr/{W}rStyle") for r in root.iter(f"{W}r")]
    assert [s.get(f"{W}val") if s is not None else "" for s in styles] == [
        "CCHCDam",
        "CCHCNghieng",
        "CCHCDamNghieng",
        "",
    ]


def test_align_of_a_paragraph_is_kept() -> None:
    docx = render_docx(document_of(text("a", "Giữa", align="center"), Heading("h", 1, "I.", "ĐẦU")), PROFILE)
    centred = next(body(docx).iter(f"{W}p"))
    assert centred.find(f"{W}pPr/{W}jc").get(f"{W}val") == "center"


def value_of(element: etree._Element, path: str, attribute: str = "val") -> str | None:
    found = element.find(path)
    assert found is not None, path
    return found.get(f"{W}{attribute}")

"""What a reader of a Word file would see: looks through styles, defaults and theme; lists; lines; pages."""

from __future__ import annotations

import pytest

from reporting.lint.measured import Measured, MeasuredParagraph
from reporting.word.measure import measure_docx
from tests.helpers import authors
from tests.helpers.authors import NAMESPACES, body, connector, package, paragraph, run, section, table, text_box

_STYLE = (
    '<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="{id}"/><w:basedOn w:val="{base}"/>{inside}</w:style>'
)


def measured(text: str, **around: str) -> Measured:
    return measure_docx(package(text + section(), **around), "van_ban.docx")


def first(text: str, **around: str) -> MeasuredParagraph:
    return measured(text, **around).paragraphs[0]


def styled(*styles: tuple[str, str, str]) -> str:
    return authors.WORD_STYLES + "".join(_STYLE.format(id=id, base=base, inside=inside) for id, base, inside in styles)


def test_a_look_comes_through_the_chain_of_styles() -> None:
    styles = styled(
        ("A", "Normal", '<w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial"/><w:sz w:val="26"/><w:b/></w:rPr>'),
        ("B", "A", "<w:rPr><w:i/></w:rPr>"),
    )
    span = first(paragraph(run("Chữ"), properties='<w:pStyle w:val="B"/>'), styles=styles).spans[0]
    assert (span.fonts, span.look.size, span.look.bold, span.look.italic) == (("Arial",), 13, True, True)


def test_bold_twice_in_the_styles_is_not_bold_but_a_run_says_the_last_word() -> None:
    """ECMA-376 part 1, 17.7.3: toggle properties."""
    character = '<w:style w:type="character" w:styleId="C"><w:name w:val="C"/><w:rPr><w:b/></w:rPr></w:style>'
    styles = styled(("A", "Normal", "<w:rPr><w:b/></w:rPr>")) + character
    inside = run("một", '<w:rPr><w:rStyle w:val="C"/></w:rPr>') + run(
        "hai", '<w:rPr><w:rStyle w:val="C"/><w:b/></w:rPr>'
    )
    spans = first(paragraph(inside, properties='<w:pStyle w:val="A"/>'), styles=styles).spans
    assert [span.look.bold for span in spans] == [False, True]


@pytest.mark.parametrize(("language", "font"), [("vi-VN", "Times New Roman"), ("en-US", "Calibri")])
def test_the_theme_gives_the_font_of_its_language(language: str, font: str) -> None:
    theme = authors.THEME.format(a=NAMESPACES["a"], viet="Times New Roman")
    settings = f'<w:themeFontLang w:val="{language}"/>'
    assert first(paragraph(run("Chữ Việt")), theme=theme, settings=settings).spans[0].fonts == (font,)


def test_accented_letters_take_the_font_for_them() -> None:
    face = '<w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Arial"/></w:rPr>'
    assert first(paragraph(run("a1", face))).spans[0].fonts == ("Times New Roman",)
    assert first(paragraph(run("aế", face))).spans[0].fonts == ("Arial", "Times New Roman")
    assert first(paragraph(run("– ", face))).spans[0].fonts == ()


def test_paragraph_settings_win_one_by_one() -> None:
    styles = styled(("A", "Normal", '<w:pPr><w:spacing w:before="120"/><w:ind w:left="567" w:hanging="283"/></w:pPr>'))
    own = '<w:pStyle w:val="A"/><w:spacing w:after="0"/><w:ind w:firstLine="567"/>'
    found = first(paragraph(run("Chữ"), properties=own), styles=styles)
    assert (found.before, found.after, round(found.left), round(found.first)) == (6, 0, 10, 10)
    assert found.line == pytest.approx(259 / 240)


def test_exact_and_at_least_lines() -> None:
    exact = first(body("Chữ", properties='<w:spacing w:line="340" w:lineRule="exact"/>'))
    least = first(body("Chữ", properties='<w:spacing w:line="240" w:lineRule="atLeast"/>'))
    assert (exact.line, exact.exact, least.line) == (None, 17, 1)


def test_lists_are_read_as_printed() -> None:
    found = measure_docx(authors.automatic_numbers(), "van_ban.docx").paragraphs
    labels = [p.label for p in found if p.label]
    assert labels == ["I.", "1.", "a)", "b)", "c)", "2.", "a)", "-", "II.", "1."]
    point = next(p for p in found if p.label == "a)")
    assert (round(point.left, 1), round(point.first, 1)) == (16.4, -6.3)


def test_text_boxes_follow_their_anchor_and_their_twins_are_not_read() -> None:
    found = measured(
        paragraph(text_box(paragraph(run("trong khung")), 60) + run("ngoài khung")) + paragraph(run("sau"))
    )
    assert [(p.text, p.box) for p in found.paragraphs] == [("ngoài khung", 0), ("trong khung", 1), ("sau", 0)]
    assert found.paragraphs[1].width == pytest.approx(60 - 2 * 2.54, abs=0.1)


def test_deleted_and_hidden_text_is_not_there() -> None:
    gone = '<w:del w:id="1"><w:r><w:delText>xóa</w:delText></w:r></w:del>' + run("ẩn", "<w:rPr><w:vanish/></w:rPr>")
    found = measured(paragraph(run("còn") + gone))
    assert (found.paragraphs[0].text, found.changes) == ("còn", True)


def test_cells_know_their_place_and_room() -> None:
    found = measured(table([[paragraph(run("a")), paragraph(run("b"))]], [2835, 5670])).paragraphs
    cells = [p.cell for p in found if p.cell]
    assert [(c.table, c.row, c.column, round(c.width, 1)) for c in cells] == [(1, 1, 1, 46.2), (1, 1, 2, 96.2)]


@pytest.mark.parametrize(
    ("drawn", "kind", "length"),
    [
        (connector(50), "line", 50),
        (authors.vml_line(50), "line", 50),
        (
            '<w:r><w:pict><v:shape type="#_x0000_t32" style="position:absolute;width:141.75pt;height:0"/></w:pict></w:r>',
            "line",
            50,
        ),
    ],
)
def test_drawn_lines_have_a_length(drawn: str, kind: str, length: float) -> None:
    (rule,) = first(paragraph(drawn)).rules
    assert (rule.kind, round(rule.length)) == (kind, length)
    assert rule.colour in ("", "000000")


def test_a_paragraph_border_is_a_line() -> None:
    border = '<w:pBdr><w:bottom w:val="single" w:sz="4"/></w:pBdr><w:ind w:left="2835" w:right="2835"/>'
    (rule,) = first(paragraph("", properties=border)).rules
    assert (rule.kind, round(rule.length)) == ("border", 65)


@pytest.mark.parametrize(
    "field",
    [
        authors.PAGE.format(look=""),
        '<w:fldSimple w:instr=" PAGE "><w:r><w:t>2</w:t></w:r></w:fldSimple>',
        "<w:r><w:pgNum/></w:r>",
    ],
)
def test_page_numbers_are_known_by_their_field(field: str) -> None:
    found = measured(paragraph(run("chữ")), header=paragraph(field))
    spans = found.sections[0].headers[0].paragraphs[0].spans
    assert "PAGE" in [span.field for span in spans]


def test_a_section_without_a_header_has_the_one_before() -> None:
    text = f"<w:p><w:pPr>{section()}</w:pPr></w:p>" + paragraph(run("hai")) + section(header=False)
    found = measure_docx(package(text), "van_ban.docx")
    assert [len(s.headers) for s in found.sections] == [1, 1]
    assert [p.section for p in found.paragraphs] == [0, 1]

"""The scanned plan → ke_hoach_2023/ke_hoach_cchc_2023.docx, laid out as NĐ 30/2020 asks (Phụ lục I, Mẫu 1.4).

Words, slips included, are those of the scan; page breaks in mid-sentence are mended and the footnote is
a real one. `python -m sample_inputs.make.plan_document` writes the same bytes every time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt

from reporting.word.package import read_package, write_package

FOLDER = Path(__file__).parent.parent / "ke_hoach_2023"
SCAN = FOLDER / "ke_hoach_cchc_2023.txt"
TARGET = FOLDER / "ke_hoach_cchc_2023.docx"

# Lines of the scan that go on where a page broke, the footnote's line, and where the parts begin.
BROKEN = (91, 171, 199, 229, 287)
FOOTNOTE = 121
BODY, CLOSING, SIGNING = 17, 329, 348
MARK = "⁽¹⁾"
FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
CENTER, JUSTIFY, LEFT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY, WD_ALIGN_PARAGRAPH.LEFT


def paragraphs() -> Iterator[tuple[int, str]]:
    """Number and text of every paragraph of the scan, broken ones joined, the footnote left out."""
    lines = SCAN.read_text(encoding="utf-8").splitlines()
    held = (0, "")
    for number, line in enumerate(lines, 1):
        if not line.strip() or number == FOOTNOTE:
            continue
        if number in BROKEN:
            held = (held[0], f"{held[1]} {line.strip()}")
            continue
        if held[0]:
            yield held
        held = (number, line.strip())
    yield held


def document() -> Any:
    made = Document()
    _page(made)
    _styles(made)
    texts = dict(paragraphs())
    _letterhead(made)
    _add(made, "KẾ HOẠCH", align=CENTER, bold=True, indent=0, before=12)
    _add(made, texts[9], align=CENTER, bold=True, indent=0)
    _rule(made)
    for number, text in texts.items():
        if 9 < number < BODY:
            _add(made, text, italic=number < 15)
    for number, text in texts.items():
        if BODY <= number < CLOSING:
            _body(made, text)
    _closing(made, texts)
    _footnote(made)
    return made


def _page(made: Any) -> None:
    section = made.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin = section.bottom_margin = Cm(2)
    section.left_margin, section.right_margin = Cm(3), Cm(2)
    section.header_distance = Cm(1)
    section.different_first_page_header_footer = True
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = CENTER
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = paragraph.add_run()
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)


def _styles(made: Any) -> None:
    normal = made.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(14)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), "Times New Roman")
    normal.element.rPr.append(parse_xml(f'<w:lang {nsdecls("w")} w:val="vi-VN"/>'))
    normal.paragraph_format.space_after = Pt(0)


def _add(parent: Any, text: str, **looks: Any) -> Any:
    """A paragraph: `bold`, `italic`, `size`, `align`, first-line `indent` in cm, space `before` in pt."""
    paragraph = parent.add_paragraph()
    paragraph.alignment = looks.get("align", JUSTIFY)
    paragraph.paragraph_format.first_line_indent = Cm(looks.get("indent", 1.27))
    paragraph.paragraph_format.space_before = Pt(looks.get("before", 6))
    _runs(paragraph, text, looks)
    return paragraph


def _runs(paragraph: Any, text: str, looks: dict[str, Any]) -> None:
    """Text with `*emphasis*` in italics and the footnote's mark as a real reference."""
    for index, part in enumerate(re.split(r"\*", text)):
        for at, piece in enumerate(part.split(MARK)):
            if at:
                _reference(paragraph)
            if not piece:
                continue
            run = paragraph.add_run(piece)
            run.bold = looks.get("bold", False)
            run.italic = looks.get("italic", False) or index % 2 == 1
            run.font.size = Pt(looks.get("size", 14))


def _reference(paragraph: Any) -> None:
    run = paragraph.add_run()
    run.font.superscript = True
    element = OxmlElement("w:footnoteReference")
    element.set(qn("w:id"), "1")
    run._r.append(element)


def _body(made: Any, text: str) -> None:
    """Headings by their numbers; `** …*` is the italic line that says who does what."""
    starred = re.match(r"^\*{1,2}\s+(.*?)\*?$", text)
    if starred:
        _starred(made, starred[1])
    elif re.match(r"^[IVX]+\. ", text):
        _add(made, text, bold=True, before=12)
    elif re.match(r"^\d+\. ", text):
        title, colon, rest = text.partition(": ")
        paragraph = _add(made, title + colon, bold=True)
        _runs(paragraph, rest, {})
    else:
        _add(made, text)


def _starred(made: Any, text: str) -> None:
    paragraph = _add(made, "", italic=True)
    run = paragraph.add_run(f"* {text}")
    run.italic = True
    run.font.size = Pt(14)


def _letterhead(made: Any) -> None:
    left, right = _two_columns(made, 6.2, 10.3)
    _cell(left, ("ỦY BAN NHÂN DÂN", 13, True, False), ("TỈNH KON TUM", 13, True, False))
    _line_under(left, 0.4)
    _cell(left, ("Số:          /KH-UBND", 13, False, False))
    _cell(
        right, ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13, True, False), ("Độc lập - Tự do - Hạnh phúc", 14, True, False)
    )
    _line_under(right, 0.62)
    _cell(right, ("Kon Tum, ngày      tháng      năm 2022", 14, False, True))


def _two_columns(made: Any, *widths: float) -> list[Any]:
    table = made.add_table(rows=1, cols=len(widths))
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    for cell, width in zip(table.rows[0].cells, widths, strict=True):
        cell.width = Cm(width)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    return list(table.rows[0].cells)


def _cell(cell: Any, *lines: tuple[str, float, bool, bool], align: Any = CENTER) -> None:
    for text, size, bold, italic in lines:
        paragraph = (
            cell.paragraphs[0] if not cell.paragraphs[0].runs and len(cell.paragraphs) == 1 else cell.add_paragraph()
        )
        paragraph.alignment = align
        run = paragraph.add_run(text)
        run.bold, run.italic, run.font.size = bold, italic, Pt(size)


def _line_under(cell: Any, part: float) -> None:
    """A drawn rule: the lower border of an empty paragraph, indented on both sides."""
    paragraph = cell.add_paragraph()
    width = cell.width.cm * (1 - part) / 2
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Cm(width)
    paragraph.paragraph_format.line_spacing = Pt(3)
    _border(paragraph)


def _rule(made: Any) -> None:
    paragraph = made.add_paragraph()
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Cm(5.5)
    paragraph.paragraph_format.line_spacing = Pt(3)
    _border(paragraph)


def _border(paragraph: Any) -> None:
    border = f'<w:pBdr {nsdecls("w")}><w:bottom w:val="single" w:sz="6" w:space="1" w:color="000000"/></w:pBdr>'
    paragraph._p.get_or_add_pPr().insert_element_before(parse_xml(border), "w:spacing", "w:ind", "w:jc", "w:rPr")


def _closing(made: Any, texts: dict[int, str]) -> None:
    made.add_paragraph()
    left, right = _two_columns(made, 8.5, 8)
    recipients = [text for number, text in texts.items() if CLOSING < number < SIGNING]
    _cell(left, ("Nơi nhận:", 12, True, True), align=LEFT)
    for text in recipients:
        _cell(left, (text, 11, False, False), align=LEFT)
    signing = [text.strip("*") for number, text in texts.items() if number >= SIGNING]
    _cell(right, *((text, 14, True, False) for text in signing[:2]))
    for _ in range(4):
        right.add_paragraph()
    _cell(right, (signing[2], 14, True, False))


def _footnote(made: Any) -> None:
    text = SCAN.read_text(encoding="utf-8").splitlines()[FOOTNOTE - 1].removeprefix(MARK).strip()
    separators = "".join(
        f'<w:footnote w:type="{kind}" w:id="{id}"><w:p><w:r><w:{element}/></w:r></w:p></w:footnote>'
        for kind, id, element in (
            ("separator", -1, "separator"),
            ("continuationSeparator", 0, "continuationSeparator"),
        )
    )
    size = '<w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"/><w:sz w:val="20"/></w:rPr>'
    note = (
        '<w:footnote w:id="1"><w:p><w:r><w:rPr><w:sz w:val="20"/><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
        f'<w:r>{size}<w:t xml:space="preserve"> {text}</w:t></w:r></w:p></w:footnote>'
    )
    xml = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:footnotes {nsdecls("w")}>{separators}{note}</w:footnotes>'
    part = Part(PackURI("/word/footnotes.xml"), FOOTNOTES, xml.encode(), made.part.package)
    made.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def plan_document() -> bytes:
    """The bytes of the Word file; no time of the run in them."""
    made = document()
    properties = made.core_properties
    properties.title = "Kế hoạch cải cách hành chính nhà nước tỉnh Kon Tum năm 2023"
    properties.author, properties.comments, properties.language = "", "", "vi-VN"
    properties.created = properties.modified = datetime(2022, 12, 1)
    out = BytesIO()
    made.save(out)
    package = read_package(out.getvalue(), TARGET.name)
    return write_package(package)


if __name__ == "__main__":
    TARGET.write_bytes(plan_document())
    print(TARGET.relative_to(FOLDER.parent.parent))

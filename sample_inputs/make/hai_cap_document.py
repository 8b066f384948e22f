"""The invented plan of the two-level sample as its own Word document: fields with goals and tasks, an annex table."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from reporting.compose.grammar import long_date
from reporting.word.package import read_package, write_package

CENTER, JUSTIFY = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY
HEADS = (
    "STT",
    "Nhiệm vụ",
    "Sản phẩm",
    "Thời gian hoàn thành",
    "Chủ trì thực hiện",
    "Phối hợp thực hiện",
    "Theo dõi, kiểm tra, đôn đốc",
)
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII")
NOTICE = "(Kế hoạch minh họa: do người viết mẫu đặt ra, không phải văn bản thật)"


def plan_document(data: dict[str, Any], names: dict[str, str]) -> bytes:
    """`data` of the sample's TOML file; `names`: agency code → name."""
    made = Document()
    _styles(made)
    head, issuer = data["plan"], data["plan"]["issuer"]
    _line(made, issuer.upper(), CENTER, bold=True)
    _line(made, f"Số: {head['number']}/{head['symbol']}", CENTER)
    _line(made, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", CENTER, bold=True)
    _line(made, "Độc lập - Tự do - Hạnh phúc", CENTER, bold=True)
    _line(made, f"{head['place']}, {long_date(head['day'])}", CENTER, italic=True)
    _line(made, "KẾ HOẠCH", CENTER, bold=True)
    _line(made, head["title"], CENTER, bold=True)
    _line(made, NOTICE, CENTER, italic=True)
    said = "mục tiêu của từng lĩnh vực nêu dưới đây, nhiệm vụ cụ thể nêu tại Phụ lục kèm theo"
    _line(made, f"{issuer} ban hành Kế hoạch {head['title'].lower()}, {said}.")
    _line(made, "I. MỤC TIÊU, NHIỆM VỤ", bold=True)
    for number, field in enumerate(data["field"], 1):
        _line(made, f"{number}. {field['title']}", bold=True)
        _line(made, "a) Mục tiêu")
        for target in field["targets"]:
            _line(made, f"- {target}")
    _line(made, "II. TỔ CHỨC THỰC HIỆN", bold=True)
    for number, (who, what) in enumerate(data["responsibilities"].items(), 1):
        _line(made, f"{number}. {who}", bold=True)
        _line(made, f"- {what}")
    _line(made, f"Trên đây là Kế hoạch {head['title'].lower()} của {issuer}./.")
    _annex(made, data, names)
    made.core_properties.created = made.core_properties.modified = datetime(head["day"].year, 1, 1)
    made.core_properties.author = issuer
    whole = BytesIO()
    made.save(whole)
    return write_package(read_package(whole.getvalue(), "ke_hoach_cchc_2026.docx"))


def _styles(made: Any) -> None:
    normal = made.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(14)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), "Times New Roman")
    section = made.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin = section.bottom_margin = section.right_margin = Cm(2)
    section.left_margin = Cm(3)


def _line(made: Any, text: str, align: Any = JUSTIFY, *, bold: bool = False, italic: bool = False) -> None:
    paragraph = made.add_paragraph()
    paragraph.alignment = align
    run = paragraph.add_run(text)
    run.bold, run.italic = bold, italic


def _annex(made: Any, data: dict[str, Any], names: dict[str, str]) -> None:
    section = made.add_section()
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    head = data["plan"]
    _line(made, "PHỤ LỤC", CENTER, bold=True)
    _line(made, f"NHIỆM VỤ {head['title'].upper()}", CENTER, bold=True)
    issued = f"Kế hoạch số {head['number']}/{head['symbol']} {long_date(head['day'])}"
    _line(made, f"(Kèm theo {issued} của {head['issuer']})", CENTER, italic=True)
    table = made.add_table(1, len(HEADS))
    table.style = "Table Grid"
    for cell, text in zip(table.rows[0].cells, HEADS, strict=True):
        cell.text = text
    number = 0
    for roman, field in zip(_ROMAN, data["field"], strict=True):
        cells = table.add_row().cells
        merged = cells[1].merge(cells[-1])
        cells[0].text, merged.text = roman, field["title"].upper()
        for task, product, due, lead, others in field["tasks"]:
            number += 1
            shown = (str(number), task, product, due, names[lead], names.get(others, others), names[field["monitor"]])
            for cell, text in zip(table.add_row().cells, shown, strict=True):
                cell.text = text

"""Planted faults: one in each document, made from a good one; found with its code, and nothing else.

Each entry: what is wrong, the code, what the finding is about ("" where the code says it all).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

import pytest

from reporting.document import Block, Document, Paragraph, Run, Table
from reporting.word.render import render_docx
from tests.helpers import authors
from tests.helpers.documents import document_of, letter, letterhead, main_part, sample_document
from tests.helpers.edits import Edit
from tests.helpers.linting import lint, told
from tests.helpers.word import nd30

OPENING, SENTENCE, TASK = "Thực hiện Kế hoạch số 01", "Các cơ quan, đơn vị đã quán triệt", "Đã rà soát 145"
BODY_NAME, NUMBER, DATE, SUBJECT = "ỦY BAN NHÂN DÂN", "Số:", "Mẫu, ngày", "Kết quả công tác"
RED, ARIAL = '<w:color w:val="FF0000"/>', '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/>'
UPRIGHT, ITALIC, PLAIN, BOLD = '<w:i w:val="0"/>', "<w:i/>", '<w:b w:val="0"/>', "<w:b/>"
LEFT = '<w:jc w:val="left"/>'


def size(points: float) -> str:
    return f'<w:sz w:val="{round(points * 2)}"/>'


@cache
def report() -> bytes:
    return render_docx(with_short_tables(sample_document()), nd30())


def with_short_tables(document: Document) -> Document:
    """A few rows say as much to a lint as forty."""
    return replace(
        document, parts=tuple(replace(part, blocks=tuple(map(shortened, part.blocks))) for part in document.parts)
    )


def shortened(block: Block) -> Block:
    return replace(block, rows=block.rows[:4]) if isinstance(block, Table) else block


@cache
def department() -> bytes:
    """A report of a department: the superior body above its name."""
    main = main_part(False, ("Ủy ban nhân dân tỉnh Mẫu",))
    head = letterhead("UBND TỈNH MẪU")
    text = [block for block in main.blocks[1:] if block.id != "main/opening"]
    return render_docx(document_of(head, *text), nd30())


@cache
def two_addressees() -> bytes:
    return render_docx(letter(), nd30())


@cache
def text_annex() -> bytes:
    """The second annex without its table: text only."""
    document = with_short_tables(sample_document())
    annex = document.parts[2]
    text = Paragraph("annex-2/text", (Run("Nội dung của phụ lục được trình bày thành đoạn văn./."),))
    short = replace(annex, blocks=(annex.blocks[0], text))
    return render_docx(replace(document, parts=(*document.parts[:2], short)), nd30())


@cache
def outline() -> bytes:
    """A document that somebody typed: two khoản under one mục."""
    return authors.direct_with("2. Trụ cột thứ hai của công tác chỉ đạo đã hoàn thành.")


@dataclass(frozen=True, slots=True)
class Planted:
    name: str
    code: str
    about: str
    change: Callable[[Edit], Edit]
    base: Callable[[], bytes] = report


def nfd(edit: Edit) -> Edit:
    return edit.swap(TASK, "văn bản quy phạm", unicodedata.normalize("NFD", "văn bản quy phạm"))


PAGE = [
    Planted("Letter paper", "lint-paper", "", lambda e: e.paper(12240, 15840)),
    Planted("left margin 20", "lint-margins", "trái", lambda e: e.margins(left=1134)),
    Planted("right margin 25", "lint-margins", "phải", lambda e: e.margins(right=1417)),
    Planted("top margin 30", "lint-margins", "trên", lambda e: e.margins(top=1701)),
    Planted("bottom margin 10", "lint-margins", "dưới", lambda e: e.margins(bottom=567)),
    Planted("gutter beyond the margin", "lint-margins", "trái", lambda e: e.margins(gutter=567)),
    Planted("first page landscape", "lint-orientation", "", lambda e: e.paper(16838, 11906)),
    Planted("no page number", "lint-page-number-missing", "văn bản", lambda e: e.no_page_number()),
    Planted("page number in the footer", "lint-page-number-footer", "", lambda e: e.to_footer()),
    Planted("page number on page 1", "lint-page-number-first", "", lambda e: e.without("titlePg")),
    Planted("page number on the left", "lint-component-align", "số trang", lambda e: e.page_number(form=LEFT)),
    Planted("page number 12", "lint-component-size", "số trang", lambda e: e.page_number(look=size(12))),
    Planted("page number italic", "lint-component-italic", "số trang", lambda e: e.page_number(look=ITALIC)),
    Planted("Roman page numbers", "lint-page-number-form", "", lambda e: e.numbers(fmt="lowerRoman")),
    Planted("pages from 3", "lint-page-number-form", "", lambda e: e.numbers(start="3")),
    Planted("annex pages run on", "lint-annex-pages", "", lambda e: e.without("pgNumType", 1)),
]
FONTS = [
    Planted("a paragraph in Arial", "lint-font", "Arial", lambda e: e.look(TASK, ARIAL)),
    Planted(
        "only accented letters in Calibri",
        "lint-font",
        "Calibri",
        lambda e: e.look(TASK, '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Calibri"/>'),
    ),
    Planted("a cell in Arial", "lint-font", "Arial", lambda e: e.look("Văn phòng Ủy ban nhân dân tỉnh", ARIAL)),
    Planted("page number in Arial", "lint-font", "Arial", lambda e: e.page_number(look=ARIAL)),
    Planted(".VnTime", "lint-font-legacy", ".VnTime", lambda e: e.look(TASK, ARIAL.replace("Arial", ".VnTime"))),
    Planted("VNI", "lint-font-legacy", "VNI-Times", lambda e: e.look(TASK, ARIAL.replace("Arial", "VNI-Times"))),
    Planted("red text", "lint-colour", "", lambda e: e.look(TASK, RED)),
    Planted(
        "theme gives Arial for Vietnamese", "lint-font", "Arial", lambda e: e, lambda: authors.theme_fonts("Arial")
    ),
]
HEAD = [
    Planted("no Quốc hiệu", "lint-component-missing", "Quốc hiệu", lambda e: e.drop("CỘNG HÒA")),
    Planted("no Tiêu ngữ", "lint-component-missing", "Tiêu ngữ", lambda e: e.drop("Độc lập")),
    Planted("no number", "lint-component-missing", "số, ký hiệu", lambda e: e.say(NUMBER, " ")),
    Planted(
        "no place and date", "lint-component-missing", "địa danh và thời gian ban hành", lambda e: e.say(DATE, " ")
    ),
    Planted("no type name", "lint-component-missing", "tên loại văn bản", lambda e: e.drop("BÁO CÁO").drop(SUBJECT)),
    Planted("Quốc hiệu misspelt", "lint-national-text", "", lambda e: e.say("CỘNG HÒA", authors.NATIONAL[:-1] + "N")),
    Planted("Quốc hiệu 14", "lint-component-size", "Quốc hiệu", lambda e: e.look("CỘNG HÒA", size(14))),
    Planted("Quốc hiệu not bold", "lint-component-bold", "Quốc hiệu", lambda e: e.look("CỘNG HÒA", PLAIN)),
    Planted("Quốc hiệu on the left", "lint-component-align", "Quốc hiệu", lambda e: e.form("CỘNG HÒA", LEFT)),
    Planted(
        "Quốc hiệu in small letters",
        "lint-component-case",
        "Quốc hiệu",
        lambda e: e.say("CỘNG HÒA", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
    ),
    Planted("Quốc hiệu wraps", "lint-national-wraps", "", lambda e: e.columns(4536, 4536)),
    Planted("motto without blanks", "lint-motto-text", "", lambda e: e.say("Độc lập", "Độc lập-Tự do-Hạnh phúc")),
    Planted("motto in small letters", "lint-motto-text", "", lambda e: e.say("Độc lập", "Độc lập - tự do - hạnh phúc")),
    Planted("motto with dashes", "lint-motto-dash", "", lambda e: e.say("Độc lập", "Độc lập – Tự do – Hạnh phúc")),
    Planted("motto in capitals", "lint-component-case", "Tiêu ngữ", lambda e: e.say("Độc lập", authors.MOTTO.upper())),
    Planted("motto italic", "lint-component-italic", "Tiêu ngữ", lambda e: e.look("Độc lập", ITALIC)),
    Planted(
        "a face that no machine has",
        "lint-font",
        "Times New Roman Bold",
        lambda e: e.look(TASK, ARIAL.replace("Arial", "Times New Roman Bold")),
    ),
    Planted(
        "sent to somebody in the text only",
        "lint-addressee-said",
        "",
        lambda e: e.swap("Trên đây", "kính đề nghị", "kính gửi Bộ Nội vụ, đề nghị"),
        lambda: render_docx(with_short_tables(sample_document(addressees=())), nd30()),
    ),
    Planted("sizes of two sets", "lint-size-set", "", lambda e: e.look(DATE, size(13))),
    Planted("no rule under the motto", "lint-rule-missing", "Tiêu ngữ", lambda e: e.without_rule("Độc lập")),
    Planted("motto's rule too short", "lint-rule-length", "Tiêu ngữ", lambda e: e.rule_length("Độc lập", 0.6)),
    Planted(
        "motto underlined",
        "lint-rule-typed",
        "Tiêu ngữ",
        lambda e: e.without_rule("Độc lập").look("Độc lập", '<w:u w:val="single"/>'),
    ),
    Planted("motto's rule dashed", "lint-rule-dashed", "Tiêu ngữ", lambda e: e.dashed_rule("Độc lập")),
    Planted("body's rule typed", "lint-rule-typed", "tên cơ quan ban hành", lambda e: e.typed_rule(BODY_NAME)),
    Planted(
        "body's rule too long", "lint-rule-length", "tên cơ quan ban hành", lambda e: e.rule_length(BODY_NAME, 2.4)
    ),
    Planted("no rule under the body", "lint-rule-missing", "tên cơ quan ban hành", lambda e: e.without_rule(BODY_NAME)),
    Planted("no rule under the subject", "lint-rule-missing", "trích yếu", lambda e: e.without_rule(SUBJECT)),
    Planted("body's name not bold", "lint-component-bold", "tên cơ quan ban hành", lambda e: e.look(BODY_NAME, PLAIN)),
    Planted(
        "body's name in small letters",
        "lint-component-case",
        "tên cơ quan ban hành",
        lambda e: e.say(BODY_NAME, "Ủy ban nhân dân tỉnh Mẫu"),
    ),
    Planted(
        "superior body bold",
        "lint-component-bold",
        "tên cơ quan chủ quản",
        lambda e: e.look("UBND TỈNH MẪU", BOLD),
        department,
    ),
    Planted("sides swapped", "lint-head-sides", "", lambda e: e.swapped_sides()),
    Planted("no colon after Số", "lint-number-form", "", lambda e: e.say(NUMBER, "Số 25/BC-UBND")),
    Planted("number without zero", "lint-number-form", "", lambda e: e.say(NUMBER, "Số: 5/BC-UBND")),
    Planted("blanks around the slash", "lint-number-form", "", lambda e: e.say(NUMBER, "Số: 25 / BC-UBND")),
    Planted("symbol of a plan", "lint-symbol-type", "", lambda e: e.say(NUMBER, "Số: 25/KH-UBND")),
    Planted("symbol in small letters", "lint-symbol-type", "", lambda e: e.say(NUMBER, "Số: 25/bc-UBND")),
    Planted("number bold", "lint-component-bold", "số, ký hiệu", lambda e: e.look(NUMBER, BOLD)),
    Planted("number 14", "lint-component-size", "số, ký hiệu", lambda e: e.look(NUMBER, size(14))),
    Planted("letter with CV", "lint-symbol-type", "", lambda e: e.say(NUMBER, "Số: 25/CV-SNV"), two_addressees),
    Planted("day without zero", "lint-date-form", "", lambda e: e.say(DATE, "Mẫu, ngày 5 tháng 3 năm 2023")),
    Planted("month without zero", "lint-date-form", "", lambda e: e.say(DATE, "Mẫu, ngày 15 tháng 1 năm 2023")),
    Planted("no comma after the place", "lint-date-form", "", lambda e: e.say(DATE, "Mẫu ngày 05 tháng 3 năm 2023")),
    Planted("date as 05/3/2023", "lint-date-form", "", lambda e: e.say(DATE, "Mẫu, ngày 05/3/2023")),
    Planted("date upright", "lint-component-italic", "địa danh và thời gian ban hành", lambda e: e.look(DATE, UPRIGHT)),
    Planted("type name small", "lint-component-case", "tên loại văn bản", lambda e: e.say("BÁO CÁO", "Báo cáo")),
    Planted("type name 16", "lint-component-size", "tên loại văn bản", lambda e: e.look("BÁO CÁO", size(16))),
    Planted(
        "type and subject on one line",
        "lint-type-line",
        "",
        lambda e: e.say("BÁO CÁO", "BÁO CÁO KẾT QUẢ CẢI CÁCH HÀNH CHÍNH"),
    ),
    Planted("subject not bold", "lint-component-bold", "trích yếu", lambda e: e.look(SUBJECT, PLAIN)),
    Planted("subject on the left", "lint-component-align", "trích yếu", lambda e: e.form(SUBJECT, LEFT)),
    Planted(
        "letter's subject bold",
        "lint-component-bold",
        "trích yếu công văn",
        lambda e: e.look("V/v", BOLD),
        two_addressees,
    ),
]
BODY = [
    Planted("text in 12", "lint-body-size", "", lambda e: e.look(TASK, size(12))),
    Planted("text in 15", "lint-body-size", "", lambda e: e.look(TASK, size(15))),
    Planted("one paragraph in 13", "lint-body-size-mixed", "", lambda e: e.look(TASK, size(13))),
    Planted("text not justified", "lint-body-align", "", lambda e: e.form(TASK, LEFT)),
    Planted("no first-line indent", "lint-indent", "", lambda e: e.form(TASK, '<w:ind w:firstLine="0"/>')),
    Planted("first line at 2 cm", "lint-indent", "", lambda e: e.form(TASK, '<w:ind w:firstLine="1134"/>')),
    Planted("indent typed with blanks", "lint-indent", "", lambda e: e.form(TASK, '<w:ind w:firstLine="200"/>')),
    Planted("paragraphs without space", "lint-spacing", "", lambda e: e.form(TASK, '<w:spacing w:before="0"/>')),
    Planted(
        "double spacing",
        "lint-line-spacing",
        "",
        lambda e: e.form(TASK, '<w:spacing w:before="120" w:line="480" w:lineRule="auto"/>'),
    ),
    Planted(
        "lines of exactly 12 pt",
        "lint-line-spacing",
        "",
        lambda e: e.form(TASK, '<w:spacing w:before="120" w:line="240" w:lineRule="exact"/>'),
    ),
    Planted(
        "mục in small letters", "lint-component-case", "tiêu đề mục", lambda e: e.say("III.", "III. Đánh giá chung")
    ),
    Planted("mục not bold", "lint-component-bold", "tiêu đề mục", lambda e: e.look("III.", PLAIN)),
    Planted("khoản title not bold", "lint-component-bold", "tiêu đề khoản", lambda e: e.look("1. Cải cách", PLAIN)),
    Planted("điểm bold", "lint-component-bold", "điểm", lambda e: e.look("a) Mục tiêu", BOLD)),
    Planted("mục repeated", "lint-number-order", "mục", lambda e: e.say("III.", "II. ĐÁNH GIÁ CHUNG")),
    Planted("khoản goes back", "lint-number-order", "khoản", lambda e: e.say("2. Cải cách thủ tục", "0. Cải cách")),
    Planted("khoản left out", "lint-number-gap", "khoản", lambda e: e.swap("2. Trụ cột", "2.", "3."), outline),
    Planted("points a, b, d, e", "lint-point-order", "điểm", lambda e: e, lambda: authors.automatic_numbers(6)),
    Planted("điểm repeated", "lint-point-order", "điểm", lambda e: e.say("b) Các chỉ tiêu", "f) Các chỉ tiêu cụ thể")),
    Planted("1) for a khoản", "lint-marker-form", "khoản", lambda e: e.swap("1. Mục tiêu", "1.", "1)")),
    Planted("a. for a điểm", "lint-marker-form", "điểm", lambda e: e.swap("a) Mục tiêu", "a)", "a.")),
    Planted("I/ for a mục", "lint-marker-form", "mục", lambda e: e.swap("I. KẾT QUẢ", "I.", "I/")),
    Planted("no ./.", "lint-end-mark", "", lambda e: e.swap("Trên đây là", "./.", ".")),
    Planted(
        "basis upright",
        "lint-component-italic",
        "căn cứ ban hành",
        lambda e: e.look("Căn cứ Luật", UPRIGHT),
        authors.decision,
    ),
    Planted(
        "basis ended by a comma",
        "lint-basis-end",
        "",
        lambda e: e.swap("Căn cứ Nghị định", "văn thư;", "văn thư,"),
        authors.decision,
    ),
    Planted("Điều not bold", "lint-component-bold", "Điều", lambda e: e.look("Điều 2.", PLAIN), authors.decision),
    Planted("Điều repeated", "lint-number-order", "Điều", lambda e: e.swap("Điều 3.", "3", "2"), authors.decision),
]
CLOSING = [
    Planted("no colon after Kính gửi", "lint-addressee-form", "", lambda e: e.say("Kính gửi", "Kính gửi Bộ Nội vụ.")),
    Planted("Kính gửi bold", "lint-component-bold", "Kính gửi", lambda e: e.look("Kính gửi", BOLD)),
    Planted(
        "addressees without semicolon",
        "lint-addressee-form",
        "",
        lambda e: e.swap("- Sở Tư pháp", ";", "."),
        two_addressees,
    ),
    Planted(
        "a letter to nobody",
        "lint-component-missing",
        "Kính gửi",
        lambda e: (
            e.drop("Kính gửi").drop("- Sở Tư pháp").drop("- Ủy ban nhân dân huyện").swap("- Như", "Như trên", "VP")
        ),
        two_addressees,
    ),
    Planted(
        "function not bold", "lint-component-bold", "quyền hạn, chức vụ của người ký", lambda e: e.look("KT.", PLAIN)
    ),
    Planted(
        "function in small letters",
        "lint-component-case",
        "quyền hạn, chức vụ của người ký",
        lambda e: e.say("PHÓ CHỦ TỊCH", "Phó Chủ tịch"),
    ),
    Planted("K/T for KT.", "lint-signing-form", "", lambda e: e.say("KT.", "K/T CHỦ TỊCH")),
    Planted("signer 12", "lint-component-size", "họ tên người ký", lambda e: e.look("Nguyễn Văn Mẫu", size(12))),
    Planted(
        "signer in capitals",
        "lint-component-case",
        "họ tên người ký",
        lambda e: e.say("Nguyễn Văn Mẫu", "NGUYỄN VĂN MẪU"),
    ),
    Planted("signer with a degree", "lint-signer-title", "", lambda e: e.say("Nguyễn Văn Mẫu", "ThS. Nguyễn Văn Mẫu")),
    Planted("Nơi nhận upright", "lint-component-italic", "từ Nơi nhận", lambda e: e.look("Nơi nhận", UPRIGHT)),
    Planted("Nơi nhận 14", "lint-component-size", "từ Nơi nhận", lambda e: e.look("Nơi nhận", size(14))),
    Planted("recipients 12", "lint-component-size", "danh sách nơi nhận", lambda e: e.look("- Như trên", size(12))),
    Planted("no Như trên", "lint-recipients-first", "", lambda e: e.say("- Như trên", "- Bộ Nội vụ;")),
    Planted("no Lưu", "lint-recipients-last", "", lambda e: e.say("- Lưu", "- Văn thư.")),
    Planted("Lưu with a semicolon", "lint-recipients-marks", "danh sách", lambda e: e.swap("- Lưu", ".ABC.", ".ABC;")),
    Planted("recipient without mark", "lint-recipients-marks", "danh sách", lambda e: e.say("- Như", "- Như trên")),
    Planted(
        "no recipients",
        "lint-component-missing",
        "từ Nơi nhận",
        lambda e: e.drop_cell("Nơi nhận"),
    ),
]
ANNEXES = [
    Planted(
        "PHỤ LỤC in capitals",
        "lint-component-case",
        "từ Phụ lục và số thứ tự",
        lambda e: e.say("Phụ lục I", "PHỤ LỤC I"),
    ),
    Planted("Phụ lục not bold", "lint-component-bold", "từ Phụ lục và số thứ tự", lambda e: e.look("Phụ lục I", PLAIN)),
    Planted("Phụ lục 2", "lint-annex-number", "", lambda e: e.say("Phụ lục II", "Phụ lục 2")),
    Planted("annex numbers not in order", "lint-annex-number", "", lambda e: e.say("Phụ lục II", "Phụ lục III")),
    Planted(
        "annex title in small letters",
        "lint-component-case",
        "tên phụ lục",
        lambda e: e.say("KẾT QUẢ THỰC HIỆN CÁC NHIỆM VỤ", "Kết quả thực hiện các nhiệm vụ"),
    ),
    Planted(
        "reference upright",
        "lint-component-italic",
        "dòng kèm theo của phụ lục",
        lambda e: e.look("(Kèm theo", UPRIGHT),
    ),
    Planted(
        "annexes not mentioned",
        "lint-annex-unmentioned",
        "",
        lambda e: e.swap(OPENING, "(chi tiết tại Phụ lục I, Phụ lục II kèm theo)", "(số liệu giả định)"),
    ),
    Planted(
        "annex without ./.", "lint-annex-end", "", lambda e: e.swap("Nội dung của phụ lục", "./.", "."), text_annex
    ),
]
TEXT = [
    Planted("loose accents", "lint-text-nfd", "", nfd),
    Planted("85.5%", "lint-text-decimal-marks", "", lambda e: e.swap("Tiếp nhận 45.678", "70,0%", "70.0%")),
    Planted("1,234,567", "lint-text-decimal-marks", "", lambda e: e.swap(TASK, "145 văn", "1,145,000 văn")),
    Planted(
        "Ủy Ban Nhân Dân",
        "lint-text-body-name",
        "Ủy ban nhân dân",
        lambda e: e.swap(TASK, "Ủy ban nhân dân", "Ủy Ban Nhân Dân"),
    ),
    Planted(
        "ủy ban nhân dân",
        "lint-text-body-name",
        "Ủy ban nhân dân",
        lambda e: e.swap(TASK, "Ủy ban nhân", "ủy ban nhân"),
    ),
    Planted(
        "sở Nội vụ", "lint-text-body-name", "Sở Nội vụ", lambda e: e.swap(TASK, "145 văn", "cùng sở Nội vụ 145 văn")
    ),
    Planted(
        "Sở nội vụ", "lint-text-body-name", "Sở Nội vụ", lambda e: e.swap(TASK, "145 văn", "cùng Sở nội vụ 145 văn")
    ),
    Planted(
        "Khoản 2 Điều 5", "lint-text-citation", "", lambda e: e.swap(TASK, "145 văn", "theo Khoản 2 Điều 5 145 văn")
    ),
    Planted(
        "khoản 2 điều 5", "lint-text-citation", "", lambda e: e.swap(TASK, "145 văn", "theo khoản 2 điều 5 145 văn")
    ),
    Planted(
        "ngày 5 tháng 3", "lint-text-date", "", lambda e: e.swap(TASK, "ngày 31/01/2023", "ngày 5 tháng 3 năm 2023")
    ),
    Planted("ngày 5/3/2023", "lint-text-date", "", lambda e: e.swap(TASK, "ngày 31/01/2023", "ngày 5/3/2023")),
    Planted("ngày 15/1/2023", "lint-text-date", "", lambda e: e.swap(TASK, "ngày 31/01/2023", "ngày 15/1/2023")),
    Planted(
        "Tờ trình số 12/TT-", "lint-text-symbol", "", lambda e: e.swap(TASK, "Quyết định số 45/QĐ", "Tờ trình số 45/TT")
    ),
    Planted("Quyết định số 12/KH-", "lint-text-symbol", "", lambda e: e.swap(TASK, "số 45/QĐ", "số 45/KH")),
    Planted("tracked changes", "lint-changes-left", "", lambda e: e.inserted(TASK)),
]


ALL = (*PAGE, *FONTS, *HEAD, *BODY, *CLOSING, *ANNEXES, *TEXT)


@pytest.mark.parametrize("planted", ALL, ids=lambda planted: planted.name)
def test_a_planted_fault_is_found_and_nothing_else(planted: Planted) -> None:
    docx = planted.change(Edit(planted.base())).saved
    found = {(finding.code, finding.subject if planted.about else "") for finding in lint(docx)}
    assert found == {(planted.code, planted.about)}, "\n".join(told(docx))


def test_a_finding_says_where_what_is_accepted_and_the_article() -> None:
    (finding,) = lint(Edit(report()).look(TASK, ARIAL).saved)
    paragraphs = list(Edit(report()).root.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p"))
    assert paragraphs[finding.location.paragraph - 1] is not None
    assert "Đã rà soát 145" in finding.wrong
    assert finding.accepted == "Times New Roman (Phụ lục I, Mục I.4)"


def test_equal_faults_are_one_finding_with_all_places() -> None:
    edit = Edit(report()).look(TASK, ARIAL).look(SENTENCE, ARIAL).look(OPENING, ARIAL)
    (finding,) = lint(edit.saved)
    assert len(finding.related) == 2
    assert "và 2 đoạn khác" in finding.message()

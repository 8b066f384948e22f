"""Documents for the tests of the writers: a whole sample, and hostile ones. All texts and figures invented."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Literal

from reporting.compose.frame import DATE_BLANK, NUMBER_BLANK
from reporting.consolidation import Figure, Formula, Total
from reporting.document import (
    Addressees,
    AnnexTitle,
    Block,
    Cell,
    Closing,
    Column,
    Document,
    Heading,
    Letterhead,
    Paragraph,
    Part,
    Row,
    Run,
    Table,
    Title,
)

GENERATION = "5f2c9a7d1e3b4c60"
LONG_WORD = "SO/KY-HIEU-" + "X" * 120
ADDRESSEE = ("Bộ Nội vụ",)
ADDRESSEES = ("Bộ Nội vụ", "Văn phòng Chính phủ", "Ủy ban nhân dân các huyện, thành phố thuộc tỉnh Mẫu")


def sample_document(
    *, draft: bool = False, addressees: tuple[str, ...] = ADDRESSEE, numbering: Literal["each", "through"] = "each"
) -> Document:
    """A main part (letterhead … closing), annex I landscape with a 40-row table, annex II portrait."""
    return Document(
        id="bao-cao-mau",
        title="Báo cáo Kết quả công tác cải cách hành chính Quý I năm 2023",
        subject="Kết quả công tác cải cách hành chính Quý I năm 2023",
        author="Ủy ban nhân dân tỉnh Mẫu",
        parts=(main_part(draft, addressees), annex_targets(), annex_tasks()),
        draft=draft,
        numbering=numbering,
        generation=GENERATION,
        properties=(("Kỳ báo cáo", "Quý I/2023"), ("Dữ liệu", "số liệu giả định dùng cho kiểm thử")),
    )


def document_of(*blocks: Block, landscape: bool = False, draft: bool = False) -> Document:
    """A document of one part with just these blocks."""
    part = Part("main", "bao_cao", "Báo cáo", blocks, "landscape" if landscape else "portrait")
    return Document("mau", "Báo cáo mẫu", (part,), draft=draft, generation=GENERATION)


def text(id: str, words: str, **fields: object) -> Paragraph:
    return Paragraph(id, (Run(words),), **fields)  # type: ignore[arg-type]


def cell(*lines: str, **fields: object) -> Cell:
    return Cell(tuple((Run(line),) for line in lines), **fields)  # type: ignore[arg-type]


def ratio(id: str, numerator: int, denominator: int) -> Figure:
    value = Decimal(100 * numerator) / Decimal(denominator)
    return Figure(id, value, Formula.RATIO, (Total(Decimal(numerator)), Total(Decimal(denominator))), "%")


def letterhead(superior: str = "") -> Letterhead:
    return Letterhead(
        "main/letterhead",
        superior,
        "ỦY BAN NHÂN DÂN\nTỈNH MẪU" if not superior else "SỞ NỘI VỤ",
        f"Số:{NUMBER_BLANK}/BC-UBND" if not superior else f"Số:{NUMBER_BLANK}/BC-SNV",
        f"Mẫu, ngày{DATE_BLANK}tháng{DATE_BLANK}năm 2023",
    )


def letter() -> Document:
    """A letter (công văn): no type name, its subject under the number."""
    head = replace(
        letterhead("ỦY BAN NHÂN DÂN\nTỈNH MẪU"), number_line=f"Số:{NUMBER_BLANK}/SNV-CCHC", subject=_LETTER_SUBJECT
    )
    return document_of(
        head,
        Addressees("main/addressees", ("Sở Tư pháp", "Ủy ban nhân dân huyện Mẫu")),
        text("main/1", "Đến hết ngày 16 tháng 3 năm 2023, cơ quan chưa nhận được báo cáo của đơn vị (giả định)."),
        text("main/2", "Đề nghị đơn vị gửi báo cáo trước ngày 18 tháng 3 năm 2023./."),
        Closing("main/closing", ("Như trên", "Lưu: VT, CCHC"), ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), "Trần Thị Mẫu"),
    )


_LETTER_SUBJECT = "V/v đôn đốc gửi báo cáo cải cách hành chính Quý I năm 2023"


def main_part(draft: bool, addressees: tuple[str, ...]) -> Part:
    blocks: tuple[Block, ...] = (
        letterhead(),
        Title("main/title", "BÁO CÁO", "Kết quả công tác cải cách hành chính Quý I năm 2023"),
        Addressees("main/addressees", addressees),
        text("main/opening", _OPENING),
        Heading("I", 1, "I.", "KẾT QUẢ THỰC HIỆN MỤC TIÊU"),
        Heading("I.1", 2, "1.", "Mục tiêu"),
        Heading("I.1.a", 3, "a)", "Mục tiêu chung"),
        text("I.1.a/result", _GENERAL),
        Heading("I.1.b", 3, "b)", "Các chỉ tiêu cụ thể"),
        *_targets(draft),
        Heading("II", 1, "II.", "KẾT QUẢ THỰC HIỆN NHIỆM VỤ, GIẢI PHÁP CẢI CÁCH HÀNH CHÍNH NHÀ NƯỚC TRÊN ĐỊA BÀN TỈNH"),
        Heading("II.1", 2, "1.", "Cải cách thể chế"),
        *(text(f"II.1.{n:02}/result", words) for n, words in enumerate(_TASKS, 1)),
        Heading(
            "II.2", 2, "2.", "Cải cách thủ tục hành chính, nâng cao chất lượng giải quyết thủ tục theo cơ chế một cửa"
        ),
        *(text(f"II.2.{n:02}/result", words) for n, words in enumerate(_PROCEDURES, 1)),
        Heading("III", 1, "III.", "ĐÁNH GIÁ CHUNG"),
        text("III/note", "(Số liệu giả định dùng cho kiểm thử.)", style="ghi_chu"),
        text("III.1/result", "Công tác cải cách hành chính được triển khai đồng bộ, có trọng tâm, trọng điểm."),
        text(
            "III.2/result",
            "- Một số cơ quan, đơn vị gửi báo cáo chưa đúng thời hạn quy định.",
        ),
        text("main/end", _END),
        Closing("main/closing", _RECIPIENTS, ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), "Nguyễn Văn Mẫu"),
    )
    return Part("main", "bao_cao", "Báo cáo", blocks)


def _targets(draft: bool) -> tuple[Paragraph, ...]:
    figure = ratio("I.1.b.01/1", 17_106, 20_000)
    gap = Run("[thiếu số liệu: Sở Tư pháp]", mark="gap") if draft else Run("100% (25/25 nhiệm vụ)")
    return (
        Paragraph(
            "I.1.b.01/result",
            (
                Run("- Tỷ lệ hồ sơ được số hóa đạt "),
                Run("85,5%", bold=True, figure=figure),
                Run(" (17.106/20.000 hồ sơ), vượt 5,5 điểm phần trăm so với mục tiêu tối thiểu 80%; "),
                Run("tăng 2,3 điểm phần trăm so với kỳ trước", italic=True),
                Run("."),
            ),
        ),
        Paragraph("I.1.b.02/result", (Run("- Nhiệm vụ được giao hoàn thành đúng hạn: "), gap, Run("."))),
        text("I.1.b.03/result", "- Hoàn thành 02/02 hoạt động kiểm tra theo Kế hoạch; kiểm tra 09 cơ quan, đơn vị."),
    )


def annex_targets() -> Part:
    columns = (
        Column("STT", 5, "center"),
        Column("Chỉ tiêu", 22),
        Column("Cơ quan chủ trì/ đầu mối", 14),
        Column("Mục tiêu", 9, "center", "Năm 2023"),
        Column("Lũy kế", 9, "right", "Năm 2023"),
        Column("Tử số/mẫu số", 10, "right", "Quý I"),
        Column("Tỷ lệ (%)", 8, "right", "Quý I"),
        Column("Đánh giá", 9, "center"),
        Column("Ghi chú", 14),
    )
    rows: list[Row] = []
    for number in range(1, 41):
        if number % 10 == 1:
            rows.append(_group_row(number // 10 + 1, len(columns)))
        rows.append(_target_row(number))
    table = Table("annex-1/table", columns, tuple(rows))
    reference = f"(Kèm theo Báo cáo số{NUMBER_BLANK}/BC-UBND ngày{DATE_BLANK}tháng{DATE_BLANK}năm 2023 của Ủy ban nhân dân tỉnh Mẫu)"
    title = AnnexTitle(
        "annex-1/title", "Phụ lục I", "KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU CẢI CÁCH HÀNH CHÍNH QUÝ I NĂM 2023", reference
    )
    end = text("annex-1/end", "Ghi chú: số liệu giả định dùng cho kiểm thử./.", style="ghi_chu")
    return Part("annex-1", "phu_luc_1", "Phụ lục I", (title, table, end), "landscape", annex=True)


def _group_row(number: int, columns: int) -> Row:
    roman = ("I", "II", "III", "IV")[number - 1]
    return Row(
        f"annex-1/group/{roman}",
        (cell(f"{roman}. Nhóm chỉ tiêu về lĩnh vực thứ {number}", span=columns, bold=True),),
        "group",
    )


def _target_row(number: int) -> Row:
    figure = ratio(f"I.1.b.{number:02}/1", 700 + number, 1000)
    words = f"Tỷ lệ hồ sơ thuộc nhóm {number} được giải quyết đúng hạn, trước hạn tại các cơ quan, đơn vị"
    cells = (
        cell(str(number)),
        cell(words, "Theo Kế hoạch năm 2023") if number % 7 == 0 else cell(words),
        cell("Sở Nội vụ" if number % 2 else "Văn phòng Ủy ban nhân dân tỉnh"),
        cell("≥ 80%"),
        cell(f"{70 + number % 9},5"),
        cell(f"{700 + number}/1.000"),
        Cell(((Run(f"{70 + number / 10:.1f}".replace(".", ","), figure=figure),),)),
        cell("Đạt" if number % 3 else "Chưa đạt"),
        cell("" if number % 5 else "Quyết định số 15/QĐ-UBND ngày 05/01/2023"),
    )
    return Row(f"annex-1/row/{number}", cells)


def annex_tasks() -> Part:
    columns = (
        Column("STT", 6, "center"),
        Column("Nhiệm vụ", 44),
        Column("Kết quả thực hiện", 35),
        Column("Trạng thái", 15, "center"),
    )
    rows = tuple(
        Row(
            f"annex-2/row/{n}",
            (
                cell(str(n)),
                cell(words),
                cell("Đã ban hành văn bản triển khai", "Đang theo dõi"),
                cell("Đang thực hiện"),
            ),
        )
        for n, words in enumerate((*_TASKS, *_PROCEDURES), 1)
    )
    total = Row(
        "annex-2/total", (cell("Tổng số", span=2, align="center", bold=True), cell("08 nhiệm vụ"), cell("")), "total"
    )
    reference = f"(Kèm theo Báo cáo số{NUMBER_BLANK}/BC-UBND ngày{DATE_BLANK}tháng{DATE_BLANK}năm 2023 của Ủy ban nhân dân tỉnh Mẫu)"
    blocks: tuple[Block, ...] = (
        AnnexTitle("annex-2/title", "Phụ lục II", "KẾT QUẢ THỰC HIỆN CÁC NHIỆM VỤ", reference),
        Heading("annex-2/1", 2, "1.", "Nhiệm vụ về thể chế và thủ tục hành chính"),
        text("annex-2/opening", "Kết quả thực hiện từng nhiệm vụ như sau:"),
        Table("annex-2/table", columns, (*rows, total)),
        text("annex-2/end", "Các nhiệm vụ còn lại được tổng hợp trong kỳ báo cáo sau./."),
    )
    return Part("annex-2", "phu_luc_2", "Phụ lục II", blocks, annex=True)


_RECIPIENTS = (
    "Như trên",
    "Thường trực Tỉnh ủy (báo cáo)",
    "Chủ tịch, các Phó Chủ tịch Ủy ban nhân dân tỉnh",
    "Các sở, ban ngành thuộc tỉnh",
    "Ủy ban nhân dân các huyện, thành phố",
    "Lưu: VT, NC.ABC",
)

_OPENING = (
    "Thực hiện Kế hoạch số 01/KH-UBND ngày 05 tháng 01 năm 2023 của Ủy ban nhân dân tỉnh Mẫu về thực hiện công tác "
    "cải cách hành chính nhà nước năm 2023, Ủy ban nhân dân tỉnh báo cáo kết quả thực hiện Quý I năm 2023 như sau "
    "(chi tiết tại Phụ lục I, Phụ lục II kèm theo):"
)
_GENERAL = (
    "Các cơ quan, đơn vị đã quán triệt, triển khai đầy đủ các nội dung của Kế hoạch; người đứng đầu trực tiếp chỉ đạo, "
    "chịu trách nhiệm về kết quả cải cách hành chính của cơ quan, đơn vị mình. Đến hết kỳ báo cáo, có 34/36 cơ quan gửi "
    "báo cáo đúng thời hạn (94,4%), tăng 02 cơ quan so với cùng kỳ năm trước."
)
_TASKS = (
    "Đã rà soát 145 văn bản quy phạm pháp luật của Hội đồng nhân dân, Ủy ban nhân dân tỉnh; công bố 12 văn bản hết hiệu "
    "lực toàn bộ, 03 văn bản hết hiệu lực một phần (Quyết định số 45/QĐ-UBND ngày 31/01/2023).",
    "Ban hành Kế hoạch theo dõi tình hình thi hành pháp luật năm 2023 (Kế hoạch số 12/KH-UBND ngày 06/01/2023); đang thực hiện.",
    "Tổ chức 04 hội nghị phổ biến, giáo dục pháp luật với 560 lượt người tham dự, đạt 100% kế hoạch của quý.",
    "Thẩm định 09 dự thảo văn bản quy phạm pháp luật, đạt 100% (09/09 dự thảo) đúng thời hạn theo quy định.",
)
_PROCEDURES = (
    "Công bố, công khai kịp thời 1.812 thủ tục hành chính thuộc thẩm quyền giải quyết của ba cấp chính quyền địa phương.",
    "Tiếp nhận 45.678 hồ sơ, trong đó tiếp nhận trực tuyến 31.974 hồ sơ (70,0%); đã giải quyết 44.120 hồ sơ, trong đó "
    "trước hạn và đúng hạn 43.899 hồ sơ (99,5%), quá hạn 221 hồ sơ (0,5%).",
    "Thực hiện thanh toán trực tuyến đối với 12.345/20.575 hồ sơ có yêu cầu nghĩa vụ tài chính, đạt 60,0%.",
    "Mức độ hài lòng của người dân, doanh nghiệp đạt 96,8%; không có phản ánh, kiến nghị quá hạn chưa xử lý.",
)
_END = (
    "Trên đây là Báo cáo kết quả công tác cải cách hành chính Quý I năm 2023 của Ủy ban nhân dân tỉnh Mẫu, kính đề nghị "
    "Bộ Nội vụ tổng hợp./."
)

"""Invented plans that differ as real ones do; the .txt files beside this module are two more."""

from __future__ import annotations

import unicodedata
from pathlib import Path

from docx import Document

from tests.plan_import.documents import closing, letterhead, listed, numbered, saved, task_table, tracked

FOLDER = Path(__file__).parent

HEADER = (
    "STT", "Thời gian hoàn thành", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Sản phẩm, kết quả", "Kinh phí",
)  # fmt: skip


def annex_only() -> bytes:
    """Tasks stand only in the annex: columns in another order, merged group rows, a second table without
    heading as after a page break, a lead merged over two rows, the heading repeated."""
    made = Document()
    letterhead(made, ("ỦY BAN NHÂN DÂN", "TỈNH HẢI BÌNH"), "Số: 07/KH-UBND", "Hải Bình, ngày 10 tháng 01 năm 2025")
    for text in (
        "KẾ HOẠCH",
        "Cải cách hành chính nhà nước tỉnh Hải Bình năm 2025",
        "Thực hiện Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ, UBND tỉnh ban hành Kế hoạch như sau:",
        "I. MỤC TIÊU",
        "Nâng cao chất lượng phục vụ Nhân dân.",
        "II. NHIỆM VỤ",
        "Các nhiệm vụ cụ thể nêu tại Phụ lục kèm theo Kế hoạch này.",
        "III. TỔ CHỨC THỰC HIỆN",
        "1. Các cơ quan chủ trì báo cáo định kỳ hằng quý về Sở Nội vụ.",
        "2. Sở Nội vụ theo dõi, tổng hợp./.",
    ):
        made.add_paragraph(text)
    closing(
        made, ("Bộ Nội vụ", "Lưu: VT, SNV"), ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "", "Lê Thị Mẫu")
    )
    made.add_paragraph("PHỤ LỤC")
    made.add_paragraph("NHIỆM VỤ CẢI CÁCH HÀNH CHÍNH NĂM 2025")
    made.add_paragraph("(Kèm theo Kế hoạch số 07/KH-UBND ngày 10 tháng 01 năm 2025 của UBND tỉnh)")
    task_table(
        made,
        HEADER,
        (
            ("I. CẢI CÁCH THỂ CHẾ",),
            (
                "1",
                "Quý I/2025",
                "Ban hành Kế hoạch rà soát văn bản",
                "Sở Tư pháp",
                "Các sở, ban, ngành",
                "Kế hoạch của UBND tỉnh",
                "",
            ),
            (
                "2",
                "Thường xuyên",
                "Kiểm tra, xử lý văn bản trái luật",
                "^",
                "UBND các huyện, thành phố",
                "Báo cáo",
                "20 triệu đồng",
            ),
            ("II. CẢI CÁCH TỔ CHỨC BỘ MÁY",),
            (
                "1",
                "Trước 30/6/2025",
                "Sắp xếp các đơn vị sự nghiệp công lập",
                "Sở Nội vụ",
                "Sở Tài chính; các đơn vị liên quan",
                "Đề án",
                "",
            ),
        ),
    )
    task_table(
        made,
        ("2", "Sau khi có hướng dẫn", "Quy định chức năng, nhiệm vụ của sở", "Các sở, ban, ngành", "Sở Nội vụ", "Quyết định", ""),
        (
            HEADER,
            ("III. CHUYỂN ĐỔI SỐ",),
            ("1", "Tháng 11/2025", "Đưa vào vận hành kho dữ liệu dùng chung", "Sở TT&TT", "Công an tỉnh, VNPT Hải Bình", "Hệ thống", ""),
        ),
    )  # fmt: skip
    return saved(made)


def word_lists() -> bytes:
    """Every number is made by Word, headings carry no style; one tracked change in each direction."""
    made = Document()
    letterhead(made, ("BỘ THỦY LỢI",), "Số:      /KH-BTL", "Hà Nội, ngày     tháng     năm 2027")
    made.add_paragraph("KẾ HOẠCH")
    made.add_paragraph("Cải cách hành chính của Bộ Thủy lợi năm 2027")
    made.add_paragraph(
        "Căn cứ Nghị định số 10/2026/NĐ-CP ngày 03 tháng 02 năm 2026 của Chính phủ quy định chức năng, nhiệm vụ;"
    )
    number = numbered(made)
    rows = (
        (0, "MỤC TIÊU"),
        (1, "Mục tiêu chung"),
        (3, "Xây dựng nền hành chính phục vụ."),
        (1, "Chỉ tiêu cụ thể"),
        (3, "Ít nhất 90% hồ sơ giải quyết đúng hạn; 100% thủ tục hành chính được công khai kịp thời."),
        (-1, "(Văn phòng Bộ chủ trì; Vụ Pháp chế, Cục Chuyển đổi số phối hợp)"),
        (0, "NHIỆM VỤ"),
        (1, "Cải cách thể chế"),
        (2, "Rà soát văn bản quy phạm pháp luật."),
        (2, "Ban hành kế hoạch kiểm tra văn bản."),
        (-1, "Đơn vị chủ trì: Vụ Pháp chế. Thời hạn: Quý II."),
        (1, "Cải cách thủ tục hành chính"),
        (2, "Tái cấu trúc quy trình."),
        (2, "Công bố thủ tục nội bộ."),
        (2, "Số hóa kết quả."),
        (2, "Tổng kết."),
        (2, "Khen thưởng tập thể, cá nhân có thành tích."),
    )
    for level, text in rows:
        if level < 0:
            made.add_paragraph(text)
            continue
        paragraph = listed(made, number, level, text)
        if text == "Tổng kết.":
            tracked(paragraph, "ins", " Nhân rộng mô hình tốt.")
            tracked(paragraph, "del", " Bỏ câu này.")
    return saved(made)


def damaged() -> str:
    """NFD text with hard-wrapped, broken lines, page numbers, a footnote in the flow and slips."""
    text = """ỦY BAN NHÂN DÂN
TỈNH BẮC HÀ
Số: 33/KH-UBND
Bắc Hà, ngày 05 tháng 3 năm 2024

KẾ HOẠCH
Cải cách hành chính nhà nước năm 2024

I. MỤC TIÊU CỤ THỂ

- Phấn đầu 85% hồ sơ thủ tục hành chính được giải quyết trực tuyến[1]; tỷ lệ
hài lòng của người dân đạt từ 90% trở lên.
* Các sở, ban ngành, Ủy ban nhân dân cấp huyện triển khai; Văn phòng Ủy ban

- 2 -

nhân dân tỉnh theo dõi, đôn đốc.

[1] Theo Quyết định số 100/QĐ-UBND ngày 01 tháng 02 năm 2024 của Ủy ban nhân dân
tỉnh.

II. NHIỆM VỤ

1. Cải cách thủ tục hành chính

- Rà soát, đơn giản hóa thủ tục hành chính thuộc thẩm quyền giải quyết của
các sở, ban ngành.

3

- Thường xuyên xuyên công khai kết quả giải quyết hồ sơ.

III. TỔ CHỨC THỰC HIỆN

1. Văn phòng Ủy ban nhân dân tỉnh

- Chủ trì, phối hợp với các cơ quan liên quan tham mưu công tác cải cách thủ
tục hành chính.

2. Các sở, ban ngành, Ủy ban nhân dân các huyện, thị xã

- Phân công nhiệm vụ cụ thể./.
"""
    return unicodedata.normalize("NFD", text)

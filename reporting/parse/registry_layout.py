"""The sheets and columns of the agency registry (don_vi.xlsx)."""

from __future__ import annotations

from reporting.parse.tables import Layout, ReadColumn

YES, NO = "có", "không"

AGENCIES = Layout(
    "Đơn vị",
    "Danh sách cơ quan, đơn vị theo thứ tự chính thức. Mã là chữ in hoa không dấu và không bao giờ đổi; sửa tên, "
    "ký hiệu, tên gọi khác tùy ý. Nhiều giá trị trong một ô cách nhau bằng dấu chấm phẩy (;). “Báo cáo”: có nộp "
    "biểu riêng hay không; cấp xã báo cáo qua “Đơn vị cấp trên”.",
    (
        ReadColumn("code", "Mã", 12, True),
        ReadColumn("name", "Tên đầy đủ", 44, True, aliases=("Tên", "Tên đơn vị")),
        ReadColumn("short_name", "Tên ngắn", 30),
        ReadColumn("symbol", "Ký hiệu văn bản", 13, aliases=("Ký hiệu",)),
        ReadColumn("level", "Cấp", 18, True),
        ReadColumn("groups", "Nhóm", 11),
        ReadColumn("parent", "Đơn vị cấp trên", 13, aliases=("Báo cáo qua",)),
        ReadColumn("expected", "Báo cáo", 10, choices=(YES, NO)),
        ReadColumn("aliases", "Tên gọi khác", 60),
        ReadColumn("gso_code", "Mã hành chính", 11, aliases=("Mã đơn vị hành chính",)),
        ReadColumn("organ_id", "Mã định danh", 15),
        ReadColumn("valid_from", "Hiệu lực từ", 12, kind="date"),
        ReadColumn("valid_to", "Hiệu lực đến", 12, kind="date"),
        ReadColumn("successors", "Đơn vị kế thừa", 16),
    ),
)

GROUPS = Layout(
    "Nhóm",
    "Các nhóm mà kế hoạch gọi chung, như “các sở, ban ngành”. Đơn vị thuộc nhóm nào ghi ở cột “Nhóm” của bảng Đơn vị.",
    (
        ReadColumn("code", "Mã", 12, True),
        ReadColumn("name", "Tên", 36, True, aliases=("Tên nhóm",)),
        ReadColumn("aliases", "Tên gọi khác", 100),
    ),
)

LEVELS = Layout(
    "Cấp",
    "Các cấp dùng ở cột “Cấp” của bảng Đơn vị (ghi tên hoặc mã). Thêm, bớt được: từ 01/7/2025 không còn cấp huyện.",
    (ReadColumn("code", "Mã", 12, True), ReadColumn("name", "Tên", 44, True, aliases=("Tên cấp",))),
)

SHEETS = (AGENCIES, GROUPS, LEVELS)

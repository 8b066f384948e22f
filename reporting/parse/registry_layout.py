"""The sheets and columns of the agency registry (don_vi.xlsx)."""

from __future__ import annotations

from reporting.parse.tables import Column, Layout

YES, NO = "có", "không"

AGENCIES = Layout(
    "Đơn vị",
    "Danh sách cơ quan, đơn vị theo thứ tự chính thức. Mã là chữ in hoa không dấu và không bao giờ đổi; sửa tên, "
    "ký hiệu, tên gọi khác tùy ý. Nhiều giá trị trong một ô cách nhau bằng dấu chấm phẩy (;). “Báo cáo”: có nộp "
    "biểu riêng hay không; cấp xã báo cáo qua “Đơn vị cấp trên”.",
    (
        Column("code", "Mã", 12, True),
        Column("name", "Tên đầy đủ", 44, True, aliases=("Tên", "Tên đơn vị")),
        Column("short_name", "Tên ngắn", 30),
        Column("symbol", "Ký hiệu văn bản", 13, aliases=("Ký hiệu",)),
        Column("level", "Cấp", 18, True),
        Column("groups", "Nhóm", 11),
        Column("parent", "Đơn vị cấp trên", 13, aliases=("Báo cáo qua",)),
        Column("expected", "Báo cáo", 10, choices=(YES, NO)),
        Column("aliases", "Tên gọi khác", 60),
        Column("gso_code", "Mã hành chính", 11, aliases=("Mã đơn vị hành chính",)),
        Column("organ_id", "Mã định danh", 15),
        Column("valid_from", "Hiệu lực từ", 12, kind="date"),
        Column("valid_to", "Hiệu lực đến", 12, kind="date"),
        Column("successors", "Đơn vị kế thừa", 16),
    ),
)

GROUPS = Layout(
    "Nhóm",
    "Các nhóm mà kế hoạch gọi chung, như “các sở, ban ngành”. Đơn vị thuộc nhóm nào ghi ở cột “Nhóm” của bảng Đơn vị.",
    (
        Column("code", "Mã", 12, True),
        Column("name", "Tên", 36, True, aliases=("Tên nhóm",)),
        Column("aliases", "Tên gọi khác", 100),
    ),
)

LEVELS = Layout(
    "Cấp",
    "Các cấp dùng ở cột “Cấp” của bảng Đơn vị (ghi tên hoặc mã). Thêm, bớt được: từ 01/7/2025 không còn cấp huyện.",
    (Column("code", "Mã", 12, True), Column("name", "Tên", 44, True, aliases=("Tên cấp",))),
)

SHEETS = (AGENCIES, GROUPS, LEVELS)

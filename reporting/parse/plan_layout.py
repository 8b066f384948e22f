"""The sheets and columns of the plan workbook (plan.xlsx), and the words its cells use."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import TypeVar

from reporting.parse.tables import Layout, ReadColumn
from reporting.plan import Adding, Combine, Comparator, DueKind, ItemKind, MeasureKind, Role

E = TypeVar("E", bound=Enum)

YES = "có"
PROPOSED = "đề xuất"
OPEN = "nêu chung"

COMPARATORS = {Comparator.AT_LEAST: "tối thiểu", Comparator.AT_MOST: "tối đa", Comparator.EQUAL: "bằng"}
KINDS = {kind: kind.label for kind in ItemKind}
MEASURES = {kind: kind.label for kind in MeasureKind}
COMBINES = {combine: combine.label for combine in Combine}
ADDINGS = {adding: adding.label for adding in Adding if adding.label}
DUES = {due: due.label for due in DueKind}
ROLES = {role: role.label for role in Role}

# Other ways to write the same, met in hand-made sheets.
SYNONYMS: Mapping[str, Enum] = {
    ">=": Comparator.AT_LEAST,
    "≥": Comparator.AT_LEAST,
    "ít nhất": Comparator.AT_LEAST,
    "trở lên": Comparator.AT_LEAST,
    "<=": Comparator.AT_MOST,
    "≤": Comparator.AT_MOST,
    "không quá": Comparator.AT_MOST,
    "=": Comparator.EQUAL,
    "đúng": Comparator.EQUAL,
}

INFO = Layout(
    "Thông tin",
    "Phần đầu, phần cuối của kế hoạch. Bảng “Chỉ tiêu, nhiệm vụ” và “Phép đo” là phần chính để cán bộ xem lại và sửa. "
    "Được chèn thêm cột, thêm dòng, đổi thứ tự cột; không đổi tên trang, tên cột và mã mục.",
    (ReadColumn("key", "Thông tin", 24, True), ReadColumn("value", "Giá trị", 110, True)),
)

SECTIONS = Layout(
    "Đề mục",
    "Các đề mục của kế hoạch, theo đúng cách đánh số của kế hoạch.",
    (
        ReadColumn("section", "Mã đề mục", 12, True),
        ReadColumn("number", "Số in", 9, True),
        ReadColumn("title", "Tên đề mục", 100, True),
        ReadColumn("parent", "Thuộc đề mục", 14),
    ),
)

ITEMS = Layout(
    "Chỉ tiêu, nhiệm vụ",
    "Mỗi dòng là một mục phải báo cáo. Cơ quan ghi bằng tên hoặc mã, cách nhau bằng dấu chấm phẩy (;). “(đề xuất)”: kế "
    "hoạch không ghi, cán bộ xác nhận bằng cách xóa chữ này. “(nêu chung)”: kế hoạch không nêu đích danh. Cột “Hạn bổ "
    "sung” = có: hạn do người soạn thêm. Cột “Minh chứng” là gợi ý.",
    (
        ReadColumn("code", "Mã", 11, True),
        ReadColumn("section", "Đề mục", 8, True),
        ReadColumn("kind", "Loại", 12, True, tuple(KINDS.values())),
        ReadColumn("text", "Nội dung", 62, True, hint="Lời văn dùng trong báo cáo."),
        ReadColumn("lead", "Chủ trì", 22, True),
        ReadColumn("implement", "Triển khai, thực hiện", 26, True),
        ReadColumn("coordinate", "Phối hợp", 26, True),
        ReadColumn("monitor", "Theo dõi, đôn đốc", 22, True),
        ReadColumn("guide", "Hướng dẫn", 22, True),
        ReadColumn("focal", "Đầu mối tổng hợp (đề xuất)", 20, True, aliases=("Đầu mối", "Đầu mối tổng hợp")),
        ReadColumn("due_kind", "Loại hạn", 16, choices=tuple(DUES.values())),
        ReadColumn("due_day", "Hạn (ngày)", 12, kind="date"),
        ReadColumn("due_text", "Hạn (lời văn)", 16),
        ReadColumn("due_added", "Hạn bổ sung", 9, choices=(YES,)),
        ReadColumn("evidence", "Minh chứng", 34),
        ReadColumn("footnote", "Chú thích", 50, aliases=("Chú thích chân trang",)),
        ReadColumn("roles_text", "Câu phân công trong kế hoạch", 46),
        ReadColumn("source_text", "Nguyên văn bản quét", 62),
        ReadColumn("number", "STT trong đề mục", 9, kind="integer"),
        ReadColumn("source_line", "Dòng nguồn", 9, kind="integer", hint="Số dòng trong văn bản gốc, để đối chiếu."),
    ),
)

# The column stands in the workbook only where the plan says something there; an officer may add it.
ADDING_HINT = (
    "Để tính số lũy kế của Quý III (kỳ trước cộng kỳ này). có: cộng cả tử số và mẫu số. chỉ tử số: mẫu số là tổng số "
    "cố định, lấy ở kỳ này. không: không cộng. Để trống: số lượng thì cộng, tỷ lệ thì không."
)

EXEMPTION_HINT = (
    "Tên hoặc mã cơ quan, nhóm cơ quan không phải báo cáo phép đo này, cách nhau bằng dấu chấm phẩy (;): biểu của các "
    "cơ quan đó không có dòng này và số liệu không cộng. Lời văn khác (trừ hồ sơ mật …) chỉ in vào biểu."
)

MEASURES_SHEET = Layout(
    "Phép đo",
    "Mỗi dòng là một con số (hoặc mốc) mà chỉ tiêu đòi hỏi. Ngưỡng tính bằng % với tỷ lệ, tỷ lệ đơn vị và mức giảm, "
    "bằng số với số lượng. “Thường trực” = có: kỳ nào cũng đánh giá đạt hay chưa đạt. “Số tại thời "
    "điểm” = có: đếm cái đang có vào ngày chốt số liệu, có thể giảm; để trống: đếm việc đã làm từ đầu kỳ. “Đề xuất”: cột nào do người soạn "
    "đề xuất, kế hoạch không ghi.",
    (
        ReadColumn("id", "Mã phép đo", 13, True),
        ReadColumn("name", "Tên phép đo", 48, True),
        ReadColumn("kind", "Loại", 16, True, tuple(MEASURES.values())),
        ReadColumn("unit", "Đơn vị tính", 15, True),
        ReadColumn("numerator", "Tử số (hoặc số liệu)", 42, True, aliases=("Tử số",)),
        ReadColumn("denominator", "Mẫu số (hoặc kỳ gốc)", 42, True, aliases=("Mẫu số",)),
        ReadColumn("comparator", "So sánh", 11, True, tuple(COMPARATORS.values())),
        ReadColumn("threshold", "Ngưỡng", 9, True, kind="number"),
        ReadColumn("threshold_text", "Ngưỡng (lời văn)", 20),
        ReadColumn("combine", "Cách tổng hợp", 26, True, tuple(COMBINES.values())),
        ReadColumn("standing", "Thường trực", 10, choices=(YES,)),
        ReadColumn("exemption", "Loại trừ", 34, hint=EXEMPTION_HINT),
        ReadColumn("tolerance", "Sai số cho phép", 9, kind="number"),
        ReadColumn("same_as", "Trùng với mục", 11),
        ReadColumn("stock", "Số tại thời điểm", 11, choices=(YES,)),
        ReadColumn(
            "adding",
            "Cộng dồn qua các kỳ",
            12,
            choices=tuple(ADDINGS.values()),
            aliases=("Cộng dồn",),
            hint=ADDING_HINT,
        ),
        ReadColumn("proposed", "Đề xuất", 16),
    ),
)

ROLE_NOTES = Layout(
    "Căn cứ vai trò",
    "Động từ mà kế hoạch dùng cho từng vai trò, và vì sao một vai trò được đề xuất. Đổi vai trò ở trang “Chỉ tiêu, "
    "nhiệm vụ”; trang này chỉ giải thích thêm.",
    (
        ReadColumn("item", "Mã", 11, True),
        ReadColumn("role", "Vai trò", 22, True, tuple(ROLES.values())),
        ReadColumn("party", "Cơ quan", 44, True),
        ReadColumn("verb", "Động từ trong kế hoạch", 34),
        ReadColumn("why", "Căn cứ đề xuất", 80),
    ),
    optional=True,
)

TEXTS = Layout(
    "Nội dung khác",
    "Các đoạn của kế hoạch không phải mục để báo cáo (mục tiêu chung, yêu cầu, kinh phí …), giữ nguyên để dùng lại.",
    (ReadColumn("section", "Đề mục", 12, True), ReadColumn("text", "Đoạn văn", 130, True)),
    optional=True,
)

CORRECTIONS = Layout(
    "Sửa lỗi quét",
    "Lỗi do quét hoặc gõ, đã sửa trong cột “Nội dung”. Cán bộ đối chiếu bản gốc rồi ghi “có” vào cột “Đã xác nhận”.",
    (
        ReadColumn("where", "Nơi", 14, True),
        ReadColumn("wrong", "Bản quét ghi", 50, True),
        ReadColumn("right", "Sửa thành", 50, True),
        ReadColumn("confirmed", "Đã xác nhận", 11, choices=(YES,)),
    ),
    optional=True,
)

PARTIES = Layout(
    "Tên cơ quan",
    "Tên cơ quan dùng ở các trang trước, để tra cứu; danh mục đầy đủ ở tệp đơn vị.",
    (
        ReadColumn("code", "Mã", 12, True),
        ReadColumn("name", "Tên", 48, True),
        ReadColumn("full_name", "Tên đầy đủ", 56),
    ),
    optional=True,
)

SHEETS = (INFO, SECTIONS, ITEMS, MEASURES_SHEET, ROLE_NOTES, TEXTS, CORRECTIONS, PARTIES)

# Plan field → key in the sheet Thông tin, in order; lists take one row a value.
INFO_KEYS: Mapping[str, str] = {
    "id": "Mã kế hoạch",
    "year": "Năm",
    "type_name": "Loại văn bản",
    "number": "Số",
    "symbol": "Ký hiệu",
    "issuer": "Cơ quan ban hành",
    "place": "Địa danh",
    "day": "Ngày ban hành",
    "title": "Trích yếu",
    "annex_of": "Kèm theo văn bản",
    "legal_bases": "Căn cứ",
    "signing": "Ký",
    "recipients": "Nơi nhận",
}
INFO_LISTS = frozenset({"legal_bases", "signing", "recipients"})

# Field of a measure that may be proposed → how the sheet calls it.
PROPOSABLE: Mapping[str, str] = {
    column.key: column.title for column in MEASURES_SHEET.columns if column.key not in ("id", "proposed")
}

"""What the form's writer and its reader must agree on: sheets, columns, identity carriers.

Every sheet with answers carries, in a hidden row, one key per column (`cchc:numerator`), and in
its first column one code per row. Keys and codes are what the reader goes by; titles, names and
positions may change under an officer's hands.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

FORM_VERSION = "1"

# Sheets: key → name. The reader goes by the key in the sheet's tag, then by the name.
GUIDE, TARGETS, TASKS, DUTIES = "guide", "targets", "tasks", "duties"
ASSESSMENT, FREE, STATISTICS, IDENTITY = "assessment", "free", "statistics", "identity"
TOPICS = "topics"  # the subsections of the report that a lead writes
OWN_REPORT = "report"  # how the agency's own report is headed and signed
CARRIED_JOB = "carried"  # hidden: what the agency needs of plan, registry and settings to work with its form alone
MERGED = "merged"  # hidden: the subordinates' cells behind merged figures
ERRORS = "errors"  # the first sheet of an annotated copy: no answers on it, only explanations
SHEET_NAMES = {
    GUIDE: "Hướng dẫn",
    TARGETS: "Chỉ tiêu",
    TASKS: "Nhiệm vụ",
    DUTIES: "Tổ chức thực hiện",
    ASSESSMENT: "Đánh giá",
    FREE: "Nội dung khác",
    STATISTICS: "Thống kê",
    TOPICS: "Nội dung báo cáo",
    IDENTITY: "_cchc",
    OWN_REPORT: "Báo cáo riêng",
    CARRIED_JOB: "_cchc_ke_hoach",
    MERGED: "_cchc_nguon",
    ERRORS: "LỖI CẦN SỬA",
}

# A cell that starts so is a key: `cchc:targets|SNV|Q1-2023|KH-CCHC-2023` tags a sheet (in its key
# column), `cchc:numerator` a column, `cchc:guide:sent` the cell to its right.
MARK = "cchc:"

# Identity: what is carried, under the same name in the hidden sheet, the defined names (CCHC_AGENCY)
# and the custom document properties (cchc_agency).
AGENCY, PERIOD, PLAN, FINGERPRINT, VERSION = "agency", "period", "plan", "fingerprint", "version"
CARRIED = (VERSION, AGENCY, PERIOD, PLAN, FINGERPRINT)

ColumnKind = Literal["key", "fixed", "number", "text", "status", "yes_no", "computed"]


@dataclass(frozen=True, slots=True)
class FormColumn:
    """`width` in characters; `hint`: shown when a cell to fill is chosen."""

    key: str
    title: str
    width: float
    kind: ColumnKind = "fixed"
    hint: str = ""


_ROW = FormColumn("row", "Mã dòng", 3, "key")
_NUMBER = FormColumn("stt", "STT", 5)
_ITEM = FormColumn("item", "Mã", 9.5)
_ROLE = FormColumn("role", "Vai trò", 10)
_REQUIRED = FormColumn("required", "Bắt buộc", 8)
_PREVIOUS = FormColumn("previous", "Kỳ trước", 13)
_DONE = FormColumn("done", "Đã điền", 7, "computed")
_STATUS = FormColumn(
    "status",
    "Trạng thái",
    14,
    "status",
    "Chọn trong danh sách. “Không phát sinh” phải ghi lý do ở cột Lý do, ghi chú.",
)
_EVIDENCE = FormColumn(
    "evidence",
    "Minh chứng\n(số, ký hiệu, ngày văn bản)",
    24,
    "text",
    "Ví dụ: Báo cáo số 45/BC-SNV ngày {day}.",
)
_NOTE = FormColumn(
    "note",
    "Lý do, ghi chú",
    20,
    "text",
    "Lý do khi “Không phát sinh”, chưa đạt hoặc số liệu thay đổi lớn.",
)

TARGET_COLUMNS = (
    _ROW,
    _NUMBER,
    _ITEM,
    FormColumn("text", "Chỉ tiêu của kế hoạch", 38),
    _ROLE,
    _REQUIRED,
    FormColumn("measure", "Nội dung đo", 30),
    FormColumn("level", "Cấp", 10),
    FormColumn("plan", "Kế hoạch", 12),
    _PREVIOUS,
    FormColumn("numerator", "Tử số\nhoặc giá trị", 11, "number", "Chỉ gõ số, ví dụ {number}. Bằng không thì gõ 0."),
    FormColumn("denominator", "Mẫu số", 11, "number", "Chỉ gõ số, ví dụ {number}. Không để trống khi có tử số."),
    FormColumn("rate", "Tỷ lệ (%)\n(tự tính)", 8.5, "computed"),
    FormColumn("answer", "Có / Không", 8.5, "yes_no", "Chọn Có hoặc Không."),
    FormColumn("reported", "Số xã đã\nbáo cáo", 8.5, "number", "Số xã, phường, thị trấn đã có số liệu trong dòng này."),
    FormColumn("communes", "Tổng số xã", 8.5, "number", "Tổng số xã, phường, thị trấn trực thuộc."),
    _STATUS,
    _EVIDENCE,
    FormColumn(
        "narrative", "Diễn giải, kết quả cụ thể", 38, "text", "Viết gọn kết quả trong kỳ để đưa vào báo cáo của tỉnh."
    ),
    _NOTE,
    _DONE,
)

_RESULT = FormColumn(
    "narrative", "Kết quả thực hiện trong kỳ", 52, "text", "Viết gọn kết quả trong kỳ, theo văn phong hành chính."
)
TASK_COLUMNS = (
    _ROW,
    _NUMBER,
    _ITEM,
    FormColumn("text", "Nhiệm vụ của kế hoạch", 48),
    _ROLE,
    _REQUIRED,
    FormColumn("due", "Thời hạn", 12),
    _PREVIOUS,
    _STATUS,
    _RESULT,
    _EVIDENCE,
    _NOTE,
    _DONE,
)
ASSESSMENT_COLUMNS = (
    _ROW,
    _NUMBER,
    FormColumn("text", "Nội dung", 42),
    FormColumn("narrative", "Phần điền của đơn vị", 110, "text", "Mỗi ý một dòng (Alt+Enter để xuống dòng)."),
)
FREE_COLUMNS = (
    _ROW,
    _NUMBER,
    FormColumn("text", "Nội dung, công việc ngoài kế hoạch", 52, "text", "Việc đã làm mà kế hoạch không nêu."),
    FormColumn("narrative", "Kết quả thực hiện trong kỳ", 70, "text", "Viết gọn kết quả."),
    _EVIDENCE,
)
STATISTICS_COLUMNS = (
    _ROW,
    FormColumn("item", "Mã", 8),
    FormColumn("text", "Chỉ tiêu thống kê", 64),
    FormColumn("unit", "Đơn vị tính", 14),
    FormColumn(
        "numerator", "Số liệu", 16, "number", "Chỉ gõ số. Bằng không thì gõ 0; không có số liệu thì gõ - và ghi lý do."
    ),
    FormColumn("note", "Ghi chú", 36, "text"),
)
TOPIC_COLUMNS = (
    _ROW,
    _NUMBER,
    _ITEM,
    FormColumn("text", "Mục của báo cáo", 38),
    FormColumn(
        "narrative", "Kết quả thực hiện trong kỳ", 80, "text", "Viết thành đoạn văn, số liệu khớp trang Thống kê."
    ),
    FormColumn("evidence", "Văn bản đã ban hành\n(số, ngày, cơ quan, trích yếu)", 36, "text", "Mỗi văn bản một dòng."),
    FormColumn("note", "Tồn tại, hạn chế", 34, "text", "Để trống nếu không có."),
)
COLUMNS = {
    TARGETS: TARGET_COLUMNS,
    TASKS: TASK_COLUMNS,
    DUTIES: TASK_COLUMNS,
    ASSESSMENT: ASSESSMENT_COLUMNS,
    FREE: FREE_COLUMNS,
    STATISTICS: STATISTICS_COLUMNS,
    TOPICS: TOPIC_COLUMNS,
}

TOPICS_REMARK = "Mỗi mục là một đoạn của báo cáo tỉnh do cơ quan chủ trì lĩnh vực viết."
COMPUTED = "tự tính; điền thì được đối chiếu"  # beside a row that follows from others
WHOLE = "số chung toàn tỉnh theo dõi"  # beside a row that asks the lead for its own count of the whole

ASSESSMENTS = (
    ("ket_qua", "Kết quả nổi bật", "Nêu 2 đến 5 kết quả nổi bật trong kỳ, kèm số liệu."),
    ("ton_tai", "Tồn tại, hạn chế", "Nêu cụ thể nhiệm vụ chậm, chỉ tiêu khó đạt."),
    ("nguyen_nhan", "Nguyên nhân", "Nguyên nhân khách quan, chủ quan của tồn tại, hạn chế."),
    ("phuong_huong", "Phương hướng, nhiệm vụ trọng tâm kỳ tới", "Nhiệm vụ trọng tâm của kỳ báo cáo tới."),
    ("kien_nghi", "Kiến nghị, đề xuất", "Nêu rõ kiến nghị cơ quan nào, việc gì. Không có thì để trống."),
)

# The last row of a short form's assessment takes the place of the sheet FREE.
FREE_LINES = ("khac", "Nội dung khác ngoài kế hoạch", "Mỗi việc một dòng: việc đã làm, kết quả, số và ngày văn bản.")

# What the first page asks: key, title, hint.
GUIDE_FIELDS = (
    ("filled_by", "Người lập biểu", "Họ và tên, chức vụ"),
    ("phone", "Điện thoại", "Để đơn vị tổng hợp liên hệ khi cần; không đưa vào báo cáo"),
    ("sent", "Ngày gửi", "ngày/tháng/năm, ví dụ {deadline}"),
    ("sequence", "Lần gửi", "1 là lần đầu; mỗi lần gửi lại tăng thêm 1"),
)

# What heads and ends the agency's own report, where it makes one with `cchc report`: key, title, hint.
OWN_REPORT_FIELDS = (
    ("superior", "Cơ quan chủ quản", "In trên tên cơ quan; UBND các cấp để trống"),
    ("issuing_body", "Cơ quan ban hành", "Viết hoa, như đầu văn bản"),
    ("symbol", "Ký hiệu văn bản", "Ví dụ BC-SNV"),
    ("number", "Số văn bản", "Để trống nếu văn thư cấp số khi phát hành"),
    ("issued", "Ngày ban hành", "ngày/tháng/năm; để trống thì chừa chỗ"),
    ("place", "Địa danh", "Nơi cơ quan đóng trụ sở"),
    ("addressees", "Kính gửi", "Mỗi nơi một dòng (Alt+Enter)"),
    ("signing", "Quyền hạn, chức vụ người ký", "Mỗi dòng một ý, ví dụ KT. GIÁM ĐỐC, dòng sau PHÓ GIÁM ĐỐC"),
    ("signer", "Họ và tên người ký", "Như in dưới chữ ký"),
    ("recipients", "Nơi nhận", "Mỗi nơi một dòng (Alt+Enter)"),
)

OWN_REPORT_REMARK = (
    "Chỉ dùng khi đơn vị tự lập báo cáo của mình từ biểu này (lệnh cchc report). Các ô đã ghi sẵn là đề xuất, sửa cho "
    "đúng thể thức của đơn vị. Không ảnh hưởng số liệu gửi lên cấp trên."
)

FREE_ROWS = 12

MERGED_NOTE = "TỔNG HỢP TỪ ĐƠN VỊ TRỰC THUỘC"  # how the notes of merged cells begin, and how they are known again

YES, NO = "Có", "Không"
LEVELS = {"own": "Đơn vị", "commune": "Các xã trực thuộc", "total": "Toàn tỉnh"}


def called(words: str, below: str) -> str:
    """The form's words about communes, where those below are called otherwise ("": none are)."""
    if below in ("", "xã"):
        return words
    return words.replace("xã, phường, thị trấn", below).replace("xã", below)


REQUIRED, OPTIONAL = "Bắt buộc", "Nếu có"


def sheet_tag(sheet: str, agency: str, period: str, plan: str) -> str:
    """The identity that every sheet carries on its own, so that a sheet copied elsewhere is known."""
    return f"{MARK}{sheet}|{agency}|{period}|{plan}"


def errors_mark(key: str) -> str:
    """On the first sheet of an annotated copy: `key` and `explanation` head their columns."""
    return f"{MARK}{ERRORS}:{key}"


def sequence_mark(sequence: int) -> str:
    """On the same sheet: which send the copy is when it comes back."""
    return errors_mark(f"sequence:{sequence}")


def own_report_mark(key: str) -> str:
    """Marks the cell left of a field that heads or ends the agency's own report."""
    return f"{MARK}{OWN_REPORT}:{key}"


def field_mark(key: str) -> str:
    """Marks the cell left of a first-page field."""
    return f"{MARK}{GUIDE}:{key}"

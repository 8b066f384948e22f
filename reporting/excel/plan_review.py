"""The sheet "Cần xem" of an imported plan: what was not understood, what is proposed, what was recognised."""

from __future__ import annotations

from reporting.agencies import Registry
from reporting.excel.plan_workbook import plan_workbook
from reporting.excel.table_sheet import Filled
from reporting.parse.tables import Layout, ReadColumn
from reporting.plan import Plan
from reporting.plan_import.review import ASKED, PROPOSED, RECOGNISED, UNCLEAR, ReviewRow

REVIEW = Layout(
    "Cần xem",
    "Kết quả nhập từ văn bản kế hoạch. Xem từ trên xuống. “Cần trả lời”: một câu trả lời giải quyết nhiều mục; ghi vào cột “Trả lời”, "
    "lưu tệp, rồi nhập lại với --answers, trước khi sửa các trang khác. Phần chưa hiểu phải bổ sung, phần đề xuất cần cán bộ xác nhận ở các trang khác.",
    (
        ReadColumn("state", "Kết quả", 12, True, (ASKED, UNCLEAR, PROPOSED, RECOGNISED)),
        ReadColumn("item", "Mã", 11, True),
        ReadColumn(
            "line", "Dòng nguồn", 9, kind="integer", hint="Dòng (tệp chữ, PDF) hoặc đoạn (tệp Word) trong văn bản gốc."
        ),
        ReadColumn("what", "Việc", 28, True),
        ReadColumn("text", "Nội dung", 90, True),
        ReadColumn("action", "Lý do, cách xử lý", 60),
        ReadColumn("question", "Câu hỏi", 11, aliases=("Mã câu hỏi",)),
        ReadColumn("answer", "Trả lời", 44, hint="Cơ quan, nhóm cơ quan; “đồng ý”; “không”."),
    ),
    optional=True,
)


def imported_workbook(plan: Plan, registry: Registry, rows: tuple[ReviewRow, ...]) -> bytes:
    """plan.xlsx of an import: "Cần xem", then the plan's own sheets."""
    return plan_workbook(plan, registry, extra=(Filled(REVIEW, [_record(row) for row in rows], frozen=2),))


def _record(row: ReviewRow) -> dict[str, str | int | None]:
    return {
        "state": row.state,
        "item": row.item,
        "line": row.line or None,
        "what": row.what,
        "text": row.text[:32_000],
        "action": row.action,
        "question": row.question,
        "answer": row.answer,
    }

"""Findings about the plan workbook: what an officer typed that the plan cannot be read from."""

from __future__ import annotations

from reporting.codes._code import Code, error, note, warning

_MEND = "Sửa ô này trong tệp kế hoạch rồi chạy lại."

PLAN: tuple[Code, ...] = (
    error(
        "plan-duplicate-code",
        "Mã mục dùng hai lần",
        "Mã '{value}' đã dùng ở ô {first}; dòng này không được đọc.",
        "mỗi mục một mã, theo cách đánh số của kế hoạch",
        _MEND,
    ),
    error(
        "plan-missing-value",
        "Thiếu giá trị",
        "Cột '{column}' để trống.",
        "{accepted}",
        _MEND,
    ),
    error(
        "plan-unknown-choice",
        "Giá trị không có trong danh sách",
        "Cột '{column}' ghi '{value}'.",
        "{accepted}",
        "Chọn một giá trị trong danh sách của ô rồi chạy lại.",
    ),
    error(
        "plan-unknown-agency",
        "Không nhận ra cơ quan",
        "Cột '{column}' ghi '{value}', không có trong danh mục đơn vị.",
        "mã hoặc tên trong danh mục đơn vị; cụm từ chung thì ghi thêm (nêu chung)",
        "{hint}",
    ),
    error(
        "plan-bad-number",
        "Số không đọc được",
        "Cột '{column}' ghi '{value}'.",
        "một số, ví dụ 80 hoặc 2,5; một phân số như 1/3",
        _MEND,
    ),
    error(
        "plan-bad-date",
        "Ngày không đọc được",
        "Cột '{column}' ghi '{value}'.",
        "ngày/tháng/năm, ví dụ 30/6/2023",
        _MEND,
    ),
    error(
        "plan-unknown-section",
        "Đề mục không có",
        "Đề mục '{value}' không có trong trang 'Đề mục'.",
        "{accepted}",
        _MEND,
    ),
    error(
        "plan-unknown-item",
        "Mã mục không có",
        "Mục '{value}' không có trong trang 'Chỉ tiêu, nhiệm vụ'.",
        "mã mục đã có; mã phép đo là mã mục và số thứ tự, ví dụ I.1.b.07/1",
        _MEND,
    ),
    error(
        "plan-unreadable-cell",
        "Ô bị lỗi",
        "Ô chứa {value}, không đọc được.",
        action="Nhập lại giá trị của ô rồi chạy lại.",
    ),
    warning(
        "plan-target-without-measure",
        "Chỉ tiêu chưa có phép đo",
        "Chỉ tiêu {item} chưa có dòng nào trong trang 'Phép đo'; biểu báo cáo chỉ hỏi phần lời.",
        action="Bổ sung phép đo nếu chỉ tiêu đòi hỏi con số.",
    ),
    warning(
        "plan-item-without-owner",
        "Mục chưa có cơ quan chịu trách nhiệm",
        "Mục {item} chưa có cơ quan chủ trì, triển khai hoặc đầu mối; không đơn vị nào phải báo cáo mục này.",
        action="Ghi cơ quan chủ trì hoặc triển khai.",
    ),
    note(
        "plan-stale-role-note",
        "Căn cứ vai trò không còn dùng",
        "Trang 'Căn cứ vai trò' nêu '{value}' cho mục {item}, nhưng trang 'Chỉ tiêu, nhiệm vụ' không còn vai trò này.",
        action="Xóa dòng này nếu vai trò đã đổi.",
    ),
)

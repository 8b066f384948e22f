"""Findings about the form of a Word document (`cchc lint`).

`{text}` is the paragraph's text, `{article}` the place in the decree, `{more}` the other paragraphs
with the same fault. Errors rest on the decree's own words, warnings on practice.
"""

from __future__ import annotations

from reporting.codes._code import Code, error, note, warning
from reporting.codes.lint_text import LINT_TEXT

_PAGE = (
    error(
        "lint-paper",
        "Khổ giấy",
        "khổ giấy {value} mm{more}",
        "A4 {wanted} mm ({article})",
        "Layout › Size › A4.",
    ),
    error(
        "lint-orientation",
        "Hướng trang",
        "trang đầu của văn bản để ngang",
        "chiều dọc; chỉ trang có bảng rộng mới để ngang ({article})",
        "Layout › Orientation › Portrait.",
    ),
    error(
        "lint-margins",
        "Lề trang",
        "lề {subject} {value} mm{more}",
        "{wanted} mm ({article})",
        "Layout › Margins › Custom Margins.",
    ),
    error(
        "lint-page-number-missing",
        "Thiếu số trang",
        "{subject} không đánh số trang",
        "số trang ở giữa, trong phần lề trên, từ trang thứ hai ({article})",
        "Insert › Page Number › Top of Page, chọn giữa; chọn Different First Page.",
    ),
    error(
        "lint-page-number-footer",
        "Số trang ở chân trang",
        "số trang nằm ở chân trang",
        "giữa, trong phần lề trên của trang ({article})",
        "Xóa số trang ở chân trang; Insert › Page Number › Top of Page.",
    ),
    error(
        "lint-page-number-first",
        "Số trang hiện ở trang đầu",
        "trang thứ nhất có in số trang",
        "không hiển thị số trang thứ nhất ({article})",
        "Mở đầu trang, chọn Different First Page, xóa số ở trang đầu.",
    ),
    error(
        "lint-page-number-form",
        "Cách đánh số trang",
        "số trang {value}",
        "chữ số Ả Rập, bắt đầu từ 1 ({article})",
        "Insert › Page Number › Format Page Numbers.",
    ),
    error(
        "lint-annex-pages",
        "Số trang của phụ lục không riêng",
        "“{text}”: số trang của phụ lục nối tiếp phần trước{more}",
        "số trang của từng phụ lục đánh riêng, từ 1 ({article})",
        "Đặt phụ lục ở một section mới (Next Page), Format Page Numbers › Start at 1.",
    ),
)

_FONTS = (
    error(
        "lint-font",
        "Phông chữ",
        "“{text}”: phông chữ {subject}{more}",
        "{wanted} ({article})",
        "Chọn đoạn, đổi phông chữ; nếu nhiều đoạn, sửa kiểu (style) của chúng.",
    ),
    error(
        "lint-font-legacy",
        "Phông chữ bảng mã cũ",
        "“{text}”: phông {subject} dùng bảng mã cũ (TCVN3, VNI), không phải Unicode{more}",
        "{wanted}, Unicode theo TCVN 6909:2001 ({article})",
        "Chuyển mã sang Unicode (UniKey: Ctrl+Shift+F6), rồi đổi phông.",
    ),
    error(
        "lint-colour",
        "Màu chữ",
        "“{text}”: chữ màu #{value}{more}",
        "màu đen ({article})",
        "Font Color › Automatic.",
    ),
)

_COMPONENTS = (
    error(
        "lint-component-missing",
        "Thiếu thành phần thể thức",
        "không thấy {subject}",
        "văn bản có đủ các thành phần thể thức ({article})",
        "Bổ sung, hoặc viết lại đúng mẫu để nhận ra được.",
    ),
    note(
        "lint-no-document",
        "Không phải văn bản hành chính",
        "không có Quốc hiệu, Tiêu ngữ, số văn bản: coi là bản kèm theo, danh sách, bài viết; chỉ xét trang, phông, lời văn",
    ),
    warning(
        "lint-addressee-said",
        "Có lời kính gửi, không có dòng Kính gửi",
        "“{text}”: lời văn kính gửi nơi nhận nhưng đầu văn bản không có dòng Kính gửi",
        "báo cáo, tờ trình gửi cấp trên có dòng Kính gửi ({article})",
        "Thêm dòng Kính gửi dưới trích yếu.",
    ),
    error(
        "lint-component-size",
        "Cỡ chữ của thành phần",
        "“{text}”: {subject} cỡ chữ {value}{more}",
        "{wanted} ({article})",
        "Đổi cỡ chữ.",
    ),
    error(
        "lint-component-bold",
        "Chữ đậm của thành phần",
        "“{text}”: {subject} {value}{more}",
        "{wanted} ({article})",
        "Chọn hoặc bỏ chữ đậm (Ctrl+B).",
    ),
    error(
        "lint-component-italic",
        "Chữ nghiêng của thành phần",
        "“{text}”: {subject} {value}{more}",
        "{wanted} ({article})",
        "Chọn hoặc bỏ chữ nghiêng (Ctrl+I).",
    ),
    error(
        "lint-component-case",
        "Chữ in, chữ thường của thành phần",
        "“{text}”: {subject} {value}{more}",
        "{wanted} ({article})",
        "Đổi chữ in hoa hoặc chữ in thường (Shift+F3).",
    ),
    error(
        "lint-component-align",
        "Vị trí của thành phần",
        "“{text}”: {subject} không canh giữa{more}",
        "canh giữa ({article})",
        "Canh giữa đoạn (Ctrl+E).",
    ),
)

_HEAD = (
    error(
        "lint-national-text",
        "Lời của Quốc hiệu",
        "“{text}” không đúng Quốc hiệu",
        "{wanted} ({article})",
        "Viết lại đúng từng chữ.",
    ),
    error(
        "lint-motto-text",
        "Lời của Tiêu ngữ",
        "“{text}” không đúng Tiêu ngữ",
        "{wanted}; chữ cái đầu của các cụm từ viết hoa, giữa các cụm từ có gạch nối, có cách chữ ({article})",
        "Viết lại đúng từng chữ.",
    ),
    warning(
        "lint-motto-dash",
        "Dấu nối trong Tiêu ngữ",
        "“{text}” dùng gạch dài thay cho gạch nối",
        "{wanted} ({article})",
        "Thay dấu – bằng dấu - (Word tự đổi: bấm Ctrl+Z ngay sau khi gõ).",
    ),
    error(
        "lint-national-wraps",
        "Quốc hiệu, Tiêu ngữ xuống dòng",
        "“{text}” rộng {value} mm, ô chỉ có {room} mm: sẽ xuống dòng",
        "trọn trên một dòng ({article})",
        "Nới cột bên phải của bảng đầu văn bản (thường 9,8–10,3 cm), bảng có thể rộng hơn vùng chữ.",
    ),
    error(
        "lint-head-sides",
        "Hai bên của phần đầu văn bản",
        "“{text}”: Quốc hiệu ở bên trái tên cơ quan",
        "Quốc hiệu, Tiêu ngữ ở bên phải; tên cơ quan ở bên trái ({article})",
        "Đổi chỗ hai ô của bảng đầu văn bản.",
    ),
    warning(
        "lint-size-set",
        "Các cỡ chữ không cùng một bộ",
        "Quốc hiệu {national}, Tiêu ngữ {motto}, địa danh và thời gian {date}",
        "các cỡ tăng, giảm thống nhất: 12/13/13 hoặc 13/14/14 ({article})",
        "Đổi cỡ chữ cho cùng một bộ.",
    ),
    error(
        "lint-rule-missing",
        "Thiếu đường kẻ",
        "không có đường kẻ dưới {subject}",
        "đường kẻ ngang, nét liền, {wanted} ({article})",
        "Insert › Shapes › Line, giữ Shift khi kéo.",
    ),
    error(
        "lint-rule-length",
        "Độ dài đường kẻ",
        "đường kẻ dưới {subject} dài {value} mm, dòng chữ dài {room} mm",
        "{wanted} ({article})",
        "Kéo lại đường kẻ, canh giữa dưới dòng chữ.",
    ),
    error(
        "lint-rule-dashed",
        "Đường kẻ không phải nét liền",
        "đường kẻ dưới {subject} là nét đứt hoặc nét chấm",
        "nét liền ({article})",
        "Shape Outline › Dashes › Solid.",
    ),
    warning(
        "lint-rule-typed",
        "Đường kẻ không vẽ",
        "“{text}”: đường kẻ dưới {subject} là chữ gạch chân hoặc hàng dấu gõ",
        "đường kẻ vẽ bằng lệnh Draw ({article})",
        "Bỏ gạch chân; Insert › Shapes › Line.",
    ),
    note(
        "lint-rule-colour",
        "Màu đường kẻ",
        "đường kẻ dưới {subject} màu #{value}",
        "màu đen",
        "Shape Outline › Automatic.",
    ),
    error(
        "lint-number-form",
        "Cách ghi số, ký hiệu",
        "“{text}”: {value}",
        "Số: 05/BC-UBND; số nhỏ hơn 10 thêm số 0; gạch chéo, gạch nối không cách chữ ({article})",
        "Viết lại dòng số, ký hiệu.",
    ),
    error(
        "lint-symbol-type",
        "Chữ viết tắt tên loại trong ký hiệu",
        "“{text}”: ký hiệu bắt đầu bằng {value}",
        "{wanted} ({article})",
        "Sửa ký hiệu.",
    ),
    error(
        "lint-date-form",
        "Cách ghi địa danh, ngày tháng",
        "“{text}”: {value}",
        "<địa danh>, ngày 05 tháng 3 năm 2023; ngày nhỏ hơn 10, tháng 1, 2 thêm số 0 ({article})",
        "Viết lại dòng địa danh, ngày tháng.",
    ),
    error(
        "lint-type-line",
        "Tên loại và trích yếu chung một dòng",
        "“{text}”: trích yếu đứng cùng dòng với tên loại",
        "tên loại một dòng; trích yếu ngay dưới, chữ in thường ({article})",
        "Xuống dòng sau tên loại.",
    ),
)

LINT: tuple[Code, ...] = _PAGE + _FONTS + _COMPONENTS + _HEAD + LINT_TEXT

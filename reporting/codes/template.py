"""Findings about a Word template, before it is used (`cchc templates check`)."""

from __future__ import annotations

from reporting.codes._code import Code, error, warning

_RETYPE = "Xóa cả thẻ rồi gõ lại liền một mạch trong Word."
_ACCEPT_CHANGES = "Trong Word: Review › Accept All Changes, xóa hết chú thích, rồi lưu lại."

_TAGS = (
    error(
        "template-tag-open",
        "Thẻ thiếu dấu mở hoặc dấu đóng",
        "thẻ '{subject}' không có đủ cặp dấu trong cùng một đoạn",
        "{{{{ tên_trường }}}} hoặc {{% lệnh %}} trọn trong một đoạn",
        _RETYPE,
    ),
    error(
        "template-tag-syntax",
        "Thẻ viết sai cú pháp",
        "thẻ trong đoạn “{subject}” không hiểu được: {reason}",
        "{{{{ tên_trường }}}}, {{%p if tên_trường %}} … {{%p endif %}}, {{%p for dong in danh_sach %}} … {{%p endfor %}}",
        "Sửa thẻ theo mẫu trong tài liệu hướng dẫn.",
    ),
    error(
        "template-tag-with-text",
        "Thẻ cả đoạn đứng chung với chữ",
        "thẻ '{subject}' thay cho cả đoạn, nên chữ khác trong đoạn đó sẽ mất: “{reason}”",
        "thẻ có chữ p (ví dụ {{%p if … %}}) đứng một mình trong một đoạn",
        "Chuyển phần chữ sang đoạn khác.",
    ),
    error(
        "template-tag-in-change",
        "Thẻ bị cắt bởi sửa đổi chưa duyệt hoặc chú thích",
        "thẻ '{subject}' nằm vắt qua một sửa đổi chưa duyệt (Track Changes) hoặc một chú thích; chữ sau thẻ sẽ mất",
        "mẫu không có sửa đổi chưa duyệt, không có chú thích",
        _ACCEPT_CHANGES,
    ),
    warning(
        "template-changes-left",
        "Mẫu còn sửa đổi chưa duyệt hoặc chú thích",
        "mẫu còn sửa đổi chưa duyệt hoặc chú thích; chúng sẽ đi theo vào báo cáo",
        "mẫu không có sửa đổi chưa duyệt, không có chú thích",
        _ACCEPT_CHANGES,
    ),
    error(
        "template-tag-unsafe",
        "Thẻ gọi phần không được phép",
        "thẻ dùng '{subject}', bị chặn vì lý do an toàn",
        "tên trường và lệnh if, for",
        "Bỏ phần gọi này khỏi mẫu.",
    ),
)

_FIELDS = (
    error(
        "template-field-unknown",
        "Trường không có",
        "không có trường '{subject}'{hint}",
        "{known}",
        "Sửa tên trường cho đúng (chữ thường, không dấu, gạch dưới).",
    ),
    error(
        "template-list-as-text",
        "Danh sách dùng như một dòng chữ",
        "trường '{subject}' là danh sách, không in được như một dòng chữ",
        "{{%p for dong in {subject} %}} / {{{{ dong }}}} / {{%p endfor %}}, mỗi thẻ một đoạn",
        "Đặt trường vào vòng lặp for.",
    ),
    warning(
        "template-field-unused",
        "Mẫu không in một trường",
        "mẫu không dùng trường '{subject}' ({meaning}): nội dung này sẽ không có trong báo cáo",
        "",
        "Thêm {{{{ {subject} }}}} vào mẫu, hoặc bỏ qua nếu đã gõ sẵn nội dung này.",
    ),
    error(
        "template-body-missing",
        "Mẫu không có chỗ cho thân văn bản",
        "mẫu không có đoạn {{{{p than_bai }}}}",
        "đúng một đoạn riêng, ngoài bảng, chỉ ghi {{{{p than_bai }}}}",
        "Thêm đoạn {{{{p than_bai }}}} vào giữa phần đầu và phần chữ ký.",
    ),
    error(
        "template-body-misplaced",
        "Chỗ của thân văn bản không dùng được",
        "thẻ than_bai {reason}",
        "đúng một đoạn riêng, ngoài bảng, chỉ ghi {{{{p than_bai }}}}",
        "Sửa lại đoạn này.",
    ),
    warning(
        "template-style-missing",
        "Mẫu thiếu kiểu chữ",
        "mẫu không có kiểu '{subject}'; chương trình sẽ dùng kiểu mặc định theo Nghị định 30/2020/NĐ-CP",
        "",
        "Chép kiểu này từ mẫu gốc nếu muốn chỉnh riêng.",
    ),
)

TEMPLATE: tuple[Code, ...] = _TAGS + _FIELDS

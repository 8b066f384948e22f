"""Findings about the text of a Word document, its closing and its annexes (`cchc lint`, second half)."""

from __future__ import annotations

from reporting.codes._code import Code, error, note, warning

_BODY = (
    error(
        "lint-body-size",
        "Cỡ chữ phần nội dung",
        "“{text}”: cỡ chữ {value}{more}",
        "{wanted} ({article})",
        "Đổi cỡ chữ, tốt nhất là trong kiểu (style) của đoạn.",
    ),
    warning(
        "lint-body-size-mixed",
        "Cỡ chữ phần nội dung không thống nhất",
        "“{text}”: cỡ chữ {value}, phần lớn nội dung cỡ {wanted}{more}",
        "một cỡ chữ trong cả nội dung",
        "Đổi cho cùng cỡ.",
    ),
    error(
        "lint-body-align",
        "Canh lề phần nội dung",
        "“{text}”: không canh đều hai bên{more}",
        "canh đều cả hai lề ({article})",
        "Bấm Ctrl+J.",
    ),
    error(
        "lint-indent",
        "Lùi đầu dòng",
        "“{text}”: chữ đầu dòng lùi {value} cm{more}",
        "1 cm hoặc 1,27 cm ({article})",
        "Paragraph › Special › First line.",
    ),
    error(
        "lint-spacing",
        "Khoảng cách giữa các đoạn",
        "“{text}”: cách đoạn trên {value} pt{more}",
        "tối thiểu {wanted} pt ({article})",
        "Paragraph › Spacing › Before 6 pt.",
    ),
    error(
        "lint-line-spacing",
        "Khoảng cách giữa các dòng",
        "“{text}”: giãn dòng {value}{more}",
        "từ dòng đơn đến 1,5 dòng ({article})",
        "Paragraph › Line spacing.",
    ),
    error(
        "lint-number-order",
        "Thứ tự đánh số",
        "“{text}”: {value} đứng sau {previous}{more}",
        "đánh số liên tục, theo thứ tự ({article})",
        "Đánh lại số.",
    ),
    warning(
        "lint-number-gap",
        "Đánh số nhảy bậc",
        "“{text}”: {value} đứng sau {previous}{more}",
        "đánh số liên tục, theo thứ tự ({article})",
        "Xem có thiếu mục nào không, hoặc đánh lại số.",
    ),
    error(
        "lint-point-order",
        "Thứ tự chữ cái của điểm",
        "“{text}”: {value} đứng sau {previous}{more}",
        "chữ cái tiếng Việt theo thứ tự: {wanted} ({article})",
        "Đánh lại chữ cái; danh sách tự động của Word bỏ chữ đ và có f, j, w, z: gõ tay.",
    ),
    error(
        "lint-marker-form",
        "Dấu sau số thứ tự",
        "“{text}”: dùng {value}{more}",
        "{wanted} ({article})",
        "Sửa dấu sau số thứ tự.",
    ),
    error(
        "lint-basis-end",
        "Dấu cuối dòng căn cứ",
        "“{text}”: {value}{more}",
        "cuối dòng có dấu chấm phẩy, dòng cuối cùng dấu chấm ({article})",
        "Sửa dấu cuối dòng.",
    ),
    error(
        "lint-end-mark",
        "Kết thúc nội dung",
        "“{text}”: nội dung văn bản không kết thúc bằng {wanted}",
        "{wanted} sau câu cuối cùng ({article})",
        "Thêm dấu {wanted} vào cuối.",
    ),
)

_CLOSING = (
    error(
        "lint-addressee-form",
        "Cách ghi nơi kính gửi",
        "“{text}”: {value}",
        "Kính gửi: …; nhiều nơi: mỗi nơi một dòng có gạch đầu dòng, cuối dòng dấu chấm phẩy, dòng cuối dấu chấm ({article})",
        "Viết lại phần Kính gửi.",
    ),
    error(
        "lint-signing-form",
        "Chữ viết tắt quyền hạn ký",
        "“{text}”: viết tắt không đúng",
        "TM., Q., KT., TL., TUQ. ({article})",
        "Viết lại, ví dụ KT. CHỦ TỊCH.",
    ),
    warning(
        "lint-signer-title",
        "Danh xưng trước họ tên người ký",
        "“{text}”: có học hàm, học vị hoặc danh xưng trước họ tên",
        "chỉ họ tên; lực lượng vũ trang, giáo dục, y tế, khoa học được ghi thêm ({article})",
        "Bỏ phần đứng trước họ tên.",
    ),
    error(
        "lint-recipients-first",
        "Dòng đầu của Nơi nhận",
        "“{text}”: dòng đầu không phải Như trên",
        "- Như trên; (khi văn bản có Kính gửi) ({article})",
        "Thêm dòng - Như trên;",
    ),
    error(
        "lint-recipients-last",
        "Dòng cuối của Nơi nhận",
        "“{text}”: dòng cuối không phải dòng lưu",
        "- Lưu: VT, <đơn vị soạn thảo>. ({article})",
        "Đưa dòng Lưu xuống cuối.",
    ),
    error(
        "lint-recipients-marks",
        "Dấu trong danh sách nơi nhận",
        "“{text}”: {value}{more}",
        "mỗi dòng có gạch đầu dòng, cuối dòng dấu chấm phẩy; dòng Lưu kết thúc bằng dấu chấm ({article})",
        "Sửa dấu.",
    ),
)

_ANNEXES = (
    error(
        "lint-annex-number",
        "Số thứ tự phụ lục",
        "“{text}”: {value}{more}",
        "từ hai phụ lục trở lên phải đánh số bằng chữ số La Mã, liên tục ({article})",
        "Đánh lại số phụ lục.",
    ),
    error(
        "lint-annex-unmentioned",
        "Nội dung không dẫn tới phụ lục",
        "văn bản có phụ lục nhưng nội dung không có chỉ dẫn về phụ lục",
        "trong văn bản phải có chỉ dẫn về phụ lục đó ({article})",
        "Thêm “(chi tiết tại Phụ lục kèm theo)”.",
    ),
    warning(
        "lint-annex-end",
        "Kết thúc phụ lục",
        "“{text}”: phần chữ của phụ lục không kết thúc bằng {wanted}",
        "{wanted} ({article})",
        "Thêm dấu {wanted} vào cuối phụ lục.",
    ),
)

_TEXT = (
    warning(
        "lint-text-nfd",
        "Chữ có dấu tổ hợp",
        "“{text}”: chữ tiếng Việt gõ bằng dấu rời (Unicode tổ hợp){more}",
        "Unicode dựng sẵn ({article})",
        "Chuyển mã sang Unicode dựng sẵn (UniKey: Ctrl+Shift+F6).",
    ),
    warning(
        "lint-text-decimal-marks",
        "Dấu thập phân lẫn lộn",
        "“{text}”: {value} viết khác các số khác trong văn bản{more}",
        "dấu phẩy cho phần thập phân, dấu chấm cho hàng nghìn, thống nhất",
        "Viết lại số.",
    ),
    error(
        "lint-text-body-name",
        "Viết hoa tên cơ quan",
        "“{text}”: {value}{more}",
        "{wanted} ({article})",
        "Viết lại tên cơ quan.",
    ),
    error(
        "lint-text-citation",
        "Viết hoa điểm, khoản, Điều khi viện dẫn",
        "“{text}”: {value}{more}",
        "điểm a khoản 2 Điều 103: điểm, khoản viết thường; Điều viết hoa ({article})",
        "Sửa chữ hoa, chữ thường.",
    ),
    warning(
        "lint-text-date",
        "Số 0 trước ngày, tháng",
        "“{text}”: {value}{more}",
        "ngày nhỏ hơn 10, tháng 1, 2 thêm số 0 phía trước ({article})",
        "Thêm số 0.",
    ),
    error(
        "lint-text-symbol",
        "Chữ viết tắt tên loại khi viện dẫn",
        "“{text}”: {value}{more}",
        "{wanted} ({article})",
        "Sửa ký hiệu của văn bản được viện dẫn.",
    ),
    note(
        "lint-changes-left",
        "Còn sửa đổi chưa duyệt",
        "văn bản còn sửa đổi chưa duyệt (Track Changes) hoặc chú thích",
        "",
        "Review › Accept All Changes; xóa chú thích trước khi phát hành.",
    ),
)

_OTHER = (
    note(
        "lint-template",
        "Tệp mẫu",
        "tệp còn thẻ của mẫu ({value}): chỉ kiểm tra khổ giấy, lề, phông chữ",
        "văn bản đã điền đủ nội dung",
        "Kiểm tra mẫu bằng lệnh cchc templates check.",
    ),
)

LINT_TEXT: tuple[Code, ...] = _BODY + _CLOSING + _ANNEXES + _TEXT + _OTHER

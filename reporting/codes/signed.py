"""Findings about finished PDFs: signatures, what changed since, conformance, the set of files."""

from __future__ import annotations

from reporting.codes._code import Code, error, note, warning

_SIGNATURES = (
    error(
        "pdf-signature-broken",
        "Chữ ký số không còn nguyên vẹn",
        "chữ ký số ở ô '{subject}' không hợp lệ: {bytes} byte đầu của tệp, phần đã ký, không còn như lúc ký",
        "tệp đúng như lúc ký",
        "Không sử dụng tệp này; lấy lại tệp gốc đã ký.",
    ),
    error(
        "pdf-changed-after-signing",
        "Tệp bị sửa sau khi ký",
        "sau chữ ký ở ô '{subject}' nội dung đã thay đổi, không chỉ ký thêm: {pages}",
        "sau khi ký chỉ được ký thêm",
        "Không sử dụng tệp này; lấy lại tệp gốc đã ký.",
    ),
    error(
        "pdf-saved-again",
        "Tệp được ghi lại toàn bộ sau khi ký",
        "phần mềm khác đã ghi lại toàn bộ tệp sau chữ ký ở ô '{subject}' (thường gặp khi đóng dấu văn bản đến), nên chữ "
        "ký đó không còn khớp với tệp",
        "tệp như trước khi đóng dấu đến",
        "Nội dung có thể vẫn đúng: lấy tệp gốc trước khi đóng dấu đến rồi kiểm tra chữ ký trên tệp đó.",
    ),
    warning(
        "pdf-signature-unjudged",
        "Không xác định được chữ ký số",
        "cchc không xác định được chữ ký ở ô '{subject}': {why}. Đây không phải là kết luận chữ ký sai",
        "",
        "Kiểm tra bằng phần mềm đã ký, hoặc phần mềm của Cục Chứng thực số và Bảo mật thông tin (Ban Cơ yếu Chính phủ).",
    ),
    note(
        "pdf-signature-sha1",
        "Chữ ký dùng thuật toán băm SHA-1",
        "chữ ký ở ô '{subject}' dùng SHA-1, thuật toán thông dụng của thời điểm ký; chữ ký vẫn nguyên vẹn",
    ),
    warning(
        "pdf-signer-untrusted",
        "Chưa xác nhận được người ký",
        "chứng thư số của '{signer}' (ô '{subject}') không do cơ quan chứng thực đã nêu cấp, hoặc không còn hiệu lực",
        "chứng thư số do cơ quan chứng thực trong --trust cấp",
        "Kiểm tra chứng thư số của người ký và tệp chứng thư gốc.",
    ),
    note(
        "pdf-field-empty",
        "Ô chữ ký còn trống",
        "ô chữ ký '{subject}' chưa có chữ ký",
    ),
    error(
        "pdf-field-unsigned",
        "Thiếu chữ ký số",
        "ô chữ ký '{subject}' chưa có chữ ký, trong khi yêu cầu tệp đã ký đủ",
        "mọi ô chữ ký đã ký",
        "Ký vào ô còn trống bằng phần mềm ký số của cơ quan hoặc cchc sign.",
    ),
    error(
        "pdf-unsigned",
        "Tệp chưa ký số",
        "tệp chưa có chữ ký số nào, trong khi yêu cầu tệp đã ký",
        "tệp đã ký số",
        "Ký bằng phần mềm ký số của cơ quan.",
    ),
)

_FILES = (
    warning(
        "pdf-locked",
        "Tệp PDF có mật khẩu",
        "tệp phải có mật khẩu mới mở được nên không xác định được chữ ký",
        "tệp PDF không đặt mật khẩu mở",
        "Mở bằng phần mềm đọc PDF, kiểm tra chữ ký tại đó, hoặc xin bản không đặt mật khẩu.",
    ),
    error(
        "pdf-unreadable",
        "Không đọc được tệp PDF",
        "tệp không phải PDF, hoặc không mở được trang nào",
        "tệp PDF đủ dữ liệu",
        "Lấy lại tệp, hoặc lập lại bằng cchc build.",
    ),
    error(
        "pdf-hash-differs",
        "Tệp khác với bảng kê",
        "nội dung không khớp mã SHA-256 trong bảng kê (manifest.json)",
        "đúng tệp đã lập, có thể ký thêm",
        "Lập lại bằng cchc build rồi ký lại.",
    ),
    error(
        "pdf-missing",
        "Thiếu tệp có trong bảng kê",
        "bảng kê (manifest.json) có tệp này nhưng thư mục không có",
        "đủ các tệp như khi lập",
        "Chép lại đủ tệp, hoặc lập lại bằng cchc build.",
    ),
    error(
        "pdf-annex-missing",
        "Thiếu phụ lục nêu trong báo cáo",
        "báo cáo có {annex} (tệp {subject}) nhưng thư mục không có tệp đó",
        "mọi phụ lục nêu trong báo cáo",
        "Chép lại đủ tệp, hoặc lập lại bằng cchc build.",
    ),
    error(
        "pdf-not-listed",
        "Tệp PDF ngoài bảng kê",
        "tệp {subject} không có trong bảng kê của bộ báo cáo và không phải bản đã ký của tệp nào trong đó",
        "chỉ các tệp của bộ báo cáo và bản đã ký của chúng",
        "Chuyển tệp này ra thư mục khác; nếu là phụ lục của báo cáo thì lập lại bằng cchc build.",
    ),
)

_CONFORMANCE = (
    warning(
        "pdf-conformance-missing",
        "Tệp không nêu đủ chuẩn lưu trữ và tiếp cận",
        "tệp không khai báo {missing}",
        "PDF/A-2a (hoặc 3a) và PDF/UA-1",
        "Lập lại bằng cchc build; không in lại hay lưu lại bằng phần mềm khác.",
    ),
    warning(
        "pdf-font-not-embedded",
        "Phông chữ không nhúng trong tệp",
        "phông chữ '{subject}' không nhúng trong tệp",
        "mọi phông chữ đều nhúng",
        "Lập lại bằng cchc build; không in lại hay lưu lại bằng phần mềm khác.",
    ),
)

SIGNED: tuple[Code, ...] = (*_SIGNATURES, *_FILES, *_CONFORMANCE)

"""Findings about the job itself: what job.toml, plan and registry say of another period or of the sample."""

from __future__ import annotations

from reporting.codes._code import Code, error, warning

JOB: tuple[Code, ...] = (
    error(
        "plan-other-year",
        "Kế hoạch của năm khác",
        "kế hoạch “{plan}” là của năm {plan_year}, công việc lập báo cáo năm {year}",
        "kế hoạch của năm {year}",
        "Sửa khóa plan trong [inputs], hoặc year trong [job], hoặc dòng “Năm” trong tệp kế hoạch.",
        quoted=("plan", "plan_year", "year"),
    ),
    error(
        "issued-early",
        "Ngày ban hành không thể đúng",
        "ngày ban hành {issued} {why}",
        "ngày ban hành của báo cáo này, hoặc bỏ dòng issued để in chỗ trống",
        "Sửa issued trong [report] (còn ghi ngày của kỳ trước?).",
        quoted=("issued", "why"),
    ),
    error(
        "number-reused",
        "Số văn bản của kỳ trước",
        "số {number} đã là số báo cáo {period}",
        "mỗi văn bản một số trong năm (NĐ 30/2020, Điều 15)",
        "Sửa number trong [report], hoặc bỏ dòng này để in chỗ trống cho văn thư cấp số.",
        quoted=("number",),
    ),
    warning(
        "number-without-day",
        "Có số văn bản mà chưa có ngày ban hành",
        "[report] ghi số {number} nhưng không ghi ngày ban hành",
        "số và ngày cùng do văn thư cấp; hoặc bỏ cả hai để in chỗ trống",
        "Thêm issued, hoặc bỏ number (còn của kỳ trước?).",
        quoted=("number",),
    ),
    error(
        "text-other-period",
        "Lời văn của kỳ khác",
        "{key} ghi “{said}” trong khi báo cáo là của {period}",
        "lời văn của {period}",
        "Sửa {key} trong job.toml, hoặc bỏ dòng này để dùng lời văn mặc định.",
        quoted=("said",),
    ),
    warning(
        "compiler-other-period",
        "Phần tổng hợp nhắc kỳ khác",
        "“{title}” ghi “{said}” trong khi báo cáo là của {period}",
        "",
        "Đọc lại: nếu là lời của kỳ trước thì sửa; nếu so sánh với kỳ trước thì giữ nguyên.",
        quoted=("said",),
    ),
    warning(
        "previous-missing",
        "Chưa khai kỳ trước",
        "công việc {period} không khai kỳ trước, nên không có số so sánh, không phát hiện được số lũy kế giảm và biểu không "
        "in số kỳ trước",
        'previous = "../<thư mục kỳ trước>/job.toml" trong [inputs]',
        "Thêm khóa previous vào [inputs] của job.toml; nếu kỳ trước không làm bằng cchc thì bỏ qua.",
    ),
    error(
        "signer-sample",
        "Người ký là tên trong bộ mẫu",
        "{key} ghi “{name}”, là tên minh họa, trong khi số liệu là thật (invented = false)",
        "họ tên người ký, hoặc bỏ dòng này để in chỗ trống",
        "Sửa {key} trong job.toml.",
        quoted=("name",),
    ),
    warning(
        "symbol-sample",
        "Ký hiệu còn như bộ mẫu",
        "{key} ghi “{name}”, giống hệt công việc mẫu",
        "ký hiệu, nơi lưu của cơ quan mình",
        "Sửa {key} trong job.toml; nếu cơ quan mình dùng đúng ký hiệu này thì bỏ qua.",
        quoted=("name",),
    ),
)

"""Findings about the report itself: the outline, and the compiling officer's own words."""

from __future__ import annotations

from reporting.codes._code import Code, error, note, warning

_OUTLINE = (
    warning(
        "outline-omits-items",
        "Bố cục báo cáo bỏ sót nội dung của kế hoạch",
        "bố cục '{subject}' không đưa vào phần lời {count} nội dung của kế hoạch: {items}",
        "mỗi nội dung của kế hoạch thuộc một mục của bố cục; nội dung bỏ sót chỉ còn ở phụ lục",
        "Bổ sung mục hoặc mã nội dung vào tệp bố cục.",
        quoted=("count", "items"),
    ),
)

_COMPILER = (
    warning(
        "replacement-data-changed",
        "Đoạn đã viết lại nhưng số liệu đã thay đổi",
        "đoạn '{subject}' do đơn vị tổng hợp viết lại, nhưng số liệu của đoạn đã thay đổi từ khi viết",
        "",
        "Đọc lại đoạn trong bản phần tổng hợp vừa lập ở thư mục kết quả, sửa theo số liệu mới nếu cần, rồi chọn “Có” ở cột "
        "“Đã đọc lại”; hoặc đánh dấu ở mục Soạn báo cáo của trang làm việc. Câu theo số liệu nay: {now}",
        quoted=("now",),
    ),
    warning(
        "replacement-unknown-block",
        "Mã đoạn không có trong báo cáo",
        "phần tổng hợp thay đoạn '{subject}' nhưng báo cáo kỳ này không có đoạn đó; văn bản thay thế chưa được dùng",
        "mã đoạn trong bản phần tổng hợp của kỳ này",
        "{hint}",
        quoted=("hint",),
    ),
    note(
        "replacement-without-fingerprint",
        "Đoạn viết lại chưa có dấu số liệu",
        "đoạn '{subject}' do đơn vị tổng hợp viết lại, không có dấu số liệu nên không đối chiếu được khi số liệu thay đổi",
        "",
        "Chọn “Có” ở cột “Đã đọc lại” của bản phần tổng hợp vừa lập ở thư mục kết quả. Câu theo số liệu nay: {now}",
        quoted=("now",),
    ),
    warning(
        "compiler-text-unused",
        "Nội dung của đơn vị tổng hợp chưa được dùng",
        "phần tổng hợp có nội dung '{subject}' nhưng bố cục của báo cáo kỳ này không có mục dùng đến",
        "{known}",
        "Kiểm tra mã nội dung, hoặc chọn bố cục khác trong job.toml.",
        quoted=("known",),
    ),
    warning(
        "compiler-text-copied",
        "Phần tổng hợp còn nguyên lời của kỳ trước",
        "nội dung “{title}” của đơn vị tổng hợp giống hệt kỳ trước ({related}) và sẽ in vào báo cáo kỳ này",
        "lời viết cho kỳ này",
        "Viết lại cho kỳ này, hoặc xóa ô đó để báo cáo dùng ý kiến trong biểu của các cơ quan.",
    ),
    error(
        "compiler-sheet-unreadable",
        "Không đọc được phần tổng hợp",
        "không thấy {subject} trong phần tổng hợp",
        "phan_tong_hop.xlsx do chương trình lập, giữ nguyên tên trang và dòng tiêu đề",
        "Lập lại phan_tong_hop.xlsx rồi chép nội dung sang.",
    ),
    error(
        "compiler-cell-unreadable",
        "Ô của phần tổng hợp bị lỗi",
        "ô {subject} hiện {raw}, nội dung không đọc được",
        "chữ gõ trực tiếp",
        "Nhập lại ô; đoạn bắt đầu bằng dấu = + - thì gõ thêm dấu nháy đơn (') ở đầu để Excel không coi là công thức.",
        quoted=("raw",),
    ),
    warning(
        "compiler-cell-of-value",
        "Ô của phần tổng hợp không phải chữ gõ trực tiếp",
        "ô {cell} chứa {what}; báo cáo in “{raw}”",
        "chữ gõ trực tiếp",
        "Đọc lại đoạn này trong báo cáo; nếu chưa đúng, gõ lại ô dưới dạng chữ.",
    ),
    warning(
        "compiler-cell-beside",
        "Nội dung nằm ngoài ô của phần tổng hợp",
        "“{raw}” nằm ngoài các cột của phần tổng hợp, không in vào báo cáo",
        "nội dung ở cột “Nội dung” hoặc “Văn bản thay thế”",
        "Chuyển sang đúng cột, hoặc xóa nếu không cần.",
    ),
    error(
        "compiler-two-places",
        "Phần tổng hợp viết khác nhau ở hai nơi",
        "nội dung '{subject}' vừa được sửa trong thư mục kết quả, vừa được sửa ở tệp cạnh job.toml ({related}), không giống "
        "nhau; báo cáo đang dùng bản trong thư mục kết quả",
        "một lời viết ở cả hai tệp, hoặc chỉ ở một tệp",
        "Sửa cho giống nhau, hoặc chép bản đúng đè lên tệp kia.",
    ),
    error(
        "compiler-key-twice",
        "Một nội dung ghi hai lần trong phần tổng hợp",
        "'{subject}' ghi hai lần với nội dung khác nhau ({related})",
        "mỗi mã một dòng",
        "Giữ lại một dòng.",
    ),
)

_CUMULATIVE = (
    note(
        "cumulative-without-base",
        "Báo cáo chỉ có số trong kỳ, không có số lũy kế",
        "kỳ này chỉ tính số từ ngày {start} đến ngày {cutoff}; {reason}",
        "kỳ trước là kỳ lũy kế của cùng năm, chốt số liệu ngày {day}",
        "Nêu công việc của kỳ đó ở [inputs] previous của job.toml.",
        quoted=("start", "cutoff", "reason", "day"),
    ),
    note(
        "cumulative-not-said",
        "Kế hoạch chưa nêu tỷ lệ nào được cộng dồn",
        "chưa tính số lũy kế của {count} phép đo, vì kế hoạch chưa nêu tử số, mẫu số có cộng dồn qua các kỳ hay không: "
        "{measures}",
        "cột “Cộng dồn qua các kỳ” của trang “Phép đo” trong plan.xlsx: có (cộng cả tử số và mẫu số); chỉ tử số (mẫu số là "
        "tổng số cố định); không",
        "Thêm cột này vào plan.xlsx và ghi cho từng phép đo; chương trình không tự đoán.",
        quoted=("count", "measures"),
    ),
    note(
        "cumulative-not-computed",
        "Chưa tính được số lũy kế của một chỉ tiêu",
        "{measure} — {title}: không cộng số kỳ này với {before}, vì {why}",
        "",
        "Không cần số lũy kế thì không phải xử lý. Cần thì bổ sung, sửa ở kỳ có vướng mắc rồi chạy lại.",
        quoted=("before", "why"),
    ),
)

REPORT: tuple[Code, ...] = _OUTLINE + _COMPILER + _CUMULATIVE

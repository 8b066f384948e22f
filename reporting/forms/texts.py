"""What the form's first page tells the officer who fills it."""

from __future__ import annotations

# Lines, numbered by the writer.
GUIDE = (
    "Chỉ điền vào ô tô màu: ô vàng là bắt buộc, ô xanh nhạt điền nếu có (phần phối hợp, lý do, diễn giải thêm). Ô xám không phải điền.",
    "Số liệu tính trong khoảng thời gian ghi ở trên, từ ngày đầu đến hết ngày cuối. Gõ số bằng chữ số, dấu phẩy cho phần thập phân (12,5); không gõ “khoảng”, “trên”, “gần”.",
    "Tỷ lệ: điền tử số và mẫu số, tỷ lệ % tự tính. Không có thì gõ 0; chưa có số liệu thì để trống và ghi lý do; dòng đó vẫn tính là thiếu số liệu, lý do được chuyển đến đơn vị tổng hợp.",
    "Cột Trạng thái: chọn trong danh sách. Chọn “Không phát sinh” thì ghi lý do ở cột Lý do, ghi chú. Để trống nghĩa là chưa báo cáo.",
    "Cột Minh chứng: ghi số, ký hiệu và ngày của văn bản, ví dụ: Kế hoạch số 12/KH-SNV ngày {day}.",
    "Được chèn thêm dòng, sắp xếp, lọc, đổi độ rộng cột. Việc ngoài kế hoạch ghi ở trang “Nội dung khác”.",
    "Không xóa cột A ẩn, không chép trang tính sang tệp khác, không dùng lại tệp của kỳ trước hoặc của đơn vị khác.",
    "Gửi lại bản sửa: tăng ô “Lần gửi” thêm 1. Bản có lần gửi lớn hơn thay bản trước; số liệu không bị cộng hai lần.",
    "Xong, lưu dạng Excel (.xlsx) và gửi tệp này; không gửi bản chụp hoặc bản PDF thay cho tệp Excel.",
)
FREE_PLACE, SHORT_FREE_PLACE = "ở trang “Nội dung khác”", "ở dòng cuối trang “Đánh giá”"
BELOW = "Dòng “Các xã trực thuộc”: cộng số liệu của các xã, ghi số xã đã báo cáo trên tổng số xã."  # where a form has such rows
INVENTED = "SỐ LIỆU GIẢ ĐỊNH: toàn bộ số liệu trong tệp này do người làm phần mềm đặt ra để minh họa."

"""Findings about rows and cells of a return: what was repaired, what is asked back.

A value that has one meaning is repaired and noted; one that has two or none is asked back. None is
ever read as zero.
"""

from __future__ import annotations

from reporting.codes._code import Code, error, note, warning

_FIELD = "{name} › {field}"
_NUMBER = "một số viết bằng chữ số, dấu phẩy cho phần thập phân (1234 hoặc 1234,5)"
_KEEP = "Nhập lại ô này rồi gửi lại."

_NUMBERS = (
    note(
        "value-repaired",
        "Giá trị được hiểu lại",
        f"{_FIELD}: ô ghi “{{raw}}”, {{repair}}",
        action="Nếu hiểu chưa đúng, sửa lại ô hoặc chọn giá trị trong quyet_dinh.xlsx.",
    ),
    error(
        "value-ambiguous",
        "Số có hai cách hiểu",
        f"{_FIELD}: “{{raw}}” có thể là {{meanings}}{{hint}}",
        "viết 1234 (không dấu chấm) hoặc 1,2345",
        "Xác nhận với đơn vị, nhập lại ô này hoặc chọn giá trị trong quyet_dinh.xlsx.",
    ),
    error("value-approximate", "Số ước chừng", f"{_FIELD}: “{{raw}}” không phải số chính xác", _NUMBER, _KEEP),
    error(
        "value-dash",
        "Gạch ngang thay cho số",
        f"{_FIELD}: ô ghi “{{raw}}”, không rõ là bằng 0, chưa có số liệu hay không phát sinh",
        "gõ 0 nếu bằng không; chọn trạng thái “Không phát sinh” và ghi lý do; hoặc để trống",
        _KEEP,
    ),
    error(
        "value-nothing",
        "Chữ “không có” thay cho số",
        f"{_FIELD}: ô ghi “{{raw}}”, không rõ là bằng 0, chưa có số liệu hay không phát sinh",
        "gõ 0 nếu bằng không; chọn trạng thái “Không phát sinh” và ghi lý do; hoặc để trống",
        _KEEP,
    ),
    error(
        "value-date",
        "Excel đã đổi số thành ngày",
        f"{_FIELD}: ô chứa ngày {{raw}}; có thể đã gõ phân số {{guess}} và Excel tự đổi",
        "tử số và mẫu số gõ ở hai ô riêng",
        _KEEP,
    ),
    error("value-unreadable", "Không đọc được số", f"{_FIELD}: “{{raw}}” không đọc được thành số", _NUMBER, _KEEP),
    error(
        "value-percent",
        "Tỷ lệ % ở ô cần số lượng",
        f"{_FIELD}: ô ghi tỷ lệ {{raw}}, ở đây cần số lượng",
        "số lượng (ví dụ số hồ sơ), tỷ lệ % do chương trình tính",
        _KEEP,
    ),
    error(
        "value-share",
        "Không rõ là tỷ lệ % hay phần của 1",
        f"{_FIELD}: {{raw}} có thể là {{raw}}% hoặc {{percent}}",
        "viết kèm dấu %, ví dụ 85,5%",
        _KEEP,
    ),
    error(
        "value-not-whole",
        "Số lượng có phần lẻ",
        f"{_FIELD}: {{raw}} không phải số nguyên, trong khi đếm theo {{unit}}{{guess}}",
        "số nguyên",
        _KEEP,
    ),
    error(
        "value-negative",
        "Số lượng âm",
        f"{_FIELD}: ô ghi {{raw}}, số lượng không thể âm",
        "số không âm; dấu gạch đầu dòng trước số thì bỏ đi",
        _KEEP,
    ),
    error(
        "value-fraction-conflict",
        "Phân số và mẫu số không khớp",
        f"{_FIELD}: ô ghi “{{raw}}” nhưng ô mẫu số ghi {{other}} ({{related}})",
        "tử số và mẫu số gõ ở hai ô riêng",
        "Thống nhất hai ô rồi gửi lại.",
    ),
    error(
        "value-unit",
        "Đơn vị tính khác với biểu mẫu",
        f"{_FIELD}: ô ghi “{{raw}}”, biểu mẫu tính theo {{unit}}",
        "số theo đúng đơn vị tính của biểu mẫu, chỉ gõ số",
        _KEEP,
    ),
    error(
        "value-marked",
        "Ô số có chữ gạch bỏ hoặc chỉ số trên, dưới",
        f"{_FIELD}: ô hiện {{raw}}, không rõ số nào là số báo cáo",
        "một số duy nhất; ghi chú thì viết ở cột Lý do, ghi chú",
        _KEEP,
    ),
    error(
        "value-shown-otherwise",
        "Số hiện trong ô khác số lưu trong tệp",
        f"{_FIELD}: ô hiện “{{raw}}” nhưng tệp lưu {{value}} (do định dạng số của ô)",
        "ô định dạng Chung (General), gõ đúng số theo đơn vị tính của biểu mẫu",
        _KEEP,
    ),
    note(
        "value-rounded",
        "Ô hiện số đã làm tròn",
        f"{_FIELD}: ô hiện “{{raw}}”, báo cáo lấy số lưu trong tệp là {{value}}",
        action="Nếu số đúng là số hiện trong ô, sửa lại ô hoặc chọn giá trị trong quyet_dinh.xlsx.",
    ),
    error(
        "value-formula",
        "Kết quả công thức không chắc đúng",
        f"{_FIELD}: ô hiện {{raw}}, nhưng {{why}}",
        "giá trị gõ trực tiếp",
        "Mở tệp, tính lại, chép kết quả đúng vào ô (dán giá trị) rồi gửi lại; hoặc chọn giá trị trong quyet_dinh.xlsx.",
    ),
    warning(
        "value-formula-unchecked",
        "Công thức chưa kiểm tra được",
        f"{_FIELD}: ô chứa công thức, kết quả lưu là {{raw}}; {{why}}",
        "giá trị gõ trực tiếp",
        "Xác nhận lại với đơn vị số này còn đúng.",
    ),
    error(
        "value-error-cell",
        "Ô báo lỗi công thức",
        f"{_FIELD}: ô hiện {{raw}}",
        "giá trị gõ trực tiếp, không dùng công thức dẫn tới tệp khác",
        _KEEP,
    ),
    error(
        "value-uncalculated",
        "Công thức chưa tính",
        f"{_FIELD}: ô chứa công thức chưa có kết quả",
        "giá trị gõ trực tiếp, hoặc mở bằng Excel, lưu lại để công thức được tính",
        _KEEP,
    ),
)

_CHOICES = (
    note(
        "text-legacy",
        "Chữ gõ bằng bảng mã cũ",
        "Trang có {count} ô gõ bằng phông TCVN3 hoặc VNI, đã chuyển sang Unicode; ví dụ “{raw}” thành “{made}”",
        action="Nếu chuyển chưa đúng, gõ lại các ô này bằng phông Unicode (Times New Roman).",
    ),
    note("status-repaired", "Trạng thái được hiểu lại", "{name}: “{raw}” hiểu là “{meant}”"),
    error(
        "status-unknown",
        "Trạng thái không có trong danh sách",
        "{name}: “{raw}” không phải một trạng thái",
        "Hoàn thành, Đang thực hiện, Chưa thực hiện, Không phát sinh",
        "Chọn trong danh sách thả xuống rồi gửi lại.",
    ),
    error(
        "status-conflict",
        "Trạng thái trái với ô số liệu",
        "{name}: ô số liệu ghi “{raw}” nhưng trạng thái là “{status}” ({related})",
        "một trong hai",
        "Sửa lại một trong hai ô.",
    ),
    warning(
        "text-struck",
        "Có chữ gạch bỏ",
        f"{_FIELD}: ô có chữ gạch bỏ ({{raw}}), báo cáo chỉ lấy phần không gạch: “{{kept}}”",
        action="Xác nhận lại với đơn vị, xóa hẳn phần gạch bỏ.",
    ),
    warning(
        "text-of-value",
        "Ô chữ chứa ngày, số hoặc ô đánh dấu do Excel tự đổi",
        f"{_FIELD}: ô lưu {{value}}, trong tệp hiện “{{raw}}”; báo cáo lấy chữ đang hiện",
        "chữ gõ trực tiếp (định dạng Text)",
        _KEEP,
    ),
    warning(
        "text-too-long",
        "Lời văn quá dài",
        f"{_FIELD}: ô dài {{count}} chữ, báo cáo chỉ in {{limit}} chữ đầu",
        "lời văn gọn, một đến ba câu",
        "Rút gọn nội dung; chi tiết gửi bằng văn bản riêng.",
    ),
    warning(
        "text-odd-signs",
        "Có ký hiệu không in được",
        f"{_FIELD}: ô có {{count}} ký hiệu lạ ({{signs}}): biểu tượng cảm xúc hoặc dấu đổi chiều chữ, khi in có thể mất hoặc khác đi",
        "chữ, số và dấu câu thông thường",
        "Xóa các ký hiệu này, đọc lại ô cho đúng ý.",
    ),
    warning(
        "evidence-impossible-date",
        "Ngày văn bản không thể có",
        f"{_FIELD}: minh chứng ghi ngày {{raw}}, trong lịch không có ngày này",
        "ngày/tháng/năm có thật, ví dụ 10/3/2023",
        "Kiểm tra lại ngày văn bản với đơn vị.",
    ),
    error("yes-no-unknown", "Không phải Có hoặc Không", "{name}: “{raw}” không phải Có hoặc Không", "Có, Không", _KEEP),
    warning(
        "date-unreadable",
        "Không đọc được ngày",
        "{field}: “{raw}” không đọc được thành ngày",
        "ngày/tháng/năm, ví dụ 10/3/2023",
        "Sửa lại ô này; có thể ghi ngày nhận trong sổ nhận báo cáo.",
    ),
    warning(
        "sequence-unreadable",
        "Không đọc được lần gửi",
        "Lần gửi: “{raw}” không phải số nguyên từ 1, tính là lần 1",
        "1, 2, 3 …",
        "Sửa ô “Lần gửi” ở trang Hướng dẫn.",
    ),
    note(
        "evidence-nothing", "Minh chứng ghi “không có”", "{name}: ô minh chứng ghi “{raw}”, coi là chưa có minh chứng"
    ),
)

_ROWS = (
    warning(
        "row-missing",
        "Dòng bị xóa khỏi biểu mẫu",
        "Biểu mẫu thiếu dòng {row} — {title}",
        action="Lấy lại dòng này từ biểu mẫu gốc, điền rồi gửi lại.",
    ),
    warning(
        "sheet-missing",
        "Thiếu trang tính",
        "Không còn trang “{sheet}” ({count} dòng) trong tệp",
        action="Lấy lại trang này từ biểu mẫu gốc, điền rồi gửi lại.",
    ),
    warning(
        "row-unknown",
        "Dòng không thuộc biểu mẫu của đơn vị",
        "Dòng mang mã {row} không thuộc phần việc của đơn vị; nội dung “{sample}” chưa được tổng hợp",
        action="Kiểm tra: dòng chép từ biểu mẫu khác, hoặc nội dung kế hoạch đã bỏ.",
    ),
    error(
        "row-without-code",
        "Dòng thêm có số liệu nhưng không có mã",
        "Dòng được thêm có số liệu “{sample}” nhưng không có mã dòng nên không biết thuộc nội dung nào",
        "số liệu nằm trên dòng có sẵn của biểu mẫu",
        "Chuyển số liệu vào đúng dòng của biểu mẫu, hoặc sang trang “Nội dung khác”.",
    ),
    warning(
        "row-without-code-text",
        "Dòng thêm không có mã",
        "Dòng được thêm có nội dung “{sample}” nhưng không có mã dòng nên chưa được tổng hợp",
        action="Chuyển nội dung vào dòng có sẵn của biểu mẫu, hoặc sang trang “Nội dung khác”.",
    ),
    note("row-copied", "Dòng trùng mã, cùng nội dung", "{name}: dòng lặp lại ở {related}, chỉ tính một lần"),
    error(
        "row-conflict",
        "Dòng trùng mã, khác nội dung",
        "{name}: có hai dòng cùng mã nhưng khác nhau ở {fields} ({related}); các ô khác nhau chưa được tổng hợp",
        "mỗi nội dung một dòng",
        "Xóa dòng thừa rồi gửi lại.",
    ),
    error(
        "row-code-conflict",
        "Mã ẩn và mã hiện của dòng không khớp",
        "Dòng hiện “{shown}” nhưng mã ẩn là “{row}”: có thể chỉ sắp xếp một phần của bảng; dòng này chưa được tổng hợp",
        "sắp xếp cả bảng, gồm cột A ẩn",
        "Chép các câu trả lời sang biểu mẫu gốc đúng dòng rồi gửi lại.",
    ),
    error(
        "rows-misplaced",
        "Dòng của trang khác chép sang",
        "Trang “{sheet}” có {count} dòng của trang khác (dòng đầu: {row}), các cột không cùng loại; các dòng này chưa được tổng hợp",
        "mỗi dòng nằm ở trang sẵn có của nó trong biểu mẫu",
        "Chép các câu trả lời sang đúng trang của biểu mẫu gốc rồi gửi lại.",
    ),
    note(
        "row-recovered",
        "Nhận lại dòng theo mã hiện",
        "Cột mã ẩn bị xóa; {count} dòng được nhận theo mã hiện và nội dung đo",
    ),
    error(
        "column-missing",
        "Thiếu cột",
        "Trang không còn cột “{field}”, các câu trả lời ở cột này không đọc được",
        action="Chép các câu trả lời sang biểu mẫu gốc rồi gửi lại.",
    ),
    error(
        "column-copied",
        "Hai cột cùng một loại",
        "Trang có hai cột “{field}” ({related}), nội dung khác nhau; chưa tổng hợp cột nào",
        "mỗi loại một cột",
        "Xóa cột thừa rồi gửi lại.",
    ),
    note("sheet-copied", "Trang tính lặp lại", "Trang “{sheet}” lặp lại (“{other}”); các dòng được đối chiếu theo mã"),
    warning(
        "cell-unexpected",
        "Ô không phải điền nhưng có nội dung",
        f"{_FIELD}: ô này không phải điền, nội dung “{{raw}}” chưa được tổng hợp",
        action="Chuyển nội dung sang đúng ô.",
    ),
    warning(
        "cell-merged",
        "Ô bị gộp",
        "Các ô {area} bị gộp; nội dung chỉ tính cho dòng đầu",
        action="Bỏ gộp ô và điền từng dòng.",
    ),
    warning(
        "column-unknown",
        "Cột ngoài biểu mẫu có nội dung",
        "Trang “{sheet}” có cột {column} không thuộc biểu mẫu, có nội dung ở {count} dòng (ví dụ: “{sample}”), chưa được tổng hợp",
        action="Nếu cần báo cáo, chuyển nội dung sang đúng cột của biểu mẫu.",
    ),
    warning(
        "cell-computed-typed",
        "Gõ đè lên ô tự tính",
        f"{_FIELD}: ô tự tính ghi {{raw}}, theo tử số và mẫu số là {{computed}}; báo cáo lấy tử số và mẫu số",
        "ô tự tính để nguyên công thức",
        "Xác nhận với đơn vị tử số, mẫu số hay tỷ lệ là đúng.",
    ),
    warning(
        "sheet-unknown",
        "Trang tính ngoài biểu mẫu có nội dung",
        "Trang “{sheet}” ({state}) không thuộc biểu mẫu, có {count} ô có nội dung (ví dụ: “{sample}”), chưa được tổng hợp",
        action="Mở trang này; nếu cần báo cáo, chuyển nội dung vào đúng ô của biểu mẫu.",
    ),
    warning(
        "remark-unread",
        "Ghi chú hoặc hộp chữ nằm ngoài ô",
        "{what} trên trang “{sheet}” ghi “{raw}”, chưa được tổng hợp",
        action="Đọc nội dung này; nếu đổi số liệu hoặc lời văn, đề nghị đơn vị sửa vào ô rồi gửi lại.",
    ),
    warning(
        "rows-hidden-alike",
        "Dòng đang ẩn giống hệt dòng bên cạnh",
        "Trang “{sheet}” có dòng đang ẩn mang đúng số của dòng hiện bên cạnh (dòng {rows}): có thể đã dán đè lên dòng bị lọc",
        "mỗi dòng có số liệu riêng",
        "Bỏ lọc, kiểm tra lại các dòng này với đơn vị.",
    ),
    note(
        "rows-hidden",
        "Có dòng đang ẩn",
        "Trang “{sheet}” có {count} dòng đang ẩn (do lọc hoặc ẩn); các dòng này vẫn được đọc",
    ),
)

VALUES: tuple[Code, ...] = (*_NUMBERS, *_CHOICES, *_ROWS)

"""Findings of merging and checking: what is missing, late, contradictory, copied, and the decisions on them.

Params are values of cells only (never today's date), so that a decision's fingerprint changes
exactly when the cells behind the finding change.
"""

from __future__ import annotations

from reporting.codes._code import Code, error, note, warning

_GAPS = (
    error(
        "return-missing",
        "Chưa gửi báo cáo",
        "{name} chưa có báo cáo kỳ {period}, còn nợ {owed} nội dung",
        "01 báo cáo đúng biểu mẫu của kỳ, hoặc quyết định chấp nhận trong quyet_dinh.xlsx",
        "Đôn đốc {name} gửi báo cáo.",
    ),
    error(
        "item-silent",
        "Chưa báo cáo nội dung",
        "{name} ({role}) chưa báo cáo {item} — {title}",
        "kết quả và minh chứng, hoặc “Không phát sinh” kèm lý do",
        "Điền đủ các dòng của {item} rồi gửi lại.",
    ),
    error(
        "figure-missing",
        "Thiếu số liệu",
        "{name} chưa có {what} của {measure} — {title}{level}",
        "đủ tử số và mẫu số (hoặc số lượng, Có/Không); “Không phát sinh” kèm lý do",
        "Điền số liệu còn thiếu rồi gửi lại.",
    ),
    error(
        "status-missing",
        "Thiếu trạng thái thực hiện",
        "{name} chưa chọn trạng thái của {which} — {title}",
        "Hoàn thành, Đang thực hiện, Chưa thực hiện, hoặc Không phát sinh (kèm lý do)",
        "Chọn trạng thái rồi gửi lại.",
    ),
    error(
        "not-arising-no-reason",
        "“Không phát sinh” chưa có lý do",
        "{name} chọn “Không phát sinh” ở {which} — {title}{level} nhưng không ghi lý do",
        "lý do ghi ở cột Ghi chú hoặc Kết quả",
        "Bổ sung lý do rồi gửi lại.",
    ),
    error(
        "done-without-evidence",
        "Báo “Hoàn thành” nhưng không có minh chứng",
        "{name} chủ trì {which} — {title}, báo “Hoàn thành” nhưng không có minh chứng",
        "số, ký hiệu và ngày của văn bản, hoặc tài liệu chứng minh",
        "Bổ sung minh chứng, hoặc chọn lại trạng thái.",
    ),
    warning(
        "evidence-missing",
        "Thiếu minh chứng",
        "{name} chưa ghi minh chứng cho {which} — {title}",
        "số, ký hiệu và ngày của văn bản, hoặc tài liệu chứng minh",
        "Bổ sung minh chứng.",
    ),
    warning(
        "narrative-missing",
        "Chủ trì chưa nêu kết quả",
        "{name} chủ trì {which} — {title} nhưng chưa nêu kết quả bằng lời",
        "",
        "Bổ sung một đoạn kết quả để đưa vào báo cáo.",
    ),
    warning(
        "communes-partial",
        "Chưa đủ xã báo cáo",
        "{name}: {reported}/{total} xã đã báo cáo {measure} — {title}",
        "",
        "Đôn đốc các xã còn lại, hoặc nêu lý do ở cột Ghi chú.",
    ),
    warning(
        "communes-unsaid",
        "Chưa ghi số xã đã báo cáo",
        "{name} có số liệu cấp xã của {measure} — {title} nhưng chưa ghi số xã đã báo cáo",
        "số xã đã báo cáo trên tổng số xã",
        "Điền số xã đã báo cáo.",
    ),
    warning(
        "return-late",
        "Gửi trễ hạn",
        "{name} gửi ngày {received}, hạn là {deadline}",
        "",
        "Ghi nhận vào tình hình thực hiện chế độ báo cáo.",
    ),
    warning(
        "received-before-sent",
        "Ngày nhận trước ngày gửi",
        "sổ nhận ghi báo cáo của {name} đến ngày {received}, trước ngày gửi ghi trong biểu ({sent})",
        "ngày nhận báo cáo của kỳ này",
        "Sửa ngày trong sổ nhận báo cáo (sổ còn ghi ngày của kỳ trước?), hoặc hỏi lại đơn vị ngày gửi.",
    ),
    note(
        "received-unknown",
        "Chưa rõ ngày nhận",
        "báo cáo của {name} không có ngày nhận trong sổ hoặc ngày gửi dùng được",
        "",
        "Ghi ngày nhận vào sổ nhận báo cáo.",
    ),
    warning(
        "overdue",
        "Quá hạn chưa hoàn thành",
        "{name}: {which} — {title} đến hạn {due} nhưng trạng thái là “{status}”",
        "",
        "Nêu nguyên nhân và thời gian hoàn thành.",
    ),
)

_CONTRADICTIONS = (
    error(
        "numerator-over-denominator",
        "Tử số lớn hơn mẫu số",
        "{name}: {measure} — {title}{level} có tử số {numerator} lớn hơn mẫu số {denominator} ({related})",
        "tử số không lớn hơn mẫu số",
        "Kiểm tra và sửa hai ô.",
    ),
    error(
        "negative-figure",
        "Số âm",
        "{name}: {measure} — {title}{level} ghi {value}",
        "số không âm",
        "Kiểm tra và sửa ô.",
    ),
    error(
        "not-arising-with-figure",
        "“Không phát sinh” nhưng có số liệu",
        "{name} chọn “Không phát sinh” ở {which} — {title}{level} nhưng ghi số {value} ({related})",
        "một trong hai",
        "Bỏ trạng thái “Không phát sinh” hoặc bỏ số liệu.",
    ),
    error(
        "lead-below-parts",
        "Số của chủ trì nhỏ hơn tổng các đơn vị",
        "{measure} — {title}: {name} báo {lead}, nhưng {parts_count} đơn vị cộng lại đã là {parts} ({cells})",
        "số của chủ trì không nhỏ hơn tổng các đơn vị đã báo cáo",
        "Đối chiếu, sửa báo cáo, hoặc chọn giá trị trong quyet_dinh.xlsx.",
    ),
    error(
        "lead-differs-from-parts",
        "Số của chủ trì khác tổng các đơn vị",
        "{measure} — {title}: {name} báo {lead}, cả {parts_count} đơn vị cộng lại là {parts} ({cells})",
        "chênh lệch không quá {tolerance}",
        "Đối chiếu, sửa báo cáo, hoặc chọn giá trị trong quyet_dinh.xlsx.",
    ),
    warning(
        "lead-above-parts",
        "Số của chủ trì lớn hơn tổng các đơn vị",
        "{measure} — {title}: {name} báo {lead}, cả {parts_count} đơn vị khác cộng lại là {parts} ({cells})",
        "phần chênh lệch là số liệu của chính {name}",
        "Xác nhận phần chênh lệch, ghi ở cột Ghi chú.",
    ),
    error(
        "leads-differ",
        "Các cơ quan chủ trì báo số khác nhau",
        "{measure} — {title}: {name} báo {lead}, {other_name} báo {other} ({related})",
        "một số thống nhất",
        "Thống nhất số liệu, hoặc chọn giá trị trong quyet_dinh.xlsx.",
    ),
    error(
        "cumulative-falls",
        "Số lũy kế giảm so với kỳ trước",
        "{name}: {measure} — {title}{level}, số lũy kế nhỏ hơn kỳ trước: {fallen} ({related})",
        "số lũy kế từ đầu năm không giảm",
        "Kiểm tra số của cả hai kỳ, sửa báo cáo hoặc giải trình.",
    ),
    error(
        "communes-over",
        "Số xã đã báo cáo lớn hơn số xã",
        "{name}: {measure} — {title} ghi {reported}/{total} xã đã báo cáo",
        "số xã đã báo cáo không lớn hơn tổng số xã ({total})",
        "Sửa ô số xã.",
    ),
    error(
        "done-but-target-missed",
        "Báo “Hoàn thành” nhưng chỉ tiêu chưa đạt",
        "{item} — {title} được báo “Hoàn thành”, nhưng chỉ tiêu {other} cùng nội dung mới đạt {value} so với {threshold}",
        "trạng thái phù hợp với số liệu của chỉ tiêu",
        "Đối chiếu trạng thái và số liệu.",
    ),
    error(
        "same-measure-differs",
        "Hai nơi báo cùng một số khác nhau",
        "{measure} — {title} là {value}, nhưng {other} cùng nội dung là {other_value}",
        "hai nơi bằng nhau",
        "Thống nhất số liệu.",
    ),
    warning(
        "done-before-due",
        "Báo “Hoàn thành” khi hạn còn ở kỳ sau",
        "{name} báo “Hoàn thành” {which} — {title}, trong khi hạn là {due}, sau kỳ báo cáo",
        "công việc đã xong trước hạn",
        "Xác nhận đã hoàn thành toàn bộ; nếu mới xong một phần thì chọn “Đang thực hiện”.",
    ),
    warning(
        "percent-differs",
        "Tỷ lệ trong lời khác số liệu",
        "{name}: {measure} — {title}{level}, lời văn ghi {said} nhưng số liệu {numerator}/{denominator} là {value} ({related})",
        "tỷ lệ bằng tử số chia mẫu số",
        "Sửa lời văn hoặc số liệu.",
    ),
    warning(
        "large-change",
        "Thay đổi lớn so với kỳ trước",
        "{name}: {measure} — {title}{level} là {now}, kỳ trước là {before} ({related})",
        "thay đổi không quá {limit}, hoặc có giải trình ở cột Ghi chú",
        "Kiểm tra lại, giải trình ở cột Ghi chú.",
    ),
    warning(
        "denominator-zero",
        "Mẫu số bằng 0",
        "{measure} — {title}: tổng mẫu số của các đơn vị bằng 0, không tính được tỷ lệ",
        "",
        "Kiểm tra: có thể là “Không phát sinh”.",
    ),
    warning(
        "evidence-date",
        "Ngày văn bản ngoài kỳ báo cáo",
        "{name}: {which} — {title}, minh chứng ghi ngày {day}, ngoài kỳ {start} – {end}",
        "văn bản của kỳ báo cáo",
        "Kiểm tra ngày văn bản.",
    ),
    warning(
        "text-copied",
        "Lời văn chép từ kỳ trước",
        "{name}: {which} — {title}, kết quả giống kỳ trước {similarity} ({related})",
        "kết quả của kỳ này",
        "Cập nhật kết quả của kỳ này.",
    ),
    warning(
        "return-copied",
        "Báo cáo chép từ kỳ trước",
        "{name}: {same}/{compared} nội dung giống hệt báo cáo kỳ trước ({related})",
        "số liệu và kết quả của kỳ này",
        "Cập nhật báo cáo cho kỳ này rồi gửi lại.",
    ),
    warning(
        "returns-alike",
        "Hai đơn vị báo số giống hệt nhau",
        "{name} và {other}: {same}/{compared} số liệu giống hệt nhau ({related}); nếu chép nhầm biểu, một đơn vị bị cộng hai lần",
        "mỗi đơn vị báo số liệu của mình",
        "Hỏi hai đơn vị; đơn vị chép nhầm thì gửi lại số liệu của mình.",
    ),
    warning(
        "answer-not-asked",
        "Dòng không thuộc đơn vị",
        "{name} trả lời dòng {subject} mà kế hoạch không giao; không được cộng vào số liệu",
        "",
        "Kiểm tra phân công trong kế hoạch, hoặc bỏ dòng này.",
    ),
)

_DECISIONS = (
    warning(
        "decision-incomplete",
        "Quyết định ghi chưa đủ",
        "dòng quyết định “{key}” còn thiếu: {missing}; chưa được áp dụng",
        "Chấp nhận “Có” hoặc Giá trị được chọn, cùng Người quyết định, Ngày và Lý do",
        "Điền đủ rồi chạy lại.",
    ),
    warning(
        "decision-stale",
        "Quyết định đã cũ",
        "quyết định của {who} cho “{key}” là của kỳ khác hoặc dựa trên số liệu nay đã thay đổi; chưa được áp dụng",
        "quyết định của kỳ này, theo số liệu hiện tại",
        "Xem lại và ghi quyết định vào dòng mới.",
    ),
    note(
        "decision-unmatched",
        "Quyết định không còn lỗi tương ứng",
        "dòng quyết định “{key}” không còn lỗi tương ứng",
        "",
        "Không cần làm gì; dòng được giữ lại và ghi “không còn”.",
    ),
    warning(
        "decision-value-unreadable",
        "Giá trị được chọn không đọc được",
        "dòng quyết định “{key}” chọn giá trị “{value}”; không áp dụng được",
        "{expected}",
        "Ghi lại giá trị.",
    ),
    warning(
        "decision-value-impossible",
        "Giá trị được chọn không thể có",
        "dòng quyết định “{key}” chọn giá trị “{value}”: {why}; chưa được áp dụng, lỗi vẫn còn mở",
        "số không âm, số lượng là số nguyên, tử số không lớn hơn mẫu số",
        "Ghi lại giá trị; cần thì ghi cả tử số/mẫu số (85/100).",
    ),
    warning(
        "decision-duplicate",
        "Một lỗi có hai dòng quyết định",
        "“{key}” có nhiều dòng quyết định khác nhau; chưa dòng nào được áp dụng",
        "mỗi lỗi một dòng",
        "Giữ một dòng, xóa các dòng còn lại.",
    ),
    warning(
        "decisions-workbook-unreadable",
        "Không đọc được bảng quyết định",
        "không thấy trang “Quyết định” có cột “Mã lỗi”",
        "tệp quyet_dinh.xlsx do cchc check ghi ra",
        "Dùng lại tệp do cchc check ghi ra.",
    ),
)

CHECKS: tuple[Code, ...] = _GAPS + _CONTRADICTIONS + _DECISIONS

"""Findings about files: what cannot be opened, whose return it is, which of several counts."""

from __future__ import annotations

from reporting.codes._code import Choice, Code, error, note, warning

_RESEND = "Đề nghị đơn vị gửi lại tệp biểu mẫu Excel."

FILES: tuple[Code, ...] = (
    # --- opening ---
    error("file-empty", "Tệp rỗng", "Tệp không có nội dung (0 byte)", action=_RESEND),
    error(
        "file-damaged",
        "Tệp bị hỏng",
        "Tệp bị hỏng, không đọc trọn vẹn được ({reason})",
        action="Mở lại tệp gốc, lưu lại dạng .xlsx rồi gửi lại; không dùng tệp đã tải dở hoặc chép lỗi.",
        quoted=("reason",),
    ),
    error(
        "file-not-workbook",
        "Không phải bảng tính",
        "Tệp mang tên bảng tính nhưng nội dung là {kind}",
        ".xlsx, .xlsm, .xls, .xlsb, .ods",
        "Mở bằng Excel, lưu lại dạng .xlsx từ biểu mẫu đã cấp rồi gửi lại.",
    ),
    warning(
        "file-attachment",
        "Tệp kèm theo không đọc",
        "Tệp là {kind}, không phải biểu mẫu báo cáo; số liệu trong tệp này không được tổng hợp",
        action="Nếu có số liệu chỉ nằm trong tệp này, đề nghị đơn vị nhập vào biểu mẫu.",
    ),
    error(
        "file-archive",
        "Tệp nén chưa giải nén",
        "Tệp nén ({kind}) chưa được đọc, có thể chứa báo cáo của đơn vị",
        action="Giải nén vào thư mục báo cáo nhận được rồi chạy lại; nếu không chứa báo cáo thì chuyển ra ngoài.",
    ),
    error(
        "file-password",
        "Tệp đặt mật khẩu",
        "Tệp được bảo vệ bằng mật khẩu mở tệp nên không đọc được",
        action="Hỏi mật khẩu của đơn vị và ghi vào tệp mật khẩu, hoặc đề nghị gửi lại tệp không đặt mật khẩu.",
    ),
    error(
        "file-wrong-password",
        "Sai mật khẩu",
        "Mật khẩu đã cho không mở được tệp",
        action="Kiểm tra lại mật khẩu với đơn vị gửi.",
    ),
    error(
        "file-too-large",
        "Tệp vượt giới hạn an toàn",
        "Tệp vượt giới hạn an toàn khi đọc ({reason})",
        "{limit}",
        "Chép phần trả lời sang biểu mẫu mới của đơn vị rồi gửi lại.",
        quoted=("reason",),
    ),
    warning(
        "file-stray-cells",
        "Ô lạc ngoài vùng biểu mẫu",
        "Có {count} ô chứa dữ liệu nằm xa ngoài vùng biểu mẫu (ví dụ: “{sample}”), không được tổng hợp",
        action="Kiểm tra nội dung ô này; nếu cần báo cáo, chép vào đúng dòng của biểu mẫu.",
        quoted=("count", "sample"),
    ),
    error(
        "file-not-opened",
        "Có tệp hoặc thư mục không mở",
        "Không mở {subject} ({reason}); báo cáo nằm trong đó chưa được tính",
        "tệp thường nằm trong thư mục nhận báo cáo",
        "Đóng tệp đang mở ở chương trình khác; chép tệp thật vào thư mục nhận báo cáo, hoặc chuyển mục này ra ngoài.",
        quoted=("reason",),
    ),
    warning(
        "file-active",
        "Tệp có phần tự chạy hoặc liên kết ra ngoài",
        "Tệp có {what}; chương trình không chạy, không mở phần này, số liệu vẫn đọc từ ô",
        "biểu mẫu không có macro và liên kết",
        "Không bấm “Enable content” khi mở tệp; đề nghị đơn vị gửi lại bằng biểu đã phát. Bản trả lại được lập từ biểu "
        "mới, không mang phần này.",
        quoted=("what",),
    ),
    note(
        "file-name-twice",
        "Hai tệp cùng tên",
        "Tên tệp trùng với {other} (chỉ khác cách ghi dấu tiếng Việt); cả hai tệp đều được đọc",
        action="Đổi tên một tệp để khỏi nhầm.",
        quoted=("other",),
    ),
    note(
        "file-looks-unread",
        "Định dạng .xlsb chỉ đọc được giá trị",
        "Tệp .xlsb: không đọc được định dạng số, chữ gạch bỏ, ghi chú và công thức của các ô",
        ".xlsx",
        "Nếu cần kiểm tra kỹ, đề nghị đơn vị lưu lại dạng .xlsx rồi gửi lại.",
    ),
    # --- whose return ---
    error(
        "return-not-a-form",
        "Không phải biểu mẫu báo cáo",
        "Bảng tính không phải biểu mẫu đã cấp: không tìm thấy mã nhận dạng và mã dòng",
        "biểu mẫu do đơn vị tổng hợp cấp cho kỳ báo cáo",
        "Đề nghị đơn vị chép nội dung vào biểu mẫu đã cấp; nếu là tệp khác, chuyển ra khỏi thư mục.",
    ),
    error(
        "return-identity-conflict",
        "Nhận dạng mâu thuẫn",
        "Biểu mẫu mang hai {what} khác nhau: {values}",
        "một {what} duy nhất trong cả tệp",
        "Không ghép trang tính của đơn vị hoặc kỳ khác vào biểu mẫu; điền lại vào biểu mẫu gốc rồi gửi lại.",
        quoted=("values",),
    ),
    error(
        "return-identity-missing",
        "Không xác định được đơn vị hoặc kỳ",
        "Biểu mẫu không còn thông tin về {what} ở bất kỳ chỗ nào trong tệp",
        action="Điền lại vào biểu mẫu gốc đã cấp rồi gửi lại.",
    ),
    error(
        "return-unknown-agency",
        "Đơn vị không có trong danh mục",
        "Biểu mẫu mang mã đơn vị “{value}”, không có trong danh mục đơn vị",
        action="Kiểm tra danh mục đơn vị hoặc cấp lại biểu mẫu.",
        quoted=("value",),
    ),
    error(
        "return-unexpected-agency",
        "Đơn vị không thuộc diện gửi báo cáo",
        "{name} không thuộc danh sách đơn vị phải gửi báo cáo kỳ này; báo cáo chưa được tổng hợp",
        action="Sửa danh mục đơn vị nếu đơn vị này phải báo cáo, hoặc chuyển tệp ra khỏi thư mục.",
    ),
    error(
        "return-wrong-period",
        "Biểu mẫu của kỳ khác",
        "Biểu mẫu là của kỳ {value}, kỳ đang tổng hợp là {expected}",
        "biểu mẫu kỳ {expected}",
        "Đề nghị đơn vị điền vào biểu mẫu của kỳ này; không dùng lại tệp kỳ trước.",
        quoted=("value", "expected"),
    ),
    error(
        "return-wrong-plan",
        "Biểu mẫu của kế hoạch khác",
        "Biểu mẫu làm từ kế hoạch “{value}”, đang tổng hợp theo kế hoạch “{expected}”",
        action="Cấp lại biểu mẫu từ kế hoạch hiện hành; đơn vị chép phần trả lời sang.",
        quoted=("value", "expected"),
    ),
    warning(
        "return-older-plan",
        "Biểu mẫu làm trước khi kế hoạch được sửa",
        "Biểu mẫu làm từ bản kế hoạch trước khi sửa (dấu nhận biết {value}, hiện hành {expected})",
        action="Các dòng vẫn được đối chiếu theo mã; kiểm tra các dòng được báo thiếu hoặc thừa.",
        quoted=("value", "expected"),
    ),
    note(
        "return-older-form",
        "Biểu của bản chương trình cũ",
        "Biểu do bản cũ của chương trình tạo, không mang theo kế hoạch: số liệu vẫn được tính, đơn vị không tự kiểm tra được",
        action="Kỳ sau cấp biểu mới.",
    ),
    error(
        "return-name-conflict",
        "Tên tệp và biểu mẫu chỉ hai đơn vị khác nhau",
        "Tên tệp là của {guess} nhưng biểu mẫu bên trong là của {name}: có thể đã điền vào biểu của đơn vị khác",
        "biểu mẫu của chính đơn vị; hoặc đổi tên tệp nếu biểu mẫu đúng",
        "Hỏi {guess} và {name}; gửi lại trên biểu mẫu của chính đơn vị, hoặc đổi tên tệp.",
        accepting="tệp này đúng là báo cáo của {name} và được tính cho {name}",
        quoted=("guess",),
    ),
    # --- which of several ---
    note(
        "return-copy", "Bản trùng nội dung", "Nội dung trùng hoàn toàn với {other}; chỉ tính một lần", quoted=("other",)
    ),
    note(
        "return-replaced",
        "Bản gửi trước được thay thế",
        "Được thay bằng bản gửi lần {sequence} ({other}); {count} ô khác nhau: {changes}",
        quoted=("sequence", "other", "count", "changes"),
    ),
    warning(
        "return-fewer-answers",
        "Bản gửi lại bỏ trống phần đã báo cáo",
        "{name}: bản gửi lần {sequence} bỏ trống {count} ô mà bản trước ({other}) đã điền: {changes}",
        "mỗi lần gửi là một biểu đầy đủ; bản sau thay bản trước, không cộng thêm",
        "Hỏi đơn vị: nếu chỉ gửi phần bổ sung thì gửi lại biểu đầy đủ, tăng “Lần gửi”.",
        quoted=("sequence", "count", "other", "changes"),
    ),
    error(
        "return-rival",
        "Chưa rõ bản nào là bản sau cùng",
        "Các tệp của {name} ({files}) {sequence}, khác nội dung ở {count} ô: {changes}",
        "một bản có “Lần gửi” lớn hơn, chỉ một tệp, hoặc một tệp được chọn trong bảng quyết định",
        "Hỏi đơn vị bản nào đúng; ghi tên tệp đó vào cột “Giá trị được chọn” (ghi “Có” thì chưa chọn tệp nào), hoặc "
        "chuyển bản kia ra ngoài.",
        quoted=("sequence", "count", "changes", "files"),
        choices=(Choice.FILE,),
        accepting="chưa chọn tệp nào, cả hai vẫn chưa được tính; phải ghi tên tệp được tính vào “Giá trị được chọn”",
    ),
    note(
        "return-not-chosen",
        "Bản không được chọn",
        "Không tính: bảng quyết định chọn {other} trong các bản của đơn vị",
        quoted=("other",),
    ),
    # --- register of received files ---
    error(
        "register-unreadable",
        "Sổ nhận báo cáo không đọc được",
        "Dòng trong sổ nhận báo cáo không dùng được: {reason}",
        "cột “Tệp” hoặc “Đơn vị”, và “Ngày nhận” (ngày/tháng/năm)",
        "Sửa lại dòng này trong sổ nhận báo cáo.",
        quoted=("reason",),
    ),
    warning(
        "register-unmatched",
        "Sổ nhận ghi tệp không có trong thư mục",
        "Sổ nhận báo cáo ghi đã nhận tệp “{file}” nhưng thư mục báo cáo nhận được không có tệp này",
        "đúng tên tệp trong thư mục (có hoặc không có phần đuôi)",
        "Chép tệp vào thư mục báo cáo nhận được, hoặc sửa tên tệp trong sổ{near}.",
        quoted=("file",),
    ),
    warning(
        "received-impossible",
        "Ngày gửi, ngày nhận không thể đúng",
        "{source} của {name} là {day}, {why}; chưa dùng để tính đúng hạn, trễ hạn",
        "ngày từ {start} đến {end}",
        "Ghi đúng ngày nhận vào sổ nhận báo cáo; nếu ngày đúng thì sửa ngày lập báo cáo (as_of) trong job.toml.",
        quoted=("source", "day", "why", "start", "end"),
    ),
    warning(
        "received-early",
        "Ngày gửi, ngày nhận trước ngày chốt số liệu",
        "{source} của {name} là {day}, trước ngày chốt số liệu của kỳ này ({cutoff})",
        "ngày gửi, nhận báo cáo của kỳ này",
        "Sửa ngày (còn ghi ngày của kỳ trước?); nếu đơn vị gửi sớm thật, hỏi xem số liệu đã đến hết kỳ chưa.",
        quoted=("source", "day", "cutoff"),
    ),
    # --- last period ---
    warning(
        "previous-other-plan",
        "Kỳ trước theo kế hoạch khác",
        "Kỳ trước ({period}) theo kế hoạch “{plan}”, kỳ này theo “{expected}”: {count} nội dung khác lời nên không so sánh",
        "kỳ trước của cùng kế hoạch, hoặc nội dung giữ nguyên lời",
        "Không cần làm gì nếu kỳ trước thuộc năm trước; nếu không, sửa khóa previous trong job.toml.",
        quoted=("plan", "expected", "count"),
    ),
    note(
        "previous-inherited",
        "Số kỳ trước cộng từ các đơn vị được kế thừa",
        "Số kỳ trước và lũy kế của {name} cộng từ {names}{more}",
        "",
        "Kiểm tra cột “Hiệu lực đến”, “Đơn vị kế thừa” trong danh mục đơn vị nếu chưa đúng.",
        quoted=("names", "more"),
    ),
    warning(
        "previous-divided",
        "Không so sánh được với kỳ trước do chia đơn vị",
        "{name} không có số kỳ trước để so sánh{more}",
        "",
        "Đối chiếu số kỳ trước với đơn vị; kiểm tra cột “Đơn vị kế thừa” trong danh mục đơn vị.",
        quoted=("more",),
    ),
)

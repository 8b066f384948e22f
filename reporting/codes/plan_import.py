"""Findings of the import of the plan's own document: what was mended, what is proposed, what no rule understood."""

from __future__ import annotations

from reporting.codes._code import Code, error, note, warning

_LOOK = "Đối chiếu văn bản gốc rồi sửa trong tệp kế hoạch."

PLAN_IMPORT: tuple[Code, ...] = (
    error(
        "import-code-doubled",
        "Hai mục cùng một mã",
        "Mã {item} được dùng {count} lần; khi đọc tệp kế hoạch chỉ còn mục đầu.",
        action="Đổi mã một mục ở trang 'Chỉ tiêu, nhiệm vụ'; kiểm tra cách đánh số của văn bản.",
    ),
    error(
        "import-item-is-label",
        "Mục chỉ là dòng phân công",
        "Mục {item} chỉ là một dòng phân công, không phải nhiệm vụ: “{text}”.",
        action="Xóa mục này; ghi cơ quan, thời hạn vào nhiệm vụ mà dòng ấy nói tới.",
    ),
    error(
        "import-item-is-heading",
        "Mục chỉ là đề mục",
        "Mục {item} là một đề mục, không phải nhiệm vụ: “{text}”.",
        action="Đối chiếu văn bản gốc; các nhiệm vụ dưới đề mục này có thể đã xếp sai chỗ.",
    ),
    error(
        "import-agency-doubtful",
        "Tên cơ quan đáng ngờ",
        "Mục {item} giao cho “{party}”, giống một từ thường hơn là tên cơ quan.",
        action=_LOOK,
    ),
    error(
        "import-part-missing",
        "Thiếu một phần của kế hoạch",
        "Phần '{number}' không theo sau phần trước (chờ đợi phần thứ {expected}): “{text}”.",
        action="Kiểm tra xem phần bị thiếu có nằm lẫn trong phần trước không.",
    ),
    error(
        "import-not-read-back",
        "Tệp kế hoạch không đọc lại được đủ",
        "Đọc lại tệp vừa ghi: {text}.",
        action="Sửa chỗ nêu trên trong tệp trước khi dùng; không rõ thì gửi văn bản kế hoạch cho người phụ trách chương trình.",
    ),
    warning(
        "import-plan-doubtful",
        "Chưa chắc đây là kế hoạch",
        "Không đề mục nào cho biết có chỉ tiêu, nhiệm vụ hay tổ chức thực hiện; mọi mục đều được coi là nhiệm vụ.",
        action="Nếu không phải kế hoạch thì không dùng tệp này; nếu phải thì sửa cột 'Loại'.",
    ),
    note(
        "import-due-start",
        "Thời hạn chỉ nêu ngày bắt đầu",
        "Mục {item} ghi “{text}”: có ngày bắt đầu, không có ngày kết thúc.",
        action="Ghi thời hạn hoàn thành nếu có.",
    ),
    warning(
        "import-due-passed-over",
        "Ngày tháng trong nhiệm vụ chưa đọc",
        "Mục {item} nhắc tới “{text}” mà không rõ có phải thời hạn không.",
        action="Nếu là thời hạn, ghi ở trang 'Chỉ tiêu, nhiệm vụ'.",
    ),
    warning(
        "import-fact-missing",
        "Thiếu thông tin của văn bản",
        "Không tìm thấy {fact} trong văn bản.",
        action="Ghi bổ sung ở trang 'Thông tin' của tệp kế hoạch.",
    ),
    note(
        "import-fact-proposed",
        "Thông tin của văn bản là đề xuất",
        "{fact}: '{value}' là đề xuất ({why}).",
        action=_LOOK,
    ),
    note(
        "import-legacy-font",
        "Chữ phông cũ",
        "Văn bản có chữ theo bảng mã cũ ({value}), đã chuyển sang Unicode.",
        action=_LOOK,
    ),
    note("import-joined", "Đoạn bị ngắt đã nối", "Đoạn bị ngắt giữa câu đã được nối vào đoạn trước."),
    note("import-dropped", "Số trang, đường kẻ đã bỏ", "Đã bỏ {count} dòng chỉ có số trang hoặc đường kẻ."),
    note(
        "import-tracked-changes",
        "Có sửa đổi được theo dõi",
        "Tệp Word còn sửa đổi chưa chấp nhận; đọc như đã chấp nhận tất cả.",
    ),
    warning(
        "import-numbering-jump",
        "Đánh số không liền",
        "Số '{number}' không theo sau số trước (chờ đợi {expected}): “{text}”.",
        action="Kiểm tra xem có đoạn bị mất hoặc bị dính vào đoạn khác.",
    ),
    note(
        "import-number-proposed",
        "Đề mục không đánh số",
        "Đề mục “{text}” không có số; mã dùng số {number} theo thứ tự.",
    ),
    warning(
        "import-unplaced-text",
        "Đoạn chưa xếp được",
        "Đoạn không đánh số giữa các nhiệm vụ, giữ ở trang 'Nội dung khác': “{text}”.",
        action="Nếu là nhiệm vụ, thêm một dòng vào trang 'Chỉ tiêu, nhiệm vụ'.",
    ),
    warning(
        "import-figure-in-text",
        "Mức phấn đấu ngoài mục chỉ tiêu",
        "Đoạn có mức phấn đấu nhưng nằm ở đề mục không theo dõi, giữ ở trang 'Nội dung khác': “{text}”.",
        action="Nếu là chỉ tiêu, thêm một dòng vào trang 'Chỉ tiêu, nhiệm vụ'.",
    ),
    warning(
        "import-text-lost",
        "Đoạn chưa được ghi lại",
        "Đoạn này của văn bản, hoặc một phần của đoạn, không nằm trong mục, đề mục hay nội dung nào đã nhập: “{text}”.",
        action="Đối chiếu văn bản gốc; nếu là nhiệm vụ hoặc phân công, ghi bổ sung vào tệp kế hoạch.",
    ),
    note(
        "import-zone-assumed",
        "Nội dung của đề mục là phỏng đoán",
        "Tên đề mục “{text}” không cho biết là chỉ tiêu, nhiệm vụ hay trách nhiệm; coi là nhiệm vụ.",
        action="Sửa cột 'Loại' nếu không đúng.",
    ),
    warning(
        "import-item-without-roles",
        "Chưa rõ ai thực hiện",
        "Kế hoạch không cho biết cơ quan nào thực hiện {items}: “{text}”.",
        action="Ghi cơ quan chủ trì hoặc triển khai; nhiều mục cùng một cơ quan thì trả lời một lần ở trang 'Cần xem'.",
    ),
    note(
        "import-field-proposed",
        "Cơ quan của cả lĩnh vực là đề xuất",
        "{items}: đề xuất {party} ({why}).",
        action="Xác nhận hoặc đổi một lần cho cả lĩnh vực ở trang 'Cần xem'.",
    ),
    warning(
        "import-answer-unread",
        "Câu trả lời chưa hiểu",
        "Câu hỏi {question} được trả lời “{text}”, không đọc được; câu hỏi còn để ngỏ.",
        "tên hoặc mã cơ quan, nhóm cơ quan trong danh mục, cách nhau bằng dấu chấm phẩy (;); “Chủ trì: …; phối hợp: …”; "
        "“đồng ý” với một đề xuất; “không”",
        "Sửa câu trả lời ở cột 'Trả lời' rồi nhập lại với --answers.",
    ),
    warning(
        "import-answer-idle",
        "Câu trả lời không có câu hỏi",
        "Câu hỏi {question} (trả lời “{text}”) không có trong văn bản này; câu trả lời không được dùng.",
        action="Xem câu hỏi ở trang 'Cần xem' của tệp vừa ghi rồi trả lời lại.",
    ),
    warning(
        "import-roles-left",
        "Phần chưa hiểu của câu phân công",
        "Câu phân công của mục {item} có phần chưa hiểu: “{left}” (cả câu: “{text}”).",
        action=_LOOK,
    ),
    warning(
        "import-roles-idle",
        "Cơ quan chưa rõ vai trò",
        "Câu phân công của mục {item} nêu “{party}” mà không nói vai trò (cả câu: “{text}”).",
        action="Ghi cơ quan này vào đúng cột vai trò.",
    ),
    warning(
        "import-unknown-agency",
        "Cơ quan ngoài danh mục",
        "“{party}” chưa có trong danh mục đơn vị.",
        action="Bổ sung cơ quan hoặc tên gọi khác vào danh mục đơn vị rồi nhập lại, hoặc để nguyên nếu nêu chung.",
    ),
    warning(
        "import-due-unclear",
        "Thời hạn chưa hiểu",
        "Thời hạn của mục {item} ghi “{text}”, không đọc được.",
        "ngày, tháng, quý, “thường xuyên”, “trong năm”, “theo quy định của Trung ương”",
        "Ghi loại hạn và ngày ở trang 'Chỉ tiêu, nhiệm vụ'.",
    ),
    note(
        "import-target-without-figure",
        "Chỉ tiêu không có con số",
        "Chỉ tiêu {item} không có con số; đề xuất theo dõi như một mốc công việc: “{text}”.",
        action="Sửa trang 'Phép đo' nếu không đúng.",
    ),
    warning(
        "import-annex-missing",
        "Không thấy phụ lục",
        "Văn bản viết “{text}” nhưng tệp không có bảng phụ lục; các nhiệm vụ trong phụ lục chưa được nhập.",
        action="Nhập tệp có phụ lục, hoặc thêm nhiệm vụ của phụ lục vào tệp kế hoạch.",
    ),
    warning(
        "import-table-unread",
        "Dòng của bảng chưa hiểu",
        "Dòng của bảng không đọc được thành nhiệm vụ: “{text}”.",
        action="Thêm nhiệm vụ này vào tệp kế hoạch nếu cần.",
    ),
    note(
        "import-annex-same",
        "Nhiệm vụ của phụ lục trùng với chính văn",
        "Dòng “{text}” của phụ lục trùng với mục {item}; vai trò, thời hạn, sản phẩm được ghi vào mục này.",
    ),
    note(
        "import-correction",
        "Lỗi quét, lỗi gõ được đề xuất sửa",
        "“{wrong}” → “{right}” ({place}).",
        action="Xác nhận ở trang 'Sửa lỗi quét'.",
    ),
    note(
        "import-footnote-loose",
        "Chú thích không rõ thuộc đâu",
        "Chú thích {mark} không có dấu trong các mục: “{text}”.",
    ),
)

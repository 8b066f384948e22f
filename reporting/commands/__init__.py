"""The command line. One module a command, imported only when that command is asked for.

A command module exposes `command` (a click command); what it returns is the exit code
(None: 0), so that a step that found errors simply says `return 1`.
"""

from __future__ import annotations

import click

from reporting import __version__
from reporting.commands.door import Door, Entry
from reporting.commands.words import speak_vietnamese

# Name → where it lives and its line in `cchc --help`; printed in this order.
COMMANDS: dict[str, Entry] = {
    "mo": Entry("reporting.commands.open:command", "Mở trang làm việc trong trình duyệt (cũng là: cchc open)."),
    "init": Entry("reporting.commands.init:command", "Tạo thư mục báo cáo mới từ bộ mẫu."),
    "next": Entry("reporting.commands.next:command", "Mở công việc của kỳ mới từ kỳ này."),
    "plan import": Entry("reporting.commands.plan_import:command", "Đọc văn bản kế hoạch thành tệp plan.xlsx."),
    "plan diff": Entry("reporting.commands.plan_diff:command", "So hai tệp kế hoạch, từng mục."),
    "plan show": Entry("reporting.commands.plan_show:command", "Liệt kê mục tiêu, nhiệm vụ, vai trò và cách đo."),
    "units": Entry("reporting.commands.units:command", "Thêm danh sách xã, phường vào danh mục đơn vị."),
    "forms": Entry("reporting.commands.forms:command", "Tạo biểu mẫu Excel cho từng đơn vị."),
    "returns": Entry("reporting.commands.returns:command", "Liệt kê tệp báo cáo nhận được, tệp nào được tính."),
    "read": Entry("reporting.commands.read:command", "Xem một tệp báo cáo như chương trình hiểu."),
    "check": Entry("reporting.commands.check:command", "Kiểm tra: ai đã gửi, còn thiếu gì, sai ở đâu."),
    "remind": Entry("reporting.commands.remind:command", "Lập công văn đôn đốc và bản đánh dấu lỗi để gửi lại."),
    "build": Entry("reporting.commands.build:command", "Lập báo cáo Word, PDF và các phụ lục."),
    "absorb": Entry("reporting.commands.absorb:command", "Lấy chỗ đã sửa trong tệp Word vào phần tổng hợp."),
    "changes": Entry("reporting.commands.changes:command", "So hai kết quả: một báo cáo gửi muộn đã đổi gì."),
    "section": Entry("reporting.commands.section:command", "Lập phần báo cáo riêng của một đơn vị."),
    "report": Entry("reporting.commands.report:command", "Lập báo cáo riêng của một cơ quan từ biểu đã điền."),
    "merge": Entry("reporting.commands.merge:command", "Cộng báo cáo của đơn vị trực thuộc vào biểu của cấp trên."),
    "templates check": Entry("reporting.commands.templates_check:command", "Kiểm tra mẫu Word trước khi dùng."),
    "lint": Entry("reporting.commands.lint:command", "Kiểm tra thể thức một văn bản Word theo Nghị định 30."),
    "sign": Entry("reporting.commands.sign:command", "Ký số một ô chữ ký của tệp PDF."),
    "verify": Entry(
        "reporting.commands.verify:command", "Kiểm tra tệp PDF hoặc cả bộ kết quả: chữ ký, bảng kê, chuẩn."
    ),
}

GROUPS: dict[str, str] = {
    "plan": "Kế hoạch CCHC dưới dạng dữ liệu.",
    "templates": "Mẫu Word của báo cáo và công văn.",
}

speak_vietnamese()
main = click.version_option(__version__)(
    Door(
        COMMANDS,
        GROUPS,
        name="cchc",
        help="Tổng hợp báo cáo cải cách hành chính: từ kế hoạch và báo cáo Excel của các đơn vị đến "
        "báo cáo chính thức Word và PDF theo Nghị định 30/2020/NĐ-CP.",
    )
)

__all__ = ["COMMANDS", "GROUPS", "main"]

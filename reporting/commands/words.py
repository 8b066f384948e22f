"""Vietnamese for click's own words, by way of click's own gettext calls.

tests/commands/test_words.py compares the table with every text that the installed click may
print to a user, so that a new release cannot bring English back unnoticed.
"""

from __future__ import annotations

import sys

import click

VIETNAMESE: dict[str, str] = {
    "%(prog)s, version %(version)s": "%(prog)s, phiên bản %(version)s",
    "(Did you mean one of: {possibilities}?)": "Có phải ý anh/chị là một trong: {possibilities}?",
    "(dynamic)": "(tùy lúc chạy)",
    "Aborted!": "Đã dừng.",
    "Argument {name!r} takes {nargs} values.": "Đối số {name!r} cần {nargs} giá trị.",
    "Choose from:\n\t{choices}": "Chấp nhận:\n\t{choices}",
    "Commands": "Các lệnh",
    "Confirm the action without prompting.": "Đồng ý luôn, không hỏi lại.",
    "Could not open file {filename!r}: {message}": "Không mở được tệp “{filename}”: {message}",
    "Did you mean {possibility}?": "Có phải ý anh/chị là {possibility}?",
    "Do you want to continue?": "Anh/chị có muốn tiếp tục không?",
    "Error: The two entered values do not match.": "Lỗi: hai giá trị vừa nhập không khớp nhau.",
    "Error: invalid input": "Lỗi: giá trị nhập vào không dùng được",
    "Error: {message}": "Lỗi: {message}",
    "Got unexpected extra argument ({args})": "Thừa đối số: {args}",
    "Got unexpected extra arguments ({args})": "Thừa các đối số: {args}",
    "Invalid start character for option ({option})": "Tùy chọn không được bắt đầu như vậy: {option}",
    "Invalid value for {param_hint}: {message}": "Giá trị của {param_hint} không dùng được: {message}",
    "Invalid value: {message}": "Giá trị không dùng được: {message}",
    "Missing argument": "Thiếu đối số",
    "Missing command.": "Chưa nêu lệnh cần chạy.",
    "Missing option": "Thiếu tùy chọn",
    "Missing parameter": "Thiếu tham số",
    "Missing parameter: {param_name}": "Thiếu tham số: {param_name}",
    "Missing {param_type}": "Thiếu {param_type}",
    "No such command {name!r}.": "Không có lệnh {name!r}.",
    "No such option {name!r}.": "Không có tùy chọn {name!r}.",
    "Option {name!r} does not take a value.": "Tùy chọn {name!r} không nhận giá trị.",
    "Option {name!r} requires an argument.": "Tùy chọn {name!r} cần một giá trị.",
    "Option {name!r} requires {nargs} arguments.": "Tùy chọn {name!r} cần {nargs} giá trị.",
    "Options": "Tùy chọn",
    "Positional arguments": "Đối số",
    "Press any key to continue...": "Bấm phím bất kỳ để tiếp tục…",
    "Repeat for confirmation": "Nhập lại để xác nhận",
    "Show the version and exit.": "Cho biết phiên bản.",
    "Show this message and exit.": "Hiện hướng dẫn này.",
    "Takes {nargs} values but 1 was given.": "Cần {nargs} giá trị, mới có 1.",
    "Takes {nargs} values but {len} were given.": "Cần {nargs} giá trị, lại có {len}.",
    "Try '{command} {option}' for help.": "Xem hướng dẫn: {command} {option}",
    "Usage:": "Cách dùng:",
    "Windows error: {error}": "Lỗi của Windows: {error}",
    "d": "ngày",
    "default: {default}": "mặc định: {default}",
    "deprecated": "không dùng nữa",
    "directory": "thư mục",
    "env var: {var}": "biến môi trường: {var}",
    "file": "tệp",
    "path": "đường dẫn",
    "required": "bắt buộc",
    "unknown error": "lỗi không rõ",
    "{len_type} values are required, but {len_value} was given.": "Cần {len_type} giá trị, mới có {len_value}.",
    "{len_type} values are required, but {len_value} were given.": "Cần {len_type} giá trị, lại có {len_value}.",
    "{name} {filename!r} does not exist.": "không tìm thấy “{filename}”.",
    "{name} {filename!r} is a directory.": "“{filename}” là một thư mục.",
    "{name} {filename!r} is a file.": "“{filename}” là một tệp.",
    "{name} {filename!r} is not executable.": "“{filename}” không chạy được.",
    "{name} {filename!r} is not readable.": "“{filename}” không đọc được.",
    "{name} {filename!r} is not writable.": "“{filename}” không ghi được.",
    "{value!r} does not match the format {format}.": "{value!r} không đúng dạng {format}.",
    "{value!r} does not match the formats {formats}.": "{value!r} không đúng dạng nào trong: {formats}.",
    "{value!r} is not a valid boolean. Recognized values: {states}": "{value!r} phải là có hoặc không: {states}",
    "{value!r} is not a valid {number_type}.": "{value!r} không phải là {number_type}.",
    "{value!r} is not one of {choices}.": "{value!r} không nằm trong: {choices}.",
    "{value!r} is not {choice}.": "{value!r} phải là {choice}.",
    "{value} is not in the range {range}.": "{value} nằm ngoài khoảng {range}.",
}

# In the place of [OPTIONS], COMMAND [ARGS]… and TEXT in usage lines.
OPTIONS_METAVAR = "[TÙY CHỌN]"
COMMAND_METAVAR = "LỆNH [ĐỐI SỐ]…"
_TYPE_NAMES = {click.STRING: "chữ", click.INT: "số nguyên", click.FLOAT: "số", click.BOOL: "có/không"}


def _word(message: str) -> str:
    return VIETNAMESE.get(message, message)


def _counted_word(singular: str, plural: str, number: int) -> str:
    return _word(singular if number == 1 else plural)


def speak_vietnamese() -> None:
    """Every module of click that translates gets this table in the place of gettext."""
    for name, module in list(sys.modules.items()):
        if name.startswith("click."):
            for function, replacement in (("_", _word), ("ngettext", _counted_word)):
                if hasattr(module, function):
                    setattr(module, function, replacement)
    for kind, vietnamese in _TYPE_NAMES.items():
        kind.name = vietnamese

"""Writes docs/cli.md, docs/findings.md and the layers in docs/architecture.md; --check only compares.

python scripts/docs.py [--check]        exit 1: a page is not what the program says
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from configparser import ConfigParser
from pathlib import Path

import click

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from reporting.codes import AREAS, Code  # noqa: E402
from reporting.commands import main  # noqa: E402

WIDTH = 96
MADE = "<!-- Tệp này do `make docs` sinh ra từ chương trình; không sửa bằng tay. -->"

CLI_HEAD = f"""{MADE}

# Các lệnh của `cchc`

Trong thư mục mã nguồn, `python cli.py …` làm cùng việc. Kết quả in ra stdout; tiến độ và thông báo in ra stderr.

| mã thoát | nghĩa |
|---|---|
| 0 | xong (kể cả `--draft` khi đã lập xong) |
| 1 | có lỗi trong báo cáo, số liệu vừa xem xét |
| 2 | lệnh, tệp công việc, kế hoạch hoặc danh mục đơn vị không dùng được |
| 3 | lỗi ngoài dự kiến: một dòng trên stderr, kèm đường dẫn nhật ký đầy đủ |
| 130 | người dùng dừng lại |
"""

FINDINGS_HEAD = f"""{MADE}

# Danh mục phát hiện

Mỗi phát hiện có một mã không đổi; chữ trong ngoặc nhọn được thay bằng tên đơn vị, ô, giá trị cụ thể.

* **Lỗi**: chặn báo cáo chính thức cho đến khi sửa, hoặc được quyết định trong `quyet_dinh.xlsx`.
* **Cảnh báo**: báo cáo vẫn lập được, cán bộ tổng hợp cần xem.
* **Ghi nhận**: lưu lại để biết.
"""


def cli_page() -> str:
    parts = [CLI_HEAD]
    for path, command in walk(main, ("cchc",)):
        parts.append(f"## `{' '.join(path)}`\n\n```text\n{help_of(command, path)}\n```\n")
    return "\n".join(parts)


def walk(command: click.Command, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """The command and everything under it, in the order of `--help`."""
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            if inner is not None:
                yield from walk(inner, (*path, name))


def help_of(command: click.Command, path: tuple[str, ...]) -> str:
    settings = main.context_settings
    context = click.Context(
        command, info_name=" ".join(path), terminal_width=WIDTH, max_content_width=WIDTH, **settings
    )
    return command.get_help(context)


def findings_page() -> str:
    parts = [FINDINGS_HEAD]
    for area, codes in AREAS:
        rows = [row(code) for code in codes]
        head = "| mã | mức | phát hiện | chấp nhận | cách xử lý |\n|---|---|---|---|---|"
        parts.append("\n".join([f"## {area}\n", head, *rows]) + "\n")
    return "\n".join(parts)


def row(code: Code) -> str:
    what = f"**{code.title}.** {code.wrong}"
    cells = (f"`{code.id}`", code.severity.label, what, code.accepted, code.action)
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", "<br>") for cell in cells) + " |"


def architecture_page() -> str:
    """The page as it stands, with the layers that setup.cfg holds."""
    parser = ConfigParser()
    parser.read(ROOT / "setup.cfg", encoding="utf-8")
    layers = parser["importlinter:contract:layers"]["layers"].strip()
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    return re.sub(r"(<!-- layers: .*? -->\n```\n).*?(\n```)", rf"\g<1>{layers}\2", text, flags=re.DOTALL)


def pages() -> dict[Path, str]:
    made = {"cli.md": cli_page(), "findings.md": findings_page(), "architecture.md": architecture_page()}
    return {ROOT / "docs" / name: text for name, text in made.items()}


def stale() -> list[Path]:
    """The pages whose text is not what the program says today."""
    return [path for path, text in pages().items() if not path.exists() or path.read_text(encoding="utf-8") != text]


def run() -> int:
    old = stale()
    for path in old:
        if "--check" in sys.argv:
            print(f"{path.relative_to(ROOT)}: cũ hơn chương trình, chạy `make docs`", file=sys.stderr)
        else:
            path.write_text(pages()[path], encoding="utf-8", newline="\n")
            print(f"đã ghi {path.relative_to(ROOT)}")
    return 1 if old and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(run())

"""Writes docs/cli.md, docs/findings.md, docs/job.md, docs/licences.md and the layers in docs/architecture.md; --check only compares.

python scripts/docs.py [--check]        exit 1: a page is not what the program says
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from configparser import ConfigParser
from dataclasses import MISSING, fields
from datetime import date
from pathlib import Path
from typing import get_type_hints

import click

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from reporting.codes import AREAS, Code  # noqa: E402
from reporting.commands import main  # noqa: E402
from reporting.job import Job  # noqa: E402
from reporting.parse.registry_layout import AGENCIES, GROUPS, LEVELS  # noqa: E402
from reporting.parse.tables import ReadColumn  # noqa: E402
from reporting.settings import how_written  # noqa: E402
from scripts import licences  # noqa: E402

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


JOB_HEAD = f"""{MADE}

# `job.toml` và danh mục đơn vị

Mọi khóa của tệp công việc và mọi cột của `don_vi.xlsx`. Khóa gõ sai bị từ chối, kèm khóa gần giống. Đường dẫn tính từ
thư mục của `job.toml`; tệp dữ liệu (lịch, bố cục, thể thức, lời văn, ngày nghỉ) cạnh `job.toml` được dùng thay tệp
cùng tên của chương trình.

## Ai báo cáo cho ai

| danh mục đơn vị ghi | biểu | gửi |
|---|---|---|
| *Báo cáo* là `có`, *Đơn vị cấp trên* để trống | một biểu riêng, `cchc forms` của công việc này làm | thẳng cho đơn vị tổng hợp |
| có *Đơn vị cấp trên* | biểu riêng do cấp trên ấy làm từ biểu của mình: `cchc forms BIỂU` | cho cấp trên; cấp trên cộng vào biểu của mình bằng `cchc merge` |
| có *Đơn vị cấp trên*, `communes_report = "directly"` | như không ghi cấp trên | thẳng cho đơn vị tổng hợp |
| *Báo cáo* là `không`, không có ai ở dưới | không có biểu | không |

Số cấp tùy danh mục: đơn vị ở dưới lại có thể có đơn vị ở dưới nữa. Mục của kế hoạch mà không ai trong công việc phải báo
cáo là lỗi `item-without-reporter`, nêu tên mục và lý do của từng đơn vị được giao.
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


def job_page() -> str:
    """Keys, types and defaults as the program has them; their meaning from job_keys.toml, which must name each."""
    meaning = tomllib.loads((ROOT / "scripts" / "job_keys.toml").read_text(encoding="utf-8"))
    parts = [JOB_HEAD]
    for name, kind in job_tables().items():
        parts.append(table(f"`[{name}]`", ("khóa", "ghi thế nào", "nghĩa"), key_rows(kind, meaning[name])))
    for name, sheet in (("agencies", AGENCIES), ("groups", GROUPS), ("levels", LEVELS)):
        rows = ((f"**{c.title}**", column_kind(c), meaning[name][c.key]) for c in sheet.columns)
        parts.append(table(f"`don_vi.xlsx`, trang *{sheet.sheet}*", ("cột", "ghi thế nào", "nghĩa"), rows))
    return "\n".join(parts)


def job_tables() -> dict[str, type]:
    """Name in job.toml → what the table holds."""
    hints = get_type_hints(Job)
    return {part.metadata.get("key", part.name): hints[part.name] for part in fields(Job)}


def key_rows(kind: type, meaning: dict[str, str]) -> Iterator[tuple[str, ...]]:
    hints = get_type_hints(kind)
    for field in fields(kind):
        choices = field.metadata.get("choices")
        how = ", ".join(f"`{c}`" for c in choices if c) if choices else how_written(hints[field.name])
        required = field.default is field.default_factory
        plain = field.default in ("", (), date.min, False) or field.default is MISSING
        default = "" if required or plain else f"; mặc định `{shown(field.default)}`"
        yield f"`{field.name}`", f"**bắt buộc**, {how}" if required else how + default, meaning[field.name]


def shown(default: object) -> str:
    return ", ".join(map(str, default)) if isinstance(default, tuple) else str(default)


def column_kind(column: ReadColumn) -> str:
    how = ", ".join(f"`{c}`" for c in column.choices) if column.choices else "ngày" if column.kind == "date" else "chữ"
    return f"**bắt buộc**, {how}" if column.required else how


def table(title: str, heads: Iterable[str], rows: Iterable[tuple[str, ...]]) -> str:
    head = "| " + " | ".join(heads) + " |\n" + "|---" * 3 + "|"
    return "\n".join([f"## {title}\n", head, *(f"| {' | '.join(cells)} |" for cells in rows)]) + "\n"


def architecture_page() -> str:
    """The page as it stands, with the layers that setup.cfg holds."""
    parser = ConfigParser()
    parser.read(ROOT / "setup.cfg", encoding="utf-8")
    layers = parser["importlinter:contract:layers"]["layers"].strip()
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    return re.sub(r"(<!-- layers: .*? -->\n```\n).*?(\n```)", rf"\g<1>{layers}\2", text, flags=re.DOTALL)


def pages() -> dict[Path, str]:
    made = {
        "cli.md": cli_page(),
        "findings.md": findings_page(),
        "job.md": job_page(),
        "architecture.md": architecture_page(),
        "licences.md": licences.page(),
    }
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

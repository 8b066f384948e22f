"""cchc forms: one blank Excel return per expected agency."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from reporting.commands.output import output_option


@click.command(name="forms")
@click.argument("job", metavar="CÔNG_VIỆC", type=click.Path(path_type=Path))
@output_option("Thư mục ghi các biểu.", "bieu_mau")
@click.option(
    "--agency", "codes", multiple=True, metavar="MÃ", help="Chỉ làm biểu cho đơn vị này; dùng được nhiều lần."
)
def command(job: Path, folder: Path, codes: tuple[str, ...]) -> int:
    """Tạo biểu mẫu Excel để từng đơn vị điền, mỗi đơn vị một tệp.

    Biểu gồm đúng các chỉ tiêu, nhiệm vụ của đơn vị theo kế hoạch; có kết quả kỳ trước nếu công việc
    khai kỳ trước.
    """
    from reporting.blank_forms import blank_forms
    from reporting.store.output_folder import write_all

    with click.progressbar(length=100, label="Tạo biểu", file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:
        period, files = blank_forms(job, codes, lambda done, of: bar.update(100 * done // of - bar.pos))
    write_all(folder, files)
    click.echo(f"Đã tạo {len(files)} biểu kỳ {period.title} vào {folder.as_posix()}")
    return 0

"""cchc merge: the returns of subordinate units, added up into a body's own return."""

from __future__ import annotations

from pathlib import Path

import click

from reporting.commands.kept_files import beside_option, print_beside
from reporting.commands.output import output_option
from reporting.commands.passwords import password_option, passwords_in


@click.command(name="merge")
@click.argument("job", metavar="BIỂU", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("returns", metavar="THƯ_MỤC", type=click.Path(exists=True, file_okay=False, path_type=Path))
@output_option()
@beside_option
@password_option
def command(job: Path, returns: Path, folder: Path, password_file: Path | None, beside: bool) -> int:
    """Cộng báo cáo của các đơn vị trực thuộc (các tệp trong THƯ_MỤC) vào biểu của đơn vị cấp trên.

    Chỉ điền các dòng tổng hợp từ đơn vị trực thuộc, mỗi ô có ghi chú cộng từ đâu; các dòng khác và ô đã điền giữ nguyên.
    Biểu đưa vào không bị sửa, biểu đã tổng hợp ghi vào thư mục kết quả. Mã thoát 1 khi còn lỗi.
    """
    from reporting.commands.progress import Progress
    from reporting.commands.summary import print_merged
    from reporting.subordinates import merge_below

    with Progress() as progress:
        merged = merge_below(job, returns, folder, progress, passwords_in(password_file), beside=beside)
    print_merged(merged, folder)
    print_beside(merged.beside)
    return 1 if merged.completeness.open_errors else 0

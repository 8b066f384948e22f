"""cchc check: reads the returns; who is complete, what is missing or wrong."""

from __future__ import annotations

from pathlib import Path

import click

from reporting.commands.kept_files import beside_option, print_beside
from reporting.commands.output import output_option
from reporting.commands.passwords import password_option, passwords_in


@click.command(
    name="check",
    help="Đọc báo cáo của các cơ quan: ai đủ, ai thiếu, chỗ nào sai. CÔNG_VIỆC cũng có thể là một biểu đã điền: cơ quan tự "
    "kiểm tra biểu của mình trước khi gửi. Mã thoát 1 khi còn lỗi.",
)
@click.argument("job", metavar="CÔNG_VIỆC", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["human", "short", "json"]),
    default="human",
    show_default=True,
    help="Cách in kết quả.",
)
@click.option("--pdf", is_flag=True, help="Ghi thêm kiem_tra.pdf: trang kiem_tra.html để in (cần Pango).")
@output_option()
@beside_option
@password_option
def command(job: Path, form: str, pdf: bool, folder: Path, password_file: Path | None, beside: bool) -> None:
    from reporting.excel.apart import start

    start()  # while the rest is imported
    from reporting.carried_job import is_form
    from reporting.commands.progress import Progress
    from reporting.commands.summary import print_checked
    from reporting.pipeline import check

    with Progress() as progress:
        outcome = check(job, folder, progress, passwords_in(password_file), beside=beside, printed=pdf)
    print_checked(outcome, form, folder, alone=is_form(job))
    print_beside(outcome.beside)
    raise SystemExit(1 if outcome.completeness.open_errors else 0)

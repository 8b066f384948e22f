"""cchc report: an agency's own official report, Word and PDF, from its form alone."""

from __future__ import annotations

from pathlib import Path

import click

from reporting.commands.output import output_option
from reporting.commands.passwords import password_option, passwords_in


@click.command(name="report")
@click.argument("job", metavar="BIỂU", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@output_option()
@click.option("--draft", is_flag=True, help="Lập bản DỰ THẢO dù còn lỗi.")
@password_option
def command(job: Path, folder: Path, draft: bool, password_file: Path | None) -> int:
    """Lập báo cáo riêng của một cơ quan từ chính biểu cơ quan đó đã điền, không cần tệp nào khác.

    Đầu văn bản, người ký, nơi nhận lấy ở trang “Báo cáo riêng” của biểu. Có phụ lục các chỉ tiêu, nhiệm vụ của cơ quan.
    """
    from reporting.agency_runs import own_report
    from reporting.commands.progress import Progress
    from reporting.commands.summary import print_blocked_form, print_own_report

    with Progress() as progress:
        outcome = own_report(job, folder, draft, progress, passwords_in(password_file))
    if outcome.artifacts is None:
        print_blocked_form(outcome, job.name)
        return 1
    print_own_report(outcome, folder)
    return 0

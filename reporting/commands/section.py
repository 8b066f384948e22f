"""cchc section: one agency's own section, Word and PDF, from its own return."""

from __future__ import annotations

from pathlib import Path

import click

from reporting.commands.output import output_option
from reporting.commands.passwords import password_option, passwords_in


@click.command(
    name="section",
    help="Lập phần báo cáo của một cơ quan (Word, PDF) từ chính biểu của cơ quan đó. CÔNG_VIỆC cũng có thể là biểu đó.",
)
@click.argument("job", metavar="CÔNG_VIỆC", type=click.Path(path_type=Path))
@click.option(
    "--agency", default="", metavar="MÃ", help="Mã cơ quan trong danh mục đơn vị, ví dụ SYT; không cần khi cho biểu."
)
@output_option()
@click.option("--draft", is_flag=True, help="Lập bản DỰ THẢO dù còn lỗi.")
@password_option
def command(job: Path, agency: str, folder: Path, draft: bool, password_file: Path | None) -> None:
    from reporting.agency_runs import section
    from reporting.carried_job import is_form
    from reporting.commands.progress import Progress
    from reporting.commands.summary import print_blocked, print_blocked_form, print_section

    if not agency and not is_form(job):
        raise click.UsageError("thiếu --agency: cơ quan nào trong công việc này?")
    with Progress() as progress:
        outcome = section(job, agency, folder, draft, progress, passwords_in(password_file))
    if outcome.artifacts is None:
        print_blocked_form(outcome, job.name) if is_form(job) else print_blocked(outcome)
        raise SystemExit(1)
    print_section(outcome, folder)

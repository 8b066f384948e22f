"""cchc build: the report in Word and PDF, the annexes, the provenance and the manifest."""

from __future__ import annotations

from pathlib import Path

import click

from reporting.commands.kept_files import beside_option, print_beside
from reporting.commands.output import output_option
from reporting.commands.passwords import password_option, passwords_in


@click.command(name="build", help="Lập báo cáo (Word, PDF), phụ lục, nguồn số liệu và bảng kê tệp.")
@click.argument("job", metavar="CÔNG_VIỆC", type=click.Path(path_type=Path))
@output_option()
@click.option("--draft", is_flag=True, help="Lập bản DỰ THẢO dù còn lỗi; chỗ thiếu được đánh dấu rõ trong văn bản.")
@click.option(
    "--pdf-engine",
    type=click.Choice(["typst", "weasyprint"]),
    help="Bộ dàn trang PDF, thay cho [report] pdf_engine; weasyprint cần thư viện Pango.",
)
@beside_option
@click.option(
    "--into",
    metavar="TỆP.docx",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Ghép số liệu mới vào tệp báo cáo Word đã có người sửa, thành bao_cao_ghep.docx: lời đã sửa giữ nguyên, số mới "
    "là thay đổi có theo dõi, chỗ cả hai cùng đổi có ghi chú XUNG ĐỘT (mã thoát 1 khi còn xung đột).",
)
@password_option
def command(
    job: Path,
    folder: Path,
    draft: bool,
    pdf_engine: str | None,
    beside: bool,
    into: Path | None,
    password_file: Path | None,
) -> None:
    from reporting.excel.apart import start

    start()  # while the rest is imported
    from reporting.commands.progress import Progress
    from reporting.commands.summary import print_blocked, print_built
    from reporting.edited_report import absorb_found, is_edited
    from reporting.merged_report import base_of, merge_report, summary_lines
    from reporting.pipeline import build

    base = base_of(into, folder) if into else None
    beside = beside or into is not None
    if into is None and beside:  # the new report says what was reworded in the one that it is written beside
        for line in absorb_found(folder):
            click.echo(line, err=True)
    elif into is None and is_edited(folder):
        click.echo("Báo cáo Word trong thư mục kết quả đã có người sửa: lấy chỗ sửa bằng cchc absorb trước.", err=True)
    with Progress() as progress:
        outcome = build(job, folder, draft, progress, passwords_in(password_file), pdf_engine or "", beside=beside)
    if outcome.artifacts is None:
        print_blocked(outcome)
        raise SystemExit(1)
    print_built(outcome, folder)
    print_beside(outcome.beside)
    if into and base:
        merged = merge_report(into, base, folder, outcome)
        for line in summary_lines(merged.outcomes, into.name):
            click.echo(line)
        made = (folder / merged.file).as_posix()
        click.echo(
            f"Đã ghép vào {made}; {into.name} giữ nguyên. Bản PDF vừa ghi chưa có lời đã sửa trong Word: lấy bằng "
            f"cchc absorb {job.as_posix()} {made} -o {folder.as_posix()}, rồi lập lại.",
            err=True,
        )
        if merged.conflicts and not draft:
            raise SystemExit(1)
